"""Rules about dates: each exists in its calendar, and the two calendars agree."""

from collections.abc import Iterator

from edition.checks import walking
from edition.checks.rule import Fault, rule
from edition.model.dates import Date, Day, Point
from edition.model.draft import Draft
from edition.model.edition import Edition
from edition.source import Place


def _number(day: Day, *, julian: bool) -> int:
    """Return the Julian Day Number (Explanatory Supplement to the Astronomical Almanac, 3rd ed., § 15.11)."""
    year, month, number = day
    shift = (14 - month) // 12
    years, months = year + 4800 - shift, month + 12 * shift - 3
    days = number + (153 * months + 2) // 5 + 365 * years + years // 4
    return days - 32083 if julian else days - years // 100 + years // 400 - 32045


def _report_impossible(date: Date, what: str, at: Place, *, julian: bool) -> Iterator[Fault]:
    """Yield what is wrong with a date, which is `what` (“the `date` of …”)."""
    place = date.place or at
    subject = f"“{date.written}”, {what},"
    if date.fault:
        fix = f"did you mean `{date.meant}`?" if date.meant else ""
        yield Fault(place, f"{subject} {date.fault}", fix)
    elif not all(point.exists(julian=julian) for point in date.points):
        yield Fault(place, f"{subject} does not exist in its calendar", "check the day and the calendar in the source.")
    elif date.is_backwards:
        yield Fault(place, f"{subject} ends before it begins", "write the earlier date first.")


@rule("date-impossible")
def date_impossible(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report dates that are malformed or impossible.

    What: a date in the chronology or in an entry must be valid EDTF (`1917-04`, `1917-04-10`, `1917~`, intervals
        with `/`) and exist in its calendar: Julian for Old Style, Gregorian for New Style, either for an entry.
    Why: a reader would look in vain for a day that never existed, and the date would be sorted wrongly.
    Fix: correct the date. Every event needs a New Style date; an interval begins with its earlier date; if an entry
        has both `date` and `year`, they must agree.
    """
    for work in walking.works(draft):
        for field, date in (("written", work.written), ("origdate", work.first_published), ("date", work.date)):
            yield from _report_impossible(date, f"the `{field}` of “{work.key}”", work.at(field, "year"), julian=True)
    for person in draft.authorities:
        if person.dates.points:  # anything else is words, printed as typed
            yield from _report_impossible(person.dates, f"the `dates` of “{person.id}”", person.place, julian=False)
    for event in draft.events:
        if not event.new:
            fix = "add `new: 1917-04-10`, with its date."
            yield Fault(event.place, f"the event “{event.id}” has no New Style date", fix)
        yield from _report_impossible(event.old, f"the Old Style date of “{event.id}”", event.place, julian=True)
        yield from _report_impossible(event.new, f"the New Style date of “{event.id}”", event.place, julian=False)


def _compare_styles(old: Point, new: Point) -> str:
    """Return in which way the two styles of a date cannot be the same time; the empty string where they can."""
    (first, last), (new_first, new_last) = old.span, new.span
    if len(old.parts) != len(new.parts):
        return "one is more precise than the other"
    apart = _number(new_first, julian=False) - _number(first, julian=True)
    if old.day:
        return f"they are not the same day; the New Style date is off by {apart:+d}" if apart else ""
    meet = apart <= _number(last, julian=True) - _number(first, julian=True)
    meet &= _number(first, julian=True) <= _number(new_last, julian=False)
    return "" if meet else "they have no day in common"


@rule("date-styles-differ")
def date_styles_differ(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Compare the Old Style and New Style dates of an event.

    What: the two dates of an event must be the same day: 12 days apart in the nineteenth century, 13 from March
        1900; where they give only months or years, these must overlap.
    Why: readers trust a date given in both calendars; one of the two would be wrong.
    Fix: keep the date that the source gives, and convert it again for the other calendar.
    """
    for event in draft.events:
        old, new = event.old, event.new
        if not old.points or not new.points:
            continue
        if old.is_interval != new.is_interval:
            yield Fault(event.place, f"“{event.id}” has an interval in one calendar and a single date in the other")
        for one, other in ((old.first, new.first), (old.last, new.last)):
            if not one or not other:
                continue
            if one.exists(julian=True) and other.exists(julian=False) and (wrong := _compare_styles(one, other)):
                subject = f"“{one.iso}” (Old Style) and “{other.iso}” (New Style) of “{event.id}”"
                yield Fault(new.place or event.place, f"{subject}: {wrong}")
