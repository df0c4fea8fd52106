"""From answers on the route of the questions of adults, or of carers, to a budget, whatever is answered."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.allocation.basis import BasisTable, indicative_budget, load_basis
from portal.allocation.loading import load as load_scheme
from portal.allocation.model import Budget, Reason, Refusal
from portal.allocation.scheme import Scheme
from portal.answers import Answer, Missing
from portal.questionnaires.answers_given import Given, Place
from portal.questionnaires.journey import Journey
from portal.questionnaires.loading import load as load_questionnaire
from portal.questionnaires.model import Group, Kind, Question, Questionnaire
from tests.allocation.schemes import ADULT, CARER, DAY


@dataclass(frozen=True)
class Way:
    """A questionnaire with its basis and scheme, as it ships."""

    name: str
    whole: Questionnaire
    scheme: Scheme
    basis: BasisTable

    @cached_property
    def counted(self) -> Questionnaire:
        """The questions that a budget hangs on."""
        return self.whole.only(self.scheme.questions_used | self.basis.questions_used)

    def outcome(self, answers: Given) -> Budget | Refusal:
        return indicative_budget(self.basis, self.scheme, Journey(self.counted, answers).facts, DAY)


WAYS = [
    Way(
        folder.name,
        load_questionnaire(folder / "questionnaire.yaml"),
        load_scheme(folder / "allocation" / "2026-04-01.yaml"),
        load_basis(folder / "basis.yaml"),
    )
    for folder in (ADULT, CARER)
]
both = pytest.mark.parametrize("way", WAYS, ids=[way.name for way in WAYS])
thorough = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=25)


def values(question: Question) -> st.SearchStrategy[Answer]:
    """Answers with a value, as the question takes them."""
    options = [option.id for option in question.options]
    if question.kind is Kind.CHOICE:
        return st.sampled_from(options)
    if question.kind is Kind.CHOICES:
        return st.sampled_from(options).map(lambda option: (option,))
    if question.kind is Kind.YES_NO:
        return st.sampled_from(["yes", "no"])
    least, most = int(str(question.at_least or 0)), int(str(question.at_most or 50))
    if question.kind is Kind.WHOLE_NUMBER:
        return st.integers(least, most)
    if question.kind is Kind.MONEY:
        return st.integers(0, 100_000).map(lambda pence: Decimal(pence) / 100)
    return st.just("Ann")


def gone_through(draw: st.DrawFn, counted: Questionnaire, *, unsure: bool) -> Given:
    """A journey to its end, each question answered as it comes."""
    answers = Given()
    while place := Journey(counted, answers).next_place:
        question = counted.find(place.question)
        if isinstance(question, Group):
            items = len(answers.items_of(question.id))
            more = items < 2 and draw(st.booleans())
            answers = answers.with_item(question.id, f"i{items}") if more else answers.with_done(question.id)
        elif unsure and draw(st.integers(0, 9)) == 0:
            special = sorted(question.instead) or [Missing.TALK]
            answers = answers.with_answer(place, Missing(draw(st.sampled_from(special))))
        else:
            answers = answers.with_answer(place, draw(values(question)))
    return answers


@st.composite
def sure(draw: st.DrawFn, way: Way) -> Given:
    """Answers without any 'not sure'."""
    return gone_through(draw, way.counted, unsure=False)


@st.composite
def perhaps_unsure(draw: st.DrawFn, way: Way) -> Given:
    """Answers with a 'not sure', 'rather talk' or 'does not apply' here and there."""
    return gone_through(draw, way.counted, unsure=True)


def left_to_a_worker(answers: Given, found: Refusal) -> bool:
    """Whether a worker was asked for, or the answers lie where nothing is set or where the law leaves it to one."""
    wished = answers.answer(Place("start-with")) == "worker" or answers.answer(Place("paid-for-it")) == "yes"
    return wished or found.line == "up-to"


@both
@thorough
@given(data=st.data())
def test_whoever_answers_everything_gets_a_figure_or_a_worker(way: Way, data: st.DataObject) -> None:
    answers = data.draw(sure(way))
    found = way.outcome(answers)
    if isinstance(found, Refusal):
        assert found.reason is Reason.A_PERSON_DECIDES
        assert left_to_a_worker(answers, found)
    else:
        assert found.basis is not None
        assert found.headline.figure >= 0
        assert found.withheld == ()


@both
@thorough
@given(data=st.data())
def test_a_refusal_names_only_questions_that_are_asked_and_not_sure(way: Way, data: st.DataObject) -> None:
    answers = data.draw(perhaps_unsure(way))
    journey = Journey(way.counted, answers)
    found = way.outcome(answers)
    if isinstance(found, Refusal) and found.reason is not Reason.A_PERSON_DECIDES:
        assert found.reason is Reason.NOT_SURE
        assert found.questions
        unsure = {place.question for place in journey.unsure}
        assert {question for question, _ in found.questions} <= unsure


@both
@thorough
@given(data=st.data())
def test_answers_off_the_route_never_count(way: Way, data: st.DataObject) -> None:
    answers = data.draw(sure(way))
    asked = {place.question for place in Journey(way.counted, answers).places}
    more = answers
    for section in way.counted.sections:
        for question in section.questions:
            if isinstance(question, Question) and question.id not in asked:
                more = more.with_answer(Place(question.id), data.draw(values(question)))
    assert way.outcome(more) == way.outcome(answers)


@both
def test_what_counts_is_asked_by_the_whole_questionnaire(way: Way) -> None:
    asked = {question.id for section in way.whole.sections for question in section.questions}
    asked |= {
        inner.id
        for section in way.whole.sections
        for one in section.questions
        if isinstance(one, Group)
        for inner in one.questions
    }
    assert way.scheme.questions_used <= asked
    assert way.basis.questions_used <= asked


@both
def test_nothing_that_is_private_counts(way: Way) -> None:
    private = {question.id for section in way.whole.sections if section.private for question in section.questions}
    assert private
    assert not (way.scheme.questions_used | way.basis.questions_used) & private
