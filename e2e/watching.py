"""What is looked for on every page of a journey: nothing sideways, nothing too small to hit, the right words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

LEAST = 44  # pixels: WCAG 2.2, 2.5.5

SIDEWAYS = """() => {
  const wide = document.scrollingElement.scrollWidth;
  if (wide <= innerWidth) return [];
  const culprits = [...document.querySelectorAll('body *')]
    .filter((one) => one.getBoundingClientRect().right > innerWidth + 0.5)
    .map((one) => one.outerHTML.slice(0, 90));
  return [`${wide} px wide on a screen of ${innerWidth}: ${culprits.slice(-2).join(' … ')}`];
}"""

# A link inside a sentence may be as high as its line; so may a box's own small square,
# as its label is pressed too. A link that is spread over its row is as large as the row.
SMALL = """least => {
  const seen = (one) => one.checkVisibility({visibilityProperty: true, opacityProperty: false})
    && !one.closest('.govuk-visually-hidden, [aria-hidden=true]');
  const joined = (boxes) => ({
    width: Math.max(...boxes.map((box) => box.right)) - Math.min(...boxes.map((box) => box.left)),
    height: Math.max(...boxes.map((box) => box.bottom)) - Math.min(...boxes.map((box) => box.top)),
  });
  const inSentence = (one) => {
    if (one.tagName !== 'A' || getComputedStyle(one).display !== 'inline') return false;
    const around = one.closest('p, li, dd, td, div, h1, h2');
    return around && around.innerText.trim().length > one.innerText.trim().length;
  };
  return [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
    .filter((one) => seen(one) && !inSentence(one) && !one.matches('.govuk-skip-link, .default-button'))
    .map((one) => {
      const spread = getComputedStyle(one, '::after');
      const row = spread.content !== 'none' && spread.position === 'absolute' && one.offsetParent;
      const parts = [row || one, ...(/radio|checkbox/.test(one.type) ? one.labels : [])];
      return [one, joined(parts.map((each) => each.getBoundingClientRect()))];
    })
    .filter(([, box]) => box.width < least - 0.5 || box.height < least - 0.5)
    .map(([one, box]) => `${Math.round(box.width)} × ${Math.round(box.height)}: ${one.outerHTML.slice(0, 110)}`);
}"""

# What WCAG 1.4.12 lets people set for themselves; put in place without a script of the page and past its policy.
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important; }
                     * { word-spacing: 0.16em !important; }
                     p { margin-block-end: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
}"""
PLAIN = "() => { document.adoptedStyleSheets = []; }"
CUT_OFF = """() => [...document.querySelectorAll('body *')]
  .filter((one) => one.checkVisibility() && !one.closest('.govuk-visually-hidden, svg, .sprite'))
  .filter((one) => /hidden|clip/.test(getComputedStyle(one).overflow) && one.innerText)
  .filter((one) => one.clientHeight > 2)
  .filter((one) => one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1)
  .map((one) => `cut off: ${one.outerHTML.slice(0, 110)}`)"""

# A helper may be asked what they think, and told for whom they answer; any other “you” speaks to the wrong person.
TO_THE_HELPER = re.compile(r"\b(do you think|the person you answer for)\b", re.IGNORECASE)
YOU = re.compile(r"\b(you|your|yours|yourself)\b", re.IGNORECASE)


@dataclass
class Findings:
    """What was found wrong, page by page. The same fault on many pages is told once for each kind of page."""

    found: list[str] = field(default_factory=list)
    pages: int = 0

    def add(self, page: Page, faults: list[str]) -> None:
        kind = re.sub(r"/applications/[^/]+", "", page.url.partition("//")[2].partition("/")[2])
        self.found += [f"{kind}: {fault}" for fault in faults if f"{kind}: {fault}" not in self.found]


def narrow(findings: Findings) -> Callable[[Page], None]:
    """Fits a narrow screen, also with the spacing that a reader may have set; and everything can be hit."""

    def watch(page: Page) -> None:
        findings.pages += 1
        findings.add(page, page.evaluate(SIDEWAYS))
        findings.add(page, page.evaluate(SMALL, LEAST))
        page.evaluate(SPACED)
        findings.add(page, [f"spaced out, {fault}" for fault in (*page.evaluate(SIDEWAYS), *page.evaluate(CUT_OFF))])
        page.evaluate(PLAIN)

    return watch


def about(name: str, findings: Findings) -> Callable[[Page], None]:
    """Says on each page of the application whose support it is; asks about them, never about “you”."""

    def watch(page: Page) -> None:
        if "/applications/" not in page.url:
            return
        findings.pages += 1
        banner = page.get_by_role("region", name="Whose support this is")
        if not banner.count() or f"You are answering for {name}" not in banner.inner_text():
            findings.add(page, ["does not say whose support it is"])
        if "/questions/" in page.url:
            words = [
                page.get_by_role("heading", level=1).inner_text(),
                *page.locator("main form label").all_inner_texts(),
            ]
            findings.add(page, [f"speaks of you: {each}" for each in words if YOU.search(TO_THE_HELPER.sub("", each))])

    return watch
