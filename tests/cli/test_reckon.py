"""Working out one budget by hand at the terminal, with a scheme's file and answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.commands import run
from tests.frame.checkouts import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

SHAPES = ROOT / "tests" / "allocation" / "shapes"
DEVON, HALTON = str(SHAPES / "devon-adults.yaml"), str(SHAPES / "halton-carers.yaml")


def test_a_figure_is_told_line_by_line(capsys: pytest.CaptureFixture[str]) -> None:
    answers = ("hours=10.25", "who=agency", "level=high", "nhs-hours=0", "--day", "2026-11-21")
    said = run(capsys, "reckon", DEVON, *answers)
    assert said.code == 0
    assert "10.25 × £22.40 = £229.60 a week" in said.out
    assert "WEEKLY: £275.00 a week" in said.out


def test_a_refusal_names_its_reason_and_the_answer_in_the_way(capsys: pytest.CaptureFixture[str]) -> None:
    said = run(capsys, "reckon", DEVON, "--example", "agency", "who=not-sure")
    assert said.code == 1
    assert "Who gives the help" in said.out
    assert "Reason: not-sure, at the line price" in said.out


def test_no_budget_is_not_told_as_nought(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "answers.yaml").write_text("impact: low\n", "utf-8")
    said = run(capsys, "reckon", HALTON, "--answers", str(tmp_path / "answers.yaml"))
    assert "There is no individual budget here" in said.out


def test_without_answers_it_says_what_is_asked(capsys: pytest.CaptureFixture[str]) -> None:
    said = run(capsys, "reckon", HALTON)
    assert said.code == 0
    assert "impact: low, medium, high.  How much caring affects your life." in said.out


def test_a_misspelt_answer_is_told_with_its_cure(capsys: pytest.CaptureFixture[str]) -> None:
    said = run(capsys, "reckon", HALTON, "impact=hihg")
    assert (said.code, said.out) == (1, "")
    assert "Did you mean `high`?" in said.err
    assert "Did you mean `impact`?" in run(capsys, "reckon", HALTON, "impct=high").err
    assert "There is no example none." in run(capsys, "reckon", HALTON, "--example", "none").err


def test_a_grant_that_is_not_due_yet_says_so_and_multiplies_by_nought_nowhere(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = run(capsys, "reckon", str(SHAPES / "rochdale-carers.yaml"), "--example", "had-eleven-months-ago")
    assert "Payment: £0.00 one-off\n      Not due yet: it was had in this period already." in said.out
    assert "× 0" not in said.out
    assert "No individual budget at this level" not in said.out


def test_a_sum_up_to_a_limit_is_said_in_that_order(capsys: pytest.CaptureFixture[str]) -> None:
    said = run(capsys, "reckon", HALTON, "impact=high")
    assert ": up to £300.00\n" in said.out


def test_what_is_asked_ends_once(capsys: pytest.CaptureFixture[str]) -> None:
    said = run(capsys, "reckon", str(SHAPES / "newcastle-children.yaml")).out
    assert "Are they willing and able to go on?\n" in said
    assert "Date of birth.\n" in said
