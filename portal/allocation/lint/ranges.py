"""Owns the rule that bands and tables reach as far as what they are read by: no answer falls out of them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from portal.allocation.operations import (
    Amount,
    Bands,
    Combine,
    Difference,
    Divide,
    Multiply,
    Operation,
    Percentage,
    Quantity,
    ReadTable,
    Round,
    Score,
    ScoreEach,
    Support,
    SupportByAnswer,
)
from portal.allocation.operations.answers import Take
from portal.allocation.parts import Beyond, Term
from portal.allocation.scheme import Scheme, SchemeLine
from portal.files import Complaint, Mark
from portal.money import EXACT, Rounding

NOUGHT = Decimal(0)
WHOLE = Decimal(1)
HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Range:
    """The least and the greatest figure that answers can surely give; None where that is not known."""

    least: Decimal | None = None
    greatest: Decimal | None = None
    questions: frozenset[str] = frozenset()

    def rounded(self, rounding: Rounding | None) -> "Range":
        """The range once its ends are rounded."""
        if rounding is None:
            return self
        least, greatest = (None if end is None else rounding.apply(end) for end in (self.least, self.greatest))
        return Range(least, greatest, self.questions)

    @property
    def above_nought(self) -> "Range":
        """The range with those ends alone that are not below nought."""
        least, greatest = (None if end is None or end < NOUGHT else end for end in (self.least, self.greatest))
        return Range(least, greatest, self.questions)


UNKNOWN = Range()


def divided_by_nought(scheme: Scheme) -> Iterator[Complaint]:
    """Nothing is divided by a line that answers can surely make nought, unless that case is left out."""
    for line in scheme.lines:
        if isinstance(line.operation, Divide) and line.operation.by.line and _always(Term(line=line.id), scheme):
            found = range_of(line.operation.by, scheme)
            if found.least is not None and found.least <= NOUGHT:
                what = f"Answers can make “{line.operation.by.line}” nought, and nothing is divided by nought."
                cure = "Let the answer begin above nought, or say on the line when it counts: `only_when_figure:`."
                yield Complaint("divided-by-nought", line.mark.file, line.mark.line, f"line “{line.id}”", what, cure)


def outside(scheme: Scheme) -> Iterator[Complaint]:
    """Each figure that answers can give lies in a band, and in a table that does not say what is beyond it."""
    for line in scheme.lines:
        operation = line.operation
        if isinstance(operation, Bands) and operation.rows:
            found = _where_it_applies(line, operation.line, scheme)
            low, high = operation.rows[0], operation.rows[-1]
            if found.least is not None and found.least < low.at:
                yield _below(line, found.least, low.at, low.mark)
            if found.greatest is not None and found.greatest >= high.at and not high.holds(found.greatest):
                cure = "Leave the last band open, or add one; what your policy leaves out has `figure: a-person`."
                yield _above(line, found.greatest, high.mark, cure)
        elif isinstance(operation, ReadTable):
            found = _where_it_applies(line, operation.line, scheme)
            for version in operation.table.versions:
                rows = version.rows
                if rows and found.least is not None and found.least < rows[0].at:
                    yield _below(line, found.least, rows[0].at, rows[0].mark)
                last = rows[-1].at if rows and operation.table.beyond is Beyond.REFUSE else None
                if last is not None and found.greatest is not None and found.greatest > last:
                    cure = "Add rows, or say `beyond: stays` or `beyond: to-a-person`."
                    yield _above(line, found.greatest, rows[-1].mark, cure)


def _where_it_applies(line: SchemeLine, read: Term, scheme: Scheme) -> Range:
    """The range of what a line reads, without what its own conditions leave out."""
    found, test = range_of(read, scheme), line.only_when_figure
    if line.only_when is not None and line.only_when.questions & found.questions:
        return UNKNOWN
    if test is None:
        return found
    if test.line != read.line:
        near = test.line in scheme.behind(read.line or "") or read.line in scheme.behind(test.line)
        return UNKNOWN if near else found
    least, greatest = found.least, found.greatest
    if least is not None and not test.holds(least):
        least = test.at_least
    if greatest is not None and not test.holds(greatest):
        greatest = test.at_most
    return Range(least, greatest, found.questions)


def _below(line: SchemeLine, least: Decimal, begins: Decimal, mark: Mark) -> Complaint:
    what = f"Answers can give {least}, and it begins at {begins}."
    cure = "Begin where the answers begin; below a budget write `figure: no-budget`."
    return Complaint("figure-in-no-band", mark.file, mark.line, f"line “{line.id}”", what, cure)


def _above(line: SchemeLine, greatest: Decimal, mark: Mark, cure: str) -> Complaint:
    what = f"Answers can give {greatest}, which is above its end."
    return Complaint("figure-in-no-band", mark.file, mark.line, f"line “{line.id}”", what, cure)


def range_of(term: Term, scheme: Scheme) -> Range:
    """What a term can surely be, whatever else is answered."""
    if term.figure is not None:
        return Range(term.figure, term.figure)
    line = next((line for line in scheme.lines if line.id == term.line), None)
    if line is None:
        return UNKNOWN
    if isinstance(line.operation, Divide):
        return _divided(line.operation, line.rounding, scheme)
    made = RANGES.get(type(line.operation))
    return made(line.operation, scheme).rounded(line.rounding) if made else UNKNOWN


def _quantity(operation: Quantity, scheme: Scheme) -> Range:
    asked = next((one for one in scheme.inputs if one.id == operation.question), None)
    limits = [(operation.at_least, operation.at_most), *([(asked.at_least, asked.at_most)] if asked else [])]
    least = [one for one, _ in limits if one is not None]
    most = [one for _, one in limits if one is not None]
    return Range(max(least, default=None), min(most, default=None), frozenset({operation.question}))


def _score(operation: Score, _scheme: Scheme) -> Range:
    return _points(operation.points, operation.weight, 1, frozenset({operation.question}))


def _score_each(operation: ScoreEach, _scheme: Scheme) -> Range:
    times = len(operation.questions) if operation.take is Take.SUM else 1
    return _points(operation.points, operation.weight, times, frozenset(operation.questions))


def _points(
    points: Sequence[tuple[str, Decimal]], weight: Decimal | None, times: int, questions: frozenset[str]
) -> Range:
    figures = [EXACT.multiply(EXACT.multiply(one, weight or Decimal(1)), Decimal(times)) for _, one in points]
    return Range(min(figures, default=None), max(figures, default=None), questions)


def _combine(operation: Combine, scheme: Scheme) -> Range:
    if operation.how_many is not None:
        return UNKNOWN
    parts = [range_of(term, scheme) for term in operation.terms]
    always = [_always(term, scheme) for term in operation.terms]
    questions = [name for part in parts for name in part.questions]
    if len(questions) != len(set(questions)) or not all(always):
        return UNKNOWN
    least, most = [part.least for part in parts], [part.greatest for part in parts]
    return Range(_taken(operation.take, least), _taken(operation.take, most), frozenset(questions))


def _taken(take: Take, ends: Sequence[Decimal | None]) -> Decimal | None:
    known = [end for end in ends if end is not None]
    if not known or len(known) < len(ends):
        return None
    return sum(known, NOUGHT) if take is Take.SUM else max(known) if take is Take.GREATEST else min(known)


def _difference(operation: Difference, scheme: Scheme) -> Range:
    """The whole, where all that is taken off is help that need not be there."""
    whole, *others = operation.terms
    lines = [next((line for line in scheme.lines if line.id == term.line), None) for term in others]
    helps = all(line is not None and isinstance(line.operation, Support | SupportByAnswer) for line in lines)
    found = range_of(whole, scheme)
    return Range(None, found.greatest, found.questions) if helps and _always(whole, scheme) else UNKNOWN


def _multiply(operation: Multiply, scheme: Scheme) -> Range:
    return _times(range_of(operation.line, scheme), operation.by, scheme, WHOLE)


def _percentage(operation: Percentage, scheme: Scheme) -> Range:
    return _times(range_of(operation.line, scheme), operation.share, scheme, HUNDREDTH)


def _times(found: Range, by: Term, scheme: Scheme, unit: Decimal) -> Range:
    """A range times a stated figure or a rate: what it surely reaches, whichever day's figure counts."""
    found = found.above_nought
    figures = _figures(by, scheme)
    if not figures:
        return UNKNOWN
    low, high = (EXACT.multiply(figure, unit) for figure in (min(figures), max(figures)))
    least = None if found.least is None else EXACT.multiply(found.least, high)
    return Range(least, None if found.greatest is None else EXACT.multiply(found.greatest, low), found.questions)


def _divided(operation: Divide, rounding: Rounding | None, scheme: Scheme) -> Range:
    """A range divided by a stated figure or a rate, as its line rounds it."""
    found, figures = range_of(operation.line, scheme).above_nought, _figures(operation.by, scheme)
    if rounding is None or not figures or min(figures) == NOUGHT:
        return UNKNOWN
    least = None if found.least is None else rounding.apply_to_quotient(found.least, min(figures))
    greatest = None if found.greatest is None else rounding.apply_to_quotient(found.greatest, max(figures))
    return Range(least, greatest, found.questions)


def _figures(term: Term, scheme: Scheme) -> tuple[Decimal, ...]:
    """The figures that a term can be on some day, none of them below nought; none where that is not known."""
    rate = scheme.rates.get(term.rate or "")
    stated = () if term.figure is None else (term.figure,)
    figures = tuple(rate.figures) if rate is not None else stated
    return figures if all(figure >= NOUGHT for figure in figures) else ()


def _round(operation: Round, scheme: Scheme) -> Range:
    return range_of(operation.line, scheme).rounded(operation.rounding)


def _amount(operation: Amount, scheme: Scheme) -> Range:
    return range_of(operation.term, scheme)


def _always(term: Term, scheme: Scheme) -> bool:
    line = next((line for line in scheme.lines if line.id == term.line), None)
    return line is None or (line.only_when is None and line.only_when_figure is None)


RANGES: dict[type[Operation], Callable[..., Range]] = {
    Quantity: _quantity,
    Score: _score,
    ScoreEach: _score_each,
    Combine: _combine,
    Difference: _difference,
    Multiply: _multiply,
    Percentage: _percentage,
    Round: _round,
    Amount: _amount,
}
"""The operations whose ends are known for sure."""
