"""Zip files that are the same on every machine: fixed dates, fixed order, fixed rights."""

import io
import zipfile
from collections.abc import Mapping
from datetime import date

EARLIEST = date(1980, 1, 1)
"""The first day that a zip file can name (APPNOTE 6.3.10, § 4.4.6)."""

QUICK = (".epub", ".pdf", ".png", ".woff2")
"""What is compressed inside: the least effort (zlib’s level 1) finds nearly all that is left, in half the time."""
UNIX = 3
READABLE = 0o100644 << 16


def make_zip(files: Mapping[str, bytes], day: date, *, first: str = "") -> bytes:
    """Return a zip file of `files` in the order of their paths, all dated `day`.

    The file named `first` stands first and is stored uncompressed, as an EPUB's `mimetype` must
    (EPUB 3.3, OCF, § 4.3.2).
    """
    day = max(day, EARLIEST)
    holder = io.BytesIO()
    with zipfile.ZipFile(holder, "w") as archive:
        for path in sorted(files, key=lambda name: (name != first, name)):
            info = zipfile.ZipInfo(path, (day.year, day.month, day.day, 0, 0, 0))
            info.create_system, info.external_attr = UNIX, READABLE
            info.compress_type = zipfile.ZIP_STORED if path == first else zipfile.ZIP_DEFLATED
            archive.writestr(info, files[path], compresslevel=1 if path.endswith(QUICK) else None)
    return holder.getvalue()
