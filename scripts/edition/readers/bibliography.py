"""Reads the `.bib` files as works: biblatex’s and BibTeX’s entry types and fields, and ours."""

import html
import re

from edition import config, ids
from edition.diagnostics import Fault, Problem, Subject
from edition.ids import WorkKey
from edition.model.bibliography import BibFile, Siglum, Span, Work
from edition.readers import bibtex, dates, names, pages, tex
from edition.readers.bibtex import TWICE
from edition.source import Place, SourceFile

TYPES = {
    "conference": "inproceedings",
    "electronic": "online",
    "www": "online",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "techreport": "report",
    "mvbook": "book",
    "mvcollection": "collection",
    "mvproceedings": "proceedings",
    "reference": "collection",
    "mvreference": "collection",
    "inreference": "incollection",
    "suppcollection": "incollection",
    "bookinbook": "inbook",
    "suppbook": "inbook",
    "suppperiodical": "article",
}
"""Entry types of BibTeX and biblatex that are synonyms (biblatex manual, § 2.1), and the types they stand for."""
GENRES = {
    "phdthesis": "PhD dissertation",
    "mastersthesis": "Master’s thesis",
    "mathesis": "Master’s thesis",
    "bathesis": "Bachelor’s thesis",
    "techreport": "Technical report",
    "resreport": "Research report",
}
"""The genres that an entry type, or a keyword of biblatex in `type`, stands for."""

FIELDS = {
    "title": "title",
    "subtitle": "subtitle",
    "langid": "language",
    "origtitle": "original_title",
    "origlanguage": "original_language",
    "journaltitle": "journal",
    "booktitle": "book_title",
    "maintitle": "main_title",
    "volume": "volume",
    "volumes": "volumes",
    "number": "number",
    "edition": "printing",
    "series": "series",
    "chapter": "chapter",
    "type": "genre",
    "publisher": "publisher",
    "institution": "institution",
    "organization": "organization",
    "location": "location",
    "howpublished": "how_published",
    "url": "url",
    "isbn": "isbn",
    "doi": "doi",
    "note": "note",
    "shorthand": "shorthand",
    "entrysubtype": "subtype",
}
"""biblatex's fields (biblatex manual, § 2.2) with ours, and the attribute of `Work` that holds each."""
ALIASES = {
    "address": "location",
    "journal": "journaltitle",
    "school": "institution",
    "hyphenation": "langid",
    "language": "langid",
}
"""Classic BibTeX’s names of fields, and others’, with biblatex’s."""
SUBTITLES = {"booksubtitle": "booktitle", "mainsubtitle": "maintitle", "journalsubtitle": "journaltitle"}
"""Fields that are printed with another, after a colon."""

PEOPLE = ("author", "editor", "translator")
DATED = ("written", "origdate", "date", "year", "month", "day")
OURS = ("urlseen", "inedition", "inseen")
KNOWN = frozenset({*FIELDS, *ALIASES, *SUBTITLES, *PEOPLE, *DATED, *OURS, "pages"})
VERBATIM = frozenset({"url", "doi"})
"""Fields with addresses; a backslash before a special character of TeX is not part of them."""
AS_TYPED = frozenset({*DATED, "pages", *OURS})
"""Fields without TeX: dates in EDTF (`1920~`), pages, and ours."""
ESCAPED = re.compile(r"\{?\\(?P<sign>[_%#&~$])(?:\{\})?\}?")

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
PRINTING = re.compile(r"(?P<number>\d{1,4})(?:st|nd|rd|th)?(?:\s+(?:ed|edn|edition)\.?)?", re.IGNORECASE)
TEX_LEFT = r"write the character itself, and a title within a title or note as `\emph{…}`; remove other formatting."
EMPHATIC = frozenset(
    {
        *("title", "subtitle", "origtitle", "journaltitle", "booktitle", "maintitle", "series"),
        *("type", "howpublished", "note"),
    }
)
"""Fields in which words may be in italics, or that are themselves."""
LABELS = {
    "volume": re.compile(r"(?:v(?:ol(?:ume)?)?|bd|band|tome?|t|т|том)\b\.?\s*(?=[\divxlc])", re.IGNORECASE),
    "number": re.compile(r"(?:no|nr|number|issue|heft|№)\b\.?\s*(?=\d)|№\s*", re.IGNORECASE),
    "chapter": re.compile(r"(?:ch|chap|chapter|kap|kapitel|гл|глава)\b\.?\s*(?=[\divxlc])", re.IGNORECASE),
    "volumes": re.compile(r"\s*(?:vols?|volumes?|bde|bände|т)\b\.?$", re.IGNORECASE),
}
"""Labels that the house style adds to these fields itself."""
HTML = re.compile(r"</?(?:i|b|em|strong|sub|sup|scp|sc|span|jats:\w+)\b[^<>]*>|&(?:#?\w{2,8});", re.IGNORECASE)
"""Tags and characters as some data bases put them into BibTeX."""
AS_TEX = r"write the character itself, and italics as `\emph{…}`."
QUOTED = r"write “ and ” (or ``…'' or `\enquote{…}`), ‘ and ’ inside them, and ’ for an apostrophe."
MATHEMATICS = r"write the characters themselves (x², α); for a dollar sign, write `\$`."


def _normalise_printing(written: str) -> str:
    """Return the number of a printing in figures, if it has one: of `2nd`, `Second`, `2nd ed.`."""
    words = re.sub(r"\s+(?:ed\.?|edn\.?|edition)$", "", written.lower())
    if words in ORDINALS:
        return str(ORDINALS.index(words) + 1)
    found = PRINTING.fullmatch(written)
    return str(int(found["number"])) if found else written


def _find_html(text: str) -> str:
    """Return the first tag or character reference of HTML in a text, or nothing."""
    found = (match[0] for match in HTML.finditer(text))
    return next((sign for sign in found if sign.startswith("<") or html.unescape(sign) != sign), "")


class _Reader:
    """Reads one entry field by field, and collects its faults."""

    def __init__(self, source: SourceFile, entry: bibtex.Entry) -> None:
        self.source, self.entry = source, entry
        self.broken: list[Fault] = []
        self.fields: dict[str, bibtex.Field] = {}
        for field in entry.fields:
            name = ALIASES.get(field.name, field.name)
            if name in self.fields:
                also = f" (“{self.fields[name].typed}”)" if self.fields[name].name != field.name else ""
                self.report(f"the field “{field.typed}” of “{entry.key}” is given twice{also}", field.named, TWICE)
            self.fields[name] = field
        self.emphasised: list[tuple[str, int, int]] = []

    def report(self, message: str, place: Place, fix: str) -> None:
        """Record a fault."""
        about = Subject(Problem.DAMAGED, ids.entry(WorkKey(self.entry.key)))
        self.broken.append(Fault(place, message, fix, about))

    def report_unread(self, field: bibtex.Field, commands: tuple[str, ...]) -> None:
        """Report TeX commands that cannot be read, each at its place."""
        for command in commands:
            message = f"the field “{field.typed}” of “{self.entry.key}” contains `{command}`, which cannot be read"
            fix = MATHEMATICS if command.startswith("$") else QUOTED if command in {'"', "'", "''"} else TEX_LEFT
            self.report(message, self._find(field, command), fix)

    def _find(self, field: bibtex.Field, words: str) -> Place:
        """Return the place of words in a field, or that of the field if they are not found."""
        first = field.place.line
        for number in range(first, first + 1 + field.value.count("\n")):
            at = self.source.line(number).find(words, field.place.column - 1 if number == first else 0)
            if at >= 0:
                return Place(self.source.path, number, at + 1, len(words))
        return field.place

    def text(self, name: str) -> str:
        """Return the value of a field, with TeX decoded."""
        field = self.fields.get(name)
        if field is None:
            return ""
        if name in VERBATIM:
            return ESCAPED.sub(lambda found: found["sign"], " ".join(field.value.split()))
        if name in AS_TYPED:
            return " ".join(field.value.translate({ord("{"): None, ord("}"): None}).split())
        decoded = tex.decode(field.value)
        self.report_unread(field, decoded.unread)
        if found := _find_html(decoded.text):
            message = f"the field “{field.typed}” of “{self.entry.key}” contains “{found}”, which is HTML"
            self.report(message, self._find(field, found), AS_TEX)
        if name in EMPHATIC:
            self.emphasised += [(FIELDS[name], *span) for span in decoded.emphasised]
        elif decoded.emphasised:
            message = f"the field “{field.typed}” of “{self.entry.key}” contains italics; only titles and notes may"
            self.report(message, field.place, "remove the italics.")
        return decoded.text

    def people(self, name: str) -> names.Names:
        """Return the people that a field names."""
        field = self.fields.get(name)
        if field is None:
            return names.Names()
        found = names.read(field.value)
        self.report_unread(field, found.unread)
        for message, fix in found.faults:
            self.report(f"in `{name}` of “{self.entry.key}”: {message}", field.place, fix)
        return found

    def spans(self) -> tuple[Span, ...]:
        """Return the volumes that contain the work, and its pages in each."""
        seen = {key.strip() for key in self.text("inseen").split(";")}
        field = self.fields.get("inedition")
        found = []
        for part in self.text("inedition").split(";") if field else ():
            key, _, written = (piece.strip() for piece in part.partition(":"))
            if field and key:
                found.append(Span(WorkKey(key), pages.read(written, self._find(field, written)), key in seen))
        return tuple(found)

    def work(self) -> Work:
        """Return the entry as a work."""
        values = {attribute: self.text(name) for name, attribute in FIELDS.items() if name in self.fields}
        for name, of in SUBTITLES.items():
            if subtitle := self.text(name):
                values[FIELDS[of]] = config.with_subtitle(values.get(FIELDS[of], ""), subtitle)
        kind = self.entry.type
        genre = values.get("genre", "")
        values["genre"] = GENRES.get(genre.lower(), genre) or GENRES.get(kind, "")
        for attribute, label in LABELS.items():
            values[attribute] = label.sub("", values.get(attribute, ""), count=1)
        values["printing"] = _normalise_printing(values.get("printing", ""))
        people = {name: self.people(name) for name in PEOPLE}
        seen = {name: self.text(name) for name in OURS if name in self.fields}
        places = {field.name: field.place for field in self.entry.fields} | {n: f.place for n, f in self.fields.items()}
        return Work(
            key=WorkKey(self.entry.key),
            type=TYPES.get(kind, kind),
            place=self.entry.place,
            authors=people["author"].names,
            editors=people["editor"].names,
            translators=people["translator"].names,
            and_others=tuple(name for name, found in people.items() if found.others),
            written=dates.read(self.text("written"), places.get("written")),
            first_published=dates.read(self.text("origdate"), places.get("origdate")),
            date=dates.read_fields({name: self.text(name) for name in DATED}, places),
            pages=pages.read(self.text("pages"), places.get("pages")),
            url_seen=seen.get("urlseen", "") == "yes",
            spans=self.spans(),
            emphasised=tuple(self.emphasised),
            unknown_fields=tuple((f.typed, f.named) for f in self.entry.fields if f.name not in KNOWN),
            places=tuple(places.items()),
            ours=tuple(seen.items()),
            shorthand=Siglum(values.pop("shorthand", "")),
            **values,
        )


def read(source: SourceFile) -> BibFile:
    """Read one `.bib` file. Entries that cannot be read are values too, with their line; nothing is raised."""
    entries, broken = bibtex.read(source)
    works = []
    for entry in entries:
        reader = _Reader(source, entry)
        works.append(reader.work())
        broken += reader.broken
    return BibFile(source.path, tuple(works), tuple(broken))
