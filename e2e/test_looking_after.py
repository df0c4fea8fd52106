"""The whole way of somebody who looks after a person, without any script of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from e2e import told
from e2e.journeys import answered, look_at_the_figure, sent
from e2e.pages.arrangement import GuidesOfferedPage, PointsPage, UsesPage
from e2e.pages.questions import TasksPage
from e2e.pages.start import StartPage

if TYPE_CHECKING:
    from e2e.conftest import Somebody


def test_a_worn_out_wife_gets_from_the_start_to_the_timeline_with_a_ceiling_of_her_own(somebody: Somebody) -> None:
    winifred = somebody()
    with told.answering("carer"):
        wishes = StartPage(winifred).begin_looking_after_someone()
        tasks = answered(wishes.safe("Phone calls are safe"), told.told("winifred"))
        home = f"/applications/{tasks.reference}/"
        assert len(tasks.suggestion().rows()) == 4 + 8  # necessary care, health, outcomes, effect; the eight outcomes

        winifred.page.goto(home)
        budget = TasksPage(winifred).budget()
        look_at_the_figure(budget)
        assert budget.figure() == "£450 at most"
        words = budget.main.inner_text()
        assert "This is the most for one year." in words
        assert "Such a break is not in your sum." in words
        assert "Ambrose" not in words

        winifred.page.goto(home)
        tasks = TasksPage(winifred)
        tasks.follow("Choose how to get the support")
        ways = GuidesOfferedPage(winifred).go_on()
        assert len(ways.ways()) == 3  # the council, a direct payment, not sure yet
        assert ways.nothing_is_chosen()
        ways.choose(next(each for each in ways.ways() if "direct payment" in each))
        UsesPage(winifred).choose(told.use("something-for-me", winifred.wording), told.use("agency", winifred.wording))
        points = PointsPage(winifred)
        assert len(points.points()) == 5
        timeline = sent(points.go_on()).timeline()
        assert "You are here" in timeline.here()
        assert not any("pay" in stage for stage in timeline.stages())
