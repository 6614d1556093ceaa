"""Inlines, paragraphs and notes as semantic HTML elements (HTML Living Standard; roles after DPUB-ARIA 1.1)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import assert_never
from xml.etree.ElementTree import Element

from edition import ids, scripts
from edition.model import inline
from edition.model.authority import Authority
from edition.model.blocks import Unit
from edition.model.document import AUTHOR
from edition.model.edition import Edition
from edition.model.placed import Entry, PlacedEmendation, PlacedNote, PlacedSection
from edition.model.text import DOUBT, reading_text
from edition.resolve.notes import ordinal
from edition.style.dates import in_words
from edition.style.locating import lower_first
from edition.writers import html_blocks
from edition.writers.html_citations import CitationWriter, Href
from edition.writers.xml import Content, element, isolate, label, mark_scripts, separate, speech


def emended_words(placed: PlacedEmendation) -> tuple[Content, ...]:
    """Return an emendation's reading, marked, with the words around it."""
    apart = "" if placed.emendation.reading or placed.before.endswith(" ") else " "
    return (placed.before + apart, element("mark", None, placed.reading), placed.after)


def describe(entry: Authority, own: str) -> list[Content]:
    """Return an entry's name, native form, dates and gloss; `own` is the language of the edition."""
    name: Content = element("b", speech(entry.lang, own), entry.sort or entry.name)
    pieces: list[Content] = [name]
    if entry.native:
        pieces += [" · ", element("span", speech(entry.native_lang, own), entry.native)]
    closed = not entry.native and (entry.sort or entry.name).endswith(".")
    pieces.append(f" ({entry.dates.written}). " if entry.dates else " " if closed else ". ")
    return [*pieces, *mark_scripts(entry.gloss, own)]


class Writer(CitationWriter):
    """Writes the contents of one page of an edition; `href` returns that page's link to an anchor."""

    def __init__(  # noqa: PLR0913 - each says something else of the page
        self,
        edition: Edition,
        href: Href,
        *,
        both: bool = True,
        whole: bool = False,
        with_copies: bool = False,
        file: Href = str,
    ) -> None:
        """Write for a page that reaches anchors by `href` and files of the site by `file`.

        `both` puts the witness's readings beside ours, hidden. On a page of the `whole` essay, letters come once a
        section: there a note's name says whose it is. A page `with_copies` names with each link to the outside the copy
        in an archive, if there is one.
        """
        super().__init__(edition, href, with_copies=with_copies)
        self.file = file
        self.edition = edition
        self.own = edition.config.language
        page = edition.config.editors_language
        self.of_text = speech(self.own, page) if page != self.own else {}
        """The attributes of the author's words, where the page is in another language."""
        self.of_editors: Mapping[str, str] = speech(page, self.own) if page != self.own else {}
        """The attributes of the editors' words among the author's, where theirs is another language."""
        self.direction = scripts.direction(self.own)
        self.both = both
        self.whole = whole
        self.linked = False
        self.named: frozenset[str] = frozenset()
        """Addresses to which names in the text above lead: the notes below it do not repeat these links."""
        self.terms = ""
        """The address at which the terms of a note's status are explained, if it is to be a link to that."""
        self.called = {note.label: note for note in edition.notes}

    def inlines(self, nodes: inline.Inlines) -> list[Content]:
        """Return inlines as text and elements."""
        return [piece for node in nodes for piece in self._inline(node)]

    def link_words(self, nodes: inline.Inlines) -> list[Content]:
        """Return the words of a link: links inside them become plain text, as HTML has no nested links."""
        before, self.linked = self.linked, True
        pieces = self.inlines(nodes)
        self.linked = before
        return pieces

    def _inline(self, node: inline.Inline) -> list[Content]:
        match node:
            case inline.Text():
                return isolate(node.text) if self.direction == scripts.LEFT_TO_RIGHT else [node.text]
            case inline.Emphasis():
                return [element("em", None, *self.inlines(node.content))]
            case inline.Strong():
                return [element("strong", None, *self.inlines(node.content))]
            case inline.Foreign():
                return [self._foreign(node)]
            case inline.Supplied():
                return [element("span", {"class": "supplied"}, "[", *self.inlines(node.content), "]")]
            case inline.Styled():
                return [element(*html_blocks.TAGS[node.look], *self.inlines(node.content))]
            case inline.Unclear():
                return [element("span", {"class": "unclear"}, *self.inlines(node.content), DOUBT)]
            case inline.Gap():
                return [element("span", {"class": "gap"}, node.printed)]
            case inline.Mark():
                return [f"{node.text} "]
            case inline.LineBreak():
                return [element("br")]
            case inline.Link():
                return [self._link(node)]
            case inline.Named():
                return self._name(node)
            case inline.NoteRef():
                return [self._note_call(node)]
            case inline.Cite():
                return self.cite(node)
            case inline.WorkRef():
                return self.work(node)
            case inline.CitedRange():
                return self.inlines(node.content)
            case inline.Emendation():
                return self._emendation(node)
            case inline.PageBreak():
                return [element("span", {"class": "pb", "data-n": node.n})]
            case inline.Unsupported():
                return [node.raw]
            case _:
                assert_never(node)

    def _foreign(self, node: inline.Foreign) -> Element:
        """Return foreign words: in italics, if their script has any."""
        tag = "i" if scripts.has_italics(node.lang, reading_text(node.content)) else "span"
        before, self.direction = self.direction, scripts.direction(node.lang)
        turned = {"dir": self.direction} if self.of_text.get("dir") else {}  # text and page may be on either side
        words, self.direction = self.inlines(node.content), before
        return element(tag, speech(node.lang, self.own) | turned, *words)

    def _link(self, node: inline.Link) -> Element:
        target = self.href(node.target[1:]) if node.target.startswith("#") else node.target
        kind = "xref" if node.target.startswith("#") else ""
        return element("a", {"class": kind, "href": target, **self.name_copy(target)}, *self.link_words(node.content))

    def _name(self, node: inline.Named) -> list[Content]:
        """Return the essay's or note's first mention as a link to its entry; a page is not full of links."""
        target = self.href(node.anchor) if node.first else ""
        if not target or self.linked or target in self.named:
            return self.inlines(node.content)
        return [element("a", {"class": "name", "href": target}, *self.link_words(node.content))]

    def _emendation(self, node: inline.Emendation) -> list[Content]:
        """Return our reading as a quiet link to the apparatus, and after it, hidden, the reading of the witness."""
        siglum = self.edition.config.witness.siglum
        given = {"siglum": siglum, "reading": reading_text(node.witness) or self.words("apparatus.nothing")}
        quiet = {
            "class": "emended" if node.reading else "emended void",
            "id": node.name,
            "title": self.words("apparatus.emended", **given),
        }
        if not self.linked:
            quiet["href"] = self.href(ids.variant(node.name))
            quiet["aria-label"] = "" if node.reading else self.words("apparatus.emended_here", **given)
        reading = element("span" if self.linked else "a", quiet, *self.inlines(node.reading))
        label(reading, "title", quiet["title"], self.own)
        hidden = element("span", {"class": "rdg", "hidden": "hidden"}, *self.inlines(node.witness))
        return [reading, hidden] if self.both else [reading]

    def note_name(self, note: PlacedNote) -> str:
        """Return the name of a note, as a reader hears it, by which it differs from all others on the page."""
        name, place = note.title(self.words), ""
        if note.within:  # a page may have several of this mark
            place = note.within.removesuffix(", ")
        elif self.whole and not note.is_authors:
            place = note.section_reference
        name = self.words("note.title_to", note=name, section=place) if place else name
        return f"{name} ({note.nth})" if note.within and note.nth > 1 else name

    def _note_call(self, node: inline.NoteRef) -> Element:
        placed = self.called.get(node.label)
        if placed and node.mark and not self.whole:
            placed = replace(placed, mark=node.mark)
        name = self.note_name(placed) if placed else self.words("note.title", mark=node.label)
        call = element(
            "a",
            {
                "id": node.anchor,
                "href": self.href(ids.note(node.label)),
                "role": "doc-noteref",
            },
            node.mark or node.label,
        )
        label(call, "aria-label", name, self.own)
        return element("sup", {"class": "noteref" if node.written else "noteref editors"}, call)

    def unit(self, paragraph: Unit, reference: str, level: int = 1) -> list[Element]:
        """Return a numbered unit after the blocks that stand before it, in a section whose heading is of a level."""
        return [
            *html_blocks.write_in(self, paragraph.before, self.of_text, level),
            self.paragraph(paragraph, reference, level),
        ]

    def paragraph(self, paragraph: Unit, reference: str, level: int = 1) -> Element:
        """Return a numbered unit of the essay with its number, which is a link to its own address."""
        return html_blocks.numbered(self, paragraph, reference, level, self.of_text)

    def section(self, section: PlacedSection, level: int) -> list[Element]:
        """Return a section's heading, its outline that folds away, its paragraphs, and what refers to them, folded."""
        parts = [element(f"h{level}", {"id": section.anchor, **self.of_text}, *self.inlines(section.section.heading))]
        if section.outline:
            outline = element("p", None, section.outline)
            summary = element("summary", None, self.words("section.summary"))
            parts.append(element("details", {"class": "outline"}, summary, outline))
        for paragraph in section.paragraphs:
            parts += self.unit(paragraph, section.reference, level)
        if rows := self.references(section):
            summary = element("summary", None, self.words("section.references_and_dates"))
            parts.append(element("details", {"class": "refers"}, summary, element("ul", None, *rows)))
        return parts

    def references(self, section: PlacedSection) -> list[Element]:
        """Return, for every paragraph with any, its references to several places, those to it, and its dates."""
        rows = []
        for paragraph in section.paragraphs:
            if parts := list(self._references(paragraph)):
                number = f"¶{ids.paragraph_number(paragraph.anchor)}"
                link = element("a", {"href": f"#{paragraph.anchor}"}, number)
                rows.append(element("li", None, link, element("ul", None, *parts)))
        return rows

    def _references(self, paragraph: Unit) -> Iterator[Element]:
        for own in (o for o in self.edition.references_from(paragraph.anchor) if len(o.targets) > 1):
            yield element("li", None, f"{own.words} → ", *self.links(own.targets))
        if others := self.edition.references_to(paragraph.anchor):
            sources = dict.fromkeys(reference.source for reference in others)
            yield element("li", None, f"{self.words('section.referred_to_in')} ", *self.links(sources))
        if dates := self._dates(paragraph.anchor):
            yield element("li", None, f"{self.words('section.in_chronology')} ", *dates)

    def _dates(self, paragraph: str) -> list[Content]:
        """Return links to the events of the chronology that a paragraph speaks of, by their dates."""
        events = (e for e in self.edition.events if any(line.text == paragraph for line in e.places))
        targets = ((event, self.href(ids.event(event.id))) for event in events)
        return separate(
            element("a", {"href": target}, in_words(event.new, self.words)) for event, target in targets if target
        )

    def link(self, anchor: str, kind: str = "") -> Content:
        """Return a link to an anchor by its canonical reference; an unknown anchor is shown as it is."""
        known = self.edition.anchors.get(anchor)
        return element("a", {"class": kind, "href": self.href(anchor)}, known.reference) if known else anchor

    def links(self, anchors: Iterable[str]) -> list[Content]:
        """Return links to anchors, separated by commas."""
        return separate(map(self.link, anchors))

    def entry(self, entry: Entry, kind: str = "") -> list[Content]:
        """Return the description of an entry of the bibliography, after its siglum if it has one."""
        siglum: list[Content] = [element("b", {"class": kind}, entry.work.shorthand), " "]
        return [*(siglum if entry.work.shorthand else []), *self.inlines(entry.description)]

    def ways_back(self, note: PlacedNote, kind: str, sign: str) -> list[Content]:
        """Return a link to each call of a note, a space before each; the second and further ones are numbered."""
        name = self.note_name(note)
        pieces: list[Content] = []
        for number, call in enumerate(note.calls, start=1):
            which = "note.back" if number == 1 else "note.back_to_call"
            back = self.words(which, note=name, lowered=lower_first(name), number=number)
            label = {"role": "doc-backlink", "aria-label": back}
            words = sign if number == 1 else f"{sign}{number}"
            pieces += [" ", element("a", {"class": kind, "href": self.href(call.anchor), **label}, words)]
        return pieces

    def note(self, note: PlacedNote, *, lemma: bool = False) -> Element:
        """Return a note as a list item: its status, its paragraphs, its evidence on demand, and the way back."""
        name = self.note_name(note)
        kind = AUTHOR if note.is_by_author else note.note.certainty.value
        terms = "" if note.is_by_author else self.terms
        facts = {"class": f"status {kind}", "href": terms}
        status = element("a" if terms else "span", facts, note.note.printed_status(self.words))
        mark = element("a", {"class": "mark", "href": f"#{ids.note(note.label)}"}, note.mark)
        label(mark, "aria-label", name, self.words.tag)
        first: list[Content] = [mark, " ", status, *self.ways_back(note, "back", "↩")]
        parts = [element("p", {"class": "head"}, *first)]
        if lemma and note.lemma:
            parts.append(element("p", {"class": "lemma", **self.of_text}, f"{note.lemma}]"))
        parts += html_blocks.write_in(self, note.note.body, self.of_text if note.is_by_author else {})
        if note.note.printed_evidence:
            words = html_blocks.write_all(self, note.note.printed_evidence)
            known = {"id": ids.evidence(ids.note(note.label)), "open": "open"} if lemma else {}
            summary = element("summary", None, self.words("note.evidence"))
            parts.append(element("details", {"class": "evidence", **known}, summary, *words))
        kind = "note" if note.is_authors else "note editors"
        place = {"id": ids.note(note.label), "class": kind, "value": str(ordinal(note.mark) or "")}
        return element("li", place, *parts)

    def notes(self, notes: tuple[PlacedNote, ...], *, lemma: bool = False) -> Element:
        """Return a list of notes; their numbers are the author's and are in the text of each."""
        return element("ol", {"class": "notes"}, *(self.note(n, lemma=lemma) for n in notes))
