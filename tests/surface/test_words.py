"""No words that a translator cannot reach: in a made-up language every page speaks that language only."""

from __future__ import annotations

import dataclasses
import io
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import docx
import pytest
from babel import Locale
from pydantic import BaseModel

from portal.access import Role
from portal.config import Settings
from portal.questionnaires.model import Group
from portal.web.app import build
from tests.surface.pseudo import bare, teach
from tests.surface.routes import STAFF_ASKS, address, asks, open_to_all, own
from tests.surface.test_every_question import address as place_address
from tests.surface.test_every_question import wrong
from tests.web.desk import at_desk
from tests.web.running import PERSON_NAME, Service, content, settings
from tests.web.stages import STAGES
from tests.web.typing_in import WRONG

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.web.browsing import Browser, Page

MADE_UP: Final = "eo"
FROM_RIGHT: Final = "ar"
SPOKEN: Final = ("aria-label", "alt", "title", "placeholder", "content", "summary", "label")
CLDR: Final = Locale.parse(MADE_UP)
DAY_WORDS: Final = {
    each.lower()
    for each in [
        *CLDR.months["format"]["wide"].values(),
        *CLDR.days["format"]["wide"].values(),
        "de",
        "la",
        "a",
        "atm",
        "ptm",
    ]
}


@dataclass(frozen=True, kw_only=True)
class Travelling(Settings):
    """Settings whose translations lie in a folder of the test's."""

    folder: Path

    @property
    def translations_root(self) -> Path:
        return self.folder


@pytest.fixture(scope="module")
def abroad(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service that speaks two made-up languages, one of them from right to left."""
    var = tmp_path_factory.mktemp("abroad")
    shutil.copyfile(sqlite_template, var / "portal.sqlite")
    plain = settings(f"sqlite:///{var / 'portal.sqlite'}", var)
    fields = {field.name: getattr(plain, field.name) for field in dataclasses.fields(plain)}
    service = Service(build(Travelling(**fields, folder=var / "words"), content()))
    teach(service.app, var / "words", MADE_UP, FROM_RIGHT)
    yield service
    service.close()


def spoken(page: Page) -> Iterator[str]:
    """All that a page says: its words, its title, and the words in its attributes."""
    tree = page.tree
    for each in tree.xpath("//*[@class='languages']|//style"):
        each.drop_tree()  # languages stand there in their own names
    yield tree.findtext("head/title") or ""
    yield " ".join(tree.xpath("//body//text()"))
    for name in SPOKEN:
        yield from tree.xpath(f"//body//@{name}")
    yield from tree.xpath("//@*[starts-with(name(), 'data-i18n')]")


def set_by_the_council(found: Any) -> Iterator[str]:
    """Names, addresses and hours that stand in the council's settings as they are to be shown."""
    if isinstance(found, str):
        yield from (found, found.strip("."))
    elif isinstance(found, dict):
        yield from (each for value in found.values() for each in set_by_the_council(value))
    elif isinstance(found, (list, tuple)):
        yield from (each for value in found for each in set_by_the_council(value))
    elif isinstance(found, BaseModel):
        yield from set_by_the_council(dict(found))


def sources() -> Iterator[str]:
    """What sources of figures and rules are called: cited as they are."""
    for schemes in content().schemes.values():
        for scheme in schemes:
            yield scheme.source
            yield from (dated.source for rate in scheme.rates.values() for dated in rate.values)
            yield from (dated.source for table in scheme.tables.values() for dated in table.versions)
            yield from (one.source for one in scheme.conversions.values())
            yield from (line.source for line in scheme.lines if line.source)
            yield scheme.fingerprint
    yield from (words for figure in content().figures.each for words in (figure.title, figure.source_title))
    yield from (basis.source for basis in content().bases.values())
    yield from (test.source.title for test in content().eligibility.values())


def left_as_they_are() -> list[str]:
    """Words that no translator touches, each kind with its reason above."""
    guides = [part.title for guide in content().guides for part in guide.chapters]  # guides are a file a language
    cookies = ["visit", "comfort"]  # names that a browser shows
    typed = [PERSON_NAME, "Ann", "High Street", "Exampleton", "EX1 1AA", "1958"]
    known = [*set_by_the_council(content().council), *sources(), *guides, *cookies, *typed]
    return sorted({" ".join(each.split()) for each in known if each.strip()}, key=len, reverse=True)


WORDS_OF_A_PAGE: Final = re.compile(r"[^\W\d_]{2,}")
REFERENCE: Final = re.compile(r"\b[2-9A-Z]{4}-[2-9A-Z]{4}\b")


def unreached(page: Page, known: list[str]) -> list[str]:
    """The words of a page that no translator can reach."""
    found = []
    for run in (each for words in spoken(page) for each in bare(words)):
        rest = REFERENCE.sub("", " ".join(run.split()))
        for each in known:
            rest = rest.replace(each, " ")
        if any(word.lower() not in DAY_WORDS for word in WORDS_OF_A_PAGE.findall(rest)):
            found.append(rest.strip())
    return found


def look(browser: Browser, path: str, known: list[str]) -> list[str]:
    """The unreached words of a page, or none where there is no page."""
    answer = browser.ask("GET", path)
    if answer.status_code == 302 or answer.mimetype != "text/html":
        return []
    page = browser.judged(answer, answer.status_code)
    if path.startswith(("/guides/", "/credits")):
        for each in page.tree.xpath("//main"):
            each.drop_tree()  # a guide is one file a language; credits are names of works and licences
        page.tree.xpath("//head/title")[0].text = ""
    return [f"{path}: {words}" for words in unreached(page, known)]


@pytest.mark.parametrize("easy", [False, True], ids=["standard", "easy"])
def test_public_pages_have_no_bare_words(abroad: Service, *, easy: bool) -> None:
    browser, known = abroad.browser().speaking(MADE_UP, easy=easy), left_as_they_are()
    assert [each for rule in open_to_all() for each in look(browser, address(rule), known)] == []


@pytest.mark.parametrize("helper", [False, True], ids=["person", "helper"])
@pytest.mark.parametrize("stage", ["rough", "half", "unsure", "declined", "arranged", "opened"])
def test_pages_of_an_application_have_no_bare_words(abroad: Service, stage: str, *, helper: bool) -> None:
    begun, known = STAGES[stage](abroad, helper=helper), left_as_they_are()
    browser = begun.browser().speaking(MADE_UP, easy=helper)
    found = [each for rule in own() for each in look(browser, begun.path + address(rule, begun), known)]
    assert found == [], found


def test_pages_of_staff_have_no_bare_words(abroad: Service) -> None:
    begun, known = STAGES["sent"](abroad, helper=False), left_as_they_are()
    desk = at_desk(abroad, Role.OFFICER, Role.TEAM_MANAGER, Role.SAFEGUARDING_WORKER, name="Ann")
    work = f"/staff/applications/{begun.reference}"
    desk.browser().fill(f"{work}/purpose", answer="my-case")
    desk.browser().fill(f"{work}/ask", words="Ann", wants="y")
    browser = desk.browser().speaking(MADE_UP)
    rules = [*(rule for rule in open_to_all() if rule.startswith("/staff/") and "<" not in rule)]
    as_they_are = {"/log", "/private"}  # ids of kinds of event; words as they were when they were sent
    rules += [work + rule for rule in asks(STAFF_ASKS) if rule not in as_they_are]
    assert [each for rule in rules for each in look(browser, rule, known)] == []


@pytest.mark.parametrize("helper", [False, True], ids=["person", "helper"])
def test_questions_have_no_bare_words_empty_or_refused(abroad: Service, *, helper: bool) -> None:
    begun, known = abroad.begun(helper=helper), left_as_they_are()
    browser = begun.browser().speaking(MADE_UP, easy=helper)
    found: list[str] = []
    while (place := begun.open().journey.next_place) is not None:
        asked = begun.open().questionnaire.find(place.question)
        page = browser.get(place_address(begun, place))
        found += unreached(page, known)
        if not isinstance(asked, Group):
            for values in (WRONG[asked.kind], {}):
                refused = (
                    wrong(browser, browser.get(place_address(begun, place)), values)
                    if values or not asked.optional
                    else None
                )
                found += (
                    [
                        each
                        for each in unreached(refused, known)
                        if each not in {v for vs in values.values() for v in vs}
                    ]
                    if refused
                    else []
                )
        begun.answer_up_to(1)
    assert found == [], found


def test_forms_of_the_service_refuse_without_bare_words(abroad: Service) -> None:
    begun, known = abroad.begun().answer_up_to(), left_as_they_are()
    browser = begun.browser().speaking(MADE_UP)
    rules = [*open_to_all(), *(begun.path + rule for rule in own() if "<" not in rule)]
    found: list[str] = []
    for rule in rules:
        path = address(rule)
        answer = browser.ask(
            "POST",
            path,
            data={"mark": browser.mark(), "answer": "?", "way": "?", "ground": "?", "email": "?", "code": "?"},
        )
        if answer.status_code in {405, 422, 403, 429}:
            found += [f"{path}: {each}" for each in unreached(browser.judged(answer, answer.status_code), known)]
    assert found == [], found


def test_a_language_from_the_right_turns_the_page_round(abroad: Service) -> None:
    begun = STAGES["arranged"](abroad, helper=True)
    browser = begun.browser().speaking(FROM_RIGHT, easy=True)
    for path in (
        "/",
        "/start/urgent",
        *(begun.path + rule for rule in ("/check", "/budget", "/arrangement/parts", "/questions/washing")),
    ):
        page = browser.get(path)
        assert (page.tree.get("dir"), page.tree.get("lang")) == ("rtl", FROM_RIGHT)
        assert ["rtl" in each for each in page.tree.xpath("//link[@rel='stylesheet']/@href")] == [True]
    assert browser.get("/").tree.xpath("//a[@href[starts-with(., 'tel:')]]")


def test_a_paper_says_which_language_it_speaks_on_the_page_and_as_a_document(abroad: Service) -> None:
    browser = abroad.browser().speaking(FROM_RIGHT)
    for path in ("/guides/tools/advert", "/guides/tools/advert/blank"):
        tree = browser.get(path).tree
        spoken = tree.xpath("//article[@class='paper']|//main//section[h2]")
        assert {(each.get("lang"), each.get("dir")) for each in spoken} <= {(FROM_RIGHT, "rtl"), (None, None)}
        assert (FROM_RIGHT, "rtl") in {(each.get("lang"), each.get("dir")) for each in spoken}
    written = docx.Document(io.BytesIO(browser.ask("GET", "/guides/tools/advert/blank/docx").data))
    assert written.core_properties.language == FROM_RIGHT
    assert written.paragraphs[0].text.startswith("«")
