"""The timeline's pages: stopping, and what everyone who follows is told, each in their words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from portal.access import Role
from portal.services.languages import day_in
from tests.services.test_dates_to_keep import read
from tests.surface.test_every_role import given
from tests.web.desk import at_desk
from tests.web.running import PERSON_NAME
from tests.web.stages import STAGES
from tests.web.test_staff_work import at, opened

if TYPE_CHECKING:
    from tests.web.running import Service


def test_stopping_says_what_happens_and_closes_it_kindly(sqlite_service: Service) -> None:
    begun, sam = opened(sqlite_service)
    ann = begun.browser()
    assert "I do not want to go on" in ann.get(f"{begun.path}/timeline").words
    page = ann.get(f"{begun.path}/withdraw")
    for said in ("You do not have to say why", "for 8 years", "goes on as it is", "01632 960 101"):
        assert said in page.words
    words = ann.follow(ann.send(page)).words
    assert "You asked us to stop." in words
    assert "You are here" in words
    assert "Next:" not in words
    bea = given(begun, Role.ADVOCATE_FOLLOWING)
    assert "The person asked us to stop." in bea.get(f"{begun.path}/timeline").words
    assert begun.reference in sam.get("/staff/?list=withdrawn").words
    page = sam.get(at(begun))
    assert "The person asked us to stop." in page.words
    sam.fill(at(begun, "/reopen"))
    assert "We go on with it." in ann.get(f"{begun.path}/timeline").words


def test_who_stops_it_for_somebody_says_that_they_want_it(sqlite_service: Service) -> None:
    begun = STAGES["sent"](sqlite_service, helper=True)
    tom = begun.browser()
    page = tom.get(f"{begun.path}/withdraw")
    assert "Tick the box if the person wants this" in tom.send(page, 422).words
    assert "You asked us to stop." in tom.follow(tom.send(page, wanted="y")).words


def test_what_is_on_hold_says_why_and_until_when_and_is_taken_up_again(sqlite_service: Service) -> None:
    begun, sam = opened(sqlite_service)
    assert "Write why it is on hold" in sam.fill(at(begun, "/pause"), 422).words
    sam.fill(at(begun, "/pause"), reason="You are in hospital", weeks="4")
    assert "On hold since" in sam.get(at(begun)).words
    assert begun.reference in sam.get("/staff/?list=on-hold").words
    ann, bea = begun.browser(), given(begun, Role.ADVOCATE_FOLLOWING)
    words = ann.get(f"{begun.path}/timeline").words
    for said in (
        "This has been on hold since",
        "You are in hospital",
        "Our own target waits",
        "We look at it again by",
    ):
        assert said in words
    words = bea.get(f"{begun.path}/timeline").words
    assert "This has been on hold since" in words
    assert "hospital" not in words
    assert "On hold since" in bea.get("/people-you-help").words
    sam.fill(at(begun, "/pause"))
    words = ann.get(f"{begun.path}/timeline").words
    assert "We took it up again." in words
    assert "hospital" not in words


def test_what_is_added_shows_to_whoever_may_read_it_and_to_staff_as_new(sqlite_service: Service) -> None:
    begun, sam = opened(sqlite_service)
    ann, tom = begun.browser(), given(begun, Role.HELPER_FILLING)
    said = ann.fill(f"{begun.path}/add", 422).words
    assert "Write what you want to add" in said
    assert "Choose one of these" in said
    ann.fill(f"{begun.path}/add", words="Only for you", part="any", readers="council")
    assert "Only for you" in ann.get(f"{begun.path}/add").words
    for path in ("/add", "/copy", "/timeline"):
        words = tom.get(begun.path + path).words
        assert "Only for you" not in words
        assert "added something" not in words
    tom.fill(f"{begun.path}/add", words="Ann fell", part="any")
    assert "Somebody who helps, " in ann.get(f"{begun.path}/copy").words
    assert begun.reference in sam.get("/staff/?list=added").words
    page = sam.get(at(begun))
    assert "Only for you" in page.words
    assert "Ann fell" in page.words
    sam.fill(at(begun, "/added"))
    assert begun.reference not in sam.get("/staff/?list=added").words
    assert "Nothing is new here." in sam.get(at(begun, "/added")).words


def test_a_complaint_has_its_clocks_on_the_timeline_and_is_acknowledged_and_answered(sqlite_service: Service) -> None:
    begun, sam = opened(sqlite_service)
    ann, tom = begun.browser(), given(begun, Role.HELPER)
    said = ann.get(f"{begun.path}/complain").words
    for words in ("12 months after it happened", "within 3 working days", "Ombudsman"):
        assert words in said
    listed = ann.fill(f"{begun.path}/complain", 422).tree.xpath("//main//ul//a/@href")
    assert listed[:3] == ["#kind", "#words", "#shown"]  # as they stand on the page
    page = ann.fill(f"{begun.path}/complain", kind="complaint", words="Nobody rang me", shown="no")
    assert "We tell you by" in ann.follow(page).words
    assert "A complaint" not in tom.get(f"{begun.path}/timeline").words
    there = str(sam.get(at(begun)).tree.xpath("//main//a[contains(., 'Read it')]/@href")[0])
    sam.fill(there)
    assert "We said on" in ann.get(f"{begun.path}/timeline").words
    assert "Write the answer" in sam.fill(there, 422).words
    sam.fill(there, words="We are sorry.")
    mine = str(ann.get(f"{begun.path}/timeline").tree.xpath("//main//a[contains(., 'Read it')]/@href")[0])
    assert "We are sorry." in ann.get(mine).words
    tom.get(mine, 404)


def test_an_advocate_asks_for_a_review_with_the_persons_consent(sqlite_service: Service) -> None:
    begun, _sam = opened(sqlite_service)
    bea = given(begun, Role.ADVOCATE_SPEAKING)
    assert "Choose one of these" in bea.fill(f"{begun.path}/complain", 422, kind="review", words="Nights").words
    bea.fill(f"{begun.path}/speak", kind="review", consent="asked", words="Her nights are harder")
    ann = begun.browser()
    page = ann.get(f"{begun.path}/timeline")
    assert "A wish for a review: Somebody who speaks for you" in page.words
    mine = str(page.tree.xpath("//main//a[contains(., 'Read it')]/@href")[0])
    assert "Her nights are harder" in ann.get(mine).words
    ann.fill(mine)
    assert "It was taken back on" in bea.get(f"{begun.path}/timeline").words


def test_dates_can_be_put_in_a_calendar_that_says_nothing_of_what_they_are_about(sqlite_service: Service) -> None:
    begun, sam = opened(sqlite_service)
    ann = begun.browser()
    assert "Put this date in your calendar" in ann.get(f"{begun.path}/timeline").words
    answer = ann.ask("GET", f"{begun.path}/calendar/stage")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="date.ics"'
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    (event,) = read(answer.data)
    assert (event["title"], event["day"] > date.today()) == ("A date to remember", True)  # noqa: DTZ011 - of this place
    lines = answer.get_data(as_text=True).casefold()
    for word in (begun.reference.casefold(), "care", "support", "council", "budget", "http"):
        assert word not in lines
    for which in ("draft", "payment", "x"):
        assert ann.ask("GET", f"{begun.path}/calendar/{which}").status_code == 404
    sam.fill(at(begun, "/pause"), reason="You are in hospital", weeks="4")
    assert "Put this date" not in ann.get(f"{begun.path}/timeline").words
    assert ann.ask("GET", f"{begun.path}/calendar/stage").status_code == 404


def test_a_saved_draft_says_until_when_it_is_kept(sqlite_service: Service) -> None:
    begun = STAGES["half"](sqlite_service, helper=True)
    tom = begun.browser()
    assert "We keep this at least until" not in tom.get(f"{begun.path}/timeline").words
    tom.fill(f"{begun.path}/save/code", 200)
    page = tom.get(f"{begun.path}/timeline")
    assert "We keep this at least until" in page.words
    (event,) = read(tom.ask("GET", f"{begun.path}/calendar/draft").data)
    assert day_in("en_GB", event["day"]) in page.words


FOUR = {"understand": "alone", "remember": "hard", "weigh": "helped", "tell": "unsure"}


def test_an_advocate_is_offered_where_the_law_may_want_one_and_the_referral_shows(sqlite_service: Service) -> None:
    begun, sam = opened(sqlite_service)
    ann, bea = begun.browser(), given(begun, Role.ADVOCATE_FOLLOWING)
    page = ann.fill(f"{begun.path}/advocate", **FOUR, somebody="unsure", shown="yes")
    assert "We think that the law wants us" in ann.follow(page).words
    assert "The law may want us to find an advocate" in ann.get(f"{begun.path}/timeline").words
    ann.fill(f"{begun.path}/advocate/offer", wants="yes")
    assert "An advocate was asked for on" in bea.get(f"{begun.path}/timeline").words
    assert begun.reference in sam.get("/staff/?list=advocate").words
    page = sam.get(at(begun, "/advocate"))
    assert "Going by this, the duty holds." in page.words
    sam.send(page)
    sam.fill(at(begun, "/advocate"))
    for browser in (ann, bea):
        assert "There has been an advocate since" in browser.get(f"{begun.path}/timeline").words


def test_what_came_out_about_an_advocate_is_told_with_its_reason_to_the_person_alone(sqlite_service: Service) -> None:
    begun, sam = opened(sqlite_service)
    ann, bea = begun.browser(), given(begun, Role.ADVOCATE_FOLLOWING)
    assert sam.ask("GET", at(begun, "/advocate/outcome")).status_code == 302, "the four questions come first"
    ann.fill(f"{begun.path}/advocate", **FOUR, somebody="yes", shown="yes")
    page = sam.get(at(begun, "/advocate/outcome"))
    assert "Write the reason" in sam.send(page, 422, outcome="due").words
    sam.send(page, outcome="due", reason="You no longer want Ruth to speak for you.")
    assert begun.reference in sam.get("/staff/?list=advocate").words
    assert "no longer want Ruth" in sam.get(at(begun, "/advocate")).words
    words = [each.get(f"{begun.path}/timeline").words for each in (ann, bea)]
    for told in ("We decided on", "to look for an advocate after all", "no longer want Ruth"):
        assert [told in each for each in words] == [True, False]
    sam.fill(at(begun, "/advocate/outcome"), outcome="not-wanted", reason="You told me so.")
    assert "that no advocate is wanted" in ann.get(f"{begun.path}/timeline").words


def test_staff_answer_the_questions_where_nobody_else_did(sqlite_service: Service) -> None:
    begun, sam = opened(sqlite_service)
    assert "Choose one of these" in sam.fill(at(begun, "/advocate"), 422).words
    sam.fill(at(begun, "/advocate"), **FOUR, somebody="yes")
    assert "the duty does not hold" in sam.get(at(begun, "/advocate")).words
    page = begun.browser().fill(f"{begun.path}/advocate", **FOUR, somebody="yes", shown="no")
    assert "You can still want one" in begun.browser().follow(page).words


def test_a_complaint_is_made_before_anything_is_sent(sqlite_service: Service) -> None:
    begun = STAGES["half"](sqlite_service, helper=False)
    ann, sam = begun.browser(), at_desk(sqlite_service).browser()
    page = ann.get(ann.get(f"{begun.path}/").tree.xpath("//a[.='Make a complaint']/@href")[0])
    assert "You can complain before you send anything" in page.words
    page = ann.follow(ann.send(page, words="I cannot read your questions", shown="yes"))
    assert page.tree.xpath("//h1")[0].text_content().strip() == "Save and come back"  # or no answer reaches them
    assert "We have your complaint." in page.words
    assert "A complaint: You" in page.words
    kept = "There is a complaint. We keep everything until we have answered it, and for 180 days after that."
    for each in (page, ann.get(f"{begun.path}/"), ann.get(f"{begun.path}/everything")):
        assert kept in each.words
        assert "24 hours" not in each.words
    assert "Not saved yet." in ann.get(f"{begun.path}/").words
    assert "A complaint" in ann.get(f"{begun.path}/timeline").words
    assert "Your complaint is deleted, too" in ann.get(f"{begun.path}/delete").words
    waiting = sam.get("/staff/?list=complaints")
    link = next(each for each in waiting.tree.xpath("//main//a/@href") if begun.reference in each)
    page = sam.get(link)
    assert "I cannot read your questions" in page.words
    sam.get(f"/staff/applications/{begun.reference}", 404)
    sam.send(page)
    sam.fill(link, words="We will ring you")
    assert "Nothing waits here" in sam.get("/staff/?list=complaints").words
    assert "We answered on" in ann.get(f"{begun.path}/timeline").words


def test_staff_read_no_name_in_the_complaint_of_a_draft(sqlite_service: Service) -> None:
    begun = STAGES["half"](sqlite_service, helper=True)
    given(begun, Role.PERSON).fill(f"{begun.path}/complain", words="I cannot read your questions", shown="yes")
    assert f"A complaint: {PERSON_NAME}" in begun.browser().get(f"{begun.path}/timeline").words
    sam = at_desk(sqlite_service).browser()
    link = next(
        each for each in sam.get("/staff/?list=complaints").tree.xpath("//main//a/@href") if begun.reference in each
    )
    words = sam.get(link).words
    assert "A complaint: The person" in words
    assert PERSON_NAME not in words


def test_what_an_attorney_showed_is_written_down_and_seen_by_each_as_far_as_it_concerns_them(
    sqlite_service: Service,
) -> None:
    begun, sam = opened(sqlite_service)
    tom = given(begun, Role.ATTORNEY_WELFARE)
    assert "has not yet seen the paper" in tom.get(f"{begun.path}/timeline").words
    page = sam.get(at(begun))
    assert "on a paper that we have not seen" in page.words
    page = sam.get(at(begun, "/people"))
    page = sam.get(page.tree.xpath("//a[starts-with(., 'Write down what they showed')]/@href")[0])
    assert "Choose one of these" in sam.send(page, 422, words="The LPA").words
    words = sam.follow(sam.send(page, seen="yes", words="The registered LPA")).words
    assert "Sam Okafor: The registered LPA" in words
    assert "Paper seen" in words
    told = tom.get(f"{begun.path}/timeline").words
    assert "The council has seen the paper that lets you act." in told
    assert "registered LPA" not in told
    ann = begun.browser()
    page = ann.get(f"{begun.path}/people")
    assert "Somebody at the council: The registered LPA" in page.words
    page = ann.get(page.tree.xpath("//a[starts-with(., 'Write about the paper')]/@href")[0])
    assert "You: I signed it" in ann.follow(ann.send(page, words="I signed it")).words
    assert "The person: I signed it" in sam.get(at(begun, "/people")).words


def test_whoever_helps_reads_of_a_draft_what_they_read_before_the_person_complained(sqlite_service: Service) -> None:
    begun = STAGES["half"](sqlite_service, helper=True)
    before = begun.browser().get(f"{begun.path}/").words
    ann = given(begun, Role.PERSON)
    for shown, seen in (("no", "24 hours after the last one"), ("yes", "There is a complaint")):
        ann.fill(f"{begun.path}/complain", words="It is about Tom", shown=shown)
        now = begun.browser().get(f"{begun.path}/").words
        assert seen in now
        assert (now == before) is (shown == "no")
