"""The Markdown of the edition, read back by pandoc: the same words, calls, notes and anchors."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

import pytest

from edition import ids
from edition.model.text import reading_text
from edition.style.citations import ONLINE, UNSEEN
from edition.writers import markdown
from support import specimen

pypandoc = pytest.importorskip("pypandoc")


@cache
def our_paragraphs() -> dict[str, str]:
    return {p.anchor: reading_text(p.content) for s in specimen().sections for p in s.paragraphs}


def words(node: Any, notes: list[Any]) -> str:
    """Return the words of pandoc's inlines; notes are put aside."""
    if isinstance(node, list):
        return "".join(words(part, notes) for part in node)
    match node["t"], node.get("c"):
        case "Str", text:
            return str(text).replace("\N{NO-BREAK SPACE}", " ")  # pandoc puts one after “p.”
        case (("Space" | "SoftBreak"), _):
            return " "
        case ("Emph" | "Strong" | "Span" | "Link") as kind, inner:
            return words(inner[1] if kind in {"Span", "Link"} else inner, notes)
        case "Quoted", (kind, inner):
            marks = "“”" if kind["t"] == "DoubleQuote" else "‘’"
            return f"{marks[0]}{words(inner, notes)}{marks[1]}"
        case "Note", blocks:
            notes.append(blocks)
            return ""
        case strange, _:
            pytest.fail(f"pandoc found {strange}: {node}")


def spans(node: Any) -> list[str]:
    """Return the ids of all spans, in order."""
    if isinstance(node, list):
        return [found for part in node for found in spans(part)]
    if isinstance(node, dict):
        own = [node["c"][0][0]] if node.get("t") == "Span" and node["c"][0][0] else []
        return own + spans(node.get("c"))
    return []


def read(source: str) -> tuple[dict[str, str], dict[str, str], list[Any]]:
    """Return headings and paragraphs of the essay by anchor, and the notes in the order of their calls."""
    headings: dict[str, str] = {}
    paragraphs: dict[str, str] = {}
    notes: list[Any] = []
    for block in json.loads(pypandoc.convert_text(source, "json", format="markdown"))["blocks"]:
        if block["t"] == "Header":
            headings[block["c"][1][0]] = words(block["c"][2], notes)
        elif block["t"] == "Para" and (first := block["c"][0])["t"] == "Span" and "para" in first["c"][0][1]:
            assert words(first["c"][1], notes) == f"¶{ids.paragraph_number(first['c'][0][0])}"
            paragraphs[first["c"][0][0]] = words(block["c"][2:], notes)
    return headings, paragraphs, notes


def test_pandoc_reads_the_essay_back() -> None:
    headings, paragraphs, notes = read(markdown.write_essay(specimen()))
    assert headings == {s.anchor: reading_text(s.section.heading).strip() for s in specimen().sections}
    assert paragraphs == our_paragraphs()
    assert notes == []


@pytest.mark.slow
def test_pandoc_reads_the_edition_back() -> None:
    headings, paragraphs, notes = read(markdown.write_edition(specimen()))
    assert {s.anchor for s in specimen().sections} <= set(headings)
    assert paragraphs == our_paragraphs()
    assert len(notes) == len(specimen().notes)
    for blocks, placed in zip(notes, specimen().notes, strict=True):
        assert all(block["t"] == "Para" for block in blocks)
        printed = [re.sub(f"[{UNSEEN}{ONLINE}]", "", words(block["c"], [])) for block in blocks]
        ours = [reading_text(p.content) for p in placed.note.body]
        evidence = [reading_text(p.content) for p in placed.note.printed_evidence]
        evidence[:1] = [f"Evidence. {first}" for first in evidence[:1]]
        status = f"({placed.note.certainty.value}, {placed.note.wording.value}) "
        assert printed == [status + ours[0], *ours[1:], *evidence]
        assert spans(blocks)[0] == ids.note(placed.label)


def test_every_anchor_stands_once_and_links_arrive() -> None:
    source = markdown.write_edition(specimen())
    parsed = json.loads(pypandoc.convert_text(source, "json", format="markdown"))
    found = spans(parsed["blocks"]) + [b["c"][1][0] for b in parsed["blocks"] if b["t"] == "Header"]
    assert len(found) == len(set(found))
    assert {ids.entry(entry.work.key) for entry in specimen().entries} <= set(found)
    assert {placed.emendation.name for placed in specimen().emendations} <= set(found)
    assert set(re.findall(r"\]\(<?#([^)>]+)>?\)", source)) <= set(found)


@pytest.mark.parametrize(
    "typed",
    ["1. no list", "(a) no list", "- no list", "*no* emphasis_ _", "[^1] [x](y) @key $x$ `c` <b> &c; \\", "a -- ..."],
)
def test_no_sign_is_read_as_markup(typed: str) -> None:
    written = markdown.escape_block(markdown.escape(typed))
    (block,) = json.loads(pypandoc.convert_text(written, "json", format="markdown"))["blocks"]
    assert block["t"] == "Para"
    assert words(block["c"], []) == typed
