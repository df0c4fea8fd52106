"""Answers the whole assessment without a browser, for tests that are about a page further on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from e2e import told
from tests.durability.running import Client

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

    from e2e.kinds import Fields

ADDRESS = ("answer-line1", "answer-line2", "answer-town", "answer-postcode")
PART = re.compile(
    r'task-list__link" href="([^"]+/questions/[^"]+)" aria-describedby="[^"]*"[^>]*>.*?status"[^>]*>(.*?)</div>',
    re.DOTALL,
)


def fields(question: str, answer: Any) -> Fields:
    """An answer as its page would send it."""
    kind = told.asked(question).kind
    if kind == "date":
        return {"answer-day": str(answer.day), "answer-month": str(answer.month), "answer-year": str(answer.year)}
    if kind == "address":
        return dict(zip(ADDRESS, answer, strict=True))
    if isinstance(answer, list):
        return {"answer": [str(each) for each in answer]}
    return {"answer": str(answer)}


def begin(base_url: str, name: str = "") -> tuple[Client, str]:
    """Begin for oneself, or for somebody with a name. The client, and the address of the application."""
    client = Client(base_url)
    if not name:
        return client, client.begin()
    _, location = client.send("/start/someone", person=name, needs="support", ground="agreed")
    return client, location.removesuffix("/reaching-you")


def answer_all(client: Client, application: str, answers: dict[str, Any]) -> None:
    """Answer part after part until nothing is left."""
    for _ in range(20):
        _, _, page = client.ask(f"{application}/")
        waiting = [where for where, state in PART.findall(page) if "Done" not in state]
        if not waiting:
            return
        where = waiting[0]
        while "/questions/" in where:
            where = answer_one(client, where, answers)
    raise AssertionError("The list of parts never came to its end.")


def answer_one(client: Client, where: str, answers: dict[str, Any]) -> str:
    """Answer one page; where it leads."""
    question, _, item = where.partition("/questions/")[2].partition("/")
    if question == "people-who-help":
        _, _, page = client.ask(where)
        more = page.count("govuk-summary-list__key") < len(answers[question])
        form: Fields = {"answer": "yes" if more else "no"}
    elif item:
        order = answers.setdefault("people asked about", [])
        if item not in order:
            order.append(item)
        form = fields(question, answers["people-who-help"][order.index(item)][question])
    else:
        form = fields(question, answers[question])
    status, location = client.send(where, **form)
    assert status == 302, (where, status)
    return location


def enter(context: BrowserContext, client: Client) -> None:
    """Go on in a browser as the same visitor."""
    context.add_cookies(
        [{"name": name, "value": value, "url": client.address} for name, value in client.cookies.items()]
    )
