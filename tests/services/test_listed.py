"""Two results know the same person of a list as the same, wherever they stand in it."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.allocation.calculate import calculate
from portal.allocation.compare import compare
from portal.allocation.compare_model import Comparison
from portal.allocation.model import Budget, Refusal
from portal.services import listed
from portal.services.listed import Lists
from tests.allocation.schemes import DAY, small
from tests.services.town import QUESTIONNAIRE

SCHEME = small(
    "id: hours\nunit: hours a week\nover: helpers\ntake: sum\nof: helper-hours\n---\n"
    "id: how-many\nunit: people\nover: helpers\ntake: count\n---\n"
    "id: last\nunit: hours a week\nmultiply: hours\nby: how-many"
)
helpers = st.dictionaries(st.sampled_from(["ann", "bo", "cy", "dee"]), st.integers(0, 20), max_size=4)
"""Hours by person, in the order in which they stand in the list."""


def result(hours: dict[str, int]) -> Budget | Refusal:
    return calculate(SCHEME, {"helpers": tuple({"helper-hours": each} for each in hours.values())}, DAY)


def compared(before: dict[str, int], after: dict[str, int]) -> tuple[Comparison, Lists]:
    lists: list[Lists] = [{"helpers": tuple(each)} for each in (before, after)]
    whole = listed.everybody(*lists)
    was, now = (
        listed.told_of(QUESTIONNAIRE, result(each), own, whole)
        for each, own in zip((before, after), lists, strict=True)
    )
    return compare(was, now), whole


def named(found: Comparison, whole: Lists, line: str) -> set[str] | None:
    """Who is named as the cause of a line that differs; None where it does not."""
    change = next((each for each in found.lines if each.id == line), None)
    return None if change is None else {whole["helpers"][why.item] for why in change.why if why.item is not None}


@settings(deadline=None, max_examples=60)
@given(helpers, helpers)
def test_a_difference_names_whoever_is_different_and_nobody_else(before: dict[str, int], after: dict[str, int]) -> None:
    found, whole = compared(before, after)
    other_hours = {who for who in whole["helpers"] if before.get(who) != after.get(who)}
    assert named(found, whole, "hours") == (other_hours if sum(before.values()) != sum(after.values()) else None)
    came_or_went = before.keys() ^ after.keys()
    assert named(found, whole, "how-many") == (came_or_went if len(before) != len(after) else None)
    back, _ = compared(after, before)
    assert back.change == (None if found.change is None else -found.change)


@given(helpers)
def test_another_order_of_the_same_people_is_no_difference(hours: dict[str, int]) -> None:
    found, _ = compared(hours, dict(reversed(hours.items())))
    assert found.same


def test_what_was_sent_says_itself_who_stood_in_its_lists() -> None:
    answers = [("helper-name", "b"), ("helper-hours", "b"), ("helper-name", "a"), ("washing", None)]
    kept = [{"question": name, "item": item, "group": item and "helpers"} for name, item in answers]
    assert listed.when_sent({"sections": [{"answers": kept[:1]}, {"answers": kept[1:]}]}) == {"helpers": ("b", "a")}


def test_a_result_with_more_people_than_its_list_is_left_as_it_is() -> None:
    found = result({"ann": 3, "bo": 4})
    assert listed.told_of(QUESTIONNAIRE, found, {}, {"helpers": ("bo",)}) == found
    assert isinstance(found, Budget)
    assert found.headline.figure == Decimal(14)
