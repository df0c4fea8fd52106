"""The page on which people choose how we tell them things, and what the page before sending says of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from portal.access import Action, Role
from portal.notices import Channel, Format
from portal.services.opened import Telling
from portal.web import locale
from portal.words import Text
from tests.surface.test_every_role import given
from tests.web.running import content
from tests.web.stages import STAGES
from tests.web.test_people import code_on

if TYPE_CHECKING:
    from tests.web.running import Begun, Service

LETTER = {"first": "letter", "format": "24-point"}


def chosen(begun: Begun, status: int = 302, **typed: str) -> str:
    browser, path = begun.browser(), f"{begun.path}/telling-you"
    return browser.post(path, {**browser.get(path).form(), **typed}, status).text


def kept(begun: Begun) -> Telling:
    with begun.opening(Action.READ) as (_, opened):
        return opened.contents.about.telling_of(opened.role, opened.party_id)


def test_a_choice_is_kept_and_shown_again(standing_service: Service) -> None:
    begun = STAGES["half"](standing_service, helper=False)
    chosen(begun, first="text", number="07700 900 900", format="easy-read")
    assert kept(begun) == Telling(Channel.TEXT, "07700 900 900", "en_GB", Format.EASY)
    page = begun.browser().get(f"{begun.path}/telling-you")
    assert page.form().get("first") == "text"
    assert page.form().get("number") == "07700 900 900"


@pytest.mark.parametrize(
    "typed",
    [
        {"first": "text", "number": "", "format": "standard"},
        {"first": "text", "number": "not a number", "format": "standard"},
        {**LETTER, "home": "y"},
        {"first": "never", "format": "standard", "remind": "y"},
        {"first": "pigeon", "format": "standard"},
    ],
)
def test_what_does_not_fit_together_is_shown_again(standing_service: Service, typed: dict[str, str]) -> None:
    begun = STAGES["half"](standing_service, helper=False)
    assert "There is a problem" in chosen(begun, 422, **typed)
    assert kept(begun) == Telling()


def test_what_a_date_says_in_a_calendar_is_told_in_the_councils_own_words(standing_service: Service) -> None:
    begun, whole = STAGES["half"](standing_service, helper=False), standing_service.parts
    own = replace(content().notices, calendar=Text("calendar", "The heron"))
    standing_service.app.extensions["wiring"] = replace(whole, content=replace(whole.content, notices=own))
    try:
        assert "It says only “The heron”." in begun.browser().get(f"{begun.path}/telling-you").words
    finally:
        standing_service.app.extensions["wiring"] = whole


def test_reminders_are_off_until_somebody_chooses_them_and_can_be_stopped(standing_service: Service) -> None:
    begun = STAGES["half"](standing_service, helper=False)
    page = begun.browser().get(f"{begun.path}/telling-you")
    assert "remind" not in page.form()
    assert "We send reminders only if you ask." in page.words
    chosen(begun, first="email", format="standard", remind="y")
    assert kept(begun).remind
    shown = begun.browser().get(f"{begun.path}/telling-you").form()
    assert shown["remind"] == "y"
    begun.browser().post(f"{begun.path}/telling-you", {name: each for name, each in shown.items() if name != "remind"})
    assert not kept(begun).remind


def test_a_helper_chooses_reminders_for_themself_apart_from_the_person(standing_service: Service) -> None:
    begun = STAGES["half"](standing_service, helper=True)
    usual = {"first": "any", "format": "standard", "own_first": "email", "own_format": "standard"}
    assert "Change one of the two" in chosen(begun, 422, **{**usual, "own_first": "never", "own_remind": "y"})
    chosen(begun, **usual, own_remind="y")
    assert kept(begun).remind
    assert not begun.open().contents.about.telling["person"].remind


def test_a_letter_that_is_chosen_is_safe_and_a_home_that_is_not_stays_so(standing_service: Service) -> None:
    begun = STAGES["half"](standing_service, helper=False)
    chosen(begun, **LETTER)
    assert begun.open().wishes.write is True
    chosen(begun, first="any", format="standard", home="y")
    assert begun.open().wishes.write is False


def test_a_helper_chooses_for_the_person_and_apart_from_that_for_themself(standing_service: Service) -> None:
    begun = STAGES["half"](standing_service, helper=True)
    assert "They look here, or ring you" in begun.browser().get(f"{begun.path}/telling-you").words
    chosen(begun, **LETTER, own_first="email", own_format="standard")
    assert kept(begun) == Telling(Channel.EMAIL, language="en_GB")
    assert begun.open().contents.about.telling["person"].first is Channel.LETTER


def test_a_language_is_named_as_it_names_itself() -> None:
    assert [locale.name_of(code) for code in ("en_GB", "cy", "pl", "x")] == [
        "English (United Kingdom)",
        "Cymraeg",
        "Polski",
        "x",
    ]


def test_an_advocate_who_speaks_chooses_for_themself_and_not_for_the_person(standing_service: Service) -> None:
    ann = STAGES["sent"](standing_service, helper=False)
    bea, before = given(ann, Role.ADVOCATE_SPEAKING), ann.open().contents.about.wishes
    page = bea.get(bea.get(f"{ann.path}/timeline").tree.xpath("//a[.='How we tell you things']/@href")[0])
    assert "We have no e-mail address of yours." in page.words
    typed, path = {**page.form(), "own_first": "text", "own_format": "easy-read"}, f"{ann.path}/telling-me"
    assert "Write your mobile number" in bea.post(path, typed, 422).words
    bea.post(path, {**typed, "own_number": "07700 900 900", "own_remind": "y"})
    about = ann.open().contents.about
    [own] = about.telling.values()
    assert own == Telling(Channel.TEXT, "07700 900 900", "en_GB", Format.EASY, remind=True)
    assert about.wishes == before
    assert bea.get(path).form().get("own_number") == "07700 900 900"
    assert "Reminders" not in given(ann, Role.ATTORNEY_PROPERTY).get(f"{ann.path}/telling-me").words


def test_a_helper_who_wants_text_messages_gives_a_number_of_their_own(standing_service: Service) -> None:
    begun = STAGES["half"](standing_service, helper=True)
    typed = {"first": "any", "format": "standard", "own_first": "text", "own_format": "standard"}
    assert 'id="own_number-error"' in chosen(begun, 422, **typed)
    chosen(begun, **typed, own_number="07700 900 900")


def test_the_person_who_comes_in_sees_what_was_chosen_for_them_and_chooses_anew(standing_service: Service) -> None:
    tom = STAGES["sent"](standing_service, helper=True)
    chosen(tom, first="text", number="07700 900 111", format="standard", own_first="any", own_format="standard")
    ann = standing_service.browser()
    arrived = ann.follow(ann.send(ann.get(f"/code/{code_on(tom.browser().fill(f'{tom.path}/letter', 200))}")))
    way, asks = f"{tom.path}/telling-you", "You have not chosen yet how we tell you things."
    assert [asks in each.words for each in (arrived, ann.get(f"{tom.path}/timeline"))] == [True, True]
    assert way in arrived.tree.xpath("//main//a/@href")
    page = ann.get(way)
    assert "Others chose this for you: Text message, 07700 900 111" in page.words
    assert (page.form().get("first"), page.form().get("number")) == ("any", "")
    ann.send(page)
    assert asks not in ann.get(f"{tom.path}/timeline").words
    assert "Others chose" not in ann.get(way).words + tom.browser().get(way).words
    assert asks not in tom.browser().get(f"{tom.path}/timeline").words


def test_before_sending_the_page_says_who_will_be_told_and_how(standing_service: Service) -> None:
    begun = STAGES["complete"](standing_service, helper=False)
    page = begun.browser().get(f"{begun.path}/send")
    assert "You Not at all. You can look here." in page.words
    [change] = page.tree.xpath("//main//a[contains(@href, '/telling-you')]/@href")
    assert begun.browser().fill(change).goes_to == f"{begun.path}/send"
    assert begun.browser().fill(f"{begun.path}/telling-you").goes_to == f"{begun.path}/"
    chosen(begun, first="text", number="07700 900 900", format="16-point")
    words = begun.browser().get(f"{begun.path}/send").words
    assert "You By text message, " in words
    assert "Large print, 16 point" in words
    assert "The adult social care team By e-mail." in words


def test_a_helper_learns_nothing_of_the_persons_own_way_in(standing_service: Service) -> None:
    begun = STAGES["complete"](standing_service, helper=True)
    assert "In the way that they chose, where that is safe." in begun.browser().get(f"{begun.path}/send").words


@pytest.mark.parametrize(("agreed", "status"), [("agreed", 302), ("not-able", 302), ("no", 422), ("", 422)])
def test_who_sends_for_somebody_says_whether_they_agree(standing_service: Service, agreed: str, status: int) -> None:
    begun = STAGES["complete"](standing_service, helper=True)
    typed = {"declared": "y", "signed": "Tom Lane", **({"agreed": agreed} if agreed else {})}
    begun.browser().fill(f"{begun.path}/send", status, **typed)
    assert begun.open().was_sent is (status == 302)
