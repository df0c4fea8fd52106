"""Owns telling whether a share comes on top of what it is a share of, such as what an employer pays on a wage."""

from collections.abc import Iterator

from portal.allocation.lint import shares
from portal.allocation.operations import Combine, Convert, Difference, Limit, Multiply, Operation, Percentage, Round
from portal.allocation.operations.answers import Take
from portal.allocation.scheme import Scheme


def comes_on_top(share: str, base: str, scheme: Scheme) -> bool:
    """Whether a share and the whole that its base came from go on side by side: in one sum, or as two results."""
    origin = _origin(base, scheme)
    beside = [
        [term.line for term in line.operation.terms if term.line] for line in scheme.lines if _adds(line.operation)
    ]
    beside.append([result.line for result in scheme.results])
    for added in beside:
        without = [one for one in added if share not in _made_of(one, scheme)]
        carried = {line for one in without for line in _made_of(one, scheme)}
        if len(without) < len(added) and any(_is_carried(one, carried, scheme) for one in origin):
            return True
    return False


def _adds(operation: Operation) -> bool:
    return isinstance(operation, Combine) and operation.take is Take.SUM


def _origin(line_id: str, scheme: Scheme) -> list[str]:
    """The line and those that it came from one by one: less a stated figure, held above nought, rounded, a share."""
    found: list[str] = []
    while line_id and line_id not in found:
        found.append(line_id)
        operation = shares.of_line(line_id, scheme)
        lines = [term.line for term in operation.terms if term.line] if operation else []
        one_by_one = isinstance(operation, Combine | Convert | Difference | Limit | Multiply | Percentage | Round)
        line_id = lines[0] if one_by_one and len(lines) == 1 else ""
    return found


def _made_of(line_id: str, scheme: Scheme) -> frozenset[str]:
    """The line and all that its figure is made of; what is only held against it or taken off it is none of that."""
    wanted = {line_id}
    for line in reversed(scheme.lines):
        if line.id in wanted:
            wanted.update(_parts(line.operation))
    return frozenset(wanted)


def _parts(operation: Operation) -> Iterator[str]:
    first_alone = isinstance(operation, Difference | Limit)
    yield from (term.line for term in operation.terms[: 1 if first_alone else None] if term.line)


def _is_carried(line_id: str, carried: set[str], scheme: Scheme) -> bool:
    """Whether a line goes on: itself, or all that was added up in it."""
    operation = shares.of_line(line_id, scheme)
    if line_id in carried or operation is None or not _adds(operation):
        return line_id in carried
    return all(_is_carried(term.line or "", carried, scheme) for term in operation.terms)
