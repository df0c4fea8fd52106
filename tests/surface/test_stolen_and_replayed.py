"""What somebody stole, guessed, used twice or took from another application opens nothing, at any address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from portal.access import Action, Role
from portal.services import accounts, budgets, exchange, looking_again, notices
from portal.services.sharing import access, asking, inviting
from portal.services.sharing.inviting import Wanted
from tests.surface.routes import PLACES, STAFF_ASKS, address, asks
from tests.web.desk import at_desk
from tests.web.stages import STAGES
from tests.web.test_people import code_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.web.browsing import Browser
    from tests.web.running import Begun, Service

REFUSED = {404, 410}


def answers(browser: Browser, begun: Begun) -> Iterator[tuple[str, str, int]]:
    """What each address of an application answers to somebody, for looking and for sending."""
    mark = browser.mark()
    for rule in asks():
        path = begun.path + address(rule)
        yield "GET", rule, browser.ask("GET", path).status_code
        yield "POST", rule, browser.ask("POST", path, data={"mark": mark}).status_code


def opening_anything(browser: Browser, begun: Begun) -> list[tuple[str, str, int]]:
    return [each for each in answers(browser, begun) if each[2] not in REFUSED | {405}]


def test_a_stolen_cookie_opens_nothing_after_signing_out(standing_service: Service) -> None:
    begun = STAGES["sent"](standing_service, helper=False)
    thief = begun.browser()
    assert opening_anything(thief, begun)
    begun.browser().fill("/sign-out")
    assert opening_anything(thief, begun) == []


def test_a_cookie_opens_nothing_once_the_access_behind_it_ended(standing_service: Service) -> None:
    ann = STAGES["sent"](standing_service, helper=False)
    code = code_on(ann.browser().fill(f"{ann.path}/people/invite", 200, name="Bea", level="advocate-speaking"))
    bea = standing_service.browser()
    bea.fill(f"/code/{code}", name="Bea")
    assert opening_anything(bea, ann)
    with ann.opening(Action.SHARE) as (context, opened):
        access.end(context, opened, access.everyone(context, opened)[-1].id)
    assert opening_anything(bea, ann) == []


def test_a_stolen_cookie_of_staff_opens_nothing_after_signing_out(standing_service: Service) -> None:
    begun = STAGES["opened"](standing_service, helper=False)
    sam = at_desk(standing_service, Role.TEAM_MANAGER)
    thief, mark = sam.browser(), sam.browser().mark()
    sam.browser().fill("/staff/sign-out")
    for rule in asks(STAFF_ASKS):
        path = f"/staff/applications/{begun.reference}{address(rule)}"
        assert thief.ask("GET", path).status_code == 404, rule
        assert thief.ask("POST", path, data={"mark": mark}).status_code in {404, 405}, rule


def test_a_code_that_was_used_is_worth_nothing_to_whoever_finds_it(standing_service: Service) -> None:
    ann = STAGES["sent"](standing_service, helper=False)
    code = code_on(ann.browser().fill(f"{ann.path}/people/invite", 200, name="Bea", level="advocate-speaking"))
    first, second = standing_service.browser(), standing_service.browser()
    page = second.get(f"/code/{code}")
    first.fill(f"/code/{code}", name="Bea")
    second.get(f"/code/{code}", 410)
    assert second.ask("POST", f"/code/{code}", data=page.form().to_dict() | {"name": "Eve"}).status_code in {410, 422}
    second.get(f"{ann.path}/timeline", 404)


def test_a_link_that_was_used_is_worth_nothing_to_whoever_finds_it(standing_service: Service) -> None:
    begun = STAGES["half"](standing_service, helper=False)
    with begun.opening(Action.SAVE) as (context, opened):
        accounts.add_email(context, opened, "heron@example.org")
    link = newest_link(standing_service)
    first, second = standing_service.browser(), standing_service.browser()
    first.send(first.get(f"/return/link/{link}"))
    second.get(f"/return/link/{link}", 410)
    second.get(f"{begun.path}/check", 404)


def newest_link(service: Service) -> str:
    with service.acting() as context:
        mail = next(each for each in notices.outgoing(context) if notices.LINK_PATH in each.body)
    return mail.body.split(notices.LINK_PATH)[1].split()[0]


@pytest.mark.parametrize("where", ["/code", "/return/code"])
def test_guessing_codes_comes_to_an_end(standing_service: Service, where: str) -> None:
    guesser = standing_service.browser()
    typed = guesser.get(where).form().to_dict()
    codes = [f"{number:04}-ABCD-EFGH-JKMN" for number in range(12)]
    statuses = [guesser.ask("POST", where, data=typed | {"code": each}).status_code for each in codes]
    assert set(statuses) <= {422, 410, 429}
    assert statuses[-1] == 429


def of_each_kind(begun: Begun) -> dict[str, str]:
    """An id of each kind that an application has, by the address where it belongs."""
    with begun.opening(Action.SHARE) as (context, opened):
        inviting.invite(context, opened, Wanted("Bea", Role.HELPER_READING))
        invitation = inviting.waiting(context, opened)[0].id
        asking.ask(context, begun.reference, "Cy", "", Role.HELPER_READING)
        request = asking.open_requests(context, opened)[0].id
    code = code_on(begun.browser().fill(f"{begun.path}/people/invite", 200, name="Di", level="advocate-following"))
    begun.service.browser().fill(f"/code/{code}", name="Di")
    with begun.opening(Action.LOOK_AGAIN) as (context, opened):
        grant = next(each.id for each in access.everyone(context, opened) if each.lasts)
        budgets.ask_to_look_again(context, opened, None, "please")
        exchange.write(context, opened, "hello")
        message = exchange.messages(context, opened)[0].id
        item = next(iter(opened.given.items_of(PLACES["group"])))
        asked = looking_again.asked_again(context, opened)[0].id
    return {
        f"/people/invitations/{invitation}": "a", f"/people/requests/{request}": "b", f"/people/{grant}": "c",
        f"/messages/{message}": "d", f"/lists/{PLACES['group']}/{item}/remove": "e",
        f"/questions/helper-name/{item}": "f", f"look-again {asked}": "g",
    }  # fmt: skip


def test_an_id_of_another_application_is_not_there_in_any_address_or_form(standing_service: Service) -> None:
    theirs, mine = (STAGES["opened"](standing_service, helper=False) for _ in range(2))
    browser, sam = mine.browser(), at_desk(standing_service, Role.OFFICER).browser()
    sam.fill(f"/staff/applications/{mine.reference}/purpose", answer="my-case")
    mark = browser.mark()
    for rest in of_each_kind(theirs):
        reader, path, own = browser, f"{mine.path}{rest}", mark
        if rest.startswith("look-again "):
            reader, own = sam, sam.mark()
            path = f"/staff/applications/{mine.reference}/look-again/{rest.split()[1]}"
        for method in ("GET", "POST"):
            data = {"mark": own, "do": "end", "answer": "stays", "reason": "x", "words": "x"}
            sent = {"data": data} if method == "POST" else {}
            assert reader.ask(method, path, **sent).status_code in {302, 403, 404}, (method, rest)
    with theirs.opening(Action.SHARE) as (context, opened):
        assert len(inviting.waiting(context, opened)) == len(asking.open_requests(context, opened)) == 1
        assert [each.found for each in looking_again.asked_again(context, opened)] == [None]
        assert len([each for each in access.everyone(context, opened) if each.lasts]) == 1
