"""The files of a new edition: the templates, filled, and the essay cut from its witness."""

import hashlib
import html
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources.abc import Traversable
from string import Template

from edition import languages
from edition.readers import names
from edition.scaffold import essay, lines, manuscript, words
from edition.scaffold.essay import WITNESS, Essay
from edition.scaffold.headings import FRONT, Finder
from edition.scaffold.pictures import NONE, Pictures
from edition.source import SourceFile

COMMON, SAMPLE, WORDS = "common", "sample", "words.yml"
RENAMED = {name: f".{name}" for name in ("gitattributes", "gitignore")}
"""Templates whose names would mean something to git inside the program's own folder."""
NOTES = "\nnotes_language: {}   # of notes and pages, which are not in the language of the text"
LONGEST = 150
"""Maximum length of a title that is taken from the witness."""
NOT_PLAIN = re.compile(r"[<>{}\[\]&*_`~^$@\\|=+]")
"""Signs not allowed in a title, which is printed in every format as it is."""
NOTE_SIGN = re.compile(r"(?:\s*[*†‡¹²³]+|(?<=[^\W\d_])[0-9]{1,2})$")


@dataclass(frozen=True, slots=True)
class Request:
    """What an editor asks for: the witness with the name of its file, and what is known of the text."""

    witness: bytes
    text: str
    stem: str
    title: str
    author: str
    language: str
    headings: tuple[str, ...]
    day: date
    file: str = ""
    """The name of the file if it is read as Markdown; otherwise empty."""
    pictures: Pictures = NONE
    is_assumed: bool = False
    """Whether the language was neither given nor recognised."""


def _yaml(text: str) -> str:
    """Return a text as a YAML scalar; every JSON string is one."""
    return json.dumps(text, ensure_ascii=False)


def _on_page(text: str) -> str:
    """Return plain words as Markdown for the site's engine."""
    return re.sub(r"([\\`*_{}\[\]#+!])", r"\\\1", html.escape(text, quote=False))


def _contains(text: str, part: str) -> bool:
    """Return whether a text contains some words, ignoring capitals and differences in white space."""
    return " ".join(part.split()).casefold() in " ".join(text.split()).casefold()


def _title(request: Request, own: str) -> tuple[str, bool]:
    """Return the title of the edition, from the witness or else its file name, and whether the editor supplies it."""
    if request.title:
        return request.title, not _contains(request.text, request.title)
    plain = NOTE_SIGN.sub("", own)
    if plain and len(plain) <= LONGEST and not NOT_PLAIN.search(plain):
        return plain, False
    stem = re.sub(r"[\s_-]+", " ", NOT_PLAIN.sub(" ", request.stem)).strip()
    return (stem[:1].upper() + stem[1:]) or "?", True


def _author(request: Request, own: words.Words) -> tuple[str, str, bool]:
    """Return the author's given name, family name, and whether the editor supplies them."""
    finder = Finder(request.text, own.divisions)
    written = [finder.read_author(line.text) for line in lines.read(request.text)[1:FRONT]]
    author = request.author or next(filter(None, written), "")
    if not author:
        return "", own.anonymous, True
    given, family, read = "", author, names.read(author)
    if len(read.names) == 1 and not read.faults and not read.others:
        (name,) = read.names
        given, family = name.given, " ".join(part for part in (name.particle, name.family, name.suffix) if part)
    return given, family, not _contains(request.text, f"{given} {family}")


def _nav(found: Essay, folder: str, title: Callable[[str], str]) -> str:
    """Return the entries of the navigation for the files of a folder."""

    def entry(heading: str, path: str) -> str:
        plain = "<" not in heading and "&" not in heading  # otherwise the engine takes the page's own heading
        return f"      - {_yaml(title(heading))}: {path}" if plain else f"      - {path}"

    return "\n".join(entry(section.heading, f"{folder}/{section.name}.md") for section in found.sections)


def walk(folder: Traversable, path: str = "") -> Iterator[tuple[str, Traversable]]:
    """Yield every file below a folder of the package with its path."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from walk(entry, f"{path}{entry.name}/")
        else:
            yield path + RENAMED.get(entry.name, entry.name), entry


def _fill(folder: str, values: Mapping[str, str]) -> dict[str, bytes]:
    """Return the files of a folder of templates, with values in place of `$names`."""
    return {
        path: Template(file.read_text(encoding="utf-8")).safe_substitute(values).encode()
        for path, file in walk(words.templates() / folder)
        if path != WORDS
    }


def from_witness(request: Request) -> tuple[dict[str, bytes], Essay]:
    """Return the files of an edition of a witness, by path, and the essay made from it.

    Raises:
        CutError: if the witness has no words, or a heading that is named is not in it.
    """
    own = words.of(request.language)
    title = _title(request, "")[0]
    if request.file:
        found = manuscript.write(SourceFile(request.file, request.text), own, title, request.pictures)
        request = replace(request, text=found.text, witness=found.text.encode())
    else:
        found = essay.write(request.text, own, request.headings, title, request.author)
    title, title_supplied = _title(request, found.title)
    given, family, author_supplied = _author(request, own)
    author = f"{given} {family}".strip()
    more = [f"  page_break: '{essay.PAGE_BREAK}'"] if found.has_pages else []
    more += ["  calls: raised"] if found.calls.are_raised else []
    values = {
        "title": title,
        "title_yaml": _yaml(title),
        "title_page": _on_page(f"[{title}]" if title_supplied else title),
        "title_supplied": str(title_supplied).lower(),
        "given_yaml": _yaml(given),
        "family_yaml": _yaml(family),
        "author_supplied": str(author_supplied).lower(),
        "author_page": html.escape(f"[{author}]" if author_supplied else author),
        "language": request.language,
        "notes_language": "" if languages.primary(request.language) == own.templates else NOTES.format(own.templates),
        "date": request.day.isoformat(),
        "sections": ", ".join(section.name for section in found.sections),
        "first": found.sections[0].name,
        "note_count": str(len(found.calls.calls)),
        "sha256": hashlib.sha256(request.witness).hexdigest(),
        "witness_more": "".join(f"\n{line}" for line in more),
        "works_yaml": _yaml(own.works),
        "nav_essay": _nav(found, "essay", str),
        "nav_notes": _nav(found, "notes", own.notes_to),
    }
    files = _fill(COMMON, values) | _fill(own.templates, values) | {WITNESS: request.witness}
    for section in found.sections:
        files[f"docs/essay/{section.name}.md"] = section.essay.encode()
        files[f"docs/notes/{section.name}.md"] = section.notes.encode()
    files |= {picture.path: picture.content for picture in request.pictures.kept.values()}
    return files, found


def sample() -> dict[str, bytes]:
    """Return the files of the sample by path: its own, and the pages of the templates that it lacks."""
    own = {path: file.read_bytes() for path, file in walk(words.templates() / SAMPLE)}
    return _fill(COMMON, {}) | _fill(words.FALLBACK, {}) | own
