"""Owns the rules that keep a scheme lawful and fair: caps, supply, family, kinds of people, rises, other money."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from portal.allocation.lint import held_back, on_top, person, questions, shares
from portal.allocation.model import Result
from portal.allocation.operations import (
    Amount,
    Choose,
    Combine,
    Convert,
    Difference,
    Divide,
    Limit,
    Multiply,
    Operation,
    Percentage,
    Protect,
    Quantity,
    Round,
    Since,
    Support,
    SupportByAnswer,
)
from portal.allocation.operations.answers import Take
from portal.allocation.operations.protection import ByYear
from portal.allocation.parts import Term
from portal.allocation.scheme import People, Scheme, SchemeLine
from portal.files import Complaint
from portal.money import Direction, Unit, decimals, plain

Rule = Callable[[Scheme], Iterator[Complaint]]
NEED = frozenset({Unit.POINTS, Unit.NUMBER, Unit.PEOPLE, Unit.ITEMS})
WHOLE = 100  # per cent
TIMES = 10  # so many times a sum, with parts, is more likely than so few per cent of it
RECKONING = (Amount, Choose, Combine, Convert, Difference, Divide, Limit, Multiply, Percentage, Protect, Round)
"""The operations that take nothing from answers but what their terms do."""


def _complaint(code: str, line: SchemeLine, what: str, cure: str) -> Complaint:
    return Complaint(code, line.mark.file, line.mark.line, f"line “{line.id}”", what, cure)


def hard_cap_on_adult(scheme: Scheme) -> Iterator[Complaint]:
    """Over a cap on what an adult gets a person looks; needs are not cut off by a figure. Points may be capped."""
    if scheme.people is not People.ADULTS or scheme.discretionary:
        return
    for line in scheme.lines:
        if line.unit in NEED or line.about_the_person:
            continue
        operation = line.operation
        if isinstance(operation, Limit) and operation.hard and operation.at_most:
            cure = "Take out `hard: true`, so that a person looks; or say in `about_the_person:` why it is no cut."
            yield _complaint("hard-cap-on-adult", line, "A hard cap cuts off what an adult needs.", cure)
        if _cuts_off(operation, scheme) and not _rest_goes_on(line, scheme):
            cure = (
                "Use `limit:` with `at_most:`, so that a person looks; or say in `about_the_person:` why it is no cut."
            )
            what = "The least of a sum and a stated figure, or of one and the sum of before, is a hard cap."
            yield _complaint("hard-cap-on-adult", line, what, cure)


def _cuts_off(operation: Operation, scheme: Scheme) -> bool:
    return isinstance(operation, Combine) and operation.take is Take.LEAST and _has_stated_sum(operation, scheme)


def _rest_goes_on(line: SchemeLine, scheme: Scheme) -> bool:
    """Whether what is above the figure is a line of its own, as with first hours at one price and more at another."""
    bases = {term.line for term in line.operation.terms if term.line}
    for other in scheme.lines:
        if isinstance(other.operation, Difference):
            whole, *taken = (term.line for term in other.operation.terms)
            above = shares.is_lower_tier(shares.of_line(whole or "", scheme), line.operation)
            if line.id in taken and (whole in bases or above):
                return True
    return False


def _has_stated_sum(operation: Combine, scheme: Scheme) -> bool:
    """Whether one term is stated, or is a sum that was answered (such as the package of before) and another is not."""
    stated = {line.id for line in scheme.lines if isinstance(line.operation, Amount)}
    given = [_is_given(term, scheme) for term in operation.terms]
    return any(term.line is None or term.line in stated for term in operation.terms) or (any(given) and not all(given))


def _is_given(term: Term, scheme: Scheme) -> bool:
    """Whether no need is in it: stated figures, and sums of money that were answered, alone."""
    line = next((line for line in scheme.lines if line.id == term.line), None)
    if line is None or isinstance(line.operation, Quantity):
        return line is None or line.unit.is_money
    return isinstance(line.operation, RECKONING) and all(_is_given(each, scheme) for each in line.operation.terms)


def supply_scaling(scheme: Scheme) -> Iterator[Complaint]:
    """Nobody's result is scaled down by how much money there is, where the law gives a right to it."""
    if scheme.discretionary or questions.some_unread(scheme):  # then it is not known what goes on where
        return
    used = Counter(one for line in scheme.lines for one in line.lines_used)
    used.update(result.line for result in scheme.results)
    for line in scheme.lines:
        operation = line.operation
        scaled = None if line.about_the_person else held_back.scaled_down(line, used, scheme)
        unit = scheme.known.units.get(scaled or "")
        if scaled is None or unit is None or unit in NEED:
            continue
        if not (_only_held_against(line.id, scheme) or on_top.comes_on_top(line.id, scaled, scheme)):
            what = f"It scales “{scaled}” down, and only the smaller figure goes on."
            cure = (
                "Take it out. What comes on top of the whole is added to it in one `sum`, and help at a lower price "
                "has a rate of its own. If it has another reason than how much money there is, such as prices of "
                "another year, say it in `about_the_person:`; if nobody has a right to this sum, say why in "
                "`discretionary:` at the top."
            )
            part = operation.share.figure if isinstance(operation, Percentage) else None
            if part is not None and 1 < part < TIMES and decimals(part):
                meant = f"Where {part} times it is meant, write {plain(part * WHOLE)}: a share is in per cent."
                cure = f"{meant} Otherwise t{cure[1:]}"
            yield _complaint("supply-scaling", line, what, cure)


def _only_held_against(line_id: str, scheme: Scheme) -> bool:
    """Whether figures are only held against a line, such as a limit above which a person looks: it is nobody's sum."""
    users = [line.operation for line in scheme.lines if line_id in line.lines_used]
    against = all(isinstance(one, Limit) and Term(line=line_id) not in one.can_become for one in users)
    return bool(users) and against and all(result.line != line_id for result in scheme.results)


def support_off_money(scheme: Scheme) -> Iterator[Complaint]:
    """Help by family is taken from a need in points or hours, never from money: prices are not need."""
    for line in scheme.lines:
        if isinstance(line.operation, Support | SupportByAnswer):
            unit = scheme.known.units.get(line.operation.line.line or "")
            if unit is not None and unit.is_money:
                cure = "Take it off the points or hours of that need."
                yield _complaint("support-off-money", line, f"It takes help by family off {unit}.", cure)


def kind_of_person(scheme: Scheme) -> Iterator[Complaint]:
    """The same need gives the same sum whatever a person's age or client group, but for prices of the market."""
    if scheme.people is People.CHILDREN:
        return
    kinds = person.asks_who(scheme)
    for line in scheme.lines:
        found = sorted(person.that_change_sums(line, scheme) & kinds.keys())
        if found and not line.market_reason:
            what = f"It looks at “{found[0]}”: who somebody is, not what they need ({kinds[found[0]]})."
            cure = (
                "Take it out; or, if the same help costs more on the market, say so in `market_reason:`. "
                "If it asks what somebody needs, write `about: need` at its input."
            )
            if isinstance(line.operation, Since):
                cure += " An age below which a person decides wants no reason: use it only in rows with `a-person`."
            yield _complaint("kind-of-person", line, what, cure)


def rise_held_back(scheme: Scheme) -> Iterator[Complaint]:
    """Protection slows a fall; a rise in what an adult needs is met at once."""
    for line in scheme.lines:
        way = line.operation.way if isinstance(line.operation, Protect) else None
        if scheme.people is People.ADULTS and isinstance(way, ByYear) and way.rises_too and not scheme.discretionary:
            cure = "Take out `rises_too: true`."
            yield _complaint("rise-held-back", line, "It gives an adult less than what they need, for years.", cure)


def other_money(scheme: Scheme) -> Iterator[Complaint]:
    """Money of somebody else is listed apart: it neither leads the page nor is added to what leads it."""
    apart = {result.line: result for result in scheme.results if result.paid_by}
    for result in apart.values():
        if result.headline:
            mark = scheme.result_marks[result.id]
            what, cure = "Money of somebody else leads the page.", "Let the council's own sum lead it."
            yield Complaint("other-money-counted", mark.file, mark.line, "results", what, cure)
    others = apart.keys() | _made_of(apart, scheme)
    for line in scheme.lines:
        if isinstance(line.operation, Combine) and line.operation.take is Take.SUM:
            added = [term.line for term in line.operation.terms if term.line in others]
            counted = line.id in scheme.behind_headline if scheme.has_headline else False
            if added and counted:
                what = f"It adds “{added[0]}”, which somebody else pays, to the council's sum."
                yield _complaint("other-money-counted", line, what, "Take it out of the sum: it is listed apart.")


def _made_of(apart: Mapping[str, Result], scheme: Scheme) -> set[str]:
    """The sums that are rounded or added up to somebody else's money; none where that is taken off the council's."""
    subtracted = {term.line for line in scheme.lines for term in _taken_off(line.operation)}
    wanted = [name for name in apart if name not in subtracted]
    found: set[str] = set()
    while wanted:
        operation = scheme.line(wanted.pop()).operation
        whole = isinstance(operation, Round) or (isinstance(operation, Combine) and operation.take is Take.SUM)
        lines = [term.line for term in operation.terms if term.line] if whole else []
        money = [one for one in lines if scheme.line(one).unit.is_money and one not in found]
        found.update(money)
        wanted += money
    return found


def rounded_against(scheme: Scheme) -> Iterator[Complaint]:
    """What is only taken off is not rounded for the person: that rounds up, and would take more from them."""
    taken = {term.line for line in scheme.lines for term in _taken_off(line.operation)}
    goes_on = {one for line in scheme.lines for one in line.lines_used if one not in _names(_taken_off(line.operation))}
    goes_on |= {result.line for result in scheme.results if not result.paid_by}
    for line in scheme.lines:
        rounding = line.operation.rounding if isinstance(line.operation, Round) else line.rounding
        for_them = rounding is not None and rounding.how is Direction.FOR_THE_PERSON
        if for_them and line.id in taken - goes_on:
            what = "It is rounded up for the person, but is taken off what they get."
            cure = "Write `how: down`; or `how: up`, if your policy says so."
            yield _complaint("rounded-against", line, what, cure)


def _taken_off(operation: Operation) -> tuple[Term, ...]:
    return operation.terms[1:] if isinstance(operation, Difference) else ()


def _names(terms: tuple[Term, ...]) -> set[str | None]:
    return {term.line for term in terms}


RULES: tuple[Rule, ...] = (
    hard_cap_on_adult,
    supply_scaling,
    support_off_money,
    kind_of_person,
    rise_held_back,
    other_money,
    rounded_against,
)
