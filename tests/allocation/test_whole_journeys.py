"""From answers on the route of the adults' own questions to a budget, whatever is answered."""

from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.allocation.basis import indicative_budget, load_basis
from portal.allocation.loading import load as load_scheme
from portal.allocation.model import Budget, Reason, Refusal
from portal.answers import Answer, Missing
from portal.questionnaires.answers_given import Given, Place
from portal.questionnaires.journey import Journey
from portal.questionnaires.loading import load as load_questionnaire
from portal.questionnaires.model import Group, Kind, Question
from tests.allocation.schemes import ADULT, DAY

SCHEME = load_scheme(ADULT / "allocation" / "2026-04-01.yaml")
BASIS = load_basis(ADULT / "basis.yaml")
WHOLE = load_questionnaire(ADULT / "questionnaire.yaml")
COUNTED = WHOLE.only(SCHEME.questions_used | BASIS.questions_used)
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


def gone_through(draw: st.DrawFn, *, unsure: bool) -> Given:
    """A journey to its end, each question answered as it comes."""
    answers = Given()
    while place := Journey(COUNTED, answers).next_place:
        question = COUNTED.find(place.question)
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
def sure(draw: st.DrawFn) -> Given:
    """Answers without any 'not sure'."""
    return gone_through(draw, unsure=False)


@st.composite
def perhaps_unsure(draw: st.DrawFn) -> Given:
    """Answers with a 'not sure', 'rather talk' or 'does not apply' here and there."""
    return gone_through(draw, unsure=True)


def outcome(answers: Given) -> Budget | Refusal:
    return indicative_budget(BASIS, SCHEME, Journey(COUNTED, answers).facts, DAY)


@thorough
@given(answers=sure())
def test_whoever_answers_everything_gets_a_figure_or_a_worker_they_asked_for(answers: Given) -> None:
    found = outcome(answers)
    if isinstance(found, Refusal):
        assert found.reason is Reason.A_PERSON_DECIDES
        assert answers.answer(Place("start-with")) == "worker"
    else:
        assert found.basis is not None
        assert found.headline.figure >= 0
        assert found.withheld == ()


@thorough
@given(answers=perhaps_unsure())
def test_a_refusal_names_only_questions_that_are_asked_and_not_sure(answers: Given) -> None:
    journey = Journey(COUNTED, answers)
    found = outcome(answers)
    if isinstance(found, Refusal) and found.reason is not Reason.A_PERSON_DECIDES:
        assert found.reason is Reason.NOT_SURE
        assert found.questions
        unsure = {place.question for place in journey.unsure}
        assert {question for question, _ in found.questions} <= unsure


@thorough
@given(answers=sure(), data=st.data())
def test_answers_off_the_route_never_count(answers: Given, data: st.DataObject) -> None:
    asked = {place.question for place in Journey(COUNTED, answers).places}
    more = answers
    for section in COUNTED.sections:
        for question in section.questions:
            if isinstance(question, Question) and question.id not in asked:
                more = more.with_answer(Place(question.id), data.draw(values(question)))
    assert outcome(more) == outcome(answers)


def test_what_counts_is_asked_by_the_whole_questionnaire() -> None:
    asked = {question.id for section in WHOLE.sections for question in section.questions}
    asked |= {
        inner.id
        for section in WHOLE.sections
        for one in section.questions
        if isinstance(one, Group)
        for inner in one.questions
    }
    assert SCHEME.questions_used <= asked
    assert BASIS.questions_used <= asked


def test_nothing_that_is_private_counts() -> None:
    private = {question.id for section in WHOLE.sections if section.private for question in section.questions}
    assert private
    assert not (SCHEME.questions_used | BASIS.questions_used) & private
