"""The concepts that have a picture: the table from concept to file, read from pictures.yaml."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.files import read_yaml

if TYPE_CHECKING:
    from pathlib import Path


def load(path: Path) -> frozenset[str]:
    """The concepts of the table. Raises ContentError."""
    return frozenset(read_yaml(path).fields())
