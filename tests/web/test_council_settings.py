"""The council's settings: each is read by something, and words reach translators and readers of Easy Read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from portal.council import Council
from portal.council.setting import Setting
from portal.web.locale import said
from portal.words import Text
from tests.web.running import content
from tests.web.stages import STAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.web.running import Service

PORTAL = Path(__file__).parents[2] / "portal"
FOR_AUTHORS = {"source", "title", "address", "checked", "read_at_source"}
"""Where and when a fact was read: for whoever looks after the file."""

NOT_YET = {"web", "short_name", "local_help"}
"""Settings whose pages are still to come: the council's own website, help near by."""


def fields(model: type[Setting]) -> Iterator[str]:
    """The names of all settings, those inside others among them."""
    for name, field in model.model_fields.items():
        yield name
        inside = [field.annotation]
        while inside:
            kind = inside.pop()
            if isinstance(kind, type) and issubclass(kind, Setting):
                yield from fields(kind)
            inside += get_args(kind)


def test_every_setting_is_read_by_something() -> None:
    files = [*PORTAL.rglob("*.py"), *PORTAL.rglob("*.html")]
    code = "\n".join(each.read_text("utf-8") for each in files)
    unread = {name for name in fields(Council) if not re.search(rf"\.{name}\b", code)}
    assert unread - FOR_AUTHORS - NOT_YET == set()


def test_every_link_of_the_council_is_shown_somewhere() -> None:
    pages = "\n".join(each.read_text("utf-8") for each in PORTAL.rglob("*.html"))
    assert {link.id for link in content().council.links} == set(re.findall(r'linked\(council, "([a-z]+)"\)', pages))


def test_links_stand_where_a_person_looks_for_them(standing_service: Service) -> None:
    begun = STAGES["complete"](standing_service, helper=False)
    for path, words in ((f"{begun.path}/budget", "Paying for care and support"), ("/contact", "How Relay UK works")):
        assert words in begun.browser().get(path).words


def test_words_of_the_council_are_said_in_the_way_a_person_reads(standing_service: Service) -> None:
    how = content().council.accessibility.tested.how
    page, easy = (
        browser.get("/accessibility").words
        for browser in (standing_service.browser(), standing_service.browser().easy())
    )
    assert how.standard in page
    assert how.easy is not None
    assert how.easy in easy
    assert how.standard not in easy


def test_words_without_other_wordings_are_the_same_for_all(standing_service: Service) -> None:
    days = content().council.contacts.opening_hours[0].days
    assert isinstance(days, Text)
    with standing_service.app.test_request_context("/"):
        assert said(days) == "Monday to Thursday"
