"""Owns the rules about words of a scheme that cannot be meant together, each of them right by itself."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from portal.allocation.lint import shares
from portal.allocation.lint.figures import Dated
from portal.allocation.operations import Divide, Limit
from portal.allocation.parts import Term
from portal.allocation.scheme import Scheme
from portal.files import Complaint
from portal.money import Unit

MOST_YEARS = 20
KEEP_ONE = "Take the whole out where each pays a share, or the share where one person has it all."
Rule = Callable[[Scheme], Iterator[Complaint]]


def cut_off_nowhere(scheme: Scheme) -> Iterator[Complaint]:
    """Only what has a cap is cut off: `hard` says nothing about a floor."""
    for line in scheme.lines:
        if isinstance(line.operation, Limit) and line.operation.hard and line.operation.at_most is None:
            what = "`hard: true` cuts off what is above `at_most`, and there is no `at_most`."
            cure = "Write `at_most:` in place of `at_least:`, or take `hard` out."
            yield Complaint("no-limit", line.mark.file, line.mark.line, f"line “{line.id}”", what, cure)


def whole_beside_share(scheme: Scheme) -> Iterator[Complaint]:
    """What is divided by how many people share it is not added beside that share."""
    told: list[tuple[str, str]] = []
    for line in scheme.lines:
        added = shares.addends(line.id, scheme)
        pairs = [(whole, share) for share in added for whole in _shared(share, scheme) if whole in added]
        for whole, share in (one for one in pairs if one not in told):
            what = f"It adds “{whole}”, and “{share}” as well, which is a part of it for each person."
            yield Complaint("counted-twice", line.mark.file, line.mark.line, f"line “{line.id}”", what, KEEP_ONE)
        told += pairs


def _shared(line_id: str, scheme: Scheme) -> Iterator[str]:
    """The line that this one divides by a number of people, where it does."""
    match shares.of_line(line_id, scheme):
        case Divide(line=Term(line=str(whole)), by=by) if scheme.known.unit_of(by) is Unit.PEOPLE:
            yield whole


def distant_days(scheme: Scheme) -> Iterator[Complaint]:
    """No figure holds for twenty years until the next one begins: in such a day two digits were changed."""
    dated: list[tuple[str, Sequence[Dated]]] = [(f"rate “{one.id}”", one.values) for one in scheme.rates.values()]
    dated += [(f"table “{one.id}”", one.versions) for one in scheme.tables.values()]
    for where, values in dated:
        for before, after in pairwise(values):
            since = max(before.starts, scheme.starts)
            if after.starts.year - since.year > MOST_YEARS and after.starts < date.max:
                what = f"It begins on {after.starts}, and the figure before it on {before.starts}."
                cure = f"Correct the year; where it is right, write it down nearer to {after.starts.year}."
                yield Complaint("distant-day", after.mark.file, after.mark.line, where, what, cure)


RULES: tuple[Rule, ...] = (cut_off_nowhere, whole_beside_share, distant_days)
