"""The rules of the panel and the groups of a roll-out, in public: each rule, each day, and the way in for others."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from flask_babel import force_locale

from portal.allocation.panel import Cause, PanelRule
from portal.conditions import AllOf, AnyOf, Condition, Not, OneOf
from portal.files import Mark
from portal.money import Unit
from portal.web.schemes.names import Names
from portal.web.schemes.panel import Rules
from portal.web.schemes.roll_out import standing, told
from portal.words import Text, Wording
from tests.surface.test_easy_pages import too_long
from tests.web.running import content
from tests.web.test_profiles import content_of, council

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from tests.web.running import Service

__all__ = ["council"]

PUBLIC = "/how-budgets-are-worked-out"
PANEL = f"{PUBLIC}/adult/panel"
GROUPS = f"{PUBLIC}/who-can-start"
HERE = Mark("panel.yaml", 1)
WHY = Text(standard="Because of {limit}.", key="why")


def test_every_rule_of_the_panel_is_public_with_its_reason(standing_service: Service) -> None:
    page = standing_service.browser().get(PANEL)
    assert {rule.id for rule in content().panels["adult"].rules} <= set(page.tree.xpath("//h3/@id"))
    for said in (
        "comes to more than £1,500 a week.",
        "“Your support may cost more than £1,500 a week. The figure is not cut because of this.”",
        "The budget that a worker proposes is more than 25% above the first figure.",
        "A worker made an exception to where the budget starts.",
        "“The budget that your worker proposes is (your figure stands here). That is much more than",
        "We aim to do this within 2 weeks.",
        "You can tell the panel",
        "How to complain",
    ):
        assert said in page.words
    assert "…" not in page.words


def test_the_rules_are_linked_from_the_scheme_and_the_list_of_schemes(standing_service: Service) -> None:
    browser = standing_service.browser()
    for path in (PUBLIC + "/", f"{PUBLIC}/adult"):
        hrefs = browser.get(path).tree.xpath("//main//a/@href")
        assert PANEL in hrefs
        assert GROUPS not in hrefs, "there is no roll-out"


def test_a_scheme_without_a_panel_has_no_such_page(standing_service: Service) -> None:
    assert standing_service.browser().get(f"{PUBLIC}/carer/panel", 404).status == 404


def test_the_rules_speak_easy_read(standing_service: Service) -> None:
    browser = standing_service.browser().easy()
    assert too_long(browser, PANEL) == []
    assert "A worker wants a lot more money than the first figure." in browser.get(PANEL).words


@pytest.mark.parametrize(
    ("cause", "fields", "words"),
    [
        (Cause.ABOVE, {"line": "weekly", "most_line": "together", "unit": Unit.POUNDS_A_WEEK}, "comes to more than “"),
        (Cause.ABOVE, {"line": "weekly", "most": Decimal(900), "unit": Unit.POUNDS_A_WEEK}, "more than £900 a week."),
        (Cause.OVER_INDICATIVE, {"most": Decimal(60)}, "more than £60.00 above the first figure."),
        (Cause.LIMIT_PASSED, {}, "The figure is above a limit of our table."),
        (Cause.LIMIT_PASSED, {"lines": ("weekly",)}, "the limit that is set at one of these lines:"),
        (Cause.OPEN_BAND, {}, "Our table leaves it to a person."),
        (Cause.OPEN_BAND, {"lines": ("weekly",)}, "leaves it to a person at one of these lines:"),
        (Cause.WHEN, {"when": AnyOf("washing", ("full",))}, "The answer to “"),
    ],
)
def test_each_cause_has_its_words(
    standing_service: Service, cause: Cause, fields: Mapping[str, Any], words: str
) -> None:
    rule = PanelRule("one", cause, WHY, "Ours", HERE, **fields)
    names = Names(content().schemes["adult"][0], content().questionnaires["adult"], Wording.STANDARD)
    with standing_service.app.test_request_context(), force_locale("en"):
        shown = Rules(names, Wording.STANDARD).shown(rule, "Another")
    assert words in shown["when"]
    assert len(shown["lines"]) == len(fields.get("lines", ()))
    assert shown["source"] == "Ours"


@pytest.mark.parametrize("profile", ["wirral-model"])
def test_the_groups_are_public_with_their_days_and_the_way_in(council: Service) -> None:
    browser = council.browser()
    page = browser.get(GROUPS)
    for said in (
        "Adults with a learning disability",
        "Who this is true for: “I am getting better after a stroke”.",
        "These people can start now.",
        "1 April 2026",
        "No last day is set.",
        "ZZ1, ZZ2 3",
        "Nobody is turned away.",
        "You can also join the new way.",
        "We want at least 10% of people who use community services to have it.",
        "Wirral Council, Cabinet, 9 December 2009",
    ):
        assert said in page.words
    for path in (PUBLIC + "/", f"{PUBLIC}/adult"):
        assert GROUPS in browser.get(path).tree.xpath("//main//a/@href")
    assert GROUPS not in browser.get(f"{PUBLIC}/carer").tree.xpath("//main//a/@href"), "carers are not asked"
    assert too_long(browser.easy(), GROUPS) == []


def test_a_group_tells_whether_it_can_start_on_each_side_of_its_days(standing_service: Service) -> None:
    cohorts = content_of("wirral-model").cohorts
    assert cohorts is not None
    first, last, day = date(2026, 4, 1), date(2026, 9, 30), timedelta(days=1)
    group = dataclasses.replace(cohorts.cohorts[0], starts=first, ends=last)
    with standing_service.app.test_request_context(), force_locale("en"):
        found = [standing(group, each) for each in (first - day, first, last, last + day)]
    assert found == [
        "These people can start later.",
        "These people can start now.",
        "These people can start now.",
        "This time is over. Whoever began goes on.",
    ]


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (AnyOf("stroke", ("no",)), "not “I am getting better after a stroke”"),
        (
            AllOf((AnyOf("stroke", ("yes",)), Not(AnyOf("learning-disability", ("yes",))))),
            "“I am getting better after a stroke” and not “I have a learning disability”",
        ),
        (
            Not(OneOf((AnyOf("stroke", ("yes",)), AnyOf("learning-disability", ("yes",))))),
            "not (“I am getting better after a stroke” or “I have a learning disability”)",
        ),
    ],
)
def test_who_belongs_to_a_group_is_told_in_the_words_of_the_boxes(
    standing_service: Service, condition: Condition, words: str
) -> None:
    cohorts = content_of("wirral-model").cohorts
    assert cohorts is not None
    with standing_service.app.test_request_context(), force_locale("en"):
        assert told(condition, cohorts, Wording.STANDARD) == words
