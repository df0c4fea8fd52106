"""From every page of an application that is not sent yet, there is a way to save it and to come back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from portal.allocation.model import Misfit, Reason, Refusal
from portal.web.budget.refusing import why_none
from portal.web.schemes.examples import why
from tests.web.stages import STAGES

if TYPE_CHECKING:
    from tests.web.running import Begun, Service

READ = ("/check", "/what-the-law-asks", "/budget", "/copy", "/timeline", "/budget/asked")


def ways_to_save(begun: Begun, path: str) -> list[str]:
    """The links that lead to the page for saving."""
    tree = begun.browser().get(begun.path + path).tree
    found: list[str] = tree.xpath(f"//a[@href='{begun.path}/save']/text()")
    return found


@pytest.mark.parametrize("helper", [False, True], ids=["person", "helper"])
def test_pages_to_read_lead_to_saving(standing_service: Service, *, helper: bool) -> None:
    begun = STAGES["complete"](standing_service, helper=helper)
    for path in READ:
        assert ways_to_save(begun, path) == ["Save and come back later"], path


def test_a_rough_idea_and_what_was_sent_are_not_saved(standing_service: Service) -> None:
    assert ways_to_save(STAGES["rough"](standing_service, helper=False), "/budget") == []
    assert ways_to_save(STAGES["opened"](standing_service, helper=False), "/budget") == []


def test_no_worker_is_promised_for_a_rough_idea(standing_service: Service) -> None:
    with standing_service.app.test_request_context("/"):
        for reason in (Reason.OUT_OF_RANGE, Reason.GAP_IN_TABLE, Reason.NOT_IN_EFFECT):
            assert "worker" not in why_none(Refusal(reason), rough=True)
            assert why_none(Refusal(reason), rough=False).endswith("A worker will look at it.")


def test_a_number_that_does_not_fit_is_called_large_only_where_it_is(standing_service: Service) -> None:
    with standing_service.app.test_request_context("/"):
        for say in (partial(why_none, rough=True), why):
            told = {misfit: say(Refusal(Reason.OUT_OF_RANGE, misfit=misfit)) for misfit in (*Misfit, None)}
            assert len(set(told.values())) == len(told)
            assert [misfit for misfit, words in told.items() if "larger" in words] == [Misfit.TOO_LARGE]
            assert "too small" in told[Misfit.TOO_SMALL]
            assert "between two steps" in told[Misfit.BETWEEN_STEPS]
