"""The worker's day at the pages: lists, opening for a purpose, asking, deciding, proposing, closing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from portal.access import Action, Role
from portal.services import audit, sending
from portal.web.staff.deciding import pounds
from tests.content.adult_route import NEEDS_LITTLE
from tests.content.carer_route import AT_THE_END
from tests.web.desk import at_desk
from tests.web.stages import STAGES

if TYPE_CHECKING:
    from tests.web.browsing import Browser, Page
    from tests.web.desk import AtDesk
    from tests.web.running import Begun, Service


def at(begun: Begun, rest: str = "") -> str:
    return f"/staff/applications/{begun.reference}{rest}"


def opened(service: Service, *roles: Role, stage: str = "sent") -> tuple[Begun, Browser]:
    """An application that a worker has opened for a purpose."""
    begun = STAGES[stage](service, helper=False)
    sam = at_desk(service, *(roles or (Role.OFFICER,))).browser()
    sam.fill(at(begun, "/purpose"), answer="my-case")
    return begun, sam


def events(service: Service, begun: Begun) -> list[str]:
    with service.acting() as context:
        return [
            f"{each.kind} {each.role} {each.about or ''}".strip() for each in audit.entries(context, begun.reference)
        ]


def test_opening_asks_why_ends_taking_back_and_is_written_down(service: Service) -> None:
    begun = STAGES["sent"](service, helper=False)
    sam = at_desk(service, Role.OFFICER).browser()
    assert begun.reference in sam.get("/staff/?list=new").words
    page = sam.follow(sam.get(at(begun), 302))
    assert "its sender cannot take it back" in page.words
    assert "Choose one of these" in sam.send(page, 422).words
    begun.browser().get(f"{begun.path}/take-back")
    page = sam.follow(sam.send(page, answer="first-look"))
    assert begun.reference in page.heading
    begun.browser().get(f"{begun.path}/take-back", 403)
    assert events(service, begun)[-2:] == ["opened officer", "viewed officer first-look"]
    assert begun.reference in sam.get("/staff/?list=us").words


def test_each_look_is_written_down_with_its_purpose(service: Service) -> None:
    begun, sam = opened(service)
    for _ in range(3):
        sam.get(at(begun))
    sam.get(at(begun, "/eligibility"))
    assert events(service, begun).count("viewed officer my-case") == 4


def test_the_application_shows_who_said_what_and_nothing_private(service: Service) -> None:
    begun, sam = opened(service)
    page = sam.get(at(begun))
    assert "the person, " in page.words
    assert "How we worked it out" in page.words
    questionnaire = service.parts.content.questionnaires["adult"]
    private = [each for each in questionnaire.sections if each.private]
    assert private
    assert not [each for each in private if each.title.standard in page.words]


def test_the_safeguarding_worker_alone_reads_what_is_private(service: Service) -> None:
    begun, sam = opened(service, Role.SAFEGUARDING_WORKER)
    assert sam.get(at(begun, "/private")).tree.xpath("//main//dl")
    assert events(service, begun)[-1] == "private-read safeguarding-worker my-case"
    kim = at_desk(service, Role.OFFICER, Role.TEAM_MANAGER).browser()
    kim.fill(at(begun, "/purpose"), answer="cover")
    kim.get(at(begun, "/private"), 403)


def test_what_is_asked_shows_to_the_person_and_is_answered_in_place(service: Service) -> None:
    begun, sam = opened(service)
    assert "Write what you want" in sam.fill(at(begun, "/ask"), 422).words
    sam.fill(at(begun, "/ask"), words="Who helps you <at> night?", wants="y")
    assert begun.reference in sam.get("/staff/?list=them").words
    ann = begun.browser()
    page = ann.get(f"{begun.path}/timeline")
    assert "We ask you something." in page.words
    page = ann.get(page.tree.xpath("//a[contains(., 'Read it and answer')]/@href")[0])
    assert "Who helps you <at> night?" in page.words
    assert "Write what you want" in ann.send(page, 422).words
    assert "My sister does" in ann.follow(ann.send(page, words="My sister does")).words
    assert ann.send(page, words="twice").goes_to.endswith("/messages")
    assert "We ask you something." not in ann.get(f"{begun.path}/timeline").words
    assert "My sister does" in sam.get(at(begun)).words
    assert begun.reference in sam.get("/staff/?list=us").words


def test_messages_go_both_ways(service: Service) -> None:
    begun, sam = opened(service)
    begun.browser().fill(f"{begun.path}/messages", words="Mondays are bad")
    assert "Mondays are bad" in sam.get(at(begun)).words
    sam.fill(at(begun, "/ask"), words="Thank you, Tuesday then")
    page = begun.browser().get(f"{begun.path}/messages")
    assert "Tuesday then" in page.words
    assert not page.tree.xpath("//a[contains(., 'Answer this')]")


def test_a_private_question_reaches_the_person_alone(service: Service) -> None:
    begun, sam = opened(service, Role.SAFEGUARDING_WORKER)
    before = len(mails(service))
    sam.fill(at(begun, "/ask"), words="Are you safe to talk?", wants="y", private="y")
    assert len(mails(service)) == before
    assert "We ask you something." in begun.browser().get(f"{begun.path}/timeline").words
    kim = at_desk(service, Role.OFFICER).browser()
    kim.fill(at(begun, "/purpose"), answer="cover")
    assert "Are you safe" not in kim.get(at(begun)).words
    assert "private" not in kim.get(at(begun, "/ask")).form()


def mails(service: Service) -> tuple[object, ...]:
    from portal.services import notices  # noqa: PLC0415 - only here

    with service.acting() as context:
        return notices.outgoing(context)


def decide(sam: Browser, begun: Begun, unable: int, status: int = 302, reason: str = "As we saw together.") -> Page:
    page = sam.get(at(begun, "/eligibility"))
    outcomes = [name.removeprefix("reason-") for name in page.form() if name.startswith("reason-")]
    typed = {f"reason-{each}": reason for each in outcomes}
    typed |= {f"unable-{each}": "unable" if number < unable else "able" for number, each in enumerate(outcomes)}
    return sam.send(page, status, impairment="yes", impact="yes", reason=reason, **typed)


@pytest.mark.parametrize(("unable", "words"), [(2, "We must help"), (1, "We need not help")])
def test_eligibility_is_decided_with_a_reason_for_each_outcome(service: Service, unable: int, words: str) -> None:
    begun, sam = opened(service)
    assert "Write the reason" in decide(sam, begun, unable, 422, reason="").words
    assert words in sam.follow(decide(sam, begun, unable)).words
    page = begun.browser().get(f"{begun.path}/timeline")
    assert words in page.words
    assert "As we saw together." in page.words
    assert "needs-decided officer" in events(service, begun)


def carer_sent(service: Service) -> tuple[Begun, Browser]:
    """What a carer sent for themself, opened by a worker."""
    begun = service.begun(asked="carer").answer_up_to()
    with begun.opening(Action.SEND) as (context, found):
        sending.send(context, found, declared=True)
    sam = at_desk(service, Role.OFFICER).browser()
    sam.fill(at(begun, "/purpose"), answer="my-case")
    return begun, sam


@pytest.mark.parametrize(("health", "words"), [("yes", "We must help"), ("no", "We need not help")])
def test_a_carers_health_does_as_well_as_an_outcome(sqlite_service: Service, health: str, words: str) -> None:
    begun, sam = carer_sent(sqlite_service)
    page = sam.get(at(begun, "/eligibility"))
    assert "Their health gets worse because of it, or may get worse" in page.words
    assert "The answers suggest" in page.words
    outcomes = [name for name in page.form() if name.startswith("reason-")]
    typed = dict.fromkeys(outcomes, "as we saw") | {each.replace("reason", "unable"): "able" for each in outcomes}
    typed |= {"impairment": "yes", "impact": "yes", "reason": "as we saw"}
    assert "Choose one of these" in sam.send(page, 422, **typed).words
    assert words in sam.follow(sam.send(page, **typed, health=health)).words


def proposed(sam: Browser, begun: Begun, amount: str = "", reason: str = "", status: int = 302) -> Page:
    page = sam.get(at(begun, "/final-budget"))
    first = next(name for name in page.form() if name.startswith("amount-"))
    typed = {first: amount or page.form()[first], first.replace("amount", "reason"): reason}
    return sam.send(page, status, **typed)


def test_where_there_is_no_figure_the_sums_of_the_scheme_are_proposed(sqlite_service: Service) -> None:
    sam = at_desk(sqlite_service, Role.OFFICER).browser()
    asked = {"Up to, for one year": ("carer", AT_THE_END), "A week": ("adult", NEEDS_LITTLE)}
    for title, (questions, person) in asked.items():
        begun = sqlite_service.begun(asked=questions).answer_up_to(person=person)
        with begun.opening(Action.SEND) as (context, found):
            sending.send(context, found, declared=True)
        sam.fill(at(begun, "/purpose"), answer="my-case")
        words = sam.get(at(begun)).words
        assert "£0 a week" not in words
        words = sam.get(at(begun, "/final-budget")).words
        assert "There is no indicative figure." in words
        assert f"Final figure ({title})" in words
        assert "£0.00" not in words


def test_every_difference_from_the_indicative_budget_wants_its_reason(service: Service) -> None:
    begun, sam = opened(service)
    assert "why this differs" in proposed(sam, begun, "99.00", status=422).words
    assert "pounds and pence" in proposed(sam, begun, "lots", "because", 422).words
    assert "£99.00" in sam.follow(proposed(sam, begun, "99.00", "Two visits fewer")).words
    page = begun.browser().get(f"{begun.path}/timeline")
    assert "£99.00" in page.words
    assert "Two visits fewer" in page.words


def test_a_manager_agrees_what_somebody_else_proposed(service: Service) -> None:
    begun, sam = opened(service, Role.TEAM_MANAGER)
    proposed(sam, begun)
    page = sam.get(at(begun, "/agree"))
    assert "Somebody else agrees it." in page.words
    assert not page.tree.xpath("//main//button")
    sam.post(at(begun, "/agree"), {"mark": sam.mark(), "answer": "yes", "reason": "Mine is right"}, 400)
    kim = at_desk(service, Role.TEAM_MANAGER).browser()
    kim.fill(at(begun, "/purpose"), answer="supervision")
    kim.fill(at(begun, "/agree"), answer="yes", reason="It fits the plan")
    words = begun.browser().get(f"{begun.path}/timeline").words
    assert "It fits the plan" in words
    assert "A team manager decided this." in words
    assert "as we propose it" not in words
    assert "Nothing is proposed" in kim.get(at(begun, "/agree")).words


def test_what_was_agreed_is_not_taken_for_what_is_proposed_since(sqlite_service: Service) -> None:
    begun, sam = opened(sqlite_service)
    proposed(sam, begun)
    kim = at_desk(sqlite_service, Role.TEAM_MANAGER).browser()
    kim.fill(at(begun, "/purpose"), answer="supervision")
    kim.fill(at(begun, "/agree"), answer="yes", reason="It fits the plan")
    person = begun.browser()
    assert "It fits the plan" in person.get(f"{begun.path}/letters/budget").words
    proposed(sam, begun, "20.00", "Less is needed")
    person.get(f"{begun.path}/letters/budget", 404)
    words = person.get(f"{begun.path}/timeline").words
    assert "The final budget as we propose it" in words
    assert "It fits the plan" not in words


def test_what_is_above_the_councils_figure_goes_to_the_panel_and_to_nobody_else(service: Service) -> None:
    begun, sam = opened(service)
    panel: AtDesk = at_desk(service, Role.PANEL_MEMBER)
    panel.browser().get(at(begun, "/purpose"), 404)
    proposed(sam, begun, "1500.01", "Two people are needed at night")
    assert begun.reference in panel.browser().get("/staff/?list=panel").words
    kim = at_desk(service, Role.TEAM_MANAGER).browser()
    kim.fill(at(begun, "/purpose"), answer="supervision")
    page = kim.get(at(begun, "/agree"))
    assert "The panel decides this one." in page.words
    assert not page.tree.xpath("//main//button")
    kim.post(at(begun, "/agree"), {"mark": kim.mark(), "answer": "yes", "reason": "I would"}, 400)
    member = panel.browser()
    member.fill(at(begun, "/purpose"), answer="panel")
    member.fill(at(begun, "/agree"), answer="no", reason="Ask about the nights again")
    words = sam.get(at(begun)).words
    assert "Ask about the nights again" in words
    assert "The panel decided this." in words
    assert begun.reference not in sam.get("/staff/?list=panel").words


def test_taking_it_on_puts_it_among_mine(service: Service) -> None:
    begun, sam = opened(service)
    assert begun.reference not in sam.get("/staff/?list=mine").words
    at_desk(service, Role.AUDITOR, name="Otto Wren")
    assert "Otto Wren" not in sam.get(at(begun, "/assign")).words
    assert "Today." in sam.get("/staff/?list=us").words
    assert sam.get("/staff/").heading == "New"
    sam.fill(at(begun, "/assign"))
    page = sam.get("/staff/")
    assert (page.heading, begun.reference in page.words) == ("Mine", True)
    assert page.tree.xpath("//ul[@class='cases']/following::nav[@id='lists']")  # the work, then all the lists
    assert "Sam Okafor" in sam.get("/staff/?list=us").words


NARROWED = {
    "": True,
    "&older=7": False,
    "&team=north": False,
    "&questionnaire=adult": True,
    "&stage=talking": True,
    "&stage=plan": False,
    "&older=x&team=": True,
}


def test_lists_are_narrowed(service: Service) -> None:
    begun, sam = opened(service)
    shown = {narrow: begun.reference in sam.get(f"/staff/?list=us{narrow}").words for narrow in NARROWED}
    assert shown == NARROWED


def test_closing_is_kind_and_ends_every_message(service: Service) -> None:
    begun, sam = opened(service)
    sam.fill(at(begun, "/ask"), words="Who helps you at night?", wants="y")
    assert "Choose one of these" in sam.fill(at(begun, "/close"), 422).words
    assert "They died" in sam.follow(sam.fill(at(begun, "/close"), answer="died")).words
    page = begun.browser().get(f"{begun.path}/timeline")
    assert "We write no more about it" in page.words
    assert "We ask you something." not in page.words
    assert begun.browser().get(f"{begun.path}/messages").tree.xpath("count(//textarea)") == 0
    assert begun.reference not in "".join(sam.get(f"/staff/?list={each}").words for each in ("new", "us", "them"))
    sam.get(at(begun, "/ask"), 403)


def test_an_auditor_reads_the_log_and_no_answer(service: Service) -> None:
    begun, _ = opened(service)
    auditor = at_desk(service, Role.AUDITOR).browser()
    page = auditor.get(at(begun, "/log"))
    assert "viewed" not in page.words
    assert "opened" in page.words
    assert "Sam Okafor" in page.words
    auditor.get(at(begun), 403)
    assert events(service, begun)[-1] == "log-read auditor"


@pytest.mark.parametrize("typed", ["", "x", "-1", "1.234", "NaN", "1e3x", "99999999", "Infinity"])
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(typed)}$"):
        pounds(typed)


@pytest.mark.parametrize(("typed", "amount"), [("£1,234.5", "1234.50"), (" 7 ", "7.00"), ("0", "0.00")])
def test_amounts_are_read_as_people_type_them(typed: str, amount: str) -> None:
    assert str(pounds(typed)) == amount
