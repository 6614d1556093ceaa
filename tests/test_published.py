"""Published anchors: each keeps its meaning, and the list of them stays complete."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from edition import cli, pipeline, resolve
from edition.diagnostics import Finding, Severity
from edition.model.anchors import AnchorKind
from support import check
from test_left_out import laid_out

LIST = "citations/anchors.txt"
WORKS = """
@book{one1900, author = {Able, Ann}, title = {One}, langid = {english}, date = {1900}, publisher = {Hob}}
@book{two1900, author = {Able, Ann}, title = {Two}, langid = {english}, date = {1900}, publisher = {Hob}}
"""
PERSON = "- id: dane\n  name: Di Dane\n  sort: Dane, Di\n  gloss: Another cook.\n  notes_forms: [Di Dane]\n"
EVENT = "- id: sing\n  new: 1871-02-03\n  event: It sings.\n  places: [a-p1]\n  note: 1\n"
SIC = "- id: sic-asked\n  at: a-p2\n  lemma: asked\n  kind: grammar\n  remark: Not so here.\n  note: 2\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return an edition with two things of every kind, all of them published."""
    root = laid_out(tmp_path / "edition", set())
    for path, more in (
        ("citations/works.bib", WORKS),
        ("citations/authority/persons.yml", PERSON),
        ("citations/chronology.yml", EVENT),
        ("citations/standing.yml", SIC),
    ):
        (root / path).write_text((root / path).read_text(encoding="utf-8") + more, encoding="utf-8")
    change(root, "docs/notes/a.md", "Nothing seen.", "Nothing seen, see Di Dane: [@one1900; @two1900].")
    change(root, "docs/essay/a.md", "It sings still.", "It {~~sings~>sang~~}{>>em-sang sure: So.<<} still.")
    change(root, "citations/standing.yml", "lemma: It sings", "lemma: the kettle")
    assert cli.main(["anchors", "--record", "--root", str(root)]) == cli.CLEAN
    return root


def change(root: Path, file: str, *pairs: str) -> None:
    """Change words of a file; the first of each pair must occur there."""
    text = (root / file).read_text(encoding="utf-8")
    for old, new in zip(pairs[::2], pairs[1::2], strict=True):
        assert old in text
        text = text.replace(old, new)
    (root / file).write_text(text, encoding="utf-8")


def swap(root: Path, file: str, one: str, other: str) -> None:
    """Exchange two words of a file wherever they occur."""
    text = (root / file).read_text(encoding="utf-8")
    assert one in text
    assert other in text
    both = re.compile(f"{re.escape(one)}|{re.escape(other)}")
    (root / file).write_text(both.sub(lambda found: other if found[0] == one else one, text), encoding="utf-8")


def anchor_findings(root: Path) -> set[str]:
    """Return rule and anchor of every finding about published anchors."""
    found = check(root)
    return {
        f"{f.rule} {match[1]}" for f in found if (match := re.search("“([^”]+)”", f.message)) and "anchor" in f.rule
    }


def list_findings(root: Path) -> list[Finding]:
    """Return every error, and every other finding in the list of anchors."""
    return [f for f in check(root) if f.severity is Severity.ERROR or f.place.file == LIST]


SWAPPED = [
    ("docs/notes/a.md", "[^1]:", "[^2]:", "anchor-changed n1 n2"),
    (
        "citations/works.bib",
        "cook1871treatise,",
        "baker1880letter,",
        "anchor-changed bib-cook1871treatise bib-baker1880letter",
    ),
    ("citations/works.bib", "{one1900,", "{two1900,", "anchor-changed bib-one1900 bib-two1900"),
    ("citations/authority/persons.yml", "id: cook", "id: dane", "anchor-changed auth-cook auth-dane"),
    ("citations/chronology.yml", "id: boil", "id: sing", "anchor-changed chron-boil chron-sing"),
    ("citations/standing.yml", "id: sic-sings", "id: sic-asked", "anchor-changed sic-sings sic-asked"),
    ("docs/essay/a.md", "em-has", "em-sang", "anchor-moved em-has em-sang"),
    ("docs/essay/a.md", "{#a-p1}", "{#a-p2}", "anchor-moved a-p1 a-p2"),
]


@pytest.mark.parametrize(("file", "one", "other", "expected"), SWAPPED)
def test_things_that_change_places_are_reported(file: str, one: str, other: str, expected: str, root: Path) -> None:
    """Two works of one author and year, two events of one day, two readings of one paragraph: each is recognised."""
    assert anchor_findings(root) == set()
    swap(root, file, one, other)
    rule, *anchors = expected.split()
    assert {f"{rule} {anchor}" for anchor in anchors} <= anchor_findings(root)


ALONE = [
    ("citations/works.bib", "title = {One}", "title = {The One}"),
    ("citations/works.bib", "{Cook, Ada},\n  title = {A T", "{Cook, Adah},\n  title = {A T"),
    ("citations/works.bib", "origdate = {1871}", "origdate = {1872}"),
    ("docs/notes/a.md", "[conjectural, not compared]", "[probable, not compared]"),
    ("docs/notes/a.md", "Perhaps Ben Baker’s letter of 1880", "Perhaps this is another letter"),
    ("docs/notes/a.md", "@one1900; @two1900", "@one1900"),
    ("citations/chronology.yml", "event: It boils.", "event: At last it boils."),
    ("citations/chronology.yml", "new: 1871-02-03\n  event: It boils", "new: 1871-02-04\n  event: It boils"),
    ("citations/authority/persons.yml", "gloss: Another cook.", "gloss: A cook of note."),
    ("citations/standing.yml", "remark: Not so here.", "remark: But not here."),
    ("citations/standing.yml", "lemma: asked", "lemma: asked the"),
]


@pytest.mark.parametrize(("file", "old", "new"), ALONE)
def test_one_part_may_change_alone(file: str, old: str, new: str, root: Path) -> None:
    change(root, file, old, new)
    assert {one for one in anchor_findings(root) if "anchor" in one} == set()


@pytest.mark.parametrize(
    ("old", "new", "reported"),
    [
        (
            "[unidentified, not compared]{.status} Not yet known.",
            "[certain, verbatim]{.status} Found: [@one1900].",
            set(),
        ),
        ("[unidentified, not compared]{.status} Not yet known.", "[unidentified]{.status} Sought in vain.", set()),
        ("", "", {"anchor-changed n1", "anchor-changed n2"}),
    ],
)
def test_a_note_published_as_unidentified_may_be_written(old: str, new: str, reported: set[str], root: Path) -> None:
    """Not, however, if it changes places with another."""
    notes = (root / "docs/notes/a.md").read_text(encoding="utf-8")
    given = notes[notes.index("[conjectural") : notes.index(": [@baker1880letter]") + len(": [@baker1880letter]")]
    change(root, "docs/notes/a.md", given, "[unidentified, not compared]{.status} Not yet known")
    (root / LIST).unlink()
    assert cli.main(["anchors", "--record", "--root", str(root)]) == cli.CLEAN
    if old:
        change(root, "docs/notes/a.md", old, new)
    else:
        swap(root, "docs/notes/a.md", "[^1]:", "[^2]:")
    assert {one for one in anchor_findings(root) if one.endswith(("n1", "n2"))} == reported


BOTH = [
    ("docs/notes/a.md", ("[conjectural, not", "[probable, not", "Perhaps Ben", "Ben"), "n2"),
    ("docs/notes/a.md", ("Perhaps Ben", "Ben", "@baker1880letter", "@one1900"), "n2"),
    (
        "citations/works.bib",
        ("title = {One}", "title = {The One}", "{one1900, author = {Able, A", "{one1900, author = {Dane, A"),
        "bib-one1900",
    ),
    (
        "citations/chronology.yml",
        ("event: It sings.", "event: It sang.", "sing\n  new: 1871-02-03", "sing\n  new: 1871-02-09"),
        "chron-sing",
    ),
    ("citations/authority/persons.yml", ("name: Di Dane", "name: Dora Dane"), "auth-dane"),
    ("citations/standing.yml", ("lemma: asked", "lemma: asked the", "Not so here", "But not here"), "sic-asked"),
]


@pytest.mark.parametrize(("file", "pairs", "anchor"), BOTH)
def test_a_changed_thing_is_reported_until_a_person_has_seen_it(
    file: str, pairs: tuple[str, ...], anchor: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--record` alone does not accept it; `--record --reviewed` with the anchor does, and for that anchor only."""
    change(root, file, *pairs)
    assert f"anchor-changed {anchor}" in anchor_findings(root)
    before = (root / LIST).read_text(encoding="utf-8").splitlines()
    assert cli.main(["anchors", "--record", "--root", str(root)]) == cli.CLEAN
    assert f"anchor-changed {anchor}" in anchor_findings(root)
    line = next(line for line in before if line.startswith(f"{anchor}\t"))
    assert line in (root / LIST).read_text(encoding="utf-8").splitlines()
    assert cli.main(["anchors", "--record", "--reviewed", anchor, "--root", str(root)]) == cli.CLEAN
    assert f"anchor-changed {anchor}" not in anchor_findings(root)
    assert [line.split("\t")[:2] for line in (root / LIST).read_text(encoding="utf-8").splitlines()] == [
        line.split("\t")[:2] for line in before
    ]
    assert cli.main(["anchors", "--record", "--reviewed", f"{anchor}x", "--root", str(root)]) == cli.WRONG_USE
    assert f"did you mean “{anchor}”?" in capsys.readouterr().err


def test_a_lost_anchor_hides_no_changed_one(root: Path) -> None:
    """What is no longer in the edition is reported beside what is another thing."""
    change(root, "citations/authority/persons.yml", "name: Di Dane", "name: Dora Dane")
    change(root, "citations/standing.yml", "id: sic-asked", "id: sic-asks")
    assert {"anchor-changed auth-dane", "anchor-lost sic-asked"} <= anchor_findings(root)


def test_what_changed_alone_is_recorded_as_it_is_now(root: Path) -> None:
    """So that what changes alone after the next version is again one part."""
    change(root, "citations/works.bib", "title = {One}", "title = {The One}")
    assert cli.main(["anchors", "--record", "--root", str(root)]) == cli.CLEAN
    assert "\ttitle: The One\t" in (root / LIST).read_text(encoding="utf-8")


def test_every_kind_of_anchor_has_its_identity(root: Path) -> None:
    edition = resolve.resolve(pipeline.read(root))
    listed = {entry.anchor: entry for entry in pipeline.read(root).published.anchors}
    assert {anchor.kind for anchor in edition.anchors.values()} == set(AnchorKind)
    for anchor in edition.anchors.values():
        assert listed[anchor.id].identity or listed[anchor.id].words, anchor


def test_an_old_list_is_brought_up_to_date(root: Path) -> None:
    """Lines without identity get the present one; remarks, tombstones and parts of a later program stay."""
    text = "# Every anchor ever published, as it was.\n# A line: anchor, tab.\n# ours\n"
    text += "n1\t0.1.0\nn9\t0.1.0\twithdrawn: lost\n"
    (root / LIST).write_text(f"{text}n2\t0.1.0\t\tcolour: red\na-p1\t0.1.0\n", encoding="utf-8")
    assert cli.main(["anchors", "--record", "--root", str(root)]) == cli.CLEAN
    lines = (root / LIST).read_text(encoding="utf-8").splitlines()
    assert lines[3] == "# ours"
    assert lines[5] == "n9\t0.1.0\twithdrawn: lost"
    assert any(line.startswith("n1\t0.1.0\t\tlemma: ") for line in lines)
    assert any(line.startswith("n2\t0.1.0\t\t") and line.endswith("\tcolour: red") for line in lines)
    assert any(line.startswith("a-p1\t0.1.0\tA kettle sings") for line in lines)
    assert lines[-1] == "# end"
    assert [line for line in lines if "as it was" in line] == []
    assert anchor_findings(root) == set()


DAMAGED: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "blank": lambda _: b"\n \n",
    "only the header": lambda whole: b"\n".join(whole.split(b"\n")[:3]) + b"\n",
    "cut off in a line": lambda whole: whole[: len(whole) // 2],
    "cut off after a line": lambda whole: whole[: whole.rindex(b"\n", 0, len(whole) // 2) + 1],
    "conflict": lambda whole: whole.replace(b"n1\t", b"<<<<<<< HEAD\nn1\t").replace(b"n2\t", b"=======\nn2\t"),
    "tabs lost": lambda whole: whole.replace(b"\t", b" "),
    "one tab lost": lambda whole: whole.replace(b"n1\t1.0.0\t\t", b"n1 1.0.0 "),
    "a line twice": lambda whole: whole.replace(b"# end", b"n1\t1.0.0\n# end"),
    "no version": lambda whole: whole.replace(b"n1\t1.0.0", b"n1\t"),
    "another version": lambda whole: whole.replace(b"n1\t1.0.0", b"n1\tnext"),
    "digits of another script": lambda whole: whole.replace(b"n1\t1.0.0", "n1\t١.٠".encode()),
    "another encoding": lambda whole: whole.decode().encode("utf-16"),
    "Latin-1": lambda whole: whole.replace("’".encode(), b"\x92"),
    "a zero byte": lambda whole: whole.replace(b"n1", b"n\x00"),
}


@pytest.mark.parametrize("damage", DAMAGED)
def test_a_damaged_list_is_an_error(damage: str, root: Path) -> None:
    """It is reported at its place; what would only follow from it is not."""
    whole = (root / LIST).read_bytes()
    (root / LIST).write_bytes(DAMAGED[damage](whole))
    assert (root / LIST).read_bytes() != whole
    found = list_findings(root)
    rule = "file-unreadable" if damage in {"another encoding", "Latin-1", "a zero byte"} else "anchors-damaged"
    assert found
    assert {(f.rule, f.place.file, f.severity.value) for f in found} == {(rule, LIST, "error")}
    if damage not in {"tabs lost", "Latin-1"}:
        assert len(found) == 1
    damaged = (root / LIST).read_bytes()
    assert cli.main(["anchors", "--record", "--root", str(root)]) == cli.FINDINGS
    assert (root / LIST).read_bytes() == damaged


def test_an_edition_may_have_no_list(root: Path) -> None:
    (root / LIST).unlink()
    assert list_findings(root) == []
