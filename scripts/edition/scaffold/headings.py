"""Finds the headings of a witness: numbers, words such as “Chapter”, capitals, short lines that end no sentence."""

import re
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from edition.readers import pages
from edition.scaffold.lines import FULL, PAGE, STOPS, Lines, ends, is_small

LONGEST, LONGEST_WEAK = 80, 70
"""Maximum length of a heading, and of one recognised only by its shortness."""
WORDS = 12
"""Maximum number of words in a heading recognised only by its shortness."""
RUN = 4
"""More candidates than this without text between them are a list, a poem or a table of contents."""
ENTRY_LINES = 3
"""Maximum number of lines of an entry in a table of contents."""
MANY = 2
"""If more than one paragraph in this many looks like a short heading, the text is a dialogue, a poem or a list."""
ROMAN = rf"(?=[IVXLCDM]){pages.NUMERAL.pattern.upper()}"
UPPER, LOWER, ARABIC = rf"(?P<number>{ROMAN})", rf"(?P<number>{ROMAN.lower()})", r"(?P<number>[1-9][0-9]{0,2})"
PARTS = r"(?:[-.][0-9IVX]{1,4})*"
"""What follows a number of more than one part: “II-1”."""
NUMBERS = tuple(re.compile(rf"(?:§ ?)?{number}{PARTS}[.:)]?") for number in (UPPER, LOWER, ARABIC))
"""A number alone on its line, one pattern for each kind of figures; each series is judged by itself."""
TITLE = r"(?:\s+[–—-])?\s+[^\W\d_a-zà-ÿ].*"
"""The words of a heading after its number."""
NUMBERED = (
    *(re.compile(rf"{UPPER}{PARTS}{end}") for end in (rf"[.:)]{TITLE}", r"(?=\s+[–—-]\s|\s+[^a-z]+$).*")),
    *(re.compile(rf"(?:§ ?)?{ARABIC}{PARTS}{end}{TITLE}") for end in (r"[.:)]", "")),
)
"""A number before the words of a heading: Roman or Arabic, with or without a sign after it."""
ITEM = re.compile(rf"(?P<number>{ROMAN}|[1-9][0-9]{{0,2}})[.:)]?\s+\S.*")
"""An item of a numbered list, which may look like a heading."""
BYLINE = re.compile(
    r"(?:(?i:by|von|par|di|por|door|av|af)\s+|(?i:de)\s+(?=\S+\s+[^\W\d_a-z])|[dD][’'])(?P<name>[^\W\d_a-z][\w.’'-]*(?:\s+[\w.’'-]+){0,4})\.?"
)
"""The line that names the author, in some languages."""
NAME = re.compile(r"(?!Соч|Перев)(?=\S+ \S+(?: \S+)?$)(?:(?![A-Za-zÀ-ɏ])[^\W\d_]|[.’' -])+")
"""Two or three words in letters other than Latin ones: with capitals a name, as Russian has no “by”."""
FRONT = 4
"""Maximum number of lines, or units, of the title with what belongs to it: the author's name, a subtitle."""
DATED = re.compile(r"[,\d]")
"""What a line has that says where or when a text was read, and headings rarely have."""


def _value(number: str) -> int:
    """Return the value of a number in Arabic or Roman figures."""
    return int(number) if number.isdigit() else pages.read_roman(number)


def is_in_capitals(text: str) -> bool:
    """Return whether all letters of a text, two or more, are capitals."""
    letters = [character for character in text if character.isalpha()]
    return len(letters) > 1 and all(letter.isupper() or letter == "ß" for letter in letters)


def is_open(text: str) -> bool:
    """Return whether a text ends with a sign that does not end a sentence."""
    return text.endswith((",", ";", ":", "-", "–", "—", "…"))


class Finder:
    """Finds the headings among the paragraphs of a text; `divisions` are words such as “chapter”."""

    def __init__(self, text: str, divisions: Sequence[str], author: str = "") -> None:
        """Take the text, the words for parts of a text in the languages that are known, and the author if given."""
        self.text = text
        self.author = _words(author)
        self.divisions = frozenset(divisions)
        words = "|".join(sorted(divisions))
        numbers = rf"(?:{ROMAN}|[0-9]+|[^\W\d_a-z][\w-]*)"
        self.division = re.compile(rf"(?P<word>(?i:{words}))\s+{numbers}\b.*")

    def is_strong(self, words: str) -> bool:
        """Return whether a line is a heading whatever the lines around it; a number alone is not."""
        if len(words) > LONGEST or is_open(words):
            return False
        if self.division.fullmatch(words):
            return not ends_sentence(words) or len(words.split()) <= 2  # noqa: PLR2004 - “Chapter I.”
        return is_in_capitals(words)

    def may_be_title(self, words: str) -> bool:
        """Return whether a first heading may be the title of the whole: it is neither a number nor “Part One”."""
        numbered = is_number(words) or any(form.fullmatch(words) for form in NUMBERED)
        return not self.division.fullmatch(words) and not numbered

    def names_author(self, words: str) -> bool:
        """Return whether a line at the beginning names the author: “by …”, or the name specified."""
        return bool(self.read_author(words)) or self.is_author(words)

    def is_author(self, words: str) -> bool:
        """Return whether a line is the name specified."""
        return bool(self.author) and _words(words) == self.author

    def read_author(self, words: str) -> str:
        """Return the name in a line below a title that names the author, or an empty string for any other line."""
        if found := BYLINE.fullmatch(words):
            return found["name"]
        is_name = NAME.fullmatch(words) and words.istitle()
        return words if is_name and self.divisions.isdisjoint(words.casefold().split()) else ""

    def _is_head(self, words: str) -> bool:
        """Return whether a line may be a heading although text continues on the next line."""
        numbered = any(form.fullmatch(words) for form in NUMBERED) and not ends_sentence(words) and not is_open(words)
        return self.is_strong(words) or is_number(words) or (numbered and len(words) <= LONGEST_WEAK)

    def _goes_on(self, block: Lines, count: int) -> bool:
        """Return whether the line after the first ones of a block continues their sentence; a byline does not."""
        if not 0 < count < len(block) or not is_small(block[count].text[0]):
            return False
        before = block[count - 1].text
        return is_number(before) or len(before) >= FULL

    def apart(self, block: Lines) -> Lines:
        """Return the lines of a block that may be headings: at its beginning, or after whole sentences.

        Lines of a list (numbered lines in a row) are not.
        """
        listed = _find_list([line.text for line in block])
        heads = {at for at, line in enumerate(block) if at not in listed and self._is_head(line.text)}
        count = next((at for at in range(len(block)) if at not in heads), len(block))
        found = list(block[:count]) if count <= RUN and not self._goes_on(block, count) else []
        for at, (before, line, after) in enumerate(zip(block, block[1:], (*block[2:], None), strict=False), start=1):
            opens = after is None or not is_small(after.text[0])
            if line not in found and at in heads and ends((before,)) and opens:
                found.append(line)
        return tuple(found)

    def find(self, units: Sequence[Lines]) -> set[int]:
        """Return the indexes of the units that are headings."""
        one_line = [at for at, unit in enumerate(units) if len(unit) == 1]
        found = {at for at, unit in enumerate(units) if all(self.is_strong(line.text) for line in unit)}
        for form in (*NUMBERS, *NUMBERED):
            found |= self._series(units, one_line, form)
        weak = {at for at in one_line if at not in found and self._is_weak(units, at)}
        if len(weak) * MANY <= len(units):
            found |= weak
        front = self._front(units, found, weak)
        if self._is_short(units[0]) and (1 in found or front):
            found.add(0)
        kept = self._without_lists(units, found - front)
        kept -= _in_contents(units, kept)
        return kept - _find_speakers(units, kept)

    def _front(self, units: Sequence[Lines], found: AbstractSet[int], weak: AbstractSet[int]) -> set[int]:
        """Return the units after the title that belong to it: the author's name, and lines that are not headings.

        A short line is not one if the author's name follows, if it gives a date or a place, or if no other heading
        looks like it.
        """
        first = units[0][0].text
        if not (self._is_short(units[0]) or 0 in found) or not self.may_be_title(first):
            return set()
        lines = [unit[0].text if len(unit) == 1 else "" for unit in units[:FRONT]]
        name = max((at for at, line in enumerate(lines) if at and self.names_author(line)), default=0)
        if not all(line and self.may_be_title(line) for line in lines[1:name]):
            return set()
        end = name + 1
        if end in weak and end < FRONT and (DATED.search(lines[end]) or not any(at > end for at in weak)):
            end += 1
        return set(range(1, end))

    def _series(self, units: Sequence[Lines], one_line: Sequence[int], form: re.Pattern[str]) -> set[int]:
        """Return the units with numbers that begin at 1 and ascend by one; none if they are page numbers."""
        found: set[int] = set()
        before = 0
        for at in one_line:
            words = units[at][0].text
            match = form.fullmatch(words)
            if match is None or len(words) > LONGEST or (form in NUMBERED and (is_open(words) or ends_sentence(words))):
                continue
            value = _value(match["number"])
            if value not in {1, before + 1, before} or not self._may_follow(units, at):
                return set()
            before = value
            found.add(at)
        return found

    def _may_follow(self, units: Sequence[Lines], at: int) -> bool:
        """Return whether a number can be a heading here: after a complete sentence, and not at the edge of a page."""
        before = self.text[units[at - 1][-1].end : units[at][0].start] if at else ""
        after = self.text[units[at][0].end : units[at + 1][0].start] if at + 1 < len(units) else ""
        return PAGE not in before + after and (not at or ends(units[at - 1]) or len(units[at - 1]) == 1)

    def _is_short(self, unit: Lines) -> bool:
        """Return whether a paragraph is one short line that ends no sentence and begins with a capital."""
        words = unit[0].text
        first = words.lstrip("“„«‹\"'‘([¿¡")[:1]
        fits = len(unit) == 1 and len(words) <= LONGEST_WEAK and len(words.split()) <= WORDS
        return fits and first.isalpha() and not is_small(first) and not ends_sentence(words) and not is_open(words)

    def _is_weak(self, units: Sequence[Lines], at: int) -> bool:
        """Return whether a line is short, ends no sentence, and stands between a whole paragraph and a longer one."""
        words = units[at][0].text
        if not self._is_short(units[at]) or at + 1 == len(units):
            return False
        after = " ".join(line.text for line in units[at + 1])
        longer = len(after) >= len(words) and (ends(units[at + 1]) or len(after) > LONGEST)
        return longer and (not at or ends(units[at - 1]) or len(units[at - 1]) == 1)

    def _without_lists(self, units: Sequence[Lines], found: set[int]) -> set[int]:
        """Return the candidates that text follows, without runs of them that are lists."""
        kept: set[int] = set()
        texts = [unit[0].text if at in found else "" for at, unit in enumerate(units)]
        listed = _find_list(texts)
        at = 0
        while at < len(units):
            end = at
            while end in found and end not in listed:
                end += 1
            if at < end < len(units):
                kept |= {at + place for place in self._without_contents(texts[at:end])}
            at = max(end, at + 1)
        return kept

    def _without_contents(self, run: Sequence[str]) -> range:
        """Return the positions of headings in a run of candidates: none in a poem or a table of contents.

        A long run may be headings one below the other: “Book I”, “The Water”, “Chapter I”. After a table of contents
        only the last ones are, if its entries include them.
        """
        if len(run) <= RUN:
            return range(len(run))
        starts = [at for at, words in enumerate(run) if at == 0 or not self.may_be_title(words)]
        levels = [found["word"].casefold() if (found := self.division.fullmatch(run[at])) else "" for at in starts[1:]]
        sizes = [after - at for at, after in pairwise([*starts, len(run)])]
        if len(set(levels)) == len(levels) and max(sizes) <= RUN:
            return range(len(run))
        return range(starts[-1], len(run)) if run[starts[-1]] in run[: starts[-1]] else range(0)


def _find_speakers(units: Sequence[Lines], found: AbstractSet[int]) -> set[int]:
    """Return the headings that are names of speakers: two that take turns, and stand elsewhere, too."""
    names = {at: " ".join(line.text for line in units[at]) for at in sorted(found)}
    often, order = Counter(names.values()), [*names.values()]
    turns = zip(order, order[1:], order[2:], strict=False)
    speakers = {name for one, other, again in turns if one == again and often[other] > 1 for name in (one, other)}
    return {at for at, name in names.items() if name in speakers}


def _in_contents(units: Sequence[Lines], found: AbstractSet[int]) -> set[int]:
    """Return the headings that are entries of a table of contents.

    They occur again further on, with at most a line or two below each, and no sentence; one alone is not an entry.
    """
    last = {" ".join(line.text for line in units[at]).casefold(): at for at in sorted(found)}
    bounds = pairwise([*sorted(found), len(units)])
    entries = {
        at
        for at, end in bounds
        if last[" ".join(line.text for line in units[at]).casefold()] > at
        and end - at <= ENTRY_LINES
        and all(len(unit) == 1 and len(unit[0].text) <= LONGEST for unit in units[at:end])
        and not any(ends_sentence(unit[0].text) for unit in units[at + 1 : end])
    }
    return entries if len(entries) > 1 else set()


def _find_list(texts: Sequence[str]) -> set[int]:
    """Return the indexes of texts that form a list: each has the number after that of its neighbour."""
    matches = [ITEM.fullmatch(text) for text in texts]
    values = [_value(match["number"]) if match else 0 for match in matches]
    neighbours = enumerate(pairwise(values))
    return {one for at, (value, after) in neighbours if value and after == value + 1 for one in (at, at + 1)}


def ends_sentence(words: str) -> bool:
    """Return whether a text ends as a sentence does."""
    return words.rstrip("\"'”’“»›)]」』").endswith(tuple(STOPS))


def is_number(words: str) -> bool:
    """Return whether a text is only a number, in Arabic or Roman figures."""
    return any(form.fullmatch(words) for form in NUMBERS)


def _words(text: str) -> list[str]:
    """Return the words of a name, ignoring their order and capitals: “Draper, Dora” equals “DORA DRAPER”."""
    return sorted(re.findall(r"\w+", text.casefold()))
