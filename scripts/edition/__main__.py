"""`python -m edition`."""

import sys

try:
    from edition.cli import main

    code = main()
except KeyboardInterrupt:  # while the package is still being loaded
    code = 130
sys.exit(code)
