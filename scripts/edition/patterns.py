"""Regular expressions written by editors, searched with a time limit."""

import json
import subprocess
import sys

SECONDS = 5
"""So long a pattern may look through a text."""
SEARCH = (
    "import json, re, sys; p, t = json.load(sys.stdin); json.dump([m.end() for m in re.finditer(p, t)], sys.stdout)"
)


def find_ends(pattern: str, text: str) -> tuple[int, ...] | None:
    """Return the end offsets of all matches of a pattern in a text; `None` if it takes too long.

    A search cannot be stopped from within Python, a process can.
    """
    command = [sys.executable, "-I", "-S", "-c", SEARCH]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter, our own arguments
            command, input=json.dumps([pattern, text]), capture_output=True, text=True, timeout=SECONDS, check=True
        )
    except subprocess.SubprocessError:
        return None
    return tuple(json.loads(done.stdout))
