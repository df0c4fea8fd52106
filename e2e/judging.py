"""A judge of pages: axe-core, with its rules for people who need strong contrast and large targets switched on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

AXE = Path(__file__).resolve().parent.parent / "portal" / "assets" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "wcag2aaa", "best-practice")
COLOURS = ("color-contrast", "color-contrast-enhanced")
THEMES = ("dark", "cream", "contrast")
ALSO = {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}}

JUDGE = """async ([tags, colours, also, themes]) => {
  const told = (report, theme) => report.violations.flatMap((finding) => finding.nodes.map((place) =>
    `${theme}${finding.id}: ${(place.any[0] || {}).message || finding.help} at ${place.target}`));
  const root = document.documentElement;
  const before = root.dataset.theme;
  root.dataset.theme = 'light';
  const wanted = {runOnly: {type: 'tag', values: tags}, rules: also, resultTypes: ['violations']};
  const again = {runOnly: {type: 'rule', values: colours}, resultTypes: ['violations']};
  const found = told(await axe.run(document, wanted), '');
  for (const theme of themes) {
    root.dataset.theme = theme;
    found.push(...told(await axe.run(document, again), `${theme}: `));
  }
  root.dataset.theme = before;
  return found;
}"""


def bring_the_judge(context: BrowserContext) -> None:
    """Have axe-core ready on every page that is opened from now on."""
    context.add_init_script(path=AXE)


def judged(page: Page, themes: tuple[str, ...] = THEMES) -> list[str]:
    """What keeps people out: every rule in light colours, and the rules about colour in each other theme.

    A theme is an attribute of the page and nothing else, so it can be changed without asking for the page again.
    """
    found: list[str] = page.evaluate(JUDGE, [list(TAGS), list(COLOURS), ALSO, list(themes)])
    return found
