"""The metadata of pages: what Zotero, Google Scholar and other programs read, with and without an address."""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree as ET

import pytest

from edition import exports, pdf
from edition.model.edition import Edition
from edition.writers import card, data, head, llms, sitemap
from edition.writers.head import open_graph, schema_org, signposting
from support import specimen, specimen_sections
from zotero import Item, saved

SITE = "https://edition.example/essay-of-1918/"


@cache
def published() -> Edition:
    return replace(specimen(), config=replace(specimen().config, site_url=SITE))


SECTION_PAGES = [f"essay/{name}.html" for name in specimen_sections()]


@cache
def sections() -> list[str]:
    """Return the pages of the sections, in the essay's order."""
    return [f"essay/{section.anchor}.html" for section in specimen().sections]


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
    return Head(head.insert_metadata(edition, path, page))


def addresses(value: Any) -> list[str]:
    """Return every address in JSON-LD that names a file of the site."""
    if isinstance(value, list):
        return [found for part in value for found in addresses(part)]
    if isinstance(value, dict):
        own = [value[name] for name in ("@id", "url", "contentUrl", "image") if name in value]
        return own + [found for part in value.values() for found in addresses(part)]
    return []


@cache
def our_title() -> str:
    return f"[{specimen().config.full_title}]"


@cache
def author() -> tuple[str, str, str]:
    return ("author", specimen().config.author.family, specimen().config.author.given)


OWN = ("citation_", "bibo.", "og:", "book:", "article:", "description")
"""How the names of the metadata begin that a page gives to programs."""


def edited_by(editors: str) -> Edition:
    """Return the published edition with named editors."""
    return replace(published(), config=replace(published().config, editors=editors))


def item(edition: Edition, path: str) -> Item:
    """Return what Zotero saves of a page."""
    found = read(edition, path)
    assert all(name.startswith(OWN) for name, _ in found.metas)
    return saved(found.metas, "", edition.config.language)


def test_zotero_takes_a_section_for_a_section_of_the_book() -> None:
    for path, section in zip(sections(), specimen().sections, strict=True):
        found = item(edited_by("Di Dane"), path)
        assert found.kind == "bookSection"
        assert found.creators == [author(), ("editor", "Di Dane", "")]
        assert found.fields == {
            "title": section.label,
            "publicationTitle": our_title(),
            "date": f"{specimen().config.date:%Y/%m/%d}",
            "edition": f"version {specimen().config.version}",
            "language": specimen().config.language,
            "url": SITE + path,
            "abstractNote": section.outline,
        }


def test_zotero_takes_the_edition_for_a_book() -> None:
    for path in (HOME, WHOLE):
        found = item(edited_by("Di Dane"), path)
        assert (found.kind, found.fields["title"]) == ("book", our_title())
        assert found.creators == [author(), ("editor", "Di Dane", "")]
        assert found.fields["url"] == SITE + path.removesuffix("index.html")
        assert found.fields["edition"] == f"version {specimen().config.version}"
        assert {"publicationTitle", "bookTitle", "rights"}.isdisjoint(found.fields)


@pytest.mark.parametrize("path", [PLAIN, "notes/ii-1.html", "about.html", "downloads/index.html"])
def test_zotero_takes_an_ordinary_page_for_a_page_of_the_edition(path: str) -> None:
    found = item(edited_by("Di Dane"), path)
    assert found.kind == "webpage"
    assert found.creators == [("author", "Di Dane", "")]
    assert found.fields["title"] == "People"
    assert found.fields["publicationTitle"] == specimen().config.full_title
    assert found.fields["date"] == str(specimen().config.date)
    assert "rights" not in found.fields


@pytest.mark.parametrize("path", [HOME, WHOLE, *SECTION_PAGES, PLAIN])
def test_without_an_address_zotero_takes_the_same(path: str) -> None:
    here, there = item(specimen(), path), item(published(), path)
    assert (here.kind, here.creators) == (there.kind, there.creators)
    assert here.fields == {name: value for name, value in there.fields.items() if name != "url"}


def test_editors_without_names_are_no_creators() -> None:
    assert all(role == "author" for path in (HOME, *sections()) for role, *_ in item(specimen(), path).creators)
    assert item(specimen(), PLAIN).creators == []
    assert item(edited_by("Di Dane"), "witness.html").creators == [author()]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("The Working Group on Kettles", [("The Working Group on Kettles", "")]),
        ("Ann Ash and Bo Birch", [("Ann Ash and Bo Birch", "")]),
        ("Ash, Ann", [("Ash", "Ann")]),
        ("Ann Ash, Bo Birch", [("Ash", "Ann"), ("Birch", "Bo")]),
        ("Ash, Ann; Birch, Bo", [("Ash", "Ann"), ("Birch", "Bo")]),
        ("Ännchen", [("Ännchen", "")]),
    ],
)
def test_no_name_loses_a_part(written: str, names: list[tuple[str, str]]) -> None:
    for path in (sections()[0], PLAIN):
        given = [creator[1:] for creator in item(edited_by(written), path).creators if creator != author()]
        assert given == names
    body = replace(specimen().config, author=replace(specimen().config.author, given="", family="The Kettle Circle"))
    assert item(replace(specimen(), config=body), HOME).creators == [("author", "The Kettle Circle", "")]


def test_one_page_has_the_book_as_a_file() -> None:
    """Google Scholar wants one page for one PDF, in whose folder or below which it lies."""
    offered = [path for path in (HOME, WHOLE, *sections(), PLAIN) if read(published(), path).all("citation_pdf_url")]
    assert offered == [HOME]


def test_every_work_cited_is_a_reference() -> None:
    works = {entry.work.key: entry.work for entry in specimen().entries}
    for path, section in [(WHOLE, None), *zip(sections(), specimen().sections, strict=True)]:
        labels = {n.label for n in specimen().notes if section is None or n.section == section.anchor}
        cited = {p.work for p in specimen().passages if p.note in labels} & set(works)
        references = read(specimen(), path).all("citation_reference")
        fields = [[field.partition("=")[::2] for field in reference.split("; ")] for reference in references]
        assert all(name.startswith("citation_") and value for given in fields for name, value in given)
        titles = sorted(data.title(works[key]).replace(";", ",") for key in cited)
        # the page of a section must stay light: its references are among those of the whole
        shown = titles if section is None else []
        assert sorted(dict(given)["citation_title"] for given in fields) == shown
        citations = read(specimen(), path).data.get("citation", [])
        assert sorted(c["name"].replace(";", ",") for c in citations) == shown


@pytest.mark.parametrize("path", [HOME, WHOLE, *SECTION_PAGES, PLAIN, "notes/ii-1.html"])
def test_an_edition_without_address_says_nothing_absolute_of_itself(path: str) -> None:
    found = read(specimen(), path)
    absolute_only = {"og:url", "og:image", "citation_pdf_url", "citation_public_url"}
    assert absolute_only.isdisjoint(name for name, _ in found.metas)
    assert found.rel("canonical") == found.rel("cite-as") == []
    for link in found.links:
        outside = link["rel"] in {"license", "type", "author"}
        assert bool(urlsplit(link["href"]).scheme) == outside, link
    assert [a for a in addresses(found.data) if urlsplit(a).scheme] == []
    assert sitemap.write(specimen(), [path]) == ""


@pytest.mark.parametrize("path", [HOME, WHOLE, *SECTION_PAGES, PLAIN, "notes/ii-1.html"])
def test_a_published_edition_gives_absolute_addresses(path: str) -> None:
    found = read(published(), path)
    own = urljoin(SITE, path.removesuffix("index.html"))
    assert found.rel("canonical") == found.all("og:url") == [own]
    assert found.all("og:image") == [f"{SITE}assets/edition/card.png"]
    assert all(urlsplit(link["href"]).scheme for link in found.links)
    assert all(address.startswith(SITE) for address in addresses(found.data))
    assert found.rel("cite-as") == [SITE if path == WHOLE else own]


@pytest.mark.parametrize("path", [HOME, WHOLE, *SECTION_PAGES, PLAIN])
def test_a_page_has_one_address(path: str) -> None:
    """Where a folder's address gives its page, no other form of it is given."""
    found = read(published(), path)
    listed = [*(link["href"] for link in found.links), *(content for _, content in found.metas), *addresses(found.data)]
    assert [address for address in listed if address.endswith("index.html")] == []


def test_no_page_licenses_what_is_not_ours() -> None:
    """Pages with the editors’ words name the edition’s licence; those that print the essay never do."""
    for path in (WHOLE, *sections(), "witness.html"):
        found = read(published(), path)
        assert found.rel("license") == []
        assert "license" not in found.data
    for path in (HOME, PLAIN, "notes/ii-1.html"):
        assert read(published(), path).rel("license") == [LICENCE]
    free = replace(specimen(), config=replace(specimen().config, licences=(("edition", "CC BY 4.0"),)))
    assert read(free, WHOLE).rel("license") == [LICENCE]


def test_the_links_of_signposting() -> None:
    """FAIR Signposting, level 2: landing page, contents, records and link set point at each other."""
    home = read(published(), HOME)
    for relation in ("cite-as", "describedby", "item", "license", "type", "linkset"):
        assert home.rel(relation), relation
    assert home.rel("type") == ["https://schema.org/AboutPage", "https://schema.org/Book"]
    for path in sections():
        assert read(published(), path).rel("collection") == [SITE]


@pytest.mark.parametrize("path", [HOME, WHOLE, *SECTION_PAGES, PLAIN])
def test_types_agree(path: str) -> None:
    """What a typed link calls a page, its record in schema.org calls it too."""
    found = read(published(), path)
    assert {*found.rel("type")} - {"https://schema.org/AboutPage"} == {f"https://schema.org/{found.data['@type']}"}


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("index.html", SITE),
        ("essay/index.html", f"{SITE}essay/"),
        ("essay/x-index.html", f"{SITE}essay/x-index.html"),
        ("subindex.html", f"{SITE}subindex.html"),
        ("index.html.txt", f"{SITE}index.html.txt"),
    ],
)
def test_a_folder_is_the_address_of_its_index_alone(path: str, address: str) -> None:
    for written in (SITE, SITE.rstrip("/"), f"{SITE}/"):
        config = replace(specimen().config, site_url=written)
        assert config.address(path) == address
    assert specimen().config.address(path) == path


@pytest.mark.parametrize(("given_by", "base"), [(specimen, ""), (published, SITE)], ids=["local", "published"])
def test_the_link_set(given_by: Callable[[], Edition], base: str) -> None:
    """RFC 9264, § 4.2: one member, an array of objects that each have an anchor and arrays of targets."""
    edition = given_by()
    given = json.loads(signposting.write(edition))
    assert list(given) == ["linkset"]
    made = {*exports.EXPORTS, *data.write(specimen()), WHOLE, HOME, "downloads/site.zip"}
    local = {base + (path.removesuffix(HOME) if base else path) for path in made}
    described = {context["anchor"] for context in given["linkset"] if "describes" in context}
    assert described == {base + path for path in ("data/edition.jsonld", "downloads/edition.tei.xml")}
    items = [target for context in given["linkset"] for target in context.get("item", ())]
    types = {target["href"].removeprefix(base): target.get("type") for target in items}
    assert types["downloads/edition.pdf"] == "application/pdf"
    assert types["downloads/edition.epub"] == "application/epub+zip"
    assert types["data/notes.json"] == "application/json"
    for context in given["linkset"]:
        assert context["anchor"] in local
        for relation, targets in context.items():
            if relation != "anchor":
                assert targets
                assert all(set(target) <= {"href", "type"} for target in targets)
            if relation in {"item", "describedby", "collection", "describes"}:
                assert all(target["href"] in local for target in targets)


def test_the_record_of_the_edition() -> None:
    given = json.loads(schema_org.write(published()))
    assert given["@type"] == "Book"
    assert given["description"].startswith("An annotated edition of the text by ")
    assert [part["name"] for part in given["hasPart"]] == [section.label for section in specimen().sections]
    assert given["isBasedOn"]["identifier"] == f"sha256:{specimen().config.witness.sha256}"
    assert given["license"] == LICENCE
    assert all(words in given["copyrightNotice"] for _, words in specimen().config.licences)
    assert given["author"]["name"] == specimen().config.author.natural
    assert {part["contentUrl"] for part in given["encoding"]} <= {
        SITE + path for path in (*exports.EXPORTS, "downloads/site.zip")
    }


def test_pages_are_described_by_what_is_on_them() -> None:
    bare = replace(specimen(), sections=tuple(replace(section, outline="") for section in specimen().sections))
    listed = [read(bare, path).all("description")[0] for path in (HOME, WHOLE, *sections(), "notes/i.html", PLAIN)]
    assert len({*listed}) == len(listed)
    page = "<title>People – A – B</title></head><article><h1>People</h1>\n<p>All &amp; <b>sundry</b>.</p><p>More.</p>"
    dashed = replace(specimen(), config=replace(specimen().config, title="A – B"))
    found = Head(head.insert_metadata(dashed, PLAIN, page))
    assert found.all("description") == found.all("og:description") == ["People: All & sundry."]
    given = page.replace("</head>", '<meta name="description" content="Who is &quot;named&quot;"></head>')
    found = Head(head.insert_metadata(specimen(), PLAIN, given))
    assert found.all("description") == found.all("og:description") == ['Who is "named"']
    long = page.replace("All", "word " * 99)
    assert len(Head(head.insert_metadata(specimen(), PLAIN, long)).all("description")[0]) <= 300


def test_no_title_breaks_out_of_its_element() -> None:
    wicked = "</script><!-- \"x\" & 'y' \u2028 </head>"
    config = replace(specimen().config, title=wicked, subtitle="", title_supplied=False)
    page = head.insert_metadata(
        replace(specimen(), config=config), WHOLE, "<head><title>t</title></head><body>b</body>"
    )
    assert page.count("</head>") == 1
    assert page.count("</script>") == 1
    assert "<!--" not in page
    assert Head(page).data["name"] == wicked
    assert Head(page).all("citation_title") == [wicked]


def test_only_the_head_changes() -> None:
    page = "<html><head><title>t</title>\n</head>\n<body>b</head></body></html>"
    written = head.insert_metadata(specimen(), PLAIN, page)
    assert written.startswith("<html><head><title>t</title>\n<link")
    assert written.endswith("</head>\n<body>b</head></body></html>")
    assert head.insert_metadata(specimen(), "404.html", page) == page


def test_the_page_for_wrong_addresses_leads_to_the_root_of_the_site() -> None:
    """A server shows it for any address, so that its links cannot be relative; the site may lie below a path."""
    page = '<a href="/essay/i.html">I</a><a href="//other.example/">O</a><script>l({href:"/assets/a.woff2"})</script>'
    assert head.insert_metadata(specimen(), "404.html", page) == page
    root = urlsplit(SITE).path
    assert head.insert_metadata(published(), "404.html", page) == page.replace('"/e', f'"{root}e').replace(
        '"/a', f'"{root}a'
    )


def test_the_map_of_the_site_is_dated_by_the_version() -> None:
    paths = [HOME, WHOLE, *sections(), "404.html", "assets/edition/edition.css"]
    root = ET.fromstring(sitemap.write(published(), paths))  # noqa: S314 - our own
    name = f"{{{sitemap.NAMESPACE}}}"
    found = {url.findtext(f"{name}loc"): url.findtext(f"{name}lastmod") for url in root}
    expected = [SITE, f"{SITE}essay/", *(SITE + path for path in sections())]
    assert sorted(map(str, found)) == sorted(expected)
    assert set(found.values()) == {str(specimen().config.date)}


def test_the_picture() -> None:
    """A PNG of the size that the metadata gives, the same each time; a title without end still has room."""
    made = pdf.compile_png(*card.card(specimen()), card.DOTS)
    assert made.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", made[16:24]) == (open_graph.WIDTH, open_graph.HEIGHT)
    assert pdf.compile_png(*card.card(specimen()), card.DOTS) == made
    long = replace(specimen().config, title="An endless title, " * 20, title_lines=())
    other = pdf.compile_png(*card.card(replace(specimen(), config=long)), card.DOTS)
    assert struct.unpack(">II", other[16:24]) == (open_graph.WIDTH, open_graph.HEIGHT)
    assert other != made


def test_the_map_for_programs() -> None:
    """llmstxt.org: a heading, a summary as quotation, then lists of links; each leads to a file that is made."""
    built = {anchor.page.replace(".md", ".html") for anchor in specimen().anchors.values()} | {"about.html"}
    words = llms.write(specimen(), built)
    assert re.match(r"# [^\n]+\n\n> [^\n]+\n", words)
    linked = re.findall(r"^- \[(?:[^]\\]|\\.)*\]\(([^)]+)\): .+", words, re.MULTILINE)
    others = {WHOLE, "downloads/site.zip", "llms.txt"}
    assert set(linked) <= built | others | set(exports.EXPORTS) | set(data.write(specimen()))
    assert {"people.html", "about.html"} <= set(linked)
    assert "passages.html" not in linked, "a page that the site does not have"
    assert set(sections()) <= set(linked)
    assert all(link.startswith(SITE) for link in re.findall(r"\]\(([^)]+)\)", llms.write(published(), built)))


def test_a_site_without_a_page_of_downloads_gets_none() -> None:
    page = b"<html><head><title>t</title></head><body></body></html>"
    made = exports.complete(specimen(), {HOME: page})
    assert set(made) == {HOME, "llms.txt", "downloads/site.zip"}
