"""Owns plain names for what people are told by: for a file, and for a place in a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping


def plain_names(names: Iterable[str]) -> Mapping[str, str]:
    """A name in plain letters for each, with a number behind those that come to the same."""
    found: dict[str, str] = {}
    for name in names:
        plain = "by-" + re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
        before = sum(re.fullmatch(rf"{plain}(-[0-9]+)?", other) is not None for other in found.values())
        found[name] = f"{plain}-{before + 1}" if before else plain
    return found
