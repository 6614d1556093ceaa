"""The edition as EPUB 3.3: pages of our own XHTML, notes as footnotes that reading systems show in place.

EPUB 3.3, § 6 (content documents); EPUB Type to ARIA Role Authoring Guide 1.1; DPUB-ARIA 1.1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition import ids
from edition.model.edition import AnchorKind
from edition.writers import epub_package
from edition.writers.epub_package import CSS, FOLDER, NAV, PACKAGE, Page, document
from edition.writers.html import LEGEND, Writer, emended_words
from edition.writers.xml import Content, element

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

    from edition.model.edition import Edition, Entry, PlacedEmendation, PlacedNote, PlacedSection

LACKING = frozenset({AnchorKind.AUTHORITY, AnchorKind.EVENT, AnchorKind.STANDING})
"""What the book does not have, so that no link leads there."""
TITLE, APPARATUS, BIBLIOGRAPHY = "title.xhtml", "apparatus.xhtml", "bibliography.xhtml"

STYLE = """body{font-family:"Libertinus Serif",serif;line-height:1.45;margin:0 4%;hyphens:auto}
h1,h2{line-height:1.2;font-weight:normal;hyphens:none}
a{color:inherit}
a.para{font-size:.7em;margin-right:.6em;text-decoration:none}
sup.noteref{font-size:.75em;line-height:0}
p.essay{margin:0 0 .7em}
aside.note{margin:0 0 1em;font-size:.92em}
aside.note p{margin:0 0 .4em}
span.status,p.evidence-head{font-style:italic}
li.entry{margin:0 0 .6em}
ul.entries{list-style:none;padding:0}
table{border-collapse:collapse;font-size:.9em}
th,td{text-align:left;vertical-align:top;padding:.2em .6em .4em 0;border-bottom:1px solid}
"""
"""No colour is set, so that a reading system's own light or dark page is readable."""

RANGES = {"latin": "U+0-FF,U+131-2BC,U+2009-2FFF", "latinext": "U+100-3FF,U+1E00-2008", "cyrillic": "U+400-4FF"}
"""The letters of each font; where two claim one, a reading system looks in the later and then in the earlier."""


def style(fonts: Mapping[str, bytes]) -> str:
    """Give the style sheet, with a face for every font whose name ends in its style and its script."""
    faces = []
    for name in sorted(fonts):
        parts = name.removesuffix(".woff2").split("-")
        if name.endswith(".woff2") and parts[-1] in RANGES:
            slope = "italic" if "italic" in parts else "normal"
            source = f'src:url(fonts/{name}) format("woff2");unicode-range:{RANGES[parts[-1]]}'
            faces.append(f'@font-face{{font-family:"Libertinus Serif";font-style:{slope};{source}}}\n')
    return "".join(faces) + STYLE


class Book:
    """Knows on which page of the book an anchor stands, and writes the pages."""

    def __init__(self, edition: Edition) -> None:
        """Write the book of an edition."""
        self.edition = edition

    def file_of(self, anchor: str) -> str:
        """Give the file on which an anchor stands; notes stand on the page of their section."""
        found = self.edition.anchors.get(anchor)
        if found is None or found.kind in LACKING:
            return ""
        if found.kind is AnchorKind.ENTRY:
            return BIBLIOGRAPHY
        return found.page.rpartition("/")[2].removesuffix(".md") + ".xhtml"

    def writer(self, file: str) -> Writer:
        """Give a writer for one page."""

        def href(anchor: str) -> str:
            target = self.file_of(anchor)
            if not target:
                return ""
            return f"#{anchor}" if target == file else f"{target}#{anchor}"

        return Writer(self.edition, href, both=False)

    def title_page(self) -> Page:
        """Give the title page, with version and rights."""
        config = self.edition.config
        title, author = config.full_title, config.author.natural
        said = (
            f"[{author}]" if config.author_supplied else author,
            f"Version {config.version} of {config.date}. {config.editors}".strip(),
            *(f"{what.capitalize()}: {words}" for what, words in config.licences),
        )
        heading = element("h1", None, f"[{title}]" if config.title_supplied else title)
        body = element("section", {"epub:type": "titlepage"}, heading, *(element("p", None, words) for words in said))
        return Page(TITLE, "Title page", (body,), "titlepage")

    def section(self, section: PlacedSection, *, first: bool) -> Page:
        """Give a section's page: its text, then its notes."""
        file = f"{section.anchor}.xhtml"
        writer = self.writer(file)
        chapter = {"epub:type": "chapter", "role": "doc-chapter", "aria-labelledby": section.anchor}
        parts = writer.section(section, 1)
        if notes := self.edition.notes_of(section.anchor):
            legend = element("p", {"class": "legend"}, LEGEND)
            heading = element("h2", {"id": ids.notes_of(section.anchor)}, "Notes")
            asides = [_aside(writer, note) for note in notes]
            parts.append(element("section", {"epub:type": "footnotes"}, heading, legend, *asides))
        body = _for_reading_systems(element("section", chapter, *parts))
        return Page(file, section.label, (body,), "bodymatter" if first else "")

    def apparatus(self) -> Page:
        """Give the table of emendations."""
        writer = self.writer(APPARATUS)
        names = ("Place", "Reading text", f"Witness ({self.edition.config.witness.siglum})", "Certainty and reason")
        head = element("thead", None, element("tr", None, *(element("th", {"scope": "col"}, n) for n in names)))
        rows = (self._row(writer, placed) for placed in self.edition.emendations)
        table = element("table", None, head, element("tbody", None, *rows))
        return Page(APPARATUS, "Emendations", (element("h1", None, "Emendations"), table))

    def _row(self, writer: Writer, placed: PlacedEmendation) -> Element:
        given = placed.emendation
        place = self.edition.anchors[given.name].reference
        cells: tuple[tuple[Content, ...], ...] = (
            (element("a", {"href": writer.href(given.name)}, place),),
            emended_words(placed),
            (placed.witness,),
            (f"{given.certainty}: {given.reason}",),
        )
        return element("tr", {"id": ids.variant(given.name)}, *(element("td", None, *cell) for cell in cells))

    def bibliography(self) -> Page:
        """Give the bibliography by groups, each entry with the notes that cite it."""
        writer = self.writer(BIBLIOGRAPHY)
        parts = [element("h1", None, "Bibliography")]
        for group in self.edition.config.bibliography:
            entries = [self._entry(writer, e) for e in self.edition.entries if e.group == group.title]
            if entries:
                parts += [element("h2", None, group.title), element("ul", {"class": "entries"}, *entries)]
        attributes = {"epub:type": "bibliography", "role": "doc-bibliography", "aria-label": "Bibliography"}
        body = _for_reading_systems(element("section", attributes, *parts))
        return Page(BIBLIOGRAPHY, "Bibliography", (body,), "bibliography")

    def _entry(self, writer: Writer, entry: Entry) -> Element:
        parts = writer.inlines(entry.description)
        if entry.work.shorthand:
            parts[:0] = [element("b", None, entry.work.shorthand), " "]
        for at, anchor in enumerate(dict.fromkeys(mention.anchor for mention in entry.mentions)):
            reference = self.edition.anchors[anchor].reference
            parts += [", " if at else " Cited: ", element("a", {"href": writer.href(anchor)}, reference)]
        return element("li", {"id": ids.entry(entry.work.key), "class": "entry"}, *parts)


def _aside(writer: Writer, note: PlacedNote) -> Element:
    """Give a note as a footnote that can pop up: the list item of the site made an `aside`, nothing folded away."""
    item = writer.note(note)
    item.tag = "aside"
    item.attrib.update({"epub:type": "footnote", "role": "doc-footnote"})
    for part in item.iter():
        if part.tag == "details":
            part.tag = "div"
        elif part.tag == "summary":
            part.tag = "p"
            part.set("class", "evidence-head")
    return item


def _for_reading_systems(root: Element) -> Element:
    """Give the elements of the site's XHTML what EPUB has beside: `epub:type`, `xml:lang`, addresses of page breaks."""
    for part in root.iter():
        if part.get("role") == "doc-noteref":
            part.set("epub:type", "noteref")
        elif part.get("role") == "doc-backlink":
            part.set("epub:type", "backlink")
        if lang := part.get("lang"):
            part.set("xml:lang", lang)
        if part.get("class") == "pb":
            n = part.attrib.pop("data-n", "")
            marks = {"id": f"pb-{n}", "epub:type": "pagebreak", "role": "doc-pagebreak", "aria-label": f"Page {n}"}
            part.attrib.update(marks)
    return root


def _breaks(pages: tuple[Page, ...]) -> list[tuple[str, str]]:
    """Give address and number of every page break, in the order of reading."""
    return [
        (f"{page.file}#{part.get('id')}", part.get("id", "").removeprefix("pb-"))
        for page in pages
        for root in page.body
        for part in root.iter()
        if part.get("class") == "pb"
    ]


def write(edition: Edition, fonts: Mapping[str, bytes] | None = None) -> dict[str, bytes]:
    """Give the files of the book by their paths in its zip file; `fonts` by name, their licence among them."""
    book = Book(edition)
    sections = tuple(book.section(s, first=not at) for at, s in enumerate(edition.sections))
    pages = (book.title_page(), *sections)
    pages += (book.apparatus(),) if edition.emendations else ()
    pages += (book.bibliography(),) if edition.entries else ()
    others = {f"fonts/{name}": content for name, content in (fonts or {}).items()}
    written = {page.file: document(edition, page.title, page.body) for page in pages}
    written[NAV] = epub_package.navigation(edition, pages, _breaks(pages))
    written[CSS] = style(fonts or {})
    written[PACKAGE] = epub_package.package(edition, pages, others)
    files = {f"{FOLDER}/{name}": words.encode() for name, words in written.items()}
    files |= {f"{FOLDER}/{name}": content for name, content in others.items()}
    files["META-INF/container.xml"] = epub_package.container().encode()
    files["mimetype"] = epub_package.MIMETYPE.encode()
    return files
