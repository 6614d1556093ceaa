"""Creates an edition: a folder with an essay cut from its witness, or with the sample, complete or not at all."""

import codecs
import json
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from edition import checks, diagnostics, languages, pipeline, resolve, schemas, scripts
from edition.checks.spaces import SIGNIFICANT
from edition.diagnostics import Fault
from edition.model import spacing
from edition.model.characters import find_forbidden, name_characters
from edition.model.edition import Edition
from edition.readers import texts
from edition.readers.manuscript import read_fields
from edition.scaffold import files, findings, manuscript, pictures, words
from edition.scaffold.cutting import CutError
from edition.scaffold.essay import Essay
from edition.scaffold.files import Request
from edition.style.numbers import quantity

__all__ = ["Created", "NewError", "Wishes", "create", "request"]

EMPTY_OR_NEW = "choose a new or an empty folder"
RECORDS = "# Words that the edition joins or parts where the source does otherwise, at the ends of its lines.\n\n"
SOFT_HYPHEN = "\u00ad"
HYPHENS = "write a hyphen in its place at the end of a line, where it divides a word, and remove it elsewhere."
SHOWN = 5
"""Maximum number of findings shown when a witness cannot become an edition."""
UNPRINTABLE = "character-unprintable"
"""The rule about letters that the book's font lacks: the editor can name another font once the edition exists."""
LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
LETTER = re.compile(r"[^\W\d_]")

SAVE = "open it in its program, and save it as plain text, UTF-8."
COPY = "open it in a browser, and copy its text into a text file."
OTHER_FORMATS = (
    (b"%pdf", "a PDF", "make a text of it: `pdftotext -layout {file} {stem}.txt`."),
    (b"pk\x03\x04", "a word processor's file or another archive", SAVE),
    (b"\xd0\xcf\x11\xe0", "a file of an old word processor", SAVE),
    (b"{\\rtf", "rich text (RTF)", SAVE),
    (b"<!doctype html", "a web page", COPY),
    (b"<html", "a web page", COPY),
    (b"<?xml", "XML", "make a text file of the text that it has."),
)
"""Files that are not plain text: their first bytes, what they are, and the fix."""
RECODE = "save it as UTF-8 in your text editor, or run `iconv -f {coding} -t UTF-8 {file} > {stem}-utf8.txt`."


class NewError(Exception):
    """An edition cannot be created; the message says why."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What an editor specifies about a text; empty fields are left to the program."""

    title: str
    author: str
    language: str
    headings: Sequence[str]
    day: date


@dataclass(frozen=True, slots=True)
class Created:
    """A new edition, and the findings about its witness; the sample has none."""

    edition: Edition
    essay: Essay | None = None
    asked: Request | None = None
    recorded: int = 0
    lacking: tuple[str, ...] = ()
    """The fixes for letters that the book's font lacks."""

    def report(self) -> Iterator[str]:
        """Yield what an editor should know of the new edition, line by line."""
        paragraphs = sum(len(section.paragraphs) for section in self.edition.sections)
        sizes = (
            quantity(len(self.edition.sections), "section"),
            quantity(paragraphs, "paragraph"),
            quantity(len(self.edition.notes), "note"),
        )
        yield f"{', '.join(sizes)}; every character compared with the source"
        if self.essay is None or self.asked is None:
            return
        yield from findings.report_description(self.edition.config, self.asked)
        yield from findings.report(self.essay)
        if self.recorded:
            yield f"line ends recorded in {spacing.FILE}: {self.recorded}"
        yield from (f"letters that the book’s font lacks: {fix}" for fix in self.lacking)


def _check_free(folder: Path) -> None:
    """Check that the new edition would overwrite nothing.

    Raises:
        NewError: if there is a file, or a folder with something in it.
    """
    if folder.is_dir() and any(folder.iterdir()):
        message = f"{folder} is not empty; {EMPTY_OR_NEW}"
        raise NewError(message)
    if folder.exists() and not folder.is_dir():
        message = f"{folder} is a file; {EMPTY_OR_NEW}"
        raise NewError(message)


def _reject_other_formats(path: Path, raw: bytes) -> None:
    """Check that a witness is not in the format of another program.

    Raises:
        NewError: if it is.
    """
    start = raw.removeprefix(codecs.BOM_UTF8).lstrip().lower()
    for sign, name, fix in OTHER_FORMATS:
        if start.startswith(sign):
            message = f"{path} is {name}, not a text file\nfix: {fix.format(file=path.name, stem=path.stem)}"
            raise NewError(message)


def _decode(path: Path, raw: bytes) -> str:
    """Return the text of a witness.

    Raises:
        NewError: if it is not text in UTF-8, or contains a character that is not allowed in an edition.
    """
    _reject_other_formats(path, raw)
    source, faults = texts.decode(str(path), raw)
    if faults and (coding := texts.guess_coding(raw)):
        fix = RECODE.format(coding=coding, file=path.name, stem=path.stem)
        message = f"{faults[0].place}: {faults[0].message}; it is probably {coding}\nfix: {fix}"
        raise NewError(message)
    faults += tuple(
        Fault(
            source.place(start),
            f"this file contains {kind.words} ({name_characters(run)})",
            HYPHENS if SOFT_HYPHEN in run else kind.fix,
        )
        for kind, start, run in find_forbidden(source.text)
        if not run.isspace()
    )
    if faults:
        message = f"{faults[0].place}: {faults[0].message}\nfix: {faults[0].fix}"
        raise NewError(message)
    return source.text


def _language(given: str, text: str) -> str:
    """Return the language of an edition: the one specified, or else the one recognised; empty if there is neither.

    Raises:
        NewError: if the tag is invalid, or if the text is not in Latin letters and no language is specified.
    """
    if given:
        why, fix = languages.find_fault(given)
        if why:
            message = f"“{given}” is not a valid language tag: {why}\nfix: {fix}"
            raise NewError(message)
        return languages.read(given) or given
    letters = LETTER.findall(text)
    if len(LATIN.findall(text)) * 2 < len(letters):
        likely = scripts.likeliest_language("".join(letters))
        message = f"most of the text is not in Latin letters\nfix: give its language, such as `--language {likely}`."
        raise NewError(message)
    return words.recognise(text)


def request(path: Path, wishes: Wishes) -> Request:
    """Return the request for an edition of the witness in a file.

    Raises:
        NewError: if the file cannot be a witness, or the language tag is invalid.
        FileNotFoundError: if the file does not exist.
    """
    raw = texts.read_bytes(path.parent, path.name)
    if isinstance(raw, Fault):
        message = f"{path}: {raw.message}\nfix: {raw.fix}"
        raise NewError(message)
    text = _decode(path, raw)
    is_markdown = path.suffix.lower() in manuscript.SUFFIXES
    said = read_fields(text) if is_markdown else {}
    tag = _language(wishes.language or said.get("lang", ""), text)
    title, author = " ".join(wishes.title.split()), " ".join((wishes.author or said.get("author", "")).split())
    file, shown = (path.name, pictures.find(text, path.parent)) if is_markdown else ("", pictures.NONE)
    own, headings = tag or words.FALLBACK, tuple(wishes.headings)
    return Request(raw, text, path.stem, title, author, own, headings, wishes.day, file, shown, is_assumed=not tag)


def _write(root: Path, contents: dict[str, bytes]) -> None:
    for path, content in contents.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def _record_spaces(root: Path, edition: Edition) -> int:
    """Record the line ends at which words are joined or separated; return their number."""
    changes = [change for change in edition.spaces if change.kind in SIGNIFICANT]
    lines = [
        f"- {{at: {c.paragraph}, witness: {json.dumps(c.words[0], ensure_ascii=False)},"
        f" reading: {json.dumps(c.words[1], ensure_ascii=False)}}}\n"
        for c in changes
    ]
    if lines:
        (root / spacing.FILE).write_text(RECORDS + "".join(lines), encoding="utf-8")
    return len(lines)


def _check(root: Path) -> tuple[Edition, tuple[str, ...]]:
    """Return the edition below `root`, and the fixes for letters that need another font.

    Raises:
        NewError: if the checks report any other error.
    """
    draft = pipeline.read(root)
    edition = resolve.resolve(draft)
    found = diagnostics.errors(checks.run(draft, edition))
    lacking = tuple(dict.fromkeys(f.fix for f in found if f.rule == UNPRINTABLE and "`fonts:" in f.fix))
    errors = [finding for finding in found if finding.fix not in lacking]
    if errors:
        more = f"\nand {quantity(len(errors) - SHOWN, 'more error')}" if len(errors) > SHOWN else ""
        shown = diagnostics.as_text(errors[:SHOWN], draft.sources)
        message = f"this text cannot become an edition as it is:\n\n{shown}{more}"
        raise NewError(message)
    return edition, lacking


def create(folder: Path, asked: Request | None) -> Created:
    """Create an edition of a witness, or the sample, in a new or empty folder; leave nothing there if that fails.

    Raises:
        NewError: if it cannot be created.
        OSError: if it cannot be written.
    """
    _check_free(folder)
    try:
        contents, essay = files.from_witness(asked) if asked else (files.sample(), None)
    except CutError as error:
        raise NewError(str(error)) from error
    above = next(parent for parent in folder.parents if parent.is_dir())
    with tempfile.TemporaryDirectory(prefix=".edition-new-", dir=above) as temporary:
        root = Path(temporary) / "edition"
        _write(root, contents)
        recorded = _record_spaces(root, pipeline.edition(root)) if asked else 0
        schemas.write(root)
        edition, lacking = _check(root)
        folder.parent.mkdir(parents=True, exist_ok=True)
        if folder.is_dir():
            folder.rmdir()  # it is empty; on Windows nothing is renamed to a folder that exists
        root.rename(folder)
    return Created(edition, essay, asked, recorded, lacking)
