"""Content kept between starts is used only while nothing has changed and nobody else can have written it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from portal.config import Settings
from portal.web import kept
from tests.web.running import content

if TYPE_CHECKING:
    from pathlib import Path

    from portal.content import Content


@pytest.fixture(scope="module")
def loaded() -> Content:
    return content()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    var = tmp_path / "var"
    var.mkdir(mode=0o700)
    return Settings.from_env({"PORTAL_VAR": str(var)})


STATE = b"today"


def test_what_is_kept_comes_back_the_same(settings: Settings, loaded: Content) -> None:
    kept.keep(settings, STATE, loaded)
    found = kept.read(settings, STATE)
    assert found is not None
    assert found.schemes == loaded.schemes
    assert found.council == loaded.council
    assert found.figures == loaded.figures
    for name, questionnaire in loaded.questionnaires.items():
        assert found.questionnaires[name].sections == questionnaire.sections


def test_it_is_not_used_once_anything_has_changed(settings: Settings, loaded: Content) -> None:
    kept.keep(settings, STATE, loaded)
    assert kept.read(settings, b"tomorrow") is None


def test_it_is_not_used_by_an_installation_with_another_key(settings: Settings, loaded: Content) -> None:
    kept.keep(settings, STATE, loaded)
    assert kept.read(replace(settings, secret_key=b"another key"), STATE) is None


def test_one_changed_byte_is_enough_to_load_afresh(settings: Settings, loaded: Content) -> None:
    kept.keep(settings, STATE, loaded)
    file = settings.var / kept.NAME
    whole = bytearray(file.read_bytes())
    whole[-20] ^= 1
    file.write_bytes(whole)
    assert kept.read(settings, STATE) is None


@pytest.mark.parametrize("mode", [0o660, 0o606])
def test_a_file_that_others_may_write_is_not_trusted(settings: Settings, loaded: Content, mode: int) -> None:
    kept.keep(settings, STATE, loaded)
    (settings.var / kept.NAME).chmod(mode)
    assert kept.read(settings, STATE) is None


def test_a_folder_that_others_may_write_into_is_not_trusted(settings: Settings, loaded: Content) -> None:
    kept.keep(settings, STATE, loaded)
    settings.var.chmod(0o777)
    assert kept.read(settings, STATE) is None


def test_a_folder_that_is_not_there_stops_nothing(settings: Settings, loaded: Content, tmp_path: Path) -> None:
    elsewhere = replace(settings, var=tmp_path / "nowhere")
    kept.keep(elsewhere, STATE, loaded)
    assert kept.read(elsewhere, STATE) is None


def test_a_content_file_that_changes_changes_the_fingerprint(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "questionnaires").mkdir()
    file = tmp_path / "questionnaires" / "council.yaml"
    file.write_text("one", encoding="utf-8")
    before = {path: path.read_bytes() for path in kept.sources(tmp_path)}
    assert file in before
    assert any(path.parent.name == "content" for path in before), "code that reads content must count too"
    assert kept.fingerprint(settings) == kept.fingerprint(settings)
    assert kept.fingerprint(settings) != kept.fingerprint(replace(settings, profile="other"))
