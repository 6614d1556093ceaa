"""The adapter: hands the site's engine the edition's pages as finished elements.

MkDocs, ProperDocs and Zensical all run Python-Markdown extensions, but do not tell them which page they
are on: the heading's id, or the name in a block, identifies it. Links are elements relative to the
page's source, which all three engines rewrite and MkDocs checks.
"""

from __future__ import annotations

import gc
import re
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE
from pymdownx.blocks import BlocksExtension, BlocksProcessor
from pymdownx.blocks.block import Block, type_string

from edition import config, pipeline, theme, watching
from edition.model.edition import Edition
from edition.readers import settings
from edition.source import SourceFile
from edition.style.settings import implied
from edition.writers import site
from edition.writers.site import material

HEADING = re.compile(r"^# .*\{#(?P<id>[a-z0-9-]+)(?:\s[^{}]*)?\}\s*$")
MARK = "data-edition"
NEEDED = ("attr_list", "smarty")
"""Python-Markdown's extensions for anchors of headings, and for typographic quotation marks and dashes."""
ENTITY = re.compile(r"&(?=#?\w+;)")
"""What Python-Markdown takes for the beginning of an entity, and would not escape."""
ALIGNED = re.compile(r"text-align: (\w+);")
AFTER_SMARTY, BEFORE_TOC = 6, 5
"""Python-Markdown's priorities of `smarty` and `toc`: what we put in between is not read as Markdown again."""

_loaded: dict[Path, tuple[watching.State, Edition]] = {}
_held: dict[Path, Edition] = {}


def find_root(start: Path) -> Path:
    """Return the nearest folder at or above `start` that holds an edition; `start` itself where none does."""
    start = start.resolve()
    return next((folder for folder in (start, *start.parents) if (folder / config.FILE).is_file()), start)


def hold(root: Path, edition: Edition) -> None:
    """Set the edition that `load` returns for `root` from now on, without checking the sources."""
    _held[root] = edition


def load(root: Path) -> Edition:
    """Return the edition below `root`, read again only if a source has changed.

    While its description cannot be used, the edition stays as it was before the change.

    Raises:
        ConfigError: where the edition's description is missing or cannot be used, and none was read before.
    """
    if root in _held:
        return _held[root]
    state = watching.state(watching.sources(root)) if (root / config.FILE).is_file() else frozenset()
    if root not in _loaded or _loaded[root][0] != state:
        first = not _loaded
        _loaded[root] = (state, _read(root, _loaded.get(root)))
        if first:
            gc.freeze()  # it stays: Python need not look through all of it again whenever a page has filled memory
    return _loaded[root][1]


def _read(root: Path, before: tuple[object, Edition] | None) -> Edition:
    try:
        return pipeline.edition(root)
    except config.ConfigError:
        if before is None:
            raise
        return before[1]


@lru_cache(maxsize=1)
def _theme(file: Path, changed: int) -> str:  # noqa: ARG001 - read anew when the file has changed
    return settings.theme(SourceFile(file.name, file.read_text(encoding="utf-8")))


class _Whole(Preprocessor):
    """Notices a page that is the edition's own, by the id of its heading, and takes its lines away."""

    def __init__(self, md: Markdown, extension: EditionExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, lines: list[str]) -> list[str]:
        _inform_page(self.md, self.extension)
        self.extension.page = None
        heading = next((HEADING.match(line) for line in lines if line.startswith("# ")), None)
        if heading is None:
            return lines
        self.extension.page = site.page_of(self.extension.edition(), heading["id"])
        return lines if self.extension.page is None else []


def _inform_page(md: Markdown, extension: EditionExtension) -> None:
    """Pass the templates what the edition says of every page, if the engine tells extensions which page it is.

    Zensical does, by a preprocessor of its own, and runs no plugins, from which others have it.
    """
    for processor in md.preprocessors:
        meta = getattr(getattr(processor, "page", None), "meta", None)
        if isinstance(meta, dict) and extension.is_theme_ours():
            meta.setdefault("edition", implied(extension.edition()))


class _Fill(Treeprocessor):
    """Puts the finished elements into the tree."""

    def __init__(self, md: Markdown, extension: EditionExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: Element) -> None:
        root.extend(self.extension.page or [])
        holders = {e: e.attrib.pop(MARK) for e in root.iter() if MARK in e.attrib}
        for holder, name in holders.items():
            holder.extend(site.BLOCKS[name](self.extension.edition()))
        if not self.extension.is_theme_ours():
            material.adapt(root)
        outward = [holder for holder, name in holders.items() if name in site.OUTWARD]
        for holder in (*outward, *root.findall(".//a[@type]/..")):  # a link with a type leads to a file that is made
            # as raw HTML, so that the engine does not look for the files among its sources
            html = "".join(tostring(element, encoding="unicode", method="html") for element in holder)
            holder.text = self.md.htmlStash.store(escape(holder.text or "") + html)
            holder[:] = []
        for element in [*(self.extension.page or []), *(child for holder in holders for child in holder)]:
            _keep_ampersands(element)
        _align_by_class(root)
        for link in root.iter("a"):
            if "href" not in link.attrib:  # to a page that the site lacks; MkDocs rejects links without an address
                link.tag = "span"
                link.attrib.pop("aria-label", None)


def _keep_ampersands(element: Element) -> None:
    """Keep the words of an element that look like an entity (“&amp;”): Python-Markdown would write them as one."""
    for part in element.iter():
        part.text, part.tail = (text and ENTITY.sub(f"{AMP_SUBSTITUTE}amp;", text) for text in (part.text, part.tail))
        part.attrib.update({name: ENTITY.sub(f"{AMP_SUBSTITUTE}amp;", value) for name, value in part.items()})


def _align_by_class(root: Element) -> None:
    """Replace the styles by which Python-Markdown aligns the cells of a table: the pages' policy refuses them."""
    for cell in root.iter():
        if aligned := ALIGNED.fullmatch(cell.get("style", "")):
            del cell.attrib["style"]
            cell.set("class", f"align-{aligned[1]}")


class _EditionBlock(Block):
    """`/// edition | bibliography`: the place of a generated list on an ordinary page."""

    NAME = "edition"
    ARGUMENT = True
    OPTIONS = {"": ["", type_string]}  # noqa: RUF012 - the shape that pymdownx.blocks wants

    def on_validate(self, parent: Element) -> bool:  # noqa: ARG002 - pymdownx.blocks' signature
        return self.argument in site.BLOCKS

    def on_create(self, parent: Element) -> Element:
        return SubElement(parent, "div", {"class": f"edition-{self.argument}", MARK: self.argument})


class EditionExtension(BlocksExtension):
    """The extension `edition.markdown_extension`; option `root` names the edition's folder."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - Python-Markdown's signature
        """Take the options of the site's configuration."""
        self.config = {"root": ["", "folder of the edition; by default the nearest one above the working folder"]}
        self.page: list[Element] | None = None
        super().__init__(**options)

    def root(self) -> Path:
        """Return the edition's folder."""
        root = self.getConfig("root")
        return Path(root) if root else find_root(Path.cwd())

    def edition(self) -> Edition:
        """Return the edition."""
        return load(self.root())

    def is_theme_ours(self) -> bool:
        """Return whether the site has the theme of this package; an extension cannot ask, so it reads the settings."""
        file = self.root() / settings.FILE
        return not file.is_file() or _theme(file, file.stat().st_mtime_ns) == theme.NAME

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:  # noqa: N802 - their name
        """Register the block, both processors, and the extensions without which the notation is incomplete."""
        md.registerExtensions(NEEDED, {})
        block_mgr.register(_EditionBlock, {})
        md.preprocessors.register(_Whole(md, self), "edition_page", 100)
        md.treeprocessors.register(_Fill(md, self), "edition_fill", (AFTER_SMARTY + BEFORE_TOC) / 2)


def makeExtension(**options: Any) -> Extension:  # noqa: ANN401, N802 - Python-Markdown's entry point
    """Return the extension, as Python-Markdown asks for it by module name."""
    return EditionExtension(**options)
