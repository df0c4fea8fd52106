"""What we say when an answer cannot be taken: one short sentence a problem, the same beside the box and on top."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.questionnaires.kinds import ProblemCode
from portal.questionnaires.model import Kind
from portal.web import locale

if TYPE_CHECKING:
    from flask_babel.speaklater import LazyString

    from portal.questionnaires.kinds import Problem
    from portal.questionnaires.model import Question
    from portal.words import Wording

# At most fifteen words each, so that they serve Easy Read too. Each says what to do, never what the person did wrong.
SENTENCES: Final[dict[ProblemCode, LazyString]] = {
    ProblemCode.NOTHING: _l("Write an answer."),
    ProblemCode.NOT_OFFERED: _l("Choose one of the answers on this page."),
    ProblemCode.TWO_ANSWERS: _l("Write an answer or tick a box, not both."),
    ProblemCode.EXCLUSIVE: _l("You chose “%(option)s” and another answer. Keep one or the other."),
    ProblemCode.TOO_LONG: _l("Use %(most)s characters or fewer. You have used %(length)s."),
    ProblemCode.NOT_A_NUMBER: _l("Write a number, like 12."),
    ProblemCode.TWO_NUMBERS: _l("Write one number. If it changes, write the usual one."),
    ProblemCode.NOT_WHOLE: _l("Write a whole number, like 12."),
    ProblemCode.TOO_PRECISE: _l("Write at most %(places)s figures after the point."),
    ProblemCode.TOO_SMALL: _l("Write %(least)s or more."),
    ProblemCode.TOO_LARGE: _l("Write %(most)s or less."),
    ProblemCode.NOT_A_DAY: _l("There is no such day. Check the day, the month and the year."),
    ProblemCode.SHORT_YEAR: _l("Write the year with 4 numbers, like 1958."),
    ProblemCode.TOO_EARLY: _l("Write a day on or after %(least)s."),
    ProblemCode.TOO_LATE: _l("Write a day on or before %(most)s."),
    ProblemCode.NOT_AN_EMAIL: _l("Write the e-mail address in full, like name@example.org."),
    ProblemCode.NOT_A_PHONE: _l("Write a phone number, like 01632 960 001 or 07700 900 001."),
    ProblemCode.NOT_A_POSTCODE: _l("Write a full postcode, like AB1 2CD."),
}

NOTHING: Final[dict[Kind, LazyString]] = {
    Kind.CHOICE: _l("Choose one answer."),
    Kind.YES_NO: _l("Choose one answer."),
    Kind.CHOICES: _l("Choose at least one answer."),
    Kind.DATE: _l("Write the day, month and year."),
}

MISSING: Final[dict[str, LazyString]] = {
    "day": _l("Write the day too."),
    "month": _l("Write the month too."),
    "year": _l("Write the year too."),
    "line1": _l("Write the house number and street."),
    "town": _l("Write the town."),
    "postcode": _l("Write the postcode."),
}


def sentence(problem: Problem, question: Question, wording: Wording) -> str:
    """The sentence for a problem, with its numbers and limits in words."""
    if problem.code is ProblemCode.NOTHING:
        wanted = str(NOTHING.get(question.kind, SENTENCES[ProblemCode.NOTHING]))
        return f"{wanted} {way_out(question)}".rstrip()
    if problem.code is ProblemCode.PART_MISSING:
        return " ".join(str(MISSING[part]) for part in problem.values["missing"].split(",") if part in MISSING)
    if problem.code is ProblemCode.TWO_ANSWERS and question.kind.has_options:
        return _("“I'm not sure” cannot stand beside another answer. Keep one or the other.")
    values = {name: readable(name, value, question, wording) for name, value in problem.values.items()}
    return str(SENTENCES[problem.code]) % values


def way_out(question: Question) -> str:
    """What can be said instead of an answer, as far as the question's page offers it."""
    if "not-sure" in question.special:
        return _("You can also say that you are not sure.")
    return _("You can also ask to talk to someone.") if "talk" in question.special else ""


def readable(name: str, value: str, question: Question, wording: Wording) -> str:
    """A limit as people write it: pounds, a day in words, the words of an option."""
    if name == "option":
        return locale.words(question.option(value).text, wording).rstrip(".")
    if question.kind is Kind.DATE:
        return locale.day(date.fromisoformat(value))
    return f"£{value}" if question.kind is Kind.MONEY and name in {"least", "most"} else value
