"""Plain text, Markdown and data."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from edition import ids
from edition.resolve.identity import NOTHING
from formats.content import Content, Marks, in_order

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from edition.model.edition import Edition


BESIDE = re.compile(r" {4}(\d+)(?=[\r\n]|$)")
"""The number beside a line of verse."""


def _numbered(edition: Edition) -> dict[str, str]:
    """Return the anchors of sections by the references that plain formats print."""
    return {section.reference: section.anchor for section in edition.sections}


def text(document: str, edition: Edition) -> Content:
    """Read the plain text: it links nothing and has no ids, so that citations can be held only by their words."""
    sections = _numbered(edition)
    opening, closing = map(re.escape, edition.words("text.picture", alternative="\0").split("\0"))
    picture = re.compile(rf"{opening}([^\r\n]*){closing}")
    paragraphs, calls = [], []
    printed = {note.label: note.note.mark or note.label for note in edition.notes}
    labels = "|".join(map(re.escape, printed.values())) or "(?!)"
    call = re.compile(rf"\[({labels})\]")
    known = [(note.section, printed[note.label], ids.note(note.label)) for note in edition.notes]
    called = Marks((*one,) for one, note in zip(known, edition.notes, strict=True) if not note.inside)
    defined = Marks(("", mark, anchor) for _, mark, anchor in known)
    before = []
    for line in re.sub(r"(?<!\n)\n\t", "\r", document).split("\n"):
        if line.startswith("\t"):
            before.append(picture.sub("", _unquoted(line[1:])))
        elif re.match(r"[^\t]+, ¶\d+\t", line):
            where, words = line.split("\t", 1)
            section, _, number = where.rpartition(", ¶")
            paragraphs.append(
                (ids.paragraph(sections[section], int(number)), call.sub("", picture.sub("", _unquoted(words))))
            )
            calls += [called.take(sections[section], mark) for mark in call.findall(words)]
    titles = "|".join(re.escape(section.notes_title) for section in edition.sections)
    notes = document[re.search(rf"\n== (?:{titles}) ==|\Z", document).start() :]  # type: ignore[union-attr]
    notes = notes[: re.search(rf"\n== (?!{titles})|\Z", notes).start()]  # type: ignore[union-attr]
    evidence = f"\n\n{edition.words('note.evidence')}. "
    bare = re.sub(rf"\n\n== (?:{titles}) ==", "", notes)
    parts = re.split(r"\n\n(?:== [^\n]* ==\n\n)?\[([^]\n]+)\] \([^)]*\) ", bare)
    by_anchor = {
        defined.take("", mark): tuple(map(_unquoted, call.sub("", picture.sub("", words)).partition(evidence)))
        for mark, words in zip(parts[1::2], parts[2::2], strict=True)
    }
    sure, note = "|".join(edition.words.choices("emendation")), re.escape(edition.words("note.reference", mark=""))
    emended = re.findall(rf"^[^\t\n]+, ¶\d+(?:, {note}\S+)?: (.*?)\] (.*) \S+ \((?:{sure}): ", document, re.MULTILINE)
    return Content(
        tuple(paragraphs),
        tuple(calls),
        tuple((anchor, body) for anchor, (body, _, _) in by_anchor.items()),
        tuple((anchor, rest.replace(evidence, "")) for anchor, (_, _, rest) in by_anchor.items()),
        None,
        tuple(emended),
        None,
        tuple(before),
        tuple(sorted(map(int, BESIDE.findall(document)))),
        in_order(
            *(
                [(found, "") for found in picture.findall(part)]
                for part in (document.partition(notes)[0] if notes else document, notes)
            )
        )[0],
        None,
    )


def _unquoted(lines: str) -> str:
    """Return the words of lines without the signs of blocks at their beginnings, and numbers of verse at their ends."""
    return re.sub(r"(?:^|(?<=[\r\n]))(?: *> ?)+|^=== | ===$", "", BESIDE.sub("", lines))


def _record(block: dict[str, Any]) -> list[str]:
    """Return the runs of words of a block of the data."""
    match block["kind"]:
        case "verse":
            return [" " * line["indent"] + line["text"] for stanza in block["stanzas"] for line in stanza]
        case "list":
            items = [(item["mark"], [*_records(item["blocks"]), ""]) for item in block["items"]]
            return [run for mark, (first, *rest) in items for run in (f"{mark} {first}", *rest)]
        case "table":
            cells = [*block["head"], *(cell for row in block["rows"] for cell in row)]
            captions = [block["caption"]] if "caption" in block else []
            return [*captions, *cells] if block.get("caption_place") == "above" else [*cells, *captions]
        case "break":
            return [block["mark"]]
        case "figure":
            return [block["caption"]] if "caption" in block else []
        case _:
            words = [block["text"]] if "text" in block else _records(block["blocks"])
            return [*words, *([block["source"]] if "source" in block else [])]


def _records(blocks: list[dict[str, Any]]) -> list[str]:
    return [run for block in blocks for run in _record(block)]


def _structured(words: str, blocks: list[dict[str, Any]] | None) -> str:
    """Return words, which must be those of the blocks that are said to be their structure."""
    if blocks is None:
        return words
    found = "\n".join(_records(blocks))
    assert "".join(found.split()) == "".join(words.split())
    return found


def _lines(node: Any) -> Iterator[int]:
    """Yield the numbers printed beside lines of verse, anywhere in the data."""
    if isinstance(node, dict):
        yield from ([int(node["beside"])] if "beside" in node else ())
        yield from (number for child in node.values() for number in _lines(child))
    elif isinstance(node, list):
        yield from (number for child in node for number in _lines(child))


def _figures(node: Any) -> Iterator[tuple[str, str]]:
    """Yield what the figures in the data show, each with its file."""
    if isinstance(node, dict):
        yield from ([(node["alternative"], node["file"])] if node.get("kind") == "figure" else ())
        yield from (figure for child in node.values() for figure in _figures(child))
    elif isinstance(node, list):
        yield from (figure for child in node for figure in _figures(child))


def data(files: Mapping[str, str]) -> Content:
    """Read the data: the tables of paragraphs and notes as JSON."""
    paragraphs = json.loads(files["data/paragraphs.json"])["paragraphs"]
    notes = json.loads(files["data/notes.json"])["notes"]
    inside = "|".join(note["id"] for note in notes if "inside" in note)
    called_inside = re.compile(rf"\[(?:{inside or '(?!)'})\]")
    emended = [e for one in (*paragraphs, *notes) for e in one.get("emendations", ())]
    cited = [(note["id"], cite) for note in notes for cite in note["cites"]]
    return Content(
        tuple((p["id"], _structured(p["text"], p.get("blocks"))) for p in paragraphs),
        tuple(call["note"] for p in paragraphs for call in p["calls"]),
        tuple((n["id"], called_inside.sub("", _structured("".join(n["body"]), n.get("blocks")))) for n in notes),
        tuple((n["id"], _structured("".join(n["evidence"]), n.get("evidence_blocks"))) for n in notes),
        frozenset((note, key) for note, cite in cited for key in (cite["work"], *(at["in"] for at in cite["loci"]))),
        tuple((e["reading"] or NOTHING, e["witness"] or NOTHING) for e in emended),
        None,
        tuple("\n".join(_record(block)) for p in paragraphs for block in p.get("before", ())),
        tuple(sorted(_lines([paragraphs, notes]))),
        *in_order(_figures(paragraphs), _figures(notes)),
    )


def _is_apart(kind: str, content: Any) -> bool:
    """Return whether a node is the number of a paragraph, or the call of a note in another."""
    is_call = kind == "Link" and re.fullmatch(r"\[\w+\]", _gathered(content[1], []))
    return bool(is_call or (kind == "Span" and "para" in content[0][1]))


def _gathered(node: Any, notes: list[Any]) -> str:  # noqa: C901, PLR0911 - one for each kind
    """Return the words of a pandoc tree; notes are put aside, spans that number paragraphs are left out."""
    if isinstance(node, list):
        return "".join(_gathered(child, notes) for child in node)
    if not isinstance(node, dict):
        return ""
    kind: Any = node.get("t")
    content: Any = node.get("c")
    if kind in {"Figure", "Image"}:  # the words of a picture are what it shows
        return f"\n{_gathered(content[1], notes)}" if kind == "Figure" else ""
    if kind == "Note":
        notes.append(content)
    if kind == "Note" or _is_apart(kind, content):
        return ""
    if kind == "Quoted":
        marks = "‘’" if content[0]["t"] == "SingleQuote" else "“”"
        return marks[0] + _gathered(content[1], notes) + marks[1]
    given = {"Str": content, "Space": " ", "SoftBreak": " ", "LineBreak": "\n"}
    if kind == "Table":
        caption, head, bodies = content[1], content[3][1], [row for body in content[4] for row in body[3]]
        cells = [cell[4] for row in (*head, *bodies) for cell in row[1]]
        return "\n".join(_gathered(part, notes) for part in (*cells, caption))
    if kind == "HorizontalRule":
        return "* * *"
    if kind in {"BulletList", "OrderedList"}:
        start, items = (0, content) if kind == "BulletList" else (content[0][0], content[1])
        signs = ("•" if kind == "BulletList" else f"{start + number}." for number in range(len(items)))
        texts = ("\n".join(_gathered(part, notes) for part in item) for item in items)
        return "\n".join(f"{sign} {words}" for sign, words in zip(signs, texts, strict=True))
    if kind == "LineBlock":
        return "\n".join(_gathered(line, notes) for line in content)
    if kind in {"BlockQuote", "Div"}:
        return "\n".join(_gathered(part, notes) for part in (content if kind == "BlockQuote" else content[1]))
    return str(given[kind]) if kind in given else _gathered(content, notes)


def _numbers(node: Any) -> Iterator[int]:
    """Yield the numbers beside lines of verse, in notes, too."""
    if isinstance(node, dict):
        if node.get("t") == "Span" and "line" in node["c"][0][1]:
            yield int(dict(node["c"][0][2])["n"])
        yield from _numbers(node.get("c"))
    elif isinstance(node, list):
        yield from (number for child in node for number in _numbers(child))


def _images(node: Any, *, in_note: bool = False) -> Iterator[tuple[bool, tuple[str, str]]]:
    """Yield what each picture shows, with its file, and whether it is in a note."""
    if isinstance(node, list):
        yield from (found for child in node for found in _images(child, in_note=in_note))
    elif isinstance(node, dict) and node.get("t") == "Image":
        (_, _, attributes), words, (file, _) = node["c"]  # an image without a caption is no figure to pandoc
        yield in_note, (dict(attributes).get("alt", _gathered(words, [])), file.removeprefix("../"))
    elif isinstance(node, dict):
        yield from _images(node.get("c"), in_note=in_note or node.get("t") == "Note")


def _spans(node: Any) -> Iterator[tuple[str, list[str]]]:
    if isinstance(node, dict):
        if node.get("t") == "Span":
            yield node["c"][0][0], node["c"][0][1]
        if node.get("t") != "Note":
            yield from _spans(node.get("c"))
    elif isinstance(node, list):
        for child in node:
            yield from _spans(child)


def _status(edition: Edition) -> re.Pattern[str]:
    """Return what a note opens with: its mark, where that is not its label, and its status."""
    title = re.escape(edition.words("note.editors_title", mark="\0")).replace(re.escape("\0"), r"\S+")
    return re.compile(rf"^(?:{title} |[^( ]+ )?\([^)]*\)")


def _opening(block: Any) -> str:
    """Return the anchor with which a paragraph opens, if it does."""
    first = (block["c"] or [{}])[0] if block.get("t") in {"Para", "Plain"} else {}
    return str(first["c"][0][0]) if first.get("t") == "Span" and not first["c"][1] else ""


def _each_note(found: list[Any]) -> Iterator[tuple[str, list[Any]]]:
    """Yield each note once with its blocks; those that are called in another stand at its end."""
    met: dict[str, list[Any]] = {}
    for content in found:
        anchor = ""
        for block in content if _opening(content[0]) not in met else ():
            anchor = _opening(block) or anchor
            met.setdefault(anchor, []).append(block)
    yield from met.items()


def markdown(tree: Any, edition: Edition) -> Content:
    """Read the Markdown as pandoc does, by its tree."""
    paragraphs: list[tuple[str, str]] = []
    found: list[Any] = []
    before: list[str] = []
    apart: list[str] = []
    for block in tree["blocks"]:
        if block["t"] == "Div" and "para" in block["c"][0][1]:
            anchors, inner = [block["c"][0][0]], block["c"][1][1:]  # its first block is its number
        else:
            anchors, inner = [anchor for anchor, classes in _spans(block) if "para" in classes], [block]
        if block["t"] == "Header" and block["c"][0] == 1:
            apart = []
        elif anchors:
            paragraphs.append((anchors[0], "\n".join(_gathered(part, found) for part in inner)))
            before += apart
            apart = []
        else:
            apart.append(_gathered(block, found))
    notes, evidence = [], []
    status, mark = _status(edition), f"{edition.words('note.evidence')}."
    calls = [_opening(content[0]) for content in found]
    for anchor, content in _each_note(found):
        words = [_gathered(block, []) for block in content]
        first = next((at for at, shown in enumerate(words) if shown.startswith(mark)), len(words))
        notes.append((anchor, status.sub("", "".join(words[:first]))))
        evidence.append((anchor, "".join(shown.removeprefix(mark) for shown in words[first:])))
    return Content(
        tuple(paragraphs),
        tuple(calls),
        tuple(notes),
        tuple(evidence),
        None,
        None,
        None,
        tuple(before),
        tuple(sorted(_numbers(tree["blocks"]))),
        *in_order(
            *([pair for is_in_note, pair in _images(tree["blocks"]) if is_in_note == where] for where in (False, True))
        ),
    )
