"""A page of a long questionnaire costs almost what it costs in a short one: counted in calls, not in time."""

import sys
from collections.abc import Callable
from types import FrameType

import pytest

from portal.answers import Answer
from portal.questionnaires.answers_given import Document, Given, Place
from portal.questionnaires.journey import Journey
from portal.questionnaires.model import Questionnaire
from tests.questionnaires.samples import questionnaire_of

SHORT, LONG = 10, 500


def radios(number: int, *, sections: int = 1, conditional: bool = False) -> Questionnaire:
    """Return a questionnaire of so many radio questions, every fourth of them conditional if wished."""
    rows: list[list[str]] = [[] for _ in range(sections)]
    for each in range(number):
        when = f", ask_when: {{question: q{each - 1}, is: a}}" if conditional and each % 4 == 3 else ""
        row = f"{{id: q{each}, kind: choice, text: Q, options: [{{id: a, text: A}}, {{id: b, text: B}}]{when}}}"
        rows[each * sections // number].append(row)
    return questionnaire_of(
        "\n".join(f"- {{id: s{index}, title: S, questions: [{', '.join(row)}]}}" for index, row in enumerate(rows))
    )


def calls(work: Callable[[], object]) -> int:
    """Count the Python functions called."""
    counted = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal counted
        counted += event == "call"

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return counted


def one_page(questionnaire: Questionnaire, answered: int) -> int:
    document: Document = {f"q{each}": "a" for each in range(answered)}
    place = Place(f"q{answered}")

    def work() -> None:
        journey = Journey(questionnaire, Given.from_document(questionnaire, document))
        assert journey.can_visit(place)
        journey.before(place)
        later = Journey(questionnaire, journey.given.with_answer(place, "a"))
        later.after(place)

    work()
    return calls(work)


@pytest.mark.parametrize(("sections", "conditional"), [(1, False), (5, False), (1, True), (5, True)])
def test_a_page_of_five_hundred_questions_costs_what_one_of_ten_does(sections: int, *, conditional: bool) -> None:
    short = one_page(radios(SHORT, sections=sections, conditional=conditional), SHORT // 2)
    long = one_page(radios(LONG, sections=sections, conditional=conditional), LONG // 2)
    assert long <= short + 10
    assert long < 60


def test_passing_over_what_is_not_asked_looks_at_each_condition_once() -> None:
    questionnaire = radios(LONG, conditional=True)
    answers: dict[str, Answer] = {f"q{each}": "b" for each in range(400) if each % 4 != 3}

    def work() -> None:
        assert Journey(questionnaire, Given(answers)).can_visit(Place("q400"))

    work()
    assert calls(work) < 100 * 8
