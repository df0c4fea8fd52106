"""The whole main job in Easy Read: no sentence falls back on the standard wording, for a person or for a helper.

The service runs in a made-up language that marks every message which is not an Easy Read wording. What is marked on a
page must be a name, a number or a label, or stand in the list of sentences that were found simple enough as they are.
"""

from __future__ import annotations

import dataclasses
import re
import shutil
from typing import TYPE_CHECKING, Final

import pytest
from babel.support import NullTranslations
from flask_babel import get_domain

from portal.access import Action, Role
from portal.files import Mark
from portal.pages import CONTEXT
from portal.questionnaires.lint_texts import LONGEST, longest_sentence
from portal.questionnaires.model import Group
from portal.services import sending
from portal.texts import texts_in
from portal.web.app import build
from portal.words import Wording
from tests.surface.routes import address, open_to_all, own
from tests.surface.test_easy_pages import FOR_THE_LAW
from tests.surface.test_every_question import address as place_address
from tests.surface.test_every_question import wrong
from tests.surface.test_words import Travelling
from tests.web.desk import at_desk
from tests.web.running import Service, content, settings
from tests.web.stages import STAGES
from tests.web.typing_in import WRONG

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.web.browsing import Page
    from tests.web.running import Begun

MADE_UP: Final = "ia"  # another than in tests of bare words: both may run beside each other
MARKED: Final = re.compile(r"‹(\d+)›")
SENTENCE: Final = re.compile(r"[.?]\s*$|[.?] ")
PLACE: Final = re.compile(r"%\(\w+\)[sd]")
EASY: Final = (f" {Wording.EASY}", f" {Wording.EASY_FOR_HELPER}")
NOT_THE_MAIN_JOB: Final = (*(each for each in FOR_THE_LAW if each != "/guides/"), "/staff")
"""Notices whose words the law sets, and the pages of staff."""


class Sourced(NullTranslations):
    """A catalogue that ticks Easy Read, and puts the number of any other message behind it."""

    def __init__(self) -> None:
        super().__init__()
        self.others: dict[str, int] = {}

    def marked(self, message: str, words: str) -> str:
        return f"{words}‹{self.others.setdefault(message, len(self.others))}›"

    def gettext(self, message: str) -> str:
        return self.marked(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.marked(msgid1, msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        if context == CONTEXT or context.endswith(EASY):
            return f"{message}✓"  # changed, or it would count as not translated
        return self.marked(f"{context}|{message}", message)

    def npgettext(self, context: str, singular: str, plural: str, num: int) -> str:
        return self.pgettext(context, singular if num == 1 else plural)

    ugettext, ungettext, upgettext, unpgettext = gettext, ngettext, pgettext, npgettext

    def on(self, page: Page) -> set[str]:
        """The messages on a page that are not Easy Read."""
        said = " ".join(page.tree.xpath("//main//text()"))
        named = list(self.others)
        return {named[int(number)] for number in MARKED.findall(said)}


@dataclasses.dataclass
class Told:
    """A service in the made-up language, and its catalogue."""

    service: Service
    words: Sourced


@pytest.fixture(scope="module")
def told(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    """The service as readers of Easy Read have it."""
    var = tmp_path_factory.mktemp("told")
    shutil.copyfile(sqlite_template, var / "portal.sqlite")
    (var / "words" / MADE_UP / "LC_MESSAGES").mkdir(parents=True)
    plain = settings(f"sqlite:///{var / 'portal.sqlite'}", var)
    fields = {field.name: getattr(plain, field.name) for field in dataclasses.fields(plain)}
    service = Service(build(Travelling(**fields, folder=var / "words"), content()))
    words = Sourced()
    with service.app.app_context():
        get_domain().cache[MADE_UP, "messages"] = words
    yield Told(service, words)
    service.close()


def has_easy_read() -> frozenset[str]:
    """The addresses of texts in content files that have Easy Read of their own."""
    found = texts_in(content(), Mark("", 1))
    return frozenset(text.key for _mark, text in found if text.easy or text.easy_for_helper)


def fallen_back(messages: set[str]) -> list[str]:
    """Of messages that are not Easy Read, those that should be.

    Words of content files are right where they have no Easy Read: `check` lets only simple ones be without.
    """
    known = {each.text for each in content().pages if each.is_as_it_is}
    easier = has_easy_read()
    found = []
    for message in messages - known:
        context, bar, _words = message.partition("|")
        if bar and context.rpartition(" ")[2] in {*Wording}:
            if context.rpartition(" ")[0] in easier:
                found.append(message)
        elif SENTENCE.search(message) or longest_sentence(PLACE.sub("name", message)) > LONGEST[True]:
            found.append(message)
    return sorted(found)


def assert_easy(told: Told, found: set[str]) -> None:
    """Nothing falls back; if something does, say what to do."""
    assert len(found) > 20, "the made-up language is not spoken"
    fell = fallen_back(found)
    assert not fell, f"{fell}: give them Easy Read, or list them in questionnaires/pages.yaml as simple as they are"


def look(told: Told, begun: Begun, rules: list[str]) -> set[str]:
    """What is not Easy Read on pages of an application."""
    browser = begun.browser().speaking(MADE_UP, easy=True)
    found: set[str] = set()
    for rule in rules:
        answer = browser.ask("GET", begun.path + address(rule, begun))
        if answer.mimetype == "text/html" and answer.status_code != 302:
            found |= told.words.on(browser.judged(answer, answer.status_code))
    return found


def test_from_the_start_page_to_the_first_question_and_in_the_guides(told: Told) -> None:
    browser = told.service.browser().speaking(MADE_UP, easy=True)
    found: set[str] = set()
    for rule in open_to_all():
        answer = browser.ask("GET", address(rule))
        if not rule.startswith(NOT_THE_MAIN_JOB) and answer.mimetype == "text/html" and answer.status_code != 302:
            found |= told.words.on(browser.judged(answer, answer.status_code))
    assert_easy(told, found)


@pytest.mark.parametrize("who", ["person", "helper", "carer"])
def test_in_every_question_also_where_an_answer_is_refused(told: Told, who: str) -> None:
    begun = told.service.begun(helper=who == "helper", asked="carer" if who == "carer" else "adult")
    browser = begun.browser().speaking(MADE_UP, easy=True)
    found: set[str] = set()
    while (place := begun.open().journey.next_place) is not None:
        asked = begun.open().questionnaire.find(place.question)
        page = browser.get(place_address(begun, place))
        found |= told.words.on(page)
        if not isinstance(asked, Group):
            found |= told.words.on(wrong(browser, page, WRONG[asked.kind]))
        begun.answer_up_to(1)
    assert_easy(told, found)


@pytest.mark.parametrize("helper", [False, True], ids=["person", "helper"])
@pytest.mark.parametrize("stage", ["unsure", "declined", "arranged", "opened"])
def test_from_the_budget_over_the_choice_and_what_if_to_the_timeline(told: Told, stage: str, *, helper: bool) -> None:
    begun = STAGES[stage](told.service, helper=helper)
    assert_easy(told, look(told, begun, [*own(helper=helper), ""]))


def test_for_those_who_look_after_somebody_from_the_check_to_the_timeline(told: Told) -> None:
    begun = told.service.begun(asked="carer").answer_up_to()
    browser = begun.browser()
    before = look(told, begun, [*own(helper=False), ""])
    browser.fill(f"{begun.path}/arrangement/guides")
    browser.fill(f"{begun.path}/arrangement", way="not-sure")
    with begun.opening(Action.SEND) as (context, opened):
        sending.send(context, opened, declared=True)
    assert_easy(told, before | look(told, begun, ["/sent", "/timeline", "/copy", "/messages", "/people"]))


@pytest.mark.parametrize("helper", [False, True], ids=["person", "helper"])
def test_in_messages_and_among_people_who_are_let_in(told: Told, *, helper: bool) -> None:
    begun = STAGES["sent"](told.service, helper=helper)
    if not helper:
        begun.browser().fill(f"{begun.path}/people/invite", 200, name="Bea", level="advocate-following")
    desk = at_desk(told.service, Role.OFFICER)
    work = f"/staff/applications/{begun.reference}"
    desk.browser().fill(f"{work}/purpose", answer="my-case")
    desk.browser().fill(f"{work}/ask", words="Ann", wants="y")
    browser = begun.browser().speaking(MADE_UP, easy=True)
    found = look(told, begun, ["/timeline", "/people", "/messages"])
    for way in set(browser.get(f"{begun.path}/messages").tree.xpath("//main//a/@href")):
        if way.startswith(f"{begun.path}/messages/"):
            found |= told.words.on(browser.get(way))
    assert_easy(told, found)


def test_a_sentence_without_easy_read_is_found() -> None:
    standard = next(each.text for each in content().pages if not each.is_as_it_is)
    key = min(has_easy_read())
    missing = {"This was never read by anybody.", standard, f"{key} standard|Words"}
    assert set(fallen_back({"Back", "I am not sure.", *missing})) == missing
