"""Addresses on the web: what is one, and what keeps a text from being one."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import quote, urlsplit

STRANGE = re.compile(r"[\s<>\"{}|\\^`]")
"""Signs that no address has (RFC 3986, § 2); letters of all scripts may stand in one (RFC 3987)."""
STRAY = re.compile(r"%(?![0-9A-Fa-f]{2})")
KEPT_IN_DOI = "!$&'()*+,-./:;=@_~"
KEPT = f"{KEPT_IN_DOI}?#%"
"""Signs that a path may have as they are, beside letters and figures (RFC 3986, § 3.3); all else is percent-encoded.

Brackets too are encoded: EPUBCheck refuses them.
"""
LABEL = re.compile(r"[^\W_](?:[\w-]*\w)?")
"""A part of a host's name (RFC 1034, § 3.5; of all scripts, RFC 5890)."""
HARMFUL = re.compile(r"(?:javascript|vbscript|data):", re.IGNORECASE)
UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
"""What a browser passes over in an address, or an editor does not see."""
SCHEMES = ("https", "http")


def seen(text: str) -> str:
    """Return an address as a browser takes it that finds it in HTML: decoded, without what it passes over."""
    return UNSEEN.sub("", unescape(text))


def is_harmful(text: str) -> bool:
    """Return whether an address runs something, or holds what it leads to: `javascript:`, `vbscript:`, `data:`."""
    return HARMFUL.match(seen(text)) is not None


def fault(text: str) -> str:
    """Say what keeps a text from being an address on the web; give the empty string where nothing does."""
    if found := STRANGE.search(text):
        return "a space stands in it" if found[0].isspace() else f"“{found[0]}” stands in it"
    if STRAY.search(text):
        return "“%” stands in it without the two figures of a character (`%25` for “%” itself)"
    try:
        parts = urlsplit(text)
    except ValueError:  # a bracket that would open an IPv6 address
        return "its host is not readable"
    if parts.scheme not in SCHEMES:
        # “example.org:80/x” has no scheme, though it looks as if it had one
        return f"“{parts.scheme}:” leads to no page" if parts.scheme.isalpha() else "it does not begin with `https://`"
    host = parts.hostname or ""
    if ":" not in host and not all(LABEL.fullmatch(label) for label in host.removesuffix(".").split(".")):
        return f"“{host}” is no host" if host else "it names no host"
    return ""


def uri(text: str) -> str:
    """Return an address with nothing in it but ASCII (RFC 3987, § 3.1), as PDF and others need it."""
    scheme, mark, rest = text.partition("://")
    host, slash, path = rest.partition("/")
    try:
        host = host.encode("idna").decode() if mark and not host.isascii() else host
    except UnicodeError:
        host = quote(host, safe=KEPT)
    return quote(f"{scheme}{mark}", safe=KEPT) + host + slash + quote(path, safe=KEPT)


def of_doi(doi: str) -> str:
    """Return the address of a DOI, percent-encoded (DOI Handbook, § 2.5.2.4)."""
    return "https://doi.org/" + quote(doi, safe=KEPT_IN_DOI)
