"""Makes every form of citation for the edition itself, each as a template.

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
from edition.model.anchors import Anchor
from edition.model.layout import KnownPage
from edition.style import locating
from edition.style.dates import BIBTEX_MONTHS
from edition.style.quotation import close, requote
from edition.words import Words

LOCATOR, ADDRESS, QUOTATION = "{locator}", "{address}", "{quotation}"


@dataclass(frozen=True, slots=True)
class Form:
    """One form of citation: `whole` cites the edition, `part` a place in it. `escape` names its notation."""

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


def fill(form: Form, address: str, locator: str = "", quotation: str = "", *, words: Words) -> str:
    """Return a citation of the place that `locator` names, or without one of the whole edition."""
    filled = form.part if locator else form.whole
    inner = requote(quotation, words)
    # an address contains no sign that JSON would escape, and BibTeX reads `url` verbatim
    for mark, value in (
        (LOCATOR, escape_for(locator, form.escape)),
        (QUOTATION, escape_for(inner, form.escape)),
        (ADDRESS, address),
    ):
        filled = filled.replace(mark, value)
    return filled


def page(anchor: Anchor) -> str:
    """Return the address of an anchor's page, relative to the root of the site."""
    return layout.html(anchor.page)


def address(config: EditionConfig, anchor: Anchor | None = None) -> str:
    """Return the address of an anchor, or of the edition; relative to its root if it is not published."""
    if anchor is None:
        return config.address(KnownPage.HOME.html)
    return f"{config.address(page(anchor))}#{anchor.id}"


def _initials(given: str) -> str:
    """Return given names as initials: `Karl` as `K.`, `Jean-Paul` as `J.-P.`."""
    return " ".join("-".join(f"{part[:1]}." for part in name.split("-")) for name in given.split())


class _Facts:
    """The facts about an edition from which the forms are made."""

    def __init__(self, config: EditionConfig) -> None:
        author, supplied = config.author, config.author_supplied
        self.title = config.printed_title
        self.sentence = config.title_in_brackets(config.sentence_title or config.full_title)
        self.natural, self.sort = config.printed_author, config.author_in_brackets(author.sort)
        self.family = config.author_in_brackets(author.family)
        initials = f"{author.family}, {_initials(author.given)}" if author.given else author.family
        self.initials = config.author_in_brackets(initials)
        self.editors = config.named_editors
        self.words = words = config.words
        self.genre, self.version = words("edition.genre"), config.version
        self.date = day = config.date
        date = {"day": day.day, "month": words.month(day.month), "year": day.year}
        self.chicago_day, self.apa_day = words("citing.chicago_day", **date), words("citing.apa_day", **date)
        months = words("citing.months").split()  # MLA Handbook, 9th ed., appendix 1
        self.mla_day = words("citing.mla_day", **(date | {"month": months[day.month - 1]}))
        parts = [what for what, is_so in (("title", config.title_supplied), ("author", supplied)) if is_so]
        self.supplied = words(f"citing.{'_and_'.join(parts)}_supplied") if parts else ""
        self.language = config.language
        self.author = author
        folded = unicodedata.normalize("NFKD", author.family).encode("ascii", "ignore").decode().lower()
        self.key = re.sub(r"[^a-z0-9]", "", folded) + str(day.year)

    def remark(self, *, part: bool) -> str:
        """Return the remark of a record, for what no field holds: the place cited, and what the editors supplied."""
        cited = self.words("citing.cited_at", locator=LOCATOR) if part else ""
        return ". ".join(words for words in (cited, self.supplied) if words)

    @property
    def quoted(self) -> str:
        """Return the title for use in quotation marks, with its own marks changed."""
        return requote(self.title, self.words)

    @property
    def sentences(self) -> dict[str, str]:
        """Return kind, version and editors as sentences of an entry, each with a capital."""
        return {
            "genre": locating.upper_first(self.genre),
            "version": self.words("edition.version", version=self.version),
            "editors": self.words("edition.edited_by", editors=self.editors) if self.editors else "",
        }


def _chicago_note(edition: _Facts, *, part: bool) -> str:
    words = edition.words
    title = words("citing.title_in_note", title=edition.quoted)
    facts: list[str] = [edition.genre, words("citing.version", version=edition.version)]
    facts += [words("citing.edited_by", editors=edition.editors) if edition.editors else ""]
    facts += [edition.chicago_day, LOCATOR if part else "", ADDRESS]
    return f"{edition.natural}, {title} {', '.join(fact for fact in facts if fact)}."


def _title_in_list(edition: _Facts) -> str:
    return edition.words("citing.title_in_list", title=edition.quoted, closed=close(edition.quoted))


def _chicago_entry(edition: _Facts) -> str:
    facts: list[str] = [*edition.sentences.values(), edition.chicago_day, ADDRESS]
    details = " ".join(close(fact) for fact in facts if fact)
    return f"{close(edition.sort)} {_title_in_list(edition)} {details}"


def _mla(edition: _Facts) -> str:
    given = edition.sentences
    facts = [given["editors"], given["version"], edition.mla_day, ADDRESS]
    details = ", ".join(fact for fact in facts if fact)
    return f"{close(edition.sort)} {_title_in_list(edition)} {given['genre']}. {details}."


def _apa(edition: _Facts) -> str:
    given = edition.sentences
    editors = edition.words("citing.apa_editors", editors=edition.editors) if edition.editors else ""
    details = "; ".join(fact for fact in (editors, given["version"]) if fact)
    return (
        f"{close(edition.initials)} ({edition.apa_day}). {edition.sentence} ({details}) [{given['genre']}]. {ADDRESS}"
    )


def _bibtex(edition: _Facts, *, part: bool) -> str:
    author = edition.author
    fields = {
        "author": author.sort if author.given else f"{{{author.family}}}",
        "editor": f"{{{edition.editors}}}" if edition.editors else "",
        "title": f"{{{escape_for(edition.title, 'bibtex')}}}",
        "year": str(edition.date.year),
        "month": BIBTEX_MONTHS[edition.date.month - 1],
        "howpublished": f"{edition.sentences['genre']}, {edition.words('citing.version', version=edition.version)}",
        "note": edition.remark(part=part),
        "url": ADDRESS,
    }
    # BibTeX has macros for the months, which are written without braces
    lines = [f"  {f} = {value}," if f == "month" else f"  {f} = {{{value}}}," for f, value in fields.items() if value]
    return "\n".join([f"@misc{{{edition.key},", *lines, "}"])


def _ris(edition: _Facts, *, part: bool) -> str:
    author = edition.author
    fields = {
        "TY": "ELEC",
        "ID": edition.key,
        "AU": author.sort if author.given else f"{author.family},",
        "ED": f"{edition.editors}," if edition.editors else "",
        "TI": edition.title,
        "PY": str(edition.date.year),
        "DA": str(edition.date).replace("-", "/") + "/",
        "ET": edition.sentences["version"],
        "M3": edition.sentences["genre"],
        "LA": edition.language,
        "UR": ADDRESS,
        "N1": edition.remark(part=part),
    }
    return "\n".join([*(f"{tag}  - {value}" for tag, value in fields.items() if value), "ER  - ", ""])


def csl_item(config: EditionConfig) -> dict[str, Any]:
    """Return the edition as a CSL item (CSL 1.0.2, appendices III and IV), the author's name without brackets."""
    edition, author = _Facts(config), config.author
    item: dict[str, Any] = {
        "id": edition.key,
        "type": "document",
        "author": [{"family": author.family, "given": author.given} if author.given else {"literal": author.family}],
        "editor": [{"literal": edition.editors}] if edition.editors else [],
        "title": edition.title,
        "genre": edition.genre,
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
    """Return every form of citation, in the order offered to readers."""
    edition, words = _Facts(config), config.words
    note, part = _chicago_note(edition, part=False), _chicago_note(edition, part=True)
    return (
        Form("chicago-note", words("citing.form_chicago_note"), note, part),
        Form("chicago-entry", words("citing.form_chicago_entry"), *2 * (_chicago_entry(edition),)),
        Form("mla", words("citing.form_mla"), *2 * (_mla(edition),)),
        Form("mla-text", words("citing.form_mla_text"), f"({edition.family})", f"({edition.family}, {LOCATOR})"),
        Form("apa", words("citing.form_apa"), *2 * (_apa(edition),)),
        Form(
            "apa-text",
            words("citing.form_apa_text"),
            f"({edition.family}, {edition.date.year})",
            f"({edition.family}, {edition.date.year}, {LOCATOR})",
        ),
        Form("bibtex", "BibTeX", _bibtex(edition, part=False), _bibtex(edition, part=True), "bibtex"),
        Form("ris", "RIS", _ris(edition, part=False), _ris(edition, part=True)),
        Form("csl", "CSL-JSON", _csl(config, part=False), _csl(config, part=True), "json"),
        Form("address", words("citing.form_address"), ADDRESS, ADDRESS),
    )


def quotation(config: EditionConfig) -> Form:
    """Return the form for words that a reader selected: the words, and a note that cites their place."""
    note, words = forms(config)[0], config.words
    quoted = f"{words.sentence_quotes.open}{QUOTATION}{words.sentence_quotes.close}"
    return Form("quotation", words("citing.form_quotation"), f"{quoted}\n{note.whole}", f"{quoted}\n{note.part}")


def cite_in_note(config: EditionConfig, anchor: Anchor) -> str:
    """Return the citation of a place as a note in Chicago’s style."""
    return fill(forms(config)[0], address(config, anchor), locating.locator(anchor, config.words), words=config.words)


def cite_all(config: EditionConfig, anchor: Anchor | None = None) -> Mapping[str, str]:
    """Return every citation of a place, or of the edition, by the form's name."""
    words = config.words
    where = locating.locator(anchor, words) if anchor else ""
    return {form.id: fill(form, address(config, anchor), where, words=words) for form in forms(config)}


def entry(config: EditionConfig) -> str:
    """Return the edition as an entry of a bibliography, without an address if it is not published."""
    words = cite_all(config)["chicago-entry"]
    return words if config.site_url else words.removesuffix(f" {address(config)}.")
