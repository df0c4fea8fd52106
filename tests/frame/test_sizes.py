"""Sizes and names that keep the code readable: small rooms, one word for one thing."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from jinja2 import Environment

from tests.frame.checkouts import ROOT

MODULES = sorted((ROOT / "portal").rglob("*.py"))
MODULES = [module for module in MODULES if not {"node_modules", "_data", "migrations"} & set(module.parts)]
TESTS = sorted(file for folder in ("tests", "e2e") for file in (ROOT / folder).rglob("*.py"))
TEMPLATES = sorted((ROOT / "portal" / "web" / "templates").rglob("*.html"))
NOT_OUR_WORDS = {
    "flow",
    "node",
    "step",
    "block",
    "schema",
    "manager",
    "handler",
    "processor",
    "data",
    "info",
    "utils",
    "common",
}
# `Node` is the contract of portal/files; the JSON Schema is called by its name; Babel, hatchling and npm name the rest.
EXCUSED = {"json_schema", "schema.py", "system_node", "Node"}


def name_of(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"))


def lines(file: Path) -> int:
    return len(file.read_text("utf-8").splitlines())


@pytest.mark.parametrize(("files", "most"), [(MODULES, 300), (TEMPLATES, 200), (TESTS, 500)])
def test_no_file_is_too_long_to_read(files: list[Path], most: int) -> None:
    assert {name_of(file): lines(file) for file in files if lines(file) > most} == {}


def test_no_function_is_longer_than_a_page() -> None:
    long = [
        f"{name_of(file)}:{found.lineno} {found.name}"
        for file in MODULES
        for found in ast.walk(tree(file))
        if isinstance(found, ast.FunctionDef) and (found.end_lineno or 0) - found.lineno >= 50
    ]
    assert long == []


def test_every_module_says_first_what_it_owns() -> None:
    assert [name_of(file) for file in (*MODULES, *TESTS) if not ast.get_docstring(tree(file))] == []


def test_names_come_from_the_list_of_terms() -> None:
    found = [
        f"{name_of(file)}:{thing.lineno} {thing.name}"
        for file in MODULES
        for thing in ast.walk(tree(file))
        if isinstance(thing, ast.FunctionDef | ast.ClassDef)
        and thing.name not in EXCUSED
        and NOT_OUR_WORDS & set(re.sub(r"(?<=[a-z])(?=[A-Z])", "_", thing.name).lower().split("_"))
    ]
    modules = [name_of(file) for file in MODULES if file.stem in NOT_OUR_WORDS and file.name not in EXCUSED]
    assert found + modules == []


def test_every_template_can_be_read() -> None:
    reader = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols"], autoescape=True)
    for template in TEMPLATES:
        reader.parse(template.read_text("utf-8"), name=name_of(template))


def test_no_template_switches_escaping_off_or_holds_a_script_or_a_style() -> None:
    own_script = r"\son(click|load|error|change|submit|input|key\w+|focus|blur|mouse\w+)="
    barred = re.compile(
        rf"autoescape\s+false|<script(?![^>]*\bsrc=)|<style|\sstyle=|{own_script}|javascript:", re.IGNORECASE
    )
    pages = [file for file in TEMPLATES if not file.stem.endswith("_pdf")]  # no browser reads those
    found = [f"{name_of(file)}: {hit[0]}" for file in pages for hit in barred.finditer(file.read_text("utf-8"))]
    assert found == []
