"""Owns the reduction for help by family and friends: by part of life, and only for help that is sure to go on."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from portal.allocation.model import How, Operand, Reason
from portal.allocation.operations.answers import Take
from portal.allocation.operations.base import Known, Operation, Places, condition_inputs, most_decimals, together
from portal.allocation.parts import Input, Term
from portal.allocation.work import Asked, CannotSay, DoesNotApply, Work, Working, without
from portal.answers import Facts, Missing
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
        return (*found, *condition_inputs(self.where, self.group))

    def unit(self, known: Known) -> Unit | None:
        """The line's own unit."""
        return known.unit_of(self.line)

    def places(self, known: Known) -> Places:
        """Those of the line and the shares together, and two for the hundred."""
        shares = most_decimals([self.share or Decimal(0), *(share for _, share in self.shares)])
        return together(known.places_of(self.line), shares, 2)

    def working(self, work: Work) -> Working:
        """The line, then the share that is met: the greatest one, or all together, at most all of it.

        Each share is shown; the one that counts is the last but for those that are only compared.
        """
        need = work.operand(self.line, How.ADDED)
        shares = self._counted(work)
        if not shares:
            raise DoesNotApply
        confirmed = all((self.group, one.item) in work.confirmed for one in shares)
        return Working((need, *self._together(shares)), confirmed=confirmed)

    def _together(self, shares: tuple[Operand, ...]) -> tuple[Operand, ...]:
        if self.take is Take.GREATEST:
            met = max(shares, key=lambda one: one.value)  # of equals, the first
            rest = (one for one in shares if one is not met)
            return (replace(met, how=How.PER_CENT), *rest)
        if len(shares) == 1:
            return (replace(shares[0], how=How.PER_CENT),)
        all_of_them = sum((one.value for one in shares), Decimal(0))
        return (*shares, Operand(How.PER_CENT, min(all_of_them, HUNDRED)))

    def _counted(self, work: Work) -> tuple[Operand, ...]:
        open_ones: dict[Asked, None] = {}
        unfit_ones: dict[Asked, None] = {}
        counted: list[Operand] = []
        for place, item in enumerate(work.items(self.group)):
            if (self.group, place) in work.denied:
                continue
            facts = {**work.facts, **item}
            looked_at = [self.helps_with, *sorted(self.where.questions)]
            unfit = work.unfit_in(self.where, facts)
            willing = holds(self.where, without(facts, unfit))
            if willing and self._helps(facts) and self.how_much:
                looked_at.append(self.how_much)
            unanswered = [name for name in looked_at if facts.get(name) is Missing.UNANSWERED]
            if willing is not False and unanswered:
                open_ones.update(dict.fromkeys((name, place) for name in unanswered))
            elif willing and self._helps(facts):
                counted += self._share(facts, place)
            elif willing is None and self._helps(facts):
                unfit_ones.update(dict.fromkeys((name, place) for name in unfit))
        if open_ones or unfit_ones:
            raise CannotSay(Reason.UNANSWERED if open_ones else Reason.OUT_OF_RANGE, {**open_ones, **unfit_ones})
        return tuple(counted)

    def _helps(self, facts: Facts) -> bool:
        found = facts.get(self.helps_with)
        if isinstance(found, Missing) or found is None:
            return False
        picked = found if isinstance(found, tuple) else (found,)
        return any(option in picked for option in self.counts)

    def _share(self, facts: Facts, place: int) -> Iterator[Operand]:
        """The share one person meets; nothing where how much is not sure."""
        if self.how_much is None:
            yield Operand(How.COMPARED, self.share or Decimal(0), question=self.helps_with, item=place)
            return
        found = facts.get(self.how_much)
        if isinstance(found, str) and not isinstance(found, Missing):
            shares = dict(self.shares)
            if found not in shares:
                raise CannotSay(Reason.OUT_OF_RANGE, [(self.how_much, place)])
            yield Operand(How.COMPARED, shares[found], question=self.how_much, item=place, option=found)


@dataclass(frozen=True, slots=True)
class SupportByAnswer(Operation):
    """What family and friends take off one need, where one answer says how much, and `where` that they are willing.

    It takes a share of the line. 'Not sure' never reduces anything; 'unanswered' refuses.
    """

    line: Term
    how_much: str
    shares: tuple[tuple[str, Decimal], ...]
    where: Condition
    name: str = "support"

    @property
    def terms(self) -> tuple[Term, ...]:
        """The line that is reduced."""
        return (self.line,)

    @property
    def inputs(self) -> tuple[Input, ...]:
        """How much they do, and what makes them willing and able."""
        options = tuple(option for option, _ in self.shares)
        return (Input(self.how_much, "choice", options), *condition_inputs(self.where))

    @property
    def decided_by(self) -> frozenset[str]:
        """What makes them willing and able."""
        return self.where.questions

    def unit(self, known: Known) -> Unit | None:
        """The line's own unit."""
        return known.unit_of(self.line)

    def places(self, known: Known) -> Places:
        """Those of the line and the shares together, and two for the hundred."""
        return together(known.places_of(self.line), most_decimals(share for _, share in self.shares), 2)

    def working(self, work: Work) -> Working:
        """The line, then the share that is met."""
        need = work.operand(self.line, How.ADDED)
        unfit = work.unfit_in(self.where, work.facts)
        willing = holds(self.where, without(work.facts, unfit))
        looked_at = (self.how_much, *sorted(self.where.questions))
        unanswered = [(name, None) for name in looked_at if work.facts.get(name) is Missing.UNANSWERED]
        if willing is not False and unanswered:
            raise CannotSay(Reason.UNANSWERED, unanswered)
        if willing is None:
            raise CannotSay(Reason.OUT_OF_RANGE, [(name, None) for name in unfit])
        found = work.facts.get(self.how_much)
        if not willing or found is None or isinstance(found, Missing):
            raise DoesNotApply
        shares = dict(self.shares)
        if not isinstance(found, str) or found not in shares:
            raise CannotSay(Reason.OUT_OF_RANGE, [(self.how_much, None)])
        return Working((need, Operand(How.PER_CENT, shares[found], question=self.how_much, option=found)))
