"""Every kind of PDF that the service makes, in every size: tagged, titled, read in order, pictures and links told."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf
import pytest

from tests.surface.routes import NOT_PAGES
from tests.web.pdf_structure import faults_of, links_in
from tests.web.stages import STAGES

if TYPE_CHECKING:
    from tests.web.running import Service

MONEY = "/guides/how-the-money-works"
STANDARD = ((12, False), (16, False), (20, False), (24, False))
EASY = ((16, True), (20, True), (24, True))
KINDS = {
    "/guides/<guide>/pdf/<int:points>": (f"{MONEY}/pdf", "Direct payments", STANDARD),
    "/guides/<guide>/<chapter>/pdf/<int:points>": (
        f"{MONEY}/what-it-is/pdf",
        "What is a direct payment?",
        (*STANDARD, *EASY),
    ),
    "/guides/<guide>/booklets/<booklet>/pdf/<int:points>": (
        f"{MONEY}/booklets/how-the-money-works/pdf",
        "How the money works",
        EASY,
    ),
    "/questions/<questionnaire>/pdf/<int:points>": ("/questions/carer/pdf", "", ((12, False), (24, False), (16, True))),
    "/guides/tools/<tool>/blank/pdf/<int:points>": (
        "/guides/tools/back-up-plan/blank/pdf",
        "",
        ((12, False), (16, True)),
    ),
}
FILES = [(kind, *file) for kind, (_path, _title, files) in KINDS.items() for file in files]
"""One of each kind, the smallest that has everything, in each size and way of reading."""
ELSEWHERE = {"/applications/<reference>/copy.pdf"}


def test_no_kind_of_file_is_left_out() -> None:
    assert {rule for rule in NOT_PAGES if "pdf" in rule} == {*KINDS, *ELSEWHERE}


@pytest.mark.parametrize(("kind", "points", "easy"), FILES)
def test_a_file_to_print_can_be_read_aloud(standing_service: Service, kind: str, points: int, *, easy: bool) -> None:
    path, title, _files = KINDS[kind]
    browser = standing_service.browser()
    answer = (browser.easy() if easy else browser).ask("GET", f"{path}/{points}")
    assert answer.mimetype == "application/pdf"
    assert faults_of(answer.data, title) == []


def test_links_to_other_chapters_lead_to_their_pages(standing_service: Service) -> None:
    answer = standing_service.browser().ask("GET", "/guides/employing-a-personal-assistant/checks/pdf/12")
    assert faults_of(answer.data, "") == []
    address = standing_service.parts.settings.address
    assert sum(link.startswith(f"{address}/guides/") for link in links_in(answer.data)) > 3


@pytest.mark.parametrize("easy", [False, True], ids=["standard", "easy"])
def test_a_paper_somebody_filled_in_can_be_read_aloud(standing_service: Service, *, easy: bool) -> None:
    browser = standing_service.browser()
    path = "/guides/tools/timesheet"
    form = (browser.easy() if easy else browser).get(path).form()
    answer = browser.ask("POST", path, data={**form, "name": "Jo Example", "make": "pdf-16"})
    assert faults_of(answer.data, "") == []


@pytest.mark.parametrize("easy", [False, True], ids=["standard", "easy"])
def test_the_copy_can_be_read_aloud(standing_service: Service, *, easy: bool) -> None:
    begun = STAGES["arranged"](standing_service, helper=False)
    browser = begun.browser().easy() if easy else begun.browser()
    assert faults_of(browser.ask("GET", f"{begun.path}/copy.pdf").data, "What you told us") == []


def test_the_letter_with_a_code_can_be_read_aloud(standing_service: Service) -> None:
    begun = STAGES["half"](standing_service, helper=True)
    browser = begun.browser()
    form = browser.get(f"{begun.path}/letter").form()
    answer = browser.ask("POST", f"{begun.path}/letter", data={**form, "do": "pdf"})
    assert answer.mimetype == "application/pdf"
    assert faults_of(answer.data, "A code for you") == []


def test_a_file_without_tags_is_found_out() -> None:
    made = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(made)
    assert set(faults_of(made.getvalue(), "Anything")) == {
        "it is not tagged",
        "its language is not en",
        "its title is not Anything",
        "its title is not shown",
        "tab does not follow the tags",
    }
