"""The form of a question, made from the question: which boxes each kind of answer has."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from wtforms import Field, RadioField, SelectMultipleField, StringField, TextAreaField

from portal.questionnaires.kinds import Problem, read
from portal.web.forms import PageForm
from portal.web.locale import HERE

if TYPE_CHECKING:
    from portal.answers import Answer
    from portal.questionnaires.model import Question, Questionnaire

ONE: Final = ("answer",)
FIELDS: Final[dict[str, tuple[type[Field], tuple[str, ...]]]] = {
    "choice": (RadioField, ONE),
    "yes_no": (RadioField, ONE),
    "choices": (SelectMultipleField, ONE),
    "text": (StringField, ONE),
    "long_text": (TextAreaField, ONE),
    "whole_number": (StringField, ONE),
    "decimal": (StringField, ONE),
    "money": (StringField, ONE),
    "name": (StringField, ONE),
    "email": (StringField, ONE),
    "phone": (StringField, ONE),
    "postcode": (StringField, ONE),
    "date": (StringField, ("answer-day", "answer-month", "answer-year")),
    "address": (StringField, ("answer-line1", "answer-line2", "answer-town", "answer-postcode")),
}
PICKED: Final = frozenset({"choice", "yes_no", "choices"})


class AnswerForm(PageForm):
    """What was typed on one question's page; what makes it wrong is decided by the questionnaire, not here."""

    question: Question
    value: Answer | None = None
    problem: Problem | None = None  # what is wrong; the page puts it into words

    @property
    def typed(self) -> dict[str, list[str]]:
        """The boxes as they came, by name."""
        found: dict[str, list[str]] = {}
        for name, field in self._fields.items():
            if name != self.meta.csrf_field_name:
                found[name] = list(field.raw_data or ())
        return found

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask the kind of answer whether this can be taken; keep the value or the problem."""
        fresh = super().validate(extra_validators)
        if not fresh and not self.errors:
            return False
        result = read(self.question, self.typed, datetime.now(HERE).date())
        if isinstance(result, Problem):
            self.problem = result
            return False
        self.value = result
        return fresh


@cache
def form_class(questionnaire: Questionnaire, question_id: str) -> type[AnswerForm]:
    """The form class of a question; made once."""
    question = questionnaire.find(question_id)
    kind, names = FIELDS[question.kind]
    options: dict[str, Any] = {"choices": [], "validate_choice": False} if question.kind in PICKED else {}
    fields: dict[str, Any] = {name: kind(**options) for name in names}
    if question.kind not in PICKED:
        fields["instead"] = SelectMultipleField(choices=[], validate_choice=False)
    return type("AnswerForm", (AnswerForm,), {**fields, "question": question})
