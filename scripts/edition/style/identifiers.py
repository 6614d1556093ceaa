"""Numbers in other authority files for the people and things that the essay names, and their addresses."""

from collections.abc import Iterator
from dataclasses import dataclass

from edition.model.authority import Authority


@dataclass(frozen=True, slots=True)
class File:
    """An authority file of others: our field for its numbers, its name, and what a number completes.

    `base` and the number identify the thing named, for programs; `shown` and the number are what a reader opens.
    """

    field: str
    name: str
    base: str
    shown: str


FILES = (
    File("wikidata", "Wikidata", "https://www.wikidata.org/entity/", "https://www.wikidata.org/wiki/"),
    File("gnd", "GND", "https://d-nb.info/gnd/", "https://d-nb.info/gnd/"),
    File("viaf", "VIAF", "https://viaf.org/viaf/", "https://viaf.org/viaf/"),
)


def numbers(entry: Authority) -> Iterator[tuple[File, str]]:
    """Yield the numbers of an entry, each with the file that it is from."""
    for file in FILES:
        if number := getattr(entry, file.field):
            yield file, number
