"""Save and come back later on the pages that are no questions: as typed, errors included, until they are sent."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import func, select

from portal.access import Action
from portal.db import queries
from portal.services import arrangements, exchange
from portal.services.staff import cases, entry
from portal.web.unfinished import KEPT
from tests.web.desk import at_desk
from tests.web.stages import STAGES

if TYPE_CHECKING:
    from tests.web.browsing import Browser, Page
    from tests.web.running import Begun, Service


@dataclass(frozen=True)
class Leaving:
    """A page that is left: what is typed there, what is wrong with it, and what would be taken."""

    stage: str
    path: str
    typed: dict[str, str | list[str]] = field(default_factory=dict)
    wrong: dict[str, str | list[str]] | None = None
    right: dict[str, str | list[str]] = field(default_factory=dict)


PAGES = {
    "start.wishes": Leaving("half", "/reaching-you", {"ring": "yes", "how": "only be"}, {"how": "x" * 501}),
    "arrangement.guides": Leaving("complete", "/arrangement/guides"),
    "arrangement.choose": Leaving("complete", "/arrangement", {"way": "managed"}, {"way": []}, {"way": "mixed"}),
    "arrangement.uses": Leaving("arranged", "/arrangement/uses", {"uses": "agency"}, {"uses": []}, {"uses": "agency"}),
    "arrangement.points": Leaving("arranged", "/arrangement/to-know"),
    "arrangement.parts": Leaving(
        "arranged", "/arrangement/parts", {"name_own": "A walk"}, {"name_own": "A walk"}, {"name_own": ""}
    ),
    "budget.without": Leaving("complete", "/budget/without"),
    "budget.look_again": Leaving(
        "complete", "/budget/look-again?line=points", {"words": "my ni"}, {"words": ""}, {"words": "my nights"}
    ),
    "sending.send": Leaving("complete", "/send", {"declared": "y"}, {"declared": []}, {"declared": "y"}),
    "sending.how_told": Leaving(
        "complete", "/telling-you", {"number": "07"}, {"number": "x"}, {"first": "email", "format": "standard"}
    ),
    "sending.recall": Leaving("sent", "/take-back"),
    "progress.add": Leaving(
        "sent", "/add", {"words": "I f"}, {"words": ""}, {"words": "I fell", "part": "any", "readers": "all"}
    ),
    "progress.advocate": Leaving(
        "sent",
        "/advocate",
        {"understand": "alone"},
        {"understand": []},
        {
            "understand": "alone",
            "remember": "hard",
            "weigh": "helped",
            "tell": "unsure",
            "somebody": "no",
            "shown": "yes",
        },
    ),
    "progress.complain": Leaving(
        "sent",
        "/complain",
        {"words": "You f"},
        {"words": ""},
        {"words": "You forgot me", "kind": "complaint", "shown": "yes"},
    ),
    "progress.withdraw": Leaving("sent", "/withdraw"),
    "progress.messages": Leaving("sent", "/messages", {"words": "I wa"}, {"words": ""}, {"words": "I want"}),
    "progress.answer": Leaving("opened", "/messages/<message>", {"words": "In M"}, {"words": ""}, {"words": "In May"}),
}
EVERY = pytest.mark.parametrize("endpoint", PAGES)
REFUSING = pytest.mark.parametrize("endpoint", [name for name, each in PAGES.items() if each.wrong is not None])


def test_every_page_that_is_kept_is_tried_here() -> None:
    assert set(PAGES) == set(KEPT)


NOT_KEPT = {
    "questions.question": "kept under its place on the journey",
    "returning.save_by_code": "the way to save itself",
    "returning.save_by_email": "the way to save itself",
    "budget.what_if": "nothing of what is tried is kept anywhere",
    "progress.advocate_offer": "one question, asked again from the timeline",
    "progress.complaint": "one button, nothing to type",
    "people.own_telling": "a few choices, asked again from the timeline",
    "start.cohort": "asked before there is anything to come back to",
    **dict.fromkeys(
        ("start.usual_way", "questions.remove", "returning.delete", "people.invitation", "people.letter"),
        "one button, nothing to type",
    ),
    **dict.fromkeys(
        (
            "people.change",
            "people.private",
            "people.proof",
            "people.answer_request",
            "people.invite",
            "people.stage_shown",
        ),
        "who may see what is settled at once or not at all",
    ),
    "people.ask_for_break": "what is asked of somebody is sent at once or not at all",
    "people.answer_break": "who may see what is settled at once or not at all",
    "people.let_in": "who may see what is settled at once or not at all",
    **dict.fromkeys(
        ("people.own_view", "people.own_view_of_sending", "people.notes", "people.speak"),
        "may be sent unfinished and changed, or is meant for others",
    ),
}
"""Every other page of an application with a form, and why it is not found again half-filled."""


def test_every_form_of_an_application_is_kept_or_says_why_not(standing_service: Service) -> None:
    forms = {
        rule.endpoint
        for rule in standing_service.app.url_map.iter_rules()
        if rule.rule.startswith("/applications/<reference>") and "POST" in (rule.methods or ())
    }
    assert forms == {*KEPT, *NOT_KEPT}, "a new page with a form belongs into unfinished.KEPT, or here with its reason"
    assert not set(KEPT) & set(NOT_KEPT)


def arrived(service: Service, leaving: Leaving, *, helper: bool = False) -> tuple[Begun, str]:
    """Somebody at the stage of a page, and its address below the application's."""
    begun = STAGES[leaving.stage](service, helper=helper)
    path = leaving.path
    if "<message>" in path:
        path = path.replace("<message>", asked_for_more(service, begun))
    if path == "/arrangement":
        begun.browser().fill(f"{begun.path}/arrangement/guides")  # they come first
    return begun, path


def asked_for_more(service: Service, begun: Begun) -> str:
    """The council asks something; the message's id."""
    with at_desk(service).acting() as context:
        here = entry.worker(context)
        cases.name_purpose(context, here, begun.reference, cases.Purpose.MY_CASE)
        exchange.ask(context, cases.look(context, here, begun.reference, Action.ASK).opened, "When?", wants_answer=True)
    with begun.opening(Action.MESSAGE) as (context, opened):
        return exchange.messages(context, opened)[0].id


def typed_on(page: Page) -> Any:
    """What the form of a page would send, without its mark."""
    return {name: values for name, values in page.form().lists() if name != "mark"}


def back(begun: Begun, browser: Browser) -> str:
    return str(browser.ask("GET", f"{begun.path}/resume").location).removeprefix(begun.path)


@EVERY
def test_a_page_is_found_again_as_it_was_left(standing_service: Service, endpoint: str) -> None:
    leaving = PAGES[endpoint]
    begun, path = arrived(standing_service, leaving)
    browser = begun.browser()
    page = browser.get(begun.path + path)
    before = typed_on(page)
    left = browser.send(page, do="save", **leaving.typed)
    assert left.goes_to == f"{begun.path}/save"
    assert back(begun, browser) == path
    wanted = {
        name.replace("_", "-"): [value] if isinstance(value, str) else value for name, value in leaving.typed.items()
    }
    assert typed_on(browser.get(begun.path + path)) == before | wanted


@REFUSING
def test_the_errors_are_found_again_too(standing_service: Service, endpoint: str) -> None:
    leaving = PAGES[endpoint]
    begun, path = arrived(standing_service, leaving, helper=True)
    browser = begun.browser()
    refused = browser.send(browser.get(begun.path + path), 422, **(leaving.wrong or {}))
    assert browser.send(refused, do="save").status == 302
    assert back(begun, browser) == path
    again = browser.get(begun.path + path)
    assert errors(again) == errors(refused)
    assert errors(again)
    assert typed_on(again) == typed_on(refused)


def errors(page: Page) -> list[str]:
    return [" ".join(each.text_content().split()) for each in page.tree.xpath("//*[contains(@class,'error')]")]


@EVERY
def test_what_is_really_sent_is_kept_no_longer(standing_service: Service, endpoint: str) -> None:
    leaving = PAGES[endpoint]
    begun, path = arrived(standing_service, leaving)
    browser = begun.browser()
    browser.send(browser.get(begun.path + path), do="save", **leaving.typed)
    assert pages_kept(standing_service, begun) == 1
    page = browser.get(begun.path + path)
    browser.send(page, **{name: list[str]() for name in leaving.typed} | leaving.right)
    assert pages_kept(standing_service, begun) == 0
    assert back(begun, browser) != path


def pages_kept(service: Service, begun: Begun) -> int:
    opened = begun.open()
    with service.acting() as context:
        of_it = queries.typed_pages.application_id == opened.id
        return int(context.session.connection().execute(select(func.count()).where(of_it)).scalar_one())


def test_saving_answers_and_chooses_nothing(standing_service: Service) -> None:
    begun = STAGES["arranged"](standing_service, helper=False)
    browser = begun.browser()
    browser.send(browser.get(f"{begun.path}/arrangement"), do="save", way="managed")
    browser.send(browser.get(f"{begun.path}/reaching-you"), do="save", ring="yes")
    with begun.opening(Action.READ) as (context, opened):
        assert arrangements.choice(context, opened).way == "mixed"
        assert not opened.wishes.ring


def test_a_page_that_may_not_be_opened_any_more_is_not_where_one_comes_back_to(standing_service: Service) -> None:
    begun = STAGES["arranged"](standing_service, helper=False)
    browser = begun.browser()
    browser.send(browser.get(f"{begun.path}/arrangement"), do="save", way="managed")
    browser.fill(f"{begun.path}/send", declared="y")
    assert back(begun, browser) == "/"


def test_two_lines_are_two_pages(standing_service: Service) -> None:
    begun = STAGES["complete"](standing_service, helper=False)
    browser = begun.browser()
    first, second = (f"/budget/look-again{which}" for which in ("?line=points", ""))
    browser.send(browser.get(begun.path + first), do="save", words="one")
    browser.send(browser.get(begun.path + second), do="save", words="two")
    assert browser.get(begun.path + first).form()["words"] == "one"
    assert browser.get(begun.path + second).form()["words"] == "two"
    assert back(begun, browser) == second


def test_another_reader_does_not_see_a_page_that_was_left(standing_service: Service) -> None:
    begun = STAGES["complete"](standing_service, helper=False)
    browser = begun.browser()
    browser.send(browser.get(f"{begun.path}/budget/look-again"), do="save", words="mine")
    stranger = standing_service.begun().browser()
    assert stranger.ask("GET", f"{begun.path}/budget/look-again").status_code == 404


def test_a_form_of_another_site_keeps_nothing(standing_service: Service) -> None:
    begun = STAGES["complete"](standing_service, helper=False)
    browser = begun.browser()
    sent = {"mark": "0" * 64, "do": "save", "words": "not mine"}
    assert browser.ask("POST", f"{begun.path}/budget/look-again", data=sent).status_code == 422
    assert pages_kept(standing_service, begun) == 0


def test_a_rough_idea_offers_no_saving_on_its_forms(standing_service: Service) -> None:
    begun = STAGES["rough"](standing_service, helper=False)
    assert "Save and come back later" not in begun.browser().get(f"{begun.path}/arrangement/guides").text
