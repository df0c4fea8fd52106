"""A draft tried on the caseload at the workbench: what it does to the money there is, before anybody approves it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from portal.access import Role
from portal.allocation.caseload.gathering import gather
from portal.allocation.loading import parse
from portal.costing.assuming import read_assumptions
from portal.costing.envelope import Envelope
from portal.costing.files import Caseload
from portal.costing.inventing import Inventing
from portal.costing.simulating import simulate
from portal.services import caseload
from portal.services.staff.simulating import Tried
from portal.web.staff.caseload_money import money_rows
from tests.services.staff.test_schemes import DAY, FILE
from tests.web.desk import at_desk
from tests.web.test_allocation_workbench import changed, drafted, of_file, officer

CHANGED = "some: 5, full: a-person"

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from tests.web.running import Service


def sent(service: Service, people: int) -> None:
    """The answers of so many made-up people, as they would be kept when they are sent."""
    with service.acting() as context:
        scheme, questionnaire = context.content.schemes["adult"][-1], context.content.questionnaires["adult"]
        layout = caseload.with_cohort(context, caseload.layout_of(questionnaire, scheme))
        inventing = Inventing(questionnaire, scheme, read_assumptions(), context.today)
        for somebody in inventing.people(people, seed=1):
            caseload.store(context, layout, somebody.facts)


def rows(tree: HtmlElement) -> dict[str, str]:
    """What the page tells, by its name."""
    each = tree.xpath("//div[contains(@class, 'govuk-summary-list__row')]")
    return {one.xpath("string(dt)").strip(): one.xpath("string(dd)").strip() for one in each}


def pounds(words: str) -> float:
    return float(re.sub(r"[^0-9.]", "", words.split(" ", maxsplit=1)[0]))


def test_a_draft_shows_what_it_does_to_the_money_there_is(service: Service) -> None:
    sent(service, 60)
    ada = officer(service)
    path = changed(service, ada)  # washing with full help gives ten points instead of nine
    assert "Try it on the caseload" in ada.get(path).words
    told = rows(ada.get(f"{path}/caseload").tree)
    assert pounds(told["This version gives"]) > pounds(told["The other version gives, on the same day"])
    assert "More in a year, for those with a figure in both" in told
    assert "Down" in told
    assert told["People whose answers were sent"] == "60"


@pytest.mark.parametrize(("refused", "told"), [(12, "£360.00"), (3, "hidden: too few people")])
def test_whoever_one_version_refuses_is_no_saving_of_it(service: Service, refused: int, told: str) -> None:
    """Twelve people get 3 points more, at 10 pounds a point; those whom only one version refuses are left out."""
    words = FILE.replace("pounds a week", "pounds a year")
    before, after = (parse(words.replace(*each), "small.yaml") for each in (("", ""), ("some: 2, full: 5", CHANGED)))
    people = gather([{"washing": "some"}] * 12 + [{"washing": "full"}] * refused, ["washing"])
    found = simulate(after, [Caseload(people, {})], DAY, before)
    with service.app.test_request_context("/"):
        rows = dict(money_rows(Tried(found, before, DAY), None, 10))
    assert rows["More in a year, for those with a figure in both"] == told


@pytest.mark.parametrize(("count", "told"), [(10, "£200.00 a year"), (9, "hidden: too few people")])
def test_what_a_few_have_together_is_not_told(service: Service, count: int, told: str) -> None:
    scheme = parse(FILE.replace("pounds a week", "pounds a year"), "small.yaml")
    people = gather([{"washing": "some"}] * count + [{}] * 20, ["washing"])
    found = simulate(scheme, [Caseload(people, {})], DAY, scheme)
    with service.app.test_request_context("/"):
        rows = dict(money_rows(Tried(found, scheme, DAY), Envelope(Decimal(90_000)), 10))
    assert rows["This version gives"] == rows["The other version gives, on the same day"] == told
    assert ("Within it; left over" in rows) is (count == 10)


def test_the_money_there_is_stands_beside_it(service: Service) -> None:
    sent(service, 30)
    ada = officer(service)
    path = drafted(service, ada)
    assert "Within it; left over" in rows(ada.fill(f"{path}/caseload", 200, envelope="£900,000,000").tree)
    assert "Beyond it by" in rows(ada.fill(f"{path}/caseload", 200, envelope="1").tree)
    money = {"envelope": "900,000,000", "contingency": "10%", "fixed": "£1,000"}
    told = rows(ada.send(ada.get(f"{path}/caseload"), 200, **money).tree)
    assert (told["Kept back"], told["To share out"]) == ("£90,000,000.00", "£810,000,000.00")
    assert pounds(told["Within it; left over"]) - pounds(told["With these, left over"]) == 1000
    assert "Write a number from 0 to 100" in ada.fill(f"{path}/caseload", 422, contingency="101").words
    assert "Write a number, such as 1,500,000." in ada.fill(f"{path}/caseload", 422, envelope="much").words


def test_two_drafts_are_tried_on_the_same_people(service: Service) -> None:
    sent(service, 60)
    ada = officer(service)
    same, dearer = drafted(service, ada), changed(service, ada, days=2)
    one, other = (path.rpartition("/")[2] for path in (same, dearer))
    page = ada.get(f"/staff/allocation/compare?one={one}&other={other}")
    (way,) = page.tree.xpath("//a[contains(@href, '/caseload')]/@href")
    told = rows(ada.get(way).tree)
    assert pounds(told["This version gives"]) > pounds(told["The other version gives, on the same day"])
    ada.get(f"{dearer}/caseload?against={of_file(service, 'carer')}", 404)


def test_a_draft_that_changes_nothing_changes_nobody(service: Service) -> None:
    sent(service, 30)
    ada = officer(service)
    told = rows(ada.get(f"{drafted(service, ada)}/caseload").tree)
    assert told["Up"] == told["Down"] == "0, 0%"
    assert told["More in a year, for those with a figure in both"] == "£0.00"


def test_so_few_people_that_somebody_could_be_made_out_are_not_told_of(service: Service) -> None:
    sent(service, 9)
    ada = officer(service)
    page = ada.get(f"{drafted(service, ada)}/caseload")
    assert "Too few people have sent their answers" in page.words
    assert not rows(page.tree)


def test_a_small_number_is_never_told_by_what_people_need_most(service: Service) -> None:
    sent(service, 60)
    ada = officer(service)
    page = ada.get(f"{drafted(service, ada)}/caseload")
    section = page.tree.xpath("//h2[@id='by-need']/following-sibling::dl[1]")[0]
    words = [one.xpath("string(.)").strip() for one in section.xpath(".//dd")]
    assert sum(one.startswith("hidden") for one in words) != 1
    assert all(one.startswith("hidden") or int(one.split(" ")[0]) >= 10 for one in words)


def test_what_is_hidden_is_not_left_when_the_rest_is_taken_away(service: Service) -> None:
    sent(service, 60)
    ada = officer(service)
    told = rows(ada.get(f"{changed(service, ada)}/caseload").tree)
    few = "hidden: too few people"
    assert (told["With a figure"] == few) == (told["No figure can be given"] == few)
    assert (told["With a figure"] == few) or int(told["With a figure"]) in range(10, 51)
    every = [told[name].split(",")[0] for name in ("Up", "Down", "Unchanged")]
    every.append(told["Not compared: no figure in one of the two"])
    assert every.count(few) != 1
    assert few not in every or 60 - sum(int(one) for one in every if one != few) >= 10


def test_only_those_who_adjust_schemes_try_them_on_the_caseload(service: Service) -> None:
    at_desk(service, Role.OFFICER).browser().get(f"/staff/allocation/{of_file(service)}/caseload", 403)
