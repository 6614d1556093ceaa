"""Rules about the settings of the site generator (`mkdocs.yml`): they can be used, and are this edition's."""

from collections.abc import Iterator

from edition.checks.rule import Fault, rule
from edition.model.draft import Draft
from edition.model.edition import Edition


@rule("settings-invalid")
def settings_invalid(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report settings that MkDocs would refuse, or with which it could not build an edition.

    What: mkdocs.yml may have only settings of MkDocs, each of its kind; the theme, extensions and plug-ins that it
        names must be installed, its files must exist; it must have `site_name`, `theme` and the extension
        `edition.markdown_extension`; a list of `plugins` must contain `search` if the theme is `edition`.
    Why: MkDocs would stop, or build pages without the edition.
    Fix: correct the setting, or remove it: MkDocs has a default for most.
    """
    if draft.settings:
        yield from draft.settings.faults
