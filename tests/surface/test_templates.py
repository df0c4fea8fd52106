"""The templates as they are written: they parse, use what they bring in, decide nothing and hold no script."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

WEB = Path(__file__).parents[2] / "portal" / "web"
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
SHEETS = sorted(file for file in (WEB.parent / "assets").rglob("*.scss") if "node_modules" not in file.parts)
PRINTED = {
    "copy_pdf.html",
    "letter_pdf.html",
    "style_pdf.html",
}  # not a page: its style stands in the file that becomes the PDF
PARSER = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border|inset)-(?:left|right)|(?:left|right)\s*:|(?:text-align|float|clear)\s*:\s*(?:left|right))"
)
HANDLER = re.compile(
    r"""\son(?:click|load|error|change|input|submit|focus|blur|key\w+|mouse\w+|toggle)\s*=""", re.IGNORECASE
)


def name(file: Path) -> str:
    return str(file.relative_to(WEB.parent))


@pytest.mark.parametrize("file", TEMPLATES, ids=name)
def test_a_template_is_small_plain_and_uses_what_it_imports(file: Path) -> None:
    written = file.read_text(encoding="utf-8")
    tree = PARSER.parse(written)
    assert len(written.splitlines()) < 200
    used = {each.name for each in tree.find_all(nodes.Name) if each.ctx == "load"}
    imported = {
        each[1] if isinstance(each, tuple) else each
        for found in tree.find_all(nodes.FromImport)
        for each in found.names
    }
    imported |= {found.target for found in tree.find_all(nodes.Import)}
    assert imported <= used, f"imported for nothing: {imported - used}"
    filters = {each.name for each in tree.find_all(nodes.Filter)}
    assert not filters & {"safe", "forceescape"}
    sums = [
        each
        for kind in (nodes.Add, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow)
        for each in tree.find_all(kind)
    ]
    assert not [each for each in sums if not joins_words(each)], "a template reckons"
    assert not HANDLER.search(written)
    assert "<style" not in written or file.name in PRINTED
    assert " style=" not in written
    assert "autoescape" not in written


def joins_words(found: nodes.BinExpr) -> bool:
    """Whether a sign puts lists or words together and reckons nothing."""
    if isinstance(found, nodes.Mod):  # how a translated sentence gets its names
        return isinstance(found.left, nodes.MarkSafeIfAutoescape)
    return isinstance(found, nodes.Add) and any(
        isinstance(each, (nodes.List, nodes.Tuple)) for each in (found.left, found.right)
    )


def test_there_are_templates_and_sheets_to_look_at() -> None:
    assert len(TEMPLATES) > 50
    assert SHEETS


@pytest.mark.parametrize("file", SHEETS, ids=name)
def test_a_style_sheet_knows_no_left_and_no_right(file: Path) -> None:
    lines = re.sub(r"//[^\n]*|/\*.*?\*/", "", file.read_text(encoding="utf-8"), flags=re.DOTALL).splitlines()
    assert [line.strip() for line in lines if PHYSICAL.search(line)] == []
