"""Whatever versions are published afterwards, on screen or from files, what was sent keeps every line."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from portal.access import Action
from portal.allocation.editing import with_figures
from portal.allocation.loading import parse
from portal.services import budgets, casework, published
from portal.services.published import Published
from portal.services.refusals import NotPossible
from portal.services.results import results
from portal.services.staff import people, schemes
from tests.services.staff.test_schemes import FILE, ada, approved, bo, here, of_file
from tests.services.town import CONTENT, Town

if TYPE_CHECKING:
    from portal.services.opened import Opened

__all__ = ["ada", "bo", "here"]

POINTS = st.integers(0, 60)
DAYS = st.integers(1, 40)
CHANGES = st.one_of(
    st.tuples(st.just("screen"), POINTS, DAYS),
    st.tuples(st.just("file"), POINTS, DAYS),
    st.tuples(st.just("back"), st.just(0), DAYS),
    st.tuples(st.just("withdraw"), POINTS, DAYS),
)


def changed(town: Town, officers: tuple[people.Worker, people.Worker], what: str, points: int, days: int) -> None:
    """One change by the council; one that its own rules refuse changes nothing."""
    day, figures = town.now.date() + timedelta(days=days), {"lines/washing/points/some": str(points)}
    figures |= {"lines/washing/points/full": "60"}
    try:
        if what == "file":
            with town.visit() as context:
                found = Published({"small": (parse(with_figures(FILE, figures), "small.yaml"),)})
                found.bring_in(context.session.connection(), context.now, follow=True)
        elif what == "back":
            with town.visit() as context:
                base = schemes.find(context, of_file(town).id)
                made = schemes.find(context, schemes.go_back(context, officers[0], base, day, "It was better"))
                schemes.approve(context, officers[1], made, "Agreed")
        else:
            made = approved(town, *officers, changes=figures, day=day)
            if what == "withdraw":
                with town.visit() as context:
                    schemes.withdraw(context, officers[1], made, "A mistake")
    except NotPossible:
        pass


def everything_of(town: Town, opened: Opened) -> tuple[Any, ...]:
    """All that can be read of what was sent: the result, its place among all results, what was frozen."""
    with town.visit() as context:
        published.look(context)
        sent = casework.what_was_sent(context, opened)
        assert sent is not None
        return budgets.result(context, opened), results(context, opened)[0], sent.contents


def figure_now(town: Town, opened: Opened) -> Any:
    """What the same answers come to with the version of today."""
    with town.visit() as context:
        return budgets.worked_out(context, opened, context.today).lines[-1].figure


def test_no_version_that_is_added_or_published_changes_a_line_of_what_was_sent(
    here: Town, ada: people.Worker, bo: people.Worker
) -> None:
    here.content.questionnaires = CONTENT.questionnaires
    moved = []

    @settings(max_examples=6, deadline=None)
    @given(st.lists(CHANGES, min_size=1, max_size=3), st.integers(0, 50))
    @example([("screen", 55, 1)], 2)
    @example([("file", 44, 1)], 0)
    def holds(changes: list[tuple[str, int, int]], wait: int) -> None:
        ann = here.somebody()
        ann.answer_everything()
        ann.send()
        opened = ann.open(Action.READ)
        before, figure = everything_of(here, opened), figure_now(here, opened)
        assert before[0].budget.lines[-1].figure == figure
        for each in changes:
            changed(here, (ada, bo), *each)
        here.later(timedelta(days=wait))
        assert everything_of(here, opened) == before
        moved.append(figure_now(here, opened) != figure)

    holds()
    assert any(moved), "a version that changes nothing would prove nothing"
