"""Staff record whether it can be a direct payment, with reasons that the person reads, and when it is reviewed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from portal.access import Role
from portal.arrangements.paying import CONDITIONS, Asked, months_on
from tests.services.test_dates_to_keep import read
from tests.web.desk import at_desk
from tests.web.stages import STAGES
from tests.web.test_staff_work import events

if TYPE_CHECKING:
    from tests.web.browsing import Browser
    from tests.web.running import Begun, Service


def answers(asked: Asked, **other: str) -> dict[str, str]:
    """Yes to everything, each with its reason."""
    found = {f"met-{each.value}": "yes" for each in CONDITIONS[asked]}
    found |= {f"reason-{each.value}": f"The heron shows {each.value}" for each in CONDITIONS[asked]}
    return {**found, "payee": "none-of-these", "household": "no", **other}


def at_work(service: Service) -> tuple[Begun, Browser, str]:
    """Somebody's application in the hands of a worker, and the page for the payment."""
    ann = STAGES["sent"](service, helper=False)
    sam = at_desk(service, Role.OFFICER).browser()
    sam.fill(f"/staff/applications/{ann.reference}/purpose", answer="my-case")
    return ann, sam, f"/staff/applications/{ann.reference}/direct-payment"


def test_the_person_reads_that_it_is_possible_why_and_when_it_is_looked_at(sqlite_service: Service) -> None:
    ann, sam, page = at_work(sqlite_service)
    first = {"first-day": "31", "first-month": "8", "first-year": "2026"}
    form = sam.get(page)
    for _ in range(2):  # pressed twice, it is recorded once
        sam.send(form, **answers(Asked.PERSON, **first))
    sam.gets_back(form, "The otter shows it", **answers(Asked.PERSON, **first), field="reason-capacity")
    assert [each.split()[0] for each in events(sqlite_service, ann)].count("payment-checked") == 1
    for words in (
        ann.browser().get(f"{ann.path}/timeline").words,
        sam.get(f"/staff/applications/{ann.reference}").words,
    ):
        assert "Yes, a direct payment is possible." in words
        assert "The heron shows capacity" in words
        assert "between Monday 12 October 2026 and Monday 26 October 2026" in words
        assert "by Sunday 28 February 2027, and once more by Monday 28 February 2028" in words


def test_the_days_by_which_it_is_looked_at_come_as_one_file_for_a_calendar(sqlite_service: Service) -> None:
    ann, sam, page = at_work(sqlite_service)
    first = date.today() + timedelta(days=30)  # noqa: DTZ011 - of this place
    typed = {"first-day": str(first.day), "first-month": str(first.month), "first-year": str(first.year)}
    sam.send(sam.get(page), **answers(Asked.PERSON, **typed))
    assert "Put these dates in your calendar" in ann.browser().get(f"{ann.path}/timeline").words
    assert "calendar" not in sam.get(f"/staff/applications/{ann.reference}").words
    days = [each["day"] for each in read(ann.browser().ask("GET", f"{ann.path}/calendar/payment").data)]
    assert days == [months_on(first, 6), min(months_on(first, 6) + timedelta(days=365), months_on(first, 18))]


def test_the_person_reads_which_condition_does_not_hold(sqlite_service: Service) -> None:
    ann, sam, page = at_work(sqlite_service)
    given = answers(Asked.AUTHORISED, **{"met-capable": "no"})
    shown = sam.get(f"{page}?asked=authorised")
    assert "in their best interests" in shown.words
    sam.send(shown, **given)
    words = ann.browser().get(f"{ann.path}/timeline").words
    assert "No, a direct payment is not possible as things stand." in words
    assert "The heron shows capable" in words
    assert "The heron shows appropriate" not in words
    assert "You can ask again when something changes." in words


def test_a_relative_in_the_household_is_paid_only_where_that_is_necessary(sqlite_service: Service) -> None:
    _, sam, page = at_work(sqlite_service)
    for payee, household in (("child", "yes"), ("partner", "no")):
        given = answers(Asked.PERSON, payee=payee, household=household)
        refused = sam.send(sam.get(page), 422, **given)
        assert "The regulations let this person be paid only if it is necessary." in refused.words
    sam.send(sam.get(page), **answers(Asked.PERSON, payee="child", household="no"))
    sam.send(sam.get(page), **answers(Asked.PERSON, payee="child", household="yes", necessary="No one else signs"))


def test_every_condition_wants_an_answer_and_a_reason(sqlite_service: Service) -> None:
    _, sam, page = at_work(sqlite_service)
    without = answers(Asked.PERSON, **{"reason-capable": ""})
    assert "Write the reason. The person reads it." in sam.send(sam.get(page), 422, **without).words
    wrong = answers(Asked.PERSON, **{"first-day": "31", "first-month": "2", "first-year": "2027"})
    empty = sam.send(sam.get(page), 422)
    assert "It is a good way to meet these needs. Choose one of these." in empty.words
    assert empty.tree.xpath("//main//ul//a/@href")[-2:] == ["#payee", "#household"]
    for day, year in (("30", "2027"), ("28", "27"), ("28", "1999"), ("28", "9999")):
        refused = sam.send(sam.get(page), 422, **{**wrong, "first-day": day, "first-year": year})
        [words] = refused.tree.xpath("//p[@id='first-error']")
        assert "Write the first day as a date, such as 31 3 2027, or leave it empty." in words.text_content()
