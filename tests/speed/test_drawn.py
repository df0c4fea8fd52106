"""A page put together from pieces drawn before is the page that would have been drawn afresh."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as cases
from hypothesis import strategies as st

from portal.config import Settings
from portal.questionnaires.model import Question
from portal.services.opened import Purpose
from portal.web.app import build
from portal.web.questions.drawn import drawn
from portal.web.questions.page import page_of
from portal.words import Wording
from tests.web.running import content

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from portal.questionnaires.model import Questionnaire

CONTENT = content()
QUESTIONS = [
    (questionnaire, placed.question)
    for questionnaire in CONTENT.questionnaires.values()
    for placed in questionnaire.placed.values()
    if isinstance(placed.question, Question) and placed.question.options
]


@pytest.fixture(scope="module", autouse=True)
def _asking(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    var = tmp_path_factory.mktemp("var")
    app = build(Settings.from_env({"PORTAL_VAR": str(var)}), CONTENT)
    with app.test_request_context("/"):
        yield


def afresh(questionnaire: Questionnaire, question: Question, wording: Wording, values: list[str]) -> str:
    from flask import current_app  # noqa: PLC0415 - inside the request of the fixture

    page = page_of(questionnaire, question, wording)
    boxes = current_app.jinja_env.get_template("questions/answers.html").make_module()
    drawn_now: Any = boxes
    return str(drawn_now.answer_boxes(page, {"answer": values}, None, own=False))


@cases(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=st.sampled_from(QUESTIONS), wording=st.sampled_from(Wording), choosing=st.randoms(use_true_random=False))
def test_picking_an_answer_changes_nothing_else(
    asked: tuple[Questionnaire, Question], wording: Wording, choosing: Random
) -> None:
    questionnaire, question = asked
    page = page_of(questionnaire, question, wording)
    offered = [item["value"] for item in page.items if "value" in item]
    picked = choosing.sample(offered, choosing.randint(0, len(offered) if question.kind == "choices" else 1))
    assert drawn(page, Purpose.REAL).picked(picked) == afresh(questionnaire, question, wording, picked)


@pytest.mark.parametrize("typed", ["", 'x" checked', "<b>", "answer", "page", "radio", "nobody-offers-this"])
def test_what_is_not_offered_is_never_put_into_the_page(typed: str) -> None:
    questionnaire, question = QUESTIONS[0]
    made = drawn(page_of(questionnaire, question, Wording.STANDARD), Purpose.REAL)
    assert made.picked([typed]) == made.boxes


def test_a_page_is_drawn_once_for_everyone() -> None:
    questionnaire, question = QUESTIONS[0]
    page = page_of(questionnaire, question, Wording.STANDARD)
    assert drawn(page, Purpose.REAL) is drawn(page_of(questionnaire, question, Wording.STANDARD), Purpose.REAL)
    assert drawn(page, Purpose.REAL).below != drawn(page, Purpose.ROUGH).below


def test_a_page_with_somebodys_own_words_is_never_kept() -> None:
    questionnaire, question = QUESTIONS[0]
    plain = page_of(questionnaire, question, Wording.STANDARD)
    own = type(plain)(**{name: getattr(plain, name) for name in plain.__slots__} | {"personal": True, "heading": "Ann"})
    assert "Ann" in drawn(own, Purpose.REAL).boxes
    assert drawn(own, Purpose.REAL) is not drawn(own, Purpose.REAL)


def test_each_application_draws_its_own(tmp_path: Path) -> None:
    named = CONTENT.council.council.model_copy(update={"name": "Another Council"})
    other = CONTENT.council.model_copy(update={"council": named})
    installation = Settings.from_env({"PORTAL_VAR": str(tmp_path)})
    apps = [build(installation, each) for each in (CONTENT, replace(CONTENT, council=other))]
    shown = [app.test_client().get("/").text for app in (*apps, *apps)]
    assert ["Another Council" in page for page in shown] == [False, True, False, True]
    questionnaire, question = QUESTIONS[0]
    pages = []
    for app in apps:
        with app.test_request_context("/"):
            pages.append(page_of(questionnaire, question, Wording.STANDARD))
    assert drawn(pages[0], Purpose.REAL) is not drawn(pages[1], Purpose.REAL)


def test_a_rough_idea_says_its_own_part_of_its_own_number_of_parts() -> None:
    whole = CONTENT.questionnaires["adult"]
    rough = whole.only(CONTENT.counting("adult"))
    question = next(each for each in rough.placed.values() if isinstance(each.question, Question)).question
    assert isinstance(question, Question)
    parts = [page_of(each, question, Wording.STANDARD).part for each in (whole, rough)]
    assert str(len(whole.sections)) in parts[0]
    assert str(len(rough.sections)) in parts[1]
