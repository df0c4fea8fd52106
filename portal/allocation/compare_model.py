"""Owns what a comparison of two results holds: causes, lines that differ, pieces of the change, mirror images."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from portal.allocation.model import Budget, Line, Refusal


class Cause(StrEnum):
    """Why a line's figure is another one."""

    ANSWER = "answer"  # another answer, or an answer on one side only
    POINTS = "points"  # the same answer gives another figure
    RATE = "rate"
    STATED = "stated"  # a figure that the scheme states: a weight, a share, a factor, a figure of a table
    EARLIER_LINE = "earlier-line"  # a knock-on: the line stands on one that changed
    USED = "used"  # the line stands on one that it did not stand on
    USED_NO_MORE = "used-no-more"
    COUNTS = "counts"  # its condition holds now
    COUNTS_NO_MORE = "counts-no-more"
    LINE_NEW = "line-new"  # the other version has no such line
    LINE_GONE = "line-gone"
    WORKED_OUT_NOW = "worked-out-now"  # on the other side it could not be: an answer or a price is missing there
    NOT_WORKED_OUT = "not-worked-out"
    LIMIT = "limit"  # a floor or cap holds on one side only
    ROUNDING = "rounding"
    WORKED_OUT = "worked-out"  # another operation, unit or rule of rounding
    BASIS = "basis"  # the budget starts from something else


MIRRORED: Mapping[Cause, Cause] = {
    Cause.USED: Cause.USED_NO_MORE,
    Cause.USED_NO_MORE: Cause.USED,
    Cause.COUNTS: Cause.COUNTS_NO_MORE,
    Cause.COUNTS_NO_MORE: Cause.COUNTS,
    Cause.LINE_NEW: Cause.LINE_GONE,
    Cause.LINE_GONE: Cause.LINE_NEW,
    Cause.WORKED_OUT_NOW: Cause.NOT_WORKED_OUT,
    Cause.NOT_WORKED_OUT: Cause.WORKED_OUT_NOW,
}


RANK: Mapping[Cause, int] = {cause: list(Cause).index(min(cause, MIRRORED.get(cause, cause))) for cause in Cause}
"""The order in which causes are told, the same from both sides."""


@dataclass(frozen=True, slots=True)
class Why:
    """One cause, and what it is about: a question (and place in a group), an earlier line or a rate.

    `before` and `after` are the values that went into the line, None where there was none or there were several.
    """

    cause: Cause
    question: str | None = None
    item: int | None = None
    line: str | None = None
    rate: str | None = None
    before: Decimal | None = None
    after: Decimal | None = None
    options_before: tuple[str, ...] = ()
    options_after: tuple[str, ...] = ()

    def mirrored(self) -> "Why":
        """The same cause, told from the other side."""
        return replace(
            self,
            cause=MIRRORED.get(self.cause, self.cause),
            before=self.after,
            after=self.before,
            options_before=self.options_after,
            options_after=self.options_before,
        )


@dataclass(frozen=True, slots=True)
class Sides:
    """All lines of both sides by their ids. `absent` is why a line is missing before, and why it is missing after.

    `one_scheme` says that both were worked out with the same version of the scheme, `one_day` on the same day.
    """

    before: Mapping[str, Line]
    after: Mapping[str, Line]
    absent: tuple[Cause, Cause] = (Cause.LINE_NEW, Cause.LINE_GONE)
    one_scheme: bool = False
    one_day: bool = False


@dataclass(frozen=True, slots=True)
class LineChange:
    """A line that differs. `change` is None where the two figures count different things."""

    id: str
    before: Line | None
    after: Line | None
    change: Decimal | None
    why: tuple[Why, ...]

    def mirrored(self) -> "LineChange":
        """The same difference, told from the other side."""
        change = None if self.change is None else -self.change
        return LineChange(self.id, self.after, self.before, change, mirror(self.why))

    @property
    def title_from(self) -> Line:
        """The line whose words to show: the later one where there are two."""
        found = self.after or self.before
        if found is None:
            raise ValueError(self.id)
        return found


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the headline's change that one line answers for, exactly; all pieces add up to the whole change.

    Where a line changed for several reasons at once they stand together in `why`: no share is made up for each.
    `line` is None where the change belongs to no single line.
    """

    line: str | None
    amount: Decimal
    why: tuple[Why, ...]

    def mirrored(self) -> "Piece":
        """The same piece, told from the other side."""
        return Piece(self.line, -self.amount, mirror(self.why))


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two results side by side. `change` is that of the headline, None unless both are budgets in one unit."""

    before: Budget | Refusal
    after: Budget | Refusal
    change: Decimal | None
    lines: tuple[LineChange, ...]
    pieces: tuple[Piece, ...]
    basis_changed: bool
    scheme_changed: bool

    def mirrored(self) -> "Comparison":
        """The same comparison, told from the other side."""
        return Comparison(
            self.after,
            self.before,
            None if self.change is None else -self.change,
            tuple(one.mirrored() for one in self.lines),
            tuple(one.mirrored() for one in self.pieces),
            self.basis_changed,
            self.scheme_changed,
        )

    @property
    def same(self) -> bool:
        """Whether nothing that a person is shown differs."""
        both_refused = isinstance(self.before, Refusal) and isinstance(self.after, Refusal)
        if both_refused or (isinstance(self.before, Budget) and isinstance(self.after, Budget)):
            return not self.lines and not self.basis_changed and (not both_refused or self.before == self.after)
        return False


def mirror(why: Sequence[Why]) -> tuple[Why, ...]:
    """Causes told from the other side, in the order in which they are always told."""
    return ordered(one.mirrored() for one in why)


def ordered(why: Iterable[Why]) -> tuple[Why, ...]:
    """Causes in one order, whichever side they are told from; each once."""

    def place(one: Why) -> tuple[int, str, int, str, str]:
        item = -1 if one.item is None else one.item
        return (RANK[one.cause], one.question or "", item, one.line or "", one.rate or "")

    return tuple(sorted(dict.fromkeys(why), key=place))


def in_order(before: Sequence[Line], after: Sequence[Line]) -> dict[str, tuple[int, int, str]]:
    """The place of each line of two results, the same from both sides, as near to the scheme's order as can be."""
    places = [{line.id: number for number, line in enumerate(lines)} for lines in (before, after)]
    found = {each: [numbers[each] for numbers in places if each in numbers] for each in {**places[0], **places[1]}}
    return {each: (min(numbers), sum(numbers), each) for each, numbers in found.items()}


def basis_of(found: Budget | Refusal) -> str | None:
    """What a budget started from, None where that was not decided."""
    return found.basis.id if isinstance(found, Budget) and found.basis else None
