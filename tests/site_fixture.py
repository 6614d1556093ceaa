"""The built edition, made once a test run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from support import ROOT


def copy_of_the_edition(target: Path) -> Path:
    """Copy the sources of the real edition to `target` and give it back."""
    for name in ("docs", "citations"):
        shutil.copytree(ROOT / name, target / name)
    shutil.copy(ROOT / "mkdocs.yml", target)
    shutil.copytree(ROOT / "scripts" / "theme", target / "scripts" / "theme")
    return target


def build(root: Path) -> None:
    """Run `edition build` on the edition below `root`."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts")}
    command = [sys.executable, "-m", "edition", "build", "--root", str(root)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="session")
def edition_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of the real edition with its `site/` built."""
    root = copy_of_the_edition(tmp_path_factory.mktemp("edition"))
    build(root)
    return root
