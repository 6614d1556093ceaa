"""Rules about what was published: anchors stay, and addresses are complete."""

import json
from collections.abc import Iterator, Mapping

from edition import config, ids, languages
from edition.checks import anchors, causes
from edition.checks.rule import Fault, rule
from edition.diagnostics import Problem, Severity, Subject, find_nearest
from edition.model.draft import Draft
from edition.model.edition import Edition
from edition.model.published import PublishedAnchor
from edition.model.settings import Settings
from edition.resolve import identity
from edition.source import Place
from edition.style import settings
from edition.words import nameless

FIELDS = {
    "lang": "language",
    "dir": "language",
    "typefaces": "fonts",
    "version": "version",
    "date": "date",
    "day": "date",
    "loci": "bibliography",
    "series": "",
    "certainties": "",
}
"""The values below `extra` in mkdocs.yml, and the field of the description from which each follows, if any."""
FEW = 4
"""How many lost anchors of one part of the edition are reported individually."""


@rule("anchor-lost")
def anchor_lost(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report published anchors that the edition no longer has.

    What: every anchor in citations/anchors.txt must be in the edition, or its line must say why it was withdrawn.
    Why: others have cited the anchor; without it their links lead nowhere.
    Fix: restore the anchor; if what it marked was really withdrawn, replace the words on its line by `withdrawn:
        reason`.
    """
    known = edition.anchors
    places = {anchor: place for anchor, _, place in anchors.find_all(draft)}
    new = known.keys() - {published.anchor for published in draft.published.anchors}
    lost: dict[frozenset[str], list[PublishedAnchor]] = {}
    for published in draft.published.anchors:
        if published.anchor not in known and not published.withdrawn:
            lost.setdefault(causes.parts_with(published.anchor), []).append(published)
    for parts, gone in lost.items():
        if len(gone) > FEW:
            names = ", ".join(f"“{published.anchor}”" for published in gone[:FEW])
            message = f"{names} and {len(gone) - FEW} other published anchors are missing"
            fix = f"was a file of the {' or the '.join(sorted(parts))} lost or emptied? If so, restore it."
            yield Fault(gone[0].place, message, fix, Subject(Problem.DAMAGED, gone[0].anchor))
            continue
        for published in gone:
            near = find_nearest(published.anchor, new)
            fix = f"did you mean “{near}”? If so, change it back." if near else ""
            message = f"“{published.anchor}” was published in version {published.version}, but is missing"
            about = Subject(Problem.MISSING, ids.owner(published.anchor), ids.owner(near))
            yield Fault(places.get(near, published.place), message, fix, about)


@rule("anchor-moved")
def anchor_moved(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report published anchors that now mark other words.

    What: the published anchor of a section, paragraph or emendation must mark the words with which it was
        published.
    Why: whoever cited the anchor meant those words; on other words, the citation is false.
    Fix: move the old anchor back to its words, and give the new passage a new anchor.
    """
    for published in draft.published.anchors:
        anchor = edition.anchors.get(published.anchor)
        if anchor and published.words and anchor.words != published.words:
            message = f"“{anchor.id}” was published with the words “{published.words}”, but now marks “{anchor.words}”"
            yield Fault(published.place, message, about=Subject(Problem.DAMAGED, anchor.id))


def _list_changes(parts: tuple[tuple[str, str, str], ...]) -> str:
    return ", ".join(f"{name} “{then}” (now “{now}”)" for name, then, now in parts)


@rule("anchor-changed", Severity.REVIEW)
def anchor_changed(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report published anchors that now seem to mark a different thing.

    What: the published anchor of a note, an entry, an event or any other thing must mark the same thing as when it
        was published; citations/anchors.txt records the parts by which it is recognised, and only one of them may
        change at a time. A note published as unidentified may change as a whole, if its call stays where it is.
    Why: whoever cited the anchor meant the thing published; if two are exchanged, every citation of either is
        false.
    Fix: give each thing its old label, key or id; if it is the same thing, only revised, run `edition anchors
        --record --reviewed` with the anchor.
    """
    moved = {
        p.anchor
        for p in draft.published.anchors
        if p.words and (a := edition.anchors.get(p.anchor)) and a.words != p.words
    }
    for found in identity.find_changed(draft.published.anchors, edition.anchors):
        name = found.published.anchor
        if name in moved:
            continue
        message = f"“{name}” ({found.anchor.reference}) was published with {_list_changes(found.parts)}"
        fix = f"if it is the same thing, only revised, run `edition anchors --record --reviewed {name}`"
        exchanged = f"were “{name}” and “{found.taken}” exchanged? If so, change them back"
        advice = exchanged if found.taken else "give the thing published its old name"
        yield Fault(found.published.place, message, f"{advice}; {fix}.", Subject(Problem.DAMAGED, name))


@rule("anchors-damaged")
def anchors_damaged(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report damage to the list of published anchors.

    What: citations/anchors.txt must list every published anchor once and must be complete; an edition that has
        published nothing has no such file.
    Why: an anchor missing from the list is not protected: it could disappear or move without anyone noticing.
    Fix: after a failed git merge, keep the lines of both versions, each anchor once; otherwise restore the file
        from the last published version.
    """
    yield from draft.published.broken


@rule("site-url-missing", Severity.REVIEW)
def site_url_missing(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report an edition without a published address.

    What: citations/edition.yml should give `site_url`, the address at which the edition is published.
    Why: without it, citations have no address, and pages lack all metadata that need an absolute one.
    Fix: add `site_url` as soon as there is an address.
    """
    if not draft.config.site_url and "site_url" not in draft.unusable:
        yield Fault(
            draft.place_of_setting("site_url"),
            "`site_url` is missing: links stay relative, and metadata that need an absolute address are left out",
        )


@rule("description-unusable")
def description_unusable(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report what cannot be used in the edition's description.

    What: citations/edition.yml must be valid YAML with the fields listed in the editorial guidelines, each with a
        valid value.
    Why: every page and file describes the edition from these fields; an invalid one would be left out.
    Fix: correct the field; all faults in the file are reported at once.
    """
    yield from draft.broken_description


@rule("settings-unreadable")
def settings_unreadable(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report settings of the site generator that are unreadable or would be misread.

    What: mkdocs.yml must be valid YAML, and YAML must read each value as it is written.
    Why: MkDocs stops at a file that it cannot read; it reads `version: 0.10` as a number, and pages would print
        “0.1”.
    Fix: correct the line; put texts that YAML takes for numbers or dates in quotation marks.
    """
    yield from draft.broken_settings


@rule("settings-differ")
def settings_differ(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report settings of the site generator that contradict the edition.

    What: `site_name` in mkdocs.yml must be the title of the edition, with or without its subtitle; `site_author` its
        editors or its author; `site_url` and `repo_url` the addresses in citations/edition.yml. Under `extra`,
        `lang`, `dir`, `typefaces`, `version`, `date`, `loci`, `series` and `certainties` may be left out; if given,
        they must be as the edition has them. The theme `material` must have the edition's `language`, if it knows it.
    Why: the header and footer of every page use these settings, everything else uses the edition: a page would show
        one title and its citations another, or tell screen readers the wrong language.
    Fix: copy the title from citations/edition.yml; remove the others.
    """
    if draft.settings is None:
        return
    yield from _different_texts(draft, draft.settings.texts or {})
    yield from _different_language(draft, draft.settings)
    for name, value in settings.implied(edition).items():
        given, place = draft.settings.extra.get(name, (value, Place(config.FILE)))
        if given != value and FIELDS[name] not in draft.unusable:
            message = f"`{name}` under `extra` differs from the notes and the bibliography"
            if isinstance(value, str):
                message = f"`{name}` under `extra` is “{given}”, but {config.FILE} has “{value}”"
            yield Fault(place, message, f"remove `{name}`; the edition provides it.")


def _different_language(draft: Draft, given: Settings) -> Iterator[Fault]:
    """Yield that stock Material has another language than the edition; the edition's own theme takes it from there."""
    tag = draft.config.editors_language
    own = languages.primary(tag)
    if given.language and own in given.languages and languages.primary(given.language[0]) != own:
        message = f"the language of the theme is “{given.language[0]}”, but that of the pages is “{tag}”"
        yield Fault(given.language[1], message, f"write `language: {own}` under `theme`.")


def _different_texts(draft: Draft, texts: Mapping[str, tuple[str, Place]]) -> Iterator[Fault]:
    """Yield the settings whose texts differ from the description, usually because they belong to another edition."""
    own = draft.config
    titles = {own.title_in_brackets(title) for title in (own.title, own.full_title)} | {own.title, own.full_title}
    people = {own.author.natural, own.author.sort, own.printed_author, *nameless()}
    expected: dict[str, tuple[str, str, set[str]]] = {
        "site_name": ("title", own.title, titles),
        "site_author": ("editors", own.editors or own.author.natural, people),
        "site_url": ("site_url", own.site_url, {own.site_root, own.site_root.rstrip("/")}),
        "repo_url": ("repository", own.repository, set()),
    }
    for name, (field, value, others) in expected.items():
        given, place = texts.get(name, ("", None))
        if (
            given
            and place
            and field not in draft.unusable
            and given.casefold() not in map(str.casefold, {value, *others})
        ):
            fix = f"write `{name}: {json.dumps(value, ensure_ascii=False)}`." if value else f"remove `{name}`."
            have = f"has “{value}”" if value else f"has no `{field}`"
            message = f"`{name}` is “{given}”, but {config.FILE} {have}"
            yield Fault(place, message, fix)
