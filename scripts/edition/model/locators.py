"""Locators: where in a work a citation leads (CSL locator; TEI `citedRange`), and the words by which they are known.

The words are the short terms by which CSL's locales, and so pandoc, know locators; the units are TEI's
(`citedRange/@unit`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from edition import languages
from edition.model.pages import PageRange, Pages

PAGE, ENTRY = "page", "entry"
Terms = Mapping[str, tuple[tuple[str, str], ...]]
"""By unit, pairs of words: for one place, and for several."""
ENGLISH: Terms = {
    PAGE: (("p.", "pp."),),
    "book": (("bk.", "bks."),),
    "part": (("pt.", "pts."),),
    "chapter": (("ch.", "chs."), ("chap.", "chaps.")),
    "section": (("sec.", "secs."), ("section", "sections"), ("§", "§§")),
    "number": (("no.", "nos."),),
    "volume": (("vol.", "vols."),),
    "note": (("n.", "nn."),),
    "column": (("col.", "cols."),),
    "paragraph": (("par.", "pars."), ("para.", "paras."), ("¶", "¶¶")),
    "folio": (("fol.", "fols."),),
    "line": (("l.", "ll."),),
    "verse": (("v.", "vv."),),
    "article": (("art.", "arts."),),
    "figure": (("fig.", "figs."),),
    ENTRY: (("s. v.", "s. vv."), ("s.v.", "s.vv.")),
}
"""Those of an edition in any language: editors cite English works by them, too."""


def _invariable(**terms: str) -> Terms:
    """Return words that are the same for one place and for several."""
    return {unit: tuple((word, word) for word in words.split()) for unit, words in terms.items()}


OTHERS: Mapping[str, Terms] = {
    "de": _invariable(
        page="S.", book="Buch", part="T. Teil", chapter="Kap.", section="Abschn.", number="Nr. H.", volume="Bde. Bd.",
        note="Anm. Fn.", column="Sp.", paragraph="Abs. Rn. Rz.", folio="Bl.", line="Z.", verse="V.", article="Art.",
        figure="Abb.",
    ),
    "fr": _invariable(
        book="liv.", part="part.", chapter="chap.", section="sect.", number="nᵒˢ nᵒ n°", volume="t.", folio="f.",
        paragraph="paragr.",
    ),
    "it": _invariable(
        book="lib.", chapter="capp. cap.", section="sez.", number="fasc.", volume="voll. t.", folio="cc. c.",
        line="rr. r.",
    ),
    "ru": _invariable(
        page="сс. с.", book="кн.", part="ч.", chapter="гл.", section="разд.", number="вып. №", volume="тт. т.",
        note="прим.", column="стб.", paragraph="пп. п.", folio="лл. л.", line="стк.", article="ст.", figure="рис.",
    ),
    "pl": _invariable(
        page="s.", book="ks.", part="cz.", chapter="rozdz.", section="sekc.", number="nr", volume="t.", column="kol.",
        paragraph="akap.", folio="k.", line="w.", figure="rys.",
    ),
}  # fmt: skip
"""Those of an edition in another language, beside the English ones."""


@cache
def known_terms(language: str) -> Mapping[str, tuple[str, str, str]]:
    """Return every word that opens a locator in an edition in `language` (BCP 47).

    Each has its unit, the word for one place and the word for several. Where a word of the language is also English, it
    means what it means in the language.
    """
    own = OTHERS.get(languages.primary(language), {})
    found: dict[str, tuple[str, str, str]] = {}
    for unit, pairs in (*own.items(), *ENGLISH.items()):
        for one, several in pairs:
            found.setdefault(one, (unit, one, several))
            found.setdefault(several, (unit, one, several))
    return found


@dataclass(frozen=True, slots=True)
class Part:
    """One step of a locator: `pp. 33, 35, and 37–39`, or a bare figure.

    `unit` is TEI's; `term` the word as typed; `ranges` the places, `printed` these in print, each with what stands
    between it and the next, `tail` what follows them (` passim`). An entry of a dictionary, and what could not be read,
    are in `words` alone.
    """

    unit: str
    term: str = ""
    ranges: tuple[PageRange, ...] = ()
    printed: tuple[str, ...] = ()
    tail: str = ""
    words: str = ""

    @property
    def pieces(self) -> Iterator[tuple[str, str, PageRange | None]]:
        """Yield the places in print, each with the separator before it, without the term that opens the part."""
        if not self.ranges:
            yield "", self.words, None
            return
        yield from zip(("", *self.printed[1::2]), self.printed[::2], self.ranges, strict=True)

    @property
    def figures(self) -> str:
        """Return the places in print, without the word that opens the part."""
        return "".join(before + printed for before, printed, _ in self.pieces) + self.tail

    def __str__(self) -> str:
        """Return the part in print."""
        return f"{self.term} {self.figures}".strip()


@dataclass(frozen=True, slots=True)
class Locator:
    """Where in a work, step by step in the order typed: `vol. 2, p. 5` has two parts. Remarks are kept apart."""

    parts: tuple[Part, ...] = ()

    def __bool__(self) -> bool:
        """Return whether a place is given."""
        return bool(self.parts)

    def __str__(self) -> str:
        """Return the locator in print, with dashes."""
        return ", ".join(map(str, self.parts))

    @property
    def ranges(self) -> tuple[PageRange, ...]:
        """Return the places of all parts."""
        return tuple(place for part in self.parts for place in part.ranges)

    @property
    def pages(self) -> Pages:
        """Return the pages among the places."""
        return Pages(ranges=tuple(place for part in self.parts if part.unit == PAGE for place in part.ranges))


NOWHERE = Locator()
"""The locator of a citation that gives none."""
