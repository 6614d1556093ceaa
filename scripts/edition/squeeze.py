"""Scripts and style sheets as they are published: without the comments and the white space that only we need."""

from __future__ import annotations

import re

COMMENT = re.compile(r"^[ \t]*/\*.*?\*/[ \t]*\n?", re.MULTILINE | re.DOTALL)
INDENT = re.compile(r"^[ \t]+|[ \t]+$", re.MULTILINE)
EMPTY = re.compile(r"\n{2,}")
KEPT = r"""
    "(?:[^"\\\n]|\\.)*"
    | `[^`\n]*`
    | (?:(?<=[(,=:?&|])|(?<=[=:?&|]\ ))/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/
"""
"""Strings, templates and regular expressions of a script."""
SIGN = r"\ ?(=>|[!=]==|&&|\|\||\?\?=?|[-+*/]=|[=*<>?:,;{}()\[\]]|(?<=\ )[-+%](?=\ [^-+]))\ ?"
SPACED = re.compile(rf"(?P<kept>{KEPT})|;[ \n]?(?=}})|{SIGN}", re.VERBOSE)


def _bare(text: str) -> str:
    return EMPTY.sub("\n", INDENT.sub("", COMMENT.sub("", text)))


def style(text: str) -> str:
    """Return a style sheet without comments that open a line, without indentation, and without lines between rules.

    No parser is needed, on two conditions that a test holds the sources to: no comment that opens a line has code
    behind it, and no string goes over the end of a line.
    """
    return re.sub(r"(?<=})\n(?=.)", "", _bare(text))


def script(text: str) -> str:
    """Return a script without comments and indentation, without white space around signs and semicolons before `}`.

    On four more conditions: every comment is one that opens a line, strings stand in double quotation marks, no
    template stands inside another, and no loop or branch is without a body.
    """
    tight = SPACED.sub(lambda found: found["kept"] or found[2] or "", _bare(text))
    return re.sub(r"(?<=[;{,])\n(?=.)", "", tight)
