"""The edition as data: the bibliography in four formats, tables, passages, annotations, and the schemas of them."""

from edition.writers.data.bibtex import write_biblatex, write_bibtex
from edition.writers.data.csl import write_csl
from edition.writers.data.files import write
from edition.writers.data.ris import write_ris
from edition.writers.data.works import title

__all__ = ["title", "write", "write_biblatex", "write_bibtex", "write_csl", "write_ris"]
