"""Copies of the real edition, and their build."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from edition import processes
from support import ROOT


def copy_of_the_edition(target: Path, source: Path = ROOT) -> Path:
    """Copy the sources of the real edition, or of a copy of it, to `target` and return it."""
    for name in ("docs", "citations"):
        shutil.copytree(source / name, target / name)
    shutil.copy(source / "mkdocs.yml", target)
    return target


def build(root: Path, **settings: str) -> None:
    """Run `edition build` on the edition below `root`; `settings` are set in its environment."""
    environment = {**processes.environment(), **settings}
    command = [sys.executable, "-m", "edition", "build", "--root", str(root)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
