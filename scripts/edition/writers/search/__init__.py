"""The data of the site's own search: an index of every word with its places, and files of what the places say.

All are scripts and no data files, because a page opened from disk may load nothing else.
"""

from edition.writers.search.index import write

__all__ = ["write"]
