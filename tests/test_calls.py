"""One note called from several places: each call has its address, and the note leads back to all of them."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from pathlib import Path
from xml.etree.ElementTree import tostring

import pytest

from edition import checks, diagnostics, pipeline, resolve
from edition.diagnostics import Severity
from edition.ids import AnchorName
from edition.model.draft import Draft
from edition.model.edition import Edition
from edition.model.inline import Emendation, Text
from edition.source import Place
from edition.writers import data, epub, markdown, previews, site, tei, text, typst
from edition.writers.typst.markup import Markup
from support import specimen

STOCK = Path(__file__).parent / "cases" / "stock"
NOTE = """
[^e-lid]: [certain, on the facts]{.status} A lid keeps the steam: [@cook1871treatise; @cw3, p. 12, seen].

    [Evidence.]{.evidence} Seen.
"""
SECTION = "# B [More]{.supplied} {#b}\n\nA lid[^e-lid] is not a pot.[^e-pot] {#b-p1}\n"
NOTES = "# Notes to B {#notes-b}\n\n[^e-pot]: [certain, on the facts]{.status} See [the lid](#e-lid).\n"
CALLS = ("re-lid", "re-lid-2", "re-lid-3")


def written(root: Path) -> Path:
    """Write an edition of two sections, whose note on lids is called twice in the first and once in the second."""
    shutil.copytree(STOCK, root, dirs_exist_ok=True)
    essay = root / "docs/essay/a.md"
    words = (
        essay.read_text(encoding="utf-8")
        .replace("old cooks", "old cooks[^e-lid]")
        .replace("sings still", "sings still[^e-lid]")
    )
    essay.write_text(words, encoding="utf-8")
    notes = root / "docs/notes/a.md"
    notes.write_text(notes.read_text(encoding="utf-8") + NOTE, encoding="utf-8")
    (root / "docs/essay/b.md").write_text(SECTION, encoding="utf-8")
    (root / "docs/notes/b.md").write_text(NOTES, encoding="utf-8")
    witness = root / "citations/witness.txt"
    witness.write_text(witness.read_text(encoding="utf-8") + "\nB\n\nA lid is not a pot.\n", encoding="utf-8")
    described = root / "citations/edition.yml"
    lines = described.read_text(encoding="utf-8").replace("sections: [a]", "sections: [a, b]")
    digest = hashlib.sha256(witness.read_bytes()).hexdigest()
    described.write_text(re.sub("sha256: [0-9a-f]+", f"sha256: {digest}", lines), encoding="utf-8")
    return root


@pytest.fixture(name="edition", scope="module")
def _edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return resolve.resolve(pipeline.read(written(tmp_path_factory.mktemp("calls"))))


def page(edition: Edition, anchor: str) -> str:
    """Return a page of the site, as far as the program makes it."""
    return "".join(tostring(element, encoding="unicode") for element in site.page_of(edition, anchor) or ())


def test_it_is_not_a_fault(tmp_path: Path) -> None:
    draft = pipeline.read(written(tmp_path))
    assert not diagnostics.errors(checks.run(draft, resolve.resolve(draft)))


def test_a_number_called_twice_is_in_the_witness_twice(tmp_path: Path) -> None:
    """A second call of the author's is one of the witness's, and else the proof finds it."""
    path = written(tmp_path) / "docs/essay/b.md"
    path.write_text(path.read_text(encoding="utf-8").replace("[^e-pot]", "[^e-pot][^2]"), encoding="utf-8")
    draft = pipeline.read(tmp_path)
    assert {f.rule for f in checks.run(draft, resolve.resolve(draft)) if f.severity is Severity.ERROR} == {
        "text-altered"
    }


def test_an_anchor_of_a_second_call_that_is_taken_is_reported(tmp_path: Path) -> None:
    root = written(tmp_path)
    for name in ("docs/essay/b.md", "docs/notes/b.md"):
        path = root / name
        path.write_text(path.read_text(encoding="utf-8").replace("e-pot", "e-lid-2"), encoding="utf-8")
    draft = pipeline.read(root)
    found = [f.message for f in checks.run(draft, resolve.resolve(draft)) if f.rule == "anchor-duplicate"]
    assert len(found) == 1
    assert "“re-lid-2”" in found[0]


def test_every_call_has_its_anchor_and_the_first_keeps_its_own(edition: Edition) -> None:
    assert [edition.anchors[call].page for call in CALLS] == ["essay/a.md", "essay/a.md", "essay/b.md"]
    (note,) = (note for note in edition.notes if note.label == "e-lid")
    assert [(call.anchor, call.paragraph) for call in note.calls] == list(
        zip(CALLS, ("a-p1", "a-p2", "b-p1"), strict=True)
    )
    assert note.mark_in("a") == "a"
    assert note.mark_in("b") == "A a"


def test_the_site_leads_there_and_back(edition: Edition) -> None:
    first, second, notes = page(edition, "a"), page(edition, "b"), page(edition, "notes-a")
    for words, calls in ((first, CALLS[:2]), (second, CALLS[2:])):
        ids = re.findall(r'\bid="([^"]+)"', words)
        assert len(ids) == len(set(ids))
        assert {*calls, "e-lid"} <= set(ids)
        assert all(re.search(rf'<a id="{call}" href="#e-lid" role="doc-noteref"', words) for call in calls)
    assert ">A a</a></sup>" in second
    for words, back in ((first, ("#re-lid", "#re-lid-2", "b.md#re-lid-3")), (second, ("a.md#re-lid", "#re-lid-3"))):
        assert all(f'href="{target}"' in words for target in back)
    assert notes.count("doc-backlink") == len(CALLS) + 2
    whole = "".join(tostring(e, encoding="unicode") for e in site.BLOCKS["essay"](edition))
    ids = re.findall(r'\bid="([^"]+)"', whole)
    assert len(ids) == len(set(ids))
    assert {*CALLS, "e-lid"} <= set(ids)


def test_tei_points_to_every_call(edition: Edition) -> None:
    words = tei.write(edition)
    assert 'target="#re-lid #re-lid-2 #re-lid-3"' in words
    assert all(words.count(f'xml:id="{call}"') == 1 for call in CALLS)


def test_epub_leads_there_and_back(edition: Edition) -> None:
    first, second = (epub.write(edition)[f"EPUB/essay-{section}.xhtml"].decode() for section in "ab")
    assert all(f'id="{call}"' in first for call in CALLS[:2])
    assert 'id="re-lid-3" href="essay-a.xhtml#e-lid"' in second
    assert all(f'href="{target}"' in first for target in ("#re-lid", "#re-lid-2", "essay-b.xhtml#re-lid-3"))


def test_the_book_prints_the_note_once(edition: Edition) -> None:
    words = "".join(typst.write(edition).values())
    assert words.count('#note("e-lid"') == 1
    assert words.count('#called-again(label("e-lid"), "a", own: true)') == 1
    assert words.count('#called-again(label("e-lid"), "A a", own: true)') == 1
    assert all(f'#dest("{call}")' in words for call in CALLS)
    assert all(f"#to(label({json.dumps(call)}))" in words for call in CALLS[1:])


def test_other_formats_name_it_at_every_call(edition: Edition) -> None:
    assert text.write_edition(edition).count("[e-lid]") == len(CALLS) + 1
    assert markdown.write_edition(edition).count("[^e-lid]") == len(CALLS) + 1
    note = json.loads(data.write(edition)["data/e-lid.json"])
    assert note["call"].endswith("essay/a.html#re-lid")
    assert [call["call"].partition("#")[2] for call in note["again"]] == list(CALLS[1:])
    assert previews.write(edition).count('"e-lid":') == 1


def raised(root: Path, calls: str, figures: str) -> Draft:
    """Return the stock edition with other figures in its witness, and more said of it in its description."""
    shutil.copytree(STOCK, root, dirs_exist_ok=True)
    described, file = root / "citations/edition.yml", root / "citations/witness.txt"
    text = file.read_text(encoding="utf-8")
    for plain, other in zip("12", figures, strict=True):
        text = text.replace(f".{plain}", f".{other}")
    file.write_text(text, encoding="utf-8")
    words = described.read_text(encoding="utf-8").replace("siglum: W", f"siglum: W{calls}")
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    described.write_text(re.sub("sha256: [0-9a-f]+", f"sha256: {digest}", words), encoding="utf-8")
    return pipeline.read(root)


def test_raised_figures_of_a_witness_are_proved_and_shown(tmp_path: Path) -> None:
    """Calls are typed `[^1]` whatever figures the witness has; its text is shown with its own."""
    draft = raised(tmp_path, ", calls: raised", "¹²")
    edition = resolve.resolve(draft)
    assert checks.run(draft, edition) == ()
    assert "it boils.¹ The" in "".join(tostring(e, encoding="unicode") for e in site.BLOCKS["witness"](edition))


@pytest.mark.parametrize(
    ("calls", "figures", "difference"),
    [
        ("", "¹²", "(U+00B9 superscript one there, U+0031 digit one here)"),
        (", calls: raised", "12", "(U+0031 digit one there, U+00B9 superscript one here)"),
        (", calls: raised", "¹³", "(U+00B3 superscript three there, U+00B2 superscript two here)"),
    ],
)
def test_figures_of_another_height_or_value_are_altered_text(
    calls: str, figures: str, difference: str, tmp_path: Path
) -> None:
    draft = raised(tmp_path, calls, figures)
    (finding,) = checks.run(draft, resolve.resolve(draft))
    assert finding.rule == "text-altered"
    assert finding.message.endswith(difference)


@pytest.mark.parametrize("words", ["Kettle", "A kettle", "A\nkettle"])
def test_in_the_book_an_address_precedes_the_word_that_touches_it(words: str) -> None:
    """Also the first of a paragraph: where Typst may break a line, a link would be parted from its word."""
    place = Place("a.md")
    emended = Emendation(AnchorName("em-a"), "sure", "Why.", (Text("s"),), (Text("z"),), place)
    written = Markup({"em-a"}, {}, specimen().config).inlines((Text(words), emended))
    assert re.search(r'#dest\("em-a"\)#"[Kk]ettle"#emended', written), written
