"""The short forms of the start pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import DataRequired, Email, InputRequired, Length, Optional, ValidationError

from portal.services.opened import Helper
from portal.web.chrome import easy_picture
from portal.web.forms import PageForm, items, pick_field

if TYPE_CHECKING:
    from flask_babel.speaklater import LazyString

NAME_LENGTH = 100
NOTE_LENGTH = 500
EMAIL_LENGTH = 254


def pick_form(options: dict[str, LazyString], sentence: LazyString) -> type[PickForm]:
    """A form with one question and these answers."""
    field = pick_field(options, validators=[InputRequired(sentence)])
    return type("ThisPickForm", (PickForm,), {"answer": field})


class PickForm(PageForm):
    """One question, a few answers."""

    answer: Any

    def items(self) -> list[dict[str, Any]]:
        """The answers as the page shows them."""
        return [
            {"value": each.value, "text": each.label, "picture": easy_picture(PICTURES.get(each.value))}
            for each in self.answer.choices
        ]


PICTURES = {
    "yes": "yes",
    "no": "no",
    "not-sure": "not-sure",
    "me": "person",
    "with-me": "two-people",
    "carer": "support",
    "someone": "write",
    "write": "letter",
    "ring": "phone",
    "email": "email",
    "helper_ring": "phone",
    "helper_mail": "email",
}
"""What stands beside an answer in Easy Read."""


DANGER = {"no": _l("No"), "yes": _l("Yes, or I am not sure")}
COUNCIL = {"yes": _l("Yes"), "no": _l("No"), "not-sure": _l("I'm not sure")}
AGE = {"yes": _l("Yes, 18 or over"), "no": _l("No, under 18")}
WHO = {
    "me": _l("I need support. I answer myself"),
    "with-me": _l("I need support. Someone helps me to answer"),
    "carer": _l("I look after someone, and want support for myself"),
    "someone": _l("Someone else needs support. I answer for them"),
}
ROUGH_WHO = {
    "me": _l("Someone who needs support"),
    "carer": _l("Someone who looks after another person"),
}
NEEDS = {
    "support": _l("Everyday life is hard for them. They need support"),
    "carer": _l("They look after someone, and need support for that"),
}
GROUNDS = {
    "agreed": _l("They know about it and agree"),
    "attorney": _l("I have lasting power of attorney for their health and care"),
    "deputy": _l("The Court of Protection made me their deputy for health and care"),
    "money": _l("I have power of attorney, or I am their deputy, for their money alone"),
    "best-interests": _l("They cannot decide this themselves, and it is best for them"),
    "other": _l("Another reason"),
}

DangerForm = pick_form(DANGER, _l("Choose yes or no."))
CouncilForm = pick_form(COUNCIL, _l("Choose yes, no, or I'm not sure."))
AgeForm = pick_form(AGE, _l("Choose yes or no."))
WhoForm = pick_form(WHO, _l("Choose whose support this is."))
RoughWhoForm = pick_form(ROUGH_WHO, _l("Choose whose support this is."))


class SomeoneForm(PageForm):
    """Whom a relative or friend answers for, and why they may."""

    person = StringField(
        validators=[
            DataRequired(_l("Write the name of the person who needs support.")),
            Length(max=NAME_LENGTH, message=_l("Write a shorter name.")),
        ]
    )
    needs = pick_field(NEEDS, validators=[InputRequired(_l("Choose what they need support for."))])
    ground = pick_field(GROUNDS, validators=[InputRequired(_l("Choose why you answer for them."))])

    def validate_ground(self, field: Any) -> None:
        """Whoever decides about money alone does not decide about care."""
        if field.data == "money":
            raise ValidationError(
                _("This covers their money, not their care. Choose another reason that is true, too. Or ring us.")
            )

    def kinds(self) -> list[dict[str, Any]]:
        """What the support is for, as the page shows it."""
        return items(NEEDS)

    def grounds(self) -> list[dict[str, Any]]:
        """The grounds as the page shows them."""
        return items(GROUNDS)


class WishesForm(PageForm):
    """How it is safe to reach the person."""

    write = BooleanField()
    ring = BooleanField()
    email = BooleanField()
    how = TextAreaField(validators=[Length(max=NOTE_LENGTH, message=_l("Use 500 characters or fewer."))])

    def ways(self) -> list[dict[str, Any]]:
        """The ways to reach somebody as the page shows them: each is a box of its own."""
        words = {
            "write": _l("Letters to the home are safe"),
            "ring": _l("Phone calls are safe"),
            "email": _l("E-mail is safe"),
        }
        return self.boxes(words)

    def boxes(self, words: dict[str, LazyString]) -> list[dict[str, Any]]:
        """Boxes to tick, each a field of its own."""
        return [
            {
                "name": name,
                "value": "yes",
                "text": text,
                "checked": bool(self[name].data),
                "picture": easy_picture(PICTURES.get(name)),
            }
            for name, text in words.items()
        ]


class HelpersWishesForm(WishesForm):
    """The same, and apart from it whoever answers for the person: all of that may stay empty."""

    helper_name = StringField(validators=[Length(max=NAME_LENGTH, message=_l("Write a shorter name."))])
    helper_phone = StringField(validators=[Length(max=NAME_LENGTH, message=_l("This is too long for a phone number."))])
    helper_email = StringField(
        validators=[
            Optional(),
            Length(max=EMAIL_LENGTH, message=_l("This is too long for an e-mail address.")),
            Email(_l("Write the e-mail address in full, like name@example.org."), check_deliverability=False),
        ]
    )
    helper_ring = BooleanField()
    helper_mail = BooleanField()

    def helpers_ways(self) -> list[dict[str, Any]]:
        """The ways to reach whoever answers for the person."""
        return self.boxes({"helper_ring": _l("It is safe to ring me"), "helper_mail": _l("It is safe to e-mail me")})

    def helper(self) -> Helper:
        """What was said about whoever answers."""
        return Helper(
            name=(self.helper_name.data or "").strip(),
            phone=(self.helper_phone.data or "").strip(),
            email=(self.helper_email.data or "").strip(),
            ring=self.helper_ring.data,
            mail=self.helper_mail.data,
        )
