"""Everything that is reported of what editors mistype is what was accepted: places, messages and fixes.

The lists of slips are those of other tests, which hold what matters about each; this holds every word. Where a change
is meant, run `python3 scripts/run.py test tests/test_reported.py --accept` and read the difference.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

import test_bibtex_as_written as bibtex
import test_citations as citations
import test_dates as dates
import test_description as description
import test_fields as fields
import test_languages as tags
import test_notation as notation
import test_pages_read as pages
import test_settings as settings
import test_slips as slips
import test_yaml_values as yaml
from edition import cli, config, languages, pipeline
from edition.checks import RULES
from edition.checks.causes import put_causes_first
from edition.diagnostics import Fault, Finding, Problem, Subject
from edition.model.authority import Authority, Kind
from edition.model.locators import known_terms
from edition.readers import description as descriptions
from edition.readers import prose, records, syntax
from edition.readers import settings as engine
from edition.source import Place, SourceFile
from support import WHOLE, check

CASES = Path(__file__).parent / "cases"
LONGEST = 200
"""Characters of what is typed that are shown."""
Report = Iterator[tuple[str, Iterable[Finding | Fault]]]
"""What is typed, and what is found in it."""


def _changed(changes: Iterable[tuple[str, str, str]], folder: Path) -> Report:
    """Yield what is found in the stock edition, other words standing in one of its files."""
    for number, (file, old, new) in enumerate(changes):
        root = shutil.copytree(CASES / "stock", folder / str(number))
        path = root / file
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
        yield f"{file}: {new}", check(root)


def _descriptions(_: Path) -> Report:
    for text, _expected in description.BAD_DESCRIPTIONS:
        changed = [line for line in text.splitlines() if line not in description.DESCRIBED.splitlines()]
        yield " ⏎ ".join(changed), descriptions.read(SourceFile(config.FILE, text)).broken


def _bibliographies(_: Path) -> Report:
    texts = [entry for entry, *_ in bibtex.FAULTS]
    texts += [bibtex.TITLE % written for written, title in bibtex.TITLES if title is None]
    texts += ["@misc{a, title={K},\n  note={First,\n  then \\foo{second}},\n  date={1901}, langid={english}}"]
    texts += [bibtex.FIELDS % f"date={{{written}}}" for written, _ in dates.NOT_READ]
    texts += [bibtex.FIELDS % f"date={{1901}}, pages={{{written}}}" for written in pages.NOT_READ]
    misspelt = [f"{name[0]}{name[2:]}" for name in fields.WORDS]
    known_elsewhere = ("xdata", "crossref", "xref", "ids", "related", "keywords", "file", "options")
    texts += [bibtex.FIELDS % f"date={{1901}}, {name}={{x}}" for name in (*misspelt, *known_elsewhere)]
    for text in texts:
        yield text, bibtex.found(text)


def _values(_: Path) -> Report:
    for text, *_rest in yaml.FAULTS:
        yield text, yaml.read(text)[1]
    for field, _expected in yaml.WORDS:
        source = SourceFile(yaml.FILE, f"- id: a\n  {field}\n")
        yield field, records.read(source, Authority, kind=Kind.PERSON).broken


def _citations(folder: Path) -> Report:
    for number, (typed, *_) in enumerate(citations.WRONG):
        yield typed, citations.resolved(folder / str(number), f"[@cook1871treatise, {typed}]")[1]


def _notation(folder: Path) -> Report:
    inline = [(notation.ESSAY, notation.IN_ESSAY, f"{typed} {notation.IN_ESSAY}") for typed, _ in notation.INLINE]
    paragraph = f"    {notation.IN_NOTE}"
    blocks = [typed.replace("\n", "\n    ") for typed, _ in notation.BLOCKS]
    return _changed(
        [*inline, *((notation.NOTES, paragraph, f"    {typed}\n\n{paragraph}") for typed in blocks)], folder
    )


OTHER_SETTINGS = (
    *("INHERIT: a.yml", "docs_dir: docs/", "use_directory_urls: no", "site_url: a", 'repo_url: ""', "theme: {a: b}"),
    *("theme: material", "theme: readthedocs", "theme: {name: mkdocs}", "theme: {name: edition, custom_dir: a}"),
    *("plugins: [search, {edition/search: {lang: en}}]", "plugins: {a: , search: {lang: en}}", "plugins: [a, b]"),
    *("extra_css: [a, //b/c.css, 'https://a.example/b', assets/edition/a.css]", "hooks: {a: b}", "watch: [a]"),
    *("nav: [a.md, a.md]", "nav:\n- a.md\n- B:\n  - a.md", "nav: [5, [a], {A: b.md, C: d.md}, {A: }, {A: []}]"),
    *("validation: {nav: loud, links: {a: warn}, anchors: [warn]}", "validation: {nav: {not_found: loud}}"),
    *("validation: {links: {omitted_files: warn, anchors: a}, omitted_file: warn, nav: {anchors: info}}",),
    *("extra: {lang: 010, version: 1.10, date: 2026-1-1, other: 1.10}", "extra: {version: 1234567890}", "- a"),
    *("markdown_extensions: [toc, edition.markdown_extensio]", "markdown_extensions: {toc: }", "site_name: ''"),
)


def _settings(_: Path) -> Report:
    """Yield what is found in the settings with one of them changed, where no file exists but those of the theme."""
    each = [f"{name}: {value}" for name in settings.SETTINGS for value in settings.VALUES]
    for line in [*settings.FAULTY, *each, *OTHER_SETTINGS]:
        lines = {**settings.GOOD, line.partition(":")[0]: line}
        read, faults = engine.read(SourceFile(engine.FILE, "\n".join(lines.values())), lambda _: False)
        yield line, [*faults, *(read.faults if read else ())]


ON_PAGES = (
    *("| a | b |\n|---|---|\n", "```\ncode\n```", "    code", "* a\n    * b", "<div>raw</div>", "A ![picture](p.png)."),
    *("A <b>bold</b> word.", "`code`", "[@cw3, p. 1]", "[^1]", "{~~a~>b~~}", "[words]{lang=de}", "***", "a  \nb"),
    *("<!-- open", "<!-- closed --> and more", "# Another title", "/// edition | lists\n///"),
)
"""What an ordinary page that is in the books may not contain."""


def _prose(_: Path) -> Report:
    for text in ON_PAGES:
        source = SourceFile("docs/page.md", f"# A page\n\n{text}\n")
        yield text, [*prose.read(syntax.parser(), {"page": source})[1], *prose.report_notation(source)]


def _comments(folder: Path) -> Report:
    typed = ("<!-- open", "<!-- closed --> and more", "words <!-- within --> words", "<!--->")
    places = ((notation.ESSAY, notation.IN_ESSAY), (notation.NOTES, notation.IN_NOTE))
    return _changed([(file, old, f"{words} {old}") for words in typed for file, old in places], folder)


LISTS: dict[str, Callable[[Path], Report]] = {
    "bibliographies": _bibliographies,
    "citations": _citations,
    "comments": _comments,
    "descriptions": _descriptions,
    "notation": _notation,
    "pages": _prose,
    "settings": _settings,
    "slips": lambda folder: _changed([(file, old, new) for file, old, new, _ in slips.SLIPS], folder),
    "values": _values,
}


@pytest.mark.parametrize("name", LISTS)
def test_what_is_reported_is_what_was_accepted(name: str, tmp_path: Path, *, accept: bool) -> None:
    rows = []
    for typed, found in LISTS[name](tmp_path):
        rows.append(f"== {typed[:LONGEST]}")
        rows += [f"{f.place} {f.place.length}: {f.message}\n  fix: {f.fix}" for f in found]
    text = "\n".join(rows).replace("\r", "␍") + "\n"
    path = CASES / "reported" / f"{name}.txt"
    if accept:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    assert text == path.read_bytes().decode()


def test_reasons_against_a_tag_are_what_was_accepted(*, accept: bool) -> None:
    text = "".join(f"== {tag}\n{': '.join(map(str, languages.find_fault(tag)))}\n" for tag, *_ in tags.BAD)
    path = CASES / "reported" / "tags.txt"
    if accept:
        path.write_text(text, encoding="utf-8", newline="")
    assert text == path.read_bytes().decode()


FILES = {
    "the essay": notation.ESSAY,
    "the notes": notation.NOTES,
    "the bibliography": "citations/works.bib",
    "the registers": "citations/authority/persons.yml",
    "the chronology": "citations/chronology.yml",
    "the standing readings": "citations/standing.yml",
    "the changes of white space": "citations/white-space.yml",
    "the quotations": "citations/quotations.yml",
    "the witness": "citations/witness.txt",
}


def test_what_a_file_that_cannot_be_read_hides_is_what_was_accepted(*, accept: bool) -> None:
    """For every rule, and every kind of anchor that may be lost, the files whose loss explains it."""
    draft = pipeline.read(CASES / "stock")
    anchors = ("bib-x", "auth-x", "chron-x", "em-x", "app-x", "sic-x", "n1", "a-p1")
    rows: list[tuple[str, str, Subject | None]] = [(rule, f"“n1” {rule}", None) for rule in RULES]
    rows += [("anchor-lost", f"“{name}” is missing", Subject(Problem.MISSING, name)) for name in anchors]
    text = ""
    for rule, message, about in rows:
        found = RULES[rule].finding(Fault(Place("mkdocs.yml", 9, 1), message, about=about))
        causes = {part: RULES["file-unreadable"].finding(Fault(Place(file), "lost")) for part, file in FILES.items()}
        hidden = [part for part, cause in causes.items() if found not in put_causes_first([cause, found], draft)]
        text += f"{rule}, {message}: {', '.join(hidden)}\n" if hidden else ""
    path = CASES / "reported" / "causes.txt"
    if accept:
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8"), "if this is meant, accept it (`--accept`) and read the difference"


def test_words_that_open_a_locator_are_what_was_accepted(*, accept: bool) -> None:
    """For each language that has words of its own, what each word means, and how it is printed."""
    text = ""
    for language in ("en", "de", "fr", "it", "ru", "pl"):
        terms = sorted(known_terms(language).items())
        text += f"== {language}\n" + "".join(f"{word}: {', '.join(meant)}\n" for word, meant in terms)
    path = CASES / "reported" / "locators.txt"
    if accept:
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8"), "if this is meant, accept it (`--accept`) and read the difference"


@pytest.mark.parametrize("command", ["anchors", "check --white-space"])
def test_what_a_command_lists_is_what_was_accepted(
    command: str, capsys: pytest.CaptureFixture[str], *, accept: bool
) -> None:
    """Every anchor with its kind, page and reference; every change of white space with its class and words."""
    assert cli.main([*command.split(), "--root", str(WHOLE)]) == cli.CLEAN
    text = "".join(line for line in capsys.readouterr().out.splitlines(keepends=True) if "\t" in line)
    path = CASES / "reported" / f"{command.rpartition(' --')[2]}.txt"
    if accept:
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
