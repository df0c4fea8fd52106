"""Prints the table of who may do what, as Markdown."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from portal.access.in_words import printed

if TYPE_CHECKING:
    from collections.abc import Sequence


def run(arguments: Sequence[str]) -> int:
    """Print the table. Returns the exit code."""
    argparse.ArgumentParser(
        prog="python3 -m portal access",
        description="Print who may do what with an application, and in which state, as a Markdown table.",
    ).parse_args(arguments)
    print(printed(), end="")
    return 0
