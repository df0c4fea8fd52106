"""Owns the rules about words of a scheme that cannot be meant together, each of them right by itself."""

from collections.abc import Callable, Iterator

from portal.allocation import lint_shares
from portal.allocation.operations import Divide, Limit
from portal.allocation.parts import Term
from portal.allocation.scheme import Scheme
from portal.files import Complaint
from portal.money import Unit

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
        added = lint_shares.addends(line.id, scheme)
        pairs = [(whole, share) for share in added for whole in _shared(share, scheme) if whole in added]
        for whole, share in (one for one in pairs if one not in told):
            what = f"It adds “{whole}”, and “{share}” as well, which is a part of it for each person."
            yield Complaint("counted-twice", line.mark.file, line.mark.line, f"line “{line.id}”", what, KEEP_ONE)
        told += pairs


def _shared(line_id: str, scheme: Scheme) -> Iterator[str]:
    """The line that this one divides by a number of people, where it does."""
    match lint_shares.of_line(line_id, scheme):
        case Divide(line=Term(line=str(whole)), by=by) if scheme.known.unit_of(by) is Unit.PEOPLE:
            yield whole


RULES: tuple[Rule, ...] = (cut_off_nowhere, whole_beside_share)
