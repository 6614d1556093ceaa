"""Reads the `.bib` files. The only module that knows bibtexparser."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from bibtexparser import middlewares
from bibtexparser import model as parsed
from bibtexparser.entrypoint import parse_string
from bibtexparser.library import Library
from bibtexparser.middlewares.names import NameParts

from edition.diagnostics import Fault
from edition.model.bibliography import BibFile, Name, Span, Work
from edition.source import Place, SourceFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# what it logs is told again, with its place, by the finding `work-unreadable`
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())

FIELDS = {
    "title": "title",
    "subtitle": "subtitle",
    "langid": "language",
    "origtitle": "original_title",
    "origlanguage": "original_language",
    "written": "written",
    "origdate": "first_published",
    "date": "date",
    "year": "date",
    "journaltitle": "journal",
    "booktitle": "book_title",
    "maintitle": "main_title",
    "volume": "volume",
    "number": "number",
    "edition": "edition",
    "series": "series",
    "pages": "pages",
    "publisher": "publisher",
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

PEOPLE = ("author", "editor", "translator")
OURS = ("urlseen", "inedition", "inseen")
OTHER_FIELDS = frozenset({*PEOPLE, *OURS})
VERBATIM = ("url", "doi", "date", "year", "origdate", "written")
"""Fields in which a per cent sign or a tilde is no TeX: addresses, and dates in EDTF (`1920~`)."""

WITHOUT_TEX = frozenset({*VERBATIM, "pages", "inedition"})
TEX = re.compile(r"[\\~$]|``|''|--")
"""Signs that mean something to TeX; an entry without them says what it says. Page ranges are ours to read."""

EMPHASIS = re.compile(r"\\emph\{(?P<words>[^{}]*)\}")
"""How a title within a title or a note is marked."""
WITH_EMPHASIS = ("title", "note")

UNCLOSED = "the entry is not closed where it should be: a brace, a quotation mark or a comma is missing"
"""What is said of an entry about which the parser says nothing."""
TWICE = "keep one of the two."
OUTSIDE = "an entry begins with `@` and its type, a remark with `%`; a brace too many closes an entry before its end."
NAMED = "names are `Family, Given and Family, Given`; a body whose name holds such a word stands in braces of its own."
DECODED = "names are `Family, Given and Family, Given`; TeX commands must be those of letters and accents."
BETWEEN = re.compile(r";|&|\band\s")
COMMAND = re.compile(r"\\([A-Za-z]{2,})")
LETTERS = frozenset(
    {"ss", "ae", "AE", "oe", "OE", "aa", "AA", "th", "TH", "dh", "DH", "dj", "DJ", "ng", "NG", "ldots", "dots"}
)
"""Commands of TeX that stand for letters and signs; those of one letter are accents."""
TEX_LEFT = r"write the letter itself; a title within a title or note is `\emph{…}`, and all else the house style’s."


def _name(parts: NameParts) -> Name:
    family = " ".join([*parts.von, *parts.last])
    given = " ".join([*parts.first, *parts.jr])
    corporate = family.startswith("{") and not given
    return Name(_plain(family), _plain(given), corporate)


def _plain(text: str) -> str:
    return " ".join(text.replace("{", "").replace("}", "").split())


def _names(value: object) -> tuple[Name, ...]:
    if not isinstance(value, list):
        return ()
    return tuple(_name(parts) for parts in value if isinstance(parts, NameParts))


def _spans(written: str, seen: str) -> tuple[Span, ...]:
    keys_seen = {key.strip() for key in seen.split(";")}
    spans = []
    for part in written.split(";"):
        edition, _, pages = (piece.strip() for piece in part.replace("--", "–").partition(":"))
        if edition:
            spans.append(Span(edition, pages, edition in keys_seen))
    return tuple(spans)


class _Reader:
    def __init__(self, source: SourceFile) -> None:
        self.source = source

    def place(self, line: int | None, column: int = 1, length: int = 0) -> Place:
        number = (line or 0) + 1
        return Place(self.source.path, number, column, length or max(1, len(self.source.line(number))))

    def _of(self, field: parsed.Field) -> re.Match[str] | None:
        """Return the name of a field, and what parts it from what it says, on the line where it stands."""
        line = self.source.line((field.start_line or 0) + 1)
        return re.search(rf"(?<![\w-]){re.escape(field.key)}\s*=\s*[{{\"]*", line)

    def named(self, field: parsed.Field) -> Place:
        """Return the place of a field's name."""
        found = self._of(field)
        return self.place(field.start_line, found.start() + 1 if found else 1, len(field.key))

    def value(self, field: parsed.Field) -> Place:
        """Return the place of what a field says, as far as it stands on the line of its name; else that of the name."""
        found = self._of(field)
        said = str(field.value).split("\n")[0].strip() if found else ""
        if found is None or not found.string[found.end() :].startswith(said[:1] or "\n"):
            return self.named(field)
        return self.place(field.start_line, found.end() + 1, len(said))

    def work(
        self,
        entry: parsed.Entry,
        verbatim: dict[str, str],
        places: tuple[tuple[str, Place], ...],
        within: tuple[str, ...],
    ) -> Work:
        values = {field.key.lower(): field for field in entry.fields}
        text = {
            key: verbatim.get(key) or _plain(field.value)
            for key, field in values.items()
            if isinstance(field.value, str)
        }
        unknown = tuple(
            (" ".join(field.key.split()), self.named(field))
            for key, field in values.items()
            if key not in FIELDS and key not in OTHER_FIELDS
        )
        people = {key: _names(values[key].value) if key in values else () for key in PEOPLE}
        line = self.source.line((entry.start_line or 0) + 1)
        column = max(0, line.find(entry.key)) + 1
        return Work(
            key=entry.key,
            type=entry.entry_type.lower(),
            place=self.place(entry.start_line, column, max(1, len(entry.key))),
            authors=people["author"],
            editors=people["editor"],
            translators=people["translator"],
            url_seen=text.get("urlseen", "") == "yes",
            spans=_spans(text.get("inedition", ""), text.get("inseen", "")),
            unknown_fields=unknown,
            places=places,
            within=within,
            ours=tuple((key, text[key]) for key in OURS if key in text),
            **{attribute: text[key] for key, attribute in FIELDS.items() if key in text},
        )


def _entries(blocks: Sequence[parsed.Block]) -> list[parsed.Entry]:
    """Return the entries of a library, those with a key or a field that stands twice too: a check must see all."""
    found = []
    for block in blocks:
        if isinstance(block, parsed.DuplicateFieldKeyBlock | parsed.DuplicateBlockKeyBlock):
            if isinstance(block.ignore_error_block, parsed.Entry):
                bare = middlewares.RemoveEnclosingMiddleware(allow_inplace_modification=True)
                found += bare.transform(Library([block.ignore_error_block])).entries
        elif isinstance(block, parsed.Entry):
            found.append(block)
    return found


def _broken(reader: _Reader, blocks: Sequence[parsed.Block]) -> Iterator[Fault]:
    for block in blocks:
        if isinstance(block, parsed.DuplicateBlockKeyBlock | parsed.DuplicateFieldKeyBlock):
            if isinstance(block.ignore_error_block, parsed.String):
                message = f"the name “{block.ignore_error_block.key}” of an @string stands twice"
                yield Fault(reader.place(block.start_line), message, TWICE)
        elif isinstance(block, parsed.ParsingFailedBlock):
            said = " ".join(str(block.error).split())
            yield Fault(reader.place(block.start_line), said or UNCLOSED)
        elif isinstance(block, parsed.ImplicitComment):
            lines = enumerate((line.strip() for line in block.comment.split("\n")), start=block.start_line or 0)
            if first := next(((n, line) for n, line in lines if line and not line.startswith("%")), None):
                yield Fault(reader.place(first[0]), f"“{first[1][:40]}” stands outside any entry", OUTSIDE)


def _unread(reader: _Reader, key: str, field: parsed.Field) -> Iterator[Fault]:
    """Yield what a field says in a way that is not read: without braces, or by commands of TeX."""
    said = f"the field “{field.key}” of “{key}”"
    if field.enclosing == "no-enclosing" and field.value:
        if field.value[0] in '{"' and "=" in field.value:
            yield Fault(reader.named(field), f"behind {said} a comma is missing", "write the comma.")
        elif "#" in field.value:
            message = f"{said} is joined of parts by `#`, which is not read"
            yield Fault(reader.value(field), message, "write the whole in braces.")
        else:
            message = f"{said} is “{field.value}”, which no @string of the file names"
            yield Fault(reader.value(field), message, "set it in braces, or define it: `@string{name = {…}}`.")
    for command in dict.fromkeys(COMMAND.findall(field.value) if field.key.lower() not in VERBATIM else ()):
        if command not in LETTERS:
            yield Fault(reader.value(field), f"{said} has `\\{command}`, which is not carried", TEX_LEFT)


def _not_text(reader: _Reader, entry: parsed.Entry) -> Iterator[Fault]:
    """Yield the fields of an entry that stand twice, or say something that is not read."""
    seen: set[str] = set()
    for field in entry.fields:
        if field.key.lower() in seen:
            yield Fault(reader.named(field), f"the field “{field.key}” of “{entry.key}” stands twice", TWICE)
        seen.add(field.key.lower())
        yield from _unread(reader, entry.key, field)


def _not_names(work: Work) -> Iterator[Fault]:
    """Yield the people of an entry whose names hold what parts one name from the next."""
    for field, names in zip(PEOPLE, (work.authors, work.editors, work.translators), strict=True):
        for name in names:
            if not name.corporate and (found := BETWEEN.search(f"{name.natural} ")):
                message = f"a name in `{field}` of “{work.key}” holds “{found[0].strip()}”: {name.natural}"
                yield Fault(work.at(field), message, NAMED)


def read(source: SourceFile) -> BibFile:
    """Read one `.bib` file. Entries that cannot be read are values too, with their line; nothing is raised.

    Names are split before TeX is decoded, or braced corporate authors would be taken apart.
    """
    split = [
        middlewares.ResolveStringReferencesMiddleware(allow_inplace_modification=True),
        middlewares.RemoveEnclosingMiddleware(allow_inplace_modification=True),
    ]
    library = parse_string(source.text, parse_stack=split)
    reader = _Reader(source)
    broken = list(_broken(reader, library.blocks))
    works = []
    for entry in _entries(library.blocks):
        places = tuple((f.key.lower(), reader.value(f)) for f in entry.fields)
        within = _within(entry)
        broken += _not_text(reader, entry)
        verbatim = {f.key.lower(): f.value for f in entry.fields if f.key.lower() in VERBATIM}
        decoded, said = _decoded(entry)
        works.append(reader.work(decoded, verbatim, places, within))
        if said:
            broken.append(Fault(works[-1].place, f"“{entry.key}”: {said}", DECODED))
        broken += _not_names(works[-1])
    return BibFile(source.path, tuple(works), tuple(broken))


def _within(entry: parsed.Entry) -> tuple[str, ...]:
    """Return the titles that stand in an entry's title or note, and take their marks away."""
    found: list[str] = []
    for field in entry.fields:
        if field.key.lower() in WITH_EMPHASIS and EMPHASIS.search(str(field.value)):
            found += [_plain(match["words"].replace("\\", "")) for match in EMPHASIS.finditer(field.value)]
            field.value = EMPHASIS.sub(r"\g<words>", field.value)
    return tuple(found)


def _decoded(entry: parsed.Entry) -> tuple[parsed.Entry, str]:
    """Return an entry with its names split and its TeX read, and what keeps it from that."""
    written = [f.value for f in entry.fields if f.key.lower() not in WITHOUT_TEX]
    steps: list[middlewares.BlockMiddleware] = [
        middlewares.SeparateCoAuthors(allow_inplace_modification=True),
        middlewares.SplitNameParts(allow_inplace_modification=True),
    ]
    if any(TEX.search(str(value)) for value in written):
        # it takes longer than all other reading together, and few entries need it
        steps.append(middlewares.LatexDecodingMiddleware(allow_inplace_modification=True, keep_braced_groups=True))
    library = Library([entry])
    for step in steps:
        library = step.transform(library)
    if library.entries:
        return library.entries[0], ""
    return entry, " ".join(str(error.error) for error in library.failed_blocks)
