"""When a condition holds, does not hold, and cannot yet be decided."""

from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.answers import Answer, Facts, Missing
from portal.conditions import AllOf, Answered, AnyOf, Between, Condition, Not, OneOf, holds, read_condition
from portal.files import Complaint, parse_yaml

FACTS: Facts = {
    "washing": "some",
    "pets": ("cat", "dog"),
    "hours": 12,
    "rent": Decimal("80.50"),
    "people": ({"name": "Ann"}, {"name": "Bo"}),
    "later": Missing.UNANSWERED,
    "health": Missing.NOT_SURE,
    "note": Missing.BLANK,
    "typed": "not-sure",
}


def read(words: str) -> Condition:
    complaints: list[Complaint] = []
    condition = read_condition(parse_yaml(words, "a.yaml"), complaints)
    assert complaints == []
    assert condition is not None
    return condition


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("{question: washing, is: some}", True),
        ("{question: washing, is: full}", False),
        ("{question: washing, any_of: [some, full]}", True),
        ("{question: pets, any_of: [dog, fish]}", True),
        ("{question: pets, is: fish}", False),
        ("{question: hours, at_least: 12}", True),
        ("{question: hours, at_most: 11.5}", False),
        ("{question: rent, at_least: 80.5, at_most: 81}", True),
        ("{question: hours, is: 12}", True),
        ("{question: hours, is: 12.0}", True),
        ("{question: hours, is: '12'}", True),
        ("{question: hours, is: 13}", False),
        ("{question: hours, any_of: [1, 12]}", True),
        ("{question: rent, is: 80.5}", True),
        ("{question: rent, is: banana}", False),
        ("{not: {question: rent, is: 0}}", True),
        ("{question: later, is: 12}", None),
        ("{question: people, is: 2}", False),
        ("{question: people, at_least: 2}", True),
        ("{question: people, at_most: 1}", False),
        ("{question: washing, at_least: 1}", False),
        ("{question: washing, answered: true}", True),
        ("{question: washing, answered: false}", False),
        ("{question: health, answered: true}", False),
        ("{question: note, is: blank}", True),
        ("{question: health, is: not-sure}", True),
        ("{question: health, at_least: 1}", False),
        ("{question: typed, is: not-sure}", False),
        ("{question: later, is: x}", None),
        ("{question: later, answered: true}", None),
        ("{question: later, at_least: 1}", None),
        ("{question: absent, is: x}", False),
        ("{question: absent, at_most: 3}", False),
        ("{not: {question: absent, is: x}}", True),
        ("{not: {question: later, is: x}}", None),
        ("{all: [{question: washing, is: some}, {question: later, is: x}]}", None),
        ("{all: [{question: washing, is: full}, {question: later, is: x}]}", False),
        ("{any: [{question: washing, is: some}, {question: later, is: x}]}", True),
        ("{any: [{question: washing, is: full}, {question: later, is: x}]}", None),
    ],
)
def test_a_condition_is_decided_as_far_as_the_answers_go(words: str, *, expected: bool | None) -> None:
    assert holds(read(words), FACTS) is expected


def test_a_condition_names_its_questions_and_reads_aloud() -> None:
    condition = read("{all: [{question: a, is: x}, {any: [{question: b, at_least: 2}, {not: {question: c, is: y}}]}]}")
    assert condition.questions == {"a", "b", "c"}
    assert condition.describe() == "a is x and (b is at least 2 or not c is y)"
    assert Answered("a").describe() == "a is answered"


@pytest.mark.parametrize(
    "words",
    [
        "{question: a}",
        "{is: x}",
        "{question: a, is: x, not: {question: b, is: y}}",
        "{all: [], any: []}",
        "{all: []}",
        "{question: a, any_of: []}",
        "{question: a, equals: x}",
        "{question: a, at_least: lots}",
        "{not: {question: a}}",
        "[a]",
        "a == 'x'",
    ],
)
def test_a_condition_that_cannot_be_understood_is_a_complaint(words: str) -> None:
    complaints: list[Complaint] = []
    assert read_condition(parse_yaml(words, "a.yaml"), complaints, "question b") is None
    assert complaints
    assert all(each.what and each.cure and each.where == "question b" for each in complaints)


QUESTIONS = st.sampled_from(["a", "b", "c"])
LEAVES = st.one_of(
    st.builds(AnyOf, QUESTIONS, st.lists(st.sampled_from(["x", "y", "not-sure"]), min_size=1).map(tuple)),
    st.builds(Answered, QUESTIONS),
    st.builds(Between, QUESTIONS, st.just(Decimal(1)), st.just(Decimal(2))),
)
CONDITIONS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(AllOf, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(OneOf, st.lists(inner, min_size=1, max_size=3).map(tuple)),
    ),
    max_leaves=6,
)
KNOWN: st.SearchStrategy[Answer] = st.sampled_from(["x", "y", 1, 3, ("x", "y"), Missing.NOT_SURE, Missing.BLANK])
ANSWERS = st.dictionaries(QUESTIONS, st.one_of(KNOWN, st.just(Missing.UNANSWERED)))


@given(CONDITIONS, ANSWERS, st.data())
def test_what_is_decided_stays_so_whatever_is_answered_next(
    condition: Condition, facts: dict[str, Answer], data: st.DataObject
) -> None:
    decided = holds(condition, facts)
    later = {q: data.draw(KNOWN) if answer is Missing.UNANSWERED else answer for q, answer in facts.items()}
    assert holds(condition, later) is not None
    if decided is not None:
        assert holds(condition, later) is decided


@given(st.lists(CONDITIONS, min_size=2, max_size=3), ANSWERS)
def test_the_order_of_conditions_does_not_matter(parts: list[Condition], facts: dict[str, Answer]) -> None:
    for joined in (AllOf, OneOf):
        assert len({holds(joined(tuple(order)), facts) for order in permutations(parts)}) == 1
