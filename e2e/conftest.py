"""What every browser test may lean on: the service running, browsers with and without script, people before them."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from e2e.hands import Keys, Pointer
from e2e.judging import bring_the_judge
from e2e.pages.sheet import Person
from portal.cli.browser import LAUNCH_ARGUMENTS, find_browser
from portal.cli.serve import listen, make_server, prepare
from portal.config import Settings
from portal.web.app import build
from tests.network import refuse_other_machines
from tests.web.running import Service, content

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page


PATIENCE = 10_000  # milliseconds to wait for a page or a control


class Somebody(Protocol):
    """Makes a person in front of a browser."""

    def __call__(self, width: int = 1280, *, script: bool = False, keys: bool = False, helper_of: str = "") -> Person:
        """Open the first page in a new browser window."""


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as monkeypatch:
        refuse_other_machines(monkeypatch)
        yield


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The demonstration, with a folder of its own."""
    return Settings.from_env({"PORTAL_VAR": str(tmp_path_factory.mktemp("var"))})


@pytest.fixture(scope="session")
def base_url(settings: Settings) -> Iterator[str]:
    """The address of the service, running for the whole session. Playwright puts it before every address."""
    from portal import create_app  # noqa: PLC0415  only now is the service wanted

    prepare(settings)
    listening = listen("127.0.0.1", 0)
    server = make_server(settings, create_app(settings), listening)
    threading.Thread(target=server.run, daemon=True).start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.task_dispatcher.shutdown()
    server.trigger.pull_trigger(server.close)  # by the thread that answers: it may be waiting on what is closed here


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Launch the browser that was found, quiet about anything but the page."""
    found = find_browser()
    named = {"executable_path": found} if found else {}
    return {**browser_type_launch_args, **named, "args": list(LAUNCH_ARGUMENTS)}


@pytest.fixture
def context_without_script(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[BrowserContext]:
    """A browser window in which no script runs."""
    context = browser.new_context(**{**browser_context_args, "java_script_enabled": False})
    yield context
    context.close()


@pytest.fixture
def page_without_script(context_without_script: BrowserContext) -> Page:
    """A page in which no script runs."""
    return context_without_script.new_page()


@pytest.fixture
def behind(settings: Settings, base_url: str) -> Iterator[Service]:
    """The same installation, reached from behind."""
    service = Service(build(settings, content()))
    yield service
    service.close()


@pytest.fixture
def judge_page(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Page]:
    """A page with script on and the judge of barriers in it."""
    context = browser.new_context(**{**browser_context_args, "viewport": {"width": 1280, "height": 900}})
    bring_the_judge(context)
    yield context.new_page()
    context.close()


@pytest.fixture
def somebody(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Somebody]:
    """Makes people in front of a browser of their own, at the first page. No script runs unless they want it."""
    windows: list[BrowserContext] = []

    def made(width: int = 1280, *, script: bool = False, keys: bool = False, helper_of: str = "") -> Person:
        size = {"width": width, "height": 800}
        window = browser.new_context(**{**browser_context_args, "java_script_enabled": script, "viewport": size})
        window.set_default_timeout(PATIENCE)
        windows.append(window)
        page = window.new_page()
        page.goto("/")
        return Person(page, Keys(page) if keys else Pointer(), helper_of=helper_of)

    yield made
    for window in windows:
        window.close()
