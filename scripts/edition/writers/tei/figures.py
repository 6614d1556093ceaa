"""Figures as TEI P5 (Guidelines 4.x, § 14.4)."""

from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element

from edition.model.inline import Inlines
from edition.model.pictures import Figure
from edition.writers.tei.names import EDITORS
from edition.writers.xml import Content, element

BESIDE = "../"
"""The way from the folder of the TEI to the files of the site."""


def figure(
    inlines: Callable[[Inlines], list[Content]], given: Figure, attributes: Mapping[str, str] | None, language: str
) -> Element:
    """Return a figure with some attributes; `language` is that of what the editors say it shows, if it is another."""
    width, height = (f"{side}px" for side in given.size)
    size = {"width": width, "height": height}
    graphic = element("graphic", {"url": BESIDE + given.picture.path, "mimeType": given.picture.media_type, **size})
    head = [element("head", {"place": "below"}, *inlines(given.caption))] if given.caption else []
    shown = element("figDesc", {"resp": f"#{EDITORS}", "xml:lang": language}, given.alternative)
    return element("figure", attributes, *head, graphic, shown)
