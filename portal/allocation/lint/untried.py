"""Owns what the worked examples of a scheme leave untried: options, bands, rows, choices by a figure, and limits."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from portal.allocation.calculate import calculate
from portal.allocation.examples import Example
from portal.allocation.model import Line, Outcome
from portal.allocation.operations import Bands, Choose, Limit, Operation, ReadTable
from portal.allocation.parts import Term
from portal.allocation.scheme import Scheme
from portal.allocation.work import CannotSay, Unknown, Work
from portal.answers import Facts

MOST_NAMED = 8


def said_of_examples(versions: Sequence[Scheme], examples: Sequence[Example]) -> Iterator[str]:
    """One sentence about what is not tried of a scheme, given in all its versions, oldest first; none where all is."""
    name = versions[-1].id
    names = untried(versions, examples)
    if not examples:
        yield f"“{name}” has no worked example, so nothing shows that it gives what your policy means."
    elif names:
        yield f"No worked example of “{name}” tries: {listed(names)}."


def listed(names: Sequence[str]) -> str:
    """The first of the names, and how many more there are."""
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f", and {more} more" if more > 0 else "")


def untried(versions: Sequence[Scheme], examples: Iterable[Example]) -> tuple[str, ...]:
    """What of the last version no example comes to, by the names that stand in its file, each once."""
    left = dict.fromkeys([*_options(versions[-1]), *_rows(versions[-1])])
    for example in examples:
        scheme = next((one for one in reversed(versions) if one.in_effect(example.day)), None)
        for name in (*_answered(example.facts), *(_reached(scheme, example) if scheme else ())):
            left.pop(name, None)
    return tuple(left)


def _options(scheme: Scheme) -> Iterator[str]:
    for one in scheme.inputs:
        if one.kind in {"choice", "choices"}:
            yield from (f"{one.id}={option}" for option in one.options)


def _answered(facts: Facts) -> Iterator[str]:
    """The options that are answered, those in a group too."""
    for name, answer in facts.items():
        if isinstance(answer, str):
            yield f"{name}={answer}"
        elif isinstance(answer, tuple):
            for one in answer:
                yield from _answered(one) if isinstance(one, Mapping) else [f"{name}={one}"]


def _rows(scheme: Scheme) -> Iterator[str]:
    for line in scheme.lines:
        match line.operation:
            case Bands(rows=bands):
                yield from (_band(line.id, band.at) for band in bands)
            case ReadTable(table=table):
                yield from (_row(table.id, row.at) for version in table.versions for row in version.rows)
            case Choose(rows=rows):
                yield from (_choice(line.id, place) for place, row in enumerate(rows) if row.when_figure)
            case Limit(at_least=floor, at_most=cap):
                yield from (_floor(line.id),) if floor is not None else ()
                yield from (_cap(line.id),) if cap is not None else ()
            case _:
                continue


def _floor(line: str) -> str:
    return f"a figure below the floor of “{line}”"


def _cap(line: str) -> str:
    return f"a figure above the cap of “{line}”"


def _band(line: str, at: Decimal) -> str:
    return f"the band of “{line}” from {at}"


def _row(table: str, at: Decimal) -> str:
    return f"the row of “{table}” at {at}"


def _choice(line: str, place: int) -> str:
    return f"row {place + 1} of “{line}”"


def _reached(scheme: Scheme, example: Example) -> Iterator[str]:
    """The bands and rows that an example comes to. A line whose row gives no figure is not among those worked out."""
    lines = {line.id: line for line in calculate(scheme, example.facts, example.day).lines}
    for declared in scheme.lines:
        made = lines.get(declared.id)
        if made is None or made.applies:
            yield from _reached_by(declared.id, declared.operation, example, scheme, lines)


def _reached_by(
    line_id: str, operation: Operation, example: Example, scheme: Scheme, lines: Mapping[str, Line]
) -> Iterator[str]:
    match operation:
        case Bands(line=Term(line=str(read)), rows=bands) if read in lines and lines[read].applies:
            yield from (_band(line_id, band.at) for band in bands if band.holds(lines[read].figure))
        case ReadTable(line=Term(line=str(read)), table=table) if read in lines and lines[read].applies:
            version = table.on(example.day)
            below = [row.at for row in version.rows if row.at <= lines[read].figure] if version else []
            yield from (_row(table.id, at) for at in below[-1:])
        case Choose(rows=rows):
            work = Work(example.facts, example.day, scheme.rates, lines=dict(lines))
            try:
                taken = next((place for place, row in enumerate(rows) if row.holds(work)), None)
            except (CannotSay, Unknown):
                return
            if taken is not None:
                yield _choice(line_id, taken)
        case Limit() if line_id in lines:
            if lines[line_id].outcome in {Outcome.RAISED, Outcome.NO_BUDGET}:
                yield _floor(line_id)
            if lines[line_id].outcome in {Outcome.LOWERED, Outcome.TO_A_PERSON}:
                yield _cap(line_id)
        case _:
            return
