"""Simulating at the terminal: tables on the screen, a report in a folder, sentences for what goes wrong."""

from pathlib import Path

import html5lib
import pyarrow.parquet
import pytest

from portal.cli import run, simulate
from tests.services.counting import counting
from tests.services.town import Town

SCHEME_WORDS = """
id: small
starts: 2026-04-01
people: adults
illustrative: true
source: Made for a test
rounding: {to: 1, how: half-up}
inputs:
  - {id: washing, options: [alone, some, full]}
lines:
  - {id: last, unit: pounds a week, score: washing, points: {alone: 0, some: 40, full: 90}}
"""
DAY = ["--day", "2026-11-21"]


@pytest.fixture
def people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "people.parquet"
    assert run("demo-caseload", ["--people", "40", "--out", str(path), *DAY]) == 0
    capsys.readouterr()
    return path


def test_a_report_is_written_with_tables_plots_and_people(
    people: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    money = ["--envelope", "£1,500,000", "--contingency", "5", "--fixed-cost", "1000"]
    assert run("simulate", ["--scheme", "adult/2026-04", "--people", str(people), *money, "--out", str(out), *DAY]) == 0
    assert "The money there is" in capsys.readouterr().out
    names = {path.name for path in out.iterdir()}
    assert names >= {"report.html", "envelope.csv", "changes.svg", "spread.png", "people.parquet", "by-locality.csv"}
    assert (out / "envelope.csv").read_bytes().startswith(b'\xef\xbb\xbf"Line","Pounds a year"')
    assert '"Envelope","1500000.00"' in (out / "envelope.csv").read_text("utf-8")
    html5lib.HTMLParser(strict=True).parse((out / "report.html").read_text("utf-8"))
    assert pyarrow.parquet.read_table(out / "people.parquet").num_rows == 40


def test_a_file_that_stands_alone_can_be_held_against_a_version(people: Path, tmp_path: Path) -> None:
    dearer = tmp_path / "dearer.yaml"
    words = Path("questionnaires/adult/allocation/2026-04-01.yaml").read_text("utf-8")
    dearer.write_text(words.replace("figure: 7.50", "figure: 8"), "utf-8")
    wanted = ["--scheme", str(dearer), "--against", "adult/2026-04", "--people", str(people), *DAY]
    assert run("simulate", wanted) == 0


@pytest.mark.parametrize(("more", "few"), [([], 17), (["--hide-below", "5"], 5)])
def test_fewer_people_than_the_council_says_are_hidden(
    people: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    more: list[str],
    few: int,
) -> None:
    folder = tmp_path / "questionnaires"
    folder.mkdir()
    words = Path("questionnaires/council.yaml").read_text("utf-8")
    (folder / "council.yaml").write_text(words.replace("fewest_people: 10", "fewest_people: 17"), "utf-8")
    monkeypatch.setattr(simulate, "content_place", lambda _env: (tmp_path, None))
    assert run("simulate", ["--scheme", "adult/2026-04", "--people", str(people), *more, *DAY]) == 0
    assert f"fewer than {few} people is hidden" in capsys.readouterr().out.replace("\n", " ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--scheme", "nowhere"], "“nowhere” is no scheme's file"),
        (["--scheme", "adult/2026-04"], "Name the people with --people FILE"),
        (["--scheme", "adult/2026-04", "--people", "nowhere.csv"], "There is no file nowhere.csv"),
    ],
)
def test_what_goes_wrong_is_said(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("simulate", [*arguments, *DAY]) == 1
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["--chunk", "0"], "no whole number from 1 on"),
        (["--contingency", "150"], "write a number up to 100"),
        (["--envelope", "1e400"], "more money than there is"),
        (["--day", "soon"], "write it like 2027-04-01"),
        (["--hide-below", "-3"], "no whole number from 1 on"),
    ],
)
def test_what_was_typed_wrong_is_said(typed: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run("simulate", ["--scheme", "adult/2026-04", *typed])
    assert said in capsys.readouterr().err


def test_a_file_of_nobody_a_file_that_is_no_scheme_and_a_folder_that_cannot_be_are_said(
    people: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nobody, scheme = tmp_path / "nobody.csv", tmp_path / "small.yaml"
    nobody.write_text("washing\n", "utf-8")
    scheme.write_text(SCHEME_WORDS, "utf-8")
    for wanted, said in (
        (["--scheme", str(scheme), "--people", str(nobody)], "Nobody stands in that file"),
        (["--scheme", str(nobody), "--people", str(nobody)], "nobody.csv is no scheme in order"),
        (["--scheme", "adult/2026-04", "--people", str(people), "--out", str(scheme)], "There can be no folder"),
    ):
        assert run("simulate", [*wanted, *DAY]) == 1
        assert said in capsys.readouterr().err


def test_tables_are_files_whatever_people_are_told_by(tmp_path: Path) -> None:
    people, scheme, out = tmp_path / "people.csv", tmp_path / "small.yaml", tmp_path / "out"
    people.write_text("washing,by age/sex,by age sex,by ../é\n" + "some,a,b,c\n" * 12, "utf-8")
    scheme.write_text(SCHEME_WORDS, "utf-8")
    assert run("simulate", ["--scheme", str(scheme), "--people", str(people), "--out", str(out), *DAY]) == 0
    assert {"by-age-sex.csv", "by-age-sex-2.csv", "by-.csv"} <= {path.name for path in out.iterdir()}


def test_a_day_before_the_scheme_is_said(people: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wanted = ["--scheme", "adult/2026-04", "--people", str(people), "--day", "2020-01-01"]
    assert run("simulate", wanted) == 1
    assert "is not in effect on 2020-01-01" in capsys.readouterr().err


def test_what_was_sent_can_be_simulated_without_names(
    town: Town, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    scheme = tmp_path / "small.yaml"
    scheme.write_text(SCHEME_WORDS, "utf-8")
    assert run("simulate", ["--scheme", str(scheme), "--stored", "--day", "2026-05-04"]) == 1
    assert "No assessment of small was sent yet" in capsys.readouterr().err
    counting(town)
    for _ in range(3):
        somebody = town.somebody()
        somebody.answer_everything()
        somebody.send()
    wanted = ["--scheme", str(scheme), "--stored", "--day", "2026-05-04"]
    assert run("simulate", wanted) == 0
    assert "under 10" in capsys.readouterr().out
    assert run("simulate", [*wanted, "--hide-below", "1"]) == 0
    told = capsys.readouterr().out
    assert "By greatest need" in told
    assert "By cohort" not in told, "nobody begins by group here"
