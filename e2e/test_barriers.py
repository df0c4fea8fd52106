"""No page in any state keeps people out, as far as a program can tell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from e2e import quickly
from e2e.judging import judged
from e2e.kinds import ROUTE, SAMPLES, Fields
from e2e.told import told

if TYPE_CHECKING:
    from playwright.sync_api import Page

FILL = """fields => {
  const form = document.querySelector('main form');
  for (const box of form.querySelectorAll('[name^=answer]')) {
    const values = [fields[box.name] ?? []].flat();
    if (/radio|checkbox/.test(box.type)) box.checked = values.includes(box.value);
    else box.value = values.join('');
  }
}"""
PUBLIC = (
    "/", "/start/danger", "/start/urgent", "/start/council", "/start/another-council", "/start/age",
    "/start/under-18", "/start/who", "/start/carer", "/start/someone", "/return", "/return/email",
    "/questions/adult", "/safe-contact", "/ask-us-to-call-you", "/thank-you", "/return/code",
    "/return/lost", "/sign-out", "/signed-out", "/deleted", "/privacy", "/accessibility", "/cookies",
    "/credits", "/contact", "/someone-to-speak-for-you", "/complaints", "/text-and-colours", "/guides/",
    "/how-budgets-are-worked-out/", "/how-budgets-are-worked-out/adult", "/guides/tools/",
    "/guides/tools/skills-planner", "/guides/tools/skills-planner/blank", "/guides/tools/employer-costs",
    "/code", "/ask-to-help", "/people-you-help", "/mine", "/staff/sign-in", "/outgoing-mail", "/no-such-page",
)  # fmt: skip
OWN = (
    "/", "/check", "/reaching-you", "/what-the-law-asks", "/budget", "/budget/what-if", "/budget/changed",
    "/budget/without", "/budget/look-again", "/people", "/people/invite", "/timeline",
    "/arrangement/guides", "/arrangement", "/arrangement/parts", "/arrangement/uses", "/arrangement/to-know",
    "/send", "/copy", "/save", "/save/email", "/save/code", "/delete",
)  # fmt: skip
AFTER = ("/sent", "/timeline", "/messages", "/take-back")


def send(page: Page, fields: Fields) -> None:
    """Fill in the form as it is and press Continue."""
    page.evaluate(FILL, fields)
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("button", name="Continue", exact=True).click()


@pytest.mark.parametrize("easy", [False, True], ids=["standard", "easy-read"])
def test_no_kind_of_answer_keeps_people_out_in_any_state(judge_page: Page, base_url: str, *, easy: bool) -> None:
    page, samples = judge_page, {sample.question: sample for sample in SAMPLES}
    client, application = quickly.begin(base_url)
    quickly.enter(page.context, client)
    if easy:
        page.context.add_cookies([{"name": "comfort", "value": "easy=yes", "url": base_url}])
    found: list[str] = []
    judged_states = 0
    for question, answer in ROUTE.items():
        where = f"{application}/questions/{question}"
        if question not in samples:
            assert client.send(where, **answer)[0] == 302, question
            continue
        sample = samples[question]
        for state, fields in (("empty", None), ("wrong", sample.wrong), ("answered", sample.right)):
            page.goto(where)
            if fields is not None:
                send(page, fields)
            if state == "wrong":
                assert page.title().startswith("Error:"), question
            if state == "answered":
                assert page.url.partition("/questions/")[2] != question
                page.goto(where)
            found += [f"{sample.kind} {state}: {fault}" for fault in judged(page)]
            judged_states += 1
    assert judged_states == 3 * len(SAMPLES)
    assert found == []


def test_no_page_that_everyone_can_read_keeps_people_out(judge_page: Page) -> None:
    found: list[str] = []
    for address in PUBLIC:
        judge_page.goto(address)
        found += [f"{address}: {fault}" for fault in judged(judge_page)]
    assert found == []


def test_no_chapter_of_a_guide_keeps_people_out(judge_page: Page) -> None:
    judge_page.goto("/guides/")
    chapters = judge_page.locator("main a").evaluate_all("links => links.map((link) => link.href)")
    assert len(chapters) > 35
    found: list[str] = []
    for address in chapters:
        judge_page.goto(address)
        found += [f"{address}: {fault}" for fault in judged(judge_page)]
    assert found == []


FORCED = """() => [...document.querySelectorAll('main input, main button, main .govuk-button, main a')]
  .filter((one) => one.checkVisibility())
  .filter((one) => {
    const style = getComputedStyle(one.matches('[type=radio], [type=checkbox]') ? one.labels[0] : one,
                                   one.matches('[type=radio], [type=checkbox]') ? '::before' : null);
    const drawn = style.borderStyle !== 'none' && parseFloat(style.borderWidth) > 0;
    return !drawn && !style.textDecorationLine.includes('underline');
  })
  .map((one) => one.outerHTML.slice(0, 120))"""


def test_in_forced_colours_every_control_has_its_edge_or_its_line(judge_page: Page, base_url: str) -> None:
    client, application = quickly.begin(base_url)
    quickly.answer_all(client, application, told("margaret"))
    client.send(f"{application}/arrangement/guides")
    client.send(f"{application}/arrangement", way="mixed")
    quickly.enter(judge_page.context, client)
    judge_page.emulate_media(forced_colors="active")
    found: list[str] = []
    for each in ("/questions/washing", "/questions/conditions", "/questions/name", "/budget", "/arrangement/parts"):
        judge_page.goto(application + each)
        found += [f"{each}: {fault}" for fault in judge_page.evaluate(FORCED)]
    assert found == []


def test_a_printed_copy_holds_the_answers_and_none_of_the_tools(judge_page: Page, base_url: str) -> None:
    client, application = quickly.begin(base_url)
    quickly.answer_all(client, application, told("margaret"))
    quickly.enter(judge_page.context, client)
    judge_page.emulate_media(media="print")
    judge_page.goto(f"{application}/copy")
    assert judge_page.get_by_role("main").get_by_text("Margaret O’Shea").first.is_visible()
    assert not judge_page.get_by_role("navigation").first.is_visible()
    assert not judge_page.get_by_role("button").first.is_visible()
    assert judge_page.screenshot(full_page=True)


def test_no_page_of_an_application_keeps_people_out(judge_page: Page, base_url: str) -> None:
    client, application = quickly.begin(base_url)
    quickly.answer_all(client, application, told("margaret"))
    client.send(f"{application}/arrangement/guides")
    client.send(f"{application}/arrangement", way="mixed")
    quickly.enter(judge_page.context, client)
    found: list[str] = []

    def look(address: str, state: str = "") -> None:
        found.extend(f"{re.sub('^/applications/[^/]+', '', address)}{state}: {fault}" for fault in judged(judge_page))

    def refuse(address: str, button: str) -> None:
        judge_page.goto(application + address)
        judge_page.get_by_role("main").get_by_role("button", name=button, exact=True).click()
        assert judge_page.title().startswith("Error:")
        look(address, " with errors")

    for each in OWN:
        answered = judge_page.goto(application + each)
        assert answered is not None
        assert answered.ok, each
        look(each)
    refuse("/arrangement/parts", "Save and go on")
    client.send(f"{application}/arrangement", way="not-sure")
    refuse("/send", "Send")
    assert client.send(f"{application}/send", declared="y", signed="Margaret O’Shea")[0] == 302
    for each in AFTER:
        judge_page.goto(application + each)
        look(each)
    assert found == []
