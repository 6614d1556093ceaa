"""Reads drawings (SVG 2): their size, their words, and anything that a picture must not contain.

A drawing is shown by browsers, reading systems and the book as a picture: it cannot run scripts or load anything, and
must look the same in each.
"""

import re
from collections.abc import Mapping
from xml.parsers import expat

from edition.diagnostics import Fault
from edition.source import Place

SVG, XHTML, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xhtml", "http://www.w3.org/1999/xlink"
ROOT = "svg"
UNITS = {"": 1.0, "px": 1.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "pt": 96 / 72, "pc": 16.0}
"""CSS pixels for each unit (CSS Values 3, § 6.2)."""
LENGTH = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?|\.[0-9]+)(px|in|cm|mm|pt|pc)?\s*")
REFUSED: Mapping[str, tuple[str, str]] = {
    "script": ("a script", "remove it: no picture can run one."),
    "handler": ("a script", "remove it: no picture can run one."),
    "foreignObject": ("`foreignObject`, which the book cannot draw", "draw it with SVG's own elements."),
    **dict.fromkeys(
        ("animate", "animateMotion", "animateTransform", "set"),
        ("an animation, which the book cannot show", "draw it as it looks at rest."),
    ),
}
"""Elements that no drawing may have: what they are, and the fix."""
ADDRESSES = frozenset({"href", f"{XLINK} href", "src", "http://www.w3.org/XML/1998/namespace base"})
INSIDE = re.compile(r"#|data:image/(?:png|jpeg);base64,")
"""How an address begins that leads to the drawing itself, or holds a picture."""
LOADED = re.compile(r"@import|url\(\s*[\"']?(?!\s*[\"']?#)", re.IGNORECASE)
"""What in a style loads something."""
EMBED = "put what it loads into the drawing: save it from your program as one SVG file, with pictures embedded."
SAVE = "save it anew from your drawing program, as plain SVG."
NO_SIZE = 'give its root `viewBox="0 0 WIDTH HEIGHT"`, or `width` and `height` in px, mm, cm, in, pt or pc.'


class _Reader:
    """Follows a drawing from its beginning to its end."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.faults: list[Fault] = []
        self.words: list[tuple[str, Place]] = []
        self.size: tuple[int, int] | None = None
        self.open: list[str] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.ProcessingInstructionHandler = self._instruction
        self.parser.buffer_text = True

    @property
    def place(self) -> Place:
        return Place(self.path, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)

    def report(self, what: str, fix: str) -> None:
        self.faults.append(Fault(self.place, f"this drawing has {what}", fix))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if not self.open:
            self._root(space, local, attributes)
        self.open.append(local if space == SVG else name)
        if space == XHTML and self.open[0] == ROOT:
            self.report(f"an HTML element (`{local}`)", "draw it with SVG's own elements.")
        elif space == SVG and local in REFUSED:
            self.report(*REFUSED[local])
        for key, value in attributes.items():
            if key.lower().startswith("on"):
                self.report(f"a script (`{key}`)", REFUSED["script"][1])
            elif key in ADDRESSES and not INSIDE.match(value.strip()):
                self.report(f"a reference to something outside it (“{value.strip()[:60]}”)", EMBED)
            elif LOADED.search(value):
                self.report(f"a style that loads something (“{value.strip()[:60]}”)", EMBED)

    def _root(self, space: str, local: str, attributes: dict[str, str]) -> None:
        if (space, local) != (SVG, ROOT):
            what = f"the root element `{local}`, not `svg`"
            self.report(what, f'begin it with `<svg xmlns="{SVG}" viewBox="…">`.')
            return
        self.size = _size(attributes)
        if self.size is None:
            self.report("no size", NO_SIZE)

    def _end(self, _: str) -> None:
        self.open.pop()

    def _text(self, words: str) -> None:
        if "style" in self.open and LOADED.search(words):
            self.report("a style that loads something", EMBED)
        elif "text" in self.open and not {"title", "desc"} & set(self.open) and words.strip():
            self.words.append((words, self.place))

    def _doctype(self, *_: object) -> None:
        self.report("a document type declaration", "delete `<!DOCTYPE …>`, with its declarations: no program needs it.")

    def _instruction(self, target: str, _: str) -> None:
        if target == "xml-stylesheet":
            self.report("a style sheet in another file", EMBED)


def pixels(written: str) -> float:
    """Return a length in CSS pixels; 0 if it is invalid or relative to something else."""
    found = LENGTH.fullmatch(written)
    return float(found[1]) * UNITS[found[2] or ""] if found else 0


def _size(attributes: Mapping[str, str]) -> tuple[int, int] | None:
    """Return width and height of a drawing in CSS pixels: as it says, or as its view box has them."""
    width, height = (pixels(attributes.get(name, "")) for name in ("width", "height"))
    box = [pixels(number) for number in re.split(r"[\s,]+", attributes.get("viewBox", "").strip())[2:]]
    if len(box) == 2 and all(box):  # noqa: PLR2004 - its width and its height
        width = width or (height * box[0] / box[1] if height else box[0])
        height = height or width * box[1] / box[0]
    return (max(1, round(width)), max(1, round(height))) if width and height else None


def read(path: str, raw: bytes) -> tuple[tuple[int, int], tuple[tuple[str, Place], ...], tuple[Fault, ...]]:
    """Return size, words and faults of a drawing; `path` is that of its file below the root."""
    reader = _Reader(path)
    try:
        reader.parser.Parse(raw, True)  # noqa: FBT003 - expat's own signature
    except (expat.ExpatError, LookupError, ValueError) as error:
        reader.faults = [Fault(reader.place, f"this drawing is not well-formed XML: {error}", SAVE)]
    return reader.size or (0, 0), tuple(reader.words), tuple(reader.faults)
