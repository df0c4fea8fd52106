"""Owns the rules about words of a scheme that cannot be meant together, each of them right by itself."""

from collections.abc import Callable, Iterator

from portal.allocation.operations import Limit
from portal.allocation.scheme import Scheme
from portal.files import Complaint

Rule = Callable[[Scheme], Iterator[Complaint]]


def cut_off_nowhere(scheme: Scheme) -> Iterator[Complaint]:
    """Only what has a cap is cut off: `hard` says nothing about a floor."""
    for line in scheme.lines:
        if isinstance(line.operation, Limit) and line.operation.hard and line.operation.at_most is None:
            what = "`hard: true` cuts off what is above `at_most`, and there is no `at_most`."
            cure = "Write `at_most:` in place of `at_least:`, or take `hard` out."
            yield Complaint("no-limit", line.mark.file, line.mark.line, f"line “{line.id}”", what, cure)


RULES: tuple[Rule, ...] = (cut_off_nowhere,)
