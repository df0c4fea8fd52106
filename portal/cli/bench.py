"""Measures the speed of the pages; the measuring itself stands with the tests, beside what it measures."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent.parent
LENGTHS: Final = (10, 60, 500)
DESCRIPTION = """Measure the speed of the pages and print quotients and exact counts, never bare times.

The floor is the same kind of page from one hand-written template on plain sqlite3, measured in turn with the
service, on one core. A step is the POST of an answer, its redirect, and the GET of the next page."""


def read_arguments(arguments: list[str]) -> argparse.Namespace:
    """Read --quick and --length."""
    parser = argparse.ArgumentParser(
        prog="python3 -m portal bench", description=DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--length", type=int, choices=LENGTHS, help="measure questionnaires of this length alone")
    parser.add_argument("--caseload", action="store_true", help="measure a whole caseload alone")
    parser.add_argument("--quick", action="store_true", help="a rough measure in a few minutes")
    return parser.parse_args(arguments)


def run(arguments: list[str]) -> int:
    """Run the benchmark of this checkout. Returns its exit code."""
    read_arguments(arguments)
    if not (ROOT / "tests" / "bench").is_dir():
        print("The benchmark is in a checkout of the portal, not in an installed copy.", file=sys.stderr)
        return 1
    return subprocess.run([sys.executable, "-m", "tests.bench", *arguments], cwd=ROOT, check=False).returncode
