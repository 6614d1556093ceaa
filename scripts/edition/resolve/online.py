"""Where the text of each locus can be read: at its own address, at that of pages around it, or at its work's."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from edition import addresses
from edition.ids import WorkKey
from edition.model.bibliography import Work
from edition.model.inline import CiteItem, Opened
from edition.model.locators import Locator
from edition.model.online import OnlineText


def _is_inside(locator: Locator, other: Locator) -> bool:
    """Return whether the pages of a locator lie within those of another."""
    return bool(locator.pages.ranges and other.pages.ranges) and other.pages.contains(locator.pages)


class Opener:
    """Finds the address of a locus among those that an editor recorded."""

    def __init__(self, texts: Iterable[OnlineText], known: Mapping[str, Work]) -> None:
        """Take the addresses, and the works by their keys."""
        self.known = known
        self.by_key: defaultdict[WorkKey, list[tuple[Locator, OnlineText]]] = defaultdict(list)
        for text in texts:
            for item in text.items:
                self.by_key[item.key].append((item.locator, text))

    def find(self, work: Work, item: CiteItem, note: str = "") -> Opened | None:
        """Return where the text of a locus of `work` that a note cites can be read; `None` if it is not known.

        Of addresses for the same locus one for this note comes first, then one that was seen, then one in the language
        of the edition cited. An address for pages around the locus opens it without the words, which stand elsewhere.
        """
        meant = [
            (locator, text)
            for locator, text in self.by_key[item.key]
            if text.note in ("", note) and (text.work in ("", work.key, item.key) or item.key == work.key)
        ]
        exact = [text for locator, text in meant if str(locator) == str(item.locator)]
        around = [text for locator, text in meant if _is_inside(item.locator, locator)]
        language = self.known[item.key].language
        if exact:
            text = min(exact, key=lambda text: (not text.note, not text.seen, self._language(text, work) != language))
            words = [line.text for line in text.words]
        elif around:
            text, words = around[0], []
        else:
            return Opened(work.url, work.language) if work.url else None
        at = addresses.at_words(text.url, words)
        return Opened(at, self._language(text, work), text.seen.written, text.copy)

    def _language(self, text: OnlineText, work: Work) -> str:
        return text.language or self.known.get(text.work, work).language
