"""The forms for saving and coming back."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, StringField
from wtforms.validators import DataRequired, Email, Length, ValidationError

from portal.services.accounts import RETURN_LENGTH
from portal.web.forms import PageForm

LONGEST = 254


def without_space(typed: str | None) -> str | None:
    """What was typed without the space that phones put behind a word."""
    return typed and typed.strip()


class EmailForm(PageForm):
    """An e-mail address; it is not looked up anywhere."""

    email = StringField(
        filters=[without_space],
        validators=[
            DataRequired(_l("Write your e-mail address.")),
            Length(max=LONGEST, message=_l("This is too long for an e-mail address.")),
            Email(_l("Write the e-mail address in full, like name@example.org."), check_deliverability=False),
        ],
    )


class CodeForm(PageForm):
    """The six digits from the e-mail."""

    ticket = HiddenField()
    code = StringField(
        validators=[
            DataRequired(_l("Write the 6 numbers from the e-mail.")),
            Length(max=40, message=_l("The code has 6 numbers.")),
        ]
    )


class ReturnCodeForm(PageForm):
    """The code a person printed or wrote down."""

    code = StringField(
        validators=[
            DataRequired(_l("Write your return code.")),
            Length(max=100, message=_l("This is too long for a return code.")),
        ]
    )

    def validate_code(self, field: StringField) -> None:
        """A code with signs missing or too many is no try: what is on the paper was not copied whole."""
        if sum(each.isalnum() for each in field.data or "") != RETURN_LENGTH:
            raise ValidationError(_("A code has %(number)d letters and numbers.", number=RETURN_LENGTH))
