"""The form that says how much money there is for a caseload, what is kept back of it, and what goes on meanwhile."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Final

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import Optional, ValidationError

from portal.web.forms import PageForm

MOST: Final = Decimal(10) ** 12
WHOLE: Final = Decimal(100)


def read(words: str | None) -> Decimal | None:
    """A number as somebody types it; None where it cannot be read."""
    try:
        found = Decimal((words or "").replace(",", "").replace("£", "").replace("%", "").strip())
    except InvalidOperation:
        return None
    return found if found.is_finite() and 0 <= found < MOST else None


def is_money(_form: PageForm, field: StringField) -> None:
    """Refuse what is no sum of money."""
    if read(field.data) is None:
        raise ValidationError(_l("Write a number, such as 1,500,000."))


def is_share(_form: PageForm, field: StringField) -> None:
    """Refuse what is no share of a whole."""
    found = read(field.data)
    if found is None or found > WHOLE:
        raise ValidationError(_l("Write a number from 0 to 100, such as 5."))


class MoneyForm(PageForm):
    """How much money there is for a year."""

    envelope = StringField(validators=[Optional(), is_money])
    contingency = StringField(validators=[Optional(), is_share])
    fixed = StringField(validators=[Optional(), is_money])
