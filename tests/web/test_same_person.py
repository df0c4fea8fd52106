"""Two relatives who began for the same person: staff see both and settle it, and neither is told of the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.access import Role
from portal.db.happened import Happened
from portal.services import audit, notices
from tests.web.desk import at_desk
from tests.web.stages import STAGES

if TYPE_CHECKING:
    from tests.web.browsing import Browser
    from tests.web.running import Begun, Service

HOW = "I rang her. She wants Ruth to go on with it."


def two(service: Service) -> tuple[Begun, Begun, Browser]:
    """Ruth and Tom, who both sent something about their mother, and somebody at the council."""
    ruth, tom = (STAGES["sent"](service, helper=True) for _ in range(2))
    sam = at_desk(service, Role.OFFICER).browser()
    sam.fill(f"{work(ruth)}/purpose", answer="first-look")
    return ruth, tom, sam


def work(begun: Begun) -> str:
    """The page of an application for staff."""
    return f"/staff/applications/{begun.reference}"


def told_of(begun: Begun) -> str:
    """Every page on which whoever began could be told something."""
    rules = ("/timeline", "/copy", "/check", "/sent", "/messages", "/notes", "/letter")
    answers = [begun.browser().ask("GET", f"{begun.path}{rule}") for rule in rules]
    more = [begun.browser().ask("GET", path) for path in ("/mine", "/people-you-help")]
    return "".join(each.get_data(as_text=True) for each in (*answers, *more))


def test_staff_settle_with_the_person_which_one_goes_on(sqlite_service: Service) -> None:
    ruth, tom, sam = two(sqlite_service)
    assert tom.reference in sam.get("/staff/?list=us").words
    page = sam.get(f"{work(ruth)}/same-person")
    assert tom.reference in page.words
    assert "That is no proof." in page.words
    assert page.form()["other"] == tom.reference
    sam.send(page, 422, answer="goes-on")
    sam.send(page, answer="goes-on", words=HOW, other=f" {tom.reference.replace('-', ' ').lower()}")

    for begun, closed in ((ruth, False), (tom, True)):
        assert ("This is closed." in begun.browser().get(f"{begun.path}/timeline").words) == closed
    shown = told_of(ruth) + told_of(tom)
    for words in (HOW, "same person", "Another application"):
        assert words not in shown
    assert tom.reference not in told_of(ruth)
    assert ruth.reference not in told_of(tom)
    with sqlite_service.acting() as context:
        mails = [each.body for each in notices.outgoing(context)]
    assert not [mail for mail in mails if HOW in mail or (ruth.reference in mail and tom.reference in mail)]
    sam.fill(f"{work(tom)}/purpose", answer="contact")
    assert "Another application about them goes on" in sam.get(work(tom)).words
    assert HOW in sam.get(f"{work(ruth)}/same-person").words


def test_it_is_in_the_log_of_both_without_the_other_reference(sqlite_service: Service) -> None:
    ruth, tom, sam = two(sqlite_service)
    sam.fill(f"{work(ruth)}/same-person", answer="ends", words=HOW)
    for begun, outcome in ((ruth, "ends"), (tom, "goes-on")):
        with sqlite_service.acting() as context:
            [entry] = [each for each in audit.entries(context, begun.reference) if each.kind is Happened.MATCHED]
        assert entry.about == outcome
    ruth.browser().get(f"{ruth.path}/timeline")
    assert "This is closed." in ruth.browser().get(f"{ruth.path}/timeline").words


def test_two_people_of_the_same_name_are_named_together_no_more(sqlite_service: Service) -> None:
    ruth, tom, sam = two(sqlite_service)
    assert "May be the same person as:" in sam.get("/staff/?list=us").words
    form = sam.get(f"{work(ruth)}/same-person")
    for _ in range(2):  # pressed twice, it is settled once
        sam.send(form, answer="another", words="Two cousins, born on one day.")
    sam.gets_back(form, "One of them moved.", field="words", answer="another")
    assert sam.get(f"{work(ruth)}/same-person").words.count("Two cousins") == 1
    assert "May be the same person as:" not in sam.get("/staff/?list=us").words
    assert "We know of no other" in sam.get(f"{work(ruth)}/same-person").words
    for begun in (ruth, tom):
        assert "This is closed." not in begun.browser().get(f"{begun.path}/timeline").words


def test_nothing_is_settled_with_itself_or_with_what_one_may_not_close(sqlite_service: Service) -> None:
    ruth, _, sam = two(sqlite_service)
    draft = STAGES["complete"](sqlite_service, helper=True)
    for other in (ruth.reference, draft.reference, "2345-6789"):
        page = sam.fill(f"{work(ruth)}/same-person", 422, other=other, answer="ends", words=HOW)
        assert "There is no such other application that you can close." in page.words
    assert "This is closed." not in ruth.browser().get(f"{ruth.path}/timeline").words
