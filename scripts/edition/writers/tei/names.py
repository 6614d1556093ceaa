"""The `xml:id`s that the header declares and the rest of the TEI points to."""

EDITORS = "editors"
"""Those who edit."""
NOT_SEEN = "not-seen"
"""The category of pages that the editors did not read."""
