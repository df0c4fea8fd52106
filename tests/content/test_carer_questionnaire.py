"""What must stay true of the questions for somebody who looks after an adult, whoever edits their words."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.answers import Answer, Missing
from portal.conditions import holds
from portal.eligibility import Result, load, suggest
from portal.questionnaires.model import Kind, Question
from portal.words import Text, Wording
from tests.content.adult_route import CONTENT, least
from tests.content.carer_route import CARER, QUESTIONS

TEST = load(CONTENT / "carer" / "eligibility.yaml")
LEVELS = ("fine", "hard", "unsafe", "not-without-help")
OUTCOMES = [each for each in QUESTIONS.values() if tuple(option.id for option in each.options) == LEVELS]
POSITION = {question_id: placed.position for question_id, placed in CARER.placed.items()}
PRIVATE = {"more-1", "more-2", "more-3", "more-4"}
EXHAUSTED = {"willing": "less", "health": "worse", "more-1": "mostly", "impact": "big", "food": "hard"}

Facts = dict[str, Answer]


def walk(answers: Facts) -> Facts:
    """Return what somebody is asked, with their answers; where they say nothing of their own, the least."""
    facts: Facts = {}
    for section in CARER.sections:
        if section.ask_when and not holds(section.ask_when, facts):
            continue
        for question in section.questions:
            assert isinstance(question, Question)
            if not question.ask_when or holds(question.ask_when, facts):
                facts[question.id] = answers.get(question.id, least(question))
    return facts


def texts() -> list[Text]:
    found: list[Text | None] = [CARER.title]
    for section in CARER.sections:
        found.append(section.title)
        for each in section.questions:
            assert isinstance(each, Question)
            found.extend([each.text, each.why, each.hint, each.example, each.not_applicable])
            found.extend(words for option in each.options for words in (option.text, option.hint))
    return [each for each in found if each is not None]


@pytest.mark.parametrize(
    ("answers", "fewest", "most"), [({}, 35, 42), (EXHAUSTED, 38, 45), ({"start-with": "worker"}, 9, 14)]
)
def test_the_way_is_short_enough_for_somebody_who_is_worn_out(answers: Facts, fewest: int, most: int) -> None:
    assert fewest <= len(walk(answers)) <= most


def test_willing_and_able_are_asked_apart_and_for_now_and_later() -> None:
    assert POSITION["willing"] < POSITION["able-now"] < POSITION["able-later"]
    why, hint = QUESTIONS["willing"].why, QUESTIONS["willing"].hint
    assert why
    assert hint
    for wording in Wording:
        assert re.search(r"may do less|can do less", hint.in_wording(wording))
        assert "stop" in hint.in_wording(wording)
        assert "choice" in why.in_wording(wording)


def test_nobody_is_called_a_carer_or_told_that_they_care_for() -> None:
    for text in texts():
        for wording in Wording:
            words = text.in_wording(wording).replace("Carer's Allowance", "")
            assert not re.search(r"\bcarers?\b|\bcares? for\b|\bcaring\b", words, re.IGNORECASE), text.key


def test_nothing_sounds_like_blame_or_duty() -> None:
    for text in texts():
        for wording in Wording:
            words = text.in_wording(wording)
            assert not re.search(r"\b(should you|your duty|fault|fail(ed|s)?|cope|burden|neglect)\b", words), text.key


def test_a_helper_never_reads_of_my_or_mine() -> None:
    for text in texts():
        for wording in (Wording.FOR_HELPER, Wording.EASY_FOR_HELPER):
            assert not re.search(r"\b(my|mine|myself|yourself)\b", text.in_wording(wording)), text.key


def test_what_concerns_safety_and_pressure_is_private_and_decides_nothing_else() -> None:
    private = {each.id for section in CARER.sections if section.private for each in section.questions}
    assert private == PRIVATE
    looked_at: set[str] = set()
    for section in CARER.sections:
        looked_at |= section.ask_when.questions if section.ask_when else set()
        for each in section.questions:
            if each.id not in private and each.ask_when:
                looked_at |= each.ask_when.questions
    for _, _, condition in TEST.conditions():
        looked_at |= condition.questions
    assert not looked_at & private


def test_whoever_is_pushed_can_say_how_it_is_safe_to_talk() -> None:
    assert "more-4" not in walk({})
    for answers in ({"more-1": "no"}, {"more-2": "pushed"}, {"more-2": Missing.NOT_SURE}):
        assert {"more-3", "more-4"} <= set(walk(answers))


def test_only_a_name_cannot_be_left_at_not_sure() -> None:
    assert {each.id for each in QUESTIONS.values() if Missing.NOT_SURE not in each.special} == {"name"}
    assert all(Missing.TALK in each.special for each in QUESTIONS.values())


# The test in the law


def test_each_outcome_of_the_law_is_asked_by_one_question_with_its_three_grounds() -> None:
    asked = {outcome.id: {q for _, when in outcome.unable for q in when.questions} for outcome in TEST.outcomes.each}
    assert all(len(questions) == 1 for questions in asked.values())
    assert set().union(*asked.values()) == {each.id for each in OUTCOMES}
    assert len(OUTCOMES) == len(TEST.outcomes.each) == 8
    for outcome in TEST.outcomes.each:
        assert {ground.value for ground, _ in outcome.unable} == {"needs-help", "pain", "danger"}


@pytest.mark.parametrize("outcome", [each.id for each in OUTCOMES])
@pytest.mark.parametrize("level", LEVELS[1:])
def test_one_outcome_out_of_reach_is_enough(outcome: str, level: str) -> None:
    found = suggest(TEST, walk({outcome: level, "impact": "big"}))
    [out_of_reach] = [each.outcome for each in found.each if each.result is Result.MET]
    assert {name for _, when in out_of_reach.unable for name in when.questions} == {outcome}
    assert (found.health, found.result) == (Result.NOT_MET, Result.MET)


@pytest.mark.parametrize("health", ["at-risk", "worse", "much-worse"])
def test_health_at_risk_is_enough_by_itself(health: str) -> None:
    found = suggest(TEST, walk({"health": health, "impact": "big"}))
    assert (found.outcomes, found.effects, found.result) == (Result.NOT_MET, Result.MET, Result.MET)


def test_paid_work_is_left_to_a_worker_and_care_that_is_not_needed_is_a_no() -> None:
    assert suggest(TEST, walk({"paid-for-it": "yes"})).cause is Result.NOT_DECIDED
    assert suggest(TEST, walk({"needs-you": "yes"})).cause is Result.NOT_MET
    assert suggest(TEST, walk({"needs-you": "partly"})).cause is Result.MET


def test_somebody_whose_life_has_not_changed_is_told_no_and_somebody_unsure_is_not() -> None:
    assert suggest(TEST, walk({})).result is Result.NOT_MET
    unsure: Facts = {each.id: Missing.NOT_SURE for each in QUESTIONS.values() if each.kind is Kind.CHOICE}
    assert suggest(TEST, walk({**unsure, "paid-for-it": Missing.TALK, "start-with": "self"})).result is (
        Result.NOT_DECIDED
    )


def any_answer(question: Question) -> st.SearchStrategy[Any]:
    ids = [option.id for option in question.options] or ["yes", "no"]
    extra = [Missing.NOT_APPLICABLE] if question.not_applicable else []
    return st.sampled_from([*ids, *question.special, *extra])


@given(st.fixed_dictionaries({each.id: any_answer(each) for each in QUESTIONS.values() if each.kind is Kind.CHOICE}))
def test_wanting_to_do_less_or_stop_changes_nothing_about_what_the_law_says(answers: Facts) -> None:
    found = {suggest(TEST, {**walk(answers), "willing": willing}).result for willing in ("as-now", "less", "no")}
    assert len(found) == 1
