"""How the edition itself is cited: every form of citation as a template, made in this place alone.

The forms follow the Chicago Manual of Style (18th ed., notes and bibliography), the MLA Handbook (9th ed.) and the
Publication Manual of the APA (7th ed.), as their CSL styles print an item of the type `document`. A template holds
`{locator}`, `{address}` and `{quotation}` where these belong; the reader's page fills them as `filled` does.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from edition.config import EditionConfig
from edition.model import layout
from edition.model.anchors import Anchor, AnchorKind
from edition.model.layout import KnownPage
from edition.style.dates import BIBTEX_MONTHS, MONTHS

GENRE = "annotated edition"
LOCATOR, ADDRESS, QUOTATION = "{locator}", "{address}", "{quotation}"
SHORT_MONTHS = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
"""MLA Handbook, 9th ed., appendix 1."""


@dataclass(frozen=True, slots=True)
class Form:
    """One form of citation: `whole` cites the edition, `part` a place in it. `escape` names the notation it is in."""

    id: str
    label: str
    whole: str
    part: str
    escape: str = ""


def escape_for(value: str, notation: str) -> str:
    """Return a value escaped for a string of JSON or a field of BibTeX; elsewhere unchanged."""
    match notation:
        case "json":
            return json.dumps(value, ensure_ascii=False)[1:-1]
        case "bibtex":
            return re.sub(r"([\\{}%&#$_])", r"\\\1", value)
        case _:
            return value


def fill(form: Form, address: str, locator: str = "", quotation: str = "") -> str:
    """Return a citation: of the place that `locator` names, of the whole edition without one."""
    words = form.part if locator else form.whole
    inner = _requote(quotation)
    # an address holds no sign that JSON would escape, and BibTeX's `url` is read as it stands
    for mark, value in (
        (LOCATOR, escape_for(locator, form.escape)),
        (QUOTATION, escape_for(inner, form.escape)),
        (ADDRESS, address),
    ):
        words = words.replace(mark, value)
    return words


def locator(anchor: Anchor) -> str:
    """Return the placeholder for a place in a citation: its canonical reference, set off from the author's words."""
    reference = anchor.reference
    match anchor.kind:
        case AnchorKind.NOTE if not anchor.is_by_author:
            section, label, mark = reference.rpartition("n. ")
            return f"{section}editors’ {label}{mark}"
        case AnchorKind.NOTES:
            is_in_capitals = reference[1:2].isupper()
            return reference if is_in_capitals else reference[:1].lower() + reference[1:]
        case AnchorKind.EMENDATION:
            return f"{reference}, emendation" + (f" “{_requote(anchor.words)}”" if anchor.words else "")
        case AnchorKind.ENTRY | AnchorKind.AUTHORITY | AnchorKind.EVENT:
            return f"{anchor.page.removesuffix(layout.SOURCE)}, s.v. “{_requote(reference.removeprefix('chron. '))}”"
        case AnchorKind.VARIANT | AnchorKind.STANDING:
            place = f"apparatus, {reference.partition(' ')[2]}"
            return place + (f", “{_requote(anchor.words)}”" if anchor.words else "")
        case _:
            return reference


def page(anchor: Anchor) -> str:
    """Return the address of an anchor's page, relative to the root of the site."""
    return layout.html(anchor.page)


def address(config: EditionConfig, anchor: Anchor | None = None) -> str:
    """Return the address of an anchor, or of the edition; relative to its root if it is not published."""
    if anchor is None:
        return config.address(KnownPage.HOME.html)
    return f"{config.address(page(anchor))}#{anchor.id}"


def _requote(words: str) -> str:
    """Return words for use inside double quotation marks: double marks become single ones, and single ones double.

    German marks („ “) are other marks already. A ’ before a letter is an apostrophe.
    """

    def change(found: re.Match[str]) -> str:
        return "’" if found[0] == "”" else "‘" + re.sub(r"‘(.*?)’(?![^\W\d_])", r"“\1”", found[1])

    return words if "„" in words else re.sub("“([^”]*)|”", change, words)


def _close(words: str) -> str:
    """Return words closed by a stop, unless they close themselves."""
    return words if words.endswith((".", "?", "!")) else f"{words}."


def _initials(given: str) -> str:
    """Return given names as initials: `Karl` as `K.`, `Jean-Paul` as `J.-P.`."""
    return " ".join("-".join(f"{part[:1]}." for part in name.split("-")) for name in given.split())


class _Facts:
    """What the forms say of an edition, in the pieces of which they are made."""

    def __init__(self, config: EditionConfig) -> None:
        author, supplied = config.author, config.author_supplied
        self.title = config.printed_title
        self.sentence = config.title_in_brackets(config.sentence_title or config.full_title)
        self.natural, self.sort = config.printed_author, config.author_in_brackets(author.sort)
        self.family = config.author_in_brackets(author.family)
        initials = f"{author.family}, {_initials(author.given)}" if author.given else author.family
        self.initials = config.author_in_brackets(initials)
        self.editors = config.named_editors
        self.version = config.version
        self.date = day = config.date
        self.american = f"{MONTHS[day.month - 1]} {day.day}, {day.year}"
        self.mla_day = f"{day.day} {SHORT_MONTHS[day.month - 1]} {day.year}"
        parts = [what for what, is_so in (("title", config.title_supplied), ("author", supplied)) if is_so]
        self.supplied = f"{' and '.join(parts)} supplied by the editors".capitalize() if parts else ""
        self.language = config.language
        self.names = {"family": author.family, "given": author.given} if author.given else {"literal": author.family}
        folded = unicodedata.normalize("NFKD", author.family).encode("ascii", "ignore").decode().lower()
        self.key = re.sub(r"[^a-z0-9]", "", folded) + str(day.year)

    def remark(self, *, part: bool) -> str:
        """Return what a record says besides its fields: the place cited, and what the editors supplied."""
        return ". ".join(words for words in (f"Cited at {LOCATOR}" if part else "", self.supplied) if words)


def _chicago_note(edition: _Facts, *, part: bool) -> str:
    pieces = [f"{edition.natural}, “{_requote(edition.title)},”"]
    facts = [GENRE, f"version {edition.version}", f"ed. {edition.editors}" if edition.editors else ""]
    facts += [edition.american, LOCATOR if part else "", ADDRESS]
    return " ".join([*pieces, ", ".join(fact for fact in facts if fact)]) + "."


def _chicago_entry(edition: _Facts) -> str:
    facts = [GENRE.capitalize(), f"Version {edition.version}"]
    facts += [f"Edited by {edition.editors}" if edition.editors else "", edition.american, ADDRESS]
    details = " ".join(_close(fact) for fact in facts if fact)
    return f"{_close(edition.sort)} “{_close(_requote(edition.title))}” {details}"


def _mla(edition: _Facts) -> str:
    facts = [f"Edited by {edition.editors}" if edition.editors else "", f"Version {edition.version}"]
    facts += [edition.mla_day, ADDRESS]
    details = ", ".join(fact for fact in facts if fact)
    return f"{_close(edition.sort)} “{_close(_requote(edition.title))}” {GENRE.capitalize()}. {details}."


def _apa(edition: _Facts) -> str:
    day = f"{edition.date.year}, {MONTHS[edition.date.month - 1]} {edition.date.day}"
    facts = [f"{edition.editors}, Ed." if edition.editors else "", f"Version {edition.version}"]
    details = "; ".join(fact for fact in facts if fact)
    name = edition.initials if edition.initials.rstrip("]").endswith(".") else f"{edition.initials}."
    return f"{name} ({day}). {edition.sentence} ({details}) [{GENRE.capitalize()}]. {ADDRESS}"


def _bibtex(edition: _Facts, *, part: bool) -> str:
    name = edition.names
    fields = {
        "author": f"{name['family']}, {name['given']}" if "family" in name else f"{{{name['literal']}}}",
        "editor": f"{{{edition.editors}}}" if edition.editors else "",
        "title": f"{{{escape_for(edition.title, 'bibtex')}}}",
        "year": str(edition.date.year),
        "month": BIBTEX_MONTHS[edition.date.month - 1],
        "howpublished": f"{GENRE.capitalize()}, version {edition.version}",
        "note": edition.remark(part=part),
        "url": ADDRESS,
    }
    # BibTeX knows the months by names of its own, which stand without braces
    lines = [f"  {f} = {value}," if f == "month" else f"  {f} = {{{value}}}," for f, value in fields.items() if value]
    return "\n".join([f"@misc{{{edition.key},", *lines, "}"])


def _ris(edition: _Facts, *, part: bool) -> str:
    name = edition.names
    fields = {
        "TY": "ELEC",
        "ID": edition.key,
        "AU": f"{name['family']}, {name['given']}" if "family" in name else f"{name['literal']},",
        "ED": f"{edition.editors}," if edition.editors else "",
        "TI": edition.title,
        "PY": str(edition.date.year),
        "DA": str(edition.date).replace("-", "/") + "/",
        "ET": f"Version {edition.version}",
        "M3": GENRE.capitalize(),
        "LA": edition.language,
        "UR": ADDRESS,
        "N1": edition.remark(part=part),
    }
    return "\n".join([*(f"{tag}  - {value}" for tag, value in fields.items() if value), "ER  - ", ""])


def csl_item(config: EditionConfig) -> dict[str, Any]:
    """Return the edition as a CSL item (CSL 1.0.2, appendices III and IV), the author's name without brackets."""
    edition = _Facts(config)
    item: dict[str, Any] = {
        "id": edition.key,
        "type": "document",
        "author": [edition.names],
        "editor": [{"literal": edition.editors}] if edition.editors else [],
        "title": edition.title,
        "genre": GENRE,
        "version": edition.version,
        "issued": {"date-parts": [[edition.date.year, edition.date.month, edition.date.day]]},
        "language": edition.language,
        "URL": ADDRESS,
    }
    return {field: value for field, value in item.items() if value}


def _csl(config: EditionConfig, *, part: bool) -> str:
    note = _Facts(config).remark(part=part)
    words = json.dumps([csl_item(config) | ({"note": note} if note else {})], ensure_ascii=False, indent=2)
    return re.sub(r"\[\s+\[\s+(\d+),\s+(\d+),\s+(\d+)\s+\]\s+\]", r"[[\1, \2, \3]]", words)  # a date in one line


@lru_cache(maxsize=8)
def forms(config: EditionConfig) -> tuple[Form, ...]:
    """Return every form of citation, in the order in which a reader is offered them."""
    edition = _Facts(config)
    note, part = _chicago_note(edition, part=False), _chicago_note(edition, part=True)
    return (
        Form("chicago-note", "Chicago, note", note, part),
        Form("chicago-entry", "Chicago, bibliography", *2 * (_chicago_entry(edition),)),
        Form("mla", "MLA, works cited", *2 * (_mla(edition),)),
        Form("mla-text", "MLA, in the text", f"({edition.family})", f"({edition.family}, {LOCATOR})"),
        Form("apa", "APA, reference", *2 * (_apa(edition),)),
        Form(
            "apa-text",
            "APA, in the text",
            f"({edition.family}, {edition.date.year})",
            f"({edition.family}, {edition.date.year}, {LOCATOR})",
        ),
        Form("bibtex", "BibTeX", _bibtex(edition, part=False), _bibtex(edition, part=True), "bibtex"),
        Form("ris", "RIS", _ris(edition, part=False), _ris(edition, part=True)),
        Form("csl", "CSL-JSON", _csl(config, part=False), _csl(config, part=True), "json"),
        Form("address", "Address only", ADDRESS, ADDRESS),
    )


def quotation(config: EditionConfig) -> Form:
    """Return the form for words that a reader selected: the words, and the note that says whose and where they are."""
    note = forms(config)[0]
    return Form("quotation", "Quotation", f"“{QUOTATION}”\n{note.whole}", f"“{QUOTATION}”\n{note.part}")


def cite_in_note(config: EditionConfig, anchor: Anchor) -> str:
    """Return how a note of Chicago’s style cites a place."""
    return fill(forms(config)[0], address(config, anchor), locator(anchor))


def cite_all(config: EditionConfig, anchor: Anchor | None = None) -> Mapping[str, str]:
    """Return every citation of a place, or of the edition, by the form's name."""
    where = locator(anchor) if anchor else ""
    return {form.id: fill(form, address(config, anchor), where) for form in forms(config)}


def entry(config: EditionConfig) -> str:
    """Return the edition as an entry of a bibliography, without an address if it is not published."""
    words = cite_all(config)["chicago-entry"]
    return words if config.site_url else words.removesuffix(f" {address(config)}.")
