"""Reads what an edition says of itself (`citations/edition.yml`). All that is wrong in it is told at once."""

from __future__ import annotations

import difflib
import re
from dataclasses import MISSING, fields
from datetime import date
from typing import TYPE_CHECKING, TypeVar

import yaml

from edition import addresses
from edition.config import FILE, LANGUAGE_TAG, RULE, WHY, Author, BibGroup, ConfigError, EditionConfig, Witness
from edition.diagnostics import Fault, Finding, Severity
from edition.readers import dates, texts
from edition.readers.records import place_of, unreadable
from edition.source import Place, SourceFile

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

GUIDE = "the editorial guidelines say what an edition's description holds."
NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""What a section may be called: the name is a file's name and part of anchors."""
TAKEN = "index"
"""No section's name: `docs/essay/index.md` is the page of the whole essay."""
SIGLUM = re.compile(r"[^\W\d]\w*")
"""What a siglum may be: it is an `xml:id` in the TEI document."""
MAIL = re.compile(r"[^@\s:/?]+@[^@\s:/?]+")
YEARS = 4
KNOWN = tuple(field.name for field in fields(EditionConfig))
NEEDED = tuple(field.name for field in fields(EditionConfig) if field.default is MISSING)

Record = TypeVar("Record", Author, Witness, BibGroup)


def _tag(node: yaml.Node) -> str:
    return str(node.tag).rpartition(":")[2]


def _said(node: yaml.Node) -> str:
    """Return what a scalar says, to the letter: a version `0.10` is no number."""
    return "" if _tag(node) == "null" else str(node.value)


class _Reader:
    """The fields of the description as nodes of YAML, and the faults that were found in them."""

    def __init__(self, source: SourceFile) -> None:
        self.source = source
        self.findings: list[Finding] = []
        self.fields: dict[str, yaml.Node] = {}

    def fault(self, place: Place | yaml.Node, message: str, fix: str) -> None:
        where = self.place(place) if isinstance(place, yaml.Node) else place
        self.findings.append(Finding(RULE, Severity.ERROR, where, message, WHY, fix))

    def place(self, node: yaml.Node) -> Place:
        return place_of(self.source, node)

    def root(self) -> yaml.MappingNode | None:
        """Return the fields of the whole file; nothing where they cannot be made out."""
        try:
            root = yaml.compose(self.source.text, Loader=yaml.SafeLoader)
        except yaml.MarkedYAMLError as error:
            broken = unreadable(self.source, error)
            self.fault(broken.place, broken.message, broken.fix)
            return None
        except yaml.YAMLError:
            return None  # a character that no text may have, which is told already
        if isinstance(root, yaml.MappingNode):
            return root
        self.fault(Place(self.source.path), "the file must hold fields", f"begin with `title: …`; {GUIDE}")
        return None

    def take(self, root: yaml.MappingNode) -> None:
        """Keep the fields of the file, and name those that it lacks."""
        self.fields = self.mapping(root, KNOWN, "an edition's description")
        for name in NEEDED:
            if name not in self.fields:
                self.fault(Place(self.source.path), f"the field “{name}” is missing", f"add `{name}: …`; {GUIDE}")

    def mapping(self, node: yaml.Node, known: tuple[str, ...] | None, what: str) -> dict[str, yaml.Node]:
        """Return the fields of a mapping; `known` are those that it may have, `None` where any will do."""
        if not isinstance(node, yaml.MappingNode):
            self.fault(node, f"{what} takes fields", f"write it as `{{{', '.join(known or ('name',))}: …}}`.")
            return {}
        found: dict[str, yaml.Node] = {}
        for key, value in node.value:
            name = str(key.value)
            if known is not None and name not in known:
                near = difflib.get_close_matches(name, known, n=1)
                fix = f"did you mean “{near[0]}”?" if near else f"{what} takes {', '.join(known)}."
                self.fault(key, f"unknown field “{name}”", fix)
            elif name in found:
                self.fault(key, f"the field “{name}” stands twice", "keep one of the two.")
            else:
                found[name] = value
        return found

    def scalar(self, node: yaml.Node, name: str) -> str:
        if isinstance(node, yaml.ScalarNode):
            return _said(node)
        self.fault(node, f"“{name}” takes one text, no list and no fields", "write one text, in quotation marks.")
        return ""

    def text(self, name: str) -> str:
        """Return a text; the empty string where it is missing, which is a fault in a required field."""
        node = self.fields.get(name)
        if node is None:
            return ""
        text = self.scalar(node, name)
        if not text.strip() and name in NEEDED and isinstance(node, yaml.ScalarNode):
            self.fault(node, f"“{name}” says nothing", f"write `{name}: …`.")
        return text

    def texts(self, name: str) -> tuple[str, ...]:
        return tuple(self.scalar(node, name) for node in self.sequence(name))

    def sequence(self, name: str) -> tuple[yaml.Node, ...]:
        """Return the members of a list; a field that is left empty is an empty list."""
        node = self.fields.get(name)
        if node is None or _tag(node) == "null":
            return ()
        if isinstance(node, yaml.SequenceNode):
            return tuple(node.value)
        self.fault(node, f"“{name}” takes a list", f"write `{name}: [one, two]`.")
        return ()

    def pairs(self, name: str) -> tuple[tuple[str, str], ...]:
        node = self.fields.get(name)
        if node is None or _tag(node) == "null":
            return ()
        found = self.mapping(node, None, f"“{name}”")
        return tuple((key, self.scalar(value, f"{name}: {key}")) for key, value in found.items())

    def flag(self, name: str) -> bool:
        node = self.fields.get(name)
        if node is not None and _tag(node) not in {"bool", "null"}:
            self.fault(node, f"“{name}” is yes or no", f"write `{name}: true` or `{name}: false`.")
        return node is not None and _tag(node) == "bool" and str(node.value).lower() in {"true", "yes", "on"}

    def number(self, name: str) -> int:
        node = self.fields.get(name)
        if node is None:
            return 0
        if isinstance(node, yaml.ScalarNode) and re.fullmatch(r"\d+", node.value):
            return int(node.value)
        self.fault(node, f"“{name}” is a number from 0", f"write `{name}: 55`, with your number.")
        return 0

    def record(self, kind: type[Record], node: yaml.Node, name: str) -> Record:
        """Return the fields below `name` as what they are; those that are missing are faults, and stand empty."""
        known = {field.name: field.default is MISSING for field in fields(kind)}
        found = self.mapping(node, tuple(known), f"“{name}”")
        if isinstance(node, yaml.MappingNode):
            for key in (key for key, needed in known.items() if needed and key not in found):
                self.fault(node, f"“{name}” has no field “{key}”", f"it takes {', '.join(known)}.")
        texts = {key: self.scalar(value, f"{name}: {key}") for key, value in found.items()}
        return kind(**{key: "" for key, needed in known.items() if needed} | texts)

    def one(self, kind: type[Record], name: str) -> Record:
        node = self.fields.get(name)
        if node is None:
            return kind(**{field.name: "" for field in fields(kind) if field.default is MISSING})
        return self.record(kind, node, name)

    def timeline(self) -> tuple[int, int, int, int] | None:
        """Return first and last year of the time line, then those of its enlarged part."""
        node = self.fields.get("timeline")
        if node is None or _tag(node) == "null":
            return None
        parts = self.texts("timeline")
        years = [int(part) for part in parts if re.fullmatch(r"\d+", part)]
        if len(years) != YEARS or len(parts) != YEARS or years[0] > years[1] or years[2] > years[3]:
            self.fault(node, "“timeline” is four years", "write `[first, last, enlarged from, enlarged to]`.")
            return None
        return years[0], years[1], years[2], years[3]

    def fits(self, name: str, text: str, fault: str, fix: str, *, good: bool) -> None:
        """Tell a fault in what a field says, where it says anything and that is not good."""
        if text and not good:
            self.fault(self.fields[name], fault, fix)

    def day(self) -> date:
        """Return the day of the version; one that stands for none where it is missing, which is a fault."""
        text = self.text("date")
        found = dates.read(text)
        known = found.first if not found.is_interval and not found.is_doubtful else None
        good = bool(known and known.day and known.exists(julian=False))
        self.fits("date", text, f"“{text}” is no date; exports are dated by it", "write `date: 2026-11-24`.", good=good)
        return date.fromisoformat(text) if good else date(1970, 1, 1)

    def language(self) -> str:
        text = self.text("language")
        fix = "write a tag of BCP 47: `en-GB`, `de`, `fr`, or `ru-Latn` in Latin letters."
        self.fits("language", text, f"“{text}” is no language tag", fix, good=bool(LANGUAGE_TAG.fullmatch(text)))
        return text

    def address(self, name: str) -> str:
        text = self.text(name)
        good = not addresses.fault(text) and not re.search(r"[?#]|\.html?/?$", text)
        fix = f"write `{name}: https://example.org/essay/`, or leave it empty."
        self.fits(name, text, f"“{text}” is no address of a site", fix, good=good)
        return text

    def repository(self) -> str:
        text = self.text("repository")
        said = addresses.fault(text)
        fix = "write `repository: https://example.org/essay`, or leave it empty."
        self.fits("repository", text, f"“{text}” is no address: {said}", fix, good=not said)
        return text

    def corrections(self) -> str:
        """Return where corrections go: an e-mail address, or a form's address with a place for the words."""
        text = self.text("corrections")
        form = "{subject}" in text and not addresses.fault(text.replace("{subject}", "").replace("{body}", ""))
        fix = "write an e-mail address, or the address of a form: `https://example.org/?s={subject}&t={body}`."
        good = form or bool(MAIL.fullmatch(text))
        self.fits("corrections", text, f"no correction can be sent to “{text}”", fix, good=good)
        return text

    def sections(self) -> tuple[str, ...]:
        names: list[str] = []
        for node in self.sequence("sections"):
            name = self.scalar(node, "sections")
            if not NAME.fullmatch(name) or name == TAKEN:
                fix = "use small letters, digits and single hyphens; the whole essay is `index`."
                self.fault(node, f"“{name}” cannot be a section's name", fix)
            elif name in names:
                self.fault(node, f"the section “{name}” stands twice", "keep one of the two.")
            else:
                names.append(name)
        if "sections" in self.fields and not names:
            self.fault(self.fields["sections"], "the edition has no section", "name its sections: `sections: [i, ii]`.")
        return tuple(names)

    def outlines(self, sections: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        found = tuple((name, " ".join(words.split())) for name, words in self.pairs("outlines"))
        for name in (name for name, _ in found if name not in sections):
            node = self.fields["outlines"]
            self.fault(node, f"there is no section “{name}” to outline", f"the sections are {', '.join(sections)}.")
        return found

    def inside(self, node: yaml.Node, path: str) -> None:
        """Tell a path that leads out of the edition, or is written as another system writes it."""
        if path.startswith("/") or re.match(r"[A-Za-z]:", path) or ".." in path.split("/") or "\\" in path:
            fix = "write it from the edition's folder, with slashes: `citations/works.bib`."
            self.fault(node, f"the path “{path}” leads out of the edition", fix)

    def witness(self) -> Witness:
        witness = self.one(Witness, "witness")
        if witness.file:
            self.inside(self.fields["witness"], witness.file)
        fault = f"“{witness.siglum}” cannot be a siglum"
        good = bool(SIGLUM.fullmatch(witness.siglum))
        self.fits("witness", witness.siglum, fault, "begin with a letter; letters and digits follow.", good=good)
        try:
            re.compile(witness.page_break)
        except re.error as error:
            message = f"“page_break” is no regular expression: {error}"
            self.fault(self.fields["witness"], message, "write what stands before a page, in single quotation marks.")
        return witness

    def bibliography(self) -> tuple[BibGroup, ...]:
        groups: list[BibGroup] = []
        for node in self.sequence("bibliography"):
            group = self.record(BibGroup, node, "bibliography")
            self.inside(node, group.file)
            if group.file in {known.file for known in groups}:
                self.fault(node, f"the file “{group.file}” stands twice", "keep one of the two.")
            if group.title in {known.title for known in groups}:
                fix = "give one of them another title, or join the files."
                self.fault(node, f"two groups have the title “{group.title}”", fix)
            groups.append(group)
        return tuple(groups)

    def description(self) -> EditionConfig:
        sections = self.sections()
        described = EditionConfig(
            title=self.text("title"),
            subtitle=self.text("subtitle"),
            sentence_title=self.text("sentence_title"),
            title_supplied=self.flag("title_supplied"),
            author=self.one(Author, "author"),
            author_supplied=self.flag("author_supplied"),
            editors=self.text("editors"),
            language=self.language(),
            version=self.text("version"),
            date=self.day(),
            repository=self.repository(),
            site_url=self.address("site_url"),
            licences=self.pairs("licences"),
            pages=self.texts("pages"),
            timeline=self.timeline(),
            corrections=self.corrections(),
            no_names=self.texts("no_names"),
            outlines=self.outlines(sections),
            sections=sections,
            note_count=self.number("note_count"),
            witness=self.witness(),
            bibliography=self.bibliography(),
        )
        sentence = described.sentence_title.casefold()
        if sentence and described.title and sentence != described.full_title.casefold():
            fix = f"write “{described.full_title}” with no other capitals than those of a sentence."
            self.fault(self.fields["sentence_title"], "“sentence_title” has other words than the title", fix)
        return described


def parse(text: str, broken: Sequence[Fault] = ()) -> EditionConfig:
    """Read the description of an edition from YAML; `broken` is what in it is no text.

    Raises:
        ConfigError: where anything in it cannot be used; all of it is in the error's findings.
    """
    source = SourceFile(FILE, text)
    reader = _Reader(source)
    for part in broken:
        reader.fault(part.place, part.message, part.fix)
    root = reader.root()
    if root is not None:
        reader.take(root)
        description = reader.description()
        if not reader.findings:
            return description
    raise ConfigError(reader.findings, source)


def read(root: Path) -> EditionConfig:
    """Read the description of the edition below `root`.

    Raises:
        ConfigError: where the file is missing or cannot be used.
    """
    try:
        raw = texts.contents(root, FILE)
    except FileNotFoundError:
        raw = Fault(Place(FILE), f"there is no such file below {root}", "name the edition's folder by `--root`.")
    if isinstance(raw, Fault):
        finding = Finding(RULE, Severity.ERROR, raw.place, raw.message, WHY, raw.fix)
        raise ConfigError([finding], SourceFile(FILE, ""))
    source, broken = texts.decoded(FILE, raw)
    return parse(source.text, broken)
