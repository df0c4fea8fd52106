"""Guides: chapters to read, in standard words and in Easy Read, with every figure from one dated file."""

from portal.guides.figures import Figure, Figures, FigureUnit, in_plain_words, load_figures
from portal.guides.loading import load_guide, load_guides
from portal.guides.model import Chapter, EasyChapter, EasySection, Guide, HardWord, Heading, Row, Source

__all__ = [
    "Chapter",
    "EasyChapter",
    "EasySection",
    "Figure",
    "FigureUnit",
    "Figures",
    "Guide",
    "HardWord",
    "Heading",
    "Row",
    "Source",
    "in_plain_words",
    "load_figures",
    "load_guide",
    "load_guides",
]
