"""What answers suggest about the three-part test, and what they leave open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.answers import Answer, Missing
from portal.eligibility import Ground, Result, suggest
from portal.eligibility.model import OUTCOMES
from tests.eligibility.samples import TEST

ABLE: dict[str, Answer] = {
    "condition": ("ill",),
    "impact": "big",
    **dict.fromkeys(OUTCOMES, "alone"),
    **{f"{name}-hard": ("none",) for name in OUTCOMES},
}
OPEN = [Missing.UNANSWERED, Missing.NOT_SURE, Missing.TALK, Missing.BLANK]


def test_all_three_parts_met_suggest_that_the_test_is_met() -> None:
    found = suggest(TEST, {**ABLE, "nutrition": "some", "toilet-needs": "full"})
    assert (found.cause, found.outcomes, found.impact) == (Result.MET, Result.MET, Result.MET)
    assert found.result is Result.MET
    assert [each.outcome.id for each in found.each if each.result is Result.MET] == ["nutrition", "toilet-needs"]


def test_one_outcome_out_of_reach_is_not_enough() -> None:
    found = suggest(TEST, {**ABLE, "nutrition": "some"})
    assert (found.outcomes, found.result) == (Result.NOT_MET, Result.NOT_MET)


def test_one_open_outcome_keeps_the_part_open() -> None:
    found = suggest(TEST, {**ABLE, "nutrition": "some", "community": Missing.NOT_SURE})
    assert (found.outcomes, found.result) == (Result.NOT_DECIDED, Result.NOT_DECIDED)


def test_every_ground_found_is_recorded() -> None:
    found = suggest(TEST, {**ABLE, "nutrition": "some", "nutrition-hard": ("pain",), "community-hard": ("pain",)})
    grounds = {each.outcome.id: each.grounds for each in found.each if each.grounds}
    assert grounds == {"nutrition": (Ground.NEEDS_HELP, Ground.PAIN), "community": (Ground.PAIN,)}
    assert found.outcomes is Result.MET


def test_who_can_do_it_but_did_not_say_whether_it_hurts_is_not_decided() -> None:
    found = suggest(TEST, {**ABLE, "nutrition-hard": Missing.UNANSWERED})
    assert found.each[0].result is Result.NOT_DECIDED


def test_a_part_is_not_met_only_by_an_answer_that_says_so() -> None:
    assert suggest(TEST, {**ABLE, "condition": ("none",)}).cause is Result.NOT_MET
    assert suggest(TEST, {**ABLE, "condition": ("other",)}).cause is Result.NOT_DECIDED
    assert suggest(TEST, {**ABLE, "impact": "little"}).impact is Result.NOT_MET


@pytest.mark.parametrize("answer", OPEN)
def test_doubt_decides_nothing_even_where_a_condition_is_turned_round(answer: Missing) -> None:
    doubtful: dict[str, Answer] = dict.fromkeys(("nutrition", "community", "impact", "condition"), answer)
    found = suggest(TEST, {**ABLE, **doubtful})
    assert {found.cause, found.outcomes, found.impact, found.result} == {Result.NOT_DECIDED}


def test_no_answers_at_all_decide_nothing() -> None:
    found = suggest(TEST, dict.fromkeys(ABLE, Missing.UNANSWERED))
    assert {found.cause, found.outcomes, found.impact, found.result} == {Result.NOT_DECIDED}


ANSWERS: st.SearchStrategy[Answer] = st.sampled_from(["alone", "some", "big", "little", ("ill",), ("none",), ("pain",)])


@given(st.fixed_dictionaries(dict.fromkeys(ABLE, st.one_of(ANSWERS, st.sampled_from(OPEN)))), st.data())
def test_what_is_left_open_never_turns_a_result_round(facts: dict[str, Answer], data: st.DataObject) -> None:
    before = suggest(TEST, facts)
    later = {q: data.draw(ANSWERS) if isinstance(answer, Missing) else answer for q, answer in facts.items()}
    after = suggest(TEST, later)
    for part in ("cause", "outcomes", "impact", "result"):
        assert getattr(before, part) in {Result.NOT_DECIDED, getattr(after, part)}
