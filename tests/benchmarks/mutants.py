"""The mutants of a file: every change of one expression in it, and the lines by which tests that see it are found.

Declarations are left alone: decorators, annotations, literal types, `__all__`, docstrings, imports for the type
checker, `assert` and `strict=`.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

PAIRS: tuple[tuple[type[ast.AST], type[ast.AST]], ...] = (
    *((ast.Lt, ast.LtE), (ast.Gt, ast.GtE), (ast.Eq, ast.NotEq), (ast.In, ast.NotIn), (ast.Is, ast.IsNot)),
    *((ast.And, ast.Or), (ast.Add, ast.Sub)),
)
SWAPS = {**dict(PAIRS), **{other: one for one, other in PAIRS}}
"""Operators, and what each is changed to."""


@dataclass(frozen=True)
class Mutant:
    """One changed expression: its file, the text of it, the characters and lines that change, and their new source."""

    path: Path
    text: str
    start: int
    end: int
    lines: range
    new: str

    def apply(self) -> str:
        """Return the source of the file with the change."""
        return f"{self.text[: self.start]}{self.new}{self.text[self.end :]}"

    def __str__(self) -> str:
        """Return the change as line, old source and new."""
        return f"{self.lines[0]}: {self.text[self.start : self.end]}  ->  {self.new}"


def change(node: ast.AST) -> Iterator[ast.expr]:
    """Yield what an expression can be changed to."""
    match node:
        case ast.Compare(ops=[operator, *_]) if type(operator) in SWAPS:
            new = copy.deepcopy(node)
            new.ops[0] = cast("ast.cmpop", SWAPS[type(operator)]())
            yield new
        case ast.BoolOp() | ast.BinOp() if type(node.op) in SWAPS:
            other = copy.deepcopy(node)
            other.op = cast("Any", SWAPS[type(node.op)]())
            yield other
        case ast.UnaryOp(op=ast.Not()):
            yield node.operand
        case ast.IfExp():
            yield node.orelse
        case ast.Constant(value=bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(value=int() as value):
            yield ast.Constant(value + 1)
        case ast.Constant(value=str() as value) if value:
            yield ast.Constant("")
        case _:
            pass


def is_declaration(node: ast.AST) -> bool:
    """Return whether a node says something to readers, to the type checker or to itself, but does nothing."""
    match node:
        case ast.Expr(value=ast.Constant()) | ast.Assert() | ast.keyword(arg="strict"):
            return True
        case (
            ast.If(test=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)]) | ast.Subscript(ast.Name(id=name))
        ):
            return name in {"TYPE_CHECKING", "__all__", "Literal"}
        case _:
            return False


def expressions(node: ast.AST) -> Iterator[ast.expr]:
    """Yield the expressions below a node that can be changed; the insides of f-strings cannot."""
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "decorator_list"}:
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not is_declaration(child):
                if isinstance(child, ast.expr):
                    yield child
                if not isinstance(child, ast.JoinedStr):  # Python 3.11 does not know where its parts are
                    yield from expressions(child)


def mutants(path: Path) -> Iterator[Mutant]:
    """Yield every mutant of a file."""
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))

    def offset(line: int, byte: int) -> int:
        return starts[line - 1] + len(lines[line - 1].encode()[:byte].decode())

    for node in expressions(ast.parse(text)):
        for new in change(node):
            last = node.end_lineno or node.lineno
            start, end = offset(node.lineno, node.col_offset), offset(last, node.end_col_offset or node.col_offset)
            yield Mutant(path, text, start, end, range(node.lineno, last + 1), f"({ast.unparse(new)})")


def uses(mutant: Mutant) -> set[int]:
    """Return the lines that use the constants in whose definition a mutant is, or constants made of these."""
    nodes = [*ast.walk(tree := ast.parse(mutant.text))]
    used = [(node.id, node.lineno) for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)]
    lines, seen = set(mutant.lines), set[str]()
    while (
        names := {
            target.id
            for statement in tree.body
            if isinstance(statement, ast.Assign) and lines & {*range(statement.lineno, (statement.end_lineno or 0) + 1)}
            for target in ast.walk(statement)
            if isinstance(target, ast.Name) and isinstance(target.ctx, ast.Store)
        }
        - seen
    ):
        seen |= names
        lines |= {line for name, line in used if name in names}
    return lines - {*mutant.lines}
