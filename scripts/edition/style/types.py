"""The types of works in the vocabularies of the formats."""

from collections.abc import Mapping
from typing import NamedTuple

from edition.model.bibliography import Work, WorkType


class TypeNames(NamedTuple):
    """What a type of work is in CSL 1.0.2 (appendix III), RIS (`TY`), schema.org, and BibTeX if it lacks the type.

    Zotero reads none of the types of RIS used here as an article, unlike `GEN` and `UNPB`.
    """

    csl: str = "document"
    ris: str = "MANSCPT"
    schema: str = "CreativeWork"
    bibtex: str = ""
    is_italic: bool = False
    """Whether titles are set as those of books."""


NAMES: Mapping[str, TypeNames] = {
    WorkType.BOOK: TypeNames("book", "BOOK", "Book", is_italic=True),
    WorkType.COLLECTION: TypeNames("book", "BOOK", "Book", "book", is_italic=True),
    WorkType.INCOLLECTION: TypeNames("chapter", "CHAP", "Chapter"),
    WorkType.ARTICLE: TypeNames("article-journal", "JOUR", "Article"),
    WorkType.LETTER: TypeNames("personal_communication", "PCOMM", "Message", "misc"),
    WorkType.UNPUBLISHED: TypeNames("manuscript", "MANSCPT", "Manuscript"),
    WorkType.MISC: TypeNames(),
    WorkType.INBOOK: TypeNames("chapter", "CHAP"),
    WorkType.PROCEEDINGS: TypeNames("book", "BOOK", is_italic=True),
    WorkType.INPROCEEDINGS: TypeNames("paper-conference", "CPAPER"),
    WorkType.THESIS: TypeNames("thesis", "THES", bibtex="phdthesis"),
    WorkType.REPORT: TypeNames("report", "RPRT", bibtex="techreport", is_italic=True),
    WorkType.MANUAL: TypeNames("book", "BOOK", is_italic=True),
    WorkType.BOOKLET: TypeNames("pamphlet", "PAMP", is_italic=True),
    WorkType.ONLINE: TypeNames("webpage", "ELEC", bibtex="misc"),
}
NEWS = TypeNames("article-newspaper", "NEWS", "Article")
UNKNOWN = TypeNames()


def of(work: Work) -> TypeNames:
    """Return the names of the type of a work; those of a document where the type is unknown."""
    return NEWS if work.is_news else NAMES.get(work.type, UNKNOWN)
