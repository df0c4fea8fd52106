"""Everything that is held about the person: one page and one file, for the person in charge alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from portal.access import Role
from tests.web.desk import at_desk
from tests.web.test_people import coming_in
from tests.web.test_safety import WORDS, written
from tests.web.test_staff_work import at, decide, opened

if TYPE_CHECKING:
    from tests.web.browsing import Browser
    from tests.web.running import Service


def file_of(browser: Browser, path: str, rest: str = "") -> dict[str, Any]:
    answer = browser.ask("GET", f"{path}/everything.json{rest}")
    assert answer.status_code == 200
    assert answer.mimetype == "application/json"
    assert answer.headers["Cache-Control"] == "no-store"
    found: dict[str, Any] = json.loads(answer.text)
    return found


def test_the_page_and_the_file_hold_what_was_said_decided_and_done(sqlite_service: Service) -> None:
    begun, sam = opened(sqlite_service)
    ann = begun.browser()
    ann.fill(f"{begun.path}/messages", words="Mondays are bad")
    decide(sam, begun, 2)
    page = ann.get(f"{begun.path}/everything")
    assert "Everything we hold about you" in ann.get(f"{begun.path}/timeline").words
    for said in ("Mondays are bad", "We must help with these needs.", "As we saw together.", "2920 days after that"):
        assert said in page.words
    whole = file_of(ann, begun.path)
    assert whole["reference"] == begun.reference
    assert [each["words"] for each in whole["messages"]] == ["Mondays are bad"]
    assert [each["kind"] for each in whole["decisions"]] == ["needs"]
    assert len(whole["what_was_sent"]) == 1
    assert {"begun", "sent", "opened", "needs-decided"} <= {each["kind"] for each in whole["log"]}
    assert "packed" not in whole["what_was_sent"][0]["contents"]


def test_earlier_answers_and_those_of_helpers_are_in_it_with_who_gave_them(sqlite_service: Service) -> None:
    tom = sqlite_service.begun(helper=True).answer_up_to(20)
    ann = coming_in(sqlite_service, tom)
    before = ann.get(f"{tom.path}/everything").words
    assert "somebody who helps" in before
    ann.fill(f"{tom.path}/questions/name", answer="Annabel Heron")
    given = [each for each in file_of(ann, tom.path)["answers"] if each["question"] == "name"]
    assert [each["by"] for each in given] == ["helper", "you"]
    for path in (f"{tom.path}/everything", f"{tom.path}/everything.json", f"{tom.path}/everything?all=yes"):
        assert tom.browser().ask("GET", path).status_code == 403
        assert sqlite_service.browser().ask("GET", path).status_code == 404


def test_what_is_private_is_left_out_until_it_is_asked_for(sqlite_service: Service) -> None:
    begun = sqlite_service.begun().answer_up_to()
    ann = begun.browser()
    written(ann, begun.path)
    ada = at_desk(sqlite_service, Role.SAFEGUARDING_WORKER).browser()
    ada.fill(f"/staff/applications/{begun.reference}/private")
    page, whole = ann.get(f"{begun.path}/everything"), file_of(ann, begun.path)
    assert WORDS not in page.text
    assert "more-1" not in json.dumps(whole)
    assert "safety-taken" not in json.dumps(whole)
    assert whole["left_out"] == ["private"]
    all_of_it = file_of(ann, begun.path, "?all=yes")
    assert WORDS in json.dumps(all_of_it)
    assert all_of_it["left_out"] == []
    assert WORDS in ann.get(page.tree.xpath("//a[contains(., 'Show them, too')]/@href")[0]).words


def test_a_draft_says_when_it_goes_and_a_hold_that_it_stays(sqlite_service: Service) -> None:
    begun = sqlite_service.begun().answer_up_to(3)
    assert "we delete your answers 24 hours after the last one" in begun.browser().get(f"{begun.path}/everything").words
    begun.browser().fill(f"{begun.path}/save/code", 200)
    assert "We delete it after" in begun.browser().get(f"{begun.path}/everything").words
    sent, _ = opened(sqlite_service)
    kim = at_desk(sqlite_service, Role.TEAM_MANAGER).browser()
    kim.fill(at(sent, "/purpose"), answer="supervision")
    assert "Write why it must be kept" in kim.fill(at(sent, "/hold"), 422).words
    assert "Held since" in kim.follow(kim.fill(at(sent, "/hold"), reason="A claim before the pelican court")).words
    page = sent.browser().get(f"{sent.path}/everything")
    assert "The law makes us keep it for now" in page.words
    assert "pelican" not in page.text
    kim.fill(at(sent, "/hold"))
    assert "The law makes us keep it" not in sent.browser().get(f"{sent.path}/everything").words


@pytest.mark.parametrize("rest", ["", ".json"])
def test_a_rough_idea_has_nothing_to_hold(standing_service: Service, rest: str) -> None:
    rough = standing_service.begun(rough=True)
    assert rough.browser().ask("GET", f"{rough.path}/everything{rest}").status_code == 403
