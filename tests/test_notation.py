"""What editors type in another notation, or where it cannot stand: reported, or printed rightly."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import tostring

import pytest

from edition import checks, diagnostics, pipeline, resolve
from edition.config import ConfigError
from edition.writers import data, site, tei, text
from test_left_out import laid_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.diagnostics import Finding
    from edition.model.edition import Edition

STOCK = Path(__file__).parent / "cases" / "stock"
ESSAY, NOTES = "docs/essay/a.md", "docs/notes/a.md"
IN_ESSAY, IN_NOTE = "The old cooks", "The essay drops"


def findings(root: Path, file: str, old: str, new: str) -> list[Finding]:
    """Return the errors of the stock edition with other words in one file, of the words alone."""
    shutil.copytree(STOCK, root, dirs_exist_ok=True)
    path = root / file
    before = path.read_text(encoding="utf-8")
    assert old in before
    path.write_text(before.replace(old, new, 1), encoding="utf-8")
    draft = pipeline.read(root)
    found = diagnostics.errors(checks.run(draft, resolve.resolve(draft)))
    return [f for f in found if f.rule != "text-altered"]


INLINE = (
    # what is typed in running text, and what the message calls it
    ("x^2 3^", "superscript"), ("H~2 O~~", "strikethrough"), ("[in it]{.gap}", "text in a gap"),
    ("[]{.unclear}", "without text"), ("[a]{.smallcaps .spaced}", "span"), ("[a]{.spaced n=2}", "attribute"),
    ("$x$", "formula"), ("$x^2 + y$", "formula"),
    ("$$x$$", "formula"), ("$2x$", "formula"), ("==kept==", "highlighting"), ("a ==kept here== b", "highlighting"),
    ("++put in++", "insertion"), ("~~gone~~", "strikethrough"), ("a note^[inside] it", "an inline note"),
    ("`code`", "code"), ("`x`{=html}", "raw markup"), ("a <b>bold</b> word", "HTML"), ("a <foo bar=> word", "HTML"),
    ("a <br> break", "HTML"), ("&nope; &#xZZ;", "entity"), ("[words]{.unknown}", "span"), ("[words]{}", "span"),
    ("[words]{lang=de lang=fr}", "twice"), ("[words]{lang=de}{lang=fr}", "twice"), ("[words]{.supplied .foo}", "span"),
    ("[words]{.supplied lang=de}", "attribute"), ("[words]{lang=de .foo}", "attribute"),
    ("[words]{lang=de dir=rtl}", "attribute"), ("[words]{#here lang=de}", "attribute"),
    ("[words]{lang=}", "unclosed"), ("*words*{.foo}", "unclosed"), ("![a kettle](kettle.png)", "image"),
    ("[[Kettle]]", "link"), ("[words][ref]", "link"), ("[words](#n2", "link"), ("<!-- a comment", "comment"),
    ("{==kept==}", "CriticMarkup"), ("{~~old", "CriticMarkup"), ("{~~old~>new}", "CriticMarkup"),
    ("{++new", "CriticMarkup"), ("{>>a remark<<}", "CriticMarkup"), ("{--old-}", "CriticMarkup"),
    ("\\emph{Kettle}", "backslash"), ("\\textit here", "backslash"), ("*not closed", "unclosed"),
    ("_not closed", "unclosed"), ("not closed_ here", "unclosed"), ("**not closed*", "unclosed"),
    ("@cw3", "key"), ("[^2 call", "call"), ("{braces}", "unclosed"),
)  # fmt: skip


@pytest.mark.parametrize("file", [ESSAY, NOTES])
@pytest.mark.parametrize(("typed", "called"), INLINE)
def test_signs_of_another_notation_are_reported_with_a_fix(typed: str, called: str, file: str, tmp_path: Path) -> None:
    old = IN_ESSAY if file == ESSAY else IN_NOTE
    found = findings(tmp_path, file, old, f"{typed} {old}".replace("\n", "\n    " if file == NOTES else "\n"))
    matching = [f for f in found if called in f.message]
    assert matching, found
    assert matching[0].fix
    assert matching[0].place.line in {3, 5}


BLOCKS = (
    # lines that are typed as a block of their own, and what the message calls it
    ("| a | b |\n|---|---|\n| 1 | 2 | 3 |", "more cells"), ("| a | b |\n| 1 | 2 |", "table"),
    ("| a ##\n|---\n| 1 {#a-p7} |", "anchor"),
    (": One\n\n| a |\n|---|\n| 1 |\n\n: Two", "second caption"), (": A caption alone", "definition list"),
    (": a {#a-p7}\n\n| a |\n|---|\n| 1 |\n\n: {#a-p8}", "anchor"), ("| a |\n|---|\n| 1 |\n: One", "without `|`"),
    ("| a\n| b {numbers=0}", "“numbers=0”"), ("| a {start=3}", "“start=3”"), ("| a {numbers=5 first=2}", "first=2”"),
    ("> A song. {#a-p7 numbers=5}", "numbers=5"),
    ("| a | b |\n|---|---|\n|   | 2 | 3 |", "more cells"), ("- | a | b |\n  |---|---|\n  | 1 | 2 | 3 |", "more cells"),
    ("+---+---+\n| a | b |\n+---+---+", "table"), ("| A line of verse,\n| and another.\nor not", "verse"),
    ("::: note\nWords.\n:::", "box"),
    ("::: epigraph\nWords.", "not closed"), ("- ::: epigraph", "not closed"),
    ("- [ ] words", "task list"), ("1. [x] words", "task list"),
    ("Year  Pence\n----- -----\n1871  3", "in another form"),
    (":::: epigraph\n::: signature\nA\n:::\n::::", "inside another"),
    (":::::\nWords.\n:::::", "box"), ("!!! note\n    Words.", "box"),
    ("Term\n: Its definition.", "definition list"), ("Term\n\n: Its definition.", "definition list"),
    ("Term\n~ Its definition.", "definition list"), ("> ## quoted", "heading"), ("- ## item", "heading"),
    ("> [a]{.source}\n>\n> b", "span"),
    ("```\ncode\n```", "code block"), ("~~~\ncode\n~~~", "code block"),
    ("<div>words</div>", "raw HTML"), ("### Heading", "level"), ("## Heading {#a-h}", "anchor"),
    ("Heading\n-------", "heading"),
    ("Heading\n=======", "heading"), ("#Heading", "heading"), ("*[HTML]: Hypertext", "abbreviation"),
    ("[ref]: https://x.example", "link definition"), ("$$\nx\n$$", "formula"),
)  # fmt: skip


@pytest.mark.parametrize("file", [ESSAY, NOTES])
@pytest.mark.parametrize(("typed", "called"), BLOCKS)
def test_blocks_of_another_notation_are_reported_with_a_fix(typed: str, called: str, file: str, tmp_path: Path) -> None:
    if file == NOTES and typed.startswith("##"):
        called = "heading"  # a note has none at all
    if file == NOTES:
        block = "\n".join(f"    {line}" if line else "" for line in typed.split("\n"))
        found = findings(tmp_path, NOTES, "    [Evidence.]", f"{block}\n\n    [Evidence.]")
    else:
        found = findings(tmp_path, ESSAY, "[]{.pb n=2}", f"{typed}\n\n[]{{.pb n=2}}")
    assert any(called in f.message and f.fix for f in found if f.rule == "markup-unsupported"), found
    if called == "table":
        assert "anchor-missing" not in {f.rule for f in found}


@pytest.mark.parametrize(
    "typed",
    [
        "It cost $5, or $6", "It cost 5$ or 6$", "US$5 (A$7)", "$5–$10 a week", "a $5 bill, or 5$", "10 $ and 20 $",
        "about ~50 kettles, ~60 pans", "a|b", "either | or", "a = b == c", "== and ==", "a => b", "1 + 1 = 2",
        "C++ and D++", "a < b and c > d", "AT&T", "R&D; more", "a\\^", "50 % of 3 * 4", "snake_case_word",
        "a – b — c", "[sic]", "[a] [b]",
        "a: b", "ann@example.org", "<https://x.example>", "3 ~ 4", "#5 of 6", "a (b) [c] d", "\\*stars\\*",
        "H\\~2\\~O", "\\$x\\$", "\\==x\\==", "\\@cw3", "x&amp;y", "&lt;b&gt;", "«a» „b“", "5 ’ 6 ”",
        "*italics* and **bold**", "H~2~O", "x^2^ and 5^*th*^", "a\\^b\\^",
        "[a]{.smallcaps} [b]{.spaced} [c]{.underline}",
        "[perhaps]{.unclear}", "a [] b []{.gap} c", '[]{.gap extent="two words" reason=blot}', "~5 and 6~", "10^−3^",
    ],
)  # fmt: skip
def test_ordinary_signs_pass_and_are_printed(typed: str, tmp_path: Path) -> None:
    assert findings(tmp_path, NOTES, IN_NOTE, f"{typed} {IN_NOTE}") == []


MISPLACED = (
    (ESSAY, "[]{.pb n=2}Nobody", "## Of kettles[^2]\n\nNobody"),
    (ESSAY, "[]{.pb n=2}Nobody", "## H\n\n> {~~a~>b~~}{>>em-b sure: c<<}\n\nNobody"),
    (ESSAY, "in *The Kitchen*.", "in *The Kitchen* [@cw3, p. 3]."),
    (ESSAY, "in *The Kitchen*.", "in *The Kitchen [@cw3, p. 3]*."),
    (ESSAY, "[On kettles]", "[On kettles [@cw3, p. 3]]"), (ESSAY, " {#a}", " [@cw3, p. 3] {#a}"),
    (ESSAY, "[On kettles]", "[On kettles[^2]]"), (ESSAY, " {#a}", "[^2] {#a}"), (ESSAY, " {#a}", "[^e-new] {#a}"),
    (ESSAY, "~~hass~>", "~~hass [@cw3, p. 3]~>"), (ESSAY, "~>has~~", "~>has [@cw3, p. 3]~~"),
    (ESSAY, "~~hass~>", "~~hass[^2]~>"), (ESSAY, "~>has~~", "~>has[^2]~~"),
    (ESSAY, "A slip of", "A slip [@cw3, p. 3] of"), (ESSAY, "A slip of", "A slip[^2] of"),
    (ESSAY, "A slip of", "A *slip* of"), (ESSAY, "A slip of", "A `slip` of"),
    (ESSAY, "It sings", "[It sings [@cw3, p. 3]](#a-p1)"), (ESSAY, "It sings", "[It sings[^2]](#a-p1)"),
    (NOTES, "# Notes to A", "# Notes to A [@cw3, p. 3]"), (NOTES, "# Notes to A", "# Notes to A[^2]"),
    (NOTES, "drops a comma", "drops a comma[^2]"), (NOTES, "Read in", "Read[^2] in"),
    (NOTES, "[note 2]", "[note 2[^2]]"), (NOTES, "[note 2]", "[note 2 [@cw3, p. 3]]"),
    (NOTES, "p. 12, seen", "p. 12, <https://x.example>, seen"), (NOTES, "drops a", "drops [one]{.pb n=3} a"),
    (NOTES, "drops a", "{++drops++}{>>em-drops sure: Why.<<} a"),
    ("docs/index.md", "On Kettles", "On Kettles\n\nSee [@cw3, p. 3]."),
    ("docs/index.md", "On Kettles", "On Kettles[^2]"),
    ("docs/index.md", "On Kettles", "On Kettles\n\nSee [Kessel]{lang=de}."),
    ("docs/index.md", "On Kettles", "On Kettles\n\nSee {~~a~>b~~}{>>em-x sure: y<<}."),
)  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new"), MISPLACED)
def test_what_stands_in_the_wrong_place_is_reported_there(file: str, old: str, new: str, tmp_path: Path) -> None:
    found = findings(tmp_path, file, old, new)
    line = (STOCK / file).read_text(encoding="utf-8").partition(old)[0].count("\n") + 1
    assert any(f.place.file == file and f.place.line in {line, line + 2} for f in found), found


def test_a_citation_in_the_essay_cites_nothing(tmp_path: Path) -> None:
    """It is reported where it stands, and the work does not count as cited."""
    shutil.copytree(STOCK, tmp_path, dirs_exist_ok=True)
    works = tmp_path / "citations" / "works.bib"
    works.write_text(works.read_text(encoding="utf-8") + "\n@book{new, title={New}, date={1900}}\n", encoding="utf-8")
    found = findings_again(tmp_path, ESSAY, "It sings", "It [@new] sings")
    assert "markup-unsupported" in {f.rule for f in found if f.place.file == ESSAY}
    entry = next(e for e in pipeline.edition(tmp_path).entries if e.work.key == "new")
    assert entry.mentions == ()


def findings_again(root: Path, file: str, old: str, new: str) -> list[Finding]:
    """Return the findings of an edition with other words in one file."""
    path = root / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    draft = pipeline.read(root)
    return list(checks.run(draft, resolve.resolve(draft)))


PLACES = (
    # file, words, and what they become: `{}` is where something is typed
    (ESSAY, "[On kettles]", "[On {} kettles]"), (ESSAY, "A [", "A {} ["), (ESSAY, "old cooks", "old {} cooks"),
    (ESSAY, "said so", "said {} so"), (ESSAY, "The Kitchen", "The {} Kitchen"), (ESSAY, "~~hass", "~~hass {} "),
    (ESSAY, "~>has", "~>has {} "), (ESSAY, "slip of", "slip {} of"), (ESSAY, "It sings", "[It {} sings](#a-p1)"),
    (NOTES, "Notes to", "Notes {} to"), (NOTES, "[certain, verbatim]", "[certain, verbatim {}]"),
    (NOTES, "drops a", "drops {} a"), (NOTES, "note 2", "note {} 2"), (NOTES, "[@cook", "[see {} @cook"),
    (NOTES, "p. 12, seen", "p. 12 {}, seen"), (NOTES, "p. 12, seen", "p. 12, as {} said, seen"),
    (NOTES, "Evidence.]", "Evidence {}.]"), (NOTES, "Read in", "Read {} in"), (NOTES, "Treatise", "Treatise {}"),
    ("citations/chronology.yml", "event: ", "event: About {} and "),
    ("citations/standing.yml", "remark: ", "remark: So {} it "),
    ("citations/authority/persons.yml", "gloss: ", "gloss: That {} is "),
    ("citations/edition.yml", "title: On", "title: On {}"),
)  # fmt: skip
SNIPPETS = (
    "zqx", "*zqx*", "**zqx**", "_zqx_", "`zqx`", "\\*zqx\\*", "[zqx](#n2)", "[zqx](https://x.example)",
    "[zqx]{lang=de}", "[zqx]{.supplied}", "[zqx]{.foo}", "[zqx]{ref=none}", "[zqx @cook1871treatise, p. 3]", "@zqx",
    "zqx[^2]", "zqx^[zqx]",
    "<b>zqx</b>", "<zqx>", "zqx^2^", "zqx~2~", "$zqx$", "==zqx==", "&amp;zqx", "&zqx;", "<!-- zqx", "![zqx](zqx.png)",
    "{~~zqx~>zqy~~}{>>em-q sure: why<<}", "{++zqx++}", "{==zqx==}", "[zqx", "zqx]", "[[zqx]]", "\\zqx",
)  # fmt: skip
PLAIN = {(file, old) for file, old, _ in PLACES if file.endswith(".yml")} | {(ESSAY, "slip of")}
"""Places of plain words, in which a word in angle brackets is one."""
PROOF = {"text-altered", "space-unrecorded", "space-record-unmatched"}
"""Rules that compare the essay with the witness: here they would report whatever is typed."""
RAW = re.compile(r"[*_`$=^~@{}\\]+\[?zqx|zqx(?!\[2\])[*_`$=^~{}\[(]|\]\(|&zqx|zqx;|&amp;amp;|&lt;/?b|&lt;zqx")
"""What is left of markup around the word, in a text that is printed; plain text has note calls as `[2]`."""


@pytest.mark.slow
@pytest.mark.parametrize(("file", "old", "new"), PLACES, ids=lambda part: str(part)[:24])
def test_whatever_is_typed_is_printed_in_every_format_or_reported(
    file: str, old: str, new: str, tmp_path: Path
) -> None:
    root = laid_out(tmp_path, set())
    path = root / file
    before = path.read_text(encoding="utf-8")
    assert old in before
    wrong: list[str] = []
    holding: list[str] = []
    for snippet in SNIPPETS:
        path.write_text(before.replace(old, new.format(snippet), 1), encoding="utf-8")
        try:
            draft = pipeline.read(root)
        except ConfigError:
            continue  # the description is not readable, which is said before all else
        edition = resolve.resolve(draft)
        if any(f.rule not in PROOF for f in diagnostics.errors(checks.run(draft, edition))):
            continue
        printed = dict(words_of(edition))
        holding = holding or [name for name, words in printed.items() if "zqx" in words]
        if old == "A [":  # the data have a section's number, not its supplied words
            holding = [name for name in holding if name != "data"]
        as_typed = {"\\*zqx\\*", "&amp;zqx", "<zqx>" if (file, old) in PLAIN else ""}
        if snippet not in as_typed:
            wrong += [f"{snippet} in {name}" for name, words in printed.items() if RAW.search(words)]
        wrong += [f"{snippet} not in {name}" for name in holding if "zqx" not in printed[name]]
    assert wrong == []
    assert "HTML" in holding or "Notes {} to" in new or not holding


def words_of(edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield the words of each format that holds everything."""
    shown = [element for block in site.BLOCKS.values() for element in block(edition)]
    for anchor in ("a", "notes-a"):
        shown += site.page_of(edition, anchor) or []
    yield "HTML", "".join(re.sub("<[^>]*>", "", tostring(element, encoding="unicode")) for element in shown)
    yield "TEI", re.sub("<[^>]*>", "", tei.write(edition))
    yield "plain text", text.write_edition(edition)
    yield "data", "".join(data.write(edition).values()).replace("\\", "")
