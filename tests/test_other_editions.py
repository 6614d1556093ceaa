"""Other essays in the same notation: in another language, with awkward titles, with hardly anything in them."""

from __future__ import annotations

import hashlib
import json
import re
from html import unescape
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from edition import checks, cli, pipeline, resolve
from edition.model.text import reading_text

TITLE = "Über „Kessel“ & <Töpfe>"
GERMAN = {
    "citations/edition.yml": f"""
title: '{TITLE}'
author: {{given: Jürgen, family: Groß & Söhne}}
editors: Ännchen "Anni" Müller
language: de-AT
version: 0.10
date: 1969-12-31
sections: [vor, eins]
note_count: 1
witness: {{siglum: K, file: citations/witness.txt, sha256: SHA}}
bibliography: [{{file: citations/works.bib, title: 'Werke & "Schriften"'}}]
""",
    "citations/witness.txt": "Ein Kessel singt.\n\nI. Kessel & Töpfe\n\nNiemand fragt.1 Er singt & „summt“ <nie>.\n",
    "citations/works.bib": "@book{m1871, author={Müller, Ä.}, title={Töpfe \\& <roh>}, langid={german}, date={1871}}\n",
    "docs/essay/vor.md": "# [Vorwort & \\<b>]{.supplied} {#vor}\n\nEin Kessel singt. {#vor-p1}\n",
    "docs/essay/eins.md": (
        "# I. Kessel & Töpfe {#eins}\n\nNiemand fragt.[^1] Er singt & „summt“ \\<nie>. {#eins-p1}\n"
    ),
    "docs/notes/vor.md": "# Anmerkungen {#notes-vor}\n",
    "docs/notes/eins.md": (
        "# Anmerkungen zu I {#notes-eins}\n\n"
        "[^1]: [certain, verbatim]{.status} Grüße & „Küsse“: [@m1871].\n\n    [Evidence.]{.evidence} Gelesen.\n"
    ),
}
FRENCH = {
    "citations/edition.yml": """
title: L’eau
author: {given: "", family: Anonyme}
language: fr
version: 1
date: 2020-02-29
sections: [un]
note_count: 0
witness: {siglum: A, file: citations/witness.txt, sha256: SHA}
bibliography: []
site_url: https://example.org/sub/chemin
""",
    "citations/witness.txt": "L’eau bout.\n",
    "docs/essay/un.md": "# [L’eau]{.supplied} {#un}\n\nL’eau bout. {#un-p1}\n",
    "docs/notes/un.md": "# Notes {#notes-un}\n",
}
PAGES = {
    "docs/index.md": "# Titel\n\n/// edition | contents\n///\n",
    "docs/essay/index.md": "# Alles\n\n/// edition | essay\n///\n",
    "docs/notes/index.md": "# Noten\n\n/// edition | notes\n///\n",
    "docs/bibliography.md": "# Literatur\n\n/// edition | bibliography\n///\n",
    "docs/about.md": "# Zum Text\n\nEin Satz.\n",
    "docs/how-to-cite.md": "# Zitieren\n\nEin Satz.\n",
    "docs/search.md": "# Suche\n\nEin Satz.\n",
    "docs/downloads/index.md": "# Dateien\n\n/// edition | downloads\n///\n",
    "mkdocs.yml": f"""
site_name: '{TITLE}'
theme: {{name: edition}}
markdown_extensions: [edition.markdown_extension]
""",
}


def written(root: Path, files: dict[str, str]) -> Path:
    """Write an edition below `root`."""
    digest = hashlib.sha256(files["citations/witness.txt"].encode()).hexdigest()
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text.replace("SHA", digest), encoding="utf-8")
    return root


def built(root: Path, files: dict[str, str], pages: dict[str, str] = PAGES) -> Path:
    """Write an edition below `root`, build it, and give its site."""
    written(root, pages | files)
    assert cli.main(["build", "--root", str(root)]) == cli.CLEAN
    return root / "site"


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of a German edition whose words hold the signs of every notation; it is older than 1970."""
    return built(tmp_path_factory.mktemp("german"), GERMAN)


@pytest.fixture(scope="module")
def french(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of a French edition without notes, works, registers and emendations, published below a path."""
    settings = PAGES["mkdocs.yml"].replace(TITLE, "L’eau")
    return built(tmp_path_factory.mktemp("french"), FRENCH | {"mkdocs.yml": settings})


def test_awkward_titles_stand_on_every_page(german: Path) -> None:
    """Signs of HTML in a title are words, in the window's title and in the text."""
    paths = [*german.rglob("*.html")]
    assert len(paths) > 3
    for path in paths:
        text = path.read_text(encoding="utf-8")
        title = re.findall("<title>(.*)</title>", text)[0]
        assert unescape(title).endswith(TITLE)
        assert "<Töpfe>" not in text.replace('"name":"Über „Kessel“ \\u0026 \\u003cTöpfe\\u003e"', "")
        assert 'content="None"' not in text
        plain = title.encode("ascii", "xmlcharrefreplace").decode()
        on_paper = "" if path.name == "404.html" else f' data-title="{plain}"'
        assert text.startswith(f'<!doctype html>\n<html lang="de-AT"{on_paper}>\n')
        assert "Kommentierte Ausgabe. Version 0.10, 31. Dezember 1969.</p>" in text


def test_awkward_titles_stand_in_every_format(german: Path) -> None:
    """The title is the same words in TEI, JSON, plain text and citations."""
    tei = ET.parse(german / "downloads" / "edition.tei.xml")  # noqa: S314 - our own file
    assert tei.findtext(".//{*}titleStmt/{*}title") == TITLE
    passage = json.loads((german / "data" / "eins-p1.json").read_text(encoding="utf-8"))
    assert passage["edition"]["title"] == TITLE
    assert f"„{TITLE.replace('„', '‚').replace('“', '‘')}“," in passage["citation"], "a quotation inside a quotation"
    assert passage["edition"]["version"] == "0.10"
    assert (german / "downloads" / "essay.txt").read_text(encoding="utf-8").startswith(f"{TITLE}\n")
    assert (
        json.loads((german / "downloads" / "bibliography.json").read_text(encoding="utf-8"))[0]["title"]
        == "Töpfe & <roh>"
    )


def test_the_heading_of_notes_is_the_editors_own(german: Path) -> None:
    """It is printed as typed, in its own language, on pages and in the books; a supplied title follows it."""
    page = (german / "notes" / "eins.html").read_text(encoding="utf-8")
    assert '<h1 id="notes-eins">Anmerkungen zu I</h1>' in page
    assert '<h1 id="notes-vor">Anmerkungen [Vorwort &amp; &lt;b&gt;]</h1>' in (german / "notes" / "vor.html").read_text(
        encoding="utf-8"
    )
    assert "== Anmerkungen zu I ==" in (german / "downloads" / "edition.txt").read_text(encoding="utf-8")
    assert ">Anmerkungen zu I</head>" in (german / "downloads" / "edition.tei.xml").read_text(encoding="utf-8")


def test_nothing_is_said_of_an_essay_or_of_another_edition(german: Path) -> None:
    """What the program writes of any text suits this one: no pages of the witness, no examples from elsewhere."""
    for path in ("404.html", "llms.txt", "downloads/edition.tei.xml", "index.html", "essay/index.html"):
        words = re.sub(r"<[^>]+>|\S*essay[/.]\S*", "", (german / path).read_text(encoding="utf-8"))
        assert not re.search(r"\bessay\b|II-1|All notes are the editors", words), path


def test_one_is_singular(german: Path) -> None:
    """One note and one work are counted as one."""
    page = (german / "essay" / "eins.html").read_text(encoding="utf-8")
    assert "mit 1 Anmerkung und einem Literaturverzeichnis mit 1 Eintrag." in page
    assert "1 Anmerkung, 1 Werk. " in (german / "llms.txt").read_text(encoding="utf-8")
    assert ">1 note<" in (german / "downloads" / "edition.tei.xml").read_text(encoding="utf-8")


def test_an_edition_with_nothing_optional_builds(french: Path) -> None:
    """No notes, works, registers or emendations: every format is there, and says nothing of them."""
    tei = ET.parse(french / "downloads" / "edition.tei.xml")  # noqa: S314 - our own file
    assert tei.find(".//{*}back") is None
    assert [p.text for p in tei.findall(".//{*}body//{*}p")] == ["L’eau bout."]
    assert json.loads((french / "data" / "notes.json").read_text(encoding="utf-8"))["notes"] == []
    for name in ("edition.pdf", "edition-large.pdf", "edition.epub", "site.zip"):
        assert (french / "downloads" / name).stat().st_size


def test_a_site_below_a_path_has_its_addresses_there(french: Path) -> None:
    """Canonical links and the map of the site keep the path; a language without a territory is not a locale."""
    page = (french / "essay" / "un.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://example.org/sub/chemin/essay/un.html">' in page
    assert "og:locale" not in page
    places = re.findall("<loc>(.*?)</loc>", (french / "sitemap.xml").read_text(encoding="utf-8"))
    assert "https://example.org/sub/chemin/essay/" in places
    assert all(place.startswith("https://example.org/sub/chemin/") for place in places)


def test_an_edition_without_an_apparatus_or_a_bibliography_has_no_link_to_them(tmp_path: Path) -> None:
    """Emendations and citations whose pages the site does not have are words, not links that lead nowhere."""
    files = GERMAN | {
        "docs/essay/eins.md": (
            "# I. Kessel & Töpfe {#eins}\n\nNiemand fragt.[^1] Er singt & „"
            "{~~summt~>brummt~~}{>>em-summt sure: Probe.<<}“{--,--}{>>em-beistrich sure: Probe.<<} "
            "\\<nie>. {#eins-p1}\n"
        ),
        "citations/witness.txt": GERMAN["citations/witness.txt"].replace("„summt“", "„summt“,"),
    }
    pages = {path: text for path, text in PAGES.items() if path != "docs/bibliography.md"}
    site = built(tmp_path, files, pages)
    page = (site / "essay" / "eins.html").read_text(encoding="utf-8")
    assert '<span class="emended" id="em-summt"' in page
    assert '<span class="emended void" id="em-beistrich"' in page
    assert 'aria-label="Emended' not in page
    assert '<span class="work">' in page
    assert "apparatus.html" not in page
    assert "bibliography.html" not in page


def test_a_locus_is_one_in_the_words_of_the_language(tmp_path: Path) -> None:
    """“S. 12” is a page in a German edition: it is printed, checked and listed as one."""
    works = GERMAN["citations/works.bib"].replace("date={1871}", "date={1871}, inedition={mw1: 1--9}")
    files = GERMAN | {
        "citations/works.bib": works + "@collection{mw1, title={Werke}, date={1900}, shorthand={MW 1}}\n",
        "docs/notes/eins.md": GERMAN["docs/notes/eins.md"].replace("[@m1871]", "[@m1871; @mw1, S. 12, seen]"),
    }
    draft = pipeline.read(written(tmp_path, PAGES | files))
    edition = resolve.resolve(draft)
    assert [(place.key, str(place.locator), place.seen) for place in edition.passages[0].loci] == [
        ("mw1", "S. 12", True)
    ]
    assert "MW 1: 12" in reading_text(edition.notes[0].note.body[0].content)
    assert [finding.rule for finding in checks.run(draft, edition) if "locus" in finding.rule] == ["locus-outside-work"]
