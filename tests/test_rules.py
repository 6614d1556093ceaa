"""Every rule against its two cases: `bad` has exactly the findings expected, `good` has none.

A case is what is laid over the stock edition, a small one in which no rule finds anything.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from edition import checks, diagnostics, pipeline, resolve
from edition.checks.rule import rule as enter

CASES = Path(__file__).parent / "cases"
RULES = tuple(checks.RULES)
EXPECTED = "expected.txt"


def report(case: Path | None, rule: str | None, root: Path) -> str:
    """Return the findings of one rule (of all where it is `None`) in the stock edition with a case laid over it."""
    shutil.copytree(CASES / "stock", root, dirs_exist_ok=True)
    if case is not None:
        shutil.copytree(case, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns(EXPECTED))
    draft = pipeline.read(root)
    findings = [finding for finding in checks.run(draft, resolve.resolve(draft)) if rule in (None, finding.rule)]
    return diagnostics.as_text(findings, draft.sources)


def test_stock_edition_is_without_fault(tmp_path: Path) -> None:
    """The edition that all cases start from must have no finding of any rule."""
    assert report(None, None, tmp_path) == ""


@pytest.mark.parametrize("rule", RULES)
def test_good(rule: str, tmp_path: Path) -> None:
    """What looks like a fault but is not one is not reported."""
    assert report(CASES / "rules" / rule / "good", rule, tmp_path) == ""


@pytest.mark.parametrize("rule", RULES)
def test_bad(rule: str, tmp_path: Path, accept: bool) -> None:
    """A fault is reported with exactly its place, words and advice."""
    case = CASES / "rules" / rule / "bad"
    reported = report(case, rule, tmp_path)
    assert reported
    if accept:
        (case / EXPECTED).write_text(reported, encoding="utf-8")
    assert reported == (case / EXPECTED).read_text(encoding="utf-8"), (
        "if this is meant, accept it (`--accept`) and read the difference"
    )


def test_every_case_belongs_to_a_rule() -> None:
    """A folder of cases carries a rule's name, and every rule has one."""
    folders = {path.name for path in (CASES / "rules").iterdir()}
    assert folders == set(RULES)


@pytest.mark.parametrize("lacking", ["What", "Why", "Fix"])
def test_a_rule_that_does_not_explain_itself_is_refused(lacking: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every rule says what it demands, why, and how a fault is fixed; none takes the name of another."""
    monkeypatch.setattr("edition.checks.rule.RULES", {})

    def check(*_: object) -> Iterator[diagnostics.Fault]:
        yield from ()

    whole = "What: the kettle\n    boils.\nWhy: the tea.\nFix: boil it."
    check.__doc__ = whole.replace(f"{lacking}:", "")
    with pytest.raises(ValueError, match="must have the parts"):
        enter("kettle")(check)
    check.__doc__ = whole
    enter("kettle")(check)
    with pytest.raises(ValueError, match="two rules with the name kettle"):
        enter("kettle")(check)


def test_a_rule_is_explained_in_its_three_parts() -> None:
    known = checks.RULES["text-altered"]
    assert checks.explain("text-altered").splitlines() == [
        "text-altered (error)",
        f"  what: {known.what}",
        f"  why:  {known.why}",
        f"  fix:  {known.fix}",
    ]
    assert known.what.startswith("the essay")


def test_the_page_of_rules_is_that_of_the_program() -> None:
    """What maintainers read of the rules is what the program says of them."""
    page = Path(__file__).parent.parent / "docs" / "maintainers" / "checks.md"
    assert page.read_text(encoding="utf-8") == checks.as_markdown()


def test_explain_unknown_rule() -> None:
    """A rule that does not exist is a `KeyError`; the command line turns it into advice."""
    with pytest.raises(KeyError):
        checks.explain("cite-unknown-wrok")
