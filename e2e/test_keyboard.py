"""With nothing but the keyboard: no trap, a way back, and Enter in a field goes on and never does anything else."""

from __future__ import annotations

import pytest

from e2e import quickly
from e2e.conftest import Somebody
from e2e.hands import LONGEST_WAY
from e2e.pages.questions import QuestionPage
from e2e.pages.sheet import Sheet
from e2e.told import told
from tests.durability.running import Client

STOP = """() => {
  const here = document.activeElement;
  if (here === document.body || here === document.documentElement) return '';
  const all = [...document.querySelectorAll('*')];
  const words = (here.innerText || here.value || here.name || '').trim();
  return `${all.indexOf(here)} ${here.tagName} ${words.slice(0, 30)}`;
}"""
PAGES = ("/", "/check", "/questions/conditions", "/questions/date-of-birth", "/questions/goals", "/budget", "/save")
TYPED = (("name", "What is your name?"), ("trips", ""), ("address", "Town or city"), ("phone", ""))


@pytest.fixture
def application(base_url: str) -> tuple[Client, str]:
    """An application with every question answered."""
    client, address = quickly.begin(base_url)
    quickly.answer_all(client, address, told("margaret"))
    return client, address


def round_trip(page: Sheet, key: str) -> list[str]:
    """Every stop from the beginning of the page until the focus leaves it."""
    stops: list[str] = []
    for _ in range(LONGEST_WAY * 3):
        page.page.keyboard.press(key)
        stop = page.page.evaluate(STOP)
        if not stop or stop in stops:
            return stops
        stops.append(stop)
    raise AssertionError(f"{key} never left {page.page.url}")


@pytest.mark.parametrize("script", [False, True], ids=["without script", "with script"])
def test_tab_goes_through_every_page_and_out_again_and_back_the_same_way(
    somebody: Somebody, application: tuple[Client, str], *, script: bool
) -> None:
    person = somebody(script=script)
    client, address = application
    quickly.enter(person.page.context, client)
    for each in PAGES:
        person.page.goto(address + each)
        there = round_trip(Sheet(person), "Tab")
        assert len(there) > 5, each
        person.page.goto(address + each)
        back = round_trip(Sheet(person), "Shift+Tab")
        assert one_stop_a_group(back) == one_stop_a_group(there), each


def one_stop_a_group(stops: list[str]) -> set[str]:
    """The stops without radios: forwards the focus enters their group at its beginning, backwards at its end."""
    return {stop for stop in stops if not stop.partition(" ")[2].startswith("INPUT")}


@pytest.mark.parametrize(("question", "label"), TYPED)
def test_enter_in_a_field_continues_and_changes_no_way_of_reading(
    somebody: Somebody, application: tuple[Client, str], question: str, label: str
) -> None:
    person = somebody(keys=True)
    client, address = application
    quickly.enter(person.page.context, client)
    person.page.goto(f"{address}/questions/{question}?back=check")
    page = QuestionPage(person)
    person.hand.write(
        page.text(label or page.title()), {"trips": "3", "phone": "0121 496 0000"}.get(question, "Northbeck")
    )
    with person.page.expect_navigation():
        person.page.keyboard.press("Enter")
    assert person.page.url.endswith("/check"), person.page.url
    assert Sheet(person).title() == "Check your answers"
    assert person.page.locator("html[data-easy]").count() == 0
