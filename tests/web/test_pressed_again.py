"""A form that is sent twice, or after somebody else was quicker: nothing happens that nobody wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from portal.access import Action, Role
from portal.services.sharing import proof
from portal.services.staff import cases, entry
from tests.web.desk import at_desk
from tests.web.stages import STAGES
from tests.web.test_letting_in import attorney
from tests.web.test_paper import begun as typed_at
from tests.web.test_people import code_on, coming_in
from tests.web.test_staff_work import at, decide, events, opened, proposed
from tests.web.test_timeline import FOUR

if TYPE_CHECKING:
    from tests.web.running import Service


def test_pressed_twice_it_stays_on_hold_and_goes_on_only_once(sqlite_service: Service) -> None:
    begun, sam = opened(sqlite_service)
    page = sam.get(at(begun, "/pause"))
    for _ in range(2):
        sam.send(page, reason="You are in hospital", weeks="4")
    page = sam.get(at(begun, "/pause"))
    assert "You are in hospital" in page.words
    for _ in range(2):
        sam.send(page)
    assert "Write to the person" in sam.get(at(begun, "/pause")).words


def test_pressed_twice_nobody_has_asked_the_advocates(sqlite_service: Service) -> None:
    begun, sam = opened(sqlite_service)
    page = sam.get(at(begun, "/advocate"))
    for _ in range(2):
        sam.send(page, **FOUR, somebody="no")
    page = sam.get(at(begun, "/advocate"))
    for _ in range(2):
        sam.send(page)
    page = sam.get(at(begun, "/advocate"))
    assert "We asked the advocates on" in page.words
    assert "There is an advocate now" in page.words


def test_pressed_twice_it_is_still_kept_for_the_law(sqlite_service: Service) -> None:
    begun, kim = opened(sqlite_service, Role.TEAM_MANAGER)
    page = kim.get(at(begun, "/hold"))
    for _ in range(2):
        kim.send(page, reason="A claim before the pelican court")
    assert "Held since" in kim.get(at(begun, "/hold")).words


@pytest.mark.parametrize(("path", "more"), [("/pause", {"weeks": "4"}), ("/hold", {})])
def test_another_reason_on_an_old_page_comes_back(sqlite_service: Service, path: str, more: dict[str, str]) -> None:
    begun, kim = opened(sqlite_service, Role.TEAM_MANAGER)
    page = kim.get(at(begun, path))
    kim.send(page, reason="The first", **more)
    late = kim.send(page, 400, reason="The second", **more)
    assert late.tree.xpath("//textarea[contains(., 'The second')]")
    assert "The first" in kim.get(at(begun, path)).words


def test_pressed_twice_there_is_one_invitation_and_its_code_stays(sqlite_service: Service) -> None:
    ann = sqlite_service.begun().answer_up_to(20)
    page = ann.browser().get(f"{ann.path}/people/invite")
    bea = {"name": "Bea", "level": "helper-reading", "lasting": "month"}
    codes = [code_on(ann.browser().send(page, 200, **bea)) for _ in range(2)]
    assert codes[0] == codes[1]
    invited = "//main//a[contains(@href, '/people/invitations/')]/@href"
    [waiting] = ann.browser().get(f"{ann.path}/people").tree.xpath(invited)
    assert events(sqlite_service, ann).count("invited person helper-reading") == 1
    other = code_on(ann.browser().send(page, 200, **bea | {"lasting": "open"}))
    assert other != codes[0]
    ann.browser().fill(waiting)
    again = code_on(ann.browser().send(page, 200, **bea))
    assert again not in {*codes, other}
    sqlite_service.browser().fill(f"/code/{again}", name="Bea")


@pytest.mark.parametrize("mum_is", ["not there", "there"])
def test_pressed_twice_an_attorney_lets_somebody_in_once(sqlite_service: Service, mum_is: str) -> None:
    tom = attorney(sqlite_service)
    mum = coming_in(sqlite_service, tom) if mum_is == "there" else None
    page = tom.browser().get(f"{tom.path}/let-in")
    codes = {code_on(tom.browser().send(page, 200, name="Bea", level="helper-reading")) for _ in range(2)}
    assert len(codes) == 1
    assert events(sqlite_service, tom).count("invited attorney-welfare helper-reading") == 1
    if mum is not None:
        asked = mum.get(f"{tom.path}/people").tree.xpath("//main//a[contains(@href, '/people/requests/')]/@href")
        assert len(asked) == 1


def test_what_was_added_while_somebody_reads_stays_new(sqlite_service: Service) -> None:
    begun, sam = opened(sqlite_service)
    ann = begun.browser()
    ann.fill(f"{begun.path}/add", words="I fell", part="any", readers="all")
    page = sam.get(at(begun, "/added"))
    ann.fill(f"{begun.path}/add", words="And again", part="any", readers="all")
    for _ in range(2):
        sam.send(page)
    assert begun.reference in sam.get("/staff/?list=added").words
    sam.fill(at(begun, "/added"))
    assert begun.reference not in sam.get("/staff/?list=added").words


def test_a_wish_for_an_advocate_outlives_a_page_that_was_drawn_before_it(sqlite_service: Service) -> None:
    begun, sam = opened(sqlite_service)
    ann = begun.browser()
    ann.fill(f"{begun.path}/advocate", **FOUR, somebody="no", shown="yes")
    ann.fill(f"{begun.path}/advocate/offer", wants="no")
    page = sam.get(at(begun, "/advocate/outcome"))
    ann.fill(f"{begun.path}/advocate/offer", wants="yes")
    sam.send(page, outcome="not-wanted", reason="You said so")
    assert begun.reference in sam.get("/staff/?list=advocate").words
    page = sam.get(at(begun, "/advocate/outcome"))
    for _ in range(2):
        sam.send(page, outcome="due", reason="The law wants one")
    assert [each.split()[0] for each in events(sqlite_service, begun)].count("advocacy-found") == 1


def test_pressed_twice_it_is_decided_once(sqlite_service: Service) -> None:
    begun, sam = opened(sqlite_service)
    page = sam.get(at(begun, "/eligibility"))
    decide(sam, begun, 2)
    sam.send(page)
    page = sam.get(at(begun, "/final-budget"))
    for _ in range(2):
        sam.send(page)
    kim = at_desk(sqlite_service, Role.TEAM_MANAGER).browser()
    kim.fill(at(begun, "/purpose"), answer="supervision")
    page = kim.get(at(begun, "/agree"))
    kim.send(page, answer="yes", reason="It fits the plan")
    for answer in ("yes", "no"):
        kim.send(page, answer=answer, reason="Once more")
    kinds = [each.split()[0] for each in events(sqlite_service, begun)]
    assert (kinds.count("needs-decided"), kinds.count("budget-agreed"), kinds.count("budget-sent-back")) == (1, 1, 0)
    assert kinds.count("budget-proposed") == 1


def test_whoever_was_overtaken_is_told_so_and_gets_their_words_back(sqlite_service: Service) -> None:
    begun, sam = opened(sqlite_service)
    page = sam.get(at(begun, "/final-budget"))
    kim = at_desk(sqlite_service).browser()
    kim.fill(at(begun, "/purpose"), answer="cover")
    proposed(kim, begun)
    first = next(name for name in page.form() if name.startswith("reason-"))
    late = sam.send(page, 400, **{first: "Two visits fewer"})
    assert "a colleague was quicker" in late.words
    assert late.tree.xpath("//textarea[contains(., 'Two visits fewer')]")
    assert late.tree.xpath("//main//a/@href")[0] == at(begun)
    assert "Two visits fewer" not in sam.get(at(begun)).words


def test_a_paper_form_stays_with_whoever_has_it_whatever_an_old_page_says(sqlite_service: Service) -> None:
    """Pressed twice, the button does its work once; what a colleague has by now is taken from nobody by mistake."""
    desk, other = at_desk(sqlite_service), at_desk(sqlite_service, name="Kim Ray")
    sam, kim = desk.browser(), other.browser()
    path = f"/staff/paper/{typed_at(desk).reference}"
    page = sam.get(path)
    for _ in range(2):
        assert sam.send(page).goes_to == "/staff/paper"
    takes = kim.get(path)
    for _ in range(2):
        assert kim.send(takes).goes_to.endswith("/resume")
    late = sam.send(page, 422)
    assert "A colleague was quicker" in late.words
    assert "Kim Ray is typing it in. If you take it, they cannot go on." in late.words
    assert sam.send(late).goes_to.endswith("/resume")


def test_what_cannot_be_done_any_more_says_so_and_leads_back_to_work(sqlite_service: Service) -> None:
    begun, sam = opened(sqlite_service)
    page = sam.get(at(begun, "/close"))
    sam.send(page, answer="moved")
    twice = sam.send(page, 403, answer="moved")
    assert "it may be done already" in twice.words
    assert twice.tree.xpath("//main//a/@href") == [at(begun), "/staff/"]
    gone = sam.post("/staff/letters", {"mark": sam.mark(), "posted": "of-yesterday"}, 404)
    assert "Perhaps a colleague has dealt with it." in gone.words
    assert gone.tree.xpath("//main//a/@href") == ["/staff/"]


def test_an_application_is_taken_from_nobody_by_a_page_that_is_old(sqlite_service: Service) -> None:
    begun, sam = opened(sqlite_service)
    page = sam.get(at(begun, "/assign"))
    kim = at_desk(sqlite_service, name="Kim Ray").browser()
    kim.fill(at(begun, "/purpose"), answer="cover")
    takes = kim.get(at(begun, "/assign"))
    for _ in range(2):
        kim.send(takes)
    late = sam.send(page, 422)
    assert "With: Kim Ray. Choose again." in late.words
    assert begun.reference not in sam.get("/staff/?list=mine").words
    sam.send(late)
    assert begun.reference in sam.get("/staff/?list=mine").words


def test_words_are_taken_once_and_other_words_come_back(sqlite_service: Service) -> None:
    begun = STAGES["sent"](sqlite_service, helper=True)
    sam = at_desk(sqlite_service, Role.TEAM_MANAGER).browser()
    sam.fill(at(begun, "/purpose"), answer="my-case")
    begun.browser().fill(f"{begun.path}/complain", kind="complaint", words="Nobody rang", consent="asked")
    (note,) = (each for each in sam.get(at(begun, "/people")).tree.xpath("//main//a/@href") if "/people/" in each)
    (about,) = sam.get(at(begun)).tree.xpath("//a[contains(@href, '/complaints/')]/@href")
    for path, typed in (
        (at(begun, "/ask"), {"words": "Who helps at night?", "wants": "y"}),
        (note, {"words": "The registered power", "seen": "yes"}),
        (about, {}),
        (about, {"words": "We are sorry, and rang"}),
    ):
        page = sam.get(path)
        for _ in range(2):
            sam.send(page, **typed)
        if typed:
            other = sam.send(page, 400, **{**typed, "words": "Something else"})
            assert other.tree.xpath("//textarea[contains(., 'Something else')]")
    kinds = [each.split()[0] for each in events(sqlite_service, begun)]
    wanted = ("asked", "proof-noted", "complaint-acknowledged", "complaint-answered")
    assert [kinds.count(kind) for kind in wanted] == [1, 1, 1, 1]


def test_where_no_more_notes_fit_it_says_so_and_the_words_stay(sqlite_service: Service) -> None:
    begun, desk = STAGES["sent"](sqlite_service, helper=True), at_desk(sqlite_service, Role.TEAM_MANAGER)
    ann, sam = coming_in(sqlite_service, begun), desk.browser()
    sam.fill(at(begun, "/purpose"), answer="my-case")
    (note,) = (each for each in sam.get(at(begun, "/people")).tree.xpath("//main//a/@href") if "/people/" in each)
    with desk.acting() as context:
        case = cases.fetch(context, entry.worker(context), begun.reference, Action.PROVE)
        for number in range(proof.MOST_NOTES):
            proof.write(context, case.opened, note.rsplit("/", 1)[1], f"Note {number}", seen=False)
    late = sam.fill(note, 422, words="One more", seen="yes")
    assert "No further note fits here: there are 50 already." in late.words
    assert late.form()["words"].strip() == "One more"
    grant = note.rsplit("/", 1)[1]
    assert "No more notes fit here." in ann.fill(f"{begun.path}/people/{grant}/proof", 422, words="Mine").words


@pytest.mark.parametrize(
    ("form", "kind", "more"),
    [
        ("/messages", "message-written", {}),
        ("/add", "added", {"part": "any", "readers": "all"}),
        ("/complain", "complained", {"kind": "complaint", "shown": "yes"}),
        ("/budget/look-again", "look-again-asked", {}),
    ],
)
def test_pressed_twice_ones_words_are_kept_once_and_other_words_as_well(
    standing_service: Service, form: str, kind: str, more: dict[str, str]
) -> None:
    begun = STAGES["sent"](standing_service, helper=False)
    ann = begun.browser()
    page, another = ann.get(begun.path + form), ann.get(begun.path + form)
    for drawn, words in ((page, "I fell"), (page, "I fell"), (page, "And again"), (another, "I fell")):
        ann.send(drawn, words=words, **more)
    assert [each.split()[0] for each in events(standing_service, begun)].count(kind) == 3


def test_whoever_was_signed_out_gets_back_the_words_they_wrote_and_nothing_that_they_did_not(
    standing_service: Service,
) -> None:
    begun = STAGES["sent"](standing_service, helper=False)
    ann = begun.browser()
    typed = ann.get(f"{begun.path}/messages").form()
    typed["words"] = "I fell"
    ann.client.delete_cookie("visit")
    said = ann.post(f"{begun.path}/messages", typed, 404).words
    assert "I fell" in said
    assert typed["drawn"] not in said
