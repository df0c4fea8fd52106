"""Sharing out a budget: every number on the page counts the same parts, and nothing that was typed vanishes."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from portal.allocation.calculate import calculate
from portal.allocation.model import Budget
from portal.arrangements.model import Period
from portal.services.budgets import Result
from portal.web.arrangement import sharing
from tests.allocation.schemes import DAY, edited_adult
from tests.allocation.test_adult_scheme import EXAMPLES
from tests.content.adult_route import NEEDS_LITTLE
from tests.web import stages

if TYPE_CHECKING:
    from tests.web.browsing import Page
    from tests.web.running import Begun, Service


@pytest.fixture
def mixing(sqlite_service: Service) -> Begun:
    """Somebody with £200 a week who has chosen a mix."""
    begun = stages.complete(sqlite_service, helper=False)
    begun.browser().fill(f"{begun.path}/arrangement/guides")
    begun.browser().fill(f"{begun.path}/arrangement", way="mixed")
    return begun


@pytest.mark.parametrize(
    ("results", "once"),
    [
        ("{id: one-off, title: Once, line: once}", Decimal(230)),
        ("{id: one-off, title: Once, line: once, paid_by: The NHS}", None),
        ("{id: some, title: Part, line: points-in-pounds}\n  - {id: one-off, title: Once, line: once}", Decimal(230)),
    ],
)
def test_the_councils_own_sums_are_shared_out_and_the_leading_one_is_its_weeks(
    results: str, once: Decimal | None
) -> None:
    facts = next(each for each in EXAMPLES if each.id == "after-a-fall").facts
    rounded = ("by: {rate: price-of-a-point}", "by: {rate: price-of-a-point}\n    rounding: scheme")
    scheme = edited_adult(rounded, ("{id: one-off, title: Once, line: once}", results))
    found = calculate(scheme, {**facts, "home-changes": ("rails", "alarm")}, DAY)
    assert isinstance(found, Budget)
    expected = {Period.WEEKLY: found.headline.figure} | ({Period.ONE_OFF: once} if once else {})
    assert sharing.amounts(Result(DAY, declined=False, budget=found)) == expected


def test_where_there_is_no_weekly_budget_a_mix_has_no_amounts(standing_service: Service) -> None:
    begun = standing_service.begun().answer_up_to(person=NEEDS_LITTLE)
    begun.browser().fill(f"{begun.path}/arrangement/guides")
    page = begun.browser().follow(begun.browser().fill(f"{begun.path}/arrangement", way="mixed"))
    assert page.heading == "The parts of your mix"
    assert not any(name.startswith("amount-") for name in page.form())


def test_shares_of_example_figures_say_so(mixing: Begun) -> None:
    assert "Example figures." in mixing.browser().get(f"{mixing.path}/arrangement/parts").words


def shared(begun: Begun, status: int = 200, **typed: Any) -> Page:
    return begun.browser().fill(f"{begun.path}/arrangement/parts", status, **typed)


def boxes(begun: Begun) -> list[str]:
    """The ids of the parts on offer."""
    page = begun.browser().get(f"{begun.path}/arrangement/parts")
    return [name.removeprefix("amount-") for name in page.form() if name.startswith("amount-")]


def beside(page: Page, box: str) -> str:
    found = page.tree.xpath(f"//*[@id='{box}-error']")
    return str(found[0].text_content()) if found else ""


def test_an_amount_without_a_way_counts_in_the_picture_and_in_the_sentence(mixing: Begun) -> None:
    some = boxes(mixing)[0]
    page = shared(mixing, do="look", **{f"amount-{some}": "35"})
    assert "Not decided yet" in page.words
    assert "Still to share £165.00" in page.words
    assert "£165.00 a week is still to be shared out." in page.words


@pytest.mark.parametrize(("amount", "said"), [("-35", "above £0"), ("0", "above £0"), ("lots", "like 25.50")])
def test_an_amount_that_cannot_count_counts_nowhere_and_is_told_beside_its_box(
    mixing: Begun, amount: str, said: str
) -> None:
    some = boxes(mixing)[0]
    page = shared(mixing, 422, do="look", **{f"amount-{some}": amount, f"way-{some}": "managed"})
    assert said in beside(page, f"amount-{some}")
    assert "Still to share £200.00" in page.words
    assert "£200.00 a week is still to be shared out." in page.words


def test_an_amount_for_a_part_that_is_not_needed_is_asked_about(mixing: Begun) -> None:
    some = boxes(mixing)[0]
    page = shared(mixing, 422, **{f"amount-{some}": "50", f"way-{some}": "not-needed"})
    assert "you wrote £50.00 for a part you do not need" in beside(page, f"amount-{some}")
    assert page.form()[f"amount-{some}"] == "50"


def test_putting_the_rest_with_the_council_says_what_it_did(mixing: Begun) -> None:
    first, second = boxes(mixing)[:2]
    page = shared(mixing, do="rest", **{f"amount-{first}": "95", f"way-{first}": "direct-payment"})
    assert "We added £105.00 to" in page.words
    assert page.form()[f"amount-{second}"] == "105.00"


def test_nothing_is_put_with_the_council_when_too_much_is_shared_out(mixing: Begun) -> None:
    some = boxes(mixing)[0]
    page = shared(mixing, do="rest", **{f"amount-{some}": "250", f"way-{some}": "direct-payment"})
    assert "We added nothing, because £50.00 too much is shared out." in page.words


def test_amounts_of_an_old_page_count_nowhere_once_there_is_no_figure(mixing: Begun) -> None:
    some = boxes(mixing)[0]
    mixing.browser().fill(f"{mixing.path}/budget/without", without="yes")
    page = shared(mixing, do="look", **{f"amount-{some}": "0", f"way-{some}": "managed"})
    assert f"amount-{some}" not in page.form()
    assert page.form()[f"way-{some}"] == "managed"
