"""The command that draws: where it finds questionnaires, what it writes, what it says when it cannot."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from lxml import etree

from portal.cli import draw
from tests.frame.checkouts import ROOT
from tests.questionnaires.samples import SAMPLE

QUESTIONNAIRES = sorted(path.parent.name for path in ROOT.glob("questionnaires/*/questionnaire.yaml"))


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", QUESTIONNAIRES)
def test_every_questionnaire_can_be_drawn(name: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert draw.run([name, "-o", "picture.svg"]) == 0
    assert etree.parse(here / "picture.svg").getroot().tag.endswith("svg")
    shown = capsys.readouterr()
    assert "1. " in shown.out
    assert "picture.svg" in shown.err


def test_without_a_file_the_picture_lies_with_what_the_service_writes(here: Path) -> None:
    assert draw.run(["adult"]) == 0
    assert (here / "var" / "drawings" / "adult.svg").exists()


def test_the_picture_can_go_to_the_window(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert draw.run(["adult", "-o", "-"]) == 0
    assert capsys.readouterr().out.startswith("<svg ")
    assert not list(here.iterdir())


def test_text_alone_writes_no_file(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert draw.run(["adult", "--text"]) == 0
    assert "about-you" in capsys.readouterr().out
    assert not list(here.iterdir())


def test_an_unknown_name_is_answered_with_the_names_that_exist(capsys: pytest.CaptureFixture[str]) -> None:
    assert draw.run(["adlut"]) == 2
    said = capsys.readouterr().err
    assert "'adlut'" in said
    assert all(name in said for name in QUESTIONNAIRES)


def test_a_questionnaire_of_the_councils_own_comes_before_the_one_for_all(tmp_path: Path) -> None:
    for place in ("adult", "carer", "our-council/adult"):
        (tmp_path / place).mkdir(parents=True)
        shutil.copy(SAMPLE, tmp_path / place / "questionnaire.yaml")
    assert draw.questionnaire_folders(tmp_path, None) == {"adult": tmp_path / "adult", "carer": tmp_path / "carer"}
    own = draw.questionnaire_folders(tmp_path, "our-council")
    assert own == {"adult": tmp_path / "our-council" / "adult", "carer": tmp_path / "carer"}


def test_a_questionnaire_without_a_scheme_has_no_drawing_of_one(tmp_path: Path) -> None:
    shutil.copy(SAMPLE, tmp_path / "questionnaire.yaml")
    assert draw.drawn(tmp_path, scheme=True) is None
    assert draw.drawn(tmp_path, scheme=False) is not None
