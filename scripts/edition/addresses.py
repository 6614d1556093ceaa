"""Web addresses: validation and percent-encoding."""

import re
from collections.abc import Iterable
from html import unescape
from urllib.parse import quote, urlsplit

STRANGE = re.compile(r"[\s<>\"{}|\\^`]")
"""Characters not allowed in an address (RFC 3986, § 2); letters of all scripts are allowed (RFC 3987)."""
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
"""Characters that a browser ignores in an address, or that are invisible."""
SCHEMES = ("https", "http")
DIRECTIVE = ":~:"
"""Opens what is for the browser alone in the fragment of an address, such as the words at which it opens a page."""
ELLIPSIS = "…"
"""Stands between the first and the last words of a passage."""


def read_as_browser(text: str) -> str:
    """Return an address in HTML as a browser reads it: decoded, without ignored characters."""
    return UNSEEN.sub("", unescape(text))


def is_harmful(text: str) -> bool:
    """Return whether an address runs code or contains its own data: `javascript:`, `vbscript:`, `data:`."""
    return HARMFUL.match(read_as_browser(text)) is not None


def find_fault(text: str) -> str:
    """Return why a text is not a valid web address; an empty string if it is."""
    if found := STRANGE.search(text):
        return "it contains a space" if found[0].isspace() else f"it contains “{found[0]}”"
    if STRAY.search(text):
        return "it contains “%” without two hexadecimal digits after it (write `%25` for “%” itself)"
    try:
        parts = urlsplit(text)
    except ValueError:  # a bracket that would open an IPv6 address
        return "its host is invalid"
    if parts.scheme not in SCHEMES:
        # “example.org:80/x” has no scheme, though it looks like one
        return (
            f"“{parts.scheme}:” is not a web address" if parts.scheme.isalpha() else "it does not begin with `https://`"
        )
    host = parts.hostname or ""
    if ":" not in host and not all(LABEL.fullmatch(label) for label in host.removesuffix(".").split(".")):
        return f"“{host}” is not a valid host" if host else "it has no host"
    return ""


def uri(text: str) -> str:
    """Return an address in ASCII (RFC 3987, § 3.1), as PDF and other formats require."""
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


def at_words(url: str, passages: Iterable[str]) -> str:
    """Return an address that opens a page at some words (WICG, URL Fragment Text Directives).

    Each passage is its first and its last words, with “…” between them, or one run of words. A hyphen is encoded, since
    the directive has a meaning of its own for it.
    """
    ends = [[end.strip() for end in passage.split(ELLIPSIS)] for passage in passages]
    texts = ["text=" + ",".join(quote(end, safe="").replace("-", "%2D") for end in pair) for pair in ends]
    return f"{url}{'' if '#' in url else '#'}{DIRECTIVE}{'&'.join(texts)}" if texts else url
