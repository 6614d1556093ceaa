"""Functions shared by CSL-JSON and RIS: the title, language and date of a work in parts."""

from edition.config import with_subtitle
from edition.model.bibliography import Work
from edition.model.dates import Date
from edition.style.dates import in_words
from edition.style.languages import is_transliterated
from edition.style.locating import upper_first
from edition.words import Words


def title(work: Work) -> str:
    """Return a work's title with its subtitle."""
    return with_subtitle(work.title, work.subtitle)


def original_title(work: Work) -> str:
    """Return the title of the work that was translated; empty if only the script differs."""
    return "" if is_transliterated(work) else work.original_title


def issued(work: Work) -> Date:
    """Return the date by which the item is known: of the edition, of first publication, or of writing."""
    return work.date or work.first_published or work.written


def original(work: Work) -> Date:
    """Return the date of origin of a work: of writing, else of first publication."""
    return work.written or work.first_published


def containers(work: Work) -> tuple[str, ...]:
    """Return the containers of a work, innermost first; formats that allow only one put the others in the note."""
    return tuple(name for name in (work.journal, work.book_title, work.main_title) if name)


def day(work: Work) -> str:
    """Return the day, month or year (ISO 8601-1) at the start of `issued`, for formats without other dates."""
    first = issued(work).first
    return first.iso if first and not first.open_digits else ""


def note(work: Work, words: Words) -> str:
    """Return a remark with what the formats have no field for: how a work was published, its note, further dates."""
    in_own_script = work.original_title and is_transliterated(work)
    written = work.written if work.written != issued(work) else None
    first = work.first_published if work.written and work.date else None
    ours = (
        words("work.own_script", title=work.original_title) if in_own_script else "",
        words("work.written", date=in_words(written, words)) if written else "",
        words("work.first_published", date=in_words(first, words)) if first else "",
        *(f"{words('work.in')} {name}" for name in containers(work)[1:]),
        *(words(f"work.not_all_{role}s") for role in work.and_others),
    )
    parts = (work.how_published.rstrip("."), work.note.rstrip("."), *map(upper_first, ours))
    return ". ".join(filter(None, parts))
