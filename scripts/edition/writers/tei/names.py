"""The `xml:id`s that the header declares and the rest of the TEI points to."""

AUTHOR = "author"
"""The author, where a note is the author's."""
EDITORS = "editors"
"""Those who edit."""
NOT_SEEN = "not-seen"
"""The category of pages that the editors did not read."""
