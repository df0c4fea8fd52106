"""The forms of the choice: a way, what the money is for, how a mix is shared out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import SelectMultipleField
from wtforms.validators import InputRequired

from portal.arrangements.model import Way
from portal.web.forms import PageForm, pick_field, typed_fields
from portal.web.unfinished import REFUSED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from werkzeug.datastructures import MultiDict


ONE_WAY = _l("Choose one way. You can choose “not sure yet”.")


class WayForm(PageForm):
    """How the budget is to be taken. Nothing is chosen beforehand; only the ways on offer can be."""

    way = pick_field({way.value: "" for way in Way}, validators=[InputRequired(ONE_WAY)])

    def offer(self, ways: Iterable[Way]) -> WayForm:
        """Offer only these ways."""
        self.way.choices = [(way.value, "") for way in ways]
        return self


class UsesForm(PageForm):
    """What a direct payment would be used for."""

    uses = SelectMultipleField(
        choices=[],
        validate_choice=False,
        validators=[InputRequired(_l("Choose at least one. You can change it later."))],
    )


class PartsForm(PageForm):
    """The parts of a mix. Its boxes depend on the budget, so they are read by name."""

    @property
    def typed(self) -> MultiDict[str, str] | None:
        """The boxes as they came, or as they were left; None where nobody typed yet."""
        return typed_fields() if request.method == "POST" else self.left

    @property
    def was_refused(self) -> bool:
        """Whether it was left with what is wrong."""
        return self.left is not None and REFUSED in self.left
