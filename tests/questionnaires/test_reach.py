"""The rules about what can be reached never accuse a way that somebody can take."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.conditions import AnyOf, Not, holds
from portal.questionnaires.answers_given import Given
from portal.questionnaires.journey import Journey
from portal.questionnaires.lint_sense import SENSE
from portal.questionnaires.model import Question, Questionnaire
from portal.questionnaires.reach import can_hold
from portal.questionnaires.rules import conditions
from tests.questionnaires.samples import questionnaire_of
from tests.questionnaires.strategies import answers_to, questionnaires

IMPOSSIBLE = ("contradictory-condition", "unreachable-question", "asked-of-nobody")


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(questionnaires(), st.data())
def test_what_somebody_is_asked_is_never_called_unreachable(questionnaire: Questionnaire, data: st.DataObject) -> None:
    answers = {
        question_id: data.draw(answers_to(placed.question))
        for question_id, placed in questionnaire.placed.items()
        if isinstance(placed.question, Question) and placed.group is None
    }
    journey = Journey(questionnaire, Given(answers))
    asked = {place.question for place in journey.places}
    asked |= {questionnaire.section_of(question).id for question in asked}
    accused = {
        complaint.where.split()[1] for code in IMPOSSIBLE for complaint in SENSE.rules[code].complaints(questionnaire)
    }
    assert asked.isdisjoint(accused)
    needless = {each.where.split()[1] for each in SENSE.rules["needless-condition"].complaints(questionnaire)}
    failed = {owner.id for owner, condition in conditions(questionnaire) if holds(condition, journey.facts) is False}
    inside = {each for each, placed in questionnaire.placed.items() if placed.group}
    assert (failed - inside).isdisjoint(needless)


def test_a_condition_over_several_choices_can_want_one_without_the_other() -> None:
    questionnaire = questionnaire_of(
        "- {id: s, title: S, questions: [{id: a, kind: choices, text: A, options: "
        "[{id: x, text: X}, {id: y, text: Y}, {id: none, text: None, exclusive: true}]}]}"
    )
    x, y, none = (AnyOf("a", (each,)) for each in ("x", "y", "none"))
    assert can_hold(questionnaire, [x, y])
    assert can_hold(questionnaire, [x, Not(y)])
    assert not can_hold(questionnaire, [x, none])


def test_many_questions_are_searched_without_trying_everything() -> None:
    rows = ", ".join(
        f"{{id: a{each}, kind: choice, text: A, options: [{{id: x, text: X}}, {{id: y, text: Y}}, {{id: z, text: Z}}]}}"
        for each in range(30)
    )
    questionnaire = questionnaire_of(f"- {{id: s, title: S, questions: [{rows}]}}")
    assert can_hold(questionnaire, [AnyOf(f"a{each}", ("z",)) for each in range(30)])


def test_a_condition_that_holds_only_where_its_question_is_not_asked_is_no_contradiction() -> None:
    questionnaire = questionnaire_of(
        "- {id: s, title: S, questions: [{id: a, kind: yes_no, text: A}, "
        "{id: b, kind: whole_number, text: B, at_least: 0, special: [], ask_when: {question: a, is: 'yes'}}, "
        "{id: c, kind: yes_no, text: C, ask_when: {not: {question: b, at_least: 0}}}]}"
    )
    rule = SENSE.rules["contradictory-condition"]
    assert [each.where for each in rule.complaints(questionnaire)] == []
