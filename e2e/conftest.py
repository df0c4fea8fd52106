"""What every browser test may lean on: the service running, a browser with and without script, and a judge of pages."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from werkzeug.serving import make_server

from portal.cli.browser import LAUNCH_ARGUMENTS, find_browser
from portal.cli.serve import prepare
from portal.config import Settings
from tests.network import refuse_other_machines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

AXE = Path(__file__).resolve().parent.parent / "portal" / "assets" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "wcag2aaa", "best-practice")


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
    server = make_server("127.0.0.1", 0, create_app(settings), threaded=True)
    serving = threading.Thread(target=server.serve_forever, daemon=True)
    serving.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    serving.join()
    server.server_close()


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
def barriers() -> Callable[[Page], list[str]]:
    """A judge: what on a page keeps people out, as axe-core finds it. Needs a page with script on."""

    def found(page: Page) -> list[str]:
        page.evaluate(AXE.read_text("utf-8"))
        report = page.evaluate("rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", list(RULES))
        return [
            f"{finding['id']}: {finding['help']} at {place['target']}"
            for finding in report["violations"]
            for place in finding["nodes"]
        ]

    return found
