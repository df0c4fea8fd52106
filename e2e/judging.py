"""A judge of pages: axe-core, with its rules for people who need strong contrast and large targets switched on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

AXE = Path(__file__).resolve().parent.parent / "portal" / "assets" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "wcag2aaa", "best-practice")
COLOURS = ("color-contrast", "color-contrast-enhanced")
THEMES = ("light", "dark", "cream", "contrast")
ALSO = {"target-size": {"enabled": True}} | {each: {"enabled": False} for each in COLOURS}  # colours: see below
KNOWN: set[str] = set()  # what has been judged in every theme

JUDGE = """async ([tags, colours, also, themes, known]) => {
  const told = (report, theme) => report.violations.flatMap((finding) => finding.nodes.map((place) =>
    `${theme}${finding.id}: ${(place.any[0] || {}).message || finding.help} at ${place.target}`));
  const wanted = {runOnly: {type: 'tag', values: tags}, rules: also, resultTypes: ['violations']};
  const found = told(await axe.run(document, wanted), '');
  const looks = new Map();
  const short = (words) => {
    let [one, two] = [0, 1];
    for (let at = 0; at < words.length; at++) {
      one = Math.imul(one ^ words.charCodeAt(at), 2654435761);
      two = Math.imul(two ^ words.charCodeAt(at), 1597334677);
    }
    return (one >>> 0).toString(36) + (two >>> 0).toString(36);
  };
  const state = (one) => ['type', 'disabled', 'aria-current', 'aria-invalid', 'open', 'style', 'fill']
    .filter((each) => one.hasAttribute(each)).map((each) => `${each}=${one.getAttribute(each)}`);
  const written = (one) => /^(input|select|textarea)$/.test(one.localName)
    || [...one.childNodes].some((each) => each.nodeType === Node.TEXT_NODE && each.data.trim());
  const fresh = new Map();
  for (const one of document.body.querySelectorAll('*')) {
    const own = [one.localName, ...one.classList, ...state(one), one.checked || ''].join(' ');
    looks.set(one, short(`${looks.get(one.parentElement) || ''}/${own}`));
    if (written(one) && !known.includes(looks.get(one))) fresh.set(looks.get(one), one);
  }
  if (!fresh.size) return [found, []];
  const again = {runOnly: {type: 'rule', values: colours}, resultTypes: ['violations']};
  const root = document.documentElement;
  const before = root.dataset.theme;
  for (const theme of themes) {
    root.dataset.theme = theme;
    found.push(...told(await axe.run({include: [...fresh.values()]}, again), `${theme}: `));
  }
  root.dataset.theme = before;
  return [found, [...fresh.keys()]];
}"""


def bring_the_judge(context: BrowserContext) -> None:
    """Have axe-core ready on every page that is opened from now on."""
    context.add_init_script(path=AXE)


def judged(page: Page, known: set[str] = KNOWN) -> list[str]:
    """What keeps people out: every rule but those about colour, and those about colour in each theme.

    A theme is an attribute of the page and nothing else, so it can be changed without asking for the page again.
    Colours come from what an element is and from what it stands in, with their classes and states. So of all that
    look the same, on this page and on those before, one is judged; by far the most time goes into colours.
    """
    found, fresh = page.evaluate(JUDGE, [list(TAGS), list(COLOURS), ALSO, list(THEMES), sorted(known)])
    known.update(fresh)
    return list(found)
