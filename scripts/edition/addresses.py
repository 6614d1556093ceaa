"""Addresses on the web: what is one, and what keeps a text from being one."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

STRANGE = re.compile(r"[\s<>\"{}|\\^`]")
"""Signs that no address has (RFC 3986, § 2); letters of all scripts may stand in one (RFC 3987)."""
SCHEMES = ("https", "http")


def fault(text: str) -> str:
    """Say what keeps a text from being an address on the web; give the empty string where nothing does."""
    if found := STRANGE.search(text):
        return "a space stands in it" if found[0].isspace() else f"“{found[0]}” stands in it"
    try:
        parts = urlsplit(text)
    except ValueError:  # a bracket that would open an IPv6 address
        return "its host is not readable"
    if parts.scheme not in SCHEMES:
        # “example.org:80/x” has no scheme, though it looks as if it had one
        return f"“{parts.scheme}:” leads to no page" if parts.scheme.isalpha() else "it does not begin with `https://`"
    return "" if parts.hostname else "it names no host"
