"""Writing in private calls a safeguarding worker at once, and no page of a helper is any different."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from portal.access import Role
from portal.services import notices
from tests.surface.routes import asks
from tests.web.desk import at_desk
from tests.web.test_people import coming_in

if TYPE_CHECKING:
    from tests.web.browsing import Browser
    from tests.web.running import Begun, Service

SEALED = re.compile(r'name="(trial|drawn)" value="[^"]+"')  # another each time it is shown
WORDS = "The kingfisher pulls my hair"


def written(ann: Browser, path: str) -> None:
    """Say in private that one is not safe, and why."""
    ann.fill(f"{path}/questions/more-1", answer="no")
    ann.fill(f"{path}/questions/more-2", answer=["scared"])
    ann.fill(f"{path}/questions/more-3", answer=WORDS)


def mails(service: Service) -> list[str]:
    with service.acting() as context:
        return [f"{each.subject}\n{each.body}" for each in notices.outgoing(context)]


def told(helper: Browser, tom: Begun) -> list[tuple[str, int, str, list[str]]]:
    """Everything that somebody who helps is told, page by page, with the names of headers."""
    rules = [rule for rule in asks() if "<" not in rule and rule not in {"/copy.pdf", "/letter"}]
    pages = ["/mine", "/people-you-help", *(f"{tom.path}{rule}" for rule in rules)]
    answers = [(page, helper.ask("GET", page)) for page in pages]
    return [(page, each.status_code, SEALED.sub("", each.text), sorted(each.headers.keys())) for page, each in answers]


def test_the_page_says_who_reads_it_and_when(standing_service: Service) -> None:
    ann = standing_service.begun().answer_up_to()
    words = ann.browser().get(f"{ann.path}/questions/more-1").words
    assert "They get what you write here at once, also before you send the form." in words
    assert "Our safety workers" in ann.browser().easy().get(f"{ann.path}/questions/more-1").words


def test_a_safeguarding_worker_finds_it_reads_it_and_takes_it_on(sqlite_service: Service) -> None:
    ann = sqlite_service.begun().answer_up_to()
    written(ann.browser(), ann.path)
    ada = at_desk(sqlite_service, Role.SAFEGUARDING_WORKER).browser()
    assert "Staying safe (1)" in ada.get("/staff/").words
    listed = ada.get("/staff/?list=safety")
    page = ada.get(listed.tree.xpath("//main//ul[@class='cases']//a/@href")[0])
    for words in (WORDS, "Someone scares, shouts at or controls them", "No, they do not feel safe"):
        assert words in page.words
    after = ada.follow(ada.send(page))
    assert "I have read it" not in after.words
    assert "Staying safe (0)" in ada.get("/staff/").words
    ada.get(f"/staff/applications/{ann.reference}", 404)
    ada.get(f"/staff/applications/{ann.reference}/purpose", 404)


def test_other_staff_have_no_such_list_and_the_mail_names_nothing(sqlite_service: Service) -> None:
    ann = sqlite_service.begun().answer_up_to()
    written(ann.browser(), ann.path)
    sam = at_desk(sqlite_service, Role.OFFICER, Role.TEAM_MANAGER).browser()
    assert "Staying safe" not in sam.get("/staff/?list=safety").words
    sam.get(f"/staff/applications/{ann.reference}/private", 404)
    mail = next(each for each in mails(sqlite_service) if "Something needs you" in each)
    for secret in (ann.reference, "kingfisher", "private", "Ann"):
        assert secret not in mail


def test_nobody_who_helps_is_told_anything_by_page_or_mail(sqlite_service: Service) -> None:
    tom = sqlite_service.begun(helper=True).answer_up_to()
    ann = coming_in(sqlite_service, tom)
    helper = tom.browser()
    before = told(helper, tom)
    written(ann, tom.path)
    assert told(helper, tom) == before
    ada = at_desk(sqlite_service, Role.SAFEGUARDING_WORKER).browser()
    ada.fill(f"/staff/applications/{tom.reference}/private")
    assert told(helper, tom) == before
    assert len([each for each in mails(sqlite_service) if "Something needs you" in each]) == 1
