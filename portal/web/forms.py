"""The form all pages share: it carries the mark of our own forms, and says kindly when the mark is old."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from gettext import translation
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeAlias

from flask import abort, redirect, request
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response
from wtforms import Field, HiddenField, RadioField, SelectChoice  # type: ignore[attr-defined]  # its types are a version behind
from wtforms.csrf.core import CSRF
from wtforms.i18n import messages_path
from wtforms.validators import InputRequired, Length, ValidationError

from portal.db.columns import new_id
from portal.web import locale, unfinished, visit

if TYPE_CHECKING:
    from portal.questionnaires.journey import Place
    from portal.services.opened import Opened

Shown: TypeAlias = str | tuple[str, int] | Response

OLD_FORM = _l(
    "This page had been open for a long time, so we have not saved it yet. "
    "Your answer is still here. Choose Continue again."
)


class VisitMark(CSRF):
    """The mark comes from the visit cookie: no state of its own."""

    def generate_csrf_token(self, csrf_token_field: Field) -> str:
        """The mark to put into the page."""
        return visit.form_mark()

    def validate_csrf_token(self, form: Any, field: Field) -> None:
        """Refuse a form that some other page sent."""
        if not visit.form_is_ours(field.data):
            raise ValidationError(OLD_FORM)


def tidy(typed: str) -> str:
    """Text that databases and pages can hold: no control signs, no half characters, no hidden turning of direction."""
    kept = typed.encode("utf-8", "replace").decode("utf-8")
    return UNSEEN.sub("", kept)


PLANES = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
UNSEEN = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufeff{PLANES}]")


def typed_fields() -> MultiDict[str, str]:
    """What came back, made safe to keep and to show again."""
    return MultiDict((name, tidy(value)) for name, value in request.form.items(multi=True))


NOT_OFFERED = _l("Choose one of the answers on this page.")
CHOSEN = InputRequired(_l("Choose one of these."))
NAME_LENGTH = Length(max=100, message=_l("Use 100 characters or fewer."))
WORDS_LENGTH = Length(max=2000, message=_l("Use 2,000 characters or fewer."))


def pick_field(answers: Mapping[str, str | LazyString], **more: Any) -> RadioField:
    """A field for one of several answers, by id; what is not among them is refused in our words."""
    choices: Any = [SelectChoice(value, text) for value, text in answers.items()]
    wanted: dict[str, Any] = {"choices": choices, "invalid_choice_message": NOT_OFFERED, **more}
    return RadioField(**wanted)


def items(answers: Mapping[Any, str | LazyString]) -> list[dict[str, str | LazyString]]:
    """Answers as a page shows them to choose from; those of a closed set by the value of each."""
    return [{"value": str(value), "text": text} for value, text in answers.items()]


@cache
def library_words(language: str) -> Any:
    """The messages that WTForms brings along, in a language; as they are where it has none."""
    return translation("wtforms", messages_path(), [language], fallback=True)


class PageForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """Base of every form in the service. One that belongs to an application can be left half-filled and found again."""

    form_errors: list[str]
    asked_first: tuple[str, ...] = ()  # fields that the page shows before those that the class names
    targets: Mapping[str, str] = MappingProxyType({})

    class Meta(FlaskForm.Meta):  # type: ignore[misc]  # the library has no types
        """The visit's mark in place of the library's session mark."""

        csrf = True
        csrf_class = VisitMark
        csrf_field_name = "mark"

        def get_translations(self, form: Any) -> Any:
            """The library's own words in the page's language; the library would read them from disk for each form."""
            return library_words(locale.language())

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """Take the typed words of a POST, tidied, or those that were left here before."""
            return typed_fields() if request.method == "POST" else form.left

    def __init__(self, *, opened: Opened | None = None, place: Place | None = None, **more: Any) -> None:
        """Take what was typed, now or before. `place` is that of a question's page; other pages know their own."""
        self.opened, self.place = opened, place or unfinished.here()
        self.left = self.left_here()
        super().__init__(**more)
        if self.left and self.left.get(unfinished.REFUSED):
            self.validate()

    def left_here(self) -> MultiDict[str, str] | None:
        """The page as it was left, under today's mark."""
        found = unfinished.left(self.opened, self.place) if self.opened and self.place else None
        return None if found is None else MultiDict({**found, "mark": [visit.form_mark()]})

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether this may be taken. A mode button is obeyed here, and then the page is shown again as it was typed.

        So is the wish to save and come back later: it ends the request, whatever is wrong on the page.
        """
        if visit.turn(request.form.get("do", "")):
            return False
        if self.opened and self.place and unfinished.wanted():
            abort(redirect(unfinished.keep(self.opened, self.place, typed_fields())))
        good = bool(super().validate(extra_validators))
        if good and self.opened and self.place:
            unfinished.sent(self.opened, self.place)
        return good

    def complain(self, sentence: str, target: str = "") -> None:
        """Refuse for a reason that no single field found; `target` is the id of the box it is about.

        Where that is a field of this form, the sentence stands beside it, as those do that the field found itself.
        """
        field = self._fields.get(target)
        if field is not None:
            field.errors = [*field.errors, sentence]
            return
        self.form_errors = [*self.form_errors, sentence]
        self.targets = {**self.targets, sentence: target}

    def errors_for(self, target: str = "") -> list[dict[str, str]]:
        """Every complaint with the box it leads to, in page order, for the summary at the top."""
        found = []
        fields = self._fields.items()
        if self.asked_first:
            fields = sorted(fields, key=lambda each: each[0] not in self.asked_first)
        for name, field in fields:
            own = name != self.meta.csrf_field_name
            found += [
                {"text": about(field, error), "href": f"#{target or name}" if own else ""}
                for error in flatten(field.errors)
            ]
        for error in self.form_errors:
            box = self.targets.get(error) or target
            found.append({"text": str(error), "href": f"#{box}" if box else ""})
        return found


class DrawnForm(PageForm):
    """A form whose words are kept once, however often one drawing of the page is sent: see `services.once`."""

    drawn = HiddenField(default=new_id)


def about(field: Field, error: Any) -> str:
    """A complaint for the summary; behind what was asked, where the field says that: many sound the same."""
    asked = str(field.description)
    if not asked:
        return str(error)
    return f"{asked} {error}" if asked.endswith((".", "?", "!")) else f"{asked}: {error}"


def refused(page: Any, form: PageForm) -> Any:
    """A page shown again: 422 when something sent was wrong, 200 when it was left so, or the reading changed."""
    return (page, 422) if form.errors and request.method == "POST" else page


def flatten(errors: Any) -> list[Any]:
    """A field's errors as one list, also where the field holds fields."""
    if isinstance(errors, dict):
        errors = list(errors.values())
    found: list[Any] = []
    for error in errors:
        found += flatten(error) if isinstance(error, (list, tuple, dict)) else [error]
    return found
