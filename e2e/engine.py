"""Stands in for a browser's voices, and misbehaves as real ones do."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

LOCAL = {"name": "Ada", "lang": "en-GB", "localService": True, "default": True}
ELSEWHERE = {"name": "Cloud", "lang": "en-GB", "localService": False, "default": False}
POLISH = {"name": "Ola", "lang": "pl-PL", "localService": True, "default": False}

# Nothing is said by itself: a test says when a sentence ends. What is cancelled ends with an error, as in Chromium;
# what is said within 50 milliseconds of that is swallowed; and texts of more than 250 letters stop without a word.
ENGINE = """({voices, late, boundaries}) => {
  const engine = { said: [], cancels: 0, cancelled: -1e9, now: null, known: late === 0 };
  const listeners = [];
  const tell = (words, type, detail) => words && words['on' + type] && words['on' + type]({ type, ...detail });
  const synthesis = {
    paused: false,
    pending: false,
    get speaking() { return engine.now !== null; },
    getVoices: () => (engine.known ? voices : []),
    addEventListener: (kind, act) => listeners.push(act),
    cancel() {
      const gone = engine.now;
      engine.now = null;
      engine.cancels += 1;
      if (gone) engine.cancelled = Date.now();
      setTimeout(() => tell(gone, 'error', { error: 'canceled' }));
    },
    speak(words) {
      engine.said.push({ words: words.text, rate: words.rate, lang: words.lang, voice: words.voice?.name });
      if (Date.now() - engine.cancelled < 50) return;
      engine.now = words;
      if (engine.mute) return;
      setTimeout(() => {
        if (engine.now !== words) return;
        tell(words, 'start');
        if (boundaries) tell(words, 'boundary', { charIndex: 0 });
      });
    },
  };
  engine.end = () => {
    const words = engine.now;
    if (!words || words.text.length > 250) return;
    engine.now = null;
    tell(words, 'end');
  };
  engine.fail = () => {
    const words = engine.now;
    engine.now = null;
    tell(words, 'error', { error: 'synthesis-failed' });
  };
  if (late > 0) setTimeout(() => { engine.known = true; listeners.forEach((act) => act()); }, late);
  Object.defineProperty(window, 'speechSynthesis', { value: voices ? synthesis : undefined });
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  window.engine = engine;
}"""


def give_voices(context: BrowserContext, *voices: dict[str, Any], late: int = 0, boundaries: bool = True) -> None:
    """Let every page of a window find these voices, some milliseconds late; none at all where there is no speech."""
    wanted = {"voices": list(voices) or None, "late": late, "boundaries": boundaries}
    context.add_init_script(f"({ENGINE})({json.dumps(wanted)})")


def said(page: Page) -> list[str]:
    """All that was said on this page, word for word."""
    found: list[str] = page.evaluate("engine.said.map((each) => each.words)")
    return found


def marked(page: Page) -> str:
    """The words that are marked now."""
    found: str = page.evaluate(
        "[...(CSS.highlights.get('read-aloud') || [])].map(String).join('').replace(/\\\\s+/g, ' ')"
    )
    return found


def end(page: Page, times: int = 1) -> None:
    """The voice comes to the end of a sentence."""
    for _ in range(times):
        page.evaluate("engine.end()")
        page.wait_for_timeout(5)
