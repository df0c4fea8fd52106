"""The person lets somebody who helps see what is private, and takes it back; without that, nobody can tell anything."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from portal.access import Action, Role
from portal.services import applications
from portal.services.refusals import NotPossible
from portal.services.sharing import access
from tests.web.desk import at_desk
from tests.web.test_people import code_on, coming_in
from tests.web.test_safety import WORDS, told, written

if TYPE_CHECKING:
    from tests.web.browsing import Browser
    from tests.web.running import Begun, Service

PRIVATE = ("/questions/more-1", "/questions/more-2", "/questions/more-3")


def let(ann: Browser, path: str, answer: str) -> None:
    """Say whether the one who helps may see what is private."""
    page = ann.get(f"{path}/people")
    where = next(link for link in page.tree.xpath("//main//a/@href") if re.search(r"/people/[\w-]{16}/private$", link))
    ann.fill(where, answer=answer)


def both(service: Service) -> tuple[Begun, Browser, Browser]:
    """Tom, who began for Ann; his browser, and that of Ann, who came in with the letter's code."""
    tom = service.begun(helper=True).answer_up_to()
    return tom, tom.browser(), coming_in(service, tom)


def test_a_helper_sees_and_answers_what_is_private_only_while_the_person_lets_them(sqlite_service: Service) -> None:
    tom, helper, ann = both(sqlite_service)
    before = told(helper, tom)
    written(ann, tom.path)
    assert told(helper, tom) == before
    for page in PRIVATE:
        helper.get(f"{tom.path}{page}", 404)

    let(ann, tom.path, "yes")
    assert (
        "Somebody who helps"
        not in ann.get(ann.get(f"{tom.path}/people").tree.xpath("//a[contains(@href, '/private')]/@href")[0]).heading
    )
    assert "Also sees the private questions" in ann.get(f"{tom.path}/people").words
    assert "There are questions that only" not in helper.get(f"{tom.path}/").words
    shown = helper.get(f"{tom.path}/questions/more-3")
    assert WORDS in shown.text
    assert "They let you see this page." in shown.words
    assert "People who help you with this form" not in shown.words
    for page in ("/check", "/copy"):
        assert WORDS not in helper.get(f"{tom.path}{page}").text, "what is private stands on its own page alone"
    helper.fill(f"{tom.path}/questions/more-3", answer="The heron told me")

    let(ann, tom.path, "no")
    for page in PRIVATE:
        helper.get(f"{tom.path}{page}", 404)
    assert told(helper, tom) == before
    assert "read your answers in “A few more questions”" in ann.get(f"{tom.path}/people").words


def test_what_such_a_helper_writes_calls_the_safeguarding_workers_with_who_wrote_it(sqlite_service: Service) -> None:
    tom, helper, ann = both(sqlite_service)
    let(ann, tom.path, "yes")
    helper.fill(f"{tom.path}/questions/more-1", answer="no")
    ada = at_desk(sqlite_service, Role.SAFEGUARDING_WORKER).browser()
    assert "Staying safe (1)" in ada.get("/staff/").words
    assert "a helper, " in ada.get(f"/staff/applications/{tom.reference}/private").words


def test_one_helper_who_is_let_lets_no_other(sqlite_service: Service) -> None:
    tom, _, ann = both(sqlite_service)
    shown = ann.fill(f"{tom.path}/people/invite", 200, name="Bea", level="helper-reading")
    bea = sqlite_service.browser()
    bea.fill(f"/code/{code_on(shown)}", name="Bea")
    bea.get(f"{tom.path}/check")  # whoever reads is on the list of those who did, whether or not they are let
    before = told(bea, tom)
    let(ann, tom.path, "yes")
    written(ann, tom.path)
    assert told(bea, tom) == before


@pytest.mark.parametrize("role", [Role.HELPER_FOLLOWING, Role.ADVOCATE_FOLLOWING])
def test_whoever_reads_no_answers_cannot_be_let(sqlite_service: Service, role: Role) -> None:
    ann = sqlite_service.begun().answer_up_to(20)
    shown = ann.browser().fill(f"{ann.path}/people/invite", 200, name="Bea", level=role.value)
    sqlite_service.browser().fill(f"/code/{code_on(shown)}", name="Bea")
    with sqlite_service.acting(ann.token) as context:
        opened = applications.open(context, ann.reference, Action.SHARE)
        [one] = access.everyone(context, opened)
        with pytest.raises(NotPossible):
            access.let_see_private(context, opened, one.id, yes=True)
    ann.browser().get(f"{ann.path}/people/{one.id}/private", 404)


def test_narrowing_somebody_takes_it_back_too(sqlite_service: Service) -> None:
    tom, helper, ann = both(sqlite_service)
    let(ann, tom.path, "yes")
    page = ann.get(f"{tom.path}/people")
    change = next(link for link in page.tree.xpath("//main//a/@href") if re.search(r"/people/[\w-]{16}$", link))
    parts = ann.get(change).tree.xpath("//input[@name='parts']/@value")
    ann.fill(change, level="helper-filling", whole="some", parts=parts)
    helper.get(f"{tom.path}/questions/more-1", 404)
    ann.fill(change, level="helper-filling", whole="all")
    helper.get(f"{tom.path}/questions/more-1", 404)
    assert "Also sees the private questions" not in ann.get(f"{tom.path}/people").words
