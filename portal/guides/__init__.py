"""Guides: chapters to read, in standard words and in Easy Read, with every figure from one dated file."""

from portal.guides.chapters import Library
from portal.guides.figures import Figure, Figures, FigureUnit, in_plain_words, load_figures
from portal.guides.glossary import Entry, Glossary, load_glossary
from portal.guides.loading import load_guide, load_guides
from portal.guides.model import Booklet, Chapter, EasyChapter, EasySection, Guide, HardWord, Heading, Row, Source
from portal.guides.organisations import Organisation, load_organisations
from portal.guides.searching import Answer, Index, load_synonyms

__all__ = [
    "Answer",
    "Booklet",
    "Chapter",
    "EasyChapter",
    "EasySection",
    "Entry",
    "Figure",
    "FigureUnit",
    "Figures",
    "Glossary",
    "Guide",
    "HardWord",
    "Heading",
    "Index",
    "Library",
    "Organisation",
    "Row",
    "Source",
    "in_plain_words",
    "load_figures",
    "load_glossary",
    "load_guide",
    "load_guides",
    "load_organisations",
    "load_synonyms",
]
