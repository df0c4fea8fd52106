"""A reference and a date of birth show the stage and nothing else, and whatever is wrong is told in the same bytes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from portal.services import limits
from tests.web.stages import STAGES

if TYPE_CHECKING:
    from tests.web.browsing import Browser, Page
    from tests.web.running import Begun, Service

BORN = {"born_day": "31", "born_month": "3", "born_year": "1958"}


def asked(browser: Browser, reference: str, status: int = 422, **born: str) -> Page:
    return browser.fill("/how-far", status, reference=reference, **(BORN | born))


def bare(page: Page) -> str:
    """A page without the mark of its visit."""
    return re.sub(r'name="mark" value="[^"]+"', "", page.text)


def born_of(begun: Begun) -> dict[str, str]:
    day = begun.open().contents.answers["date-of-birth"]
    year, month, date = str(day).split("-")
    return {"born_day": date, "born_month": month, "born_year": year}


def test_the_stage_shows_and_nothing_else(sqlite_service: Service) -> None:
    begun = STAGES["sent"](sqlite_service, helper=False)
    page = asked(sqlite_service.browser(), begun.reference.lower().replace("-", " "), 200, **born_of(begun))
    stages = sqlite_service.parts.content.council.stages
    title = next(each.title.standard for each in stages if each.id == "reading")
    assert title in page.words
    assert begun.reference not in page.text
    assert page.words.startswith("How far it has come")
    assert len(page.words) < 200


def test_whatever_is_wrong_gets_the_same_page(sqlite_service: Service) -> None:
    begun, draft = STAGES["sent"](sqlite_service, helper=False), sqlite_service.begun().answer_up_to()
    right = born_of(begun)
    told = {
        bare(asked(sqlite_service.browser(), reference, **born))
        for reference, born in (
            (begun.reference, right | {"born_year": "1901"}),
            ("2345-6789", right),
            (draft.reference, born_of(draft)),
            (begun.reference, right | {"born_day": "99"}),
            ("x", right),
        )
    }
    assert len(told) == 1


def test_the_person_switches_it_off_and_on(sqlite_service: Service) -> None:
    begun = STAGES["sent"](sqlite_service, helper=False)
    ann, right = begun.browser(), born_of(begun)
    asked(sqlite_service.browser(), begun.reference, 200, **right)
    ann.fill(f"{begun.path}/stage-shown", shown="no")
    asked(sqlite_service.browser(), begun.reference, **right)
    ann.fill(f"{begun.path}/stage-shown", shown="yes")
    asked(sqlite_service.browser(), begun.reference, 200, **right)


def test_guessing_comes_to_an_end_for_a_place_and_for_a_reference(sqlite_service: Service) -> None:
    begun = STAGES["sent"](sqlite_service, helper=False)
    guesser = sqlite_service.browser()
    for number in range(limits.STAGES_FROM_PLACE.most):
        asked(guesser, f"2345-{number:04}")
    asked(guesser, begun.reference, 429, **born_of(begun))
    for _ in range(limits.STAGES_OF_REFERENCE.most):
        asked(sqlite_service.browser(), begun.reference, born_year="1901")
    asked(sqlite_service.browser(), begun.reference, 429, **born_of(begun))
