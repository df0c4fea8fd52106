"""A sheet as indented text, for a terminal, a screen reader or an e-mail."""

from __future__ import annotations

from collections.abc import Iterator

from portal.drawing.sheet import Band, Box, Sheet


def text_of(sheet: Sheet) -> str:
    """Return the drawing as lines of text; a box inside another is indented."""
    lines = [sheet.title, sheet.summary]
    for band in sheet.bands:
        lines += ["", *_band_lines(band)]
    return "\n".join(lines) + "\n"


def _band_lines(band: Band) -> Iterator[str]:
    yield " · ".join((f"{band.heading} [{band.id}]" if band.id else band.heading, *band.notes))
    if band.only_if:
        yield f"Only if {band.only_if}"
    for box in band.boxes:
        yield from _box_lines(box, "  ")


def _box_lines(box: Box, indent: str) -> Iterator[str]:
    yield f"{indent}- " + " · ".join((box.id, box.kind, *box.marks))
    inside = f"{indent}    "
    if box.only_if:
        yield f"{inside}only if {box.only_if}"
    yield f"{inside}{box.words}"
    for detail in box.details:
        yield f"{inside}{detail}"
    for option_id, words in box.choices:
        yield f"{inside}  {option_id}: {words}"
    for inner in box.boxes:
        yield from _box_lines(inner, inside)
