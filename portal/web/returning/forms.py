"""The forms for saving and coming back."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, StringField
from wtforms.validators import Email, InputRequired, Length

from portal.web.forms import PageForm

LONGEST = 254


class EmailForm(PageForm):
    """An e-mail address; it is not looked up anywhere."""

    email = StringField(
        validators=[
            InputRequired(_l("Write your e-mail address.")),
            Length(max=LONGEST, message=_l("This is too long for an e-mail address.")),
            Email(_l("Write the e-mail address in full, like name@example.org."), check_deliverability=False),
        ]
    )


class CodeForm(PageForm):
    """The six digits from the e-mail."""

    ticket = HiddenField()
    code = StringField(
        validators=[
            InputRequired(_l("Write the 6 numbers from the e-mail.")),
            Length(max=40, message=_l("The code has 6 numbers.")),
        ]
    )


class ReturnCodeForm(PageForm):
    """The code a person printed or wrote down."""

    code = StringField(
        validators=[
            InputRequired(_l("Write your return code.")),
            Length(max=100, message=_l("This is too long for a return code.")),
        ]
    )
