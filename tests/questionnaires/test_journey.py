"""Where a person is, may go and has been, as their answers have it."""

from datetime import date
from decimal import Decimal

import pytest

from portal.answers import Answer, Missing
from portal.questionnaires.journey import Given, Journey, Place, Progress, SectionState
from portal.questionnaires.loading import load
from tests.questionnaires.samples import SAMPLE, questionnaire_of

QUESTIONNAIRE = load(SAMPLE)
START: dict[str, Answer] = {"first-name": "Ann", "who": "yes"}
BODY: dict[str, Answer] = {"washing": "full", "washing-times": 3, "weekend": "no", "note": Missing.BLANK}


def journey(**answers: Answer) -> Journey:
    return Journey(QUESTIONNAIRE, Given({name.replace("_", "-"): answer for name, answer in answers.items()}))


def journey_of(answers: dict[str, Answer]) -> Journey:
    return Journey(QUESTIONNAIRE, Given(answers))


def with_helper(answers: dict[str, Answer], *hours: object) -> Given:
    given = Given(answers)
    for number, each in enumerate(hours, start=1):
        given = given.with_item("helpers", f"i{number}").with_answer(Place("helper-name", f"i{number}"), "Bo")
        if each is not None:
            given = given.with_answer(Place("helper-hours", f"i{number}"), Decimal(str(each)))
    return given


def test_a_person_begins_at_the_first_question_and_nowhere_else() -> None:
    start = journey_of({})
    assert start.next_place == Place("first-name")
    assert start.can_visit(Place("first-name"))
    assert not start.can_visit(Place("who"))
    assert not start.can_visit(Place("washing"))
    assert start.before(Place("first-name")) is None
    assert not start.complete


def test_sections_open_in_any_order_once_the_first_ones_are_done() -> None:
    half = journey(first_name="Ann")
    assert half.state("body") is SectionState.CANNOT_START
    assert half.state("about-you") is SectionState.IN_PROGRESS
    begun = journey_of(START)
    assert begun.state("about-you") is SectionState.DONE
    assert begun.state("body") is begun.state("safe") is SectionState.NOT_STARTED
    assert begun.can_visit(Place("washing"))
    assert begun.can_visit(Place("safe-now"))
    assert begun.can_visit(Place("helpers"))


def test_a_closed_section_says_which_sections_it_waits_for() -> None:
    assert journey_of({}).waits_for("body") == ("about-you",)
    assert journey_of(START).waits_for("body") == ()
    waiting = questionnaire_of(
        "- {id: one, title: One, questions: [{id: a, kind: yes_no, text: A}]}\n"
        "- {id: two, title: Two, questions: [{id: b, kind: yes_no, text: B, ask_when: {question: a, is: 'yes'}}]}\n"
    )
    assert Journey(waiting, Given({})).waits_for("two") == ("one",)
    assert Journey(waiting, Given({"a": "yes"})).waits_for("two") == ()


def test_within_a_section_the_order_is_that_of_the_file() -> None:
    begun = journey_of({**START, "washing": "full"})
    assert begun.after(Place("washing")) == Place("washing-times")
    assert begun.can_visit(Place("washing-times"))
    assert not begun.can_visit(Place("note"))
    assert begun.before(Place("note")) == Place("washing-times")
    assert begun.next_place == Place("washing-times")


def test_a_question_that_is_not_asked_is_passed_over_and_cannot_be_opened() -> None:
    alone = journey_of({**START, "washing": "alone"})
    assert alone.after(Place("washing")) == Place("note")
    assert not alone.can_visit(Place("washing-times"))
    assert not alone.can_visit(Place("weekend"))
    assert alone.before(Place("note")) == Place("washing")
    assert "washing-times" not in alone.facts


@pytest.mark.parametrize(
    "place", [Place("unheard-of"), Place("washing", "i1"), Place("helper-name"), Place("helper-name", "i9")]
)
def test_a_place_that_is_not_there_cannot_be_opened(place: Place) -> None:
    assert not journey_of(START).can_visit(place)


def test_an_answered_place_may_always_be_opened_again() -> None:
    assert journey_of({**START, "note": "Later"}).can_visit(Place("note"))


def test_an_answer_off_the_route_is_kept_but_not_counted() -> None:
    answers = {**START, **BODY, "washing": "alone"}
    off = journey_of(answers)
    assert "weekend" not in off.facts
    assert "washing-times" not in off.facts
    back = Journey(QUESTIONNAIRE, off.given.with_answer(Place("washing"), "full"))
    assert back.facts["washing-times"] == 3
    assert back.facts["weekend"] == "no"


def test_the_end_of_a_section_leads_to_what_is_still_open_in_it() -> None:
    done = journey_of({**START, **BODY})
    assert done.after(Place("note")) is None
    assert done.state("body") is SectionState.DONE
    gap = journey_of({**START, "washing": "full", "washing-times": 5, "note": "x"})
    assert gap.after(Place("note")) == Place("weekend")


def test_a_section_that_depends_on_an_open_question_cannot_start() -> None:
    questionnaire = questionnaire_of(
        "- {id: one, title: O, questions: [{id: a, kind: yes_no, text: A}]}\n"
        "- {id: two, title: T, ask_when: {question: a, is: yes}, questions: [{id: b, kind: yes_no, text: B}]}\n"
        "- {id: three, title: H, questions: [{id: c, kind: yes_no, text: C}, "
        "{id: d, kind: yes_no, text: D, ask_when: {any: [{question: a, is: yes}, {question: c, is: yes}]}}]}"
    )
    start = Journey(questionnaire, Given())
    assert [start.state(each) for each in ("one", "two", "three")] == ["not-started", "cannot-start", "cannot-start"]
    assert start.facts == dict.fromkeys("abcd", Missing.UNANSWERED)
    no = Journey(questionnaire, Given({"a": "no"}))
    assert [no.state(each) for each in ("one", "two", "three")] == ["done", "not-asked", "not-started"]
    assert "b" not in no.facts
    only_c = Journey(questionnaire, Given({"c": "yes"}))
    assert only_c.state("three") is SectionState.IN_PROGRESS


def test_a_section_whose_items_depend_on_an_open_question_cannot_start() -> None:
    questionnaire = questionnaire_of(
        "- {id: one, title: O, questions: [{id: a, kind: yes_no, text: A}]}\n"
        "- {id: two, title: T, questions: [{id: g, kind: group, text: G, named_by: b, questions: ["
        "{id: b, kind: name, text: B}, {id: c, kind: yes_no, text: C, ask_when: {question: a, is: yes}}]}]}"
    )
    assert Journey(questionnaire, Given()).state("two") is SectionState.CANNOT_START
    assert Journey(questionnaire, Given({"a": "yes"})).state("two") is SectionState.NOT_STARTED


def test_a_section_none_of_whose_questions_is_asked_is_not_asked() -> None:
    questionnaire = questionnaire_of(
        "- {id: one, title: O, questions: [{id: a, kind: yes_no, text: A}]}\n"
        "- {id: two, title: T, questions: [{id: b, kind: yes_no, text: B, ask_when: {question: a, is: yes}}]}"
    )
    assert Journey(questionnaire, Given({"a": "no"})).state("two") is SectionState.NOT_ASKED
    assert Journey(questionnaire, Given({"a": "no"})).complete


def test_progress_counts_what_is_asked_now_and_nothing_private() -> None:
    begun = journey_of({**START, "washing": "full"})
    assert begun.progress("body") == Progress(1, 3)
    assert journey_of({**START, "washing": "alone"}).progress("body") == Progress(1, 2)
    assert journey_of({**START, "safe-now": ("fall",)}).progress("safe") == Progress(0, 0)


def test_private_answers_are_among_no_facts() -> None:
    answered = journey_of({**START, "safe-now": ("fall",)})
    assert "safe-now" not in answered.facts
    assert Place("safe-now") in answered.places


def test_what_a_person_is_unsure_of_is_listed() -> None:
    unsure = journey_of({**START, "washing": Missing.NOT_SURE, "note": Missing.TALK})
    assert unsure.unsure == (Place("washing"), Place("note"))
    assert unsure.state("body") is SectionState.DONE


def test_each_item_of_a_group_has_its_own_way() -> None:
    given = with_helper(START, 5, 30)
    both = Journey(QUESTIONNAIRE, given)
    assert both.after(Place("helper-hours", "i1")) == Place("helpers")
    assert both.after(Place("helper-hours", "i2")) == Place("helper-nights", "i2")
    assert both.before(Place("helper-name", "i1")) == Place("helpers")
    assert both.before(Place("helper-hours", "i1")) == Place("helper-name", "i1")
    assert both.can_visit(Place("helper-nights", "i2"))
    assert not both.can_visit(Place("helper-nights", "i1"))
    assert Place("helper-nights", "i2") in both.places
    assert both.next_place == Place("washing")


def test_a_new_item_is_asked_in_order() -> None:
    added = Journey(QUESTIONNAIRE, Given(START).with_item("helpers", "i1"))
    assert added.can_visit(Place("helper-name", "i1"))
    assert not added.can_visit(Place("helper-hours", "i1"))
    assert added.can_visit(Place("helpers"))


def test_an_item_taken_out_cannot_be_opened_and_does_not_count() -> None:
    given = with_helper(START, 5, 6).without_item("helpers", "i1").with_done("helpers")
    fewer = Journey(QUESTIONNAIRE, given)
    assert not fewer.can_visit(Place("helper-name", "i1"))
    assert fewer.facts["helpers"] == ({"helper-name": "Bo", "helper-hours": Decimal(6)},)


def test_a_group_is_answered_when_its_list_is_said_to_be_complete() -> None:
    given = with_helper(START, 5)
    assert Journey(QUESTIONNAIRE, given).facts["helpers"] is Missing.UNANSWERED
    assert not Journey(QUESTIONNAIRE, given).can_visit(Place("from-day"))
    done = Journey(QUESTIONNAIRE, given.with_done("helpers"))
    assert done.after(Place("helpers")) == Place("from-day")
    assert done.can_visit(Place("from-day"))
    assert done.progress("people") == Progress(3, 5)
    nobody = Journey(QUESTIONNAIRE, Given(START).with_done("helpers"))
    assert nobody.facts["helpers"] == ()


def test_no_more_items_are_added_than_the_group_takes() -> None:
    assert Journey(QUESTIONNAIRE, with_helper(START, 1, 2)).can_add("helpers")
    assert not Journey(QUESTIONNAIRE, with_helper(START, 1, 2, 3)).can_add("helpers")


def test_a_sum_over_items_is_checked_while_they_are_added() -> None:
    full = Journey(QUESTIONNAIRE, with_helper(START, 100, 69))
    assert [each.id for each in full.failing_at(Place("helper-hours", "i2"))] == ["hours-in-a-week"]
    assert [each.id for each in full.failing_at(Place("helper-hours", "i1"))] == ["hours-in-a-week"]
    assert full.failing_at(Place("helper-name", "i2")) == ()
    assert [(each.check.id, each.place) for each in full.failing_checks()] == [
        ("hours-in-a-week", Place("helper-hours", "i2"))
    ]
    assert Journey(QUESTIONNAIRE, with_helper(START, 100, 68, None)).failing_checks() == ()


def test_days_in_the_wrong_order_keep_a_section_open() -> None:
    days = {"from-day": date(2026, 2, 1), "to-day": date(2026, 1, 31)}
    answers = {**START, **BODY, **days, "safe-now": ("none",)}
    wrong = Journey(QUESTIONNAIRE, Given(answers).with_done("helpers"))
    assert wrong.state("people") is SectionState.IN_PROGRESS
    assert wrong.next_place == Place("to-day")
    assert not wrong.complete
    right = Journey(QUESTIONNAIRE, wrong.given.with_answer(Place("to-day"), date(2026, 2, 1)))
    assert right.complete
    assert right.next_place is None
    nobody = Journey(QUESTIONNAIRE, wrong.given.with_answer(Place("who"), "no"))
    assert nobody.failing_checks() == ()
    assert nobody.state("people") is SectionState.NOT_ASKED


def test_a_check_within_one_item_is_shown_at_that_item() -> None:
    questionnaire = questionnaire_of(
        "- {id: s, title: S, questions: [{id: g, kind: group, text: G, named_by: a, questions: ["
        "{id: a, kind: whole_number, text: A}, {id: b, kind: whole_number, text: B}]}]}",
        "checks: [{id: order, order: [a, b], at: b, message: M}, "
        "{id: sum, sum: [{question: a}, {question: b}], at_most: 10, at: b, message: M}]",
    )
    given = Given().with_item("g", "x").with_item("g", "y")
    for place, answer in (("x", (4, 3)), ("y", (4, 7))):
        given = given.with_answer(Place("a", place), answer[0]).with_answer(Place("b", place), answer[1])
    found = Journey(questionnaire, given).failing_checks()
    assert [(each.check.id, each.place.item) for each in found] == [("order", "x"), ("sum", "y")]


def test_a_total_may_be_another_answer() -> None:
    questionnaire = questionnaire_of(
        "- {id: s, title: S, questions: [{id: total, kind: money, text: T}, {id: part, kind: money, text: P}]}",
        "checks: [{id: c, sum: [{question: part}], at_most: {question: total}, at: part, message: M}]",
    )
    assert len(Journey(questionnaire, Given({"total": Decimal(5), "part": Decimal(6)})).failing_checks()) == 1
    assert Journey(questionnaire, Given({"total": Missing.NOT_SURE, "part": Decimal(6)})).failing_checks() == ()


def test_a_long_chain_of_conditions_is_followed_to_its_end() -> None:
    rows = ["{id: q0, kind: yes_no, text: Q}"] + [
        f"{{id: q{number}, kind: yes_no, text: Q, ask_when: {{question: q{number - 1}, is: yes}}}}"
        for number in range(1, 400)
    ]
    questionnaire = questionnaire_of("- {id: s, title: S, questions: [" + ", ".join(rows) + "]}")
    answers: dict[str, Answer] = {f"q{number}": "yes" for number in range(399)}
    assert Journey(questionnaire, Given(answers)).can_visit(Place("q399"))
    assert not Journey(questionnaire, Given({**answers, "q0": "no"})).can_visit(Place("q399"))
