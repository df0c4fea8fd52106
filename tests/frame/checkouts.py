"""A copy of the checkout to try the commands in, and a way to run them there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
UNTOUCHED = ("pyproject.toml", "README.md", "LICENSE")


def copy_of_the_checkout(place: Path) -> Path:
    """Copy what the commands need, without the environment and without what was built."""
    left_out = shutil.ignore_patterns("node_modules", "dist", "__pycache__")
    shutil.copytree(ROOT / "portal", place / "portal", ignore=left_out)
    (place / "tests").mkdir()
    shutil.copyfile(ROOT / "tests" / "constraints.txt", place / "tests" / "constraints.txt")
    for name in UNTOUCHED:
        shutil.copyfile(ROOT / name, place / name)
    return place


def run_portal(
    *arguments: str, where: Path = ROOT, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run `python3 -m portal` as somebody at a terminal does."""
    return run_python("-m", "portal", *arguments, where=where, env=env)


def run_python(
    *arguments: str, where: Path = ROOT, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run Python in a checkout, with some variables set."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PORTAL_", "PYTHON", "COV_"))}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=where,
        env={**clean, **(env or {})},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
