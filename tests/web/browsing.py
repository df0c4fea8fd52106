"""A browser without a screen: keeps cookies, fills in the forms it was shown, and judges every page it gets."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import lxml.html
from werkzeug.datastructures import MultiDict

from tests.web.judging import MARK, judge, words_of

if TYPE_CHECKING:
    from flask import Flask
    from lxml.html import HtmlElement
    from werkzeug.test import TestResponse

ON_LOAN = itertools.count(1)


@dataclass
class Page:
    """An answer of the service; `tree` is there where it is a page."""

    answer: TestResponse
    tree: HtmlElement

    @property
    def status(self) -> int:
        return self.answer.status_code

    @property
    def text(self) -> str:
        return self.answer.get_data(as_text=True)

    @property
    def heading(self) -> str:
        return words_of(self.tree.xpath("//h1")[0])

    @property
    def words(self) -> str:
        return words_of(self.tree.xpath("//main")[0])

    @property
    def goes_to(self) -> str:
        """Where a redirect leads; "" for a page."""
        return str(self.answer.headers.get("Location", ""))

    def form(self) -> MultiDict[str, str]:
        """What the page's own form would send as it stands."""
        return values_of(self.own_form())

    def own_form(self) -> HtmlElement:
        """The form of the page itself, not the one of its tools."""
        return next(each for each in self.tree.forms if each.get("id") != "reading")


def values_of(form: HtmlElement) -> MultiDict[str, str]:
    """What a form would send as it stands."""
    found: MultiDict[str, str] = MultiDict()
    outside = form.xpath("//input[@form=$id]", id=form.get("id", ""))  # boxes that only name the form
    for box in [*form.xpath(".//input|.//textarea|.//select"), *outside]:
        kind = box.get("type")
        if kind in {"submit", "button"} or (kind in {"radio", "checkbox"} and box.get("checked") is None):
            continue
        value = (
            (box.text or "").removeprefix("\n")
            if box.tag == "textarea"
            else box.get("value", "on" if kind == "checkbox" else "")
        )
        found.add(box.get("name"), value)
    return found


class Browser:
    """One visitor with cookies of their own, at a place of their own."""

    def __init__(self, app: Flask, *, place: str | None = None) -> None:
        self.client = app.test_client()
        number = next(ON_LOAN)
        self.place = place or f"198.51.{number // 250 % 100}.{number % 250 + 1}"
        self.headers: dict[str, str] = {}

    def easy(self) -> Browser:
        """Read Easy Read from now on."""
        self.client.set_cookie("comfort", "easy=yes")
        return self

    def speaking(self, language: str, *, easy: bool = False) -> Browser:
        """Read this language from now on."""
        self.client.set_cookie("comfort", f"{'easy=yes&' if easy else ''}language={language}")
        return self

    def signed_in(self, token: str) -> Browser:
        """Carry the cookie of somebody who began or signed in."""
        self.client.set_cookie("visit", token)
        return self

    def bearing(self, cookies: str) -> Browser:
        """Send these very cookies, whatever they are, and keep none."""
        self.client = self.client.application.test_client(use_cookies=False)
        self.headers["Cookie"] = cookies
        return self

    def ask(self, method: str, path: str, **more: Any) -> TestResponse:
        """Ask for anything in any way, judging nothing."""
        return self.client.open(
            path,
            method=method,
            environ_base={"REMOTE_ADDR": self.place},
            headers={**self.headers, **more.pop("headers", {})},
            **more,
        )

    def get(self, path: str, status: int = 200) -> Page:
        """Open a page."""
        return self.judged(self.ask("GET", path), status)

    def post(self, path: str, typed: Any, status: int = 302) -> Page:
        """Send a form as it is given."""
        return self.judged(self.ask("POST", path, data=typed), status)

    def fill(self, path: str, status: int = 302, **typed: str | list[str]) -> Page:
        """Open a page, fill in its form and send it."""
        return self.send(self.get(path), status, **typed)

    def send(self, page: Page, status: int = 302, **typed: str | list[str]) -> Page:
        """Fill in the form of an open page and send it. An underscore in a name stands for a hyphen."""
        form = page.form()
        for name, value in typed.items():
            form.setlist(name.replace("_", "-"), [value] if isinstance(value, str) else value)
        action = page.own_form().get("action") or page.answer.request.full_path.rstrip("?")
        return self.post(action, form, status)

    def gets_back(self, page: Page, words: str, *, field: str, **typed: str) -> None:
        """Send an old page with other words than those that are kept: they come back, with a sentence."""
        late = self.send(page, 400, **{**typed, field: words})
        assert "It is different by now from when you opened the page." in late.words
        assert words in [each.strip() for each in late.tree.xpath("//textarea/text()")]

    def follow(self, page: Page, status: int = 200) -> Page:
        """Go where a redirect leads."""
        assert page.goes_to, f"not a redirect but {page.status}"
        return self.get(page.goes_to, status)

    def mark(self) -> str:
        """The mark that this visit's forms carry."""
        answer = self.ask("GET", "/return/email")
        found = MARK.search(answer.get_data(as_text=True))
        assert found, glimpse(answer)
        return found[0]

    def judged(self, answer: TestResponse, status: int) -> Page:
        """The page of an answer that must have this status; redirects stay within the service."""
        assert answer.status_code == status, (
            f"{answer.request.method} {answer.request.path}: {answer.status_code}, not {status}\n{glimpse(answer)}"
        )
        if 300 <= status < 400:
            where = answer.headers["Location"]
            assert where.startswith("/"), f"leads away: {where}"
            assert not where.startswith("//"), f"leads away: {where}"
            assert answer.headers["Cache-Control"] == "no-store"
            return Page(answer, lxml.html.Element("html"))
        return Page(answer, judge(answer))


def glimpse(answer: TestResponse) -> str:
    """The main words of an unexpected page."""
    if answer.mimetype != "text/html" or not answer.data:
        return str(answer.headers.get("Location", ""))
    found = lxml.html.document_fromstring(answer.get_data(as_text=True)).xpath("//main")
    return words_of(found[0])[:600] if found else ""
