"""Takes the pictures of the README from the real pages: `python3 -m portal shots`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from playwright.sync_api import sync_playwright

from e2e import quickly
from e2e.told import told
from portal.cli.browser import LAUNCH_ARGUMENTS, find_browser
from tests.durability.running import Service

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Browser

    from tests.durability.running import Client

FOLDER = Path("tests") / "pictures"
LARGEST = 150_000  # bytes: a picture that a README can show without making people wait
LIGHT = "theme=light"
SENT = 302


class Shot(NamedTuple):
    """One picture: its file, its page, how wide and high, and how it is read."""

    name: str
    page: str  # after the address of the application; from the top where it begins with two slashes
    width: int
    height: int
    reading: str = LIGHT


BEFORE = (
    Shot("start", "//", 1100, 900),
    Shot("question", "/questions/washing", 1100, 900),
    Shot("question-phone", "/questions/washing", 320, 860),
    Shot("question-easy", "/questions/washing", 1100, 1150, f"{LIGHT}&easy=yes"),
    Shot("budget", "/budget", 1100, 1500),
    Shot("parts", "/arrangement/parts", 1100, 1100),
)
AFTER = (Shot("timeline", "/timeline", 1100, 1150),)


def take(browser: Browser, client: Client, application: str, shots: Sequence[Shot], folder: Path) -> None:
    """Take pictures as the visitor that the client is."""
    for shot in shots:
        size = {"width": shot.width, "height": shot.height}
        context = browser.new_context(base_url=client.address, viewport=size, java_script_enabled=False)
        quickly.enter(context, client)
        context.add_cookies([{"name": "comfort", "value": shot.reading, "url": client.address}])
        page = context.new_page()
        page.goto(shot.page[1:] if shot.page.startswith("//") else application + shot.page)
        file = folder / f"{shot.name}.png"
        page.screenshot(path=file)
        context.close()
        size_now = file.stat().st_size
        print(f"{file}: {size_now // 1000} KB")  # noqa: T201  it speaks to the person at the terminal
        if size_now > LARGEST:
            raise SystemExit(f"{file} is larger than {LARGEST // 1000} KB. Make it less high.")


def mixed(client: Client, application: str) -> None:
    """Choose a mix and share a part of it out, so that the picture shows something left."""
    client.send(f"{application}/arrangement/guides")
    client.send(f"{application}/arrangement", way="mixed")


def run(arguments: Sequence[str]) -> int:
    """Take every picture. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="python3 -m portal shots", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER, help=f"where to put them ({FOLDER})")
    folder: Path = parser.parse_args(arguments).folder
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as var, Service(Path(var)) as service, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(LAUNCH_ARGUMENTS))
        client, application = quickly.begin(service.address())
        quickly.answer_all(client, application, told("margaret"))
        mixed(client, application)
        take(browser, client, application, BEFORE, folder)
        client.send(f"{application}/arrangement", way="not-sure")
        status, _ = client.send(f"{application}/send", declared="y", signed="Margaret O’Shea")
        assert status == SENT, status
        client.send(f"{application}/save/code")  # so that no page says that there is no way back yet
        take(browser, client, application, AFTER, folder)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
