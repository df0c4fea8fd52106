"""Owns the reduction for help by family and friends: by part of life, and only for help that is sure to go on."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from portal.allocation.model import How, Operand, Reason
from portal.allocation.operations.answers import TAKING, Take
from portal.allocation.operations.base import Known, Operation, Places, condition_inputs, most_decimals, together
from portal.allocation.parts import Input, Term
from portal.allocation.work import CannotSay, DoesNotApply, Work, Working
from portal.answers import Answer, Facts, Missing
from portal.conditions import Condition, holds
from portal.money import Unit

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Support(Operation):
    """What willing and able people take off one need: a share of the line, never more than all of it.

    `share` is the same for everyone who helps with it, or `shares` gives it by the answer to `how_much`.
    Only a person for whom `where` holds counts. 'Not sure' never reduces anything; 'unanswered' refuses.
    """

    line: Term
    group: str
    helps_with: str
    counts: tuple[str, ...]
    where: Condition
    share: Decimal | None = None
    how_much: str | None = None
    shares: tuple[tuple[str, Decimal], ...] = ()
    take: Take = Take.GREATEST
    name: str = "support"

    @property
    def terms(self) -> tuple[Term, ...]:
        """The line that is reduced."""
        return (self.line,)

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The group, what each person does and how much, and what makes them willing and able."""
        found = [Input(self.group, "group"), Input(self.helps_with, "choices", self.counts, self.group)]
        if self.how_much:
            found.append(Input(self.how_much, "choice", tuple(option for option, _ in self.shares), self.group))
        return (*found, *condition_inputs(self.where.questions, self.group))

    def unit(self, known: Known) -> Unit | None:
        """The line's own unit."""
        return known.unit_of(self.line)

    def places(self, known: Known) -> Places:
        """Those of the line and the shares together, and two for the hundred."""
        shares = most_decimals([self.share or Decimal(0), *(share for _, share in self.shares)])
        return together(known.places_of(self.line), shares, 2)

    def working(self, work: Work) -> Working:
        """The shares of the people who count, at most all, then that share of the line."""
        need = work.operand(self.line, How.PER_CENT)
        counted = self._counted(work)
        if not counted:
            raise DoesNotApply
        most = (Operand(How.LEAST, HUNDRED),) if self.take is Take.SUM else ()
        confirmed = all((self.group, one.item) in work.confirmed for one in counted)
        return Working((*counted, *most, need), confirmed=confirmed)

    def _counted(self, work: Work) -> tuple[Operand, ...]:
        open_ones: dict[tuple[str, int | None], None] = {}
        counted = []
        for place, item in enumerate(work.items(self.group)):
            facts = {**work.facts, **item}
            willing = holds(self.where, facts)
            share = self._share(facts, place) if self._helps(facts) else None
            if willing is None or facts.get(self.helps_with) is Missing.UNANSWERED:
                looked_at = (self.helps_with, *sorted(self.where.questions))
                open_ones.update({(one, place): None for one in looked_at if facts.get(one) is Missing.UNANSWERED})
            elif willing and share is not None:
                if share.value < 0:
                    open_ones[(self.how_much or self.group, place)] = None
                counted.append(share)
        if open_ones:
            raise CannotSay(Reason.UNANSWERED, open_ones)
        return tuple(counted)

    def _helps(self, facts: Mapping[str, Answer | tuple[Facts, ...]]) -> bool:
        found = facts.get(self.helps_with)
        if isinstance(found, Missing) or found is None:
            return False
        picked = found if isinstance(found, tuple) else (found,)
        return any(option in picked for option in self.counts)

    def _share(self, facts: Mapping[str, Answer | tuple[Facts, ...]], place: int) -> Operand | None:
        """The share one person takes; a negative one stands for a question still open; None counts for nothing."""
        how = TAKING[self.take]
        if self.how_much is None:
            return Operand(how, self.share or Decimal(0), question=self.helps_with, item=place)
        found = facts.get(self.how_much)
        if found is Missing.UNANSWERED:
            return Operand(how, Decimal(-1), question=self.how_much, item=place)
        shares = dict(self.shares)
        if not isinstance(found, str) or isinstance(found, Missing):
            return None
        if found not in shares:
            raise CannotSay(Reason.OUT_OF_RANGE, [(self.how_much, place)])
        return Operand(how, shares[found], question=self.how_much, item=place, option=found)
