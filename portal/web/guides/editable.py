"""A paper as a document that word processors open and people change (DOCX): headings, tables, room to write."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from portal.guides.tools import Box, Entry, Grid, Heading, Saying

if TYPE_CHECKING:
    from docx.document import Document as DocumentObject
    from docx.table import Table

    from portal.guides.tools import Sheet

MIMETYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FONT: Final = "Arial"
LINE: Final = "…" * 30
TICKED, EMPTY = "☒", "☐"


def document(sheet: Sheet, *, advice: str, foot: str, points: int, language: str) -> bytes:
    """The file of a paper; `advice` stands under the title, `foot` at the foot of each page; `language` as in en-GB."""
    made = Document()
    style(made, sheet, points, language)
    made.add_heading(sheet.title, level=1)
    if advice:
        made.add_paragraph().add_run(advice).bold = True
    for piece in sheet.pieces:
        match piece:
            case Heading():
                made.add_heading(piece.words, level=2)
            case Saying():
                made.add_paragraph(piece.words)
            case Entry():
                entry(made, piece)
            case Box():
                made.add_paragraph(f"{TICKED if piece.ticked else EMPTY} {piece.label}")
            case Grid():
                grid(made, piece)
    made.sections[0].footer.paragraphs[0].text = foot
    whole = io.BytesIO()
    made.save(whole)
    return whole.getvalue()


def style(made: DocumentObject, sheet: Sheet, points: int, language: str) -> None:
    """Title, language, letters and page; wide papers lie on their side."""
    made.core_properties.title = sheet.title
    made.core_properties.language = language
    made.core_properties.author = ""
    for name in ("Normal", "Heading 1", "Heading 2"):
        font = made.styles[name].font
        font.name = FONT
        font.size = Pt(points + {"Heading 1": 8, "Heading 2": 4}.get(name, 0))
    fonts = made.styles["Normal"].element.get_or_add_rPr()
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), language)
    fonts.append(spoken)
    page = made.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    if sheet.wide:
        page.orientation = WD_ORIENT.LANDSCAPE
        page.page_width, page.page_height = page.page_height, page.page_width
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2)


def entry(made: DocumentObject, piece: Entry) -> None:
    """What it is in bold, then what was typed, or lines to write on."""
    paragraph = made.add_paragraph()
    paragraph.add_run(f"{piece.label}: ").bold = True
    if piece.value:
        paragraph.add_run(piece.value)
        return
    paragraph.add_run(LINE)
    for _more in range(piece.room - 1):
        made.add_paragraph(LINE * 2)


def grid(made: DocumentObject, piece: Grid) -> None:
    """A table whose head is repeated on each page."""
    table: Table = made.add_table(rows=1, cols=len(piece.head), style="Table Grid")
    for cell, words in zip(table.rows[0].cells, piece.head, strict=True):
        cell.paragraphs[0].add_run(words).bold = True
    again = OxmlElement("w:tblHeader")
    again.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(again)  # noqa: SLF001 - the library has no other way to say it
    for line in piece.lines:
        cells = table.add_row().cells  # type: ignore[no-untyped-call]  # the library leaves this one out
        for cell, words in zip(cells, line, strict=True):
            cell.text = words
    made.add_paragraph()
