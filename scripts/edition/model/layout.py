"""The pages of the site that the program knows, by their Markdown sources below `docs`."""

from enum import StrEnum

SOURCE, HTML, SECTIONS, NOTES = ".md", ".html", "essay/", "notes/"


class KnownPage(StrEnum):
    """A page that has a place in the edition; an edition may lack any of them but `HOME`."""

    HOME = "index.md"
    ESSAY = "essay/index.md"
    NOTES = "notes/index.md"
    BIBLIOGRAPHY = "bibliography.md"
    PEOPLE = "people.md"
    ORGANISATIONS = "organisations.md"
    GLOSSARY = "glossary.md"
    CHRONOLOGY = "chronology.md"
    PASSAGES = "passages.md"
    CONCORDANCE = "concordance.md"
    ABOUT = "about.md"
    APPARATUS = "apparatus.md"
    WITNESS = "witness.md"
    STATE = "state.md"
    CITING = "how-to-cite.md"
    DOWNLOADS = "downloads/index.md"

    @property
    def stem(self) -> str:
        """Return the path of the page without its ending; for most, it is also the name of the list on the page."""
        return self.removesuffix(SOURCE)

    @property
    def html(self) -> str:
        """Return the path of the built page."""
        return html(self)


WHOLE = frozenset({KnownPage.ESSAY, KnownPage.NOTES})
"""The pages that show all sections, or the notes to all."""


def html(source: str) -> str:
    """Return the path of the page built from a source."""
    return source.removesuffix(SOURCE) + HTML


def section_page(section: str) -> str:
    """Return the source of a section's page."""
    return f"{SECTIONS}{section}{SOURCE}"


def section_html(section: str) -> str:
    """Return the path of a section's built page."""
    return html(section_page(section))


def notes_page(section: str) -> str:
    """Return the source of the page of a section's notes."""
    return f"{NOTES}{section}{SOURCE}"
