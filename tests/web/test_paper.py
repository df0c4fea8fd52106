"""A form that came on paper at the pages: begun, typed in beside the sheet, sent, and seen by whose form it is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from portal.access import Role
from portal.notices import Format
from portal.services.opened import MOST_WORDS
from portal.services.staff import paper
from portal.web.sending.keyed import asking
from tests.web.desk import at_desk
from tests.web.judging import words_of
from tests.web.running import Begun
from tests.web.test_people import code_on

if TYPE_CHECKING:
    from tests.web.browsing import Browser, Page
    from tests.web.desk import AtDesk
    from tests.web.running import Service

CAME = datetime.now(UTC).date() - timedelta(days=7)
SHEET = {
    "asked": "adult",
    "person": "Ann Archer",
    "received_day": str(CAME.day), "received_month": str(CAME.month), "received_year": str(CAME.year),
    "signer": "own",
    "signed": "Ann Archer",
    "write": "y",
    "kept": "Cabinet 4, folder A",
}  # fmt: skip


def begun(sam: AtDesk) -> Begun:
    """A form that Sam types in."""
    reference = sam.browser().fill("/staff/paper/new", **SHEET).goes_to.split("/")[2]
    return Begun(sam.service, sam.token, reference)


def test_a_worker_begins_with_what_the_form_says_of_itself(service: Service) -> None:
    sam = at_desk(service).browser()
    page = sam.get("/staff/paper/new")
    wrong = sam.send(page, 422, **{**SHEET, "signed": "", "received_year": "2999", "dated_day": "40"}).words
    for sentence in ("Write the name that stands there", "cannot be in the future", "Write a day, a month and a year"):
        assert sentence in wrong
    assert "Check the year" in sam.send(page, 422, **{**SHEET, "received_year": str(CAME.year - 10)}).words
    at_desk(service, Role.PANEL_MEMBER).browser().get("/staff/paper/new", 403)
    tasks = sam.follow(sam.send(page, **SHEET))
    twice = sam.send(page, 422, **SHEET)
    assert "You began a form since you opened this page." in twice.words
    assert sam.send(twice).goes_to.startswith("/applications/")
    assert "You are typing in the paper form of Ann Archer" in tasks.tree.text_content()
    assert "in the paper form" in sam.get(f"{tasks.answer.request.path}check").tree.text_content()


def test_it_is_typed_in_on_the_same_pages_with_the_numbers_of_the_sheet(service: Service) -> None:
    desk = at_desk(service)
    form = begun(desk).answer_up_to(6)
    sam = form.browser()
    page = sam.follow(sam.get(f"{form.path}/resume", 302))
    assert "on paper: " in page.words
    number = len(form.open().given.plain)
    sam.post(page.answer.request.path, {**page.form(), "do": "save"})
    sam.post(page.answer.request.path, {**page.form(), "do": "not-on-paper"})
    assert len(form.open().given.plain) == number + 1
    assert "Not answered on the paper form" in sam.get(f"{form.path}/check").words
    assert sam.post(page.answer.request.path, {"do": "not-on-paper"}, 422)
    assert form.reference in sam.get("/staff/paper").words
    late = sam.get("/staff/?list=late")
    assert "Sam Okafor began to type it in on" in late.words
    assert late.tree.xpath("//main//a[contains(., $it)]/@href", it=form.reference) == [f"/staff/paper/{form.reference}"]
    sam.fill(f"/staff/paper/{form.reference}")
    sam.get(f"{form.path}/check", 404)
    kim = at_desk(service, name="Kim").browser()
    kim.follow(kim.follow(kim.fill(f"/staff/paper/{form.reference}"), 302))


def test_it_is_sent_with_what_is_open_asked_for_and_the_person_comes_in(service: Service) -> None:
    desk = at_desk(service)
    form = begun(desk).answer_up_to(6)
    sam = form.browser()
    page = sam.follow(sam.get(f"{form.path}/resume", 302))
    sam.post(page.answer.request.path, {**page.form(), "do": "not-on-paper"})
    question = page.heading
    form.answer_up_to()
    page = sam.get(f"{form.path}/send")
    assert question in page.words
    assert "compared it with the paper" in sam.send(page, 422).words
    asked = page
    page = sam.follow(sam.send(asked, declared="y"))
    assert form.reference in page.words
    assert sam.send(asked, declared="y").goes_to == f"/staff/paper?sent={form.reference}"  # pressed twice
    assert "It is sent." in sam.follow(sam.get(f"/staff/paper/{form.reference}", 302)).words  # from a page that is old
    sam.get(f"{form.path}/send", 404)
    letter = sam.send(sam.get(f"/staff/applications/{form.reference}/letter"), 200)
    assert "You sent us a form on paper" in letter.words
    sam.fill(f"/staff/applications/{form.reference}/purpose", answer="my-case")
    case = sam.get(f"/staff/applications/{form.reference}").words
    for words in (
        f"{CAME.day} {CAME:%B %Y}",
        "Cabinet 4, folder A",
        "Typed in by Sam Okafor",
        "the person, on paper",
        question,
    ):
        assert words in case
    ann = person_with(service, letter)
    said = ann.get(f"{form.path}/done-for-you").words
    assert "On paper, typed in by somebody at the council" in said
    assert "We typed in the form that came on paper." in ann.get(f"{form.path}/timeline").words
    assert "We ask you something." in ann.get(f"{form.path}/timeline").words
    assert "There is no letter for this one" in sam.get(f"/staff/applications/{form.reference}/letter").words


def test_what_is_open_is_asked_for_as_the_person_reads_and_not_as_whoever_types(service: Service) -> None:
    for chosen in (Format.STANDARD, Format.EASY):
        form = begun(at_desk(service)).answer_up_to(2)
        sam = form.browser() if chosen is Format.EASY else form.browser().easy()
        page = sam.follow(sam.get(f"{form.path}/resume", 302))
        sam.post(page.answer.request.path, {**page.form(), "do": "not-on-paper"})
        sam.fill(f"{form.path}/telling-you", format=chosen.value)
        opened = form.open()
        [place] = paper.left_open(opened)
        asked = opened.questionnaire.find(place.question)
        form.answer_up_to()
        sam.fill(f"{form.path}/send", declared="y")
        kim = at_desk(service, name="Kim").browser()
        kim.fill(f"/staff/applications/{form.reference}/purpose", answer="first-look")
        case = kim.get(f"/staff/applications/{form.reference}").tree
        said = words_of(case.xpath("//*[@id='messages']/following::*[@class='said'][1]")[0])
        assert asked.text.easy not in {None, asked.text.standard}
        assert (asked.text.easy in said, asked.text.standard in said) == (chosen.is_easy, not chosen.is_easy)


def test_however_much_a_form_leaves_open_each_question_is_asked_for_once(service: Service) -> None:
    missing = [f"{number}. {'How are you? ' * 20}".strip() for number in range(40)]
    with service.app.test_request_context():
        texts = asking(missing)
        assert asking([]) == []
    assert [words for each in texts for words in each.split("\n")[2:]] == missing
    assert len(texts) > 1
    assert all(len(each) <= MOST_WORDS and each.split("\n")[0] for each in texts)


def test_what_an_attorney_showed_who_signed_the_form_is_written_down_and_read(service: Service) -> None:
    desk = at_desk(service)
    sam = desk.browser()
    reference = sam.fill("/staff/paper/new", **{**SHEET, "signer": "attorney", "signed": "Tom Archer"}).goes_to[14:23]
    form, case = Begun(service, desk.token, reference).answer_up_to(), f"/staff/applications/{reference}"
    sam.fill(f"{form.path}/send", declared="y")
    sam.fill(f"{case}/purpose", answer="first-look")
    assert "on a paper that we have not seen" in sam.get(case).words
    page = sam.get(f"{case}/people")
    assert "Tom Archer, signed the form on paper Paper not seen" in page.words
    page = sam.get(page.tree.xpath("//a[starts-with(., 'Write down what they showed')]/@href")[0])
    assert "Paper seen" in sam.follow(sam.send(page, seen="yes", words="The registered LPA")).words
    assert "on a paper that we have not seen" not in sam.get(case).words
    ann = person_with(service, sam.send(sam.get(f"{case}/letter"), 200))
    page = ann.get(f"{form.path}/people")
    assert "Somebody at the council: The registered LPA" in page.words
    page = ann.get(page.tree.xpath("//a[starts-with(., 'Write about the paper')]/@href")[0])
    assert "You: I signed it" in ann.follow(ann.send(page, words="I signed it")).words


def person_with(service: Service, letter: Page) -> Browser:
    """Somebody who uses the code of the letter."""
    ann = service.browser()
    ann.follow(ann.send(ann.follow(ann.fill("/code", code=code_on(letter))), 302), 200)
    return ann
