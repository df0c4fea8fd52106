"""A mother, her daughter, an advocate and the council at one application, side by side and without script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from e2e import told
from e2e.desk import ask, decide, follow, open_case, press, propose
from e2e.pages.people import DonePage, FollowingPage, InvolvedPage, come_in, letter
from e2e.pages.questions import QuestionPage, TasksPage, answer_on
from e2e.pages.sending import SendPage
from e2e.pages.sheet import Sheet
from e2e.pages.start import StartPage
from portal.access import Role
from portal.words import Wording
from tests.web.desk import at_desk
from tests.web.running import Begun

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from e2e.conftest import Somebody
    from e2e.pages.sheet import Person
    from tests.web.running import Service

WRONG = "I can wash myself. It only takes me longer."
QUESTION, ANSWER = "Who helps you at night?", "My sister does, on Fridays"
GOALS = "She wants to sing again"
ABOVE, SHOWN, WHY = "1600.00", "£1,600.00 a week", "Two people are needed at night"
PANEL_WHY = "It is safe and right. If you do not agree, ring us, or complain."
FOLLOWS = "An advocate: Sees how far it has come. Sees no answers"
DAUGHTER = "Somebody who helps"  # she did not say her name
KEPT_FROM_THE_ADVOCATE = (WRONG, QUESTION, ANSWER, GOALS, "1,600", ABOVE, WHY, PANEL_WHY, "As we saw together")
PAGES_OF_ANSWERS = ("check", "copy", "budget", "suggestion", "messages", "people", "done-for-you", "questions/washing")


def test_a_mother_takes_over_and_everybody_sees_what_is_theirs(behind: Service, somebody: Somebody) -> None:
    daughter, mother, advocate = somebody(helper_of="Mum"), somebody(), somebody()
    tasks = begun_for_her(behind, daughter)
    home = f"/applications/{tasks.reference}"

    come_in(StartPage(mother).come_back(), letter(tasks))
    done = DonePage(mother).see_differently(told.heading("washing", Wording.STANDARD), WRONG)
    assert done.main.get_by_text(WRONG).is_visible()
    involved = done.involved()
    assert any(line.startswith(f"{DAUGHTER} wrote or changed") for line in involved.story()), involved.story()
    come_in(StartPage(advocate).come_back(), involved.invite("Kofi", FOLLOWS), name="Kofi Mensah")
    stages = [stage_of(advocate, mother, home)]

    end_access_while_she_writes(daughter, mother, home)
    send(mother, home)
    stages.append(stage_of(advocate, mother, home))

    worker = at_the_council(behind, somebody, Role.OFFICER)
    open_case(worker, tasks.reference, "I work on it")
    assert worker.get_by_text(WRONG).is_visible()
    ask(worker, QUESTION)
    answer_in_place(mother, home)
    worker.reload()
    assert worker.get_by_text(ANSWER).is_visible()
    stages.append(stage_of(advocate, mother, home))
    follow(worker, "Record the decision about eligibility")
    decide(worker)
    stages.append(stage_of(advocate, mother, home))
    propose(worker, ABOVE, WHY)
    stages.append(stage_of(advocate, mother, home))

    agree_as_the_panel(at_the_council(behind, somebody, Role.PANEL_MEMBER), tasks.reference)
    stages.append(stage_of(advocate, mother, home))
    assert stages == sorted(set(stages)), "each step moved it on, and the advocate saw it"
    mother.page.goto(f"{home}/timeline")
    for words in (SHOWN, WHY, PANEL_WHY):
        assert mother.page.get_by_text(words).first.is_visible(), words
    see_no_answer(advocate, home)


def begun_for_her(behind: Service, daughter: Person) -> TasksPage:
    """She begins, answers the first part on its pages and the rest quickly; what is private is left for her mother."""
    tasks = StartPage(daughter).begin_for("Mum").safe("Phone calls are safe")
    first = told.section_title(0, daughter.wording)
    tasks = answer_on(tasks.open(first), told.told("margaret"))
    cookies = {each["name"]: each["value"] for each in daughter.page.context.cookies()}
    Begun(behind, cookies["visit"], tasks.reference).answer_up_to()
    daughter.page.reload()
    return tasks.again()


def stage_of(advocate: Person, mother: Person, home: str) -> int:
    """The stage where it is now: both read the same, and the advocate reads of nothing that was said or written."""
    for each in (advocate, mother):
        each.page.goto(f"{home}/timeline")
    theirs, hers = FollowingPage(advocate), FollowingPage(mother)
    assert (theirs.stage(), theirs.stages()) == (hers.stage(), hers.stages())
    kept_from(advocate)
    return theirs.stage()


def kept_from(advocate: Person) -> None:
    """The page that is open says nothing of answers, figures and reasons."""
    page = advocate.page.content()
    assert [words for words in KEPT_FROM_THE_ADVOCATE if words in page] == []


def end_access_while_she_writes(daughter: Person, mother: Person, home: str) -> None:
    """The daughter's open page stops at the next request, and gives back what she typed."""
    daughter.page.goto(f"{home}/questions/goals")
    writing = QuestionPage(daughter)
    writing.main.get_by_role("textbox").fill(GOALS)
    mother.page.goto(f"{home}/people")
    assert DAUGHTER not in InvolvedPage(mother).end(DAUGHTER).names()
    writing.press("Continue")
    ended = Sheet(daughter)
    assert ended.title() == "Your access has ended"
    assert ended.main.get_by_label("Your words").input_value() == GOALS
    daughter.page.goto(f"{home}/timeline")
    assert Sheet(daughter).title() == "Your access has ended"


def send(mother: Person, home: str) -> None:
    """She answers what only she is asked, and sends it."""
    mother.page.goto(f"{home}/")
    tasks = TasksPage(mother).answer_everything(told.told("margaret"))
    tasks.follow("Send it to us")
    SendPage(mother).declare()


def at_the_council(behind: Service, somebody: Somebody, role: Role) -> Page:
    """Somebody who works there, signed in at a browser of their own."""
    person = somebody()
    address = person.page.url
    person.page.context.add_cookies([{"name": "visit", "value": at_desk(behind, role).token, "url": address}])
    return person.page


def answer_in_place(mother: Person, home: str) -> None:
    """The council's question waits on the timeline, and is answered from there."""
    mother.page.goto(f"{home}/timeline")
    follow(mother.page, "Read it and answer")
    assert mother.page.get_by_text(QUESTION).is_visible()
    mother.page.get_by_label("Your answer").fill(ANSWER)
    press(mother.page, "Send")


def agree_as_the_panel(page: Page, reference: str) -> None:
    """The panel reads why the case came to it, and decides."""
    open_case(page, reference, "The panel decides about it")
    follow(page, "Agree the budget, or send it back")
    for words in ("The panel decides this one.", SHOWN, WHY, "may cost more than £1,500"):
        assert page.get_by_text(words).first.is_visible(), words
    page.get_by_label("It is agreed").check()
    page.get_by_label("Why, and how it can be challenged").fill(PANEL_WHY)
    press(page, "Record it")


def see_no_answer(advocate: Person, home: str) -> None:
    """Nothing with answers, figures or people opens to the advocate."""
    advocate.page.goto("/people-you-help")
    assert advocate.page.get_by_role("heading", name="Mum").is_visible()
    kept_from(advocate)
    for path in PAGES_OF_ANSWERS:
        answered = advocate.page.goto(f"{home}/{path}")
        assert answered, path
        assert answered.status in {403, 404}, path
        kept_from(advocate)
