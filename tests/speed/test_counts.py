"""What a step costs in things that can be counted exactly: calls, statements, transactions, bytes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.bench import weighing
from tests.bench.counting import Counted, Service

if TYPE_CHECKING:
    from pathlib import Path

CALLS_OF_A_STEP = 4192
CALLS_OF_A_GET = 1972
CALLS_OF_CHECKING = 6633
CALLS_OF_THE_BUDGET = 6960
GROWTH = 1.05  # more than this has to be meant: then say so in the commit that changes the figure
MOST_STATEMENTS = 6


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    return Service(tmp_path_factory.mktemp("speed"), 60)


@pytest.fixture(scope="module")
def step(service: Service) -> Counted:
    return service.step()


def test_a_step_makes_no_more_calls_than_it_did(step: Counted) -> None:
    assert step.calls <= CALLS_OF_A_STEP * GROWTH


def test_a_page_makes_no_more_calls_than_it_did(service: Service) -> None:
    assert service.get().calls <= CALLS_OF_A_GET * GROWTH


def test_the_pages_of_all_answers_make_no_more_calls_than_they_did(tmp_path: Path) -> None:
    pages = Service(tmp_path, 60).finished()
    assert pages["check"].calls <= CALLS_OF_CHECKING * GROWTH
    assert pages["budget"].calls <= CALLS_OF_THE_BUDGET * GROWTH
    assert pages["check"].writing == pages["budget"].writing == 0


def test_the_figures_kept_here_are_those_of_today(step: Counted) -> None:
    assert step.calls >= CALLS_OF_A_STEP / GROWTH / GROWTH, "it became quicker: write the new figure down"


def test_a_step_makes_few_statements(step: Counted) -> None:
    assert 0 < step.statements <= MOST_STATEMENTS


def test_a_step_writes_in_one_transaction(step: Counted) -> None:
    assert step.writing == 1
    assert step.said[-1] == "COMMIT"


def test_a_page_writes_nothing(service: Service) -> None:
    assert service.get().writing == 0


def test_no_statement_of_a_step_is_said_twice_within_a_request(step: Counted) -> None:
    request: list[str] = []
    for each in step.said:
        assert each == "COMMIT" or each not in request
        request = [] if each == "COMMIT" else [*request, each]


def test_the_number_of_statements_does_not_hang_on_the_number_of_questions(step: Counted, tmp_path: Path) -> None:
    assert Service(tmp_path, 10).step().said == step.said


def test_what_is_written_is_on_the_disk_before_the_answer_goes_out(service: Service) -> None:
    engine = service.app.extensions["wiring"].database.engine
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2  # FULL


def test_a_question_is_a_light_page(service: Service) -> None:
    weight = weighing.weigh(service.page())
    assert weight.raw <= 8 * 1024
    assert weight.gzip <= 2.5 * 1024
    assert weight.first_view <= 50 * 1024
    assert weight.requests <= 5  # page, style, script and two weights of the letters


def test_the_style_sheets_are_light() -> None:
    sheets = sorted(weighing.BUILT.glob("portal*.css.br"))
    assert len(sheets) == 2  # one for each direction of writing
    assert max(sheet.stat().st_size for sheet in sheets) <= 10.5 * 1024


def test_a_page_asks_for_nothing_from_elsewhere(service: Service) -> None:
    asked = re.findall(r'(?:src|href)="(?:https?:)?//([^"/]+)', service.page().decode())
    assert not asked
