"""Drawings for the people who write the content: a questionnaire or a scheme, as a picture and as indented text."""

from portal.drawing.as_svg import svg_of
from portal.drawing.as_text import text_of
from portal.drawing.journey import journey_sheet
from portal.drawing.scheme import scheme_sheet
from portal.drawing.sheet import Band, Box, Mark, Sheet

__all__ = ["Band", "Box", "Mark", "Sheet", "journey_sheet", "scheme_sheet", "svg_of", "text_of"]
