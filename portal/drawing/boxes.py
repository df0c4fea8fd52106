"""Draws a band: its heading, the route down its side, and the boxes along the route."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from portal.drawing.measuring import Font
from portal.drawing.shapes import (
    AMBER,
    BRAND,
    HEADING,
    NAME,
    PAPER,
    PILL_HEIGHT,
    SMALL,
    SOFT_BRAND,
    SOFT_INK,
    TEXT,
    Drawn,
    dot,
    group,
    line,
    line_of_text,
    pill,
    rectangle,
)
from portal.drawing.shapes import move as moved
from portal.drawing.sheet import STRONG, Band, Box

BAND_WIDTH = 420.0
PADDING, SPACE = 12.0, 12.0
ROUTE, DETOUR = 26.0, 22.0
"""How far boxes stand from the band's edge; those asked only of some stand further in."""


class Stack:
    """Shapes under one another, and how far down they reach."""

    def __init__(self, top: float = 0.0) -> None:
        self.parts: list[ET.Element] = []
        self.y = top

    def write(self, words: str, font: Font, x: float, width: float, **attributes: str) -> None:
        """Put words below what is there, on as many lines as they need."""
        for each in font.wrapped(words, width):
            self.parts.append(line_of_text(each, x, round(self.y + font.size, 1), font, **attributes))
            self.y += font.line

    def put(self, drawn: Drawn, x: float) -> None:
        """Put a shape below what is there."""
        self.parts.append(moved(drawn.element, x, round(self.y, 1)))
        self.y += drawn.height


def draw_band(band: Band) -> Drawn:
    """Return a section with all its boxes."""
    head = Stack(PADDING - 4)
    head.write(band.heading, HEADING, PADDING, BAND_WIDTH - 2 * PADDING)
    for words in (band.id, *band.notes):
        head.write(words, NAME if words == band.id else SMALL, PADDING, BAND_WIDTH - 2 * PADDING)
    if band.only_if:
        _write_condition(head, band.only_if, PADDING, BAND_WIDTH - 2 * PADDING)
    bar = rectangle(0, 0, BAND_WIDTH, head.y + 8, fill=SOFT_BRAND, stroke="none", rx="6")
    body = Stack(head.y + 8 + SPACE)
    body.put(_route(band.boxes, BAND_WIDTH - 2 * PADDING), PADDING)
    height = body.y + PADDING
    frame = rectangle(0, 0, BAND_WIDTH, height, fill="none", stroke=BRAND, rx="6")
    parts = [bar, frame, *head.parts, *body.parts]
    return Drawn(group(parts, role="group", **{"aria-label": f"Section {band.heading}"}), height)


def _route(boxes: tuple[Box, ...], width: float) -> Drawn:
    """The boxes in order, with the line that leads past them; what only some meet stands aside."""
    stack, stops = Stack(), []
    for box in boxes:
        inset = ROUTE + (DETOUR if box.only_if else 0)
        if box.only_if:
            _write_condition(stack, box.only_if, inset, width - inset)
            stack.y += 2
        stops.append((stack.y + 16, box))
        stack.put(_draw_box(box, width - inset), inset)
        stack.y += SPACE
    spine = [line(8, stops[0][0], 8, stops[-1][0])] if len(stops) > 1 else []
    for y, box in stops:
        if box.only_if:
            spine.append(line(8, y, ROUTE + DETOUR, y, **{"stroke-dasharray": "4 3"}))
        else:
            spine.append(line(8, y, ROUTE, y))
        spine.append(dot(8, y, filled=not box.only_if))
    return Drawn(group([*spine, *stack.parts]), max(stack.y - SPACE, 0))


def _write_condition(stack: Stack, words: str, x: float, width: float) -> None:
    stack.write(f"only if {words}", SMALL, x, width, fill=AMBER, **{"font-style": "italic"})


def _draw_box(box: Box, width: float) -> Drawn:
    inside = width - 2 * PADDING
    stack = Stack(PADDING - 4)
    if NAME.width(box.id) + SMALL.width(box.kind) + 16 <= inside:
        kind = line_of_text(box.kind, width - PADDING, stack.y + 12, SMALL, fill=SOFT_INK, **{"text-anchor": "end"})
        stack.write(box.id, NAME, PADDING, inside)
        stack.parts.append(kind)
    else:
        stack.write(box.id, NAME, PADDING, inside)
        stack.write(box.kind, SMALL, PADDING, inside, fill=SOFT_INK)
    stack.y += 2
    stack.write(box.words, TEXT, PADDING, inside)
    for detail in box.details:
        stack.write(detail, SMALL, PADDING, inside, fill=SOFT_INK)
    _write_marks(stack, box, inside)
    if box.boxes:
        stack.y += SPACE
        stack.put(_route(box.boxes, inside), PADDING)
    height = round(stack.y + PADDING - 3, 1)
    look = {"stroke-dasharray": "5 4"} if box.only_if else {}
    frame = rectangle(0, 0, width, height, fill=PAPER, stroke=BRAND, rx="5", **look)
    return Drawn(group([frame, *stack.parts], role="group", **{"aria-label": box.id}), height)


def _write_marks(stack: Stack, box: Box, width: float) -> None:
    x = PADDING
    if box.marks:
        stack.y += 5
    for mark in box.marks:
        drawn, taken = pill(mark.value, x, stack.y, strong=mark in STRONG)
        if x > PADDING and x + taken > PADDING + width:
            x, stack.y = PADDING, stack.y + PILL_HEIGHT + 4
            drawn, taken = pill(mark.value, x, stack.y, strong=mark in STRONG)
        stack.parts.append(drawn)
        x += taken + 6
    if box.marks:
        stack.y += PILL_HEIGHT
