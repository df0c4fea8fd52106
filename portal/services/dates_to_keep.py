"""A date for somebody's calendar, as a file of the form that all calendars read (iCalendar, RFC 5545).

Whoever looks at a telephone over somebody's shoulder learns a day from it and nothing else: no subject, no reference,
no council.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from portal.db.encryption import keyed_hash
from portal.services.context import day_of
from portal.services.keys import lookup_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from portal.services.context import Context
    from portal.services.opened import Opened
    from portal.services.stages import Stage

FILE_NAME: Final = "date.ics"
KIND: Final = ("text", "calendar")
PARAMETERS: Final = {"charset": "utf-8", "method": "PUBLISH"}
LAWS_REVIEWS: Final = ("first_by", "yearly_by")
MADE_BY: Final = "-//A date//EN"  # the form wants to know; many programs show it


@dataclass(frozen=True)
class Coming:
    """A day of an application, and what it is the day of: that never changes when the day moves."""

    day: date
    what: str


@dataclass(frozen=True)
class Dated:
    """One date as a calendar holds it. `uid` stays the same when the day moves, so that a calendar moves it, too."""

    day: date
    uid: str
    title: str

    @classmethod
    def read(cls, kept: Mapping[str, str]) -> Dated:
        """Read what `written` wrote."""
        return cls(date.fromisoformat(kept["day"]), kept["uid"], kept["title"])

    def written(self) -> dict[str, str]:
        """Return plain JSON values."""
        return {"day": self.day.isoformat(), "uid": self.uid, "title": self.title}


def of_stage(stage: Stage) -> Coming | None:
    """Return the day that was promised for the stage where it is now, while that is not over."""
    if stage.due is None or stage.late or stage.began is None:
        return None
    return Coming(stage.due, f"{stage.id} {day_of(stage.began).isoformat()}")


def promised(context: Context, opened: Opened) -> Coming | None:
    """Return the day that is promised for the stage where it is now; looked up only where somebody chose reminders."""
    from portal.services import stages  # noqa: PLC0415 - it needs what tells people, which needs this

    wanted = any(each.remind for each in opened.contents.about.telling.values())
    return of_stage(stages.timeline(context, opened).current) if wanted else None


def of_payment(decided: Mapping[str, Any]) -> tuple[Coming, ...]:
    """Return the days by which the law has a direct payment looked at, from the decision about it.

    Its light review is the first review of the timeline.
    """
    days = decided["reviews"] or {}
    return tuple(Coming(date.fromisoformat(days[each]), f"payment {each}") for each in LAWS_REVIEWS if each in days)


def of_draft(context: Context, changed: datetime) -> Coming:
    """Return until when a saved draft is kept, if nobody goes on with it after a moment."""
    return Coming(day_of(changed + timedelta(days=context.content.council.retention_days.draft_saved)), "draft")


def dated(context: Context, application_id: str, coming: Coming, title: str) -> Dated:
    """Return a day under an id that says nothing without the key of the installation."""
    found = keyed_hash(lookup_key(context), "date", application_id, coming.what)
    return Dated(coming.day, str(UUID(hex=found[:32], version=4)), title)


def as_file(dates: Sequence[Dated], made: datetime) -> bytes:
    """Return a file with these dates, each a whole day that leaves its reader free; `made` is when they were sent."""
    from icalendar import Calendar, Event  # noqa: PLC0415 - slow to load, seldom needed

    calendar: Any = Calendar()
    for name, value in (("prodid", MADE_BY), ("version", "2.0"), ("method", PARAMETERS["method"])):
        calendar.add(name, value)
    for each in dates:
        event: Any = Event()
        event.add("uid", each.uid)
        event.add("dtstamp", made.astimezone(UTC))
        event.add("dtstart", each.day)
        event.add("dtend", each.day + timedelta(days=1))
        event.add("summary", each.title)
        event.add("class", "PRIVATE")
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
