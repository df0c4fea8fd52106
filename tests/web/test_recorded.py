"""Recorded readings on the pages: where there is one for the very words that are shown, and only there."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from portal.files import Mark
from portal.recordings import Recording
from portal.web.app import build
from portal.words import Wording
from tests.web.running import Service, content, settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHAPTER = "/guides/employing-a-personal-assistant/the-money"
LINK = 'href="/recordings/{}" data-recording>'


@pytest.fixture
def council(sqlite_template: Path, tmp_path: Path) -> Iterator[Service]:
    """A council that has recorded two things, and keeps another file beside them."""
    shutil.copyfile(sqlite_template, tmp_path / "portal.sqlite")
    for name in ("washing.mp3", "money-easy.mp3", "private.mp3"):
        (tmp_path / name).write_bytes(name.encode())
    mark = Mark("recordings.yaml", 1)
    recordings = (
        Recording("adult/answers-by", "en", Wording.STANDARD, tmp_path / "washing.mp3", mark),
        Recording(CHAPTER.removeprefix("/guides/"), "en", Wording.EASY, tmp_path / "money-easy.mp3", mark),
    )
    wanted = settings(f"sqlite:///{tmp_path / 'portal.sqlite'}", tmp_path)
    service = Service(build(wanted, replace(content(), recordings=recordings)))
    yield service
    service.close()


def test_a_page_leads_to_the_recording_of_its_own_words(council: Service) -> None:
    browser = council.browser()
    assert "data-recording" not in browser.get(CHAPTER).text
    browser.client.set_cookie("comfort", "easy=yes")
    assert LINK.format("money-easy.mp3") in browser.get(CHAPTER).text


def test_a_question_leads_to_its_recording(council: Service) -> None:
    begun = council.begun()
    assert LINK.format("washing.mp3") in begun.browser().get(f"{begun.path}/questions/answers-by").text


def test_only_declared_files_are_sent_and_players_may_ask_for_a_piece(council: Service) -> None:
    client = council.app.test_client()
    whole = client.get("/recordings/washing.mp3", buffered=True)
    assert (whole.status_code, whole.content_type, whole.data) == (200, "audio/mpeg", b"washing.mp3")
    piece = client.get("/recordings/washing.mp3", headers={"Range": "bytes=0-6"}, buffered=True)
    assert (piece.status_code, piece.data) == (206, b"washing")
    assert client.get("/recordings/private.mp3").status_code == 404
    assert "media-src 'self';" in client.get(CHAPTER).headers["Content-Security-Policy"]
