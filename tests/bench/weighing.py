"""What a page weighs on its way to a browser: now, and the first time with all that it asks for."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

BUILT = Path(__file__).resolve().parents[2] / "portal" / "web" / "static" / "dist"
ASKED = re.compile(r'<(?:link|script|img)\b[^>]*\b(?:href|src)="(/static/[^"]+)"')
FACE = re.compile(r"@font-face\{([^}]*)\}")
FONT = re.compile(r'url\("?([^")]+\.woff2)')


@dataclass(frozen=True)
class Weight:
    """Bytes and requests. `first_view` is everything, compressed as it travels."""

    raw: int
    gzip: int
    first_view: int
    requests: int


def fonts(style: str, address: str) -> set[str]:
    """The fonts that a page in the default letters asks for: those that hold the English alphabet."""
    faces = FACE.findall(style)
    usual = [face for face in faces if "Lexend" in face and "U+0000-00FF" in face]
    return {urljoin(address, found[1]) for face in usual if (found := FONT.search(face))}


def travelling(address: str) -> int:
    """Bytes of a built file as the server sends it to a browser of today."""
    file = BUILT / address.removeprefix("/static/")
    packed = file.with_name(file.name + ".br")
    return (packed if packed.exists() else file).stat().st_size


def weigh(page: bytes) -> Weight:
    """Weigh a page."""
    packed = len(gzip.compress(page, 6, mtime=0))
    asked = set(ASKED.findall(page.decode()))
    for address in [each for each in asked if each.endswith(".css")]:
        asked |= fonts((BUILT / address.removeprefix("/static/")).read_text(encoding="utf-8"), address)
    return Weight(len(page), packed, packed + sum(map(travelling, asked)), 1 + len(asked))
