"""Calibrating at the terminal: a draft that the check passes, or a sentence."""

import re
from pathlib import Path

import pytest

from portal.cli import run


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "people.csv"
    assert run("demo-caseload", ["--people", "80", "--out", str(path), "--day", "2026-11-21"]) == 0
    return path


@pytest.mark.parametrize("method", ["price", "bands", "percentiles"])
def test_a_draft_passes_the_check(
    method: str, people: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = tmp_path / "draft.yaml"
    wanted = [
        method,
        "--people",
        str(people),
        "--scheme",
        "adult/2026-04",
        "--envelope",
        "3000000",
        "--contingency",
        "5",
    ]
    assert run("calibrate", [*wanted, "--out", str(draft)]) == 0
    said = capsys.readouterr().out
    assert all(each in said for each in ("How well it fits", "Who gains and who loses", "By how much"))
    part = said.partition("What part of it they gain or lose")[2].partition("Each person's change")[0]
    counts = re.findall(r"│ +(\S+) │$", part, re.MULTILINE)
    assert len(counts) == 7
    assert all(count == "hidden" or not 0 < int(count) < 10 for count in counts)
    assert run("check", [str(draft)]) == 0


def test_points_and_costs_alone_are_a_sample(tmp_path: Path) -> None:
    sample, draft = tmp_path / "sample.csv", tmp_path / "draft.yaml"
    rows = "".join(f"{number},{number * 7 + number % 5}\n" for number in range(1, 40))
    sample.write_text(f"points,cost now\n{rows}", "utf-8")
    wanted = ["price", "--people", str(sample), "--envelope", "250000", "--contingency", "5", "--out", str(draft)]
    assert run("calibrate", wanted) == 0
    assert "for £250,000 a year, 5 % of it kept back; decided by nobody" in draft.read_text("utf-8")
    assert run("check", [str(draft)]) == 0


def test_a_scheme_without_such_a_line_is_said(people: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wanted = ["price", "--people", str(people), "--scheme", "adult/2026-04", "--envelope", "1", "--line", "weekly"]
    assert run("calibrate", wanted) == 1
    assert "These lines do: points-in-pounds" in capsys.readouterr().err
