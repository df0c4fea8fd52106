"""How a person likes to read: Easy Read, colours, size, font, spacing, language; one small cookie, no more."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, urlencode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask import Response

COOKIE: Final = "comfort"
YEAR: Final = 365 * 24 * 60 * 60

CHOICES: Final[dict[str, tuple[str, ...]]] = {
    "easy": ("no", "yes", "words"),
    "theme": ("system", "light", "dark", "cream", "contrast"),
    "size": ("normal", "large", "larger", "largest"),
    "font": ("lexend", "atkinson", "device"),
    "spacing": ("normal", "wide"),
}


@dataclass(frozen=True, slots=True)
class Preferences:
    """Only values from CHOICES ever get in; the first of each is the default. `language` is "" until chosen."""

    easy: str = "no"
    theme: str = "system"
    size: str = "normal"
    font: str = "lexend"
    spacing: str = "normal"
    language: str = ""

    @property
    def easy_read(self) -> bool:
        """Whether pages speak Easy Read, with pictures or without."""
        return self.easy != "no"

    @property
    def without_pictures(self) -> bool:
        """Whether only the simple words are wanted."""
        return self.easy == "words"

    def changed(self, wanted: Mapping[str, str]) -> Preferences:
        """A copy with the wanted values. They come from outside: names and values that are unknown change nothing."""
        good = {name: value for name, value in wanted.items() if value in CHOICES.get(name, ())}
        language = wanted.get("language", "")
        if language.replace("_", "").isalnum() and len(language) <= 12:
            good["language"] = language
        return replace(self, **good)

    def remember(self, response: Response, *, secure: bool) -> None:
        """Write the cookie, or take it away when everything is at its default."""
        kept = {f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name) != f.default}
        if kept:
            response.set_cookie(COOKIE, urlencode(kept), max_age=YEAR, secure=secure, httponly=True, samesite="Lax")
        else:
            response.delete_cookie(COOKIE, secure=secure, httponly=True, samesite="Lax")


@lru_cache(maxsize=1024)
def read(cookie: str) -> Preferences:
    """The preferences in a cookie's text; nonsense gives the defaults."""
    return Preferences().changed(dict(parse_qsl(cookie[:300])))
