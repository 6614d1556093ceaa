"""Pages as bibliographies and citations name them: runs of pages, Roman or Arabic, and what is remarked on them."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import inf

from edition.source import Place

ROMAN = "roman"
"""The series of pages numbered in Roman figures."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its label as printed (`12`, `xii`, `A5`, `12v`), the series that it is counted in, and its number.

    `series` is empty for Arabic figures, `roman`, or what stands before the figures (`A`); `side` is what stands after
    them (`r`, `v`, `n12`).
    """

    label: str
    number: int
    series: str = ""
    side: str = ""

    @property
    def order(self) -> tuple[int, str, int, str]:
        """Return what pages are sorted by: Roman ones come first, those with letters last."""
        series = 0 if self.series == ROMAN else 1 if not self.series else 2
        return series, self.series, self.number, self.side


@dataclass(frozen=True, slots=True)
class PageRange:
    """A run of pages, both ends included; a single page is its own last. `following` is `f.` or `ff.`."""

    first: Page
    last: Page
    following: str = ""

    def __str__(self) -> str:
        """Return the run in print, with an en dash: `12–14`, `57ff.`."""
        last = "" if self.last == self.first else f"–{self.last.label}"
        space = " " if self.following and self.last.series == ROMAN else ""
        return f"{self.first.label}{last}{space}{self.following}"

    @property
    def is_backwards(self) -> bool:
        """Return whether the run ends before it begins; Roman pages come before all others."""
        first, last = self.first, self.last
        if first.series == last.series:
            return (last.number, last.side) < (first.number, first.side)
        return last.series == ROMAN

    @property
    def full_range(self) -> str:
        """Return what an abbreviated last page (`151–5`) must mean, in full (`151–155`), or the empty string."""
        first, last = self.first.label, self.last.label
        full = first[: -len(last)] + last
        short = self.is_backwards and full.isdecimal() and len(last) < len(first) and int(full) > self.first.number
        return f"{first}–{full}" if short else ""

    def bounds(self, series: str) -> tuple[float, float] | None:
        """Return the first and last number of this run that belong to a series; `None` where none does."""
        end = self.last.number + {"": 0, "f.": 1}.get(self.following, inf)
        low = self.first.number if self.first.series == series else 0
        high = end if self.last.series == series else inf
        return (low, high) if series in {self.first.series, self.last.series} else None


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a work or a citation, as typed, read as runs; `remark` is what follows them (`passim`).

    Where `fault` says that they could not be read, there are no runs, and `str` returns what was typed.
    """

    written: str = ""
    ranges: tuple[PageRange, ...] = ()
    remark: str = ""
    fault: str = ""
    place: Place | None = field(default=None, compare=False, repr=False)

    def __bool__(self) -> bool:
        """Return whether anything was typed."""
        return bool(self.written)

    def __str__(self) -> str:
        """Return the pages in print, without a word before them: `12–14, 17`."""
        return (", ".join(map(str, self.ranges)) or self.written) + self.printed_remark

    @property
    def printed_remark(self) -> str:
        """Return the remark as it follows the pages, with what parts it from them."""
        return f"{'' if self.remark.startswith('(') else ','} {self.remark}" if self.remark else ""

    @property
    def is_single(self) -> bool:
        """Return whether this is one page."""
        return len(self.ranges) == 1 and self.ranges[0].first == self.ranges[0].last and not self.ranges[0].following

    @property
    def backward_ranges(self) -> tuple[PageRange, ...]:
        """Return the runs that end before they begin."""
        return tuple(run for run in self.ranges if run.is_backwards)

    def contains(self, other: Pages) -> bool:
        """Return whether all pages of `other` lie between the first and the last of these, or one of both has none."""
        return not self.ranges or all(self._includes(page) for run in other.ranges for page in (run.first, run.last))

    def _includes(self, page: Page) -> bool:
        known = [bounds for run in self.ranges if (bounds := run.bounds(page.series))]
        return bool(known) and min(low for low, _ in known) <= page.number <= max(high for _, high in known)


NO_PAGES = Pages()
