"""A small guide to break in each test, and the real ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from portal.files import ContentError
from portal.guides import Figures, load_figures, load_guide

ROOT = Path(__file__).parents[2]

GUIDE = "title: {text: A small guide, easy: A small guide}\nsummary: For tests.\npicture: help\n"
CHAPTER = """---
title: First steps
summary: What to do first.
checked: 2026-11-21
checked_by: Nobody yet.
in_short:
  - One thing at a time.
to_do:
  - Ring us.
sources:
  - {title: A page, address: "https://www.example.org", checked: 2026-11-21}
---

## Pay fairly {#pay}

Pay at least {figure:wage} an hour.
"""
EASY = """title: First steps
checked: 2026-11-21
checked_by: null
sections:
  - id: pay
    title: Pay
    rows:
      - {picture: money, text: ["Give **pay**.", "It is {figure:wage} or more."]}
words:
  - {word: Pay, meaning: Money for work.}
"""
FIGURE = """  - id: wage
    title: A wage
    value: "12.71"
    unit: pounds
    from: 2026-04-01
    to: null
    source: {title: A page, address: "https://www.example.org"}
    checked: 2026-11-21
    checked_at_govuk: false
"""

Change = Callable[..., tuple[str, ...]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A guide of one chapter, with its figures beside it."""
    guide = tmp_path / "small-guide"
    guide.mkdir()
    (guide / "guide.yaml").write_text(GUIDE, encoding="utf-8")
    (guide / "01-first-steps.md").write_text(CHAPTER, encoding="utf-8")
    (guide / "01-first-steps.easy.yaml").write_text(EASY, encoding="utf-8")
    (tmp_path / "figures.yaml").write_text("figures:\n" + FIGURE, encoding="utf-8")
    return guide


@pytest.fixture
def figures(folder: Path) -> Figures:
    return load_figures(folder.parent / "figures.yaml")


@pytest.fixture
def codes_after(folder: Path, figures: Figures) -> Change:
    """Change words in a file of the small guide and return the codes of what the loader complains of."""

    def change(name: str, old: str, new: str) -> tuple[str, ...]:
        path = folder / name
        words = path.read_text(encoding="utf-8")
        assert old in words
        path.write_text(words.replace(old, new), encoding="utf-8")
        with pytest.raises(ContentError) as caught:
            load_guide(folder, figures)
        assert all(complaint.cure and complaint.line for complaint in caught.value.complaints)
        return tuple(complaint.code for complaint in caught.value.complaints)

    return change
