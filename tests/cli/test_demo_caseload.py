"""Making up a caseload at the terminal."""

from pathlib import Path

import pytest

from portal.cli import run


def test_the_same_seed_writes_the_same_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [tmp_path / "one.csv", tmp_path / "two.csv", tmp_path / "three.csv"]
    for path, seed in zip(files, ("5", "5", "6"), strict=True):
        assert run("demo-caseload", ["--people", "5", "--seed", seed, "--out", str(path), "--day", "2026-11-21"]) == 0
    assert "5 people, none of whom exists" in capsys.readouterr().out
    first, second, third = (path.read_text("utf-8") for path in files)
    assert first == second != third
    assert len(first.splitlines()) == 6


def test_a_day_without_a_scheme_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("demo-caseload", ["--people", "5", "--day", "2020-01-01"]) == 1
    assert "There is no scheme of adult on 2020-01-01" in capsys.readouterr().err


def test_a_councils_scheme_is_tried_with_the_questions_that_it_takes_over(tmp_path: Path) -> None:
    out = tmp_path / "people.csv"
    wanted = ["--people", "3", "--questionnaire", "wirral-model/adult", "--out", str(out), "--day", "2026-11-21"]
    assert run("demo-caseload", wanted) == 0
    assert len(out.read_text("utf-8").splitlines()) == 4
