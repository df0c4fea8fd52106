"""What things of a scheme are called: questions and options by their own words, lines, rates and tables by titles."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.answers import Missing
from portal.questionnaires.model import Group
from portal.web.locale import words
from portal.web.questions.page import not_sure, rather_talk
from portal.web.schemes.units import per_cents
from portal.words import fill

if TYPE_CHECKING:
    from collections.abc import Callable

    from portal.allocation.parts import Input
    from portal.allocation.scheme import Scheme
    from portal.questionnaires.model import Questionnaire
    from portal.words import Wording


YES_NO: Final = {"yes": _l("Yes"), "no": _l("No")}


@dataclass(frozen=True)
class Names:
    """The words for one scheme. Without a questionnaire of its own, questions have the labels of its inputs."""

    scheme: Scheme
    questionnaire: Questionnaire | None
    wording: Wording

    @cached_property
    def per_cents(self) -> frozenset[str]:
        """What of the scheme is only ever a share in per cent."""
        return per_cents(self.scheme)

    def question(self, question: str) -> str:
        """A question as it is asked, a gap where an earlier answer would stand."""
        if self.questionnaire is None or question not in self.questionnaire:
            declared = self._declared(question)
            return f"“{words(declared.label, self.wording) if declared and declared.label else question}”"
        asked = words(self.questionnaire.find(question).text, self.wording)
        return f"“{fill(asked, lambda _wanted: '…')}”"

    def option(self, question: str, option: str) -> str:
        """An answer as it is offered."""
        special: dict[str, Callable[[], str]] = {
            Missing.NOT_SURE.value: lambda: not_sure(self.wording),
            Missing.TALK.value: lambda: rather_talk(self.wording),
            Missing.NOT_APPLICABLE.value: lambda: _("This does not apply"),
            Missing.BLANK.value: lambda: _("Left blank"),
            Missing.UNANSWERED.value: lambda: _("Not answered yet"),
        }
        if option in special:
            return special[option]()
        if self.questionnaire is None or question not in self.questionnaire:
            return self._declared_option(question, option)
        asked = self.questionnaire.find(question)
        options = () if isinstance(asked, Group) else asked.options
        return next((words(each.text, self.wording) for each in options if each.id == option), option)

    def _declared(self, question: str) -> Input | None:
        return next((one for one in self.scheme.declared if one.id == question), None)

    def _declared_option(self, question: str, option: str) -> str:
        declared = self._declared(question)
        if declared is None:
            return option
        if option in YES_NO and not declared.option_labels:
            return str(YES_NO[option])
        labels = dict(zip(declared.options, declared.option_labels, strict=False))
        return words(labels[option], self.wording) if option in labels else option

    def line(self, line_id: str) -> str:
        """The title of a line; its id where the scheme has no such line."""
        found = next((one for one in self.scheme.lines if one.id == line_id), None)
        return words(found.title, self.wording) if found else line_id

    def rate(self, rate_id: str) -> str:
        """The title of a rate."""
        found = self.scheme.rates.get(rate_id)
        return words(found.title, self.wording) if found else rate_id

    def table(self, table_id: str) -> str:
        """The title of a table."""
        found = self.scheme.tables.get(table_id)
        return words(found.title, self.wording) if found else table_id

    def conversion(self, conversion_id: str) -> str:
        """The title of a conversion."""
        found = self.scheme.conversions.get(conversion_id)
        return words(found.title, self.wording) if found else conversion_id
