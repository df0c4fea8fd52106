"""Choosing how to take the budget, and declining it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from portal.access import Action
from portal.arrangements.model import Part, Period, Way
from portal.services import arrangements, budgets
from portal.services.choices import Choice, as_plain, read_plain

if TYPE_CHECKING:
    from tests.services.town import Somebody, Town

PARTS = st.builds(
    Part,
    id=st.text(max_size=8),
    name=st.text(max_size=20),
    way=st.none() | st.sampled_from(Way),
    amount=st.none() | st.decimals(0, 100000, places=2),
    period=st.sampled_from(Period),
)
CHOICES = st.builds(
    Choice,
    way=st.none() | st.sampled_from(Way),
    parts=st.lists(PARTS, max_size=4).map(tuple),
    uses=st.lists(st.text(max_size=8), max_size=3).map(tuple),
    guides=st.dictionaries(st.text(max_size=8), st.sampled_from(["shown", "declined"]), max_size=3),
    points_shown=st.booleans(),
    budget_declined=st.booleans(),
    version=st.just(3),
)


@given(choice=CHOICES)
def test_what_is_chosen_is_kept_to_the_penny(choice: Choice) -> None:
    again = read_plain(as_plain(choice), 3)
    assert again == choice
    assert [str(part.amount) for part in again.parts] == [str(part.amount) for part in choice.parts]


def chosen(somebody: Somebody) -> Choice:
    with somebody.opening(Action.READ) as (context, opened):
        return arrangements.choice(context, opened)


def test_nothing_is_chosen_beforehand(town: Town) -> None:
    assert chosen(town.somebody()) == Choice()


def test_each_step_of_choosing_leaves_the_others_as_they_are(town: Town) -> None:
    ann = town.somebody()
    part = Part("nights", "Nights", Way.DIRECT_PAYMENT, Decimal("120.50"), Period.WEEKLY)
    with ann.opening() as (context, opened):
        arrangements.guide_shown(context, opened, "employing")
        arrangements.guide_declined(context, opened, "agency")
        arrangements.choose(context, opened, Way.MIXED, ["personal-assistant"])
        arrangements.share_out(context, opened, [part])
        arrangements.points_shown(context, opened)
    assert chosen(ann) == Choice(
        way=Way.MIXED,
        parts=(part,),
        uses=("personal-assistant",),
        guides={"employing": "shown", "agency": "declined"},
        points_shown=True,
        version=5,
    )


def test_the_parts_stay_when_another_way_is_looked_at(town: Town) -> None:
    ann = town.somebody()
    part = Part("nights", "Nights", Way.MANAGED, Decimal(5))
    with ann.opening() as (context, opened):
        arrangements.share_out(context, opened, [part])
        arrangements.choose(context, opened, Way.MANAGED)
        arrangements.choose(context, opened, Way.MIXED)
    assert chosen(ann).parts == (part,)


def test_a_guide_that_was_shown_stays_shown(town: Town) -> None:
    ann = town.somebody()
    with ann.opening() as (context, opened):
        arrangements.guide_shown(context, opened, "agency")
        arrangements.guide_declined(context, opened, "agency")
    assert chosen(ann).guides == {"agency": "shown"}


def test_a_budget_can_be_declined_and_wanted_after_all(town: Town) -> None:
    ann = town.somebody()
    with ann.opening() as (context, opened):
        budgets.decline(context, opened)
        declined = budgets.result(context, opened)
        assert (declined.declined, declined.budget, declined.refusal) == (True, None, None)
        budgets.want(context, opened)
        assert not budgets.result(context, opened).declined
    with town.visit(write=False) as context:
        kinds = context.session.connection().execute(text("SELECT kind FROM events ORDER BY id")).scalars().all()
    assert kinds == ["begun", "budget-declined", "budget-wanted"]
