"""Which language a page speaks, and how words from content files reach it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time
from flask import current_app, g, has_request_context, request
from flask_babel import Babel, Domain, get_locale, refresh
from markupsafe import Markup, escape

from portal.web import visit
from portal.web.simpler import Simpler
from portal.words import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flask import Flask

    from portal.words import Text

HERE: Final = ZoneInfo("Europe/London")
DEFAULT: Final = "en_GB"


@lru_cache(maxsize=1)
def languages(folder: str) -> tuple[str, ...]:
    """The languages found in the translations folder, the default first."""
    found = sorted(p.parent.name for p in Path(folder).glob("*/LC_MESSAGES") if p.is_dir())
    return (DEFAULT, *(code for code in found if code != DEFAULT))


def choose_language() -> str:
    """The chosen language; before a choice the best of what the browser asks for."""
    known = languages(visit.wiring().translations)
    wanted = visit.prefs().language
    if wanted in known:
        return wanted
    if len(known) == 1:
        return DEFAULT
    return request.accept_languages.best_match([code.replace("_", "-") for code in known], DEFAULT).replace("-", "_")


def language() -> str:
    """The language of this request, as the folder of translations names it: en_GB."""
    found: str | None = g.get("language")
    if found is None:
        found = g.language = choose_language()
    return found


def tag(locale: Locale | str) -> str:
    """The language as `lang` wants it: en-GB, not en_GB."""
    return str(locale).replace("_", "-")


def name_of(code: str) -> str:
    """A language in its own name; a place behind it, as in “English (United Kingdom)”, keeps its capitals."""
    try:
        name = Locale.parse(code).display_name or code
        return name[:1].upper() + name[1:]
    except (UnknownLocaleError, ValueError):
        return code


def words(text: Text, wording: Wording) -> str:
    """A text of a content file in the page's language and in this wording."""
    return _said(CATALOGUES.plain(), text, wording)


def tongue(text: Text) -> dict[str, str]:
    """Language and direction of a text of ours: the page's, or British English where nobody has translated it."""
    context, message = text.message(Wording.STANDARD)
    code = language()
    translated = code == DEFAULT or CATALOGUES.plain().upgettext(context, message) != message
    return (
        {"lang": tag(code), "dir": direction(code)} if translated else {"lang": tag(DEFAULT), "dir": direction(DEFAULT)}
    )


def said(text: Text) -> str:
    """A text that is the same whoever it is about, such as opening hours, in this reader's way of reading."""
    return words(text, Wording.of(easy=visit.prefs().easy_read, helper=False))


@lru_cache(maxsize=16384)
def _said(catalogue: Any, text: Text, wording: Wording) -> str:
    """The words, looked up once for each language: content is the same for everyone."""
    context, message = text.message(wording)
    return str(catalogue.upgettext(context, message)) if message else ""


class Catalogues(Domain):  # type: ignore[misc]  # the library has no types
    """Flask-Babel's catalogue of the page's language, found once a request and not once a sentence."""

    def __init__(self) -> None:
        super().__init__()
        self.read: dict[str, Any] = {}

    def plain(self) -> Any:
        """The catalogue of the language, also outside a request."""
        try:
            return g.plain_catalogue
        except AttributeError:
            code = language()
            if code not in self.read:
                self.read[code] = super().get_translations()
            found = g.plain_catalogue = self.read[code]
            return found
        except RuntimeError:  # nothing is being answered
            return super().get_translations()

    def get_translations(self) -> Any:
        """The catalogue that speaks as the reader likes it: for readers of Easy Read the simpler one."""
        try:
            return g.catalogue
        except AttributeError:
            found = g.catalogue = simpler(self.plain())
            return found
        except RuntimeError:  # nothing is being answered
            return self.plain()


CATALOGUES: Final = Catalogues()
catalogue = CATALOGUES.get_translations
gettext, ngettext = CATALOGUES.gettext, CATALOGUES.ngettext  # as the library's, which look for them at each sentence


def simpler(plain: Any) -> Any:
    """The catalogue as this reader wants it. Each simpler one is made once."""
    if not has_request_context() or not visit.prefs().easy_read:
        return plain
    made: dict[Any, Simpler] = current_app.extensions.setdefault("simpler", {})
    if plain not in made:
        made[plain] = Simpler(plain, visit.wiring().content.pages)
    return made[plain]


def change_language() -> None:
    """Let the rest of this request speak the language that was chosen just now."""
    for known in ("language", "catalogue", "plain_catalogue"):
        g.pop(known, None)
    refresh()


def pounds(amount: Decimal) -> str:
    """Money, the same in every language: £1,234.50, and whole pounds without pennies left out."""
    return f"{'−' if amount < 0 else ''}£{abs(amount):,.2f}"


def short_pounds(amount: Decimal) -> str:
    """Money for reading at a glance: pennies only where there are any."""
    whole = amount == amount.to_integral_value()
    return f"{'−' if amount < 0 else ''}£{abs(amount):,.0f}" if whole else pounds(amount)


def number(amount: Decimal | int) -> str:
    """A plain number without needless noughts."""
    return f"{Decimal(amount).normalize():,f}"


def money(amount: Decimal) -> Markup:
    """Money for a page, kept apart from text that runs the other way."""
    return isolated(pounds(amount))


def isolated(words: str) -> Markup:
    """Words whose direction has nothing to do with that of the text around them, such as a figure."""
    return Markup(f"<bdi>{escape(words)}</bdi>")  # noqa: S704 - escaped just here


def day(when: date | datetime) -> str:
    """A day in words: Tuesday 3 November 2026."""
    if isinstance(when, datetime):
        when = when.astimezone(HERE).date()
    locale = get_locale() or Locale.parse(DEFAULT)
    pattern = "EEEE d MMMM y" if locale.language == "en" else "full"
    return format_date(when, pattern, locale=locale)


def day_of_year(month: int, first: int) -> str:
    """A day that comes each year: 1 April."""
    locale = get_locale() or Locale.parse(DEFAULT)
    found = date(2000, month, first)
    return format_date(found, "d MMMM", locale=locale) if locale.language == "en" else format_skeleton("MMMMd", found)


def clock(when: datetime) -> str:
    """A time of day at the council's place: 4:10pm."""
    locale = get_locale() or Locale.parse(DEFAULT)
    if locale.language == "en":
        return format_time(when.astimezone(HERE), "h:mma", locale=locale).lower()
    return format_time(when.astimezone(HERE), "short", locale=locale)


def paragraphs(typed: str) -> Markup:
    """What somebody typed, escaped, its line breaks kept."""
    return stacked(typed.splitlines())


def stacked(lines: Iterable[str]) -> Markup:
    """Lines one under the other, escaped."""
    return Markup("<br>").join(lines)


def sentence(message: str, /, **variables: Any) -> Markup:
    """A sentence of a template in the page's language; what is put into it is escaped."""
    words = Markup(catalogue().ugettext(message))  # noqa: S704 - a template's own words or their translation
    return words % variables if "%" in words else words


def install(app: Flask) -> None:
    """Begin speaking, and give templates these ways to write."""
    Babel(app, locale_selector=choose_language).domain_instance = CATALOGUES
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # given by the extension
        gettext=lambda message: catalogue().ugettext(message),
        ngettext=lambda one, more, number: catalogue().ungettext(one, more, number),
        pgettext=lambda context, message: catalogue().upgettext(context, message),
        npgettext=lambda context, one, more, number: catalogue().unpgettext(context, one, more, number),
        newstyle=True,
    )
    app.jinja_env.globals.update(_=sentence, gettext=sentence)  # Jinja's own asks twice where its context is
    app.jinja_env.filters.update(
        day=day,
        clock=clock,
        money=money,
        pounds=pounds,
        short_pounds=short_pounds,
        number=number,
        paragraphs=paragraphs,
        said=said,
        stacked=stacked,
    )
    app.jinja_env.globals.update(words=words, said=said, tongue=tongue)


def direction(code: str) -> str:
    """Which way a language runs: ltr or rtl."""
    try:
        return Locale.parse(code).text_direction
    except (UnknownLocaleError, ValueError):
        return "ltr"
