"""Which tests look at the edition under test (`support.specimen`): with `--edition` these alone are run.

The others would do with another edition exactly what they do without.
"""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

TESTS = Path(__file__).parent
SPECIMEN = frozenset({"specimen", "specimen_draft", "specimen_root", "specimen_sections"})
"""What `support` returns of the edition under test."""


def _defined(node: ast.stmt) -> set[str]:
    """Return the names that a statement at the top of a file defines."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return {node.name}
    if isinstance(node, ast.Assign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        return {part.id for target in targets for part in ast.walk(target) if isinstance(part, ast.Name)}
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)}


def _used(node: ast.stmt) -> set[str]:
    """Return the names in a statement; those of arguments are names of fixtures, too."""
    names = {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
    return names | {part.arg for part in ast.walk(node) if isinstance(part, ast.arg)}


@cache
def names(path: Path) -> frozenset[str]:
    """Return what, of all that a file of tests defines or imports, uses the edition under test, or what does."""
    body = ast.parse(path.read_text(encoding="utf-8")).body
    found = set(SPECIMEN)
    for node in body:
        if isinstance(node, ast.ImportFrom) and (TESTS / f"{node.module}.py").exists():
            known = names(TESTS / f"{node.module}.py")
            found |= {alias.asname or alias.name for alias in node.names if alias.name in known}
    before = 0
    while before < len(found):
        before = len(found)
        for node in body:
            if found & _used(node):
                found |= _defined(node)
    return frozenset(found - SPECIMEN)
