"""The forms for signing in at the council's side."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import PasswordField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from portal.services.staff.passwords import LONGEST
from portal.web.forms import PageForm

TOO_LONG = _l("This is too long.")


class SignInForm(PageForm):
    """Address and password."""

    email = StringField(validators=[DataRequired(_l("Write your e-mail address.")), Length(max=254, message=TOO_LONG)])
    password = PasswordField(
        validators=[InputRequired(_l("Write your password.")), Length(max=LONGEST, message=TOO_LONG)]
    )


class CodeForm(PageForm):
    """A one-time code, or a printed one."""

    code = StringField(validators=[DataRequired(_l("Write the code.")), Length(max=40, message=TOO_LONG)])


class PasswordForm(PageForm):
    """The old password, and the new one twice."""

    old = PasswordField(
        validators=[InputRequired(_l("Write the password you have now.")), Length(max=LONGEST, message=TOO_LONG)]
    )
    new = PasswordField(validators=[InputRequired(_l("Write a new password.")), Length(max=LONGEST, message=TOO_LONG)])
    again = PasswordField(validators=[InputRequired(_l("Write the new password once more."))])

    def validate_again(self, field: PasswordField) -> None:
        """Both must be the same."""
        if field.data != self.new.data:
            raise ValidationError(_l("The two new passwords are not the same."))

    def validate_new(self, field: PasswordField) -> None:
        """It must be a new one."""
        if field.data == self.old.data:
            raise ValidationError(_l("Choose another password than the one you have now."))
