"""Every address at every stage, in both ways of reading, for the person, for a helper and for a stranger."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from portal.access import Action
from portal.services import accounts
from tests.surface.routes import NOT_PAGES, STAGES_SHOWN, address, open_to_all, own
from tests.web.stages import STAGES

if TYPE_CHECKING:
    from tests.web.browsing import Browser, Page
    from tests.web.running import Begun, Service

APPLICATION = "/applications/<reference>"
UNKNOWN = "2345-6789"
FILE = re.compile(r"[/.](pdf|docx)(/|$)")


def rules(service: Service) -> set[str]:
    """Every rule of the service that can be asked for or sent to."""
    return {rule.rule for rule in service.app.url_map.iter_rules()}


def test_every_address_has_its_line_in_the_table(standing_service: Service) -> None:
    stated = {*open_to_all(), *(APPLICATION + rule for rule in own()), *NOT_PAGES}
    assert rules(standing_service) == stated


@pytest.mark.parametrize("easy", [False, True], ids=["standard", "easy"])
def test_public_pages_are_whole_for_a_stranger(standing_service: Service, *, easy: bool) -> None:
    cara = standing_service.browser()
    if easy:
        cara.easy()
    cara.headers["X-Forwarded-For"] = "192.0.2.1"
    for rule, (stranger, _known) in open_to_all().items():
        cara.get(address(rule), stranger)


@pytest.mark.parametrize("easy", [False, True], ids=["standard", "easy"])
def test_public_pages_are_whole_for_somebody_with_an_application(standing_service: Service, *, easy: bool) -> None:
    ann = standing_service.begun().browser()
    if easy:
        ann.easy()
    links: set[str] = set()
    for rule, (_stranger, known) in open_to_all().items():
        links |= links_of(ann.get(address(rule), known))
    for link in sorted(links):
        assert ann.ask("GET", link).status_code in {200, 302}, f"a page links to {link}, which cannot be opened"


@pytest.mark.parametrize("helper", [False, True], ids=["person", "helper"])
@pytest.mark.parametrize("stage", STAGES_SHOWN)
def test_pages_are_whole_at_each_stage(standing_service: Service, stage: str, *, helper: bool) -> None:
    begun = STAGES[stage](standing_service, helper=helper)
    reading, easy = begun.browser(), begun.browser().easy()
    links: set[str] = set()
    for rule, statuses in own(helper=helper).items():
        path = begun.path + address(rule, begun)
        for browser in (reading, easy):
            page = browser.get(path, statuses[stage])
            links |= links_of(page)
    for link in sorted(links):
        assert reading.ask("GET", link).status_code in {200, 302}, (
            f"{stage}: a page links to {link}, which cannot be opened"
        )


@pytest.mark.parametrize("stage", STAGES_SHOWN)
def test_a_stranger_is_told_nothing_of_an_application(standing_service: Service, stage: str) -> None:
    begun = STAGES[stage](standing_service, helper=False)
    cara = standing_service.begun().browser()
    for rule in [*own(), "/copy.pdf"]:
        rest = address(rule, begun)
        assert told(cara, "GET", begun.reference, rest) == told(cara, "GET", UNKNOWN, rest), rule


def told(browser: Browser, method: str, reference: str, rest: str, **sent: str) -> tuple[bytes, list[tuple[str, str]]]:
    """All that somebody is told of an application that is not for them; their own words of asking left out."""
    answer = browser.ask(method, f"/applications/{reference}{rest}", **({"data": sent} if method == "POST" else {}))
    assert answer.status_code == 404, f"{method} {rest}: {answer.status_code}"
    return answer.data.replace(reference.encode(), b"..."), sorted(answer.headers)


def test_a_stranger_sends_nothing_to_an_application(standing_service: Service) -> None:
    begun = STAGES["complete"](standing_service, helper=False)
    cara = standing_service.begun().browser()
    mark = cara.mark()
    for rule in standing_service.app.url_map.iter_rules():
        if rule.rule.startswith(APPLICATION) and "POST" in (rule.methods or ()):
            for sent in ({}, {"mark": mark}, {"mark": mark, "do": "save"}):  # type: dict[str, str]
                rest = address(rule.rule.removeprefix(APPLICATION), begun)
                assert told(cara, "POST", begun.reference, rest, **sent) == told(cara, "POST", UNKNOWN, rest, **sent), (
                    rest
                )


def links_of(page: Page) -> set[str]:
    """Where a page's links within the service lead.

    The quick exit ends the visit and has its own test; so have the files, each of which takes long to make.
    """
    found = {str(link).partition("#")[0] for link in page.tree.xpath("//a/@href") if link.startswith("/")}
    return {link for link in found if link != "/left" and not FILE.search(link)}


def test_the_copy_is_a_file_with_its_words(standing_service: Service) -> None:
    begun: Begun = STAGES["sent"](standing_service, helper=False)
    answer = begun.browser().ask("GET", f"{begun.path}/copy.pdf")
    assert answer.status_code == 302 or (answer.mimetype == "application/pdf" and answer.data.startswith(b"%PDF-"))
    assert answer.headers["Cache-Control"] == "no-store"
    assert begun.reference not in str(answer.headers.get("Content-Disposition"))


def test_the_service_says_that_it_is_well(standing_service: Service) -> None:
    answer = standing_service.browser().ask("GET", "/health")
    assert (answer.status_code, answer.data, answer.headers.getlist("Set-Cookie")) == (200, b"ok\n", [])


def test_leaving_quickly_ends_the_session_wherever_its_cookie_turns_up_again(standing_service: Service) -> None:
    begun = standing_service.begun()
    browser = begun.browser()
    assert browser.ask("GET", f"{begun.path}/").status_code == 200
    browser.ask("GET", "/left").close()
    assert browser.ask("GET", f"{begun.path}/").status_code == 404
    assert begun.browser().ask("GET", f"{begun.path}/").status_code == 404  # with the cookie of before


def test_what_was_saved_opens_again_after_leaving_quickly(standing_service: Service) -> None:
    begun = standing_service.begun()
    with begun.opening(Action.SAVE) as (context, opened):
        code = accounts.make_return_code(context, opened)
    begun.browser().ask("GET", "/left").close()
    back = standing_service.browser()
    back.fill("/return/code", code=code)
    assert back.ask("GET", f"{begun.path}/").status_code == 200


def test_leaving_quickly_leads_elsewhere_and_says_nothing(standing_service: Service) -> None:
    answer = standing_service.browser().ask("GET", "/left")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("https://")
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
