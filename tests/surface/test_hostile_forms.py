"""Whatever is sent to whatever form: a page that helps, nothing lost, never an error of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from portal.questionnaires.model import Group
from tests.content import adult_route as people
from tests.surface.routes import PLACES, address
from tests.surface.test_every_question import PEOPLE
from tests.surface.test_every_question import address as page_of
from tests.web.stages import STAGES

if TYPE_CHECKING:
    from tests.web.browsing import Browser
    from tests.web.running import Begun, Service

BOXES = (
    *(
        "answer",
        "answer-day",
        "answer-month",
        "answer-year",
        "answer-line1",
        "answer-line2",
        "answer-town",
        "answer-postcode",
    ),
    *(
        "instead",
        "seen",
        "do",
        "way",
        "uses",
        "email",
        "code",
        "ticket",
        "name",
        "phone",
        "when",
        "message",
        "answer_to",
        "person",
    ),
    *(
        "ground",
        "password",
        "old",
        "new",
        "again",
        "how",
        "write",
        "ring",
        "words",
        "declared",
        "back",
        "theme",
        "size",
        "name-own",
        "way-own",
        "amount-own",
    ),
)
NASTY = {
    "a NUL": "Ann\x00Archer",
    "a half character": "Ann\ud800Archer",
    "a turned direction": "Ann \u202egpj.exe",
    "a script": "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>",
    "a template": "{{ 7*7 }} %(name)s {washing} ${x} %s",
    "a very long name": "Ann " * 3000,
    "signs on signs": "e" + "\u0301" * 500,
    "nothing but space": " \t\r\n\u00a0\u200b",
    "a negative number": "-1",
    "an enormous number": "9" * 400,
    "a number with an exponent": "1e999999",
    "no number": "NaN",
    "other digits": "١٢",
    "not on the page": "no-such-option",
    "a special answer": "not-sure",
    "two lines": "Ann\r\nSet-Cookie: visit=x",
    "an address elsewhere": "https://elsewhere.example/\\..//x",
}
BUTTONS = {"do", "seen"}
AT_BUTTONS = {"a script", "a NUL", "not on the page"}
"""What is sent as the button, too: any word that no button has is taken alike."""
TAKEN = {200, 302, 400, 403, 404, 405, 410, 413, 422}
NO_COHORTS = ("/usual-way", "/who-can-start")
"""They lead on where the council's roll-out puts nobody in a group."""
FOR_OTHERS = ("/let-in", "/break")  # the person has a page of their own for the first, a carer asks on the second
ONLY_LEAD_ON = ("/reading", *FOR_OTHERS, *NO_COHORTS)

KINDS = {str(each.kind) for each in people.questions()}


def reached(kind: str) -> tuple[people.Person, str]:
    """Somebody who is asked a question of this kind, and which."""
    return next(
        (person, question)
        for person, helper in PEOPLE.values()
        for question in people.walk(person)[0]
        if not helper and people.ADULT.find(question).kind == kind
    )


def raw(text: str) -> bytes:
    """A form's words as bytes, half characters among them."""
    from urllib.parse import quote_from_bytes  # noqa: PLC0415 - only here

    return quote_from_bytes(text.encode("utf-8", "surrogatepass")).encode()


def send(browser: Browser, path: str, typed: MultiDict[str, str]) -> int:
    """Send a form as a careless or hostile program would; whatever comes back is a whole page or leads on."""
    body = b"&".join(raw(name) + b"=" + raw(value) for name, value in typed.items(multi=True))
    answer = browser.ask("POST", path, data=body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code < 500, f"{path}: {answer.status_code}"
    assert b"<script>alert" not in answer.data
    assert b"<img src=x" not in answer.data
    if answer.status_code != 302:
        browser.judged(answer, answer.status_code)
    else:
        assert answer.headers["Location"].startswith("/")
        assert "\n" not in answer.headers["Location"]
    return answer.status_code


def forms_of(begun: Begun) -> list[str]:
    """Every address that takes a form."""
    rules = [rule for rule in begun.service.app.url_map.iter_rules() if "POST" in (rule.methods or ())]
    last = {"/delete", "/sign-out"}
    found = sorted((rule.rule for rule in rules), key=lambda rule: (any(rule.endswith(each) for each in last), rule))
    return [address(rule.replace("<reference>", begun.reference), begun) for rule in found]


@pytest.mark.parametrize("kind", NASTY)
def test_every_form_bears_hostile_words(standing_service: Service, kind: str) -> None:
    begun = STAGES["arranged"](standing_service, helper=True)
    browser = begun.browser()
    for path in forms_of(begun):
        mark = browser.mark()
        send(browser, path, MultiDict({"mark": mark, **{box: NASTY[kind] for box in BOXES if box not in BUTTONS}}))
        if kind in AT_BUTTONS:
            send(browser, path, MultiDict({"mark": mark, **dict.fromkeys(BOXES, NASTY[kind])}))


def test_every_form_bears_an_empty_body_and_strange_kinds_of_body(standing_service: Service) -> None:
    begun = STAGES["arranged"](standing_service, helper=False)
    browser = begun.browser()
    strange: list[dict[str, Any]] = [
        {"data": b""},
        {"data": b"\xff\xfe=%ff&mark=%80"},
        {"data": b'{"answer": 1}', "content_type": "application/json"},
        {"data": b"no boundary", "content_type": "multipart/form-data"},
        {"data": b"--x\r\nbroken", "content_type": "multipart/form-data; boundary=x"},
        {"data": b"&".join(b"answer=%d" % each for each in range(1500))},
    ]
    for path in forms_of(begun):
        for body in strange:
            answer = browser.ask("POST", path, **({"content_type": "application/x-www-form-urlencoded"} | body))
            assert answer.status_code in TAKEN, f"{path} {body}: {answer.status_code}"
            if answer.status_code != 302:
                browser.judged(answer, answer.status_code)
            assert answer.status_code != 302 or path.endswith(ONLY_LEAD_ON)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_of_question_keeps_or_refuses_hostile_words(standing_service: Service, kind: str) -> None:
    begun = standing_service.begun()
    person, wanted = reached(kind)
    begun.answer_up_to(person=person)
    place = next(each for each in begun.open().journey.places if each.question == wanted)
    browser, path = begun.browser(), page_of(begun, place)
    for words in NASTY.values():
        form = browser.get(path).form()
        for name in [name for name in form if name not in {"mark", "seen"}] or ["answer"]:
            form.setlist(name, [words])
        form.setdefault("answer", words)
        send(browser, path, form)
        assert browser.get(path).tree.xpath("//h1")
    browser.get(f"{begun.path}/check")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(st.sampled_from(BOXES), max_size=5), words=st.text(max_size=60), turn=st.integers(0, 40))
def test_chance_words_in_chance_boxes_never_break_a_page(
    chance: Chance, names: list[str], words: str, turn: int
) -> None:
    path = chance.paths[turn % len(chance.paths)]
    send(chance.browser, path, MultiDict([("mark", chance.mark), *((name, words) for name in names)]))


class Chance:
    """One application that everything is thrown at."""

    def __init__(self, service: Service) -> None:
        begun = STAGES["arranged"](service, helper=False)
        self.browser = begun.browser()
        self.mark = self.browser.mark()
        left = ("/delete", "/sign-out", "/start/")
        self.paths = [path for path in forms_of(begun) if not any(each in path for each in left)]


@pytest.fixture(scope="module")
def chance(standing_service: Service) -> Chance:
    return Chance(standing_service)


def test_a_body_beyond_the_limit_is_refused_with_a_sentence(standing_service: Service) -> None:
    begun = standing_service.begun().answer_up_to()
    browser = begun.browser()
    for path in forms_of(begun):
        answer = browser.ask("POST", path, data={"mark": browser.mark(), "answer": "x" * 300_000})
        if path.endswith((*FOR_OTHERS, *NO_COHORTS)):
            assert answer.status_code == 302, "leads on before the form is read"
            continue
        refused = {403}  # some, like taking back, are refused before the form is read
        if path.startswith("/staff/"):
            refused = {404}
        elif path.startswith("/code/"):  # the link is not good any more, whatever is sent with it
            refused = {410}
        elif path.startswith(begun.path) and PLACES["grant"] in path:  # there is no such grant, message or request
            refused = {403, 404}
        assert answer.status_code in {413, *refused}, path
        assert len(browser.judged(answer, answer.status_code).words) > 40
    assert begun.open().state == "draft"


def test_a_question_that_is_not_asked_leads_on(standing_service: Service) -> None:
    begun = standing_service.begun()
    browser = begun.browser()
    later = f"{begun.path}/questions/washing"
    assert browser.get(later, 302).goes_to == f"{begun.path}/questions/{begun.open().journey.next_place.question}"  # type: ignore[union-attr]
    browser.post(later, {"mark": browser.mark(), "answer": "some"}, 302)
    browser.get(f"{begun.path}/questions/no-such-question", 404)
    browser.get(f"{begun.path}/questions/washing/0a0b0c0d", 302)


def test_a_method_that_is_not_taken_has_its_page(standing_service: Service) -> None:
    browser = standing_service.begun().browser()
    for method in ("POST", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"):
        answer = browser.ask(method, "/privacy")
        browser.judged(answer, 405)
        assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"
    browser.judged(browser.ask("DELETE", "/start/danger"), 405)


def test_an_address_that_no_database_takes_is_not_found(service: Service) -> None:
    begun = service.begun()
    browser = begun.browser()
    for path in ("/applications/%00/", "/applications/%ED%A0%80/check", f"/applications/{'A' * 5000}/"):
        browser.get(path, 404)
    for path in ("/questions/%00", "/lists/%00/%00/remove"):
        browser.get(begun.path + path, 404)
    browser.get(f"{begun.path}/questions/helper-name/%00", 302)
    browser.get("/return/link/%00", 410)
    for path in ("//", "//elsewhere.example/..", f"/{begun.path}/", begun.path, "/guides"):
        assert "Location" not in browser.ask("GET", path, headers={"Host": "elsewhere.example"}).headers


def test_what_is_printed_names_the_address_of_the_service(standing_service: Service) -> None:
    begun = standing_service.begun()
    browser = standing_service.browser().bearing(f"visit={begun.token}")
    browser.headers["Host"] = "elsewhere.example"
    page = browser.post(f"{begun.path}/save/code", {"mark": browser.mark()}, 200)
    assert standing_service.parts.settings.address in page.words
    assert "elsewhere" not in page.text


def test_more_people_than_a_list_takes_are_refused_with_words(standing_service: Service) -> None:
    begun = standing_service.begun().answer_up_to()
    group = next(each for section in people.ADULT.sections for each in section.questions if isinstance(each, Group))
    browser, path = begun.browser(), f"{begun.path}/questions/{group.id}"
    for _ in range((group.most or 10) + 2):
        send(browser, path, MultiDict({"mark": browser.mark(), "answer": "yes"}))
    assert len(begun.open().given.items_of(group.id)) == group.most
