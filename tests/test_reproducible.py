"""The same sources give the same bytes: in another folder, time zone, locale and home, under another umask."""

from __future__ import annotations

import hashlib
import os
import posixpath
import zipfile
from pathlib import Path

from edition.words import ENGLISH
from edition.writers.site import files
from site_fixture import build, copy_of_the_edition


def digests(site: Path) -> dict[str, str]:
    """Return the checksum of every file below a folder."""
    found = sorted(p for p in site.rglob("*") if p.is_file())
    return {p.relative_to(site).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in found}


def test_the_same_sources_give_the_same_bytes(edition_root: Path, tmp_path: Path) -> None:
    """A build in surroundings that differ in all that a build could take from them."""
    other = copy_of_the_edition(tmp_path / "elsewhere — ailleurs", edition_root)
    for path in other.rglob("*"):  # files of another age
        os.utime(path, (1_000_000_000, 1_000_000_000))
    home = tmp_path / "home"
    home.mkdir()
    umask = os.umask(0o077)
    try:
        build(
            other,
            TZ="Pacific/Kiritimati",
            LANG="tr_TR.UTF-8",
            LC_ALL="C",
            HOME=str(home),
            USER="someone-else",
            LOGNAME="someone-else",
            PYTHONHASHSEED="4711",
            SOURCE_DATE_EPOCH="1",
            COLUMNS="40",
        )
    finally:
        os.umask(umask)
    ours, theirs = digests(edition_root / "site"), digests(other / "site")
    assert len(ours) > 400
    assert {name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name)} == set()


def test_the_zip_is_the_site(edition_root: Path) -> None:
    """The zip has every file of the site, but itself; its page of downloads lacks the zip’s size and the way to it."""
    site = edition_root / "site"
    with zipfile.ZipFile(site / files.ZIP) as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}
        assert archive.testzip() is None
        assert {info.external_attr >> 16 for info in archive.infolist()} == {0o100644}, "whoever unpacks it may read it"
    outside = {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()}
    assert set(inside) == set(outside) - {files.ZIP}
    assert [name for name in inside if inside[name] != outside[name]] == [files.PAGE]
    size, page = len(outside[files.ZIP]), inside[files.PAGE].decode()
    assert files.size(size, ENGLISH) not in page
    assert files.fill_sizes(page, {files.ZIP: size}, ENGLISH) == files.without_zip_link(outside[files.PAGE].decode())
    assert 'href="site.zip"' in outside[files.PAGE].decode()
    assert 'href="site.zip"' not in page


def test_sizes_stand_on_the_page(edition_root: Path) -> None:
    """The page of downloads gives every file with the size that it has."""
    site = edition_root / "site"
    page = (site / files.PAGE).read_text(encoding="utf-8")
    assert "data-size" not in page
    rows = {row.split('href="')[1].split('"')[0]: row for row in page.split("<tr>") if 'href="' in row}
    for path, remark in files.FILES:
        row = rows[posixpath.relpath(path, "downloads")]
        assert ENGLISH(remark) in row
        assert f">{files.size((site / path).stat().st_size, ENGLISH)}</td>" in row
