"""Figures that somebody must look up again: readers see a notice, staff see the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import time_machine

from portal.web.guides.showing import today
from tests.web.desk import at_desk
from tests.web.running import content

if TYPE_CHECKING:
    from tests.web.browsing import Page
    from tests.web.running import Service

LIST = "/staff/figures"


def named(page: Page) -> list[str]:
    """The ids of the figures on a page, in order."""
    return [str(each) for each in page.tree.xpath("//*[@class='figures__one']/@id")]


def test_staff_see_every_figure_to_look_up_again_with_where_it_stands(standing_service: Service) -> None:
    page = at_desk(standing_service).browser().get(LIST)
    figures, day = content().figures, today()
    wanted = [*figures.stale_on(day), *figures.stale_soon(day)]
    assert named(page) == [each.id for each in wanted]
    for each in wanted:
        [row] = page.tree.xpath("//*[@id=$id]", id=each.id)
        assert each.source_address in row.xpath(".//a/@href")
        chapters = [one for guide in content().guides for one in guide.chapters if each.id in one.figures]
        assert {f"/guides/{one.guide}/{one.name}" for one in chapters} <= set(row.xpath(".//a/@href"))


def test_readers_see_that_same_figure_marked(standing_service: Service) -> None:
    with time_machine.travel("2027-11-23", tick=False):  # more than a year after most were looked at
        page, stale = standing_service.browser().get("/guides/figures"), content().figures.stale_on(today())
    marked = page.tree.xpath("//*[@class='figures__one'][contains(., 'Somebody must look at it again.')]/@id")
    assert marked
    assert marked == [each.id for each in stale]


def test_the_list_is_for_staff_and_in_reach_from_their_work(standing_service: Service) -> None:
    standing_service.browser().get(LIST, 404)
    assert at_desk(standing_service).browser().get("/staff/").tree.xpath(f"//nav//a[@href='{LIST}']")
