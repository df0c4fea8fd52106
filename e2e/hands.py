"""How a person uses a page: with a pointer, or with nothing but the keyboard."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from playwright.sync_api import ElementHandle, Locator, Page

LONGEST_WAY = 150  # presses of Tab: more than the longest page has stops

# What has the focus, whether it is the wanted element or a radio of its group, and whether anything shows that.
STOP = """wanted => {
  const here = document.activeElement;
  const parts = [here, ...(here.labels || []), here.closest('.card')].filter(Boolean);
  const drawn = (style) => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const shown = parts.some((part) => [null, '::before', '::after'].some((pseudo) => {
    const style = getComputedStyle(part, pseudo);
    return drawn(style) && (!pseudo || style.content !== 'none');
  }));
  const box = (here.labels && here.labels[0] || here).getBoundingClientRect();
  return {
    there: here === wanted,
    near: here.type === 'radio' && here.name === wanted.name && here.form === wanted.form,
    nowhere: here === document.body || here === document.documentElement,
    shown,
    inside: box.bottom > 0 && box.top < innerHeight,
    what: (here.outerHTML || '').slice(0, 160),
  };
}"""


class Hand(Protocol):
    """What a person does with a page, however they do it."""

    def press(self, target: Locator) -> None:
        """Follow a link or press a button."""

    def pick(self, target: Locator) -> None:
        """Choose a radio or tick a box."""

    def write(self, target: Locator, words: str) -> None:
        """Put words into a box in place of what is there."""


class Pointer:
    """A mouse or a finger."""

    def press(self, target: Locator) -> None:
        target.click()

    def pick(self, target: Locator) -> None:
        target.check()

    def write(self, target: Locator, words: str) -> None:
        target.fill(words)


@dataclass
class Keys:
    """Tab, Shift and Tab, Space, the arrows and Enter. Complains of each stop at which nothing shows the focus."""

    page: Page
    faults: list[str] = field(default_factory=list)
    stops: int = 0

    def press(self, target: Locator) -> None:
        self.reach(target.element_handle())
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def pick(self, target: Locator) -> None:
        wanted = target.element_handle()
        stop = self.reach(wanted, group=True)
        for _ in range(20):
            if stop["there"]:
                break
            self.page.keyboard.press("ArrowDown")
            stop = self.stop(wanted)
        if not target.is_checked():
            self.page.keyboard.press("Space")

    def write(self, target: Locator, words: str) -> None:
        self.reach(target.element_handle())
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.press("Delete")
        for number, line in enumerate(words.split("\n")):
            if number:
                self.page.keyboard.press("Enter")
            self.page.keyboard.insert_text(line)

    def reach(self, target: ElementHandle, *, group: bool = False) -> dict[str, Any]:
        """Press Tab until the target, or a radio of its group, has the focus."""
        for _ in range(LONGEST_WAY):
            stop = self.stop(target)
            if stop["there"] or (group and stop["near"]):
                return stop
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never came to {target} on {self.page.url}")

    def stop(self, target: ElementHandle) -> dict[str, Any]:
        """Where the focus is now."""
        stop: dict[str, Any] = target.evaluate(STOP)
        self.stops += 1
        if not stop["nowhere"] and not (stop["shown"] and stop["inside"]):
            why = "shows no focus" if not stop["shown"] else "is out of sight"
            self.faults.append(f"{self.page.url}: {stop['what']} {why}")
        return stop
