"""Notices a birth date of somebody who is not yet old enough: said gently, and nobody is stopped."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from flask_babel import gettext as _

from portal.questionnaires.journey import Place
from portal.questionnaires.model import Question
from portal.web import locale, visit

if TYPE_CHECKING:
    from portal.services.opened import Opened


def too_young(opened: Opened) -> str:
    """A sentence for someone whose birth date says that they are a child; nothing for everybody else."""
    council = visit.wiring().content.council
    born = birth_date(opened)
    if born is None or age_on(visit.context().today, born) >= council.youngest_age:
        return ""
    return _(
        "The date of birth says under %(age)s. If that is right, ring the %(team)s on %(phone)s. If not, change it.",
        age=council.youngest_age,
        team=locale.said(council.under_age.team),
        phone=council.under_age.phone,
    )


def birth_date(opened: Opened) -> date | None:
    """The answer to the question that asks for the person's date of birth."""
    for section in opened.questionnaire.sections:
        for asked in section.questions:
            if isinstance(asked, Question) and asked.autocomplete == "bday":
                answer = opened.given.answer(Place(asked.id))
                return answer if isinstance(answer, date) else None
    return None


def age_on(today: date, born: date) -> int:
    """Whole years of age on a day."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
