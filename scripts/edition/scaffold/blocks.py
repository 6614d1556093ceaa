"""Writes the shapes found in a witness as blocks of our notation."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from edition.scaffold.cutting import Stretch
from edition.scaffold.markdown import escape_opening
from edition.scaffold.shapes import Kind, Row, Shape

Write = Callable[[Stretch], str]
"""A function that writes a stretch of the witness as a line of Markdown."""


def join(shapes: Iterable[Shape]) -> Iterator[Shape]:
    """Yield shapes, with the stanzas of a poem joined into one."""
    last: Shape | None = None
    for shape in shapes:
        if last and last.kind is shape.kind is Kind.VERSE:
            rows = (replace(shape.rows[0], opens=True), *shape.rows[1:])
            last = replace(last, end=shape.end, rows=(*last.rows, *rows))
            continue
        if last:
            yield last
        last = shape
    if last:
        yield last


def write(shape: Shape, line: Write, anchor: str) -> str:
    """Return a shape as a block that ends with its anchor."""
    end = f" {{#{anchor}}}"
    match shape.kind:
        case Kind.VERSE:
            return _verse(shape.rows, line) + end
        case Kind.LIST:
            items = (f"{'    ' * row.depth}{row.sign} {escape_opening(_words(row, line))}" for row in shape.rows)
            return "\n".join(items) + end
        case Kind.TABLE:
            return f"{_table(shape.rows, line)}\n\n:{end}"
        case Kind.LINES:
            first, *rest = (_words(row, line) for row in shape.rows)
            return "\\\n".join([escape_opening(first), *rest]) + end
        case Kind.QUOTATION:
            return f"> {escape_opening(_words(shape.rows[0], line))}{end}"
        case Kind.PROSE:
            return escape_opening(_words(shape.rows[0], line)) + end


def _words(row: Row, line: Write) -> str:
    return line(Stretch(row.cells[0][0], row.cells[-1][1]))


def _verse(rows: tuple[Row, ...], line: Write) -> str:
    first = min(row.depth for row in rows)
    written = []
    for number, row in enumerate(rows):
        written += ["|"] if row.opens and number else []
        written.append(f"| {' ' * (row.depth - first)}{_words(row, line)}")
    return "\n".join(written)


def _table(rows: tuple[Row, ...], line: Write) -> str:
    size = len(rows[0].cells)
    cells = [[line(Stretch(start, end)) for start, end in row.cells] for row in rows]
    heads = f"|{'   |' * size}\n|{'---|' * size}"
    return "\n".join([heads, *(f"| {' | '.join(row)} |" for row in cells)])
