"""Whoever answers for somebody can say who they are and how to reach them, apart from the person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.access import Action, Role
from portal.services import accounts, answering
from portal.services.opened import About, Contents, Helper, Wishes
from tests.web.stages import STAGES

if TYPE_CHECKING:
    from tests.web.running import Begun, Service

DAUGHTER = {"helper_name": "Ruth", "helper_phone": "01632 960 001", "helper_email": "ruth@example.org"}


def said(begun: Begun, **fields: str) -> int:
    """Send the page about reaching people; its status."""
    browser = begun.browser()
    answer = browser.ask("POST", f"{begun.path}/reaching-you", data={"mark": browser.mark(), **fields})
    return answer.status_code


def test_a_helper_gives_their_own_name_and_ways(standing_service: Service) -> None:
    begun = standing_service.begun(helper=True)
    assert said(begun, write="yes", helper_ring="yes", **DAUGHTER) == 302
    opened = begun.open()
    assert opened.helper == Helper("Ruth", "01632 960 001", "ruth@example.org", ring=True, mail=False)
    assert opened.wishes == Wishes(write=True, ring=False, email=False)


def test_everything_about_the_helper_may_stay_empty(standing_service: Service) -> None:
    begun = standing_service.begun(helper=True)
    assert said(begun, ring="yes") == 302
    assert begun.open().helper == Helper(ring=False, mail=False)


def test_an_address_that_cannot_be_is_shown_again_with_all_that_was_typed(standing_service: Service) -> None:
    begun = standing_service.begun(helper=True)
    browser = begun.browser()
    sent = {"mark": browser.mark(), "helper_name": "Ruth", "helper_email": "ruth", "helper_mail": "yes"}
    page = browser.judged(browser.ask("POST", f"{begun.path}/reaching-you", data=sent), 422)
    assert page.tree.xpath("//input[@id='helper_name']/@value") == ["Ruth"]
    assert page.tree.xpath("//a[@href='#helper_email']")
    assert page.tree.xpath("//input[@name='helper_mail']/@checked")


def test_the_person_is_not_asked_about_a_helper(standing_service: Service) -> None:
    begun = standing_service.begun()
    assert "helper_name" not in begun.browser().get(f"{begun.path}/reaching-you").text
    assert said(begun, ring="yes", **DAUGHTER) == 302
    assert begun.open().helper == Helper()


def test_mail_to_the_helper_obeys_the_helper_and_not_what_is_safe_for_the_person(standing_service: Service) -> None:
    begun = standing_service.begun(helper=True)
    assert said(begun, ring="yes", helper_mail="yes") == 302
    with begun.opening(Action.SAVE) as (context, opened):
        assert opened.wishes.email is False
        assert opened.mail_is_safe
        assert accounts.add_email(context, opened, "ruth@example.org")
    assert said(begun, email="yes", helper_ring="yes") == 302
    assert begun.open().mail_is_safe is False


def test_saving_with_an_address_says_that_it_is_safe_for_the_helper_alone(standing_service: Service) -> None:
    begun = standing_service.begun(helper=True)
    assert said(begun, ring="yes") == 302
    browser = begun.browser()
    sent = {"mark": browser.mark(), "email": "ruth@example.org"}
    assert browser.ask("POST", f"{begun.path}/save/email", data=sent).status_code == 200
    opened = begun.open()
    assert (opened.helper.mail, opened.wishes.email) == (True, False)


def test_the_copy_says_it_to_the_helper(standing_service: Service) -> None:
    begun = standing_service.begun(helper=True)
    assert said(begun, write="yes", helper_ring="yes", **DAUGHTER) == 302
    words = begun.browser().get(f"{begun.path}/copy").words
    assert "Your own nameRuth" in words
    assert "E-mail to youNot safe. Do not use this." in words


def test_what_was_kept_before_helpers_were_asked_can_still_be_read() -> None:
    before = b'{"answers":{},"sequences":{},"about":{"person_name":"Mum","wishes":{"ring":true}}}'
    found = Contents.read(before)
    assert found.about == About("Mum", Wishes(ring=True))
    assert found.about.mail_is_safe(Role.HELPER) is None
    assert Contents.read(found.written()) == found


def test_a_safe_way_to_the_helper_is_a_way_to_reach_somebody(standing_service: Service) -> None:
    begun = standing_service.begun(helper=True).answer_up_to()
    with begun.opening(Action.REACH) as (context, opened):
        answering.set_helper(context, opened, Helper("Ruth", "01632 960 001", ring=True, mail=False))
    assert "no safe way" not in begun.browser().get(f"{begun.path}/timeline").words


def test_who_must_act_fits_what_is_said_where_nobody_can_be_reached(standing_service: Service) -> None:
    begun = STAGES["sent"](standing_service, helper=False)
    words = begun.browser().get(f"{begun.path}/timeline").words
    assert "Next: you and the council together. You told us no safe way to reach you." in words
    assert "Next: the council." not in words
    assert said(begun, ring="yes") == 302
    assert "Next: the council." in begun.browser().get(f"{begun.path}/timeline").words
