"""Reads the description of an edition (`citations/edition.yml`); an unusable field becomes an empty value."""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date

from edition import addresses, languages
from edition.config import AT_END, FILE, FILED, INLINE, RAISED, VERSION, Author, BibGroup, EditionConfig, Witness
from edition.diagnostics import Fault, Problem, Subject, find_nearest
from edition.readers import dates, yaml_values
from edition.readers.fields import GUIDE, FieldTaker
from edition.readers.yaml_values import Fields
from edition.source import Place, SourceFile

NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""A valid name of a section: it is used as a file name and in anchors."""
TAKEN = "index"
"""Not available as a section name: `docs/essay/index.md` is the page of the whole essay."""
SIGLUM = re.compile(r"[^\W\d]\w*")
"""A valid siglum: it becomes an `xml:id` in the TEI document."""
MAIL = re.compile(r"[^@\s:/?]+@[^@\s:/?]+")
NOTHING = f"begin with `title: …`; {GUIDE}"
KNOWN = tuple(field.name for field in fields(EditionConfig))
NEEDED = tuple(field.name for field in fields(EditionConfig) if field.default is MISSING)


@dataclass(frozen=True, slots=True)
class Described:
    """The usable part of a description, its faults, the names of the unusable fields, and the places of fields."""

    config: EditionConfig
    broken: tuple[Fault, ...]
    unusable: frozenset[str]
    places: Mapping[str, Place]


def is_section(name: str) -> bool:
    """Return whether a section may have this name."""
    return bool(NAME.fullmatch(name)) and name != TAKEN


PAGE = re.compile(r"(?!(?:essay|notes)/(?!index$))\w[\w-]*(?:[./]\w[\w-]*)*(?<!\.md)")
"""A valid name of an ordinary page in the books: a path below `docs`, outside essay/ and notes/."""
PAGES = "list the paths of pages in docs/ without `.md`: `pages: [introduction, about]`."


def _normalise_page(name: str) -> str:
    """Return the normalised path of a page, or an empty string if it is not valid."""
    bare = posixpath.normpath(name.strip().replace("\\", "/")).removeprefix("docs/").removesuffix(".md")
    return bare if PAGE.fullmatch(bare) else ""


class _Reader(FieldTaker):
    """Reads the fields of the description."""

    def day(self) -> date:
        """Return the day of the version; a placeholder, and a fault, if it is missing or invalid."""
        text = self.one_text("date")
        found = dates.read(text)
        known = found.first if not found.is_interval and not found.is_doubtful else None
        good = bool(known and known.day and known.exists(julian=False))
        fault = f"“{text}” is not a valid date"
        self.check("date", text, fault, "write `date: 2026-11-24`.", good=good)
        return date.fromisoformat(text) if good else date(1970, 1, 1)

    def language(self, name: str) -> str:
        text = self.one_text(name)
        why, fix = languages.find_fault(text) if text or name in self.needed else ("", "")
        self.check(name, text, f"“{text}” is not a valid language tag: {why}", fix, good=not why)
        return languages.read(text) or languages.read(languages.primary(text.replace("_", "-"))) or ""

    def address(self, name: str) -> str:
        text = self.one_text(name)
        good = not addresses.find_fault(text) and not re.search(r"[?#]|\.html?/?$", text)
        fix = f"write `{name}: https://example.org/essay/`, or leave it empty."
        return self.check(name, text, f"“{text}” is not a valid address of a site", fix, good=good)

    def repository(self) -> str:
        text = self.one_text("repository")
        why = addresses.find_fault(text)
        fix = "write `repository: https://example.org/essay`, or leave it empty."
        return self.check("repository", text, f"“{text}” is not a valid address: {why}", fix, good=not why)

    def corrections(self) -> str:
        """Return where corrections go: an e-mail address, or the address of a form with `{subject}` in it."""
        text = self.one_text("corrections")
        form = "{subject}" in text and not addresses.find_fault(text.replace("{subject}", "").replace("{body}", ""))
        fix = "write an e-mail address, or the address of a form: `https://example.org/?s={subject}&t={body}`."
        good = form or bool(MAIL.fullmatch(text))
        return self.check(
            "corrections", text, f"“{text}” is neither an e-mail address nor the address of a form", fix, good=good
        )

    def sections(self) -> tuple[str, ...]:
        names: list[str] = []
        for value in self.items_of("sections"):
            name = self.words(value, "sections")
            if not is_section(name):
                fix = "use small letters, digits and single hyphens; `index` is reserved for the whole essay."
                self.report(value.place, f"“{name}” is not a valid section name", fix)
            elif name in names:
                self.report(value.place, f"the section “{name}” is listed twice", "keep one of the two.")
            else:
                names.append(name)
        if "sections" in self.known and not names and "sections" not in self.unusable:
            self.report(self.at("sections"), "the edition has no sections", "list them: `sections: [i, ii]`.")
        return tuple(names)

    def outlines(self, sections: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        found = tuple((name, " ".join(words.split())) for name, words in self.texts_by_name("outlines"))
        for name in (name for name, _ in found if sections and name not in sections):
            fix = f"the sections are {', '.join(sections)}."
            about = Subject(Problem.MISSING, name, find_nearest(name, sections))
            self.report(self.at("outlines"), f"“{name}”, in `outlines`, is not a section", fix, about)
        return found

    def check_inside(self, place: Place, path: str) -> str:
        """Return a path; the empty string, and a fault, if it leads out of the edition or uses backslashes."""
        if path.startswith("/") or re.match(r"[A-Za-z]:", path) or ".." in path.split("/") or "\\" in path:
            fix = "write a path relative to the edition's folder, with forward slashes: `citations/works.bib`."
            self.report(place, f"the path “{path}” leads out of the edition", fix)
            return ""
        return path

    def pages(self) -> tuple[str, ...]:
        """Return the ordinary pages in the books, as paths below `docs` without `.md`."""
        names: list[str] = []
        for value in self.items_of("pages"):
            name = self.words(value, "pages")
            if not PAGE.fullmatch(name):
                fix = f"write its path in docs/ without `.md`: `{bare}`." if (bare := _normalise_page(name)) else PAGES
                self.report(value.place, f"“{name}” is not a valid name of an ordinary page", fix)
            elif name in names:
                self.report(value.place, f"the page “{name}” is listed twice", "keep one of the two.")
            else:
                names.append(name)
        return tuple(names)

    def version(self) -> str:
        text = self.one_text("version")
        good = bool(VERSION.fullmatch(text))
        return self.check("version", text, f"“{text}” is not a valid version", "write `version: 1.0.0`.", good=good)

    def witness(self) -> Witness:
        witness = self.record(Witness, self.known.get("witness"), "witness")
        fault = f"“{witness.siglum}” is not a valid siglum"
        good = bool(SIGLUM.fullmatch(witness.siglum))
        fix = "use letters and digits, beginning with a letter."
        siglum = self.check("witness", witness.siglum, fault, fix, good=good)
        page_break = witness.page_break
        try:
            re.compile(page_break)
        except re.error as error:
            message = f"“page_break” is not a valid regular expression: {error}"
            fix = "write a regular expression for what precedes each page, in single quotation marks."
            self.report(self.at("witness"), message, fix)
            page_break = ""
        file = self.check_inside(self.at("witness"), witness.file) if witness.file else ""
        calls, fault = witness.calls, f"“{witness.calls}” does not say how the witness has note calls"
        fix = f"write `calls: {RAISED}` for ¹ ² ³, or leave it out for plain figures."
        calls = self.check("witness", calls, fault, fix, good=calls in {"", RAISED})
        return Witness(siglum, file, witness.sha256, page_break, calls, *self.notes(witness))

    def notes(self, witness: Witness) -> tuple[str, str, str]:
        """Return where the witness has the author's notes, their file and its checksum."""
        fault = f"“{witness.notes}” does not say where the witness has the author's notes"
        fix = f"write `notes: {AT_END}`, `notes: {INLINE}` or `notes: {FILED}`, or leave it out for `{AT_END}`."
        notes = self.check("witness", witness.notes, fault, fix, good=witness.notes in {AT_END, INLINE, FILED})
        file = self.check_inside(self.at("witness"), witness.notes_file) if witness.notes_file else ""
        if notes == FILED and not witness.notes_file:
            fix = "add `notes_file: citations/notes.txt`."
            self.report(self.at("witness"), "“notes: file” needs the name of the file", fix)
        if witness.notes_file and notes != FILED:
            message = "“notes_file” is given, but the witness is not said to have its notes in a file"
            self.report(self.at("witness"), message, f"add `notes: {FILED}`, or remove `notes_file`.")
        return notes or AT_END, file, witness.notes_sha256

    def bibliography(self) -> tuple[BibGroup, ...]:
        groups: list[BibGroup] = []
        for value in self.items_of("bibliography"):
            group = self.record(BibGroup, value, "bibliography")
            if group.file in {known.file for known in groups}:
                self.report(value.place, f"the file “{group.file}” is listed twice", "keep one of the two.")
            elif group.file and self.check_inside(value.place, group.file):
                if group.title in {known.title for known in groups}:
                    fix = "give one of them another title, or merge the files."
                    self.report(value.place, f"two groups have the title “{group.title}”", fix)
                groups.append(group)
        return tuple(groups)

    def title_lines(self, title: str) -> tuple[str, ...]:
        """Return the lines of the title; none, and a fault, if they are not the words of the title."""
        lines = self.texts("title_lines")
        if not lines or not title or " ".join(lines) == title:
            return lines
        fix = "write the words of `title`, in as many lines as it should have."
        self.report(self.at("title_lines"), f"“{' '.join(lines)}”, in `title_lines`, is not the title", fix)
        return ()

    def description(self) -> EditionConfig:
        sections = self.sections()
        title = self.one_text("title")
        described = EditionConfig(
            title=title,
            title_lines=self.title_lines(title),
            subtitle=self.one_text("subtitle"),
            sentence_title=self.one_text("sentence_title"),
            title_supplied=self.flag_of("title_supplied"),
            author=self.record(Author, self.known.get("author"), "author"),
            author_supplied=self.flag_of("author_supplied"),
            editors=self.one_text("editors"),
            language=self.language("language"),
            notes_language=self.language("notes_language"),
            version=self.version(),
            date=self.day(),
            repository=self.repository(),
            site_url=self.address("site_url"),
            licences=self.texts_by_name("licences"),
            fonts=self.texts_by_name("fonts"),
            pages=self.pages(),
            corrections=self.corrections(),
            no_names=self.texts("no_names"),
            outlines=self.outlines(sections),
            sections=sections,
            note_count=self.number("note_count"),
            witness=self.witness(),
            bibliography=self.bibliography(),
        )
        sentence = described.sentence_title.casefold()
        if not self.faults and sentence and described.title and sentence != described.full_title.casefold():
            fix = f"write “{described.full_title}” in sentence case."
            self.report(self.at("sentence_title"), "“sentence_title” does not match the title", fix)
        return described


def _reader(root: Fields) -> _Reader:
    return _Reader(root, FILE, KNOWN, NEEDED)


def read(source: SourceFile) -> Described:
    """Read the description of an edition; unusable fields are empty.

    If the file is not valid YAML, or has no fields, all of them are.
    """
    root, faults = yaml_values.read(source)
    if not isinstance(root, Fields):
        nothing = _reader(Fields((), Place(source.path))).description()
        broken = faults or (Fault(Place(source.path), "this file must contain fields", NOTHING),)
        return Described(nothing, broken, frozenset(KNOWN), {})
    reader = _reader(root)
    reader.unusable |= {reader.field_at(fault.place) for fault in faults}
    config = reader.description()
    places = {name: value.place for name, value in reader.known.items()}
    return Described(config, (*faults, *reader.faults), frozenset(reader.unusable), places)
