"""Papers to fill in that go with the guides: declared in files, laid out once, shown as page, PDF and document."""

from portal.guides.tools.loading import load_tool, load_tools
from portal.guides.tools.model import Cell, Column, Field, FieldKind, Line, Part, Table, Tool, Topic
from portal.guides.tools.prefilling import TICKED, prefilled
from portal.guides.tools.sheet import Box, Entry, Filling, Grid, Heading, Saying, Sheet, lay_out

__all__ = [
    "TICKED",
    "Box",
    "Cell",
    "Column",
    "Entry",
    "Field",
    "FieldKind",
    "Filling",
    "Grid",
    "Heading",
    "Line",
    "Part",
    "Saying",
    "Sheet",
    "Table",
    "Tool",
    "Topic",
    "lay_out",
    "load_tool",
    "load_tools",
    "prefilled",
]
