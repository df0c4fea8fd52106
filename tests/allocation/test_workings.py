"""What each operation shows of its working: every operand, what it does, its unit, and where it comes from."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from portal.allocation.calculate import calculate
from portal.allocation.model import Budget, How, Line, Operand
from portal.allocation.work import work_out
from portal.answers import Missing
from tests.allocation.schemes import DAY, small
from tests.allocation.test_calculate import Facts, given, refused

ORIGINS = ("line", "rate", "question", "item", "option")


def said(one: Operand) -> str:
    """An operand in words, such as 'added 8 points, line food'."""
    origins = [f"{name} {getattr(one, name)}" for name in ORIGINS if getattr(one, name) is not None]
    return ", ".join([" ".join([one.how, f"{one.value}", one.unit or ""]).strip(), *origins])


def worked(lines: str, facts: Facts, day: date = DAY, more: str = "") -> Line:
    return given(small(lines, more=more, people="carers"), facts, day).headline


def shown(lines: str, facts: Facts, day: date = DAY, more: str = "") -> list[str]:
    return [said(one) for one in worked(lines, facts, day, more).operands]


def test_time_since_a_day_names_the_day() -> None:
    assert shown("id: last\nunit: number\nsince: moved-in\nin: years", {"moved-in": date(1940, 11, 21)}) == [
        "added 86, question moved-in"
    ]


GRANT = "id: grant\nunit: pounds one-off\namount: 200\n---\nid: last\nunit: pounds one-off\nonce: grant\nlast: day\n"


def test_a_sum_that_was_had_already_names_the_day_that_takes_it_away() -> None:
    grant = "added 200 pounds one-off, line grant"
    assert shown(GRANT + "months: 12", {"day": date(2026, 5, 10)}) == [grant, "times 0, question day"]
    assert shown(GRANT + "months: 12", {"day": date(2020, 5, 10)}) == [grant]
    assert refused(small(GRANT + "months: 12", people="carers"), {"day": Missing.TALK}).questions == (("day", None),)


WHOLE = "rates:\n  - {id: whole, unit: pounds one-off, figure: 250}\n"
LEFT = "id: last\nunit: pounds one-off\nleft: {rate: whole}\nhad: had\nrounding: {to: 0.01, how: down}"
STEPS = "inputs:\n  - {id: had, kind: number, in_steps_of: 0.5, blank: true, not_applicable: true}\n"


@pytest.mark.parametrize(
    ("had", "counted"), [(Decimal("0.5"), "0.5"), (0, "0"), (None, "0"), (Missing.BLANK, "0"), (30, "30")]
)
def test_what_is_left_shows_the_whole_and_what_was_had(had: object, counted: str) -> None:
    facts: Facts = {} if had is None else {"had": had}
    line = worked(LEFT, facts, more=WHOLE + STEPS)
    assert [said(one) for one in line.operands] == [
        "added 250 pounds one-off, rate whole",
        f"taken-away {counted}, question had",
        "greatest 0",
    ]
    assert (line.figure, line.rate and line.rate.id, line.outcome) == (250 - Decimal(counted), "whole", "ordinary")


@pytest.mark.parametrize(
    ("had", "reason"),
    [(Decimal("0.25"), "out-of-range"), ("much", "out-of-range"), (Missing.NOT_SURE, "not-sure"), (-1, "out-of-range")],
)
def test_what_was_had_and_cannot_be_counted_is_named(had: object, reason: str) -> None:
    found = refused(small(LEFT, more=WHOLE + STEPS, people="carers"), {"had": had})
    assert (found.reason, found.questions) == (reason, (("had", None),))


SUMS = "id: new\nunit: pounds a week\nquantity: new\nin_steps_of: 1\n---\nid: old\nunit: pounds a week\nquantity: old\n"
SUMS += "in_steps_of: 1\nonly_when: {not: {question: old, is: not-applicable}}\n---\nid: last\nunit: pounds a week\n"
PROTECT = SUMS + "protect: new\nbefore: old\nrounding: {to: 0.01, how: half-up}\n"
YEARS = PROTECT + "starts: 2026-06-01\n"
NEW, OLD = "added {} pounds a week, line new", "added {} pounds a week, line old"


@pytest.mark.parametrize(
    ("way", "old", "new", "day", "figure", "operands"),
    [
        (PROTECT + "until: 2027-03-31", 90, 60, "2027-03-31", "90", [NEW, "greatest 90 pounds a week, line old"]),
        (PROTECT + "until: 2027-03-31", 90, 60, "2027-04-01", "60", [NEW, "compared 90 pounds a week, line old"]),
        (
            YEARS + "most_fall: 15",
            200,
            60,
            "2027-06-01",
            "170",
            [OLD, "taken-away 30", "greatest 60 pounds a week, line new"],
        ),
        (
            YEARS + "most_fall_per_cent: 10",
            200,
            60,
            "2027-06-01",
            "160",
            [OLD, "per-cent 80", "greatest 60 pounds a week, line new"],
        ),
        (
            YEARS + "most_fall_per_cent: 50",
            200,
            1,
            "2028-06-01",
            "1",
            [OLD, "per-cent 0", "greatest 1 pounds a week, line new"],
        ),
        (
            YEARS + "share_of_change: [25, 50]",
            100,
            60,
            "2027-06-01",
            "80",
            [NEW, "taken-away 100 pounds a week, line old", "per-cent 50", OLD],
        ),
        (
            YEARS + "share_of_change: [25, 50]",
            100,
            60,
            "2026-05-31",
            "100",
            [NEW, "taken-away 100 pounds a week, line old", "per-cent 0", OLD],
        ),
        (
            YEARS + "share_of_change: [25, 50]",
            100,
            60,
            "2028-06-01",
            "60",
            [NEW, "compared 100 pounds a week, line old"],
        ),
        (YEARS + "share_of_change: [25, 50]", 60, 60, "2026-06-01", "60", [NEW, "compared 60 pounds a week, line old"]),
    ],
)
def test_protection_shows_the_sum_of_before_and_the_new_one(
    way: str, old: int, new: int, day: str, figure: str, operands: list[str]
) -> None:
    line = worked(way, {"old": old, "new": new}, date.fromisoformat(day))
    assert [said(one) for one in line.operands] == [
        one.format({NEW: new, OLD: old}[one]) if one in {NEW, OLD} else one for one in operands
    ]
    assert line.figure == Decimal(figure)


WILLING = "where: {question: willing, is: 'yes'}"


def test_counting_people_names_each_of_them_and_none_names_the_group() -> None:
    count = f"id: last\nunit: people\nover: helpers\ntake: count\n{WILLING}"
    yes, no = {"willing": "yes"}, {"willing": "no"}
    assert shown(count, {"helpers": (yes, no, yes)}) == [
        "added 1, question helpers, item 0",
        "added 1, question helpers, item 2",
    ]
    assert shown(count, {"helpers": (no,)}) == ["added 0, question helpers"]


def test_numbers_of_people_are_named_with_their_person_and_a_stand_in_counts() -> None:
    scheme = "id: last\nunit: hours a week\nover: helpers\ntake: greatest\nof: hours\nnot_applicable: 3"
    people: tuple[Facts, ...] = ({"hours": 2}, {"hours": Missing.NOT_APPLICABLE})
    assert shown(scheme, {"helpers": people}) == [
        "greatest 2, question hours, item 0",
        "greatest 3, question hours, item 1",
    ]
    assert worked(scheme, {"helpers": people}).figure == 3
    found = refused(small(scheme, people="carers"), {"helpers": (*people, {}, {"hours": "many"})})
    assert (found.reason, found.questions) == ("unanswered", (("hours", 2), ("hours", 3)))


ROWS = "id: last\nunit: pounds a week\nchoose:\n"


def test_a_choice_shows_the_answers_that_it_looked_at() -> None:
    both = "{all: [{question: points, at_least: 5}, {question: lives, is: alone}]}"
    rows = f"{ROWS}  - {{when: {both}, figure: 50}}\n  - {{when: {{question: lives, is: abroad}}, figure: no-budget}}\n"
    rows += "  - {when: {not: {question: points, at_most: 3}}, figure: 20}\n  - {figure: 10}"
    assert shown(rows, {"points": 5, "lives": "alone"}) == [
        "added 50",
        "compared 0, question lives, option alone",
        "compared 5, question points",
    ]
    assert shown(rows, {"points": 2, "lives": "abroad"}) == ["added 0", "compared 0, question lives, option abroad"]
    assert shown(rows, {"points": Decimal("4.5"), "lives": "with-others"}) == [
        "added 20",
        "compared 4.5, question points",
    ]
    assert shown(rows, {"points": 2, "lives": "with-others"}) == ["added 10"]


def test_a_choice_shows_no_special_answer_as_one_that_was_picked() -> None:
    rows = f"{ROWS}  - {{when: {{question: lives, any_of: [not-sure, alone]}}, figure: 50}}\n  - {{figure: 10}}"
    assert shown(rows, {"points": 2, "lives": Missing.NOT_SURE}) == ["added 50"]


EACH = "id: last\nscore: [washing, meals]\npoints: {none: 0, some: 3, full: 8}\nin_between: 0.5\nweight: 1.5"


def test_points_between_the_options_name_their_question_and_the_weight_comes_last() -> None:
    line = worked(EACH, {"washing": Decimal("2.5"), "meals": "full"})
    assert [said(one) for one in line.operands] == [
        "added 2.5, question washing",
        "added 8, question meals, option full",
        "times 1.5",
    ]
    assert line.figure == Decimal("15.75")


HELP = """
id: food
score: food
points: {alone: 0, some: 4, full: 9}
---
id: help
support: food
how_much: family
shares: {all: 100, half: 50, none: 0}
where: {all: [{question: willing, is: 'yes'}, {question: able, is: 'yes'}]}
---
id: last
difference: [food, help]
"""
GOES_ON = {"food": "full", "willing": "yes", "able": "yes"}


def test_help_by_one_answer_takes_its_share_off_and_shows_it() -> None:
    budget = given(small(HELP), {**GOES_ON, "family": "half"})
    assert [said(one) for one in budget.line("help").operands] == [
        "added 9 points, line food",
        "per-cent 50, question family, option half",
    ]
    assert (budget.line("help").figure, budget.headline.figure) == (Decimal("4.5"), Decimal("4.5"))
    assert budget.line("help").unit is budget.line("food").unit


@pytest.mark.parametrize(
    "answers",
    [
        {"willing": "no"},
        {"able": "no", "willing": Missing.UNANSWERED},
        {"able": "no", "family": Missing.UNANSWERED},
        {"willing": Missing.NOT_SURE},
        {"family": Missing.NOT_SURE},
        {"family": None},
        {"willing": "no", "family": "no such answer"},
    ],
)
def test_help_by_one_answer_that_is_not_sure_or_does_not_go_on_takes_nothing(answers: Facts) -> None:
    facts = {name: found for name, found in {**GOES_ON, "family": "half", **answers}.items() if found is not None}
    budget = given(small(HELP), facts)
    assert (budget.headline.figure, budget.line("help").applies) == (9, False)


@pytest.mark.parametrize(
    ("answers", "reason", "questions"),
    [
        ({"willing": Missing.UNANSWERED}, "unanswered", ["willing"]),
        ({"family": Missing.UNANSWERED, "able": Missing.UNANSWERED}, "unanswered", ["family", "able"]),
        ({"family": "no such answer"}, "out-of-range", ["family"]),
        ({"family": Decimal(50)}, "out-of-range", ["family"]),
    ],
)
def test_help_by_one_answer_that_cannot_be_known_is_refused_and_named(
    answers: Facts, reason: str, questions: list[str]
) -> None:
    found = refused(small(HELP), {**GOES_ON, "family": "half", **answers})
    assert (found.reason, found.questions) == (reason, tuple((name, None) for name in questions))
    assert found.line == "help"


def test_where_there_is_no_budget_a_rate_beside_it_is_only_shown() -> None:
    band = "id: points\nscore: washing\npoints: {a: 0, c: 9}\n---\nid: band\nunit: pounds a week\nbands: points\n"
    band += "rows: [{from: 0, up_to: 8, figure: no-budget}, {from: 9, figure: 60}]\n---\n"
    rate = "rates: [{id: least, unit: pounds a week, figure: 40}]\n"
    line = worked(f"{band}id: last\nunit: pounds a week\nsum: [band, {{rate: least}}]", {"washing": "a"}, more=rate)
    assert [said(one) for one in line.operands] == [
        "compared 0 pounds a week, line band",
        "compared 40 pounds a week, rate least",
    ]
    assert (line.figure, line.rate and line.rate.id, line.outcome) == (0, "least", "no-budget")


@pytest.mark.parametrize(("how", "figure"), [(How.GREATEST, -3), (How.LEAST, -5)])
def test_the_greatest_of_figures_below_nought_is_below_nought(how: How, figure: int) -> None:
    assert work_out(Operand(how, Decimal(value)) for value in (-4, -5, -3)) == figure
    assert work_out([Operand(How.COMPARED, Decimal(7)), Operand(how, Decimal(-4))]) == -4
    assert work_out([Operand(how, Decimal(4))]) == 4


def test_a_stated_nought_holds_a_figure_at_nought_and_a_rate_brings_its_own_words() -> None:
    one = "id: one\nquantity: one\nat_least: -9\n---\nid: last\n"
    line = worked(f"{one}greatest: [one, 0]", {"one": -3})
    assert ([said(each) for each in line.operands], line.figure) == (["greatest -3 points, line one", "greatest 0"], 0)
    rate = "rates: [{id: least, title: The least, unit: points, figure: 2}]\n"
    line = worked(f"{one}greatest: [one, {{rate: least}}]", {"one": -3}, more=rate)
    assert [each.label and each.label.standard for each in line.operands] == [None, "The least"]


def test_help_of_one_who_is_not_able_any_more_takes_nothing_and_that_of_the_next_does() -> None:
    helps = {"does": ("meals",), "willing": "yes", "able": "yes", "much": "half"}
    facts: Facts = {"food": "full", "helpers": ({**helps, "much": "all"}, helps)}
    found = calculate(small(PEOPLE), facts, DAY, denied={("helpers", 0)})
    assert isinstance(found, Budget)
    assert [said(one) for one in found.line("help").operands[1:]] == ["per-cent 50, question much, item 1, option half"]


SEVERAL = "id: last\nscore_several: things\npoints: {rails: 2, alarm: 3, bed: 7}\nweight: 1.5\nblank: 1"


def test_each_of_several_answers_is_shown_with_its_points_and_the_weight_comes_last() -> None:
    line = worked(SEVERAL, {"things": ("bed", "rails")})
    assert [said(one) for one in line.operands] == [
        "added 2, question things, option rails",
        "added 7, question things, option bed",
        "times 1.5",
    ]
    assert line.figure == Decimal("13.5")
    assert shown(SEVERAL, {"things": "alarm"}) == ["added 3, question things, option alarm", "times 1.5"]
    assert shown(SEVERAL, {"things": ()}) == ["added 0, question things", "times 1.5"]
    assert shown(SEVERAL, {"things": Missing.BLANK}) == ["added 1, question things, option blank", "times 1.5"]


@pytest.mark.parametrize(
    ("found", "reason"), [("boat", "out-of-range"), (3, "out-of-range"), (Missing.UNANSWERED, "unanswered")]
)
def test_what_is_none_of_several_answers_is_refused_and_named(found: object, reason: str) -> None:
    refusal = refused(small(SEVERAL), {"things": found})
    assert (refusal.reason, refusal.questions) == (reason, (("things", None),))


PEOPLE = HELP.replace(
    "how_much: family", "people: helpers\nhelps_with: does\ncounts: [meals]\ntake: sum\nhow_much: much"
)


@pytest.mark.parametrize(
    ("much", "operands", "left"),
    [
        (["half"], ["per-cent 50, question much, item 0, option half"], "4.5"),
        (
            ["half", "half"],
            [
                "compared 50, question much, item 0, option half",
                "compared 50, question much, item 1, option half",
                "per-cent 100",
            ],
            "0",
        ),
    ],
)
def test_the_shares_of_all_who_help_are_shown_and_taken_together(
    much: list[str], operands: list[str], left: str
) -> None:
    people = tuple({"does": ("meals",), "willing": "yes", "able": "yes", "much": one} for one in much)
    budget = given(small(PEOPLE), {"food": "full", "helpers": people})
    assert [said(one) for one in budget.line("help").operands] == ["added 9 points, line food", *operands]
    assert budget.headline.figure == Decimal(left)


def test_a_share_that_is_the_same_for_all_is_shown_with_what_they_do() -> None:
    same = HELP.replace("how_much: family", "people: helpers\nhelps_with: does\ncounts: [meals, not-sure]")
    person = {"does": "meals", "willing": "yes", "able": "yes"}
    for share, figure in (("50", "4.5"), ("0", "0")):
        scheme = small(same.replace("shares: {all: 100, half: 50, none: 0}", f"share: {share}"))
        line = given(scheme, {"food": "full", "helpers": (person,)}).line("help")
        assert [said(one) for one in line.operands] == [
            "added 9 points, line food",
            f"per-cent {share}, question does, item 0",
        ]
        assert line.figure == Decimal(figure)
        for other in ("meals-out", Missing.NOT_SURE):
            assert not given(scheme, {"food": "full", "helpers": ({**person, "does": other},)}).line("help").applies


def test_what_is_no_known_share_of_help_is_refused_with_its_person() -> None:
    person = {"does": "meals", "willing": "yes", "able": "yes", "much": "half"}
    found = refused(small(PEOPLE), {"food": "full", "helpers": (person, {**person, "much": "everything"})})
    assert (found.reason, found.questions) == ("out-of-range", (("much", 1),))


def test_what_stands_in_for_a_question_that_was_not_asked_names_it() -> None:
    lines = "id: last\nscore: washing\npoints: {none: 0, some: 4}\nnot_asked: 1\nnot_applicable: 2"
    assert shown(lines, {}) == ["added 1, question washing"]
    assert shown(lines, {"washing": Missing.NOT_APPLICABLE}) == ["added 2, question washing, option not-applicable"]


def test_a_number_names_its_question_and_what_stands_in_for_it_counts() -> None:
    lines = "id: last\nquantity: trips\nat_most: 9\nblank: 3"
    assert shown(lines, {"trips": 2}) == ["added 2, question trips"]
    assert shown(lines, {"trips": Missing.BLANK}) == ["added 3, question trips, option blank"]


def test_a_conversion_shows_its_factors_and_says_what_they_are() -> None:
    more = "conversions:\n  - {id: years, title: Days of a year over those of a week, from: pounds a week, "
    more += "to: pounds a year, times: 365, divided_by: 7}\n"
    week = "id: week\nunit: pounds a week\nquantity: week\n---\nid: last\nunit: pounds a year\nconvert: week\n"
    line = worked(f"{week}by: years\nto: 1\nhow: down", {"week": 7}, more=more)
    assert [said(one) for one in line.operands] == ["added 7 pounds a week, line week", "times 365", "divided-by 7"]
    labels = [one.label and one.label.standard for one in line.operands]
    assert labels == [None, "Days of a year over those of a week", None]


def test_an_answer_that_gives_no_budget_is_shown_with_its_nought() -> None:
    lines = "id: last\nunit: pounds up to\nscore: impact\npoints: {low: no-budget, high: 300}"
    assert shown(lines, {"impact": "low"}) == ["added 0, question impact, option low"]
    assert refused(small(lines, people="carers"), {"impact": ["low"]}).reason == "out-of-range"
