"""Draws every component in every state, theme and width to pictures, for looking at: `python tests/gallery.py FOLDER`.

The built assets must be there (portal/web/static/dist). Nothing here is a test: beauty is checked by eye.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
TEMPLATES = ROOT / "portal" / "web" / "templates"
DIST = ROOT / "portal" / "web" / "static" / "dist"
PAGES = Path(__file__).parent / "gallery_pages"
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
THEMES = ("light", "dark", "cream", "contrast")


def environment() -> Environment:
    """The templates as the service sees them, in English and with missing values refused."""
    loader = FileSystemLoader([TEMPLATES, PAGES])
    found = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, extensions=["jinja2.ext.i18n"])
    found.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    return found


def chrome(assets: Any, **changes: Any) -> dict[str, Any]:
    """What base.html is told about the visit."""
    told: dict[str, Any] = {
        "lang": "en",
        "dir": "ltr",
        "theme": "light",
        "size": "normal",
        "font": "lexend",
        "spacing": "normal",
        "easy": False,
        "css": assets("portal.css"),
        "css_rtl": assets("portal.rtl.css"),
        "js": assets("portal.js"),
        "service": "Plan my support",
        "council": "Example Council",
        "home": "#home",
        "tools": [
            {"text": "Easy Read", "icon": "easy", "href": "#easy"},
            {"text": "Text and colours", "icon": "look", "href": "#look"},
        ],
        "languages": [
            {"text": "English", "lang": "en", "dir": "ltr", "href": "#en", "current": True},
            {"text": "Cymraeg", "lang": "cy", "dir": "ltr", "href": "#cy"},
            {"text": "العربية", "lang": "ar", "dir": "rtl", "href": "#ar"},
        ],
        "help": {
            "phone": "01234 567890",
            "phone_href": "tel:+441234567890",
            "call_me_href": "#call",
            "advocate_href": "#speak",
        },
        "links": [
            {"text": "Privacy", "href": "#privacy"},
            {"text": "Accessibility", "href": "#accessibility"},
            {"text": "Cookies", "href": "#cookies"},
            {"text": "Credits", "href": "#credits"},
        ],
        "sign_out_href": "#out",
        **dict.fromkeys(("strip", "form", "back_word", "continue_word"), ""),
        **dict.fromkeys(("head_html", "bar_html", "exit_html", "foot_html"), ""),
    }
    told.update(changes)
    if told["easy"]:
        told["tools"] = [{**told["tools"][0], "current": True, "text": "Easy Read is on"}, *told["tools"][1:]]
    return told


def write_pages(folder: Path) -> dict[str, Path]:
    """Every gallery page once per theme, with Easy Read and right-to-left turned on where a page asks for them."""
    names = json.loads((DIST / "manifest.json").read_text(encoding="utf-8"))
    templates = environment()

    def assets(name: str) -> str:
        return os.path.relpath(DIST / names[name], folder)

    def picture(name: str) -> str:
        return assets(f"pictures/{name}.svg")

    written = {}
    for template in sorted(PAGES.glob("*.html")):
        easy = template.stem.startswith("easy")
        looks: list[tuple[str, dict[str, Any]]] = [(theme, {"theme": theme}) for theme in THEMES]
        looks += [("rtl", {"lang": "ar", "dir": "rtl"}), ("large", {"size": "largest", "spacing": "wide"})]
        for name, look in looks:
            page = templates.get_template(template.name)
            path = folder / f"{template.stem}-{name}.html"
            path.write_text(page.render(chrome=chrome(assets, easy=easy, **look), picture=picture), encoding="utf-8")
            written[path.stem] = path
    return written


def browser_path() -> str | None:
    """An installed browser, or None for Playwright's own."""
    return next((path for path in map(shutil.which, BROWSERS) if path), None)


def draw(pages: dict[str, Path], folder: Path, wanted: str) -> None:
    """One picture a page: wide, narrow, in forced colours and on paper."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path())
        for width in (1100, 320):
            view = browser.new_page(viewport={"width": width, "height": 800})
            for name, path in pages.items():
                if wanted not in name:
                    continue
                view.goto(path.as_uri())
                if view.evaluate("document.documentElement.scrollWidth > innerWidth"):
                    sys.stdout.write(f"{name} is wider than {width} pixels\n")
                view.screenshot(path=folder / f"{name}-{width}.png", full_page=True)
                if name.endswith("-light") and width == 1100:
                    view.emulate_media(media="print")
                    view.screenshot(path=folder / f"{name}-print.png", full_page=True)
                    view.emulate_media(media="screen", forced_colors="active")
                    view.screenshot(path=folder / f"{name}-forced.png", full_page=True)
                    view.emulate_media(forced_colors="none")
        browser.close()


def main() -> None:
    """Write the pages, then draw those whose name holds the wanted word."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="draw only pages whose name holds this")
    told = parser.parse_args()
    folder: Path = told.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    draw(write_pages(folder), folder, told.only)


if __name__ == "__main__":
    main()
