"""The list of what did not arrive, at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.access import Action, Role
from portal.notices import Channel, Said
from portal.services import answering, outbox, posting
from portal.services.opened import Wishes
from portal.services.posting import Way
from tests.web.desk import at_desk
from tests.web.stages import STAGES

if TYPE_CHECKING:
    from tests.web.running import Service


def test_a_worker_sees_what_failed_and_ticks_it_off(sqlite_service: Service) -> None:
    begun = STAGES["sent"](sqlite_service, helper=False)
    with begun.opening(Action.REACH) as (context, opened):
        answering.set_wishes(context, opened, Wishes(write=True))
    ways = Way(Channel.TEXT, "07700 900 900"), Way(Channel.LETTER, "Ann\nZZ1 1ZZ")
    with sqlite_service.acting() as context:
        said = Said("x", "y\n", "z")
        posting.post(context, ways[0], said, kind="sent", cause="1", application_id=begun.open().id, then=ways[1:])
    parts = sqlite_service.parts
    outbox.send_due(parts.database.engine, parts.keyring, None, "us@example.org")
    browser = at_desk(sqlite_service, Role.OFFICER).browser()
    page = browser.get("/staff/not-delivered")
    assert begun.reference in page.words
    assert "Text message After that we took another way: Letter." in " ".join(page.words.split())
    assert "07700" not in page.text
    done = page.tree.xpath("//button[@name='done']/@value")[0]
    browser.post("/staff/not-delivered", {"mark": browser.mark(), "done": done})
    assert begun.reference not in browser.get("/staff/not-delivered").words


def test_the_ways_round_say_where_one_is(sqlite_service: Service) -> None:
    page = at_desk(sqlite_service, Role.OFFICER).browser().get("/staff/not-delivered")
    (here,) = page.tree.xpath("//nav[@aria-label='Work']//a[@aria-current='page']")
    assert here.text == "What did not arrive"
