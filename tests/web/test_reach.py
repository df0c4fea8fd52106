"""How many people are reached, by group: beside share and target, for those who may report, small numbers hidden."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from portal.access import Role, State
from portal.costing.hiding import hidden
from portal.db import queries
from portal.services import placing
from tests.web.desk import at_desk
from tests.web.test_profiles import council

if TYPE_CHECKING:
    from tests.web.running import Service

__all__ = ["council"]

FEW = st.integers(1, 20)


def sent(service: Service, ticked: str | None, *, agreed: bool = False, person: str | None = None) -> None:
    """An application that was sent, by somebody of a group, or by somebody who joined."""
    begun = service.begun()
    with begun.opening() as (context, opened):
        if placing.to_be_placed(context, opened) and not placing.place(context, opened, {ticked or "": True}, ""):
            placing.join(context, opened)
        table = queries.tables["applications"]
        values = {"state": State.SENT, "sent": context.now, "same_person": person}
        values |= {"agreed": context.now} if agreed else {}
        context.session.connection().execute(update(table).where(table.c.id == opened.id).values(**values))


def telling(service: Service, fewest: int, people: int | None = None) -> None:
    """Let the council tell of so few people, and know how many use its services."""
    content = service.parts.content
    reports = content.council.reports.model_copy(update={"fewest_people": fewest})
    settings = content.council.model_copy(update={"reports": reports})
    cohorts = content.cohorts
    if cohorts is not None and cohorts.share is not None:
        counted = date(2026, 4, 1) if people else None
        cohorts = replace(cohorts, share=replace(cohorts.share, people=people, counted=counted))
    wiring = replace(service.parts, content=replace(content, council=settings, cohorts=cohorts))
    service.app.extensions["wiring"] = wiring


@pytest.mark.parametrize("profile", ["wirral-model"])
def test_groups_are_told_beside_the_share_and_people_are_counted_once(council: Service) -> None:
    for ticked in ("stroke", "stroke", "learning-disability", None):
        sent(council, ticked, agreed=ticked == "stroke")
    sent(council, "stroke", person="the same")
    sent(council, "stroke", person="the same")
    kim = at_desk(council, Role.TEAM_MANAGER).browser()
    telling(council, 1, people=41)
    page = kim.get("/staff/reach").words
    for said in (
        "At least 10% of people who use community services are to start in the new way. 5 of 5 people so far.",
        "This is measured against 41 people, whom the council counted on Wednesday 1 April 2026: people who use",
        "Who takes the usual way is not recorded here.",
        "People getting better after a stroke Sent: 3 Budget agreed: 2",
        "Adults with a learning disability Sent: 1 Budget agreed: 0",
        "Everyone in the harbour quarter Sent: 0 Budget agreed: 0",
        "Outside all groups, and asked to join Sent: 1 Budget agreed: 0",
        "Everybody Sent: 5 Budget agreed: 2",
    ):
        assert said in page
    public = council.browser().get("/how-budgets-are-worked-out/who-can-start").words
    assert "We counted 41 people on Wednesday 1 April 2026. So we want 5 people or more." in public
    telling(council, 2)
    page = kim.get("/staff/reach").words
    assert "learning disability Sent: hidden Budget agreed: 0" not in page, "that a small number is nought tells of it"
    assert "Outside all groups, and asked to join Sent: hidden Budget agreed: hidden" in page
    assert "Nobody has counted yet how many are wanted." in page
    assert "measured against" not in page
    telling(council, 10)
    assert "Everybody Sent: hidden Budget agreed: hidden" in kim.get("/staff/reach").words


@pytest.mark.parametrize("profile", ["halton-model"])
def test_the_target_is_told_with_its_day_and_only_to_those_who_report(council: Service) -> None:
    sent(council, None, agreed=True)
    telling(council, 1)
    ada = at_desk(council, Role.AUDITOR).browser()
    page = ada.get("/staff/reach")
    assert "1,996 people are to have an agreed budget by" in page.words
    assert "That day is over." in page.words
    assert "1 of 1,996 people so far." in page.words
    sam = at_desk(council, Role.OFFICER).browser()
    sam.get("/staff/reach", 403)
    link = "//a[@href='/staff/reach']"
    assert (len(page.tree.xpath(link)), len(sam.get("/staff/").tree.xpath(link))) == (1, 0)


@given(st.lists(st.integers(0, 60), max_size=8), FEW)
def test_no_small_number_is_told_nor_can_be_worked_out_from_the_total(counts: list[int], below: int) -> None:
    unseen = hidden(counts, below)
    small = {place for place, each in enumerate(counts) if 0 < each < below}
    assert small <= unseen
    several = len([each for each in counts if each]) > 1
    assert len(unseen) != 1 or not several
    assert bool(unseen) is bool(small)
