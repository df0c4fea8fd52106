"""Equality: answers that belong to nobody, and a report that tells nothing of few people."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from portal.access import Role
from portal.db import queries
from portal.services import equality
from portal.web.pages.fairness import ANSWERS, QUESTIONS
from tests.web.desk import at_desk
from tests.web.stages import STAGES

if TYPE_CHECKING:
    from tests.web.running import Service


def rows(service: Service) -> list[dict[str, str]]:
    """All that is kept."""
    with service.acting() as context:
        found = context.session.connection().execute(select(queries.tables["equality_answers"])).all()
    return [{name: value for name, value in row._mapping.items() if name != "id"} for row in found]


def test_every_question_and_answer_has_its_words() -> None:
    assert list(QUESTIONS) == list(equality.ASKED)
    assert {name: tuple(answers) for name, answers in ANSWERS.items()} == dict(equality.ASKED)


def test_what_somebody_says_stands_in_rows_that_nothing_joins(sqlite_service: Service) -> None:
    ann = STAGES["sent"](sqlite_service, helper=False)
    browser = ann.browser()
    assert "/fair-for-everyone" in browser.get(f"{ann.path}/sent").text
    page = browser.get("/fair-for-everyone")
    assert ann.reference not in page.text
    assert "Thank you. It helps us" in browser.follow(browser.send(page, age="85-on", sex="female")).words
    quarter = equality.quarter(datetime.now(UTC).date())
    assert sorted(rows(sqlite_service), key=lambda row: row["question"]) == [
        {"question": "age", "answer": "85-on", "quarter": quarter},
        {"question": "sex", "answer": "female", "quarter": quarter},
    ]


def test_nothing_has_to_be_answered_and_nothing_else_is_taken(sqlite_service: Service) -> None:
    browser = sqlite_service.browser()
    browser.fill("/fair-for-everyone")
    browser.fill("/fair-for-everyone", 422, age="old")
    assert rows(sqlite_service) == []


def test_the_table_refers_to_no_other(sqlite_service: Service) -> None:
    table = queries.tables["equality_answers"]
    assert sqlite_service.app
    assert not table.foreign_keys
    assert {column.name for column in table.columns} == {"id", "question", "answer", "quarter"}


def test_the_report_tells_of_no_few_people(sqlite_service: Service) -> None:
    with sqlite_service.acting() as context:
        for number in range(23):
            equality.keep(context, {"sex": "female" if number < 20 else "male", "age": "85-on"})
    pat = at_desk(sqlite_service, Role.TEAM_MANAGER).browser()
    words = pat.get("/staff/fairness").words
    assert "Female hidden" in words, "with one small number hidden, the next one goes with it"
    assert "Male hidden" in words
    assert "85 or over 23" in words


@pytest.mark.parametrize("role", [Role.OFFICER, Role.PANEL_MEMBER, Role.SAFEGUARDING_WORKER])
def test_whoever_works_on_cases_does_not_read_it(sqlite_service: Service, role: Role) -> None:
    at_desk(sqlite_service, role).browser().get("/staff/fairness", 403)
