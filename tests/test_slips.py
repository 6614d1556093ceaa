"""What an editor mistypes: each slip is reported at its place, and what is not a slip passes."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import tostring

import pytest

from edition import checks, diagnostics, pipeline, resolve
from edition.checks import registers
from edition.config import ConfigError
from edition.writers import data, site, tei, text
from support import check
from test_left_out import laid_out

if TYPE_CHECKING:
    from edition.model.edition import Edition

CASES = Path(__file__).parent / "cases"
DESCRIPTION = "citations/edition.yml"
ESSAY, NOTES, WORKS = "docs/essay/a.md", "docs/notes/a.md", "citations/works.bib"
SLIPS = [
    # file, what stands there, what is typed for it, and what is reported
    (ESSAY, "*The Kitchen*", "*The Kitchen", f"{ESSAY}:3:94 markup-unsupported"),
    (ESSAY, "~>has~~}", "~>has~~", f"{ESSAY}:5:19 markup-unsupported"),
    (ESSAY, "sure: A slip", "shure: A slip", f"{ESSAY}:5:19 emendation-without-reason"),
    (ESSAY, "[^2]", "", f"{ESSAY}:5:90 text-altered"),
    (ESSAY, "[^2]", "[^3]", f"{ESSAY}:5:89 note-out-of-order"),
    (ESSAY, "kettle sings", "kettle  sings", ""),
    (ESSAY, "kettle sings", "kettle sing", f"{ESSAY}:3:15 text-altered"),
    (ESSAY, "kettle sings", "kеttle sings", f"{ESSAY}:3:4 foreign-without-language"),
    (ESSAY, "{lang=de}", "{lang=de_DE}", f"{ESSAY}:3:62 markup-unsupported"),
    (ESSAY, "{#a-p2}", "{#a-p1}", f"{ESSAY}:5:1 anchor-duplicate"),
    (ESSAY, " {#a-p2}", "", f"{ESSAY}:5:1 anchor-missing"),
    (NOTES, "[certain, verbatim]", "[certian, verbatim]", f"{NOTES}:3:8 note-without-status"),
    (NOTES, "[certain, verbatim]{", "[certain, verbatim{", f"{NOTES}:3:1 note-without-status"),
    (NOTES, "[certain, verbatim]{.status}", "[certain, verbatim]", f"{NOTES}:3:1 note-without-status"),
    (NOTES, "[certain, verbatim]{.status}", "[certain] Surely", f"{NOTES}:3:1 note-without-status"),
    (NOTES, "[certain, verbatim]{.status}", "Certain, verbatim:", f"{NOTES}:3:1 note-without-status"),
    (NOTES, "[certain, verbatim]{.status}", "Certain, that is:", f"{NOTES}:3:1 note-without-status"),
    (NOTES, "[Evidence.]{.evidence}", "[Evidence.]", f"{NOTES}:7:1 certainty-without-evidence"),
    (NOTES, "[Evidence.]{.evidence}", "*Evidence:*", f"{NOTES}:7:1 certainty-without-evidence"),
    (NOTES, "[Evidence.]{.evidence}", "Evidence of it was", f"{NOTES}:3:8 certainty-without-evidence"),
    (NOTES, "@cw3, p. 12", "@cw33, p. 12", f"{NOTES}:3:90 cite-unknown-work"),
    (NOTES, "; @cw3", ", @cw3", f"{NOTES}:3:90 cite-malformed"),
    (NOTES, "@cw3, p. 12", "@cw3, p.12", ""),
    (NOTES, "p. 12, seen", "p. 12, sen", f"{NOTES}:3:103 cite-malformed"),
    (NOTES, "p. 12, seen", "pp. 12-1, seen", f"{NOTES}:3:90 locus-backwards"),
    (NOTES, "seen].", "seen.", f"{NOTES}:3:70 markup-unsupported"),
    (NOTES, "The essay drops", "The []{lang=de} essay drops", f"{NOTES}:5:9 markup-unsupported"),
    (NOTES, "The essay drops", "The [ ]{ref=none} essay drops", f"{NOTES}:5:9 markup-unsupported"),
    (NOTES, "The essay drops", "The \\“essay” drops", f"{NOTES}:5:9 markup-unsupported"),
    (NOTES, "The essay drops", "The\\ essay drops", f"{NOTES}:5:8 markup-unsupported"),
    (NOTES, "The essay drops", "The [slovo]{lang=ru} drops", f"{NOTES}:5:9 foreign-without-language"),
    (NOTES, "The essay drops", "The [logos]{lang=el} drops", f"{NOTES}:5:9 foreign-without-language"),
    (NOTES, "The essay drops", "The [слово]{lang=de} drops", f"{NOTES}:5:9 foreign-without-language"),
    (NOTES, "The essay drops", "The [слово]{lang=ru-Latn} drops", f"{NOTES}:5:9 foreign-without-language"),
    (NOTES, "The essay drops", "The [slovo]{lang=ru-Latn} and [слово (1)]{lang=ru} drops", ""),
    (NOTES, "The essay drops", "The [CCCP 3]{lang=und} drops", ""),
    (NOTES, " Nothing seen.", "", f"{NOTES}:11:1 note-without-status"),
    (NOTES, "Nothing seen.", "No.\n\n    [Evidence.]{.evidence} Yes.", f"{NOTES}:13:1 markup-unsupported"),
    (NOTES, "Nothing seen.", "No.\n\n    Nor was more.", ""),
    (ESSAY, "[On kettles]{.supplied}", "[]{.supplied}", f"{ESSAY}:1:16 markup-unsupported"),
    (ESSAY, "kettle sings", "kettle\tsings", ""),
    (ESSAY, "{#a-p1}", "{#a-p1 .first}", f"{ESSAY}:3:109 anchor-missing"),
    (ESSAY, "{#a-p1}", "{id=a-p1}", f"{ESSAY}:3:109 anchor-missing"),
    (NOTES, "(#n2)", "(#n3)", f"{NOTES}:5:34 ref-unresolved"),
    (NOTES, "(#n2)", "(n2)", f"{NOTES}:5:34 address-malformed"),
    (NOTES, "(#n2)", "(#n2", f"{NOTES}:5:41 markup-unsupported"),
    (NOTES, "[^2]:", "[^2]", f"{NOTES}:9:1 markup-unsupported"),
    (NOTES, "[^2]:", "[^1]:", f"{NOTES}:9:1 note-duplicate"),
    (NOTES, "    The essay", "  The essay", f"{NOTES}:5:1 markup-unsupported"),
    (NOTES, "    The essay", "\tThe essay", ""),
    (NOTES, "The essay drops", "The <!-- essay drops", f"{NOTES}:5:9 markup-unsupported"),
    (NOTES, "The essay drops", "The essay [слoво]{lang=ru} drops", f"{NOTES}:5:16 script-mixed"),
    (WORKS, "title = {To Ada", "titel = {To Ada", f"{WORKS}:11:3 work-unknown-field"),
    (WORKS, "1880-02-03", "1880-02-30", f"{WORKS}:12:14 date-impossible"),
    (WORKS, "@letter", "letter", f"{WORKS}:9:1 work-unreadable"),
    (WORKS, "{english}", "english", f"{WORKS}:4:12 work-unreadable"),
    (WORKS, "{english}", "{englisch}", f"{WORKS}:4:13 work-unknown-language"),
    (WORKS, "cw3: 1--90", "cw3; 1--90", f"{WORKS}:6:16 work-unknown-edition"),
    (WORKS, "@book{cook1871treatise", "@bok{cook1871treatise", f"{WORKS}:1:6 work-unknown-type"),
    (WORKS, "@book{cook1871treatise", "@book{cook1871treatize", f"{NOTES}:3:71 cite-unknown-work"),
]


@pytest.mark.parametrize(("file", "old", "new", "expected"), SLIPS)
def test_a_slip_is_reported_at_its_place(file: str, old: str, new: str, expected: str, tmp_path: Path) -> None:
    shutil.copytree(CASES / "stock", tmp_path, dirs_exist_ok=True)
    before = (tmp_path / file).read_text(encoding="utf-8")
    assert old in before
    (tmp_path / file).write_text(before.replace(old, new, 1), encoding="utf-8")
    findings = check(tmp_path)
    places = [f"{finding.place} {finding.rule}" for finding in findings]
    assert expected in places if expected else not places


TABLE = "| Year | Kettles |\n| 1871 | 12 |"
REPORTED_ONCE = [
    # what stands in the essay, what is typed for it, and the place and the fix of the only finding
    ("[^2]", "[2]", "5:89", "write `[^2]`."),
    ("[^2]", "(^2)", "5:89", "write `[^2]`."),
    ("[^2]", "[^ 2]", "5:89", "write `[^2]`."),
    ("[^e-hob]", "[e-hob]", "3:108", "write `[^e-hob]`."),
    ("[^e-hob]", "(e-hob)", "3:108", "write `[^e-hob]`."),
    ("[^e-hob]", "[#E-Hob]", "3:108", "write `[^e-hob]`."),
    ("[^e-hob]", "^e-hob", "3:108", "write `[^e-hob]`."),
    ("[^e-hob]", "^[e-hob]", "3:108", "write `[^e-hob]`."),
    ("[^e-hob]", "[^e-hobb]", "3:108", "did you mean “e-hob”?"),
    ("[]{.pb n=2}", f"{TABLE}\n\n: Kettles.\n\n[]{{.pb n=2}}", "5:1", "a line of dashes"),
    ("[]{.pb n=2}", f": Kettles.\n\n{TABLE}\n\n: {{#a-p3}}\n\n[]{{.pb n=2}}", "7:1", "a line of dashes"),
    ("[]{.pb n=2}", "As sung:\n| The kettle sings\n|   alone.\n\n[]{.pb n=2}", "6:1", "an empty line before the first"),
    (
        "[]{.pb n=2}",
        "| The kettle\n  sings\n|   alone.\nSo much.\n\n[]{.pb n=2}",
        "8:1",
        "an empty line after the verse",
    ),
    ("[]{.pb n=2}", "|The kettle sings\n\n[]{.pb n=2}", "5:1", "begin each line with `| `"),
    ("[]{.pb n=2}", "A kettle\n: sings.\n\n[]{.pb n=2}", "6:1", "write it as sentences"),
    ("[]{.pb n=2}", "a. one\nb. two\n\n[]{.pb n=2}", "5:1", "with a backslash"),
    ("[]{.pb n=2}", "(a) one\n(b) two\n\n[]{.pb n=2}", "5:1", "with a backslash"),
    ("[]{.pb n=2}", "We need:\ni. one\nii. two\n\n[]{.pb n=2}", "6:1", "with a backslash"),
    ("[]{.pb n=2}", "We need:\n2. one\n3. two\n\n[]{.pb n=2}", "6:1", "an empty line before the list"),
    ("[]{.pb n=2}", "> one\n> two {#a-p3}\n>\n> three\n\n[]{.pb n=2}", "5:1", "the last line of the whole block"),
    ("[]{.pb n=2}", "## Of lids[^e-hob]\n\n[]{.pb n=2}", "5:11", "in the paragraph below"),
    *(
        ("[]{.pb n=2}", f'![](../figures/k.svg){{alt="A" width={width}}}\n\n[]{{.pb n=2}}', "5:1", "width=6cm")
        for width in ("6", "0px", "9000cm", "50%", "6em", "6.5cm")
    ),
]


@pytest.mark.parametrize(("old", "new", "place", "fix"), REPORTED_ONCE)
def test_a_slip_is_reported_once_with_what_to_type(old: str, new: str, place: str, fix: str, tmp_path: Path) -> None:
    """What follows from it is not: lost words, a note without a call, an anchor that is not read."""
    shutil.copytree(CASES / "stock", tmp_path, dirs_exist_ok=True)
    with (tmp_path / NOTES).open("a", encoding="utf-8") as notes:
        notes.write("\n[^e-hob]: [certain, on the facts]{.status} It is.\n\n    [Evidence.]{.evidence} Seen.\n")
    if "k.svg" in new:
        (tmp_path / "docs" / "figures").mkdir()
        drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"/>'
        (tmp_path / "docs" / "figures" / "k.svg").write_text(drawing, encoding="utf-8")
    whole = (tmp_path / ESSAY).read_text(encoding="utf-8").replace("Kitchen*.", "Kitchen*.[^e-hob]")
    assert old in whole
    (tmp_path / ESSAY).write_text(whole.replace(old, new, 1), encoding="utf-8")
    findings = check(tmp_path)
    assert [str(finding.place) for finding in findings] == [f"{ESSAY}:{place}"]
    assert fix in findings[0].fix


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("citations/authority/places.yml", "- id: hob\n  naem: Hob\n"),
        ("citations/edition.yml", "no_names: {Kitchen: yes}\n"),
    ],
)
def test_names_are_not_missed_where_their_list_cannot_be_read(file: str, text: str, tmp_path: Path) -> None:
    shutil.copytree(CASES / "stock", tmp_path, dirs_exist_ok=True)
    person = "- {id: cook, name: Ada Cook, sort: 'Cook, Ada', gloss: A cook., forms: [], notes_forms: [Ada Cook]}\n"
    (tmp_path / "citations" / "authority").mkdir()
    (tmp_path / "citations" / "authority" / "persons.yml").write_text(person, encoding="utf-8")
    assert "name-unexplained" in {finding.rule for finding in check(tmp_path)}
    with (tmp_path / file).open("a", encoding="utf-8") as listed:
        listed.write(text)
    assert "name-unexplained" not in {finding.rule for finding in check(tmp_path)}


@pytest.mark.parametrize("coding", ["utf-16", "utf-16-le", "cp1252"])
def test_another_encoding_is_the_only_finding(coding: str, tmp_path: Path) -> None:
    """A file of a program that saves otherwise is reported first, in a few findings and not one for each letter."""
    shutil.copytree(CASES / "stock", tmp_path, dirs_exist_ok=True)
    path = tmp_path / NOTES
    path.write_bytes(path.read_text(encoding="utf-8").encode(coding))
    findings = check(tmp_path)
    assert findings[0].rule == "file-unreadable"
    assert len(findings) < 30
    assert coding != "utf-16" or len(findings) == 1


def test_anchors_that_follow_from_a_slip_are_not_reported_beside_it(tmp_path: Path) -> None:
    shutil.copytree(CASES / "stock", tmp_path, dirs_exist_ok=True)
    (tmp_path / "citations" / "anchors.txt").write_text("n2\t1.0.0\nr2\t1.0.0\n", encoding="utf-8")
    path = tmp_path / NOTES
    path.write_text(path.read_text(encoding="utf-8").replace("[^2]:", "[^2]"), encoding="utf-8")
    findings = check(tmp_path)
    assert [finding.rule for finding in findings if finding.rule != "work-uncited"] == ["markup-unsupported"]


@pytest.mark.parametrize("mark", ["“", "„", "« ", "‹ ", "(", "— "])
def test_a_word_that_opens_a_quotation_has_its_capital_from_there(mark: str) -> None:
    """It is not a name that needs explaining, whatever the language's marks are."""
    assert registers.OPENING.search(f"dit-il, {mark}")


ONE_CAUSE = [
    # a file, what stands there, what is typed for it, and the one rule that reports it
    (ESSAY, "{#a}", "{#b}", "anchor-misnumbered"),
    (ESSAY, "{#a}", "{a}", "anchor-missing"),
    (ESSAY, "{#a-p1}", "{:#a-p1}", "anchor-missing"),
    (ESSAY, "{#a-p1}", "{#a-p1 lang=de}", "anchor-missing"),
    (WORKS, "{A Treatise on Kettles},", "{A Treatise on Kettles}", "work-unreadable"),
    (WORKS, "{To Ada Cook},", "To Ada Cook,", "work-unreadable"),
    (DESCRIPTION, "{given: Dora, family: Draper}", "", "description-unusable"),
    (DESCRIPTION, "family: Draper", "family: ''", "description-unusable"),
    (DESCRIPTION, "family: Draper", "family: '*Draper*'", "markup-in-plain-text"),
    (DESCRIPTION, "siglum: W", "siglum: ", "description-unusable"),
    (DESCRIPTION, "title: Works", "title: ", "description-unusable"),
    (DESCRIPTION, "title: Works", "title: '*Works*'", "markup-in-plain-text"),
    (DESCRIPTION, "sections: [a]", "sections: [a]\noutlines: {a: }", "description-unusable"),
    (DESCRIPTION, "sections: [a]", "sections: [a]\nlicences: {text: }", "description-unusable"),
    (DESCRIPTION, "sections: [a]", "sections: [a]\nlicences: {text: '[CC](#x)'}", "markup-in-plain-text"),
    (DESCRIPTION, "kettles.example", "kettles..example", "description-unusable"),
    (DESCRIPTION, "kettles.example", "-kettles.example", "description-unusable"),
]


@pytest.mark.parametrize(("file", "old", "new", "rule"), ONE_CAUSE)
def test_one_slip_is_one_finding(file: str, old: str, new: str, rule: str, tmp_path: Path) -> None:
    shutil.copytree(CASES / "stock", tmp_path, dirs_exist_ok=True)
    path = tmp_path / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    assert [finding.rule for finding in check(tmp_path)] == [rule]


def test_a_note_without_words_is_reported(tmp_path: Path) -> None:
    shutil.copytree(CASES / "stock", tmp_path, dirs_exist_ok=True)
    path = tmp_path / NOTES
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace(" Perhaps Ben Baker’s letter of 1880: [@baker1880letter].", ""), encoding="utf-8")
    assert "note 2 has no text after its status" in [finding.message for finding in check(tmp_path)]


RECORDS = [
    ("persons", "gloss: Of kettles.", "gloss: ~", ["record-unreadable"]),
    ("persons", "name: Ada Cook", "name: [Ada Cook]", ["record-unreadable"]),
    ("persons", "gloss: Of kettles.", "gloss: Of kettles.\n  dates: '*1840*–1900'", ["markup-in-plain-text"]),
    ("persons", "gloss: Of kettles.", "gloss: Of kettles.\n  checked: '[@cw3]'", ["markup-in-plain-text"]),
    ("chronology", "event: It boils.", "event:", ["record-word-unknown"]),
    ("standing", "remark: So it does.", "remark:", ["record-word-unknown"]),
    ("standing", "kind: grammar", "kind: ''", ["record-word-unknown"]),
]


@pytest.mark.parametrize(("name", "old", "new", "rules"), RECORDS)
def test_a_record_is_written_in_plain_words(name: str, old: str, new: str, rules: list[str], tmp_path: Path) -> None:
    root = laid_out(tmp_path, set())
    (path,) = (root / "citations").rglob(f"{name}.yml")
    before = path.read_text(encoding="utf-8")
    assert old in before
    path.write_text(before.replace(old, new, 1), encoding="utf-8")
    assert [finding.rule for finding in diagnostics.errors(check(root))] == rules


EVERY = 7
"""Each so many characters a word is put in."""


@pytest.mark.slow
def test_no_word_that_is_typed_anywhere_is_lost(tmp_path: Path) -> None:
    """A word added anywhere is an error, or is in the output. The heading of notes is for editors."""
    root = laid_out(tmp_path, set())
    paths = [root / ESSAY, root / NOTES, root / WORKS, *sorted((root / "citations").rglob("*.yml"))]
    lost = []
    for path in paths:
        before = path.read_text(encoding="utf-8")
        for at in range(0, len(before), EVERY):
            path.write_text(f"{before[:at]} zqx {before[at:]}", encoding="utf-8")
            if path == root / NOTES and "\n" not in before[:at]:
                continue
            try:
                draft = pipeline.read(root)
            except ConfigError:
                continue
            edition = resolve.resolve(draft)
            if not diagnostics.errors(checks.run(draft, edition)) and "zqx" not in made(edition):
                lost.append(f"{path.name}: {before[max(0, at - 9) : at]}|{before[at : at + 9]}")
        path.write_text(before, encoding="utf-8")
    assert lost == []


def made(edition: Edition) -> str:
    """Return the words of the formats that hold everything."""
    shown = [element for block in site.BLOCKS.values() for element in block(edition)]
    pages = "".join(tostring(element, encoding="unicode") for element in shown)
    return "".join([tei.write(edition), text.write_edition(edition), *data.write(edition).values(), pages])
