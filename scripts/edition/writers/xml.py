"""Makes elements in one expression, for every writer of HTML and XML."""

from collections.abc import Callable, Iterable, Mapping
from xml.etree.ElementTree import Element, tostring

from edition import scripts
from edition.words import SOURCE, UNTRANSLATED, bare, split_untranslated

Content = str | Element
TEXT_ONLY = frozenset({"title", "option"})
"""Elements that cannot contain others: if any of the words are untranslated, the whole element counts as such."""


def append(parent: Element, content: Iterable[Content]) -> Element:
    """Append text and elements to `parent`, text where ElementTree keeps it, and return `parent`.

    Untranslated words stand in elements that name their language.
    """
    for piece in content:
        if isinstance(piece, Element):
            parent.append(piece)
            continue
        for words, is_english in split_untranslated(bare(piece) if parent.tag in TEXT_ONLY else piece):
            if is_english:
                parent.append(Element("tspan" if parent.tag == "text" else "span", {"lang": SOURCE}))
                parent[-1].text = words
            elif len(parent):
                parent[-1].tail = (parent[-1].tail or "") + words
            else:
                parent.text = (parent.text or "") + words
    return parent


def element(tag: str, attributes: Mapping[str, str] | None = None, *content: Content) -> Element:
    """Make an element with attributes and contents; attributes with an empty value are omitted.

    If all words of an element are untranslated, including those in attributes, the element states their language.
    """
    given = {name: value for name, value in (attributes or {}).items() if value}
    made = Element(tag, {name: bare(value) for name, value in given.items()})
    texts = [piece for piece in (*given.values(), *content) if isinstance(piece, str)]
    if any(map(UNTRANSLATED.search, texts)) and (tag in TEXT_ONLY or not any(map(_has_own_words, content))):
        made.attrib.setdefault("lang", SOURCE)
        return append(made, (bare(piece) for piece in content if isinstance(piece, str)))
    return append(made, content)


def _has_own_words(piece: Content) -> bool:
    return isinstance(piece, Element) or any(map(str.isalpha, UNTRANSLATED.sub("", piece)))


def label(node: Element, name: str, words: str, own: str) -> Element:
    """Set an attribute to words, which may be untranslated even if the element contains words in the language `own`."""
    node.set(name, bare(words))
    if bare(words) != words and "lang" not in node.attrib:
        spoken = speech(own, SOURCE)
        if node.text or any(child.tail for child in node):
            held = append(Element("span", {key: value for key, value in spoken.items() if value}), [node.text or ""])
            held.extend(node)
            for child in [*node]:
                node.remove(child)
            node.text = None
            node.append(held)
        else:
            for child in node:
                child.attrib |= {key: value for key, value in spoken.items() if value and "lang" not in child.attrib}
        node.set("lang", SOURCE)
    return node


def serialise(root: Element, doctype: str = "") -> str:
    """Return an element as an XML document in UTF-8."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{doctype}{tostring(root, encoding="unicode")}\n'


def separate(pieces: Iterable[Content], separator: str = ", ") -> list[Content]:
    """Return pieces with a separator between them."""
    return [part for piece in pieces for part in (separator, piece)][1:]


def separate_by(parts: Iterable[Iterable[Content]], make: Callable[[], Element]) -> list[Content]:
    """Return the contents of parts, with an element between two of them."""
    pieces: list[Content] = []
    for number, part in enumerate(parts):
        pieces += [make(), *part] if number else part
    return pieces


def speech(tag: str, own: str) -> dict[str, str]:
    """Return the attributes of words in a language: the language and, if not that of `own`, their direction.

    An element with a direction is isolated from the words around it (HTML Living Standard, § 15.3.5).
    """
    direction = scripts.direction(tag) if tag else ""
    return {"lang": tag, "dir": direction if direction != scripts.direction(own) else ""}


def mark_scripts(text: str, own: str) -> list[Content]:
    """Return plain text with its words in other scripts than Latin and that of the language `own` marked.

    Plain text does not state its language: `und-Cyrl` for Cyrillic.
    """
    pieces: list[Content] = []
    at = 0
    for start, end in scripts.find_runs(text, scripts.of_language(own) | {scripts.LATIN}):
        tag = f"und-{scripts.of(text[start])}"
        pieces += [text[at:start], element("span", speech(tag, own), text[start:end])]
        at = end
    return [*pieces, text[at:]]


def isolate(text: str) -> list[Content]:
    """Return plain text with right-to-left runs isolated (`bdi`)."""
    pieces: list[Content] = list(scripts.split_turned(text))
    pieces[1::2] = [element("bdi", None, words) for words in pieces[1::2]]
    return pieces


def nest(entries: Iterable[tuple[int, Element]], tag: str = "ol") -> Element:
    """Return links as nested lists: each is below the nearest link before it with a lower level."""
    root = element(tag)
    above: list[tuple[int, Element]] = []
    for level, link in entries:
        while above and above[-1][0] >= level:
            above.pop()
        holder = root
        if above:
            row = above[-1][1]
            holder = row[-1] if row[-1].tag == tag else append(row, [element(tag)])[-1]
        row = element("li", None, link)
        holder.append(row)
        above.append((level, row))
    return root
