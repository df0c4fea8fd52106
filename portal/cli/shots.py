"""Takes the pictures that the README shows, from the real pages, with the browser of the tests."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from portal.cli.browser import ensure_browser
from portal.cli.testing import ROOT

if TYPE_CHECKING:
    from collections.abc import Sequence


def run(arguments: Sequence[str]) -> int:
    """Start a service of its own, fill it with a made-up person's answers, take the pictures. Returns the exit code."""
    if not {"-h", "--help"} & set(arguments) and not ensure_browser():
        return 1
    return subprocess.run([sys.executable, "-m", "e2e.shots", *arguments], cwd=ROOT, check=False).returncode
