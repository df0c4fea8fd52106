"""What must stay true of the adult questionnaire, whoever edits its words."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.answers import Missing
from portal.conditions import Condition, holds, read_condition
from portal.files import Complaint, Node, read_yaml
from portal.questionnaires.model import Group, Kind, Question
from portal.words import Text, Wording
from tests.content.adult_route import (
    ADULT,
    AFTER_A_STROKE,
    CONTENT,
    LIVING_WITH_DEMENTIA,
    NEEDS_HELP_WITH_ALL,
    NEEDS_LITTLE,
    SUPPORTED_AND_NEEDING_MORE,
    UNSURE_OF_ALL,
    WANTS_A_WORKER_TO_ASK,
    Person,
    questions,
    walk,
)

LEVELS = ("alone", "hard", "prompt", "some", "full")
NEEDS = [each for each in questions() if tuple(option.id for option in each.options) == LEVELS]
QUESTIONS = {each.id: each for each in questions()}
POSITION = {question_id: placed.position for question_id, placed in ADULT.placed.items()}
ELIGIBILITY = read_yaml(CONTENT / "adult" / "eligibility.yaml").fields()
OUTCOMES = {each.fields()["id"].text(): each.fields() for each in ELIGIBILITY["outcomes"].fields()["each"].items()}


def condition(node: Node) -> Condition:
    complaints: list[Complaint] = []
    read = read_condition(node, complaints)
    assert complaints == []
    assert read is not None
    return read


def texts() -> list[Text]:
    """Return every text of the questionnaire that a person may read."""
    found: list[Text | None] = [ADULT.title, *(check.message for check in ADULT.checks)]
    for section in ADULT.sections:
        found.append(section.title)
        for each, _ in section.each():
            found.extend([each.text, each.why, each.hint, each.example])
            if isinstance(each, Group):
                found.extend([each.add, each.item])
            else:
                found.extend([each.not_applicable, each.unit])
                found.extend(words for option in each.options for words in (option.text, option.hint))
    return [each for each in found if each is not None]


# The length of the way


@pytest.mark.parametrize(
    ("person", "fewest", "most"),
    [
        (NEEDS_LITTLE, 35, 45),
        (AFTER_A_STROKE, 45, 55),
        (LIVING_WITH_DEMENTIA, 45, 60),
        (SUPPORTED_AND_NEEDING_MORE, 45, 55),
        (NEEDS_HELP_WITH_ALL, 55, 70),
        (WANTS_A_WORKER_TO_ASK, 10, 15),
    ],
)
def test_the_way_is_as_long_as_the_needs_are_many(person: Person, fewest: int, most: int) -> None:
    pages, _ = walk(person)
    assert fewest <= len(pages) <= most


def test_every_question_is_asked_of_someone() -> None:
    hard = Person({need.id: "hard" for need in NEEDS} | {"children": "yes", "work-wish": "want"})
    other_answers = Person({"answers-by": "other", "language": "other"})
    people = (AFTER_A_STROKE, SUPPORTED_AND_NEEDING_MORE, NEEDS_HELP_WITH_ALL, UNSURE_OF_ALL, hard, other_answers)
    assert set(ADULT.placed) == {page for person in people for page in walk(person)[0]}


def test_someone_who_wants_a_worker_to_ask_is_asked_no_needs() -> None:
    pages, facts = walk(WANTS_A_WORKER_TO_ASK)
    assert not {need.id for need in NEEDS} & set(pages)
    assert facts["more-1"] == "yes"


# How needs are asked


def test_every_scored_need_offers_the_five_levels_and_both_ways_out() -> None:
    assert len(NEEDS) == 17
    for need in NEEDS:
        assert need.special == (Missing.NOT_SURE, Missing.TALK)


def test_needs_are_asked_as_if_nobody_helped() -> None:
    for need in NEEDS:
        if need.id != "thinking-help":
            assert need.text.standard.startswith("If nobody helped you, could you ")
            assert need.text.in_wording(Wording.FOR_HELPER).startswith("If nobody helped them, could they ")


def test_who_helps_is_asked_after_every_need() -> None:
    assert max(POSITION[need.id] for need in NEEDS) < POSITION["nights"] < POSITION["has-help"]


def test_only_a_name_cannot_be_left_at_not_sure() -> None:
    kept = {each.id for each in questions() if Missing.NOT_SURE not in each.special}
    assert kept == {"name", "helper-name"}
    assert all(Missing.TALK in each.special for each in questions())


def test_not_being_sure_never_hides_a_question_about_a_need() -> None:
    asked = set(walk(UNSURE_OF_ALL)[0])
    assert {"two-people", "trips", "thinking-help", "left-alone", "distress", "nights-count"} <= asked
    assert {"work", "children-care", "more-2", "more-4", "people-who-help"} <= asked


def test_a_need_that_is_hard_is_asked_why() -> None:
    for need in NEEDS:
        if need.id in {"medicines", "thinking-help"}:
            continue
        _, easy = walk(Person({need.id: "alone", "children": "yes", "work-wish": "want"}))
        _, hard = walk(Person({need.id: "hard", "children": "yes", "work-wish": "want"}))
        found = [each for each in set(hard) - set(easy) if each.endswith("-hard")]
        assert len(found) == 1
        assert QUESTIONS[found[0]].option_ids == {"pain", "longer", "danger", "anxious", "other"}


# What is private


def test_staying_safe_is_private_and_decides_nothing_else() -> None:
    private = {each.id for section in ADULT.sections if section.private for each in section.questions}
    assert private == {"more-1", "more-2", "more-3", "more-4"}
    looked_at: set[str] = set()
    for section in ADULT.sections:
        looked_at |= section.ask_when.questions if section.ask_when else set()
        for each, _ in section.each():
            if each.id not in private and each.ask_when:
                looked_at |= each.ask_when.questions
    for outcome in OUTCOMES.values():
        looked_at |= condition(outcome["able"]).questions
    assert not looked_at & private


def test_a_helper_is_not_asked_what_is_private() -> None:
    assert "more-1" not in walk(LIVING_WITH_DEMENTIA)[0]


# The words


def test_every_wording_says_that_a_number_must_be_safe_to_ring() -> None:
    phone = QUESTIONS["phone"]
    assert phone.hint
    for wording in Wording:
        assert "safe to ring" in phone.text.in_wording(wording)
        assert "if no number is safe" in phone.hint.in_wording(wording)


def test_nobody_is_told_that_a_safety_worker_talks_with_everyone() -> None:
    hint = QUESTIONS["more-1"].hint
    assert hint
    for wording in Wording:
        assert "do not feel safe" in hint.in_wording(wording)


def test_no_sentence_is_longer_than_its_wording_allows() -> None:
    for text in texts():
        for wording in Wording:
            most = 15 if wording.is_easy else 25
            for sentence in re.split(r"(?<=[.?!])\s+", text.in_wording(wording)):
                assert len(sentence.split()) <= most, (text.key, wording, sentence)


def test_a_helper_never_reads_of_my_or_mine() -> None:
    for text in texts():
        for wording in (Wording.FOR_HELPER, Wording.EASY_FOR_HELPER):
            words = text.in_wording(wording).replace("Count yourself", "")
            assert not re.search(r"\b(my|mine|myself|yourself)\b", words), text.key


def test_words_that_citizens_stumble_over_are_not_used() -> None:
    avoided = re.compile(r"portal|package|service user|eligible|front door|and/or|\be\.g|\bi\.e", re.IGNORECASE)
    for text in texts():
        for wording in Wording:
            assert not avoided.search(text.in_wording(wording)), text.key


def test_a_name_stands_only_at_the_start_of_a_question() -> None:
    for text in texts():
        for wording in Wording:
            words = text.in_wording(wording)
            assert "{" not in words.removeprefix("{helper-name}: "), text.key


def test_each_text_says_why_and_each_picture_is_there() -> None:
    pictures = set(read_yaml(CONTENT / "pictures.yaml").fields())
    for section in ADULT.sections:
        assert section.picture in pictures
        for each, _ in section.each():
            assert each.why is not None
            assert each.picture in pictures
            if isinstance(each, Question) and each.kind is not Kind.YES_NO:
                assert {option.picture for option in each.options} <= pictures


# The test in the law


def test_the_ten_outcomes_of_the_law_are_there_with_all_four_grounds() -> None:
    assert len(OUTCOMES) == 10
    for outcome in OUTCOMES.values():
        grounds = {each.fields()["ground"].text() for each in outcome["unable"].items()}
        assert grounds == {"needs-help", "pain", "danger", "much-longer"}


def decide(outcome: dict[str, Node], facts: dict[str, Any]) -> tuple[bool, bool]:
    """Return whether an outcome is found out of reach, and whether it is found within reach."""
    unable = any(holds(condition(each.fields()["when"]), facts) for each in outcome["unable"].items())
    return unable, holds(condition(outcome["able"]), facts) is True


def test_somebody_who_is_unsure_is_told_neither_yes_nor_no() -> None:
    _, facts = walk(UNSURE_OF_ALL)
    assert {decide(outcome, facts) for outcome in OUTCOMES.values()} == {(False, False)}


def test_somebody_who_wants_a_worker_to_ask_is_told_neither_yes_nor_no() -> None:
    _, facts = walk(WANTS_A_WORKER_TO_ASK)
    assert {decide(outcome, facts) for outcome in OUTCOMES.values()} == {(False, False)}


def test_somebody_who_needs_nothing_reaches_every_outcome() -> None:
    _, facts = walk(Person({"work-wish": "no"}))
    assert {decide(outcome, facts) for outcome in OUTCOMES.values()} == {(False, True)}


def test_pain_danger_and_time_count_without_help() -> None:
    _, facts = walk(NEEDS_LITTLE)
    unable = {name for name, outcome in OUTCOMES.items() if decide(outcome, facts)[0]}
    assert unable == {"nutrition", "habitable-home"}


def test_help_that_is_given_now_takes_no_outcome_away() -> None:
    with_help = walk(Person(AFTER_A_STROKE.answers, helpers=3))[1]
    without = walk(Person({**AFTER_A_STROKE.answers, "has-help": "no"}))[1]
    assert [decide(each, with_help) for each in OUTCOMES.values()] == [
        decide(each, without) for each in OUTCOMES.values()
    ]


def any_answer(question: Question) -> st.SearchStrategy[Any]:
    """Return every answer that one question of the ten outcomes can take."""
    ids = [option.id for option in question.options] or ["yes", "no"]
    values = st.sampled_from(ids)
    picked = st.lists(values, min_size=1, unique=True).map(tuple) if question.kind == "choices" else values
    return st.sampled_from(question.special) | picked


@given(st.fixed_dictionaries({each.id: any_answer(each) for each in questions() if each.kind.has_options}))
def test_no_outcome_is_ever_both_within_and_out_of_reach(answers: dict[str, Any]) -> None:
    _, facts = walk(Person(answers))
    for outcome in OUTCOMES.values():
        assert decide(outcome, facts) != (True, True)
