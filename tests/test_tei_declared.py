"""The TEI of several editions: it is valid, and its header declares what is in the document and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import test_other_editions as others
from edition import pipeline
from edition.model.authority import Kind
from edition.model.edition import Edition
from edition.model.inline import Emphasis, Foreign
from edition.model.text import walk
from edition.writers import tei
from support import ROOT, is_edition_named, specimen
from tei_reader import LANG, T, Tei, text_of
from test_tei import valid

STOCK = ROOT / "tests" / "cases" / "stock"
EMENDED = {
    "docs/essay/eins.md": (
        "# I. Kessel & Töpfe {#eins}\n\nNiemand *fragt*.[^1] Er singt & „{~~summt~>brummt~~}{>>em-summt sure: Probe.<<}"
        "“ \\<nie>, s. [oben](#vor-p1).[^e-eins] {#eins-p1}\n"
    ),
    "docs/notes/eins.md": others.GERMAN["docs/notes/eins.md"]
    + "\n[^e-eins]: [probable, translation]{.status} [ça]{lang=fr}.\n\n    [Evidence.]{.evidence} Gelesen.\n",
}
"""What makes of the German edition one that has an emendation, italics, a cross-reference and an editors’ note."""


Given = Callable[[], Edition] | dict[str, str]
UNDER_TEST: dict[str, Given] = {
    "ours": specimen,
    "bare": lambda: replace(specimen(), events=(), authorities=(), spaces=(), standing=(), pages=()),
    "new style": lambda: replace(specimen(), events=tuple(event for event in specimen().events if not event.old)),
}
"""What is made of the edition under test; where `--edition` names one, the others below are left to the other step."""
EDITIONS: dict[str, Given] = UNDER_TEST | {
    "stock": lambda: pipeline.edition(STOCK),
    "blocks": lambda: pipeline.edition(STOCK.with_name("blocks")),
    "german": others.GERMAN,
    "french": others.FRENCH,
    "emended": others.GERMAN | EMENDED,
}


NAMES = tuple(UNDER_TEST if is_edition_named() else EDITIONS)


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Edition]:
    """Return editions that differ in what they have, by name."""

    def made(given: Given) -> Edition:
        if not isinstance(given, dict):
            return given()
        return pipeline.edition(others.written(tmp_path_factory.mktemp("edition"), others.PAGES | given))

    return {name: made(EDITIONS[name]) for name in NAMES}


@pytest.fixture(scope="module")
def documents(editions: dict[str, Edition]) -> dict[str, str]:
    """Return their documents by name."""
    return {name: tei.write(edition) for name, edition in editions.items()}


@pytest.fixture(scope="module", params=NAMES)
def edition(request: pytest.FixtureRequest, editions: dict[str, Edition]) -> Edition:
    """Return one of these editions."""
    return editions[request.param]


@pytest.fixture(scope="module")
def read(edition: Edition, editions: dict[str, Edition], documents: dict[str, str]) -> Tei:
    """Return its document, read."""
    return Tei(next(documents[name] for name, one in editions.items() if one is edition))


@pytest.mark.slow
def test_they_are_valid(documents: dict[str, str]) -> None:
    valid(*documents.values())


def test_the_header_declares_what_there_is(edition: Edition, read: Tei) -> None:
    document = [node for part in read.root if part is not read.header for node in part.iter()]
    used = {(node.tag.removeprefix(T), name, value) for node in document for name, value in node.attrib.items()}
    values = {name: {value for _, known, value in used if known == name} for name in (LANG, "calendar")}
    assert {node.get("ident") for node in read.header.iter(f"{T}language")} == values[LANG] | {edition.config.language}
    declared = {f"#{node.get('{http://www.w3.org/XML/1998/namespace}id')}" for node in read.header.iter(f"{T}calendar")}
    assert declared == values["calendar"]
    for taxonomy in read.header.iter(f"{T}taxonomy"):
        tag, _, attribute = taxonomy.get("n", "").partition("/@")
        codes = {node.get("n") for node in taxonomy.iter(f"{T}category")}
        assert codes <= {value.removeprefix("#") for of, name, value in used if (of, name) == (tag, attribute)}
    series = {value for of, name, value in used if (of, name) == ("note", "type")}
    patterns = [node.get("match", "") for node in read.header.iter(f"{T}citeStructure")]
    for kind in ("numbered", "editorial"):
        assert any(kind in pattern for pattern in patterns) == (kind in series)
    encoded = read.header.find(f"{T}encodingDesc/{T}variantEncoding")
    assert (encoded is not None) == bool(edition.emendations)


SAID: dict[str, Callable[[Edition], object]] = {
    "app element": lambda given: given.emendations,
    "except where it is emended": lambda given: given.emendations,
    "type sic": lambda given: given.standing,
    "joined": lambda given: [change for change in given.spaces if "hyphen" in change.kind],
    "Only white space": lambda given: given.spaces,
    "Julian": lambda given: [event for event in given.events if event.old],
    "Gregorian": lambda given: [event for event in given.events if event.old],
    "it records no italics": lambda given: [
        node for s in given.sections for p in s.paragraphs for node in walk(p.content) if isinstance(node, Emphasis)
    ],
    "(foreign)": lambda given: [
        node for s in given.sections for p in s.paragraphs for node in walk(p.content) if isinstance(node, Foreign)
    ],
    "Dates of works": lambda given: given.entries,
    "the author’s note calls": lambda given: [note for note in given.notes if note.is_authors],
    "Notes of type editorial": lambda given: [note for note in given.notes if not note.is_authors],
    "References (ref)": lambda given: given.references,
    "an entry of a register": lambda given: given.authorities,
}
"""Words of the declarations, and what an edition must have for them to be true."""


@pytest.mark.slow
@pytest.mark.parametrize("words", SAID)
def test_the_editors_say_only_what_is_true(edition: Edition, read: Tei, words: str) -> None:
    encoded = read.header.find(f"{T}encodingDesc/{T}editorialDecl")
    assert encoded is not None
    assert (words in text_of(encoded)) == bool(SAID[words](edition))


def test_a_reference_has_one_target(read: Tei) -> None:
    """Most programs take several for one address; the other targets are given beside it."""
    assert [node.get("target") for node in read.root.iter() if len(node.get("target", "").split()) > 1] == []


def test_a_name_is_written_once(edition: Edition, read: Tei) -> None:
    """In its own script, too, where that is known; in which order it is listed is an attribute."""
    people = [*read.root.iter(f"{T}person")]
    assert len(people) == sum(placed.authority.kind is Kind.PERSON for placed in edition.authorities)
    for person in people:
        names = person.findall(f"{T}persName")
        assert [name.get("type") for name in names] in (([None], [None, "native"]))


def test_the_address_and_the_witness_are_identified(edition: Edition, read: Tei) -> None:
    identifiers = [(node.get("type"), node.text) for node in read.header.iter(f"{T}idno")]
    address = [("URL", edition.config.site_root)] if edition.config.site_url else []
    assert identifiers == [*address, ("SHA-256", edition.config.witness.sha256)]


def test_a_language_without_a_code_is_undetermined(tmp_path: Path) -> None:
    """A private tag has no language of its own; a language has its name (CLDR), and its script if that is named."""
    tagged = "[a]{lang=und} [b]{lang=tlh} [c]{lang=he-Latn} [d]{lang=qaa}"
    words = {"docs/notes/eins.md": EMENDED["docs/notes/eins.md"].replace("[ça]{lang=fr}", tagged)}
    written = others.written(tmp_path, others.PAGES | others.GERMAN | EMENDED | words)
    names = {
        node.get("ident"): node.text for node in Tei(tei.write(pipeline.edition(written))).header.iter(f"{T}language")
    }
    assert (names["de-AT"], names["tlh"], names["und"]) == ("German", "Klingon", "Undetermined")
    assert (names["he-Latn"], names["qaa"]) == ("Hebrew, in Latin letters", "qaa")
