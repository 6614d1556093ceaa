"""Reads the files of figures: PNG, JPEG and SVG, which every format can show."""

import io
import posixpath
import re
import warnings
from collections.abc import Callable, Collection
from urllib.parse import unquote

from PIL import Image, UnidentifiedImageError

from edition.diagnostics import Fault, Problem, Subject, find_nearest
from edition.model.pictures import FOLDER, PictureFile
from edition.readers import drawings
from edition.source import Place

Load = Callable[[str], bytes | Fault | None]
"""Returns the bytes of a file below the root, a fault if it cannot be read, nothing if it is missing."""
DOCS = "docs/"
OUTWARD, PARTS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//"), re.compile(r"[?#]")
"""How an address begins that leads out of the edition, and what begins its query or fragment (RFC 3986, § 3)."""
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*\.(?P<ending>png|jpg|jpeg|svg)")
UNUSUAL = re.compile(r"[^A-Za-z0-9_-]+")
TYPED = re.compile(
    r"""^!\[(?P<caption>[^\[\]\n]*)\]\((?P<target>[^()\s]+)\)"""
    r"""(?P<after>(?:\{(?:[^{}\n]*\balt="(?P<alternative>[^"{}\n]*)")?[^{}\n]*\})?)[ \t]*$""",
    re.MULTILINE,
)
"""A picture that is alone in its line, as a text in Markdown has it."""
KINDS = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "svg": "image/svg+xml"}
RENAME = "rename it, using letters, digits and hyphens, with `.png`, `.jpg` or `.svg` at its end: `rain-of-1841.png`."
SAVE = "save it as PNG (drawings, pages with writing), JPEG (photographs) or SVG."
ANEW = "save it anew from the program that made it."
ORIENTATION, UPRIGHT = 0x0112, 1
"""The tag by which a camera says how it was held (Exif 2.32), and its value if it was upright."""
FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "TIFF")
"""What is recognised, by Pillow's names."""
SEVERAL = "MPO"
"""Pillow's name for a JPEG with further pictures after its end, as telephones save them: no program shows these."""
SCAN, END = b"\xff\xda", b"\xff\xd9"
"""The markers of a JPEG before its pixels, and at its end (ITU-T T.81, table B.1)."""
BROKEN = (OSError, SyntaxError, ValueError, EOFError)
"""What Pillow raises for files that are damaged or no pictures; `SyntaxError` for a PNG."""


def _find_path_fault(target: str, at: str) -> tuple[str, str]:
    """Return why a target cannot be that of a figure, and the fix; `at` is its path below the root."""
    name = at.removeprefix(DOCS + FOLDER)
    own = posixpath.basename(PARTS.split(target)[0])
    write = f"write `../{FOLDER}{own if NAME.fullmatch(own) else 'name.png'}`"
    if OUTWARD.match(target):
        fix = f"save it in {DOCS}{FOLDER}, if its licence allows that, and {write}."
        return f"the figure “{target}” is at an address outside the edition", fix
    if not at.startswith(DOCS + FOLDER) or "/" in name or PARTS.search(target):
        return f"the figure “{target}” is not a file in {DOCS}{FOLDER}", f"move it there, and {write}."
    found = NAME.fullmatch(name)
    if found is None and posixpath.splitext(name)[1].lower().lstrip(".") in KINDS:
        return f"the name “{name}” of a figure contains characters other than letters, digits and hyphens", RENAME
    return ("", "") if found else (f"the figure “{name}” is not a PNG, JPEG or SVG file", SAVE)


def _read_raster(path: str, raw: bytes) -> tuple[str, tuple[int, int], tuple[Fault, ...]]:
    """Return media type, size in pixels and faults of a picture that is made of pixels."""
    at, camera = Place(path), Image.Exif()
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(raw), formats=FORMATS) as image:
            format_ = "JPEG" if image.format == SEVERAL else image.format or ""
            size, kind, mode = image.size, Image.MIME[format_], image.mode
            moves = getattr(image, "is_animated", False) and image.format != SEVERAL
            camera.load(image.info.get("exif", b""))
            image.verify()
    except Image.DecompressionBombError:
        return "", (0, 0), (Fault(at, "this picture has more pixels than the program can hold", "save it smaller."),)
    except UnidentifiedImageError:
        return "", (0, 0), (Fault(at, "this file is not a picture", SAVE),)
    except BROKEN as error:
        return "", (0, 0), (Fault(at, f"this picture cannot be read: {error}", ANEW),)
    faults = []
    if kind == KINDS["jpg"] and raw.rfind(SCAN) > raw.rfind(END):
        faults.append(Fault(at, "this picture ends before its last line", ANEW))
    if mode == "CMYK":
        fix = "save it in RGB or in shades of grey."
        faults.append(Fault(at, "this picture has colours for printing (CMYK), which browsers show wrongly", fix))
    if moves:
        faults.append(Fault(at, "this picture is animated, which no book can show", "save one picture of it."))
    if camera.get(ORIENTATION, UPRIGHT) != UPRIGHT:
        fix = "turn it upright in a picture editor and save it: programs differ in whether they heed the camera."
        faults.append(Fault(at, "this picture is stored on its side, and turned only by the camera's data (EXIF)", fix))
    return kind, size, tuple(faults)


def plain_name(path: str) -> str:
    """Return the name of a file in the form required of figures."""
    stem, ending = posixpath.splitext(posixpath.basename(unquote(path)))
    return (UNUSUAL.sub("-", stem).strip("-_") or "figure") + ending.lower()


def describe(path: str, raw: bytes) -> PictureFile:
    """Return a file as what it is; `path` is that below the root."""
    ending = path.rpartition(".")[2]
    words: tuple[tuple[str, Place], ...] = ()
    if ending == "svg":
        kind = KINDS[ending]
        size, words, faults = drawings.read(path, raw)
    else:
        kind, size, faults = _read_raster(path, raw)
    if kind and kind != KINDS[ending]:
        right = next((known for known, other in KINDS.items() if other == kind), "")
        fix = f"rename it to end in `.{right}`." if right else SAVE
        faults = (Fault(Place(path), f"this file is not what its name says, but {kind}", fix),)
    return PictureFile(path.removeprefix(DOCS), kind, *size, words, faults, raw)


class Pictures:
    """The files of an edition's figures, each read once."""

    def __init__(self, load: Load = lambda _: None, known: Collection[str] = ()) -> None:
        """Take what loads a file below the root, and the paths of all files there."""
        self._load = load
        self._known = [path for path in known if path.startswith(DOCS + FOLDER)]
        self._read: dict[str, PictureFile] = {}

    def find(self, target: str, place: Place) -> PictureFile:
        """Return the file to which a figure leads, as its source writes it; `place` is that of the figure."""
        target = unquote(target)
        at = posixpath.normpath(posixpath.join(posixpath.dirname(place.file), PARTS.split(target)[0]))
        message, fix = _find_path_fault(target, at)
        meant = ""
        if not message and at not in self._read:
            raw = self._load(at)
            if raw is None:
                near = find_nearest(at.casefold(), {path.casefold(): path for path in self._known})
                meant = next((path for path in self._known if path.casefold() == near), "")
                message = f"the file “{at}” of a figure is missing"
                fix = f"did you mean `../{meant.removeprefix(DOCS)}`?" if meant else "add it, or correct its name."
            elif isinstance(raw, Fault):
                self._read[at] = PictureFile(at.removeprefix(DOCS), faults=(raw,))
            else:
                self._read[at] = describe(at, raw)
        about = Subject(Problem.MISSING, at, meant)
        return PictureFile("", faults=(Fault(place, message, fix, about),)) if message else self._read[at]
