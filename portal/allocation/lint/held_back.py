"""Owns telling which line another only makes smaller by a stated share: as a share, less one, or divided."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from portal.allocation.lint.figures import WHOLE, can_be_below_whole
from portal.allocation.operations import Difference, Divide, Multiply, Percentage
from portal.allocation.parts import Term
from portal.allocation.scheme import Scheme, SchemeLine

TWICE = Decimal(2)  # divided by so much, or more, it is shared out or an average


def scaled_down(line: SchemeLine, used: Mapping[str, int], scheme: Scheme) -> str | None:
    """The line that it is so much less of, where nothing else goes on from that; None where it is none."""
    match line.operation:
        case Multiply() | Percentage():
            scaled = line.operation.terms[0].line or ""
            return scaled if used[scaled] == 1 and can_be_below_whole(line.operation, scheme) else None
        case Divide(line=Term(line=str(scaled)), by=by):
            return scaled if used[scaled] == 1 and _makes_less(by, scheme) else None
        case Difference(terms=(Term(line=str(scaled)), *taken)):
            shares = [one for term in taken for one in scheme.lines if one.id == term.line and used[one.id] == 1]
            alone = len(shares) == len(taken) and used[scaled] == len(taken) + 1
            return scaled if alone and all(_is_share(one, scaled, scheme) for one in shares) else None
        case _:
            return None


def _makes_less(by: Term, scheme: Scheme) -> bool:
    """Whether a plain number, such as an index of prices, is a little more than one."""
    return any(1 < figure < TWICE for figure in _figures(by, scheme))


def _is_share(line: SchemeLine, whole: str, scheme: Scheme) -> bool:
    """Whether a line is always a stated share of another, whoever is asked, and no more than all of it."""
    operation = line.operation
    always = line.only_when is None and line.only_when_figure is None and not line.about_the_person
    if not always or not isinstance(operation, Multiply | Percentage) or operation.terms[0].line != whole:
        return False
    most = WHOLE if isinstance(operation, Percentage) else Decimal(1)
    return any(0 < figure < most for figure in _figures(operation.terms[1], scheme))


def _figures(term: Term, scheme: Scheme) -> Sequence[Decimal]:
    """The figures of a plain number: one that is stated, or a rate that is no price for each of anything."""
    rate = scheme.rates.get(term.rate or "")
    if rate is not None:
        return rate.figures if rate.per is None else ()
    return () if term.figure is None else (term.figure,)
