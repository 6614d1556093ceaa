"""Files as a disk may have them: links, pipes, folders and names that no edition wants are findings, no traceback."""

from __future__ import annotations

import os
import shutil
import socket
from pathlib import Path

import pytest

from edition import cli, pipeline
from edition.diagnostics import Finding
from edition.readers import texts
from support import check

CASES = Path(__file__).parent / "cases"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return the stock edition, and beside it a file and a folder that do not belong to it."""
    shutil.copytree(CASES / "stock", tmp_path / "edition")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.txt").write_text("# Secret\n", encoding="utf-8")
    return tmp_path / "edition"


def first(root: Path) -> Finding:
    """Return the first finding, which is an error with everything that a finding has."""
    found = check(root)
    assert found
    assert all(f.place.file and f.place.line > 0 and f.message and f.why and f.fix for f in found)
    assert cli.main(["check", "--root", str(root)]) == cli.FINDINGS
    return found[0]


LINKS = [
    "docs/about.md",
    "docs/assets/picture.png",
    "docs/notes/a.md",
    "docs/more",
    "citations/witness.txt",
    "citations/anchors.txt",
    "citations/authority",
    "citations/chronology.yml",
    "docs/notes",
]


@pytest.mark.parametrize("absolute", [True, False])
@pytest.mark.parametrize("path", LINKS)
def test_a_link_out_of_the_edition_is_refused(path: str, absolute: bool, root: Path) -> None:
    """Of a file or a folder; nothing that it leads to is read."""
    place = root / path
    if place.is_dir():
        shutil.rmtree(place)
    place.unlink(missing_ok=True)
    place.parent.mkdir(parents=True, exist_ok=True)
    target = root.parent / "outside" / ("secret.txt" if place.suffix else "")
    place.symlink_to(target if absolute else os.path.relpath(target, place.parent))
    found = first(root)
    assert (found.rule, found.place.file) == ("file-unreadable", path)
    assert "leads out of the edition" in found.message
    assert not [f for f in check(root) if "Secret" in f.message]
    assert len([f for f in check(root) if f.rule == "file-unreadable"]) == 1


def test_a_link_within_the_edition_is_followed(root: Path) -> None:
    (root / "docs" / "assets").mkdir()
    (root / "docs" / "assets" / "witness.txt").symlink_to("../../citations/witness.txt")
    assert check(root) == ()


def test_links_that_lead_nowhere_or_around_are_refused(root: Path) -> None:
    (root / "docs" / "gone.md").symlink_to("nowhere.md")
    (root / "docs" / "loop").symlink_to("../docs")
    (root / "docs" / "self.md").symlink_to("self.md")
    assert [(f.rule, f.place.file) for f in check(root)] == [
        ("file-unreadable", f"docs/{name}") for name in ("gone.md", "loop", "self.md")
    ]


@pytest.mark.parametrize("path", ["docs/notes/a.md", "docs/about.md", "citations/anchors.txt", "citations/works.bib"])
@pytest.mark.parametrize("kind", ["folder", "pipe", "socket", "huge"])
def test_what_is_not_a_file_is_reported(kind: str, path: str, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe is not waited for; a file of another kind, too large for any text, is not read."""
    place = root / path
    place.unlink(missing_ok=True)
    match kind:
        case "folder":
            place.mkdir()
        case "pipe":
            os.mkfifo(place)
        case "socket":
            monkeypatch.chdir(place.parent)  # the whole path may be longer than a socket's may be
            with socket.socket(socket.AF_UNIX) as made:
                made.bind(place.name)
        case _:
            with place.open("wb") as file:
                file.truncate(texts.LARGEST + 1)
    found = first(root)
    assert (found.rule, found.place.file) == ("file-unreadable", path)


@pytest.mark.parametrize("error", [PermissionError(13, "Permission denied"), OSError(5, "Input/output error")])
def test_a_file_that_cannot_be_read_is_reported(error: OSError, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.read_bytes

    def refusing(path: Path) -> bytes:
        if path.name == "works.bib":
            raise error
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", refusing)
    found = first(root)
    assert found.message == f"this file cannot be read: {error.strerror}"


@pytest.mark.parametrize("path", ["docs/notes/a.md", "citations/works.bib", "citations/witness.txt", "docs/about.md"])
def test_a_file_that_vanishes_is_missing(path: str, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the look into the folder and the reading, as where an editor's program saves."""
    (root / "docs" / "about.md").write_text("# About\n", encoding="utf-8")
    real = Path.read_bytes

    def vanishing(self: Path) -> bytes:
        if self == root / path:
            raise FileNotFoundError(2, "No such file")
        return real(self)

    monkeypatch.setattr(Path, "read_bytes", vanishing)
    assert first(root).rule == "file-missing"


@pytest.mark.parametrize("name", [b"n\xe9e.md", b"a\nb.md", b"a\tb.md", b"a\x1bb.md", "a\u202eb.md".encode()])
@pytest.mark.parametrize("folder", ["docs", "citations", "docs/notes"])
def test_a_name_that_cannot_be_shown_is_reported(name: bytes, folder: str, root: Path) -> None:
    with open(os.fsencode(root / folder) + b"/" + name, "wb") as file:  # noqa: PTH123 - a path of bytes
        file.write(b"# A\n")
    found = first(root)
    assert found.rule == "file-unreadable"
    assert found.place.file.isprintable()


@pytest.mark.parametrize("content", [b"", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\n\n", b"\x1a", b"-" * 3])
@pytest.mark.parametrize(
    "path",
    [
        *("docs/notes/a.md", "docs/essay/a.md", "docs/index.md", "citations/works.bib", "citations/witness.txt"),
        *("citations/edition.yml", "citations/chronology.yml", "citations/authority/persons.yml", "mkdocs.yml"),
        "citations/anchors.txt",
    ],
)
def test_an_empty_or_foreign_file_makes_no_traceback(content: bytes, path: str, root: Path) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(content)
    assert cli.main(["check", "--root", str(root)]) in {cli.CLEAN, cli.FINDINGS, cli.WRONG_USE}


def test_what_mkdocs_never_publishes_is_not_a_page(root: Path) -> None:
    for name in ("templates/more.md", "more.md"):
        (root / "docs" / name).parent.mkdir(exist_ok=True)
        (root / "docs" / name).write_text("# More\n", encoding="utf-8")
    site = pipeline.read(root).site
    assert "more.md" in site
    assert "templates/more.md" not in site
