"""The errand list as a sheet for a library: by shelf and volume, what to look up, and the questions that are open."""

from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import groupby

from edition.model.document import Certainty
from edition.model.edition import Edition
from edition.model.placed import PlacedNote
from edition.model.printed import SOURCE
from edition.style import collected
from edition.style.dates import day_in_words
from edition.style.errands import Errand, find
from edition.writers.typst.book import NO_BREAK
from edition.writers.typst.front import settings
from edition.writers.typst.markup import Markup, text
from edition.writers.typst.strings import string

BETWEEN = " · "
OPEN = frozenset({Certainty.UNIDENTIFIED, Certainty.CONJECTURAL})
"""Notes that ask for a source."""


def _heading(level: int, content: str) -> str:
    return f"#heading(level: {level})[{content}]"


def _list(items: Iterable[str]) -> str:
    return f"#list({', '.join(f'[{item}]' for item in items)})"


class _Sheet:
    def __init__(self, edition: Edition) -> None:
        self.edition, self.words = edition, edition.words
        self.notes = {note.label: note for note in edition.notes}
        self.markup = Markup(frozenset(), {}, edition.config)

    def _name(self, note: PlacedNote) -> str:
        return note.reference(self.words).replace(" ", NO_BREAK)

    def _places(self, errands: Iterable[Errand], *, siglum: bool) -> Iterator[str]:
        """Yield a line for each place: the volume if asked for, the place, what is wanted, and for which notes."""
        for errand in errands:
            volume = f"#strong[{text(errand.entry.work.shorthand)}]{text(', ')}" if siglum else ""
            wanted = ", ".join(self.words(each.value) for each in errand.wanted)
            marks = "; ".join(self._name(self.notes[label]) for label in errand.notes)
            yield volume + text(BETWEEN.join((errand.locator.replace(" ", NO_BREAK), wanted, marks)))

    def _run(self, run: list[Errand]) -> Iterator[str]:
        """Yield what is wanted in one work, or in the volumes of one collected edition."""
        first = run[0].entry
        if not collected.edition_of(first):
            siglum = f"#strong[{text(first.work.shorthand)}] " if first.work.shorthand else ""
            yield _heading(3, siglum + self.markup.inlines(first.description))
            yield _list(self._places(run, siglum=False))
            return
        volumes = list(dict.fromkeys(errand.entry.work for errand in run))
        whole, _ = collected.describe_whole(volumes, self.words)
        yield _heading(3, f"#strong[{text(first.work.shorthand.family)}] {self.markup.inlines(whole)}")
        yield _list(self._places(run, siglum=True))

    def _shelves(self) -> Iterator[str]:
        """Yield the groups of the bibliography in which something is wanted."""

        def run_of(errand: Errand) -> object:
            return collected.edition_of(errand.entry) or errand.entry.work.key

        for shelf, errands in groupby(find(self.edition), lambda errand: errand.entry.group):
            yield _heading(2, text(shelf))
            for _, run in groupby(errands, run_of):
                yield from self._run(list(run))

    def _questions(self) -> Iterator[str]:
        """Yield the notes whose source is open, each with the words that it is on."""
        notes = [note for note in self.edition.notes if note.note.certainty in OPEN and not note.is_by_author]
        if notes:
            yield _heading(2, text(self.words("errands.questions")))
            yield _list(map(self._question, notes))

    def _question(self, note: PlacedNote) -> str:
        paragraph = self.edition.anchors[note.paragraph].reference
        certainty = note.note.certainty.printed(self.words)
        return text(BETWEEN.join((self._name(note), paragraph, certainty, note.lemma)))

    def write(self) -> str:
        """Return the source of the sheet."""
        config, words = self.edition.config, self.words
        title, day = words("errands.title"), day_in_words(config.date, words)
        named = words("errands.of", title=config.full_title, version=config.version, day=day)
        named_title = f"  plain-title: {string(f'{title}: {config.full_title}')},"
        foot = f"  foot: [{text(BETWEEN.join(filter(None, (named, config.site_url))))}],"
        parts = [*self._shelves(), *self._questions()] or [text(words("errands.none"))]
        look = settings(config, "sheet", config.editors_language, self.edition.typefaces, named_title, foot)
        imports = ('#import "preamble.typ": *', '#import "errands.typ": sheet')
        return "\n".join([*imports, look, _heading(1, text(title)), *parts]) + "\n"


def write(edition: Edition) -> dict[str, str]:
    """Return the sheet's Typst sources by file name: the sheet (`SOURCE`), and its look."""
    folder = files("edition") / "writers" / "typst"
    looks = {name: (folder / name).read_text(encoding="utf-8") for name in ("errands.typ", "preamble.typ")}
    return {SOURCE: _Sheet(edition).write(), **looks}
