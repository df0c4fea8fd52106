"""A sheet as a picture: sections flow down columns like a newspaper's, each with its route and the boxes along it."""

from __future__ import annotations

from math import log
from xml.etree import ElementTree as ET

from portal.drawing.boxes import BAND_WIDTH, draw_band
from portal.drawing.shapes import BOLD, INK, PAPER, TITLE, Drawn, group, line_of_text, move, pill, rectangle
from portal.drawing.shapes import TEXT as WORDS
from portal.drawing.sheet import STRONG, Mark, Sheet

MARGIN, GAP = 32, 24
LANDSCAPE = 1.414  # the shape of A-sized paper
MOST_COLUMNS = 12
MEANING = {
    Mark.COUNTED: "the answer is part of how the budget is worked out",
    Mark.PRIVATE: "shown to the person alone, never counted",
    Mark.OPTIONAL: "the person may go on without an answer",
    Mark.RESULT: "a figure that people are shown",
}


def svg_of(sheet: Sheet) -> str:
    """Return the drawing as an SVG file: real text, a title and a description, no script and no outside parts."""
    bands = [draw_band(band) for band in sheet.bands]
    columns = _columns([band.height + GAP for band in bands])
    width = max(1, len(columns)) * (BAND_WIDTH + GAP) - GAP + 2 * MARGIN
    head = _head(sheet, width - 2 * MARGIN)
    parts, top, lowest = [move(head.element, MARGIN, MARGIN)], head.height + MARGIN, 0.0
    for number, column in enumerate(columns):
        y = top
        for index in column:
            parts.append(move(bands[index].element, MARGIN + number * (BAND_WIDTH + GAP), y))
            y += bands[index].height + GAP
        lowest = max(lowest, y - GAP)
    return _file(sheet, parts, width, max(lowest, top) + MARGIN)


def _file(sheet: Sheet, parts: list[ET.Element], width: float, height: float) -> str:
    root = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {width:g} {height:g}",
            "width": f"{width:g}",
            "height": f"{height:g}",
            "lang": "en-GB",
            "role": "graphics-document",
            "aria-labelledby": "drawing-title",
            "aria-describedby": "drawing-description",
            "font-family": "Arial, Helvetica, 'Liberation Sans', sans-serif",
            "fill": INK,
        },
    )
    ET.SubElement(root, "title", {"id": "drawing-title"}).text = sheet.title
    ET.SubElement(root, "desc", {"id": "drawing-description"}).text = sheet.summary
    root.append(rectangle(0, 0, width, height, fill=PAPER, stroke="none"))
    root.extend(parts)
    ET.indent(root, " ")
    return ET.tostring(root, encoding="unicode") + "\n"


def _head(sheet: Sheet, width: float) -> Drawn:
    parts, y = [], 0.0
    for font, words in ((TITLE, sheet.title), (WORDS, sheet.summary)):
        for line in font.wrapped(words, width):
            parts.append(line_of_text(line, 0, y + font.size, font))
            y += font.line
        y += 4
    y += 4
    for mark in sheet.marks:
        drawn, taken = pill(mark.value, 0, y, strong=mark in STRONG)
        parts += [drawn, line_of_text(MEANING[mark], taken + 8, y + 14, WORDS)]
        y += 26
    parts.append(line_of_text("only if …", 0, y + 14, BOLD))
    words = "the box below is on the route only where this holds; its edge is dashed"
    parts.append(line_of_text(words, BOLD.width("only if …") + 8, y + 14, WORDS))
    return Drawn(group(parts), y + 40)


def _columns(heights: list[float]) -> list[list[int]]:
    """Share the bands out, in order, over as many columns as make the sheet look most like a sheet of paper."""
    best: list[list[int]] = []
    best_shape = None
    for count in range(1, min(MOST_COLUMNS, len(heights)) + 1):
        shared = _shared(heights, count)
        tallest = max(sum(heights[index] for index in column) for column in shared)
        shape = abs(log(len(shared) * (BAND_WIDTH + GAP) / tallest / LANDSCAPE))
        if best_shape is None or shape < best_shape:
            best, best_shape = shared, shape
    return best


def _shared(heights: list[float], count: int) -> list[list[int]]:
    """The fewest pixels of height at which `count` columns hold all bands in order."""
    low, high = max(heights), sum(heights)
    while high - low > 1:
        middle = (low + high) / 2
        low, high = (low, middle) if len(_filled(heights, middle)) <= count else (middle, high)
    return _filled(heights, high)


def _filled(heights: list[float], most: float) -> list[list[int]]:
    columns: list[list[int]] = []
    room = 0.0
    for index, height in enumerate(heights):
        if not columns or height > room:
            columns.append([])
            room = most
        columns[-1].append(index)
        room -= height
    return columns
