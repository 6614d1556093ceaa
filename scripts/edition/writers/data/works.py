"""What CSL-JSON and RIS have in common: a work's title, language and date in parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.style.dates import in_words
from edition.style.works import is_transliterated

if TYPE_CHECKING:
    from edition.model.bibliography import Work
    from edition.model.dates import Date


def title(work: Work) -> str:
    """Return a work's title with its subtitle."""
    return f"{work.title}: {work.subtitle}" if work.subtitle else work.title


def original_title(work: Work) -> str:
    """Return the title of the work that was translated; nothing where only the letters are others."""
    return "" if is_transliterated(work) else work.original_title


def issued(work: Work) -> Date:
    """Return the date under which the described thing is known: of the edition, of first publication, of writing."""
    return work.date or work.first_published or work.written


def day(work: Work) -> str:
    """Return the day, month or year (ISO 8601-1) with which `issued` begins, for formats that know no other dates."""
    first = issued(work).first
    return first.iso if first and not first.open_digits else ""


def note(work: Work) -> str:
    """Return how the work came out, an entry's remark, the title in its own script, and when it was written.

    The last only where the date says something else.
    """
    script = (
        f"Title in its own script: {work.original_title}" if work.original_title and is_transliterated(work) else ""
    )
    written = f"Written {in_words(work.written)}" if work.written and work.written != issued(work) else ""
    return ". ".join(part for part in (work.how_published, work.note.rstrip("."), script, written) if part)
