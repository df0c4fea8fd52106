"""A simulation adds up what each person would get alone, whatever parts the caseload comes in."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.allocation.calculate import calculate
from portal.allocation.caseload.calculate import calculate_many
from portal.allocation.caseload.exact import Exact
from portal.allocation.caseload.gathering import gather
from portal.allocation.caseload.sharing import shared_lines, worth_keeping
from portal.allocation.loading import load, parse
from portal.allocation.model import Budget
from portal.allocation.scheme import Scheme
from portal.answers import Missing
from portal.costing.envelope import Envelope, a_year_of
from portal.costing.files import Caseload, Kinds
from portal.costing.hiding import hidden
from portal.costing.plots import plots
from portal.costing.refusing import Unreadable
from portal.costing.report import rendered
from portal.costing.simulating import Simulated, simulate
from portal.costing.spread import SHARES_OF_CHANGE, quantiles
from portal.costing.tables import tables
from portal.money import Unit
from tests.allocation.caseload.random_people import somebody
from tests.allocation.schemes import ADULT, DAY, small

FILE = ADULT / "allocation" / "2026-04-01.yaml"
SCHEME = load(FILE)
DEARER = parse(FILE.read_text("utf-8").replace("figure: 7.50", "figure: 7.85"), "dearer.yaml")
PLACES = ("North", "South", "Villages")


def crowd(count: int = 400) -> tuple[list[dict[str, Any]], Caseload]:
    """People, and the same as a caseload: every tenth is new, and few live in the villages."""
    chance = Random(7)
    everyone = [somebody(chance, SCHEME, DAY, strangeness=chance.choice([0, 0, 0.05])) for _ in range(count)]
    people = gather(everyone, SCHEME.questions_used)
    places = np.array([2 if number < 6 else number % 2 for number in range(count)])
    costs = Exact.read([Decimal(chance.randint(0, 150000)) / 100 for _ in range(count)])
    has_cost = np.array([number % 10 > 0 for number in range(count)])
    return everyone, Caseload(people, {"locality": Kinds(places, PLACES)}, costs, has_cost)


EVERYONE, CROWD = crowd()


def parted(size: int) -> Iterator[Caseload]:
    return (CROWD.part(start, start + size) for start in range(0, CROWD.people.size, size))


def report(found: Simulated) -> str:
    envelope = Envelope(Decimal(9_000_000), Decimal(5), Decimal(250_000))
    return rendered(found, list(tables(found, envelope, 10)), list(plots(found, envelope, 10)), "400")


def table(found: Simulated, name: str, envelope: Envelope | None = None) -> dict[str, tuple[str, ...]]:
    told = next(one for one in tables(found, envelope, 10) if one.id == name)
    return {row[0]: row[1:] for row in told.rows}


def test_the_sums_are_those_of_each_person_alone() -> None:
    found = simulate(SCHEME, parted(64), DAY)
    each = [calculate(SCHEME, one, DAY) for one in EVERYONE]
    budgets = [one for one in each if isinstance(one, Budget)]
    sums = found.counted.all
    assert sums.total == sum(one.headline.figure for one in budgets)
    assert (sums.people, sums.with_figure, sums.refused) == (400, len(budgets), 400 - len(budgets))
    assert sums.to_a_person == sum(bool(one.to_a_person) for one in budgets)
    assert sums.no_budget == sum(one.has_no_budget for one in budgets)
    refused = Counter((one.reason, one.line) for one in each if not isinstance(one, Budget))
    assert found.counted.refused == refused


def test_gains_and_losses_are_against_the_cost_of_now() -> None:
    found = simulate(SCHEME, [CROWD], DAY)
    assert CROWD.cost_now is not None
    pairs = zip(EVERYONE, CROWD.cost_now.decimals(), range(400), strict=True)
    changes = [
        budget.headline.figure - cost
        for facts, cost, place in pairs
        if place % 10 and isinstance(budget := calculate(SCHEME, facts, DAY), Budget)
    ]
    sums = found.counted.all
    assert (sums.gain, sums.lose) == (sum(one > 0 for one in changes), sum(one < 0 for one in changes))
    assert sums.gained + sums.lost == sum(changes) == sums.total_compared - sums.before
    assert sum(found.counted.steps()) == sums.compared == len(changes)


def test_pounds_of_one_time_are_never_taken_from_those_of_another() -> None:
    yearly = small("id: last\nunit: pounds a year\nquantity: hours\nat_least: 0\nat_most: 9\nin_steps_of: 1")
    people = gather([{"hours": Decimal(9)}], ["hours"])
    costs, has_cost = Exact.read([Decimal(5)]), np.ones(1, np.bool_)
    with pytest.raises(Unreadable, match="call it `cost now in pounds a year`"):
        simulate(yearly, [Caseload(people, {}, costs, has_cost)], DAY)
    found = simulate(yearly, [Caseload(people, {}, costs, has_cost, Unit.POUNDS_A_YEAR)], DAY)
    assert found.counted.all.gained == 4
    with pytest.raises(Unreadable, match="gives pounds a year and adult 2026-04 gives pounds a week"):
        simulate(yearly, [CROWD], DAY, SCHEME)
    points = small("id: last\nunit: points\nquantity: hours\nat_least: 0\nat_most: 9\nin_steps_of: 1")
    assert not simulate(points, [Caseload(people, {}, costs, has_cost)], DAY).is_compared


def test_how_much_people_gain_or_lose_is_told_where_enough_lie_on_both_sides() -> None:
    found = simulate(SCHEME, [CROWD], DAY)
    told = table(found, "spread-of-changes")
    assert list(told) == [f"{share:.0%}" for share in SHARES_OF_CHANGE]
    amounts = sorted(found.counted.changes.elements())
    middle = amounts[(len(amounts) - 1) // 2]
    assert told["50%"][0].replace("−", "-").replace("£", "").replace(",", "") == f"{middle:.2f}"


@pytest.mark.parametrize("against", [None, DEARER])
def test_the_report_does_not_depend_on_how_the_caseload_is_parted(against: Scheme | None) -> None:
    whole = simulate(SCHEME, [CROWD], DAY, against)
    told = list(tables(whole, None, 10))
    assert report(simulate(SCHEME, parted(37), DAY, against)) == report(whole)
    assert all(list(tables(simulate(SCHEME, parted(size), DAY, against), None, 10)) == told for size in (5, 399))


def test_lines_that_two_schemes_share_are_worked_out_once_and_change_nothing() -> None:
    shared = shared_lines(SCHEME, DEARER, DAY)
    assert "points" in shared
    assert "points-in-pounds" not in shared
    assert "weekly" not in shared
    assert len(shared) > len(SCHEME.lines) / 2
    both = simulate(DEARER, [CROWD], DAY, SCHEME)
    alone = simulate(DEARER, [CROWD], DAY)
    assert both.counted.figures == alone.counted.figures
    assert both.counted.refused == alone.counted.refused
    assert both.counted_before.figures == simulate(SCHEME, [CROWD], DAY).counted.figures
    assert both.counted.all.lose == 0 < both.counted.all.gain


def test_money_is_told_beside_the_envelope_and_fixed_cost_is_a_line_of_its_own() -> None:
    found = simulate(SCHEME, [CROWD], DAY)
    year = found.counted.all.total * 52
    assert a_year_of(found.counted.all.total, SCHEME) == year
    told = table(found, "envelope", Envelope(Decimal(40_000_000), Decimal("2.5"), Decimal(1000)))
    assert told["Contingency kept back (2.5 %)"] == ("1,000,000.00",)
    left = Decimal(39_000_000) - year
    assert told["Left in the envelope"] == (f"{left:,.2f}",)
    assert told["Risk: fixed costs that go on meanwhile (in nobody's sum)"] == ("1,000.00",)
    assert told["With these, left"] == (f"{left - 1000:,.2f}",)


def test_where_nobody_has_a_figure_there_is_no_average_of_nought() -> None:
    people = gather([{}] * 12, SCHEME.questions_used)
    found = simulate(SCHEME, [Caseload(people, {"place": Kinds(np.zeros(12, np.int64), ("North",))})], DAY)
    assert table(found, "people")["The scheme gives, pounds a week"] == ("–",)
    assert table(found, "by-place")["North"] == ("12", "0", "12", "0", "–", "–")
    assert next(one for one in tables(found, None, 10) if one.id == "spread").about == "Nobody has a figure."


def test_small_numbers_are_hidden_and_as_many_more_as_the_total_would_tell() -> None:
    told = table(simulate(SCHEME, [CROWD], DAY), "by-locality")
    assert set(told["Villages"]) == {"hidden"}
    assert {name for name, cells in told.items() if set(cells) == {"hidden"}} == {"Villages", "North"}
    assert hidden([5, 6, 50, 60], 10) == {0, 1}
    assert hidden([5, 3, 50, 60], 10) == {0, 1, 2}
    assert hidden([0, 50, 60], 10) == set()
    assert hidden([4, 50, 0, 12], 10) == {0, 3}
    assert hidden([40, 50, 60], 10, [0]) == {0, 1}


@given(st.lists(st.integers(0, 40), max_size=8), st.integers(1, 12), st.sets(st.integers(0, 7)))
def test_what_is_hidden_is_of_many_people_in_several_rows(counts: list[int], below: int, also: set[int]) -> None:
    unseen = hidden(counts, below, {place for place in also if place < len(counts)})
    told = [count for place, count in enumerate(counts) if place not in unseen]
    assert not any(0 < count < below for count in told)
    left = sum(counts) - sum(told)
    assert not unseen or not any(told) or (len(unseen) > 1 and left >= below)


def test_no_small_number_is_left_when_the_others_are_taken_from_the_total() -> None:
    found = simulate(
        SCHEME, [replace(CROWD, kinds={"kind": Kinds(np.minimum(np.arange(400) // 19, 5), tuple("abcdef"))})], DAY
    )
    rows, everyone = table(found, "by-kind"), table(found, "people")
    totals = {
        0: 400,
        1: found.counted.all.with_figure,
        2: found.counted.all.refused,
        3: found.counted.all.to_a_person,
        6: found.counted.all.gain,
        7: found.counted.all.lose,
    }
    assert everyone["With a figure"] == (f"{totals[1]:,}",)
    for place, total in totals.items():
        shown = [int(cells[place]) for cells in rows.values() if cells[place] != "hidden"]
        left = total - sum(shown)
        assert left == 0 or left >= 10
        assert not any(0 < count < 10 for count in shown)
    assert all((cells[1] == "hidden") == (cells[4] == "hidden") for cells in rows.values())


def test_the_highest_figure_of_one_person_is_hidden_and_a_few_people_are_told_nothing_of() -> None:
    told = table(simulate(SCHEME, [CROWD], DAY), "spread")
    assert told["100%"] == ("hidden",) != told["50%"]
    few = simulate(SCHEME, [CROWD.part(0, 9)], DAY)
    assert [(one.id, one.rows) for one in tables(few, Envelope(Decimal(1)), 10)] == [
        ("people", (("In the caseload", "under 10"),))
    ]
    assert list(plots(few, None, 10)) == []


def test_what_a_few_have_together_is_hidden_among_many_without_a_budget_or_a_figure() -> None:
    scheme = small(
        "id: last\nunit: pounds a week\nscore: washing\npoints: {none: no-budget, some: 4, full: 9}",
        more="conversions:\n  - {id: year, from: pounds a week, to: pounds a year, times: 365, divided_by: 7}\n",
    )
    for other in ({"washing": "none"}, {}):
        for count, told in ((9, False), (10, True), (0, True)):
            everyone = [{"washing": "full"}] * count + [other] * 50
            found = simulate(scheme, [Caseload(gather(everyone, scheme.questions_used), {})], DAY)
            total = table(found, "people")["The scheme gives, pounds a week"]
            assert (total == ("hidden",)) is not told, (other, count)
            assert bool([each for each in plots(found, Envelope(Decimal(9)), 10) if each.id == "envelope"]) is told


def test_quantiles_are_figures_that_somebody_has() -> None:
    figures = Counter({Decimal("0.5"): 5, Decimal(10): 4, Decimal(99): 1})
    assert quantiles(figures, [0, 0.5, 0.51, 0.9, 0.91, 1]) == [
        Decimal(one) for one in ("0.5", "0.5", "10", "10", "99", "99")
    ]


PROTECTING = small(
    "id: old\nunit: pounds a year\nquantity: before\nat_least: 0\nat_most: 1000\nin_steps_of: 0.01\n---\n"
    "id: new\nunit: pounds a year\nquantity: new\nat_least: 0\nat_most: 1000\nin_steps_of: 0.01\n---\n"
    "id: last\nunit: pounds a year\nprotect: new\nbefore: old\nstarts: 2026-04-01\nshare_of_change: [25, 50]\n"
    "rounding: scheme"
)
FALLING = {"before": Decimal(200), "new": Decimal(100)}
RISING = {"before": Decimal(50), "new": Decimal(80)}
WITHOUT_OLD_SUM = {"before": Missing.NOT_SURE, "new": Decimal(90)}  # the sum of before is not known: no protected sum


def protected(*people: dict[str, Any]) -> Simulated:
    return simulate(PROTECTING, [Caseload(gather(people, ["before", "new"]), {})], date(2026, 11, 21))


def test_protection_costs_less_each_year_until_it_ends() -> None:
    found = protected(FALLING, RISING)
    assert [year.extra for year in found.years.values()][:4] == [75, 50, 0, 0]
    assert found.counted.all.total == Decimal(175 + 80)


def test_who_has_one_of_both_sums_is_left_out_of_the_cost_of_transition_and_told_of() -> None:
    found = protected(FALLING, RISING, WITHOUT_OLD_SUM)
    assert [year.extra for year in found.years.values()] == [
        year.extra for year in protected(FALLING, RISING).years.values()
    ]
    assert {(year.people, year.left_out) for year in found.years.values()} == {(2, 1)}
    told = next(one for one in tables(found, None, 1) if one.id == "transition")
    assert (told.rows[0][1], told.rows[0][3]) == ("£75.00", "1")
    few = table(protected(FALLING, *[WITHOUT_OLD_SUM] * 10), "transition")
    assert set(few["2026-11-21"]) == {"hidden"}


def test_a_page_tells_what_it_is_and_describes_its_pictures() -> None:
    page = report(simulate(SCHEME, [CROWD], DAY))
    assert "Illustrative: the points and prices of adult 2026-04 are made up" in page
    assert SCHEME.fingerprint in page
    assert page.count("<img") == 3 == page.count('alt="')
    assert "http" not in page.replace("http://www.w3.org", "")


def test_keeping_the_lines_that_changed_ones_look_at_is_enough() -> None:
    shared = shared_lines(SCHEME, DEARER, DAY)
    known = worth_keeping(calculate_many(SCHEME, CROWD.people, DAY), DEARER, DAY)
    changed = {line.id for line in DEARER.lines} - shared
    again, whole = calculate_many(DEARER, CROWD.people, DAY, known, changed), calculate_many(DEARER, CROWD.people, DAY)
    assert len(again.lines) < len(whole.lines) / 2
    assert again.headline is not None
    assert whole.headline is not None
    assert again.headline.figure.decimals() == whole.headline.figure.decimals()
    assert again.refusals.tolist() == whole.refusals.tolist()
    assert again.headline.at_lines.tolist() == whole.headline.at_lines.tolist()
    assert again.no_budget.tolist() == whole.no_budget.tolist()
    assert again.to_a_person.tolist() == whole.to_a_person.tolist()
