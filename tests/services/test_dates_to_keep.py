"""A date for a calendar: a whole day that says nothing of what it is about, whoever looks at the telephone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from portal.services import housekeeping
from portal.services.context import LONDON
from portal.services.dates_to_keep import Coming, Dated, as_file, dated, of_draft
from portal.services.languages import day_in
from tests.services.town import COUNCIL

if TYPE_CHECKING:
    from tests.services.town import Town

DAYS = st.dates(date(2026, 1, 1), date(2060, 1, 1))
TITLES = st.text(st.characters(exclude_categories=["C"], exclude_characters="\\"), min_size=1, max_size=200)
"""What a council may be called; the library takes a backslash before an N for the end of a line."""
MADE = datetime(2026, 7, 1, 9, 30, tzinfo=UTC)


def read(made: bytes) -> list[dict[str, Any]]:
    """The events of a file, as the library reads them back."""
    calendar: Any = Calendar.from_ical(made)
    assert calendar["METHOD"] == "PUBLISH"
    return [
        {
            "day": each.decoded("dtstart"),
            "end": each.decoded("dtend"),
            "made": each.decoded("dtstamp"),
            "uid": str(each["uid"]),
            "title": str(each["summary"]),
        }
        for each in calendar.walk("VEVENT")
    ]


@settings(max_examples=25)
@given(st.lists(st.tuples(DAYS, TITLES), min_size=1, max_size=2))
def test_every_date_is_read_back_as_a_whole_day(dates: list[tuple[date, str]]) -> None:
    made = as_file([Dated(day, str(number), title) for number, (day, title) in enumerate(dates)], MADE)
    assert max(map(len, made.split(b"\r\n"))) <= 75, "long lines are folded"
    assert [(each["day"], each["end"], each["made"], each["title"]) for each in read(made)] == [
        (day, day + timedelta(days=1), MADE, title) for day, title in dates
    ]


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_the_id_of_a_date_stays_when_the_day_moves_and_says_nothing(town: Town) -> None:
    with town.visit() as context:
        first, later, other, elsewhere = (
            dated(context, application, Coming(day, what), "A date to remember")
            for application, day, what in (
                ("one", MADE.date(), "first-review"),
                ("one", date(2027, 1, 1), "first-review"),
                ("one", MADE.date(), "draft"),
                ("two", MADE.date(), "first-review"),
            )
        )
    assert first.uid == later.uid
    assert len({each.uid for each in (first, other, elsewhere)}) == 3
    assert b"review" not in as_file([first], MADE)
    assert Dated.read(first.written()) == first


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_draft_is_still_there_at_the_end_of_the_day_that_was_said(town: Town) -> None:
    town.now = town.now.replace(hour=8)
    ann = town.somebody()
    ann.prove_email("ann@example.org")
    with town.visit() as context:
        until = of_draft(context, town.now).day
    town.now = datetime(until.year, until.month, until.day, 23, 59, tzinfo=LONDON)
    assert housekeeping.purge(town.database.engine, COUNCIL.retention_days, town.now).saved_drafts == 0


def test_a_day_is_written_as_the_pages_write_it() -> None:
    assert day_in("en_GB", date(2026, 11, 3)) == "Tuesday 3 November 2026"
    assert day_in("cy", date(2026, 11, 3)) == "Dydd Mawrth, 3 Tachwedd 2026"
