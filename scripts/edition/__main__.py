"""`python -m edition`."""

import gc
import sys

gc.disable()  # this process ends with its work: to look for what it no longer uses would take a seventh of its time
try:
    from edition.cli import main

    code = main()
except KeyboardInterrupt:  # while the package is still being loaded
    code = 130
sys.exit(code)
