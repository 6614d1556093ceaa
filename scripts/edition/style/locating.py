"""Where in the edition something stands, as a citation says it: its canonical reference, and the words around it."""

from edition.model import layout
from edition.model.anchors import Anchor, AnchorKind
from edition.style.quotation import quote
from edition.words import OPENS, Words


def _after(reference: str, name: str, words: Words, place: str) -> tuple[str, str]:
    """Return what stands before the words of a name in a reference, and what stands after them, in its `place`."""
    before, _, after = reference.rpartition(words(name, **{place: ""}))
    return before, after


def locator(anchor: Anchor, words: Words) -> str:
    """Return the placeholder for a place in a citation: its canonical reference, set off from the author's words."""
    reference, quoted = anchor.reference, quote(anchor.words, words)
    match anchor.kind:
        case AnchorKind.NOTE if not anchor.is_by_author:
            section, mark = _after(reference, "note.reference", words, "mark")
            return words("citing.note", section=section, mark=mark)
        case AnchorKind.NOTES:
            lowered = reference if reference[1:2].isupper() else lower_first(reference)
            return words("citing.notes", title=reference, lowered=lowered)
        case AnchorKind.EMENDATION:
            place = words("citing.emendation", place=reference)
            return f"{place} {quoted}" if anchor.words else place
        case AnchorKind.ENTRY | AnchorKind.AUTHORITY | AnchorKind.EVENT:
            list_ = words(f"citing.{anchor.page.removesuffix(layout.SOURCE)}")
            bare = reference.removeprefix(words("event.reference", date=""))
            return words("citing.entry", list=list_, entry=quote(bare, words))
        case AnchorKind.VARIANT | AnchorKind.STANDING:
            name = "apparatus.reference" if anchor.kind is AnchorKind.VARIANT else "apparatus.standing_reference"
            place = words("citing.apparatus", place=_after(reference, name, words, "place")[1])
            return f"{place}, {quoted}" if anchor.words else place
        case _:
            return reference


def upper_first(text: str) -> str:
    """Return words as they begin a sentence."""
    start = len(OPENS) if text.startswith(OPENS) else 0
    return text[:start] + text[start : start + 1].upper() + text[start + 1 :]


def lower_first(text: str) -> str:
    """Return words as they stand inside a sentence; German, whose nouns keep their capitals, does not ask for them."""
    start = len(OPENS) if text.startswith(OPENS) else 0
    return text[:start] + text[start : start + 1].lower() + text[start + 1 :]
