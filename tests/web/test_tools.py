"""Papers to fill in: every one as page, PDF and document, blank and filled; nothing kept, nothing private, ever."""

from __future__ import annotations

import io
import re
import subprocess
from typing import TYPE_CHECKING

import docx
import pytest

from portal.web.guides.editable import MIMETYPE
from portal.words import Wording
from tests.web.running import content
from tests.web.stages import STAGES
from tests.web.test_guide_files import assert_is_accessible

if TYPE_CHECKING:
    from tests.web.browsing import Browser, Page
    from tests.web.running import Service

TOOLS = {tool.name: tool for tool in content().tools}
ALL = pytest.mark.parametrize("name", TOOLS)
WAYS = pytest.mark.parametrize("easy", [False, True], ids=["standard", "easy"])


def path(name: str) -> str:
    return f"/guides/tools/{name}"


def reading(service: Service, *, easy: bool = False) -> Browser:
    browser = service.browser()
    return browser.easy() if easy else browser


def fill_all(page: Page) -> dict[str, str]:
    """Something in every box of a form."""
    form = page.own_form()
    typed = {
        each.get("name"): f"Typed {number}"
        for number, each in enumerate(form.xpath(".//input[@type='text']|.//textarea"))
    }
    ticked = {each.get("name"): "yes" for each in form.xpath(".//input[@type='checkbox']")}
    return {**dict(page.form()), **typed, **ticked}


def opened_document(answer: object) -> docx.document.Document:
    assert answer.mimetype == MIMETYPE  # type: ignore[attr-defined]  # a test answer
    return docx.Document(io.BytesIO(answer.data))  # type: ignore[attr-defined]  # a test answer


@ALL
@WAYS
def test_every_paper_can_be_filled_in_and_read(standing_service: Service, name: str, *, easy: bool) -> None:
    browser = reading(standing_service, easy=easy)
    page = browser.get(path(name))
    sent = fill_all(page)
    shown = browser.judged(browser.ask("POST", path(name), data={**sent, "make": "show"}), 200)
    assert "{" not in shown.words
    assert "{" not in page.words
    for box, value in sent.items():
        if value.startswith("Typed "):
            assert re.search(rf"{value}(?!\d)", shown.words), box
    assert "We have not kept it" in shown.words


@ALL
@WAYS
def test_every_paper_is_there_blank_with_room_to_write(standing_service: Service, name: str, *, easy: bool) -> None:
    page = reading(standing_service, easy=easy).get(f"{path(name)}/blank")
    assert "Typed" not in page.words
    assert page.tree.xpath("//*[@class='paper__line']|//td[not(normalize-space())]") or "………" in page.words
    assert bool(page.tree.xpath("//article//img")) is easy


@ALL
def test_every_blank_paper_is_a_tagged_file_with_its_title(standing_service: Service, name: str) -> None:
    answer = reading(standing_service).ask("GET", f"{path(name)}/blank/pdf/12")
    assert answer.status_code == 200
    pages = assert_is_accessible(answer.data, TOOLS[name].title.standard)
    assert pages <= 6


@pytest.mark.parametrize(("easy", "points"), [(False, 12), (False, 16), (True, 16)])
@pytest.mark.parametrize("name", [tool.name for tool in TOOLS.values() if tool.one_page])
def test_what_hangs_on_a_wall_fits_on_one_page(
    standing_service: Service, name: str, *, easy: bool, points: int
) -> None:
    answer = reading(standing_service, easy=easy).ask("GET", f"{path(name)}/blank/pdf/{points}")
    tool = TOOLS[name]
    title = (tool.title.easy or "") if easy else tool.title.standard
    assert assert_is_accessible(answer.data, title) == 1


@ALL
def test_every_paper_is_a_document_with_headings(standing_service: Service, name: str) -> None:
    browser = reading(standing_service)
    made = opened_document(browser.ask("GET", f"{path(name)}/blank/docx"))
    headings = [each.text for each in made.paragraphs if each.style and str(each.style.name).startswith("Heading")]
    assert headings[0] == TOOLS[name].title.standard
    assert headings[1:] == [part.title.standard for part in TOOLS[name].parts if part.is_printed]
    assert made.core_properties.title == TOOLS[name].title.standard
    assert made.core_properties.language == "en-GB"
    assert len(made.tables) == sum(1 for part in TOOLS[name].parts if part.table)


@WAYS
def test_whoever_helps_a_person_meets_no_paper_that_says_you_or_i_of_them(
    standing_service: Service, *, easy: bool
) -> None:
    browser = STAGES["empty"](standing_service, helper=True).browser()
    browser = browser.easy() if easy else browser
    own, theirs = (Wording.of(easy=easy, helper=helper) for helper in (False, True))
    for name, tool in TOOLS.items():
        pages = [browser.get(path(name)), browser.get(f"{path(name)}/blank")]
        said = {" ".join(each.split()) for page in pages for each in page.tree.xpath("//main//text()")}
        different = [each for each in tool.texts if each.in_wording(own) != each.in_wording(theirs)]
        assert said.isdisjoint(each.in_wording(own) for each in different), name
    assert TOOLS["advert"].summary.in_wording(theirs) in browser.get("/guides/tools/").words


def test_a_file_for_a_person_speaks_of_them(standing_service: Service) -> None:
    browser = STAGES["empty"](standing_service, helper=True).browser()
    made = opened_document(browser.ask("GET", f"{path('back-up-plan')}/blank/docx"))
    assert any(each.text.startswith("Name of the person") for each in made.paragraphs)
    file = browser.ask("GET", f"{path('back-up-plan')}/blank/pdf/12")
    said = subprocess.run(["pdftotext", "-", "-"], input=file.data, capture_output=True, check=True).stdout.decode()
    assert "The person goes to hospital" in said


def test_a_reader_says_whose_paper_it_is(standing_service: Service) -> None:
    browser = reading(standing_service)
    page = browser.get(path("complaint-letter"))
    assert "Your name" in page.words
    [theirs] = page.tree.xpath("//main//a[contains(., 'somebody I help')]/@href")
    page = browser.get(theirs)
    sent = {**page.form(), "agency": "One Care", "make": "show"}
    shown = browser.judged(browser.ask("POST", path("complaint-letter"), data=sent), 200)
    assert "I write for somebody whom I help." in shown.words
    again = browser.judged(browser.ask("POST", path("complaint-letter"), data={**shown.form(), "make": "change"}), 200)
    assert "Your name, and for whom you write" in again.words
    blank = browser.get(page.tree.xpath("//main//a[contains(@href, '/blank')]/@href")[0])
    assert all("about=other" in each for each in blank.tree.xpath("//main//a[contains(@href, '/blank')]/@href"))


def test_what_was_typed_stands_in_the_file_and_in_the_document(standing_service: Service) -> None:
    browser = reading(standing_service)
    sent = {**browser.get(path("timesheet")).form(), "name": "Jo <b> Example", "time-monday-hours": "7.5"}
    made = opened_document(browser.ask("POST", path("timesheet"), data={**sent, "make": "docx"}))
    assert any("Jo <b> Example" in each.text for each in made.paragraphs)
    assert "7.5" in [cell.text for row in made.tables[0].rows for cell in row.cells]
    folder = standing_service.parts.settings.var / "pdf"
    before = set(folder.glob("*"))
    file = browser.ask("POST", path("timesheet"), data={**sent, "make": "pdf-16"})
    assert assert_is_accessible(file.data, "Timesheet") >= 1
    assert file.headers["Cache-Control"] == "no-store"
    assert set(folder.glob("*")) == before, "what somebody typed is kept nowhere"


def test_only_what_was_ticked_stands_in_a_planner(standing_service: Service) -> None:
    browser = reading(standing_service)
    sent = {**browser.get(path("skills-planner")).form(), "need-medicines": "yes", "make": "show"}
    words = browser.judged(browser.ask("POST", path("skills-planner"), data=sent), 200).words
    assert "The wrong medicine, too much, or none." in words
    assert "Helps you wash" not in words


def test_agencies_stand_side_by_side_and_empty_ones_are_left_out(standing_service: Service) -> None:
    browser = reading(standing_service)
    sent = {
        **browser.get(path("agency-comparison")).form(),
        "agency-name-a": "One Care", "agency-name-b": "Two Care", "agency-price-b": "25", "make": "show",
    }  # fmt: skip
    shown = browser.judged(browser.ask("POST", path("agency-comparison"), data=sent), 200)
    assert [each.text_content() for each in shown.tree.xpath("//thead//th")] == [
        "What to compare", "First agency", "Second agency",
    ]  # fmt: skip


def test_a_letter_has_the_words_in_its_sentences(standing_service: Service) -> None:
    browser = reading(standing_service)
    sent = {**browser.get(path("complaint-letter")).form(), "agency": "One Care", "until": "Friday", "make": "show"}
    words = browser.judged(browser.ask("POST", path("complaint-letter"), data=sent), 200).words
    assert "To One Care" in words
    assert "Please answer me by Friday." in words
    assert "Before you write" not in words


def test_going_back_to_the_form_keeps_what_was_typed(standing_service: Service) -> None:
    browser = reading(standing_service)
    sent = {**browser.get(path("rota")).form(), "rota-monday-morning": "Jo", "make": "show"}
    shown = browser.judged(browser.ask("POST", path("rota"), data=sent), 200)
    again = browser.judged(browser.ask("POST", path("rota"), data={**shown.form(), "make": "change"}), 200)
    assert again.form()["rota-monday-morning"] == "Jo"


@pytest.mark.parametrize(("boxes", "length"), [(1, 4001), (9, 3999)])
def test_too_much_for_a_paper_is_said_and_kept_on_the_page(standing_service: Service, boxes: int, length: int) -> None:
    browser = reading(standing_service)
    form = browser.get(path("contract")).form()
    for name in [each for each in form if each != "mark"][:boxes]:
        form[name] = "x" * length
    page = browser.judged(browser.ask("POST", path("contract"), data={**form, "make": "show"}), 422)
    assert sum(map(len, page.form().values())) >= boxes * length


def test_a_paper_that_is_not_there_is_not_found(standing_service: Service) -> None:
    browser = reading(standing_service)
    for missing in (path("nothing"), f"{path('rota')}/blank/pdf/13", f"{path('nothing')}/blank/docx"):
        assert browser.ask("GET", missing).status_code == 404


def test_answers_go_in_only_after_a_tick(standing_service: Service) -> None:
    browser = STAGES["complete"](standing_service, helper=False).browser()
    form = browser.get(path("skills-planner")).form()
    without = browser.judged(browser.ask("POST", path("skills-planner"), data={**form, "make": "answers"}), 200)
    assert not without.tree.xpath("//input[starts-with(@name, 'need-')][@checked]")
    agreed = {**form, "agree": "yes", "make": "answers"}
    filled = browser.judged(browser.ask("POST", path("skills-planner"), data=agreed), 200)
    assert filled.tree.xpath("//input[starts-with(@name, 'need-')][@checked]")


def test_nobody_gets_the_answers_of_others(standing_service: Service) -> None:
    begun = STAGES["complete"](standing_service, helper=False)
    for browser in (standing_service.browser(), standing_service.begun().browser()):
        form = browser.get(path("skills-planner")).form()
        sent = {**form, "agree": "yes", "from": begun.reference, "make": "answers"}
        page = browser.judged(browser.ask("POST", path("skills-planner"), data=sent), 200)
        assert not page.tree.xpath("//input[starts-with(@name, 'need-')][@checked]")
    assert "Use what you told us" not in standing_service.browser().get(path("skills-planner")).words


def test_chapters_lead_to_their_papers_and_back(standing_service: Service) -> None:
    browser = reading(standing_service)
    page = browser.get("/guides/employing-a-personal-assistant/the-money")
    assert page.tree.xpath("//a[@href='/guides/tools/employer-costs']")
    for tool in TOOLS.values():
        for place in tool.chapters:
            assert browser.get(f"/guides/{place}").tree.xpath(f"//a[@href='{path(tool.name)}']"), place
            assert browser.get(path(tool.name)).tree.xpath(f"//a[@href='/guides/{place}']")
