"""Every stage there is, once and in order, for the person, a helper, an advocate and staff, each in their words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from portal.access import Role
from portal.db import queries
from portal.words import Wording
from tests.surface.test_every_role import given
from tests.web.desk import at_desk
from tests.web.test_staff_work import at, events, opened

if TYPE_CHECKING:
    from tests.web.browsing import Page
    from tests.web.running import Begun, Service

STAGES = (
    *("started", "sent", "indicative-budget", "reading", "talking", "needs-decided", "plan", "money-check", "panel"),
    *("budget-agreed", "support-starts", "first-review", "yearly-review"),
)
BESIDE = {
    "asked for more": "We asked for more.",
    "put on hold": "We put it on hold.",
    "withdrawn": "asked us to stop.",
    "look again": "asked us to look again at the budget.",
}


def dated(service: Service, begun: Begun, **days: int) -> None:
    """Write down that something happened so many days ago."""
    then = {name: datetime.now(UTC) - timedelta(days=ago) for name, ago in days.items()}
    with service.acting() as context:
        table = queries.tables["applications"]
        row = update(table).where(table.c.reference == begun.reference).values(to_panel=True, **then)
        context.session.connection().execute(row)


def told(page: Page) -> str:
    """What the page says besides the stages."""
    return " ".join(page.tree.xpath("//h2[@id='happened']/following-sibling::ul[1]//text()"))


def titles(page: Page) -> list[str]:
    found = page.tree.xpath("//*[contains(@class, 'timeline__title')]/text()[1]")
    return [" ".join(str(each).split()) for each in found]


@pytest.fixture(scope="module")
def followed(standing_service: Service) -> Begun:
    begun, _sam = opened(standing_service)
    dated(standing_service, begun)
    return begun


@pytest.mark.parametrize("easy", [False, True], ids=["standard", "easy"])
@pytest.mark.parametrize("who", ["person", Role.HELPER_FILLING, Role.ADVOCATE_FOLLOWING, "staff"])
def test_each_stage_stands_there_once_in_the_words_of_whoever_reads(
    standing_service: Service, followed: Begun, who: str, *, easy: bool
) -> None:
    council = standing_service.parts.content.council
    if who == "staff":
        browser, path = at_desk(standing_service, Role.OFFICER).browser(), at(followed)
        browser.fill(at(followed, "/purpose"), answer="cover")
    else:
        browser = followed.browser() if who == "person" else given(followed, Role(who))
        path = f"{followed.path}/timeline"
    page = (browser.easy() if easy else browser).get(path)
    wording = Wording.of(easy=easy, helper=who != "person")
    assert tuple(each.id for each in council.stages) == STAGES
    assert titles(page) == [each.title.in_wording(wording) for each in council.stages]


def test_what_can_happen_beside_the_stages_is_told_to_all_in_their_words(sqlite_service: Service) -> None:
    begun, sam = opened(sqlite_service)
    ann, bea = begun.browser(), given(begun, Role.ADVOCATE_FOLLOWING)
    sam.fill(at(begun, "/ask"), words="Who helps at night?", wants="y")
    sam.fill(at(begun, "/pause"), reason="You asked us to", weeks="2")
    ann.fill(f"{begun.path}/budget/look-again", words="Nights")
    ann.fill(f"{begun.path}/complain", kind="complaint", words="Nobody rang", shown="yes")
    ann.fill(f"{begun.path}/withdraw")
    for page in (ann.get(f"{begun.path}/timeline"), bea.get(f"{begun.path}/timeline"), sam.get(at(begun))):
        for said in BESIDE.values():
            assert told(page).count(said) == 1, said
        assert page.words.count("A complaint:") == 1


def test_the_way_goes_on_to_support_and_its_reviews_with_their_dates(sqlite_service: Service) -> None:
    begun, sam = opened(sqlite_service)
    assert "Nothing can be said here now" in sam.get(at(begun, "/proceed")).words
    dated(sqlite_service, begun, decided=40)
    sam.fill(at(begun, "/proceed"), 422, answer="reviewed")
    sam.fill(at(begun, "/proceed"), answer="plan-drafted")
    dated(sqlite_service, begun, agreed=30)
    sam.fill(at(begun, "/proceed"), answer="support-began")
    page = begun.browser().get(f"{begun.path}/timeline")
    assert "We look together at how it is going You are here" in page.words
    dated(sqlite_service, begun, support_began=57)
    assert begun.reference in sam.get("/staff/?list=late").words
    assert "Late." in begun.browser().get(f"{begun.path}/timeline").words
    page = sam.get(at(begun, "/proceed"))
    for _ in range(2):  # pressed twice, it was one review
        sam.send(page, answer="reviewed")
    assert events(sqlite_service, begun).count("went-on officer reviewed") == 1
    assert "We look at it again every year You are here" in begun.browser().get(f"{begun.path}/timeline").words
    assert begun.reference not in sam.get("/staff/?list=late").words
