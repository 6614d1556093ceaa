"""What ordinary pages and style sheets refer to: links, pictures, raw HTML, fonts, and generated lists."""

from collections.abc import Mapping
from dataclasses import dataclass

from edition.source import Place


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture on an ordinary page; `ornament` if the page declares it purely decorative (`alt=""`)."""

    target: str
    alternative: str
    place: Place
    ornament: bool = False


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font that a style sheet loads: the file's path below the root, and whether it exists."""

    path: str
    there: bool
    place: Place


LISTS = (
    *("contents", "essay", "notes", "bibliography", "apparatus", "standing", "spaces", "witness", "people"),
    *("organisations", "glossary", "chronology", "timeline", "passages", "concordance", "state", "questions"),
    *("downloads", "citing-marks", "citing-examples", "links", "errands"),
)
"""The lists that the program makes, by the names under which a page can ask for them."""


@dataclass(frozen=True, slots=True)
class AskedList:
    """A list that an ordinary page asks for (`/// edition | people`), and whether its block is closed (`///`)."""

    name: str
    place: Place
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link or a picture of an ordinary page leads, as written.

    `html` where it is an attribute of raw HTML, `loaded` where a browser loads what is there together with the page.
    """

    address: str
    place: Place
    html: bool = False
    loaded: bool = False


@dataclass(frozen=True, slots=True)
class Tag:
    """An element of raw HTML, or the attributes that braces give to an element (then without a name).

    A script is `empty` if it contains no code.
    """

    name: str
    attributes: Mapping[str, str]
    place: Place
    empty: bool = True


@dataclass(frozen=True, slots=True)
class SitePage:
    """An ordinary page as the site's engine takes it: its path below `docs`, its own ids, where it leads, its raw HTML.

    `hidden` holds the targets that no parser of Markdown may take for links and that a browser may follow all the same.
    """

    path: str
    ids: frozenset[str]
    targets: tuple[Target, ...]
    tags: tuple[Tag, ...]
    hidden: tuple[Target, ...] = ()
