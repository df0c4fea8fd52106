"""Addresses of built files: the manifest of hashed names, read once."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask

HASHED: Final = re.compile(r"[.-][0-9A-Za-z]{8,}\.[a-z0-9]+$")

_manifest: dict[str, str] = {}


def is_hashed(address: str) -> bool:
    """Whether a name carries a digest of its content, so that it may be kept for ever."""
    return HASHED.search(address) is not None


def asset(name: str) -> str:
    """The address of a built file. Raises KeyError for one that was not built."""
    return "/static/" + _manifest[name]


def picture(concept: str) -> str:
    """The address of the picture for a concept, or nothing where the set has none."""
    name = _manifest.get(f"pictures/{concept}.svg", "")
    return "/static/" + name if name else ""


def install(app: Flask, folder: Path) -> None:
    """Read the manifest and give templates `asset('portal.css')` and `picture('shower')`."""
    _manifest.update(json.loads((folder / "manifest.json").read_text("utf-8")))
    app.jinja_env.globals.update(asset=asset, picture=picture)
