"""What the pages need under a theme other than the edition's own: stock Material for MkDocs, or Zensical's."""

from pathlib import Path
from xml.etree.ElementTree import Element

from edition.writers.xml import element

STYLE = Path(__file__).with_suffix(".css")
"""The few rules that Material's style sheet lacks for an annotated edition."""


def adapt(page: Element) -> None:
    """Make a page's elements fit Material, which knows its tables by having no class, and note calls by their class.

    The style comes after the title, which MkDocs looks for in the first element.
    """
    for part in page.iter():
        if part.tag == "table":
            part.attrib.pop("class", None)
        elif part.get("role") == "doc-noteref":
            part.set("class", "footnote-ref")
    titled = len(page) > 0 and page[0].tag == "h1"
    page.insert(int(titled), element("style", None, STYLE.read_text(encoding="utf-8")))
