"""Rules of what was published: anchors that stay, and what an address needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition import config
from edition.checks import causes, walking
from edition.checks.rule import Fault, rule
from edition.diagnostics import Severity
from edition.resolve import identity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.model.draft import Draft
    from edition.model.edition import Edition
    from edition.model.published import PublishedAnchor


FEW = 4
"""So many lost anchors of one part of the edition are told one by one."""


@rule("anchor-lost")
def anchor_lost(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Find published anchors that the edition no longer has.

    What: every anchor of citations/anchors.txt must be in the edition, or have a tombstone there that says what
        became of it.
    Why: an anchor is an address that others cite; once published it never disappears.
    Fix: restore the anchor; if its thing was truly withdrawn, write `withdrawn: reason` in the place of its words.
    """
    known = edition.anchors
    new = known.keys() - {published.anchor for published in draft.published.anchors}
    lost: dict[frozenset[str], list[PublishedAnchor]] = {}
    for published in draft.published.anchors:
        if published.anchor not in known and not published.withdrawn:
            lost.setdefault(causes.parts_with(published.anchor), []).append(published)
    for parts, gone in lost.items():
        if len(gone) > FEW:
            names = ", ".join(f"“{published.anchor}”" for published in gone[:FEW])
            message = f"{names} and {len(gone) - FEW} other published anchors are gone"
            fix = f"was a file of the {' or the '.join(sorted(parts))} lost or emptied? Restore it."
            yield Fault(gone[0].place, message, fix)
            continue
        for published in gone:
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
    for published in draft.published.anchors:
        anchor = edition.anchors.get(published.anchor)
        if anchor and published.words and anchor.words != published.words:
            message = f"“{published.anchor}” was published on “{published.words}” and stands on “{anchor.words}”"
            yield Fault(published.place, message)


def _said(parts: tuple[tuple[str, str, str], ...]) -> str:
    return ", ".join(f"{name} “{then}”, now “{now}”" for name, then, now in parts)


@rule("anchor-changed", Severity.REVIEW)
def anchor_changed(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Find published anchors under which another thing seems to stand.

    What: a note, an entry, an event or any other thing should be under its published anchor the one that was published
        there; citations/anchors.txt has the parts by which it is recognised, of which one may change alone.
    Why: whoever cited the anchor meant that thing; where two are exchanged, every citation of either is false.
    Fix: give each thing its old label, key or id; if it is the same thing, only revised, run `edition anchors --record
        --reviewed` with the anchor.
    """
    moved = {
        p.anchor
        for p in draft.published.anchors
        if p.words and (a := edition.anchors.get(p.anchor)) and a.words != p.words
    }
    for found in identity.changed(draft.published.anchors, edition.anchors):
        name = found.published.anchor
        if name in moved:
            continue
        message = f"“{name}” ({found.anchor.reference}) was published with {_said(found.parts)}"
        fix = f"if it is the same thing, only revised, run `edition anchors --record --reviewed {name}`"
        if found.taken:
            yield Fault(
                found.published.place, message, f"did “{name}” and “{found.taken}” change places? Otherwise, {fix}."
            )
        else:
            yield Fault(found.published.place, message, f"give what stood there its old name; {fix}.")


@rule("anchors-damaged")
def anchors_damaged(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report what is damaged in the list of published anchors.

    What: citations/anchors.txt, where there is one, must list every published anchor once, whole and to its end; an
        edition that has published nothing has no such file.
    Why: what the list has lost is not guarded: a published anchor could disappear or move and no one would see it.
    Fix: of two versions that git could not merge keep the lines of both, each anchor once; or restore the file from the
        last published version.
    """
    yield from draft.published.broken


@rule("site-url-missing", Severity.REVIEW)
def site_url_missing(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Ask where the edition is published.

    What: citations/edition.yml should give `site_url`, the address at which the edition is read.
    Why: without it citations name no address, and pages leave out all metadata that must be absolute.
    Fix: enter the address as soon as there is one.
    """
    if not draft.config.site_url and "site_url" not in draft.unusable:
        yield Fault(
            walking.described(draft, "site_url"),
            "there is no site_url; links stay relative, absolute metadata is left out",
        )


@rule("description-unusable")
def description_unusable(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report what cannot be used in the edition's description.

    What: citations/edition.yml must be YAML with the fields of the editorial guidelines, each of its kind.
    Why: every page and every file says of the edition what stands there; what is not understood would be left out.
    Fix: correct what is named; all that is wrong is named at once.
    """
    yield from draft.broken_description


@rule("settings-unreadable")
def settings_unreadable(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report what cannot be read in the settings of the site's engine, or is read otherwise than it is written.

    What: mkdocs.yml must be YAML that means to the engine what it says to a person.
    Why: the engine stops at what it cannot read; where it reads `version: 0.10` as a number, pages print “0.1”.
    Fix: correct the line named; texts that YAML takes for something else stand in quotation marks.
    """
    yield from draft.broken_settings


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
    for name, field in (("lang", "language"), ("version", "version"), ("date", "date")):
        if field in draft.unusable:
            continue
        value = str(getattr(own, field))
        said, place = draft.settings.extra.get(name, ("", draft.settings.place))
        if said != value:
            message = f"`extra` has the {name} “{said}”" if said else f"`extra` has no {name}"
            quoted = f'"{value}"' if name == "date" else value
            yield Fault(place, f"{message}, {config.FILE} has “{value}”", f"write `{name}: {quoted}` below `extra`.")
