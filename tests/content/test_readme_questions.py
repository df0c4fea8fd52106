"""What the README tells authors of questions is true: its example is sound, its tables are whole."""

from __future__ import annotations

import re

import pytest

from portal.conditions import ASKED, JOINED, read_condition
from portal.files import Complaint, parse_yaml
from portal.questionnaires.lint import lint
from portal.questionnaires.model import Kind
from portal.questionnaires.reading import read_questionnaire
from portal.words import WORDING_FIELDS, Transform
from tests.content.plain import faults, plain
from tests.frame.checkouts import ROOT

README = (ROOT / "README.md").read_text("utf-8")
SECTION = README.split("\n## To write or change questions\n")[1].split("\n## ")[0]
EXAMPLE = SECTION.split("```yaml\n")[1].split("```")[0]


def table(heading: str) -> list[list[str]]:
    lines = SECTION.split(f"| {heading} |")[1].split("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def test_the_example_is_a_sound_questionnaire() -> None:
    complaints: list[Complaint] = []
    questionnaire = read_questionnaire(parse_yaml(EXAMPLE, "README.md"), complaints)
    assert [str(each) for each in complaints + lint(questionnaire)] == []
    assert faults("questionnaire.schema.json", plain(EXAMPLE)) == []


def test_every_kind_of_answer_stands_in_the_table() -> None:
    assert [row[0] for row in table("`kind`")] == [f"`{kind}`" for kind in Kind]


CONDITIONS = SECTION.split("| Write |")[1].split("\n\n")[0]


@pytest.mark.parametrize("written", re.findall(r"`(\{question: [^`]*\})`", CONDITIONS))
def test_each_condition_in_the_table_can_be_read(written: str) -> None:
    complaints: list[Complaint] = []
    assert read_condition(parse_yaml(written, "README.md"), complaints)
    assert complaints == []


def test_every_part_of_a_condition_every_wording_and_every_transform_is_named() -> None:
    assert all(re.search(rf"\b{name}\b", CONDITIONS) for name in (*ASKED, *JOINED))
    assert all(f"`{name}`" in SECTION for name in WORDING_FIELDS)
    assert all(f"|{name}" in SECTION for name in Transform if name is not Transform.AS_TYPED)
