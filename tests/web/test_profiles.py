"""The two council profiles that come as examples: each goes the whole way, and says on every page what it is."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from portal.content import Content, complaints, load_content
from portal.web.app import build
from tests.content.adult_route import AFTER_A_STROKE, UNSURE_OF_ALL
from tests.web.running import HERE, Begun, Service, content, settings
from tests.web.test_panel import LOOKS, MUCH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.content.adult_route import Person
    from tests.web.browsing import Browser

PROFILES = ("halton-model", "wirral-model")
STRIPS = {"halton-model": "It is not Halton's own service.", "wirral-model": "It is not Wirral's own service."}


@cache
def content_of(profile: str | None) -> Content:
    return load_content(HERE, profile) if profile else content()


@pytest.fixture
def council(sqlite_template: Path, tmp_path: Path, profile: str) -> Iterator[Service]:
    """A service of one profile, on SQLite."""
    shutil.copyfile(sqlite_template, tmp_path / "portal.sqlite")
    wanted = settings(f"sqlite:///{tmp_path / 'portal.sqlite'}", tmp_path, PORTAL_PROFILE=profile)
    service = Service(build(wanted, content_of(profile)))
    yield service
    service.close()


def begin(council: Service, who: str = "me") -> Begun:
    """Through the start pages like anybody; what is asked only by some councils is answered, too."""
    browser = council.browser()
    for page, answer in (("danger", "no"), ("council", "yes"), ("age", "yes")):
        browser.fill(f"/start/{page}", answer=answer)
    begun = browser.fill("/start/who", answer=who)
    if who == "carer":
        begun = browser.fill(begun.goes_to, answer="yes")
    if begun.goes_to.endswith("/who-can-start"):
        begun = browser.fill(begun.goes_to, **{"true-of-stroke": "yes"})
    assert begun.goes_to.endswith("/reaching-you")
    cookie = browser.client.get_cookie("visit")
    assert cookie is not None
    return Begun(council, cookie.value, begun.goes_to.split("/")[2])


def send(begun: Begun, way: str) -> Browser:
    """Choose a way and send, as the pages ask it."""
    browser = begun.browser()
    browser.fill(f"{begun.path}/arrangement/guides")
    browser.fill(f"{begun.path}/arrangement", way=way)
    browser.fill(f"{begun.path}/send", declared="yes")
    return browser


def sent(council: Service, person: Person, way: str = "not-sure") -> tuple[Begun, Browser]:
    begun = begin(council).answer_up_to(person=person)
    return begun, send(begun, way)


@pytest.mark.parametrize("profile", PROFILES)
def test_nothing_is_wrong_with_the_content_of_a_profile(profile: str) -> None:
    assert [str(each) for each in complaints(HERE, profile)] == []


@pytest.mark.parametrize("profile", PROFILES)
def test_every_page_on_the_whole_way_says_what_the_example_is_modelled_on(council: Service, profile: str) -> None:
    begun, browser = sent(council, AFTER_A_STROKE)
    own = [f"{begun.path}/{each}" for each in ("", "budget", "copy", "timeline", "check", "reaching-you")]
    for path in ("/", "/start/who", "/privacy", "/guides/", "/how-budgets-are-worked-out/", "/staff/sign-in", *own):
        page = browser.follow(browser.get(path, 302)) if path == f"{begun.path}/" else browser.get(path)
        assert STRIPS[profile] in page.text.replace("&#39;", "'"), path
    lost = browser.get("/there-is-no-such-page", 404)
    assert STRIPS[profile] in lost.text.replace("&#39;", "'")
    easy = browser.easy().get("/")
    assert "This is an example." in easy.text


def test_the_default_has_no_strip(standing_service: Service) -> None:
    assert "modelled on" not in standing_service.browser().get("/").text


@pytest.mark.parametrize("profile", ["halton-model"])
def test_the_halton_example_goes_from_start_to_timeline_with_its_panel(council: Service) -> None:
    begun, browser = sent(council, MUCH, "managed")
    budget = browser.get(f"{begun.path}/budget").words
    assert LOOKS in budget
    assert "risk enablement panel" in budget
    assert "Your support may cost more than £1,000 a week." in budget
    assert "You sent your answers" in browser.get(f"{begun.path}/timeline").words


@pytest.mark.parametrize("profile", ["halton-model"])
def test_in_the_halton_example_support_in_place_sets_the_most(council: Service) -> None:
    answers = {"support-now": "yes", "support-cost": 240, "needs-changed": "same", "more-support": "no"}
    begun = begin(council).answer_up_to(person=type(MUCH)({**AFTER_A_STROKE.answers, **answers}))
    words = begun.browser().get(f"{begun.path}/budget").words
    assert "It can be £240.00 a week at most" in words


@pytest.mark.parametrize("profile", ["halton-model"])
def test_in_the_halton_example_carers_get_one_of_three_levels(council: Service) -> None:
    begun = begin(council, "carer").answer_up_to()
    words = begun.browser().get(f"{begun.path}/budget").words
    assert "£300" in words


@pytest.mark.parametrize("profile", ["halton-model"])
def test_the_halton_example_counts_people_towards_its_target(council: Service) -> None:
    from portal.services.targets import people_reached  # noqa: PLC0415

    sent(council, AFTER_A_STROKE)
    with council.acting() as context:
        assert people_reached(context) == 1
        assert context.content.council.target.people == 1996


@pytest.mark.parametrize("profile", ["wirral-model"])
def test_the_wirral_example_shows_needs_in_points_and_no_money(council: Service) -> None:
    begun = begin(council).answer_up_to()
    browser = begun.browser()
    for page in ("budget", "copy"):
        words = browser.get(f"{begun.path}/{page}").words
        assert "The council has not set a price yet." in words
        assert "£" not in words.split("How we counted, line by line")[1].split("Points that count")[0]
        assert " points" in words
    budget = browser.get(f"{begun.path}/budget")
    assert budget.heading == "What you need, in points"
    assert budget.tree.xpath(f"//a[@href='{begun.path}/budget/what-if']")
    tried = browser.send(browser.get(f"{begun.path}/budget/what-if"), 200, ask="dressing")
    words = browser.send(tried, 200, answer="alone").words
    for said in ("24 points", "22 points", "There is no sum of money.", "Example figures.", "Dressing: −\u20602"):
        assert said in words


@pytest.mark.parametrize("profile", ["wirral-model"])
def test_in_the_wirral_example_a_mix_has_parts_and_no_amounts(council: Service) -> None:
    begun = begin(council).answer_up_to()
    browser = begun.browser()
    browser.fill(f"{begun.path}/arrangement/guides")
    browser.fill(f"{begun.path}/arrangement", way="mixed")
    page = browser.get(f"{begun.path}/arrangement/parts")
    assert not any(name.startswith("amount-") for name in page.form())
    browser.send(page, way_personal_care="direct-payment", way_food="managed")
    browser.fill(f"{begun.path}/arrangement/uses", uses=["personal-assistant"])
    browser.fill(f"{begun.path}/arrangement/to-know")
    browser.fill(f"{begun.path}/send", declared="yes")
    copy = browser.get(f"{begun.path}/copy").words
    assert "The council arranges it" in copy
    assert "You sent your answers" in browser.get(f"{begun.path}/timeline").words


@pytest.mark.parametrize("profile", ["wirral-model"])
def test_in_the_wirral_example_doubt_is_named_before_the_missing_price(council: Service) -> None:
    begun = begin(council).answer_up_to(person=UNSURE_OF_ALL)
    assert begun.browser().get(f"{begun.path}/budget").heading == "We cannot show a figure yet"


@pytest.mark.parametrize("profile", ["wirral-model"])
def test_in_the_wirral_example_a_worker_works_out_with_carers_what_would_help(council: Service) -> None:
    begun = begin(council, "carer").answer_up_to()
    words = begun.browser().get(f"{begun.path}/budget").words
    assert "The council has not set amounts yet." in words
    assert "£" not in words
