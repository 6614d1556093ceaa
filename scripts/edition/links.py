"""`edition links`: visit every address outside the edition, and record what was found in `citations/links.yml`."""

import json
import posixpath
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from edition import visiting
from edition.model.draft import Draft
from edition.model.edition import Edition
from edition.model.links import FILE, LinkRecord
from edition.readers.settings import FILE as SETTINGS
from edition.style.outside import lead_outside
from edition.visiting import Limits

__all__ = ["FILE", "PATIENT", "Wishes", "update", "write_page"]

PATIENT = Limits()
PAGE = "docs/links.md"
NAV = re.compile(r"^nav:[ \t]*(?:#.*)?\n(?P<items>(?P<indent> *)- .*(?:\n(?: *- | +|$).*)*)", re.MULTILINE)
"""The contents of a site as a list in lines."""
HEAD = """\
# What was found when the addresses outside the edition were visited: written by `edition links`. Only `archived` and
# `archived_on`, a copy in an archive and its day, may be entered by hand; they are kept.
"""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user wants: how many days a good visit holds, an archive's service for copies, and the day of today."""

    days: int = 30
    service: str = ""
    today: date = field(default_factory=date.today)


class NoNetworkError(Exception):
    """No address answered: the network is to blame, not the addresses."""


def _add_to_contents(settings: str, title: str) -> str:
    """Return the settings of MkDocs with the page at the end of `nav`; unchanged if `nav` is not a block list."""
    found = NAV.search(settings)
    if not found:
        return settings
    end = found.start() + len(found[0].rstrip())
    return f"{settings[:end]}\n{found['indent']}- {title}: {posixpath.basename(PAGE)}{settings[end:]}"


def write_page(root: Path, draft: Draft) -> list[str]:
    """Write the page with the list of addresses if no page asks for it, and return what the editor should know."""
    if any(asked.name == "links" for asked in draft.lists) or (root / PAGE).exists():
        return []
    title = draft.config.words("links.title")
    (root / PAGE).write_text(f"# {title}\n\n/// edition | links\n///\n", encoding="utf-8")
    settings = root / SETTINGS
    before = settings.read_text(encoding="utf-8") if draft.settings and draft.settings.nav is not None else ""
    after = _add_to_contents(before, title)
    if before != after:
        settings.write_text(after, encoding="utf-8")
        return [f"{PAGE} written, and listed at the end of `nav` in {SETTINGS}"]
    advice = f"; add `- {title}: {posixpath.basename(PAGE)}` to `nav` in {SETTINGS}" if before else ""
    return [f"{PAGE} written{advice}"]


def _is_recent(record: LinkRecord, wishes: Wishes) -> bool:
    """Return whether a good address was visited in the last days."""
    point = record.visited.first
    if not record.is_fine or point is None or not point.day or not point.exists(julian=False):
        return False
    return 0 <= (wishes.today - date(*point.span[0])).days < wishes.days


def _write(record: Mapping[str, str]) -> str:
    """Return a record in YAML; a text in JSON is one in YAML, too (YAML 1.2, § 1.3)."""
    lines = (f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in record.items() if value)
    return "- " + "\n  ".join(lines) + "\n"


def _known(record: LinkRecord) -> dict[str, str]:
    visited = {"state": record.state, "answer": record.answer, "visited": record.visited.written, "now": record.now}
    return {"id": record.id, **visited, "archived": record.archived, "archived_on": record.archived_on.written}


def _check_network(found: Mapping[str, visiting.Visit]) -> None:
    if found and all(visit.answer.startswith(visiting.NO_ANSWER) for visit in found.values()):
        raise NoNetworkError


def update(edition: Edition, wishes: Wishes, limits: Limits, report: Callable[[str], None]) -> tuple[str, bool]:
    """Visit the addresses that were not visited lately, and return the new text of the file.

    When this is interrupted, the text has what was found before, and the second value is true.
    Addresses that the edition no longer gives are left out. With a service, an archive is asked for copies of those
    that have none. What was found is reported in a line.

    Raises:
        NoNetworkError: if nothing answered.
    """
    urls = list(lead_outside(edition))
    known = {record.id: record for record in edition.links}
    due = [url for url in urls if url not in known or not _is_recent(known[url], wishes)]
    bare = [url for url in urls if wishes.service and not (url in known and known[url].archived)]
    found: dict[str, visiting.Visit] = {}
    copies: dict[str, tuple[str, str]] = {}
    try:
        found = visiting.visit(due, limits)
        _check_network(found)
        for url in bare:
            copies[url] = visiting.find_copy(url, wishes.service, limits)
        is_complete = True
    except KeyboardInterrupt as stopped:
        found = stopped.found if isinstance(stopped, visiting.StoppedError) else found
        _check_network(found)
        is_complete = False
        report("interrupted: the next run visits the rest")
    records = []
    for url in urls:
        record = _known(known[url]) if url in known else {"id": url}
        if visit := found.get(url):
            seen = {"state": visit.state, "answer": visit.answer, "visited": wishes.today.isoformat(), "now": visit.now}
            record |= seen
        if url in copies:
            record["archived"], record["archived_on"] = copies[url]
        records.append(record)
    counts = Counter(record["state"] for record in records if record.get("state"))
    states = ", ".join(f"{number} {state}" for state, number in sorted(counts.items()))
    report(f"{len(found)} of {len(urls)} addresses visited; {states or 'none known'}")
    return "\n".join([HEAD, *map(_write, records)]), not is_complete
