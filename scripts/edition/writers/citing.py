"""The script of the citation dialogue: the forms of citation as templates, and the placeholders in them."""

import json

from edition import theme
from edition.model.anchors import AnchorKind
from edition.model.edition import Edition
from edition.style import citing, locating

FILE = f"{theme.ASSETS}/citing.js"
GLOBAL = "editionCiting"
"""The global that the script sets."""

CITABLE = frozenset(AnchorKind) - {AnchorKind.NOTE_CALL}
"""A note call only leads to its note; people cite the paragraph or the note."""


def _form(form: citing.Form) -> list[str]:
    return [form.id, form.label, form.escape, form.part, *([form.whole] if form.whole != form.part else [])]


def script(edition: Edition) -> str:
    """Return the script: every form as a template; the locator and the page of each anchor that the site has."""
    places: dict[str, dict[str, str]] = {}
    for anchor in edition.anchors.values():
        if anchor.kind in CITABLE and anchor.id not in edition.absent:
            places.setdefault(citing.page(anchor), {})[anchor.id] = locating.locator(anchor, edition.words)
    config, words = edition.config, edition.words
    data = {
        "title": config.title_in_brackets(config.title),
        "version": config.version,
        "quotes": [*words.sentence_quotes.signs, *words.sentence_quotes[2:]],
        "site": citing.address(config) if config.site_url else "",
        "forms": [_form(form) for form in citing.forms(config)],
        "quotation": _form(citing.quotation(config)),
        "places": places,
    }
    return f"window.{GLOBAL}={json.dumps(data, ensure_ascii=False, separators=(',', ':'))};\n"
