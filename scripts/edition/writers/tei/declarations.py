"""The encoding description: what was done to the text, how it is cited, what the values mean (Guidelines, 2.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.model.document import Certainty, Wording
from edition.model.edition import SpaceKind
from edition.writers.tei.names import NOT_SEEN
from edition.writers.xml import element

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from edition.model.edition import Edition


def _p(words: str) -> Element:
    return element("p", None, words)


def _normalisation(edition: Edition) -> list[str]:
    kinds = [change.kind for change in edition.spaces]
    counted = "; ".join(f"{kind.value}: {kinds.count(kind)}" for kind in SpaceKind if kind in kinds)
    return ["White space alone is normalised silently.", *([f"Places: {counted}."] if counted else [])]


def _editorial(edition: Edition) -> Element:
    siglum = edition.config.witness.siglum
    said: dict[str, list[str]] = {
        "correction": [
            (
                f"Each emendation is an app element: lem is the reading text, rdg the reading of {siglum}, note the "
                "reason, @cert the certainty (high: sure; medium: likely). Nothing else of the wording is changed."
            ),
            "Readings that look like faults and are left are notes of type sic: the words in quote, then the remark.",
        ],
        "hyphenation": [f"Words that {siglum} breaks at a line’s end are joined; its line ends are not recorded."],
        "interpretation": [
            (
                f"Italics (hi, foreign) and supplied words are the editors’; {siglum} has neither. All notes are the "
                "editors’: those of type numbered answer the author’s calls, whose digits the witness has; those of "
                "type editorial have calls of the editors’ own. @cert gives how certain an identification is, @subtype "
                "how the essay’s wording stands to its source. Names (persName, orgName, placeName, title, name, term) "
                "and references (ref) are marked by the editors."
            ),
        ],
        "normalization": _normalisation(edition),
        "punctuation": ["Punctuation is as the witness has it, emendations apart."],
        "quotation": ["Quotation marks are characters of the text; nothing is tagged as a quotation."],
        "segmentation": ["Paragraphs are numbered section by section; xml:id and n are the edition’s addresses."],
        "stdVals": [
            "Dates in attributes are ISO 8601. Those of events are Gregorian; when-custom holds the Julian date.",
            "Dates of works keep the calendar of their source.",
        ],
    }
    special = {"punctuation": {"marks": "all"}, "quotation": {"marks": "all"}}
    return element(
        "editorialDecl", None, *(element(tag, special.get(tag), *map(_p, words)) for tag, words in said.items())
    )


def _references() -> Element:
    """Return how passages are cited: by section (`II-1, ¶7`, `I, n. b`) or by number (`n. 17`)."""
    paragraph = element("citeStructure", {"unit": "paragraph", "match": "p", "use": "@n", "delim": ", ¶"})
    section = element("citeStructure", {"unit": "section", "match": "//text/body/div", "use": "@n"}, paragraph)
    where = {"unit": "note", "match": "//text/back/div/note[@type='numbered']", "use": "@n", "delim": "n. "}
    letter = element(
        "citeStructure", {"unit": "note", "match": "note[@type='editorial']", "use": "@n", "delim": ", n. "}
    )
    notes = {"unit": "notes", "match": "//text/back/div[@type='notes']", "use": "@n"}
    return element("refsDecl", None, section, element("citeStructure", where), element("citeStructure", notes, letter))


def _taxonomy(name: str, categories: dict[str, str]) -> Element:
    rows = (
        element("category", {"n": code, "xml:id": NOT_SEEN if code == NOT_SEEN else ""}, element("catDesc", None, said))
        for code, said in categories.items()
    )
    return element("taxonomy", {"n": name}, *rows)


def encoding(edition: Edition) -> Element:
    """Return `encodingDesc`."""
    project = "One of several formats made from the same sources; ids, words and notes are the same in all of them."
    classes = element(
        "classDecl",
        None,
        _taxonomy("note/@type", {"numbered": "note to a call of the author’s", "editorial": "editors’ own note"}),
        _taxonomy("note/@cert", {c.cert: c.value for c in Certainty}),
        _taxonomy("note/@subtype", {w.name.lower().replace("_", "-"): w.value for w in Wording}),
        _taxonomy("bibl/@ana", {NOT_SEEN: "the editors have not read the page that is cited"}),
    )
    parts = (element("projectDesc", None, _p(project)), _editorial(edition), _references(), classes)
    return element("encodingDesc", None, *parts)
