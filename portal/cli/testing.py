"""Runs every check and test in order, the fast ones first; the last line is pytest's summary."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parent.parent.parent
MOST_WORKERS = 2  # each has its own database server and browser; more do not pay on small machines
HELP = """usage: python3 -m portal test [arguments for pytest]

Runs every check and test, fetching what they need the first time: style and formatting (ruff), types (mypy),
import contracts (import-linter), then all tests: services and commands on SQLite and PostgreSQL, pages on SQLite
(with PORTAL_TEST_EVERYWHERE=1 on both), and the browser tests.

With arguments only pytest runs, and gets them as they are:
  python3 -m portal test tests/frame
  python3 -m portal test -k budget -x
"""
CHECKS = (
    ("Style", ["-m", "ruff", "check", "--quiet", "."]),
    ("Formatting", ["-m", "ruff", "format", "--check", "--quiet", "."]),
    ("Types", ["-m", "mypy"]),
    ("Import contracts", ["-c", "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"]),
)


def run_check(name: str, arguments: list[str]) -> bool:
    """Run one check of the source; show what it says only if it finds something."""
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    passed = done.returncode == 0
    print(f"{name}: {'passed' if passed else 'FAILED'} ({time.monotonic() - began:.0f} s)", flush=True)
    if not passed:
        print(done.stdout, flush=True)
    return passed


def run_pytest(arguments: Sequence[str]) -> int:
    """Run pytest from the top of the checkout."""
    return subprocess.run([sys.executable, "-m", "pytest", *arguments], cwd=ROOT, check=False).returncode


def needs_browser(arguments: Sequence[str]) -> bool:
    """Whether pytest may come to browser tests: no place is named, or one of theirs is."""
    places = [place for place in arguments if (ROOT / place.partition("::")[0]).exists() and not place.startswith("-")]
    return not places or any((ROOT / place).resolve().is_relative_to(ROOT / "e2e") for place in places)


def workers() -> list[str]:
    """Let pytest work on two cores where there are two."""
    count = min(MOST_WORKERS, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)
    return ["-n", str(count), "--dist", "worksteal"] if count > 1 else []


def run(arguments: list[str]) -> int:
    """Run everything, or pytest alone with the given arguments. Returns the exit code."""
    if arguments[:1] in (["-h"], ["--help"]):
        print(HELP, end="")
        return 0
    from portal.cli.browser import ensure_browser, ensure_pdf  # noqa: PLC0415  not for --help

    if not ensure_pdf() or (needs_browser(arguments) and not ensure_browser()):
        return 1
    if arguments:
        return run_pytest(arguments)
    failed = [name for name, command in CHECKS if not run_check(name, command)]
    code = run_pytest(["-q", *workers(), "tests", "e2e"])
    if failed:
        print(f"These checks failed: {', '.join(failed)}. What they found is printed above.", file=sys.stderr)
    return code or (1 if failed else 0)
