"""Codes to photograph (QR), drawn as one path, so that nothing is fetched and every size is sharp."""

from __future__ import annotations

from typing import Final, TypedDict

QUIET: Final = 4  # empty squares around, without which telephones do not find it


class Drawing(TypedDict):
    """What a template draws: a path in a square of this size."""

    path: str
    size: int


def address_of(words: str) -> str:
    """The same as an address that holds the whole picture, for files to print, which want words to it."""
    import segno  # noqa: PLC0415 - a library that few pages want

    return str(segno.make(words, error="m", micro=False).svg_data_uri(border=QUIET, light="#fff", omitsize=True))


def drawn(words: str) -> Drawing:
    """The code of an address or of other words: a square for each dark place."""
    import segno  # noqa: PLC0415 - a library that few pages want

    rows = segno.make(words, error="m", micro=False).matrix
    squares = [f"M{x + QUIET} {y + QUIET}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark]
    return {"path": "".join(squares), "size": len(rows) + 2 * QUIET}
