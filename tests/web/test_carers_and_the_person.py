"""A carer and the person they look after: what is whose budget, and what one of them may see of the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import insert, select, update

from portal.access import Action, Role, State, may
from portal.db import queries
from portal.db.columns import new_id
from portal.db.happened import Happened
from portal.questionnaires.journey import Place
from portal.questionnaires.model import Question
from portal.services import accounts, answering, budgets
from tests.surface.routes import address, asks
from tests.surface.test_every_page import UNKNOWN
from tests.surface.test_every_role import fits
from tests.web.stages import STAGES
from tests.web.test_letting_in import CODES, attorney
from tests.web.test_people import code_on, coming_in
from tests.web.test_profiles import content_of
from tests.web.test_staff_work import at, carer_sent

if TYPE_CHECKING:
    from portal.questionnaires.model import Questionnaire
    from tests.web.browsing import Page
    from tests.web.running import Begun, Service

WOULD_HELP = "would-help"
OWN_BUDGET = "it comes from their own budget and takes nothing from yours"


def carer(service: Service) -> Begun:
    return service.begun(asked="carer").answer_up_to()


def helps(questionnaire: Questionnaire) -> list[str]:
    """All that a carer can say would help, a break among it."""
    asked = questionnaire.find(WOULD_HELP)
    assert isinstance(asked, Question)
    return [option.id for option in asked.options if not option.exclusive]


def let_follow(cared_for: Begun, by: Begun, role: Role = Role.HELPER_FOLLOWING) -> str:
    """The person lets the carer in; the id of the grant."""
    row, grant = cared_for.open().id, new_id()
    with by.service.acting(by.token) as context:
        visitor = accounts.find_visitor(context)
        assert visitor is not None
        given = {
            "id": grant,
            "party_id": visitor.party,
            "application_id": row,
            "role": role,
            "ground": "agreed",
            "starts": context.now,
        }
        context.session.connection().execute(insert(queries.tables["grants"]), given)
    return grant


@pytest.mark.parametrize("profile", [None, "halton-model"])
def test_no_carers_scheme_counts_what_would_help(profile: str | None) -> None:
    content = content_of(profile)
    assert "break" in helps(content.questionnaires["carer"])
    assert WOULD_HELP not in content.counting("carer")


def test_a_break_changes_nothing_in_a_carers_figure_and_belongs_to_the_other_budget(standing_service: Service) -> None:
    begun = carer(standing_service)
    everything = tuple(helps(begun.open().questionnaire))
    found = []
    for picked in (("for-me",), ("break",), everything):
        with begun.opening() as (context, opened):
            answering.save_answer(context, opened, Place(WOULD_HELP), picked)
        with begun.opening(Action.BUDGET) as (context, opened):
            found.append(budgets.worked_out(context, opened, context.today))
    assert found[0] == found[1] == found[2]
    for page in ("budget", "copy"):
        assert OWN_BUDGET in begun.browser().get(f"{begun.path}/{page}").words


def test_whoever_proposes_a_carers_final_budget_reads_whose_budget_a_break_belongs_to(sqlite_service: Service) -> None:
    begun, sam = carer_sent(sqlite_service)
    page = sam.get(at(begun, "/final-budget")).words
    assert "A break, while someone else looks after that person" in page
    assert "so it comes from that person's own budget" in page


def test_a_carer_is_told_nothing_of_the_other_persons_application_that_nobody_let_them_see(
    standing_service: Service,
) -> None:
    here, cared_for = carer(standing_service), STAGES["sent"](standing_service, helper=False)
    for asking, wanted in ((here, cared_for), (cared_for, here)):
        browser = asking.browser()
        mark = browser.mark()
        for rule in asks():
            told = []
            for place in (wanted.path, f"/applications/{UNKNOWN}"):
                path = place + address(rule, wanted)
                answers = [browser.ask("GET", path), browser.ask("POST", path, data={"mark": mark})]
                assert {each.status_code for each in answers} <= {404, 405}, rule
                reference = place.rsplit("/", 1)[1].encode()
                told.append([each.data.replace(reference, b"...") for each in answers])
            assert told[0] == told[1], rule


def test_a_carer_sees_as_much_as_the_person_allows_and_as_long_as_they_do(standing_service: Service) -> None:
    here, cared_for = carer(standing_service), STAGES["sent"](standing_service, helper=False)
    grant = let_follow(cared_for, here)
    browser = here.browser()
    wrong = []
    for rule, (to_look, _) in asks().items():
        status = browser.ask("GET", cared_for.path + address(rule, cared_for)).status_code
        if not fits(status, may(Role.HELPER_FOLLOWING, to_look, State.SENT), rule):
            wrong.append(f"{rule}: {status}")
    assert wrong == []
    for page in ("budget", "check", "copy", "everything"):
        browser.get(f"{cared_for.path}/{page}", 403)
    said = browser.get(f"{cared_for.path}/timeline").words
    assert "£" not in said
    with standing_service.acting() as context:
        grants = queries.tables["grants"]
        ended = update(grants).where(grants.c.id == grant).values(ends=context.now)
        context.session.connection().execute(ended)
    for page in ("timeline", "budget", "copy"):
        browser.get(f"{cared_for.path}/{page}", 410)
    assert browser.get(f"{here.path}/budget").status == 200, "their own stays theirs"


def asked_for_break(here: Begun, reference: str) -> Page:
    """The page that a carer gets who asks for both to be looked at together."""
    carer = here.browser()
    form, said = carer.get(f"{here.path}/break"), {"reference": reference, "name": "Bea", "words": "Could we?"}
    first, second = (carer.send(form, 200, **said) for _ in range(2))
    assert code_on(first) == code_on(second)
    return first


def request_at(begun: Begun) -> str:
    """Where the person answers a carer."""
    links = begun.browser().get(f"{begun.path}/people").tree.xpath("//main//a/@href")
    [found] = [link for link in links if "/break/" in link]
    return str(found)


def told_the_carer(here: Begun) -> list[str]:
    """All that the carer's own pages say."""
    browser = here.browser()
    return [
        browser.get(f"{here.path}/{page}").words for page in ("budget", "timeline", "everything", "break", "people")
    ]


@pytest.mark.parametrize("answer", ["only", "refuse", None])
def test_a_carer_learns_nothing_from_asking_whatever_becomes_of_it(sqlite_service: Service, answer: str | None) -> None:
    here, cared_for = carer(sqlite_service), STAGES["sent"](sqlite_service, helper=False)
    right, wrong = (asked_for_break(here, each) for each in (cared_for.reference, UNKNOWN))
    assert CODES.sub("", right.words) == CODES.sub("", wrong.words)
    before = told_the_carer(here)
    if answer:
        cared_for.browser().fill(
            request_at(cared_for), **({"do": answer} if answer == "refuse" else {"allowed": answer})
        )
    assert told_the_carer(here) == before
    for page in (right, wrong):
        sqlite_service.browser().get(f"/code/{code_on(page)}", 410)
    here.browser().get(f"{cared_for.path}/timeline", 404)


def test_what_the_person_allows_is_seen_by_staff_on_both_sides_until_they_end_it(sqlite_service: Service) -> None:
    (here, sam), cared_for = carer_sent(sqlite_service), STAGES["sent"](sqlite_service, helper=False)
    page = asked_for_break(here, cared_for.reference)
    sam.fill(at(cared_for, "/purpose"), answer="first-look")
    cases = (at(here, ""), at(cared_for, ""))
    assert "A break for a carer" not in "".join(sam.get(each).words for each in cases), "what is only asked is no link"
    answering_it = cared_for.browser().get(request_at(cared_for))
    for _ in range(2):  # pressed twice, it is allowed, and not ended by the second
        assert cared_for.browser().send(answering_it, allowed="follow").goes_to == f"{cared_for.path}/people"
    assert "Since" in cared_for.browser().send(answering_it, 200, do="refuse").words, "one can still end it"
    for case, other in zip(cases, (cared_for, here), strict=True):
        assert f"/staff/applications/{other.reference}" in sam.get(case).tree.xpath("//main//a/@href")
    bea = here.browser()
    bea.fill(f"/code/{code_on(page)}", name="Bea")
    assert "£" not in bea.get(f"{cared_for.path}/timeline").words
    bea.get(f"{cared_for.path}/budget", 403)
    cared_for.browser().fill(f"{cared_for.path}/withdraw")
    ending = cared_for.browser().get(request_at(cared_for))  # also once it is closed
    assert "let the carer see how far it has come, that goes on" in ending.words
    for _ in range(2):
        assert cared_for.browser().send(ending).goes_to == f"{cared_for.path}/people"
    bea.get(f"{cared_for.path}/timeline")
    assert "A break for a carer" not in "".join(sam.get(each).words for each in cases)
    assert "/break/" not in cared_for.browser().get(f"{cared_for.path}/people").text


def test_who_decides_for_the_person_is_not_shown_what_waits_for_them(sqlite_service: Service) -> None:
    """From what comes and goes there they could tell that the person came in."""
    here, tom = carer(sqlite_service), attorney(sqlite_service).answer_up_to(20)
    before = tom.browser().get(f"{tom.path}/let-in").words
    asked_for_break(here, tom.reference)
    assert tom.browser().get(f"{tom.path}/let-in").words == before
    mum = coming_in(sqlite_service, tom)
    [link] = [each for each in mum.get(f"{tom.path}/people").tree.xpath("//main//a/@href") if "/break/" in each]
    tom.browser().get(link, 403)
    mum.fill(link, allowed="only")
    assert tom.browser().get(f"{tom.path}/let-in").words == before
    for each in (link, f"{tom.path}/break/{UNKNOWN}"):
        tom.browser().get(each, 403)


@pytest.mark.parametrize("there", [True, False], ids=["a reference that is there", "one that is not"])
def test_asking_for_a_break_twice_from_one_page_is_written_down_once(standing_service: Service, *, there: bool) -> None:
    here, cared_for = carer(standing_service), STAGES["complete"](standing_service, helper=False)
    for times in (1, 2):
        asked_for_break(here, cared_for.reference if there else UNKNOWN)  # presses twice
        with here.opening(Action.SHARE) as (context, opened):
            kinds = select(queries.events.kind).where(queries.events.application_id == opened.id)
            assert list(context.session.connection().execute(kinds).scalars()).count(Happened.CARE_LINK_ASKED) == times


def test_a_break_is_asked_for_on_a_carers_application_and_of_no_other_carer(sqlite_service: Service) -> None:
    here, other = carer(sqlite_service), carer(sqlite_service)
    assert f"{here.path}/break" in here.browser().easy().get(f"{here.path}/budget").text
    told = "If you send this, the person learns that you asked."
    assert told in here.browser().get(f"{here.path}/break").words
    assert asked_for_break(here, other.reference).heading == "Your request is sent"  # and not the application
    asked_for_break(here, here.reference)
    for each in (here, other):
        assert "/break/" not in each.browser().get(f"{each.path}/people").text
    here.browser().fill(f"{here.path}/break", 422, reference=" ", name="")
