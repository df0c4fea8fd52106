"""The few shapes a picture is made of, its fonts and its colours."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree import ElementTree as ET

from portal.drawing.measuring import Font

INK, SOFT_INK, PAPER = "#14201f", "#3d4b49", "#ffffff"
BRAND, SOFT_BRAND, AMBER, SOFT_AMBER = "#0b5550", "#e3efec", "#7a4a00", "#fff3d6"
TITLE, HEADING, TEXT, BOLD = Font(28, bold=True), Font(18, bold=True), Font(14), Font(14, bold=True)
SMALL, NAME = Font(12), Font(12, bold=True, fixed=True)
PILL_HEIGHT = 19.0


@dataclass(frozen=True)
class Drawn:
    """A shape whose upper corner is at nought, and its height."""

    element: ET.Element
    height: float


def group(parts: list[ET.Element], **attributes: str) -> ET.Element:
    """Return several shapes as one."""
    element = ET.Element("g", attributes)
    element.extend(parts)
    return element


def move(element: ET.Element, x: float, y: float) -> ET.Element:
    """Return the shape put at a place."""
    element.set("transform", f"translate({x:g} {y:g})")
    return element


def rectangle(x: float, y: float, width: float, height: float, **attributes: str) -> ET.Element:
    """Return a rectangle."""
    sizes = {"x": f"{x:g}", "y": f"{y:g}", "width": f"{width:g}", "height": f"{height:g}"}
    return ET.Element("rect", {**sizes, **attributes})


def line(x1: float, y1: float, x2: float, y2: float, **attributes: str) -> ET.Element:
    """Return a straight line."""
    ends = {"x1": f"{x1:g}", "y1": f"{y1:g}", "x2": f"{x2:g}", "y2": f"{y2:g}"}
    return ET.Element("line", {**ends, "stroke": BRAND, "stroke-width": "2", **attributes})


def dot(x: float, y: float, *, filled: bool) -> ET.Element:
    """Return a point on a route: filled where everyone passes."""
    look = {"fill": BRAND if filled else PAPER, "stroke": BRAND, "stroke-width": "2"}
    return ET.Element("circle", {"cx": f"{x:g}", "cy": f"{y:g}", "r": "5", **look})


def line_of_text(words: str, x: float, y: float, font: Font, **attributes: str) -> ET.Element:
    """Return words on one line; `y` is where the letters stand."""
    look = {"x": f"{x:g}", "y": f"{y:g}", "font-size": f"{font.size:g}"}
    if font.bold:
        look["font-weight"] = "700"
    if font.fixed:
        look["font-family"] = "'Liberation Mono', 'DejaVu Sans Mono', Consolas, monospace"
    element = ET.Element("text", {**look, **attributes})
    element.text = words
    return element


def pill(words: str, x: float, y: float, *, strong: bool) -> tuple[ET.Element, float]:
    """Return words in a rounded frame, and how wide it is."""
    width = SMALL.width(words) + 18
    ink, ground = (BRAND, SOFT_BRAND) if strong else (AMBER, SOFT_AMBER)
    frame = rectangle(x, y, width, PILL_HEIGHT, rx="9.5", fill=ground, stroke=ink)
    return group([frame, line_of_text(words, x + 9, y + 13.5, SMALL, fill=ink)]), width
