"""What people type, what is made of it, and what is refused with which reason."""

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.answers import Address, Answer, Missing
from portal.questionnaires.kinds import READINGS, Problem, ProblemCode, read, restored, stored
from portal.questionnaires.model import Kind, Question
from tests.questionnaires.samples import questionnaire_of

TODAY = date(2026, 11, 21)


def question_of(kind: str, more: str = "") -> Question:
    options = (
        "options: [{id: a, text: A}, {id: b, text: B}, {id: none, text: None, exclusive: true}], "
        if kind in ("choice", "choices")
        else ""
    )
    fields = f"{{id: x, kind: {kind}, text: X, {options}{more}}}"
    found = questionnaire_of(f"- {{id: s, title: S, questions: [{fields}]}}").find("x")
    assert isinstance(found, Question)
    return found


def read_one(kind: str, words: str, more: str = "") -> Answer | Problem:
    return read(question_of(kind, more), {"answer": [words]}, TODAY)


def code(answer: Answer | Problem) -> ProblemCode:
    assert isinstance(answer, Problem)
    return answer.code


@pytest.mark.parametrize(
    ("kind", "words", "answer"),
    [
        ("choice", "a", "a"),
        ("choice", "not-sure", Missing.NOT_SURE),
        ("yes_no", "no", "no"),
        ("text", "  My \x00sister\u202e ", "My sister"),
        ("text", "\ud800", "\ufffd"),
        ("text", "<script>", "<script>"),
        ("long_text", "One\r\n\r\nTwo ", "One\n\nTwo"),
        ("whole_number", "1,000", 1000),
        ("whole_number", "1 000", 1000),
        ("whole_number", "１２", 12),
        ("whole_number", "٣", 3),
        ("whole_number", "12.00", 12),
        ("whole_number", " +7 ", 7),
        ("decimal", "2.25", Decimal("2.25")),
        ("decimal", ".5", Decimal("0.5")),
        ("money", "£1,000", Decimal("1000.00")),
        ("money", "£ 12.5", Decimal("12.50")),
        ("money", "￡１２", Decimal("12.00")),
        ("name", "Seán O’Neill-Ó Súilleabháin", "Seán O’Neill-Ó Súilleabháin"),
        ("email", " Ann@Example.ORG ", "Ann@example.org"),
        ("phone", "020 7946 0018", "020 7946 0018"),
        ("phone", "+44 (0)7700 900 123", "07700 900123"),
        ("phone", "０７７００ ９００１２３", "07700 900123"),
        ("phone", "+48 22 123 45 67", "+48 22 123 45 67"),
        ("postcode", "wa88qf", "WA8 8QF"),
        ("postcode", " w1a-1hq ", "W1A 1HQ"),
    ],
)
def test_an_answer_is_taken_as_people_write_it(kind: str, words: str, answer: Answer) -> None:
    assert read_one(kind, words) == answer


@pytest.mark.parametrize(
    ("kind", "words", "problem"),
    [
        ("choice", "", "nothing"),
        ("choice", "z", "not-offered"),
        ("yes_no", "maybe", "not-offered"),
        ("text", " \x00\u202e ", "nothing"),
        ("text", "x" * 201, "too-long"),
        ("long_text", "x" * 10_000_000, "too-long"),
        ("whole_number", "1.5", "not-whole"),
        ("whole_number", "1,5", "not-a-number"),
        ("whole_number", "1 2", "not-a-number"),
        ("whole_number", "NaN", "not-a-number"),
        ("whole_number", "1e9", "not-a-number"),
        ("whole_number", "Infinity", "not-a-number"),
        ("whole_number", "-1", "too-small"),
        ("whole_number", "9" * 50, "too-large"),
        ("whole_number", "9" * 10_000_000, "not-a-number"),
        ("whole_number", "½", "not-a-number"),
        ("whole_number", "£5", "not-a-number"),
        ("decimal", "1.2345", "too-precise"),
        ("decimal", ".", "not-a-number"),
        ("money", "1.005", "too-precise"),
        ("money", "plenty", "not-a-number"),
        ("money", "−5", "too-small"),
        ("name", "x" * 201, "too-long"),
        ("email", "ann@", "not-an-email"),
        ("email", "a\x00@b@c", "not-an-email"),
        ("phone", "12", "not-a-phone"),
        ("phone", "ring me", "not-a-phone"),
        ("phone", "0" * 10_000_000, "not-a-phone"),
        ("postcode", "W", "not-a-postcode"),
        ("postcode", "12345", "not-a-postcode"),
        ("postcode", "W1A 1HQ" + " " * 1000, "not-a-postcode"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_its_reason(kind: str, words: str, problem: str) -> None:
    assert code(read_one(kind, words)) == problem


def test_limits_are_kept_and_named() -> None:
    assert read_one("whole_number", "22", "at_most: 21") == Problem(ProblemCode.TOO_LARGE, values={"most": "21"})
    assert read_one("money", "4.99", "at_least: 5") == Problem(ProblemCode.TOO_SMALL, values={"least": "5"})
    assert read_one("decimal", "-2", "at_least: -3") == Decimal(-2)
    too_long = read_one("text", "four", "most: 3")
    assert too_long == Problem(ProblemCode.TOO_LONG, values={"most": "3", "length": "4"})


def test_several_choices_come_in_the_order_of_the_file() -> None:
    question = question_of("choices")
    assert read(question, {"answer": ["b", "a", "b"]}, TODAY) == ("a", "b")
    assert read(question, {"answer": ["none"]}, TODAY) == ("none",)


def test_none_of_these_cannot_stand_beside_another_choice() -> None:
    refused = read(question_of("choices"), {"answer": ["a", "none"]}, TODAY)
    assert refused == Problem(ProblemCode.EXCLUSIVE, values={"option": "none"})


def test_two_answers_to_one_choice_are_refused() -> None:
    assert code(read(question_of("choice"), {"answer": ["a", "b"]}, TODAY)) is ProblemCode.TWO_ANSWERS
    assert code(read(question_of("choices"), {"answer": ["a", "not-sure"]}, TODAY)) is ProblemCode.TWO_ANSWERS


def test_something_typed_beside_not_sure_is_never_lost_in_silence() -> None:
    question = question_of("money")
    both = {"answer": ["12"], "instead": ["not-sure"]}
    assert read(question, both, TODAY) == Problem(ProblemCode.TWO_ANSWERS, "instead")
    assert read(question, {"answer": [""], "instead": ["talk"]}, TODAY) is Missing.TALK
    assert code(read(question, {"instead": ["talk", "not-sure"]}, TODAY)) is ProblemCode.TWO_ANSWERS
    assert code(read(question, {"instead": ["not-applicable"]}, TODAY)) is ProblemCode.NOT_OFFERED


def test_does_not_apply_is_taken_only_where_it_is_offered() -> None:
    offered = question_of("date", "not_applicable: It never began")
    assert read(offered, {"instead": ["not-applicable"]}, TODAY) is Missing.NOT_APPLICABLE
    assert code(read(question_of("choice", "special: []"), {"answer": ["not-sure"]}, TODAY)) is ProblemCode.NOT_OFFERED


def test_a_question_that_may_be_left_out_takes_nothing_as_blank() -> None:
    for kind in Kind:
        if kind is not Kind.GROUP:
            assert read(question_of(kind, "optional: true"), {}, TODAY) is Missing.BLANK
            assert code(read(question_of(kind), {}, TODAY)) is ProblemCode.NOTHING


def day(day_: str, month: str, year: str, more: str = "") -> Answer | Problem:
    typed = {"answer-day": [day_], "answer-month": [month], "answer-year": [year]}
    return read(question_of("date", more), typed, TODAY)


@pytest.mark.parametrize("month", ["2", "02", "Feb", "february", "FEB.", "２", "Chwefror"])
def test_a_month_may_be_a_number_or_a_name(month: str) -> None:
    assert day("29", month, "2024") == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("parts", "problem", "field"),
    [
        (("29", "2", "2023"), "not-a-day", "answer-day"),
        (("1", "13", "2023"), "not-a-day", "answer-month"),
        (("1", "Smarch", "2023"), "not-a-day", "answer-month"),
        (("-1", "1", "2023"), "not-a-day", "answer-day"),
        (("1", "1", "0000"), "not-a-day", "answer-day"),
        (("1", "1", "99999"), "not-a-day", "answer-year"),
        (("1", "1", "26"), "short-year", "answer-year"),
        (("1", "", "2023"), "part-missing", "answer-month"),
        (("", "", "2023"), "part-missing", "answer-day"),
        (("9" * 5000, "1", "2023"), "not-a-day", "answer-day"),
    ],
)
def test_a_day_that_does_not_exist_names_the_part_that_is_wrong(
    parts: tuple[str, str, str], problem: str, field: str
) -> None:
    refused = day(*parts)
    assert isinstance(refused, Problem)
    assert (refused.code, refused.field) == (problem, field)


def test_days_are_kept_within_their_limits() -> None:
    assert day("21", "11", "2026", "at_most: today") == TODAY
    assert code(day("22", "11", "2026", "at_most: today")) is ProblemCode.TOO_LATE
    assert code(day("1", "1", "2019", "at_least: 2020-01-01")) is ProblemCode.TOO_EARLY


def test_an_address_needs_a_line_a_town_and_a_postcode() -> None:
    question = question_of("address")
    typed = {"answer-line1": ["1 High St"], "answer-town": ["Widnes"], "answer-postcode": ["wa8 8qf"]}
    assert read(question, typed, TODAY) == Address(("1 High St",), "Widnes", "WA8 8QF")
    assert read(question, {**typed, "answer-line2": ["Flat 2"]}, TODAY) == Address(
        ("1 High St", "Flat 2"), "Widnes", "WA8 8QF"
    )
    missing = read(question, {**typed, "answer-town": [""]}, TODAY)
    assert missing == Problem(ProblemCode.PART_MISSING, "answer-town", {"missing": "town"})
    wrong = read(question, {**typed, "answer-postcode": ["x"]}, TODAY)
    assert wrong == Problem(ProblemCode.NOT_A_POSTCODE, "answer-postcode")


def test_every_kind_that_is_typed_has_a_reading() -> None:
    assert set(READINGS) | {kind for kind in Kind if kind.has_options} | {Kind.GROUP} == set(Kind)


@pytest.mark.parametrize(
    ("kind", "kept"),
    [
        ("choice", "gone"),
        ("choice", ["a"]),
        ("choices", ["a", "gone"]),
        ("choices", []),
        ("whole_number", "12"),
        ("whole_number", True),
        ("money", "NaN"),
        ("money", "1.001"),
        ("decimal", "lots"),
        ("date", "2026-02-30"),
        ("address", {"town": "Widnes"}),
        ("text", 7),
        ("text", {"missing": "blank"}),
        ("text", {"missing": "not-applicable"}),
        ("text", {"missing": []}),
    ],
)
def test_an_answer_that_no_longer_fits_is_asked_for_again(kind: str, kept: object) -> None:
    assert restored(question_of(kind), kept) is Missing.UNANSWERED


def test_a_number_outside_new_limits_is_asked_for_again() -> None:
    question = question_of("whole_number", "at_most: 21")
    assert restored(question, 21) == 21
    assert restored(question, 22) is Missing.UNANSWERED
    assert restored(question_of("money", "at_least: 5"), "4.99") is Missing.UNANSWERED


ANYTHING = st.one_of(
    st.text(),
    st.text(alphabet=st.characters(codec=None), max_size=20),
    st.sampled_from(["a", "b", "none", "not-sure", "talk", "1", "12.50", "£1,000", "2024", "wa8 8qf", "a@example.org"]),
    st.from_regex(r"\A[0-9]{1,8}\Z"),
)
FIELD = st.sampled_from(
    ["answer", "instead", "answer-day", "answer-month", "answer-year", "answer-line1", "answer-town", "answer-postcode"]
)
QUESTIONS = [question_of(kind) for kind in Kind if kind is not Kind.GROUP]


@given(st.sampled_from(QUESTIONS), st.dictionaries(FIELD, st.lists(ANYTHING, max_size=2)))
def test_whatever_is_typed_is_kept_unchanged_or_refused(question: Question, typed: dict[str, list[str]]) -> None:
    answer = read(question, typed, TODAY)
    if not isinstance(answer, Problem):
        kept = json.loads(json.dumps(stored(answer)).encode("utf-8"))
        assert restored(question, kept) == answer
        assert answer is not Missing.UNANSWERED
