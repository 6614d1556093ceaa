"""Citations: the printed form of each, and the work that it belongs to."""

from collections.abc import Mapping
from dataclasses import replace

from edition.ids import WorkKey
from edition.model.bibliography import Work
from edition.model.inline import Cite, CitedWork, CiteItem, Inline, Text
from edition.model.pages import Pages
from edition.resolve.online import Opener
from edition.style import citations
from edition.words import Words


class Citer:
    """Resolves the citations of one note, in the order of reading."""

    def __init__(self, known: Mapping[str, Work], opener: Opener, words: Words, note: str = "") -> None:
        """Begin a note that cites `known` works, whose loci `opener` opens, in these words."""
        self.note = note
        self.words = words
        self.known = known
        self.opener = opener
        self.named: list[tuple[WorkKey, WorkKey, Pages]] = []
        """The works cited so far, each with the volumes that contain it and its pages there."""

    def cite(self, node: Cite) -> Cite:
        """Return a cluster with its printed form: a comma between a work and its first locus, semicolons elsewhere."""
        content: list[Inline] = []
        previous: Work | None = None
        works = self._works(node.items)
        opened = {id(item): self._open(cited.work, item) for cited in works for item in cited.items}
        works = tuple(replace(cited, items=tuple(opened[id(item)] for item in cited.items)) for cited in works)
        for at, item in enumerate(node.items):
            work = self.known.get(item.key)
            if at:
                is_locus = work is not None and work.is_volume and previous is not None and not previous.is_volume
                content.append(Text(", " if is_locus else "; "))
            content += citations.print_citation(opened.get(id(item), item), work, self.words)
            previous = work
        return replace(node, content=tuple(content), works=works)

    def _works(self, items: tuple[CiteItem, ...]) -> tuple[CitedWork, ...]:
        """Return the works of a cluster. Each takes the loci that follow it.

        Loci alone belong to the work named last in the note that stands on these pages of the volume, by its entry or
        by what the note has cited of it; where there is none, to the volume itself.
        """
        cited: list[tuple[WorkKey, list[CiteItem]]] = []
        for item in items:
            work = self.known.get(item.key)
            if work is None:
                continue
            if not work.is_volume:
                cited.append((item.key, [item] if item.locator or item.remark else []))
            elif cited:
                cited[-1][1].append(item)
            else:
                cited.append((self._holder(item), [item]))
        for key, of_work in cited:
            if not (work := self.known[key]).is_volume:
                self.named += [(key, span.volume, span.pages) for span in work.spans]
                self.named += [(key, item.key, item.locator.pages) for item in of_work]
        return tuple(CitedWork(key, tuple(of_work)) for key, of_work in cited)

    def _open(self, work: WorkKey, item: CiteItem) -> CiteItem:
        return replace(item, online=self.opener.find(self.known[work], item, self.note)) if item.locator else item

    def _holder(self, item: CiteItem) -> WorkKey:
        pages = item.locator.pages
        return next(
            (key for key, at, known in reversed(self.named) if at == item.key and known.contains(pages)), item.key
        )
