"""The package: a wheel in an environment of its own makes an edition anywhere, from the edition's own folder alone."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from edition import theme
from support import ROOT
from test_rules import CASES

SETTINGS = """
site_name: On Kettles
theme: {name: edition}
markdown_extensions: [edition.markdown_extension]
"""
"""All that an edition has to say to MkDocs."""


def run(*command: str | Path, cwd: Path) -> str:
    """Run a program as from a shell that knows nothing of this repository, and return what it prints."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel that the pinned build tool makes."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    return next(folder.glob("*.whl"))


def files(folder: Path) -> dict[str, bytes]:
    """Return the files below a folder by path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.slow
def test_the_wheel_holds_the_package_whole(wheel: Path) -> None:
    """Templates, styles, scripts, fonts, schemas and lists, too."""
    tracked = run("git", "ls-files", "scripts/edition", cwd=ROOT).splitlines()
    held = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("edition/")}
    assert f"edition/theme/{theme.ASSETS}/edition.css" in held
    assert held == {path.removeprefix("scripts/") for path in tracked}


@pytest.mark.slow
def test_an_installed_wheel_makes_an_edition_anywhere(wheel: Path, tmp_path: Path) -> None:
    """The site is that of the package in this repository, byte by byte; the dependencies are those of the tests."""
    home, root = tmp_path / "environment", tmp_path / "kettles"
    venv.create(home)
    binaries = home / ("Scripts" if os.name == "nt" else "bin")
    purelib = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = Path(run(binaries / "python", "-c", purelib, cwd=tmp_path).strip())
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    pip = (sys.executable, "-m", "pip", "--python", binaries / "python", "install", "--quiet")
    run(*pip, "--no-index", "--no-deps", "--force-reinstall", "--disable-pip-version-check", wheel, cwd=tmp_path)
    where = run(binaries / "python", "-c", "import edition; print(edition.__file__)", cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(packages)

    for folder in ("stock", "pages"):
        shutil.copytree(CASES / folder, root, dirs_exist_ok=True)
    (root / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    run(binaries / "edition", "build", cwd=root)
    made = files(root / "site")
    assert {"index.html", f"{theme.ASSETS}/edition.css", "downloads/edition.pdf", "downloads/edition.epub"} <= set(made)
    assert '<html lang="en-GB" ' in made["essay/a.html"].decode()
    for place in (str(tmp_path), str(ROOT)):
        assert [path for path, content in made.items() if place.encode() in content] == []
    run(sys.executable, "-m", "edition", "build", "--root", root, cwd=tmp_path)
    assert files(root / "site") == made
