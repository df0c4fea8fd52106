"""How we tell you things: the way, the language and the format of what we send, and who is told on sending."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import phonenumbers
from babel import Locale
from flask import redirect, render_template, request, url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField
from wtforms.validators import Length, Optional, ValidationError

from portal.access import Action
from portal.notices import Channel, Format
from portal.services import applications, telling
from portal.services.opened import Telling
from portal.web import locale, visit
from portal.web.forms import CHOSEN, PageForm, Shown, items, pick_field, refused
from portal.web.sending.bp import bp

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal.services.opened import Opened

NEVER: Final = "never"
AUTO: Final = "any"
WAYS: Final = {
    AUTO: _l("Choose for me: e-mail where we have one, or else a letter where that is safe"),
    Channel.EMAIL.value: _l("E-mail"),
    Channel.TEXT.value: _l("Text message"),
    Channel.LETTER.value: _l("Printed letter"),
    NEVER: _l("Do not write. I look here, or ring you"),
}
THEIR_WAYS: Final = WAYS | {
    AUTO: _l("Choose for them: e-mail where we have one, or else a letter where that is safe"),
    NEVER: _l("Do not write. They look here, or ring you"),
}
OWN_WAYS: Final = WAYS | {AUTO: _l("Choose for me: e-mail where we have one")}
del OWN_WAYS[Channel.LETTER.value]  # we post only to the person's home
FORMATS: Final = {
    Format.STANDARD.value: _l("Standard"),
    Format.EASY.value: _l("Easy Read"),
    Format.LARGE_16.value: _l("Large print, 16 point"),
    Format.LARGE_20.value: _l("Larger print, 20 point"),
    Format.LARGE_24.value: _l("Largest print, 24 point"),
}
CANNOT_REMIND: Final = _l("You chose that we do not write, and reminders. Change one of the two.")
SHORT: Final = Length(max=40, message=_l("This is too long for a phone number."))


def a_number(form: PageForm, field: Any) -> None:
    """Refuse what cannot be a telephone number."""
    try:
        found = phonenumbers.parse(field.data or "", "GB")
    except phonenumbers.NumberParseException:
        found = None
    if found is None or not phonenumbers.is_possible_number(found):
        raise ValidationError(_l("Write a mobile number, like 07700 900 900."))


class TellingForm(PageForm):
    """How the person wants to be told things."""

    first = pick_field(WAYS, validators=[CHOSEN])
    number = StringField(validators=[Optional(), SHORT, a_number])
    home = BooleanField()
    format = pick_field(FORMATS, validators=[CHOSEN])
    remind = BooleanField()
    language = StringField(validators=[Length(max=12, message=_l("Choose one of these."))])

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether the choices fit together."""
        good = super().validate(extra_validators)
        if good and self.first.data == Channel.LETTER and self.home.data:
            self.complain(_("You chose a letter, and that we do not write to the home. Change one of the two."), "home")
            return False
        if good and self.first.data == Channel.TEXT and not self.number.data:
            self.complain(_("Write the mobile number for text messages."), "number")
            return False
        if good and self.first.data == NEVER and self.remind.data:
            self.complain(CANNOT_REMIND, "remind")
            return False
        return good

    def said(self) -> Telling:
        """The choice."""
        found = made(self.first.data, self.number.data, self.format.data, self.language.data)
        return replace(found, remind=self.remind.data)


class OwnTellingForm(PageForm):
    """How whoever acts for the person wants to be told things themself."""

    own_first = pick_field(OWN_WAYS, validators=[CHOSEN])
    own_number = StringField(validators=[Optional(), SHORT, a_number])
    own_format = pick_field(FORMATS, validators=[CHOSEN])
    own_remind = BooleanField()
    language = StringField(validators=[Length(max=12, message=_l("Choose one of these."))])

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether the choices fit together."""
        good = super().validate(extra_validators)
        if good and self.own_first.data == Channel.TEXT and not self.own_number.data:
            self.complain(_("Write your mobile number for text messages."), "own_number")
            return False
        if good and self.own_first.data == NEVER and self.own_remind.data:
            self.complain(CANNOT_REMIND, "own_remind")
            return False
        return good

    def own(self) -> Telling:
        """What whoever helps chose for themself."""
        found = made(self.own_first.data, self.own_number.data, self.own_format.data, self.language.data)
        return replace(found, remind=self.own_remind.data)


class HelpersTellingForm(TellingForm, OwnTellingForm):
    """For the person, and apart from it for whoever helps them; one language for both."""


def made(first: str, number: str | None, look: str, language: str | None) -> Telling:
    """A choice as it is kept; a language that is not there is that of the page."""
    spoken = language if language in locale.languages(visit.wiring().translations) else ""
    channel = Channel(first) if first in list(Channel) else None
    return Telling(channel, (number or "").strip(), spoken or "", Format(look), never=first == NEVER)


def as_boxes(opened: Opened) -> dict[str, object]:
    """What was chosen before, back in its boxes."""
    said, own = telling.said_before(opened)
    easy = Format.EASY if visit.prefs().easy_read else Format.STANDARD
    return {
        "first": NEVER if said.never else said.first or AUTO,
        "number": said.number,
        "home": opened.wishes.write is False,
        "format": said.format if said != Telling() else easy,
        "remind": said.remind,
        **own_boxes(own, easy),
        "language": said.language or locale.language(),
    }


def own_boxes(own: Telling, look: Format) -> dict[str, object]:
    """What somebody chose for themself, back in its boxes."""
    return {
        "own_first": NEVER if own.never else own.first or AUTO,
        "own_number": own.number,
        "own_format": own.format if own != Telling() else look,
        "own_remind": own.remind,
        "language": own.language or locale.language(),
    }


@bp.route("/telling-you", methods=["GET", "POST"])
def how_told(reference: str) -> Shown:
    """Choose how we tell you things."""
    context = visit.context()
    opened = applications.open(context, reference, Action.REACH)
    form = (HelpersTellingForm if opened.is_helper else TellingForm)(opened=opened, data=as_boxes(opened))
    back = back_from(opened)
    if request.method == "POST" and form.validate():
        own = form.own() if isinstance(form, HelpersTellingForm) else None
        telling.choose(context, opened, form.said(), not_at_home=form.home.data, own=own)
        return redirect(back)
    page = render_template(
        "sending/telling.html",
        form=form,
        opened=opened,
        others=chosen_by_others(opened),
        ways=offered(THEIR_WAYS if opened.is_helper else WAYS),
        own_ways=offered(OWN_WAYS),
        formats=items(FORMATS),
        reminds=True,
        calendar=locale.said(context.content.notices.calendar),
        languages=languages(),
        back_href=back,
        errors=form.errors_for(),
    )
    return refused(page, form)


def languages() -> list[dict[str, str]]:
    """The languages to choose from, where there is more than one."""
    known = locale.languages(visit.wiring().translations)
    return [{"value": code, "text": locale.name_of(code)} for code in known] if len(known) > 1 else []


def back_from(opened: Opened) -> str:
    """Where somebody goes on: to sending only where they came from there; nobody finds themself there unasked."""
    if request.args.get("then") == "send" and opened.allows(Action.SEND):
        return url_for("sending.send", reference=opened.reference)
    return url_for("progress.timeline" if opened.was_sent else "questions.tasks", reference=opened.reference)


def chosen_by_others(opened: Opened) -> list[str]:
    """What others chose for the person who reads, in words, as long as they have not chosen themself."""
    said = telling.chosen_by_others(opened)
    if said is None:
        return []
    return [each for each in (str(WAYS[NEVER if said.never else said.first or AUTO]), said.number) if each]


def offered(ways: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The ways that this installation has: text messages need somebody who sends them."""
    settings = visit.wiring().settings
    without = settings.production and not (settings.notify and Channel.TEXT in settings.notify.templates)
    return [each for each in items(ways) if not (without and each["value"] == Channel.TEXT)]


def who_is_told(opened: Opened) -> list[tuple[str, str]]:
    """Who is told when it is sent, and how, in words. Nobody learns whether the person has a way in of their own."""
    found = telling.on_sending(visit.context(), opened)
    spoken = Locale.parse(found.language or locale.language()).get_language_name(get_locale())
    you = [CHANNELS[found.channel], spoken, FORMATS[found.format]]
    rows = [
        (_("The adult social care team"), _("By e-mail. It says only the reference.")),
        (_("You"), ", ".join(str(each) for each in you) if found.channel else _("Not at all. You can look here.")),
    ]
    if opened.is_helper:
        whom = opened.person_name or _("The person")
        rows.append((whom, _("In the way that they chose, where that is safe.")))
    return rows


CHANNELS: Final = {
    None: "",
    Channel.EMAIL: _l("By e-mail"),
    Channel.TEXT: _l("By text message"),
    Channel.LETTER: _l("By letter"),
}
