"""What the settings of the site's engine need not say, since the edition says it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig

from edition import pipeline
from edition.model.bibliography import Siglum
from edition.model.document import Certainty
from edition.readers import settings as engine
from edition.source import SourceFile
from edition.style import settings
from support import WHOLE, check

CHOICES = [{"siglum": "cw", "title": "English (CW)"}, {"siglum": "wa", "title": "German (WA)"}]
VOLUMES = """
@book{kw1, author={Köchin, A.}, title={Werke}, langid={german}, date={1911}, shorthand={KW 1}}
@book{xw1, author={Köchin, A.}, title={Works}, date={1912}, shorthand={Köchin, Works I}}
@book{other1, title={Papers}, langid={english}, date={1913}, shorthand={OP 1}}
@book{more1, title={More papers}, langid={klingon}, date={1914}, shorthand={MP 1}}
"""


def test_the_edition_provides_what_the_theme_prints() -> None:
    """Language, version and date come from the description, the choice of collected editions from the notes."""
    loci = [{"name": "loci-1", "title": "Page references to Cook", "lang": "", "choices": CHOICES}]
    assert settings.implied(pipeline.edition(WHOLE)) == {
        "lang": "en-GB",
        "dir": "",
        "typefaces": "",
        "version": "1.2.0",
        "date": "2020-01-31",
        "day": "31 January 2020",
        "loci": loci,
        "series": ["numbered", "lettered"],
        "certainties": [{"value": c, "title": c, "lang": ""} for c in Certainty],
    }


def test_notes_are_filtered_where_there_is_a_choice() -> None:
    """Where all are of one series, or of one certainty, there is none."""
    edition = pipeline.edition(WHOLE)
    certain = tuple(note for note in edition.notes if note.note.certainty is Certainty.CERTAIN and note.is_authors)
    given = settings.implied(replace(edition, notes=certain))
    assert certain
    assert (given["series"], given["certainties"]) == ([], [])


def test_collected_editions_cited_side_by_side_are_one_choice(tmp_path: Path) -> None:
    """Also through a third; the language of the essay comes first; a volume cited alone is no choice."""
    root = shutil.copytree(WHOLE, tmp_path / "edition")
    with (root / "citations" / "works.bib").open("a", encoding="utf-8") as file:
        file.write(VOLUMES)
    notes = root / "docs" / "notes" / "i.md"
    text = notes.read_text(encoding="utf-8").replace("[@cook1871treatise; @cw3, p. 12, seen; @wa1, pp. 16–17]", "{}")
    cited = "@cook1871treatise; @kw1, p. 1; @xw1, p. 2], [@cook1871treatise; @xw1, p. 3; @cw3, p. 4], [@other1, p. 5"
    notes.write_text(text.replace("{}", f"[{cited}; @more1, p. 6]"), encoding="utf-8")
    edition = pipeline.edition(root)
    assert settings.implied(edition)["loci"] == [
        {
            "name": "loci-1",
            "title": "Page references to Cook",
            "lang": "",
            "choices": [
                CHOICES[0],
                {"siglum": "kw", "title": "German (KW)"},
                {"siglum": "köchin-works", "title": "Köchin, Works"},
                CHOICES[1],
            ],
        },
        {
            "name": "loci-2",
            "title": "Page references",
            "lang": "",
            "choices": [{"siglum": "op", "title": "English (OP)"}, {"siglum": "mp", "title": "MP"}],
        },
    ]


@pytest.mark.parametrize(
    ("plugins", "found"),
    [
        ("", ""),
        ("plugins:", ""),
        ("plugins: [search]", ""),
        ("plugins: [{search: {}}, edition/search]", ""),
        ("plugins: []", "3:10 without the plug-in `search`, "),
        ("plugins: {edition/search: }", ""),
        ("plugins: [{search: {lang: en}}]", "3:20 `search` has no options in the theme `edition`"),
    ],
)
@pytest.mark.parametrize("theme", ["edition", "{name: edition}", "material"])
def test_the_plugin_of_the_theme_is_loaded(plugins: str, found: str, theme: str) -> None:
    """MkDocs loads it unless a list leaves it out; under another theme, `search` is another plug-in."""
    text = f"site_name: x\ntheme: {theme}\n{plugins}\n"
    read, _ = engine.read(SourceFile("mkdocs.yml", text), lambda _: True)
    assert read is not None
    faults = [fault for fault in read.faults if "search" in fault.message]
    reported = [f"{fault.place.line}:{fault.place.column} {fault.message}" for fault in faults]
    assert len(reported) == bool(found and theme != "material")
    assert all(words.startswith(found) for words in reported)


def test_attributes_name_a_collected_edition_without_spaces() -> None:
    assert Siglum("LCW 24").slug == "lcw"
    assert Siglum("Stalin, Works 12").slug == "stalin-works"


GOOD = {
    "site_name": "site_name: On Kettles",
    "theme": "theme: {name: edition}",
    "markdown_extensions": "markdown_extensions: [edition.markdown_extension]",
}
FAULTY = {
    "markdown_extensions: edition.markdown_extension": "`markdown_extensions` must be a list",
    "markdown_extensions:": "the extension `edition.markdown_extension` is missing",
    "markdown_extensions: [edition.extension]": "there is no Markdown extension “edition.extension”",
    "theme:": "there is no `theme`",
    "theme: [edition]": "`theme` must be a group of fields with a `name`",
    "theme: editon": "there is no theme “editon”",
    "theme: {custom_dir: overrides, name: edition}": "there is no folder “overrides”, the `custom_dir` of the theme",
    'site_name: ""': "there is no `site_name`",
    "site_name: [On, Kettles]": "`site_name` must be text",
    "nav: index.md": "`nav` must be a list",
    "nav: []": "this list is empty",
    "strict: perhaps": "`strict` must be `true` or `false`",
    "sitename: On Kettles": "“sitename” is not a setting of MkDocs",
}


@pytest.mark.parametrize("line", FAULTY)
def test_a_fault_of_the_settings_is_reported_once(line: str) -> None:
    """What only follows from it is not."""
    lines = {**GOOD, line.partition(":")[0]: line}
    source = SourceFile("mkdocs.yml", "\n".join(lines.values()))
    found, faults = engine.read(source, lambda _: False)
    assert found is not None
    assert [fault.message for fault in found.faults] == [FAULTY[line]]
    assert all(fault.fix for fault in found.faults)
    assert faults == ()


REMOVED = {"config_file_path", "google_analytics", "mdx_configs", "pages"}
"""Settings in the scheme of MkDocs that no file may have any more, or that MkDocs sets itself."""
SETTINGS = [name for name, _ in MkDocsConfig._schema if name not in REMOVED]
VALUES = {"words": "words", "true": True, "7": 7, "[a, b]": ["a", "b"], "{a: b}": {"a": "b"}}


def refused(name: str, value: object, root: Path) -> bool:
    """Return whether MkDocs refuses a value of a setting."""
    config = MkDocsConfig(config_file_path=str(root / "mkdocs.yml"))
    config.load_dict({"site_name": "x", "theme": "mkdocs", "plugins": [], "repo_url": "https://a.example", name: value})
    return any(key == name for key, _ in config.validate()[0])


@pytest.mark.parametrize("name", SETTINGS)
def test_a_setting_of_the_wrong_kind_is_reported_where_mkdocs_refuses_it(name: str, tmp_path: Path) -> None:
    """Every setting that MkDocs has is known; what is wrong inside a list or a text is reported by other faults."""
    (tmp_path / "docs").mkdir()
    for typed, value in VALUES.items():
        read, _ = engine.read(SourceFile("mkdocs.yml", f"{name}: {typed}\n"), lambda _: True)
        assert read is not None
        messages = [fault.message for fault in read.faults]
        assert f"“{name}” is not a setting of MkDocs" not in messages
        reported = any(message.startswith(f"`{name}` must be ") for message in messages)
        if name != "edit_uri_template":  # MkDocs takes anything for a template, and prints it
            assert reported <= refused(name, value, tmp_path), typed
        assert reported or not refused(name, value, tmp_path) or isinstance(value, str | list | dict), typed


LANGUAGES = [
    # the theme, the language of the pages, and the place at which another is reported
    ("theme: {name: material, font: false}", "de", "2:1"),
    ("theme: {name: material, font: false, language: fr}", "de-AT", "2:48"),
    ("theme: {name: material, font: false, language: de}", "de-AT", ""),
    ("theme: {name: material, font: false}", "en-GB", ""),
    ("theme: {name: material, font: false}", "la", ""),  # which Material does not know
    ("theme: edition", "de", ""),
]


@pytest.mark.parametrize(("theme", "language", "place"), LANGUAGES)
def test_stock_material_has_the_language_of_the_pages(theme: str, language: str, place: str, tmp_path: Path) -> None:
    root = shutil.copytree(WHOLE.parent / "stock", tmp_path / "edition")
    text = (root / "citations/edition.yml").read_text(encoding="utf-8")
    (root / "citations/edition.yml").write_text(text.replace("en-GB", language), encoding="utf-8")
    (root / "mkdocs.yml").write_text(f"site_name: On Kettles\n{theme}\n", encoding="utf-8")
    found = [one for one in check(root) if one.rule == "settings-differ"]
    assert [str(one.place) for one in found] == ([f"mkdocs.yml:{place}"] if place else [])
    assert all("write `language: de` under `theme`" in one.fix for one in found)
