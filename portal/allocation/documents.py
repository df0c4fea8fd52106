"""Owns a version of a scheme as a document: the file as written, or the same content written out."""

from __future__ import annotations

import json
from functools import lru_cache
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from ruamel.yaml import YAML

from portal.allocation.loading import parse
from portal.files import ContentError

if TYPE_CHECKING:
    from portal.allocation.scheme import Scheme


def as_yaml(scheme: Scheme) -> str:
    """The file that a version was read from, comments and all; the bare content where that file is another by now."""
    return _as_yaml(scheme.fingerprint, scheme.mark.file) or _written(scheme.document)


@lru_cache(maxsize=32)
def _as_yaml(fingerprint: str, file: str) -> str | None:
    """The words of a file if they still are the version with this fingerprint."""
    try:
        words = Path(file).read_text(encoding="utf-8")
        return words if parse(words, file).fingerprint == fingerprint else None
    except (OSError, UnicodeDecodeError, ContentError):
        return None


@lru_cache(maxsize=32)
def _written(document: str) -> str:
    yaml, out = YAML(), StringIO()
    yaml.width = 120
    yaml.dump(json.loads(document), out)
    return out.getvalue()
