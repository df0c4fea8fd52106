"""The timeline's pages: stopping, and what everyone who follows is told, each in their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.access import Role
from tests.surface.test_every_role import given
from tests.web.stages import STAGES
from tests.web.test_staff_work import at, opened

if TYPE_CHECKING:
    from tests.web.running import Service


def test_stopping_says_what_happens_and_closes_it_kindly(sqlite_service: Service) -> None:
    begun, sam = opened(sqlite_service)
    ann = begun.browser()
    assert "I do not want to go on" in ann.get(f"{begun.path}/timeline").words
    page = ann.get(f"{begun.path}/withdraw")
    for said in ("You do not have to say why", "2920 days", "goes on as it is", "01632 960 101"):
        assert said in page.words
    words = ann.follow(ann.send(page)).words
    assert "You asked us to stop." in words
    assert "You are here" in words
    assert "Next:" not in words
    bea = given(begun, Role.ADVOCATE_FOLLOWING)
    assert "The person asked us to stop." in bea.get(f"{begun.path}/timeline").words
    assert begun.reference in sam.get("/staff/?list=withdrawn").words
    page = sam.get(at(begun))
    assert "The person asked us to stop." in page.words
    sam.fill(at(begun, "/reopen"))
    assert "We go on with it." in ann.get(f"{begun.path}/timeline").words


def test_who_stops_it_for_somebody_says_that_they_want_it(sqlite_service: Service) -> None:
    begun = STAGES["sent"](sqlite_service, helper=True)
    tom = begun.browser()
    page = tom.get(f"{begun.path}/withdraw")
    assert "Tick the box if the person wants this" in tom.send(page, 422).words
    assert "You asked us to stop." in tom.follow(tom.send(page, wanted="y")).words
