"""Allowances: a finding accepted with a reason, and what is wrong with one that allows nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from support import check
from test_rules import CASES


def findings(root: Path, line: str, comment: str = "<!-- {} -->") -> list[tuple[str, str]]:
    """Return what is found in the stock edition, note 1 having an unseen locus, and the allowance."""
    shutil.copytree(CASES / "stock", root, dirs_exist_ok=True)
    notes = root / "docs" / "notes" / "a.md"
    text = notes.read_text(encoding="utf-8").replace("p. 12, seen", "p. 12")
    notes.write_text(text.replace("[^1]:", f"{comment.format(line)}\n[^1]:"), encoding="utf-8")
    return [(f.rule, f.message) for f in check(root)]


def test_an_allowance_with_its_reason_accepts_a_review(tmp_path: Path) -> None:
    assert findings(tmp_path, "allow passage-unseen: no library here has the volume") == []


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("allow passage-unseen:", "the allowance of “passage-unseen” has no reason"),
        ("allow passage-unsen: lost", "there is no rule “passage-unsen”"),
        ("allow text-altered: it looks better", "“text-altered” reports errors, which cannot be allowed"),
        ("allow work-uncited: later", "“work-uncited” finds nothing on this line or the next"),
    ],
)
def test_an_allowance_that_allows_nothing_is_a_finding(tmp_path: Path, line: str, reason: str) -> None:
    found = findings(tmp_path, line)
    assert ("allowance-unmatched", reason) in found
    assert "passage-unseen" in [rule for rule, _ in found]


def test_an_allowance_holds_for_its_line_and_the_next_alone(tmp_path: Path) -> None:
    assert findings(tmp_path, "allow passage-unseen: no library here has the volume", "<!-- {} -->\n") != []


def test_allowances_stand_in_bibliographies_too(tmp_path: Path) -> None:
    shutil.copytree(CASES / "stock", tmp_path, dirs_exist_ok=True)
    bib = tmp_path / "citations" / "works.bib"
    entry = "% allow work-uncited: kept for the sequel\n@misc{x1, title = {X}, written = {1900}}\n"
    bib.write_text(bib.read_text(encoding="utf-8") + entry, encoding="utf-8")
    assert check(tmp_path) == ()


@pytest.mark.parametrize(
    "line", ["Allow passage-unseen: why", "allow passage-unseen - why", "allows passage-unseen: why"]
)
def test_an_allowance_that_is_mistyped_is_a_finding(tmp_path: Path, line: str) -> None:
    """What was meant as an allowance but is not one is reported with the right form."""
    found = findings(tmp_path, line)
    assert [rule for rule, _ in found] == ["allowance-unmatched", "passage-unseen"]
    assert "is malformed and has no effect" in found[0][1]
