"""The encoding description: what was done to the text, how it is cited, what the values mean (Guidelines, 2.3)."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from edition.model.chronology import has_old_style
from edition.model.document import Certainty, Wording
from edition.model.edition import Edition
from edition.model.spacing import SpaceKind
from edition.writers.tei import inlines
from edition.writers.tei.found import Inventory
from edition.writers.tei.names import NOT_SEEN
from edition.writers.xml import element

EDITORS_KINDS = frozenset({inlines.NUMBERED, inlines.EDITORIAL})
"""The kinds of notes whose words are the editors'."""


def paragraph_of(words: str) -> Element:
    """Return words as a paragraph."""
    return element("p", None, words)


def _correction(edition: Edition) -> list[str]:
    siglum = edition.config.witness.siglum
    emended = (
        f"Each emendation is an app element: lem is the reading text, rdg the reading of {siglum}, note the reason, "
        "@cert the certainty (high: sure; medium: likely). The wording is otherwise unchanged."
    )
    standing = "Readings that look like errors but are left standing are notes of type sic: a quote, then the comment."
    return [emended if edition.emendations else "The wording is unchanged.", *([standing] if edition.standing else [])]


def _hyphenation(edition: Edition) -> str:
    siglum = edition.config.witness.siglum
    if any(change.kind is SpaceKind.HYPHEN for change in edition.spaces):
        return f"Words hyphenated at a line end in {siglum} are rejoined; its line ends are not recorded."
    return f"The line ends of {siglum} are not recorded."


def _interpretation(edition: Edition, essay: Inventory, whole: Inventory) -> list[str]:
    """Return the statement of what the editors added to the witness, a plain text, and what they tagged."""
    siglum = edition.config.witness.siglum
    faces = [words for words, rend in (("italics", "italic"), ("bold", "bold")) if rend in essay.of_attribute("rend")]
    series = whole.of_attribute("type", "note")
    sentences = (
        (f"{siglum} is plain text: it records no {' or '.join(faces)} (hi).", faces),
        ("The languages of words (foreign) are tagged by the editors.", essay.has("foreign")),
        ("Words in square brackets (supplied) are the editors’.", essay.has("supplied")),
        (
            f"Notes of type authorial are the author’s: their words are those of {siglum}, and @n is the mark there.",
            inlines.AUTHORIAL in series,
        ),
        (
            f"Notes of type numbered answer the author’s note calls, which are {_marks(edition)} in the witness.",
            "numbered" in series,
        ),
        ("Notes of type editorial are called where the editors chose.", "editorial" in series),
        (
            "@cert says how certain an identification is, @subtype how the text’s wording relates to its source.",
            EDITORS_KINDS & series,
        ),
        (
            "Names (persName, orgName, placeName, title, name, term) are tagged by the editors.",
            whole.of_attribute("ref"),
        ),
        (
            "References (ref) are tagged by the editors; @target has the first of several targets, @corresp the rest.",
            edition.references,
        ),
        (
            "In an entry of a register, @n is the form under which it is listed, where this differs from the name.",
            edition.authorities,
        ),
    )
    true = " ".join(words for words, there in sentences if there)
    return [true] if true else []


def _marks(edition: Edition) -> str:
    """Return what the calls of the numbered notes are in the witness."""
    return "figures" if all(n.mark.isdigit() for n in edition.notes if n.is_authors and not n.is_by_author) else "marks"


def _normalisation(edition: Edition) -> list[str]:
    if not edition.spaces:
        return ["Nothing inside paragraphs has been silently normalised."]
    counted = "; ".join(f"{kind.value}: {count}" for kind, count in edition.space_counts().items())
    return ["Only white space has been silently normalised.", f"Changes: {counted}."]


def _values(edition: Edition) -> list[str]:
    sentences = (
        ("Dates in attributes follow ISO 8601.", True),
        (
            "Dates of events are Gregorian; the Julian date is given in when-custom, from-custom and to-custom.",
            has_old_style(edition.events),
        ),
        ("Dates of works are in the calendar of their source.", edition.entries),
    )
    return [" ".join(words for words, there in sentences if there)]


def _editorial(edition: Edition, essay: Inventory, whole: Inventory) -> Element:
    apart = ", except where it is emended" if edition.emendations else ""
    tagged = "only those set off are tagged" if essay.has("quote") else "quotations are not tagged"
    declarations = {
        "correction": _correction(edition),
        "hyphenation": [_hyphenation(edition)],
        "interpretation": _interpretation(edition, essay, whole),
        "normalization": _normalisation(edition),
        "punctuation": [f"Punctuation follows the witness{apart}."],
        "quotation": [f"Quotation marks are kept as characters of the text; {tagged}."],
        "segmentation": ["Paragraphs are numbered within each section; xml:id and n give the edition’s addresses."],
        "stdVals": _values(edition),
    }
    special = {"punctuation": {"marks": "all"}, "quotation": {"marks": "all"}}
    parts = (element(tag, special.get(tag), *map(paragraph_of, words)) for tag, words in declarations.items() if words)
    return element("editorialDecl", None, *parts)


def _references(edition: Edition, series: frozenset[str]) -> Element:
    """Return how passages are cited: by section (`II-1, ¶7`, `I, n. b`) or by number (`n. 17`).

    A mark that the author uses again names no note; references say its place in words.
    """
    repeated = any(note.within for note in edition.notes)
    # what has a number is a paragraph in most editions, and may be verse, a list and so on, also below a sub-heading
    others = any(not p.only or p.before for section in edition.sections for p in section.paragraphs)
    numbered = ".//*[@n][@xml:id]" if others else "p"
    paragraph = element("citeStructure", {"unit": "paragraph", "match": numbered, "use": "@n", "delim": ", ¶"})
    rows = [element("citeStructure", {"unit": "section", "match": "//text/body/div", "use": "@n"}, paragraph)]
    for kind in (inlines.AUTHORIAL, inlines.NUMBERED) if not repeated else ():
        if kind not in series:
            continue
        where = f"//text/back/div/note[@type='{kind}']"
        rows.append(element("citeStructure", {"unit": "note", "match": where, "use": "@n", "delim": "n. "}))
    if "editorial" in series:
        where = "note[@type='editorial']"
        letter = element("citeStructure", {"unit": "note", "match": where, "use": "@n", "delim": ", n. "})
        notes = {"unit": "notes", "match": "//text/back/div[@type='notes']", "use": "@n"}
        rows.append(element("citeStructure", notes, letter))
    return element("refsDecl", None, *rows)


def _classes(whole: Inventory) -> Iterator[Element]:
    """Yield a taxonomy for each attribute whose values are the edition’s own, with the values that occur."""
    known = (
        (
            "note/@type",
            "type",
            {
                inlines.AUTHORIAL: "author’s note",
                inlines.NUMBERED: "note to a call of the author’s",
                inlines.EDITORIAL: "editors’ own note",
            },
        ),
        ("note/@cert", "cert", {c.cert: c.value for c in Certainty}),
        ("note/@subtype", "subtype", {w.name.lower().replace("_", "-"): w.value for w in Wording}),
        ("bibl/@ana", "ana", {f"#{NOT_SEEN}": "the editors have not seen the page that is cited"}),
    )
    for name, attribute, meanings in known:
        values = whole.of_attribute(attribute, name.partition("/")[0])
        if rows := [_category(value, meaning) for value, meaning in meanings.items() if value in values]:
            yield element("taxonomy", {"n": name}, *rows)


def _category(value: str, meaning: str) -> Element:
    name = value.removeprefix("#")
    return element("category", {"n": name, "xml:id": name if name != value else ""}, element("catDesc", None, meaning))


def encoding(edition: Edition, essay: Inventory, whole: Inventory) -> Element:
    """Return `encodingDesc`, which says of the essay and of the whole document what is true of them."""
    project = "One of several formats made from the same sources; identifiers, text and notes are the same in all."
    parts = [
        element("projectDesc", None, paragraph_of(project)),
        _editorial(edition, essay, whole),
        _references(edition, whole.of_attribute("type", "note")),
    ]
    if classes := list(_classes(whole)):
        parts.append(element("classDecl", None, *classes))
    if essay.has("app"):
        parts.append(element("variantEncoding", {"method": "parallel-segmentation", "location": "internal"}))
    return element("encodingDesc", None, *parts)
