"""Owns telling whether a line is a share of another, or was added up in it: what may be taken off for certain."""

from collections.abc import Sequence
from decimal import Decimal

from portal.allocation.operations import (
    Choose,
    Combine,
    Difference,
    Limit,
    Multiply,
    Operation,
    Percentage,
    Quantity,
    Score,
    Support,
    SupportByAnswer,
    Unread,
)
from portal.allocation.operations.answers import Take
from portal.allocation.parts import Term
from portal.allocation.scheme import Scheme
from portal.money import EXACT, Direction, decimals

WHOLE = Decimal(100)  # per cent


def takes_shares_only(operation: Difference, scheme: Scheme) -> bool:
    """Whether all that is taken away are shares of what it is taken from, and no more than all: never below nought."""
    whole, *others = (term.line or "" for term in operation.terms)
    added = addends(whole, scheme)
    if len(others) == 1 and is_lower_tier(of_line(whole, scheme), of_line(others[0], scheme)):
        return True
    shared = [base for other in others for base in (bases_of(other, scheme, added) if other else [None])]
    nested = any(one in addends(other or "", scheme)[1:] for one in shared for other in shared)
    again = {one for one in shared if shared.count(one) > 1}
    once = all(_no_more_than_all(one or "", others, scheme) for one in again)
    return None not in shared and once and set(shared) <= set(added) and not nested


def _no_more_than_all(base: str, others: Sequence[str], scheme: Scheme) -> bool:
    """Whether stated shares of one line, none of them rounded up, are together no more than all of it."""
    of_base = [line for line in scheme.lines if line.id in others and bases_of(line.id, scheme, [base]) == [base]]
    each = [stated_share(line.operation, scheme) for line in of_base]
    exact = all(line.rounding is None or line.rounding.how is Direction.DOWN for line in of_base)
    direct = all(
        base not in bases_of(other, scheme, [base]) or other in {line.id for line in of_base} for other in others
    )
    return exact and direct and None not in each and sum(one for one in each if one is not None) <= WHOLE


def stated_share(operation: Operation, scheme: Scheme) -> Decimal | None:
    """The greatest share of a line, in per cent, where it is a figure or a rate that is a plain number."""
    if not isinstance(operation, Multiply | Percentage) or operation.terms[0].line is None:
        return None
    share = operation.terms[1]
    rate = scheme.rates.get(share.rate or "")
    figures = (
        [share.figure] if share.figure is not None else rate.figures if rate is not None and rate.per is None else ()
    )
    if not figures or min(figures) < 0:
        return None
    return max(figures) if isinstance(operation, Percentage) else EXACT.multiply(max(figures), WHOLE)


def is_lower_tier(whole: Operation | None, other: Operation | None) -> bool:
    """Whether both are the least of one line and a stated figure, and the other's figure is no greater."""
    match whole, other:
        case (
            Combine(take=Take.LEAST, terms=(Term(line=str(one)), Term(figure=Decimal() as most)), how_many=None),
            Combine(take=Take.LEAST, terms=(Term(line=str(two)), Term(figure=Decimal() as less)), how_many=None),
        ):
            return one == two and less <= most
        case _:
            return False


def of_line(line_id: str, scheme: Scheme) -> Operation | None:
    """The operation of a line, None where there is no such line."""
    return next((line.operation for line in scheme.lines if line.id == line_id), None)


def bases_of(line_id: str, scheme: Scheme, wanted: Sequence[str]) -> list[str | None]:
    """The lines that this one is a share of, or no more than; None among them where it is something else.

    Of several lines that it is no more than, it is one of those wanted.
    """
    operation = of_line(line_id, scheme)
    match operation:
        case Support(line=Term(line=base)) | SupportByAnswer(line=Term(line=base)):
            return [base]
        case Unread() | None:
            return []
        case Percentage(line=Term(line=base), share=Term(figure=share)) if share is not None and 0 <= share <= WHOLE:
            return [base]
        case Percentage() | Multiply() if (share := stated_share(operation, scheme)) is not None and share <= WHOLE:
            base = operation.line.line
            return [None if _rounded_to_more(line_id, base or "", scheme) else base]
        case Percentage(line=Term(line=base), share=Term(line=str(share))) if _is_part(of_line(share, scheme)):
            return [None if _rounded_to_more(line_id, base or "", scheme) else base]
        case Limit(line=Term(line=base), at_least=None, hard=True):
            return [base]
        case Combine(take=Take.LEAST, terms=terms, how_many=None):
            lines = [term.line for term in terms if term.line]
            return [next((line for line in lines if line in wanted), lines[0] if lines else None)]
        case Combine(take=Take.SUM, terms=terms):
            return [base for term in terms for base in (bases_of(term.line, scheme, wanted) if term.line else [None])]
        case _:
            return [None]


def beside_base(line_id: str, scheme: Scheme, wanted: Sequence[str]) -> list[str]:
    """The lines that make a share greater, beside what it is a share of; `wanted` as in `bases_of`."""
    match of_line(line_id, scheme):
        case Percentage(share=Term(line=str(other))) | Limit(at_most=Term(line=str(other))):
            return [other]
        case Combine(take=Take.LEAST, terms=terms):
            base = bases_of(line_id, scheme, wanted)
            return [term.line for term in terms if term.line and term.line not in base]
        case Combine(take=Take.SUM, terms=terms):
            return [one for term in terms for one in beside_base(term.line or "", scheme, wanted)]
        case _:
            return []


def _is_part(share: Operation | None) -> bool:
    match share:
        case Quantity(at_least=least, at_most=Decimal() as most):  # from nought on unless it says otherwise
            return (least is None or least >= 0) and most <= WHOLE
        case Choose(rows=rows):
            figures = [row.term.figure for row in rows if row.term is not None]
            return all(figure is not None and 0 <= figure <= WHOLE for figure in figures)
        case Score(weight=None, instead=instead):
            return all(0 <= figure <= WHOLE for figure in (*(each for _, each in share.points), *instead.figures))
        case _:
            return False


def _rounded_to_more(share: str, whole: str, scheme: Scheme) -> bool:
    """Whether a share of all of it can be rounded to more than the whole, which is finer than the rounding."""
    rounding = next(line.rounding for line in scheme.lines if line.id == share)
    if rounding is None or rounding.how is Direction.DOWN:
        return False
    places = scheme.known.places_of(Term(line=whole))
    return places is None or places > decimals(rounding.to) or rounding.to != Decimal(1).scaleb(-decimals(rounding.to))


def addends(line_id: str, scheme: Scheme) -> list[str]:
    """The line and, where it is a sum, all that was added up in it."""
    operation = of_line(line_id, scheme)
    if isinstance(operation, Combine) and operation.take is Take.SUM:
        return [line_id, *(one for term in operation.terms for one in addends(term.line or "", scheme))]
    return [line_id]
