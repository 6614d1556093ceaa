"""Anchors: how every id of the edition is made. Ids are a promise, so they are made in this module alone."""

import re
import unicodedata
from typing import NewType

AnchorName = NewType("AnchorName", str)
"""An anchor: the name of a place in the edition, used in addresses after `#`."""
NoteLabel = NewType("NoteLabel", str)
"""The label of a note: a number of the author’s series, or the name of an editors’ note."""
WorkKey = NewType("WorkKey", str)
"""What an entry of the bibliography is cited by."""
NO_ANCHOR, NO_LABEL, NO_KEY = AnchorName(""), NoteLabel(""), WorkKey("")
"""Used if a source names none."""
TERMS = AnchorName("certainty")
"""The heading of an ordinary page under which the terms of a note's status are explained."""
NAME = re.compile(r"[A-Za-z](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?")
"""An anchor: an XML name without a colon (XML 1.0, § 2.3; Namespaces in XML), of ASCII."""
NUMBER = re.compile(r"[1-9][0-9]{0,8}")
"""A number has nine digits at most: no book has more, and a machine need not try."""
RAISE = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
"""Figures as note calls have them in many witnesses."""
ANCHOR = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
PREFIX = re.compile(r"^(?:bib-|auth-|chron-|n(?=[1-9][0-9]*$))")
"""What an anchor has before the name that its source has."""
PARAGRAPH = re.compile(r"(?P<section>[a-z][a-z0-9-]*)-p(?P<number>[1-9][0-9]{0,8})")


def is_number(label: str) -> bool:
    """Return whether a note's label is a number, that is, whether the note is one of the author's."""
    return NUMBER.fullmatch(label) is not None


def note(label: NoteLabel) -> AnchorName:
    """Return the anchor of a note: `n17` for note 17, `e-birth-pangs` for the editors' note of that name."""
    return AnchorName(f"n{label}" if is_number(label) else label)


def evidence(note_anchor: str) -> AnchorName:
    """Return the anchor of a note's evidence on the page of the notes."""
    return AnchorName(f"{note_anchor}-evidence")


def note_call(label: NoteLabel, number: int = 1) -> AnchorName:
    """Return the anchor of the first call of a note (`r17`, `re-birth-pangs`), or of its `number`th (`r17-2`)."""
    return AnchorName(f"r{label}" if number == 1 else f"r{label}-{number}")


def notes_of(section: str) -> AnchorName:
    """Return the anchor of the page of notes of a section."""
    return AnchorName(f"notes-{section}")


def entry(key: WorkKey) -> AnchorName:
    """Return the anchor of a bibliography entry."""
    return AnchorName(f"bib-{key}")


def heading(title: str) -> AnchorName:
    """Return the anchor that the site's engine makes of an ordinary page's heading (Python-Markdown, “toc”)."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    bare = re.sub(r"[^\w\s-]", "", plain).strip().lower()
    return AnchorName(re.sub(r"[-\s]+", "-", bare))


def authority(name: str) -> AnchorName:
    """Return the anchor of an authority entry."""
    return AnchorName(f"auth-{name}")


def event(name: str) -> AnchorName:
    """Return the anchor of an event of the chronology."""
    return AnchorName(f"chron-{name}")


def variant(name: str) -> AnchorName:
    """Return the anchor of an emendation's row in the apparatus: `app-through` for `em-through`."""
    return AnchorName(f"app-{name.removeprefix('em-')}")


def owner(anchor: str) -> str:
    """Return the anchor of what an anchor belongs to: `n17` for its call `r17`, `em-through` for `app-through`."""
    return re.sub(r"^r(?=e-)", "", re.sub(r"^r([1-9][0-9]*)(?:-[0-9]+)?$", r"n\1", re.sub("^app-", "em-", anchor)))


def written(anchor: str) -> str:
    """Return what sources call the thing at an anchor: the key for `bib-key`, the label for `n17`; else the anchor."""
    return PREFIX.sub("", anchor)


def paragraph(section: str, number: int) -> AnchorName:
    """Return the anchor of a section's paragraph, counted from 1."""
    return AnchorName(f"{section}-p{number}")


def sub_heading(paragraph: str, number: int) -> AnchorName:
    """Return the address of a sub-heading that stands before a paragraph; no other anchor has a low line."""
    return AnchorName(f"{paragraph}_h{number}")


def paragraph_number(anchor: str) -> int | None:
    """Return the number in a paragraph's anchor; `None` for any other anchor."""
    found = PARAGRAPH.fullmatch(anchor)
    return int(found["number"]) if found else None
