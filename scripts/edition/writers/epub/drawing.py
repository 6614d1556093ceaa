"""The drawing of the chronology as a reading system can show it: the site's, in the colours of its own page."""

from xml.etree.ElementTree import Element

from edition.model.edition import Edition
from edition.writers.site import timeline
from edition.writers.site.drawing import ACCENT, INK, PAPER, QUIET, RULE

SVG = "http://www.w3.org/2000/svg"
COLOURS = {INK: "currentColor", QUIET: "currentColor", ACCENT: "currentColor", RULE: "gray", PAPER: "none"}
"""What stands for the colours of the site: that of the words, and one that can be seen on light and dark pages.

Few reading systems know variables. What the accent says on the site is said by the signs as well.
"""


def chronology(edition: Edition) -> list[Element]:
    """Return the figure of the time line: each of its drawings one image, whose words the list below it says again."""
    figures = timeline.figure(edition)
    for figure in figures:
        figure.remove(next(figure.iter("label")))
        for part in figure.iter():
            if part.tag == "svg":
                part.attrib |= {"xmlns": SVG, "role": "img"}
            if part.tag == "a":
                part.tag = "g"
                del part.attrib["href"]
            for name in {"fill", "stroke"} & part.attrib.keys():
                part.set(name, COLOURS.get(part.attrib[name], part.attrib[name]))
    return figures
