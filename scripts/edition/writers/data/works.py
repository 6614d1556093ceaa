"""What CSL-JSON and RIS have in common: a work's title, language and date in parts."""

from edition.config import with_subtitle
from edition.model.bibliography import Work
from edition.model.dates import Date
from edition.style.dates import in_words
from edition.style.languages import is_transliterated


def title(work: Work) -> str:
    """Return a work's title with its subtitle."""
    return with_subtitle(work.title, work.subtitle)


def original_title(work: Work) -> str:
    """Return the title of the work that was translated; nothing where only the letters are others."""
    return "" if is_transliterated(work) else work.original_title


def issued(work: Work) -> Date:
    """Return the date under which the described thing is known: of the edition, of first publication, of writing."""
    return work.date or work.first_published or work.written


def original(work: Work) -> Date:
    """Return when a work came into being: the date of its writing, else of its first publication."""
    return work.written or work.first_published


def houses(work: Work) -> str:
    """Return the publisher, institution and organisation of a work."""
    return "; ".join(house for house in (work.publisher, work.institution, work.organization) if house)


def containers(work: Work) -> tuple[str, ...]:
    """Return the containers of a work, innermost first; formats that allow one have the others in the note."""
    return tuple(name for name in (work.journal, work.book_title, work.main_title) if name)


def day(work: Work) -> str:
    """Return the day, month or year (ISO 8601-1) with which `issued` begins, for formats that know no other dates."""
    first = issued(work).first
    return first.iso if first and not first.open_digits else ""


def note(work: Work) -> str:
    """Return as one remark what the formats have no field for: how a work was published, its note, further dates."""
    script = (
        f"Title in its own script: {work.original_title}" if work.original_title and is_transliterated(work) else ""
    )
    written = f"Written {in_words(work.written)}" if work.written and work.written != issued(work) else ""
    first = work.first_published if work.written and work.date else None
    sentences = (
        work.how_published,
        work.note.rstrip("."),
        script,
        written,
        f"First published {in_words(first)}" if first else "",
        *(f"In {name}" for name in containers(work)[1:]),
        *(f"Not all {role}s are named" for role in work.and_others),
    )
    return ". ".join(part for part in sentences if part)
