"""The words of the theme's templates and scripts, as a template that all engines can read (`partials/catalogue.html`).

Zensical runs no plugins, so that the theme must have the words of every language itself. The file is made from the
catalogues; a test says when it is not as they are.
"""

import json
import re
from collections.abc import Mapping

from edition import words
from edition.words import OTHER, Forms

TEMPLATES, SCRIPTS = ("theme", "turning", "edition"), "script"
"""The groups of words of the templates, and that of the scripts."""
REMARK = "{#- Made from scripts/edition/words: `python3 scripts/run.py test tests/test_words.py --accept`. -#}\n"


def _of_templates(catalogue: Mapping[str, Forms]) -> dict[str, str]:
    return {name: forms[OTHER] for name, forms in catalogue.items() if name.partition(".")[0] in TEMPLATES}


def _are_complete(language: str) -> bool:
    """Return whether a language has every word that scripts print: they cannot mark single ones."""
    printed = re.compile(rf"(?:{SCRIPTS}|kind)\.|citing\.form_")
    return words.catalogue(language).keys() >= {*filter(printed.match, words.catalogue(words.SOURCE))}


def _of_scripts(language: str) -> dict[str, str]:
    """Return the words of scripts, every plural form of the language under a name of its own (`results_one`)."""
    found: dict[str, str] = {}
    own, tags = words.catalogue(language), words.plural_forms(language)
    for name, english in words.catalogue(words.SOURCE).items():
        group, _, short = name.partition(".")
        if group == SCRIPTS:
            forms = own.get(name, english)
            counted = {f"{short}_{tag}": forms.get(tag, forms[OTHER]) for tag in tags}
            found |= counted if len(english) > 1 else {short: forms[OTHER]}
    return found


def template() -> str:
    """Return the template: `all` and `scripts` are the words of templates and of scripts, by language and name."""
    known = words.languages()
    of_templates = {language: _of_templates(words.catalogue(language)) for language in known}
    of_scripts = {language: _of_scripts(language) for language in known if _are_complete(language)}
    rows = {"all": of_templates, "scripts": of_scripts}
    lines = (f"{{%- set {name} = {json.dumps(row, ensure_ascii=False, indent=1)} -%}}\n" for name, row in rows.items())
    return REMARK + "".join(lines)
