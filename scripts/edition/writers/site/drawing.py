"""Shapes of the pictures that the build draws: inline SVG (SVG 2) in the colours of the page."""

from xml.etree.ElementTree import Element

from edition.writers.xml import Content, element

WIDTH = 360
"""The width of a drawing, in its units: pixels on a phone."""
INK, QUIET, ACCENT, RULE, PAPER = (f"var(--{name})" for name in ("ink", "quiet", "accent", "rule", "paper"))


def _names(attributes: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in attributes.items()}


def draw_text(x: float, y: float, words: Content, fill: str = INK, **more: str) -> Element:
    """Return words that begin at a place; `more` has further attributes, `_` for their hyphens."""
    return element("text", {"x": f"{x:.4g}", "y": f"{y:.5g}", "fill": fill, **_names(more)}, words)


def draw_line(start: tuple[float, float], end: tuple[float, float], stroke: str = QUIET, **more: str) -> Element:
    """Return a line between two places; `more` has further attributes, `_` for their hyphens."""
    places = {"x1": start[0], "y1": start[1], "x2": end[0], "y2": end[1]}
    return element("line", {name: f"{at:.5g}" for name, at in places.items()} | {"stroke": stroke, **_names(more)})


def draw_box(corner: tuple[float, float], size: tuple[float, float], fill: str, **more: str) -> Element:
    """Return a box by its upper left corner and its size; `more` has further attributes, `_` for their hyphens."""
    places = {"x": corner[0], "y": corner[1], "width": size[0], "height": size[1]}
    return element("rect", {name: f"{at:.5g}" for name, at in places.items()} | {"fill": fill, **_names(more)})


def picture(name: str, title: str, height: float, *shapes: Element) -> Element:
    """Return a drawing with its title; `name` makes the id of the title, which nothing else on a page may have.

    Its links are reached one by one, so that it is a group, not one image.
    """
    heading = element("title", {"id": f"{name}-title"}, title)
    size = {"viewBox": f"0 0 {WIDTH} {height:g}", "font-size": "14"}
    return element("svg", {**size, "role": "group", "aria-labelledby": f"{name}-title"}, heading, *shapes)
