"""An inventory of a document, so that its header declares exactly what is in it."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element


@dataclass(frozen=True, slots=True)
class Inventory:
    """The elements of a document, and the values of each attribute of them."""

    values: frozenset[tuple[str, str, str]]
    """Element, attribute and value; the last two are empty for the element itself."""

    @classmethod
    def of(cls, *roots: Element) -> Inventory:
        """Return the inventory of these elements."""
        nodes = [node for root in roots for node in root.iter()]
        named = {(node.tag, name, value) for node in nodes for name, value in node.attrib.items()}
        return cls(frozenset(named | {(node.tag, "", "") for node in nodes}))

    def has(self, *tags: str) -> bool:
        """Return whether there is any of these elements."""
        return any((tag, "", "") in self.values for tag in tags)

    def of_attribute(self, attribute: str, tag: str = "") -> frozenset[str]:
        """Return the values of an attribute, of one element or of all."""
        return frozenset(value for of, name, value in self.values if name == attribute and tag in {"", of})
