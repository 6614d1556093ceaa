"""The fonts of an edition for scripts that the book's own font lacks."""

from dataclasses import dataclass, field

from edition.source import Place


@dataclass(frozen=True, slots=True)
class Typeface:
    """A font for one script (ISO 15924): its file below the root, its family, and the characters it is used for.

    `fault` says why it cannot be used, and `fix` what to do; the empty string if it can.
    """

    script: str
    path: str
    place: Place
    family: str = ""
    codes: frozenset[int] = frozenset()
    content: bytes = field(default=b"", repr=False)
    fault: str = ""
    fix: str = ""

    @property
    def ranges(self) -> tuple[tuple[int, int], ...]:
        """Return the code points it is used for as ranges, both ends included."""
        starts = sorted(code for code in self.codes if code - 1 not in self.codes)
        ends = sorted(code for code in self.codes if code + 1 not in self.codes)
        return tuple(zip(starts, ends, strict=True))

    @property
    def file(self) -> str:
        """Return the name of its file in the books, the same for all scripts that it is used for."""
        return self.path.removeprefix("docs/").replace("/", "-")
