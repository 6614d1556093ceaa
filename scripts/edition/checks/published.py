"""Rules of what was published: anchors that stay, and what an address needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition import config
from edition.checks import walking
from edition.checks.rule import Fault, rule
from edition.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.model.draft import Draft
    from edition.model.edition import Edition


@rule("anchor-lost")
def anchor_lost(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Find published anchors that the edition no longer has.

    What: every anchor of citations/anchors.txt must be in the edition, or have a tombstone there that says what
        became of it.
    Why: an anchor is an address that others cite; once published it never disappears.
    Fix: restore the anchor; if its thing was truly withdrawn, write `withdrawn: reason` in the place of its words.
    """
    known = edition.anchors
    new = known.keys() - {published.anchor for published in draft.published}
    for published in draft.published:
        if not published.version:
            fix = "restore the line; there are tabs between its three parts."
            yield Fault(published.place, "the line is not an anchor, a version and words", fix)
        elif published.anchor not in known and not published.withdrawn:
            fix = walking.did_you_mean(published.anchor, new, "Its old name must lead to it still.")
            message = f"“{published.anchor}” was published in version {published.version} and is gone"
            yield Fault(published.place, message, fix)


@rule("anchor-moved")
def anchor_moved(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Find published anchors that stand on other words.

    What: a section, paragraph or emendation must have under its published anchor the words with which it was published.
    Why: whoever cited the anchor meant those words; on others, the citation is false.
    Fix: give the words their old anchor and the newcomer a new one.
    """
    for published in draft.published:
        anchor = edition.anchors.get(published.anchor)
        if anchor and published.words and anchor.words != published.words:
            message = f"“{published.anchor}” was published on “{published.words}” and stands on “{anchor.words}”"
            yield Fault(published.place, message)


@rule("site-url-missing", Severity.REVIEW)
def site_url_missing(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Ask where the edition is published.

    What: citations/edition.yml should give `site_url`, the address at which the edition is read.
    Why: without it citations name no address, and pages leave out all metadata that must be absolute.
    Fix: enter the address as soon as there is one.
    """
    if not draft.config.site_url:
        yield Fault(
            walking.described(draft, "site_url"),
            "there is no site_url; links stay relative, absolute metadata is left out",
        )


@rule("settings-differ")
def settings_differ(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Compare the settings of the site's engine with the edition's description.

    What: `extra` in mkdocs.yml must give `lang`, `version` and `date` as citations/edition.yml has them.
    Why: head and foot of every page are made of these settings, all else of the description; a page would name another
        version than its own citations, or no language to a screen reader.
    Fix: write what citations/edition.yml has.
    """
    if draft.settings is None:
        return
    own = draft.config
    for name, value in (("lang", own.language), ("version", own.version), ("date", own.date)):
        said, place = draft.settings.extra.get(name, ("", draft.settings.place))
        if said != value:
            message = f"`extra` has the {name} “{said}”" if said else f"`extra` has no {name}"
            quoted = f'"{value}"' if name == "date" else value
            yield Fault(place, f"{message}, {config.FILE} has “{value}”", f"write `{name}: {quoted}` below `extra`.")
