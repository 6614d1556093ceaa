"""The metadata of pages: what Zotero, Google Scholar and other programs are told, with and without an address."""

from __future__ import annotations

import json
import re
import struct
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree as ET

import pytest

from edition import exports, pdf, pipeline
from edition.model.edition import Edition
from edition.style import citing
from edition.writers import card, head, llms, sitemap
from edition.writers.head import dublin_core, open_graph, schema_org, signposting
from support import ROOT

EDITION = pipeline.edition(ROOT)
SITE = "https://edition.example/essay-of-1918/"
PUBLISHED = replace(EDITION, config=replace(EDITION.config, site_url=SITE))
SECTIONS = [f"essay/{section.anchor}.html" for section in EDITION.sections]
WHOLE, HOME = "essay/index.html", "index.html"
PLAIN = "people.html"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


class Head(HTMLParser):
    """What a page's head says: its elements `meta` and `link`, and its JSON-LD."""

    def __init__(self, text: str) -> None:
        """Read the page."""
        super().__init__(convert_charrefs=True)
        self.metas: list[tuple[str, str]] = []
        self.links: list[dict[str, str]] = []
        self.scripts: list[str] = []
        self._in_script = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take an element."""
        given = {name: value or "" for name, value in attrs}
        if tag == "meta":
            self.metas.append((given.get("name") or given.get("property", ""), given.get("content", "")))
        elif tag == "link":
            self.links.append(given)
        elif tag == "script" and given.get("type") == "application/ld+json":
            self._in_script = True
            self.scripts.append("")

    def handle_endtag(self, tag: str) -> None:
        """Leave a script."""
        self._in_script = self._in_script and tag != "script"

    def handle_data(self, data: str) -> None:
        """Take the words of a script."""
        if self._in_script:
            self.scripts[-1] += data

    def all(self, name: str) -> list[str]:
        """Return the contents of all elements of a name."""
        return [content for known, content in self.metas if known == name]

    def rel(self, relation: str) -> list[str]:
        """Return the targets of a relation."""
        return [link["href"] for link in self.links if link["rel"] == relation]

    @property
    def data(self) -> Any:
        """Return the JSON-LD."""
        (script,) = self.scripts
        return json.loads(script)


def read(edition: Edition, path: str, title: str = "People – The site") -> Head:
    """Return the head that a page gets."""
    page = f"<!doctype html><html><head><title>{title}</title></head><body>&lt;/head></body></html>"
    return Head(head.inserted(edition, path, page))


def addresses(value: Any) -> list[str]:
    """Return every address in JSON-LD that names a file of the site."""
    if isinstance(value, list):
        return [found for part in value for found in addresses(part)]
    if isinstance(value, dict):
        own = [value[name] for name in ("@id", "url", "contentUrl", "image") if name in value]
        return own + [found for part in value.values() for found in addresses(part)]
    return []


@pytest.mark.parametrize("edition", [EDITION, PUBLISHED], ids=["unpublished", "published"])
def test_zotero_and_scholar_take_the_edition(edition: Edition) -> None:
    """By the rules of Zotero’s translator “Embedded Metadata”: a book title makes a section, og:type a book."""
    for path in (HOME, WHOLE):
        found = read(edition, path)
        assert found.all("citation_title") == [f"[{EDITION.config.full_title}]"]
        assert found.all("citation_book_title") == []
        assert found.all("og:type") == ["book"]
    for path, section in zip(SECTIONS, EDITION.sections, strict=True):
        found = read(edition, path)
        assert found.all("citation_title") == [section.label]
        assert found.all("citation_book_title") == [f"[{EDITION.config.full_title}]"]
    for path in (HOME, WHOLE, *SECTIONS):
        found = read(edition, path)
        assert found.all("citation_author") == [EDITION.config.author.sort]
        assert found.all("citation_publication_date") == [EDITION.config.date.replace("-", "/")]
        assert found.all("citation_journal_title") == []
    assert [name for name, _ in read(edition, PLAIN).metas if name.startswith("citation_")] == []


def test_every_work_cited_is_a_reference() -> None:
    works = {entry.work.key: entry.work for entry in EDITION.entries}
    for path, section in [(WHOLE, None), *zip(SECTIONS, EDITION.sections, strict=True)]:
        labels = {n.label for n in EDITION.notes if section is None or n.section == section.anchor}
        cited = {p.work for p in EDITION.passages if p.note in labels} & set(works)
        references = read(EDITION, path).all("citation_reference")
        fields = [[field.partition("=")[::2] for field in reference.split("; ")] for reference in references]
        assert all(name.startswith("citation_") and value for given in fields for name, value in given)
        titles = sorted(dict(given)["citation_title"] for given in fields)
        assert titles == sorted(exports.data.title(works[key]).replace(";", ",") for key in cited)
        citations = read(EDITION, path).data.get("citation", [])
        assert sorted(c["name"].replace(";", ",") for c in citations) == titles


@pytest.mark.parametrize("path", [HOME, WHOLE, *SECTIONS, PLAIN, "notes/ii-1.html"])
def test_an_edition_without_address_says_nothing_absolute_of_itself(path: str) -> None:
    found = read(EDITION, path)
    absolute_only = {"og:url", "og:image", "DC.identifier", "citation_pdf_url", "citation_public_url"}
    assert absolute_only.isdisjoint(name for name, _ in found.metas)
    assert found.rel("canonical") == found.rel("cite-as") == []
    vocabularies = {namespace for _, namespace in dublin_core.SCHEMAS}
    for link in found.links:
        outside = link["rel"] in {"license", "type", "author"} or link["href"] in vocabularies
        assert bool(urlsplit(link["href"]).scheme) == outside, link
    assert [a for a in addresses(found.data) if urlsplit(a).scheme] == []
    assert sitemap.write(EDITION, [path]) == ""


@pytest.mark.parametrize("path", [HOME, WHOLE, *SECTIONS, PLAIN, "notes/ii-1.html"])
def test_a_published_edition_gives_absolute_addresses(path: str) -> None:
    found = read(PUBLISHED, path)
    own = urljoin(SITE, path.removesuffix("index.html"))
    assert found.rel("canonical") == found.all("og:url") == found.all("DC.identifier") == [own]
    assert found.all("og:image") == [f"{SITE}assets/card.png"]
    assert all(urlsplit(link["href"]).scheme for link in found.links)
    assert all(address.startswith(SITE) for address in addresses(found.data))
    assert found.rel("cite-as") == [SITE if path == WHOLE else own]


@pytest.mark.parametrize("path", [HOME, WHOLE, *SECTIONS, PLAIN])
def test_a_page_has_one_address(path: str) -> None:
    """Where a folder's address gives its page, no other form of it is told."""
    found = read(PUBLISHED, path)
    told = [*(link["href"] for link in found.links), *(content for _, content in found.metas), *addresses(found.data)]
    assert [address for address in told if address.endswith("index.html")] == []


def test_the_author_made_what_the_author_wrote() -> None:
    """Pages without the essay are the editors', as Dublin Core has it; nameless editors are not named."""
    named = replace(EDITION, config=replace(EDITION.config, editors="Di Dane"))
    for path in (HOME, WHOLE, *SECTIONS, "witness.html"):
        assert read(named, path).all("DC.creator") == [EDITION.config.author.sort]
        assert read(named, path).all("DC.contributor") == ["Di Dane"]
    assert read(named, PLAIN).all("DC.creator") == ["Di Dane"]
    assert read(named, PLAIN).all("DC.contributor") == read(EDITION, PLAIN).all("DC.creator") == []


def test_no_page_licenses_what_is_not_ours() -> None:
    """The edition’s licence stands on pages of the editors’ words, never on those that print the essay."""
    for path in (WHOLE, *SECTIONS, "witness.html"):
        found = read(PUBLISHED, path)
        assert found.rel("license") == found.all("DCTERMS.license") == []
        assert "license" not in found.data
        assert f"essay: {dict(EDITION.config.licences)['essay']}" in found.all("DC.rights")
    for path in (HOME, PLAIN, "notes/ii-1.html"):
        assert read(PUBLISHED, path).rel("license") == read(PUBLISHED, path).all("DCTERMS.license") == [LICENCE]
    free = replace(EDITION, config=replace(EDITION.config, licences=(("edition", "CC BY 4.0"),)))
    assert read(free, WHOLE).rel("license") == [LICENCE]


def test_the_links_of_signposting() -> None:
    """FAIR Signposting, level 2: landing page, contents, records and link set point at each other."""
    home = read(PUBLISHED, HOME)
    for relation in ("cite-as", "describedby", "item", "license", "type", "linkset"):
        assert home.rel(relation), relation
    assert home.rel("type") == ["https://schema.org/AboutPage", "https://schema.org/Book"]
    for path in SECTIONS:
        assert read(PUBLISHED, path).rel("collection") == [SITE]


@pytest.mark.parametrize("path", [HOME, WHOLE, *SECTIONS, PLAIN])
def test_types_agree(path: str) -> None:
    """What a typed link calls a page, its record in schema.org calls it too."""
    found = read(PUBLISHED, path)
    told = found.data["@type"]
    kinds = {f"https://schema.org/{kind}" for kind in ([told] if isinstance(told, str) else told)}
    assert {*found.rel("type")} - {"https://schema.org/AboutPage"} == kinds


def test_a_page_says_how_the_edition_is_cited() -> None:
    """DCMI Metadata Terms: `bibliographicCitation` is text, and has the version; `hasVersion` would be a resource."""
    for path in (HOME, PLAIN):
        found = read(PUBLISHED, path)
        assert found.all("DCTERMS.bibliographicCitation") == [citing.entry(PUBLISHED.config)]
        assert f"Version {EDITION.config.version}. " in found.all("DCTERMS.bibliographicCitation")[0]
        assert found.all("DCTERMS.hasVersion") == []


@pytest.mark.parametrize(("edition", "base"), [(EDITION, ""), (PUBLISHED, SITE)], ids=["unpublished", "published"])
def test_the_link_set(edition: Edition, base: str) -> None:
    """RFC 9264, § 4.2: one member, an array of objects that each have an anchor and arrays of targets."""
    given = json.loads(signposting.write(edition))
    assert list(given) == ["linkset"]
    made = {*exports.EXPORTS, *exports.data.write(EDITION), WHOLE, HOME, "downloads/site.zip"}
    local = {base + (path.removesuffix(HOME) if base else path) for path in made}
    described = {context["anchor"] for context in given["linkset"] if "describes" in context}
    assert described == {base + path for path, _ in signposting.RECORDS}
    for context in given["linkset"]:
        assert context["anchor"] in local
        for relation, targets in context.items():
            if relation != "anchor":
                assert targets
                assert all(set(target) <= {"href", "type"} for target in targets)
            if relation in {"item", "describedby", "collection", "describes"}:
                assert all(target["href"] in local for target in targets)


def test_the_record_of_the_edition() -> None:
    given = json.loads(schema_org.write(PUBLISHED))
    assert given["@type"] == "Book"
    assert given["description"].startswith("An annotated edition of the essay by ")
    assert [part["name"] for part in given["hasPart"]] == [section.label for section in EDITION.sections]
    assert given["isBasedOn"]["identifier"] == f"sha256:{EDITION.config.witness.sha256}"
    assert given["license"] == LICENCE
    assert all(words in given["copyrightNotice"] for _, words in EDITION.config.licences)
    assert given["author"]["name"] == EDITION.config.author.natural
    assert {part["contentUrl"] for part in given["encoding"]} <= {
        SITE + path for path in (*exports.EXPORTS, "downloads/site.zip")
    }


def test_no_title_breaks_out_of_its_element() -> None:
    wicked = "</script><!-- \"x\" & 'y' \u2028 </head>"
    config = replace(EDITION.config, title=wicked, subtitle="", title_supplied=False)
    page = head.inserted(replace(EDITION, config=config), WHOLE, "<head><title>t</title></head><body>b</body>")
    assert page.count("</head>") == 1
    assert page.count("</script>") == 1
    assert "<!--" not in page
    assert Head(page).data["name"] == wicked
    assert Head(page).all("citation_title") == [wicked]


def test_only_the_head_changes() -> None:
    page = "<html><head><title>t</title>\n</head>\n<body>b</head></body></html>"
    written = head.inserted(EDITION, PLAIN, page)
    assert written.startswith("<html><head><title>t</title>\n<link")
    assert written.endswith("</head>\n<body>b</head></body></html>")
    assert head.inserted(EDITION, "404.html", page) == page


def test_the_page_for_wrong_addresses_leads_to_the_root_of_the_site() -> None:
    """A server shows it for any address, so that its links cannot be relative; the site may lie below a path."""
    page = '<a href="/essay/i.html">I</a><a href="//other.example/">O</a><script>l({href:"/assets/a.woff2"})</script>'
    assert head.inserted(EDITION, "404.html", page) == page
    root = urlsplit(SITE).path
    assert head.inserted(PUBLISHED, "404.html", page) == page.replace('"/e', f'"{root}e').replace('"/a', f'"{root}a')


def test_the_map_of_the_site_is_dated_by_the_version() -> None:
    paths = [HOME, WHOLE, *SECTIONS, "404.html", "assets/edition.css"]
    root = ET.fromstring(sitemap.write(PUBLISHED, paths))  # noqa: S314 - our own
    name = f"{{{sitemap.NAMESPACE}}}"
    found = {url.findtext(f"{name}loc"): url.findtext(f"{name}lastmod") for url in root}
    expected = [SITE, f"{SITE}essay/", *(SITE + path for path in SECTIONS)]
    assert sorted(map(str, found)) == sorted(expected)
    assert set(found.values()) == {EDITION.config.date}


def test_the_picture() -> None:
    """A PNG of the size that the metadata gives, the same each time; a title without end still has room."""
    made = pdf.compile_png(*card.card(EDITION), card.DOTS)
    assert made.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", made[16:24]) == (open_graph.WIDTH, open_graph.HEIGHT)
    assert pdf.compile_png(*card.card(EDITION), card.DOTS) == made
    long = replace(EDITION.config, title="An endless title, " * 20)
    other = pdf.compile_png(*card.card(replace(EDITION, config=long)), card.DOTS)
    assert struct.unpack(">II", other[16:24]) == (open_graph.WIDTH, open_graph.HEIGHT)
    assert other != made


def test_the_map_for_programs() -> None:
    """llmstxt.org: a heading, a summary as quotation, then lists of links; each leads to a file that is made."""
    built = {anchor.page.replace(".md", ".html") for anchor in EDITION.anchors.values()} | {"about.html"}
    words = llms.write(EDITION, built)
    assert re.match(r"# [^\n]+\n\n> [^\n]+\n", words)
    linked = re.findall(r"^- \[(?:[^]\\]|\\.)*\]\(([^)]+)\): .+", words, re.MULTILINE)
    others = {WHOLE, "downloads/site.zip", "llms.txt"}
    assert set(linked) <= built | others | set(exports.EXPORTS) | set(exports.data.write(EDITION))
    assert {"people.html", "about.html"} <= set(linked)
    assert "passages.html" not in linked, "a page that the site does not have"
    assert set(SECTIONS) <= set(linked)
    assert all(link.startswith(SITE) for link in re.findall(r"\]\(([^)]+)\)", llms.write(PUBLISHED, built)))


def test_a_site_without_a_page_of_downloads_gets_none() -> None:
    page = b"<html><head><title>t</title></head><body></body></html>"
    made = exports.complete(EDITION, {HOME: page})
    assert set(made) == {HOME, "llms.txt", "downloads/site.zip"}
