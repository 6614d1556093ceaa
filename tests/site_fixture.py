"""The built edition, made once a test run."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from edition import processes
from support import ROOT


def copy_of_the_edition(target: Path, source: Path = ROOT) -> Path:
    """Copy the sources of the real edition, or of a copy of it, to `target` and give it back."""
    for name in ("docs", "citations"):
        shutil.copytree(source / name, target / name)
    shutil.copy(source / "mkdocs.yml", target)
    shutil.copytree(source / "scripts" / "theme", target / "scripts" / "theme")
    return target


def build(root: Path, **settings: str) -> None:
    """Run `edition build` on the edition below `root`; `settings` are set in its environment."""
    environment = {**processes.environment(), **settings}
    command = [sys.executable, "-m", "edition", "build", "--root", str(root)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


_built: list[Path] = []


@pytest.fixture(scope="session")
def edition_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the real edition with its `site/` built."""
    if not _built:  # pytest runs a fixture once for each module that imports it
        _built.append(copy_of_the_edition(tmp_path_factory.mktemp("edition")))
        build(_built[0])
    return _built[0]
