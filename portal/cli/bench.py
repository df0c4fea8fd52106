"""Measures the speed of the pages; the measuring itself stands with the tests, beside what it measures."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def run(arguments: list[str]) -> int:
    """Run the benchmark of this checkout. Returns its exit code."""
    if not (ROOT / "tests" / "bench").is_dir():
        print("The benchmark is in a checkout of the portal, not in an installed copy.", file=sys.stderr)
        return 1
    return subprocess.run([sys.executable, "-m", "tests.bench", *arguments], cwd=ROOT, check=False).returncode
