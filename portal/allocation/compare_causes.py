"""Owns why one line of a budget differs from the same line of another: its answers, its price, what it stands on."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from portal.allocation.compare_model import Cause, Sides, Why, ordered
from portal.allocation.model import How, Line, Operand


def causes(line: str, sides: Sides) -> tuple[Why, ...]:
    """Why the line of this id differs from one side to the other."""
    before, after = sides.before.get(line), sides.after.get(line)
    if before is None:
        return (Why(sides.absent[0]),)
    if after is None:
        return (Why(sides.absent[1]),)
    if before.applies is not after.applies:
        return ordered(_standing(before, after, sides.before, sides.after))
    why = ordered(_each_cause(before, after, sides.before, sides.after))
    moved = any(one.cause is Cause.EARLIER_LINE for one in why)
    if moved and looked_up(before) and looked_up(after) and _is_one_table(before, sides):
        return tuple(one for one in why if one.cause not in (Cause.STATED, Cause.LIMIT))  # another row, and no more
    return why


def _is_one_table(line: Line, sides: Sides) -> bool:
    """Whether both sides read the same rows; those of a table may have a first day, those of bands have none."""
    return sides.one_scheme and (sides.one_day or line.operation == "bands")


def roots(line: str, sides: Sides) -> tuple[Why, ...]:
    """Why a line differs, told by what it comes from: each earlier line it stands on by that line's own causes."""
    found: list[Why] = []
    waiting, seen = [line], {line}
    while waiting:
        at = waiting.pop()
        for one in causes(at, sides):
            if not (one.question or one.line or one.rate):
                found.append(replace(one, line=at))
            elif one.cause is not Cause.EARLIER_LINE:
                found.append(one)
            elif one.line and one.line not in seen:
                seen.add(one.line)
                waiting.append(one.line)
    return ordered(found)


def looked_up(line: Line) -> bool:
    """Whether the figure was found by an earlier line rather than made from it."""
    by = {one.line for one in line.operands if one.how is How.COMPARED and one.line}
    return bool(by) and not any(one.line for one in line.operands if one.how is not How.COMPARED)


def _standing(before: Line, after: Line, old: Mapping[str, Line], new: Mapping[str, Line]) -> Iterator[Why]:
    """Why a line counts on one side only: an earlier line does, its own condition, or the answers it counts."""
    cause = Cause.COUNTS if after.applies else Cause.COUNTS_NO_MORE
    here, there = (after, old) if after.applies else (before, new)
    used = dict.fromkeys(one.line for one in here.operands if one.line)
    stopped = [line for line in used if line not in there or not there[line].applies]
    asked = dict.fromkeys((one.question, one.item) for one in here.operands if one.question)
    if stopped:
        yield from (Why(cause, line=line) for line in stopped)
    elif here.hangs_on:
        yield from (Why(cause, question=question) for question in here.hangs_on)
    elif asked:
        yield from (Why(cause, question=question, item=item) for question, item in asked)
    else:
        yield Why(cause)


def _each_cause(before: Line, after: Line, old: Mapping[str, Line], new: Mapping[str, Line]) -> Iterator[Why]:
    if (before.operation, before.unit, before.rounding) != (after.operation, after.unit, after.rounding):
        yield Why(Cause.WORKED_OUT)
    yield from _answers(_by(before, _asked), _by(after, _asked))
    yield from _earlier(_by(before, _line), _by(after, _line), old, new)
    yield from _rates(_by(before, _rate), _by(after, _rate))
    stated = [tuple((one.how, one.value) for one in line.operands if _is_stated(one)) for line in (before, after)]
    if before.outcome is not after.outcome:
        yield Why(Cause.LIMIT)
    elif stated[0] != stated[1]:
        was, now = _values(*stated)
        yield Why(Cause.STATED, before=was, after=now)


Stated = tuple[tuple[How, Decimal], ...]


def _values(before: Stated, after: Stated) -> tuple[Decimal | None, Decimal | None]:
    """The two values where one stated figure became another."""
    pairs = [(was[1], now[1]) for was, now in zip(before, after, strict=False) if was != now]
    return pairs[0] if len(pairs) == 1 and len(before) == len(after) else (None, None)


Found = Mapping[object, list[Operand]]


def _by(line: Line, key: Callable[[Operand], object]) -> Found:
    found: dict[object, list[Operand]] = {}
    for one in line.operands:
        name = key(one)
        if name is not None:
            found.setdefault(name, []).append(one)
    return found


def _asked(one: Operand) -> object:
    return (one.question, one.item) if one.question else None


def _line(one: Operand) -> object:
    return one.line


def _rate(one: Operand) -> object:
    return one.rate


def _is_stated(one: Operand) -> bool:
    return not (one.question or one.line or one.rate)


def _answers(before: Found, after: Found) -> Iterator[Why]:
    for key in dict.fromkeys([*before, *after]):
        was, now = before.get(key, []), after.get(key, [])
        options = [tuple(one.option for one in side if one.option) for side in (was, now)]
        values = [tuple(one.value for one in side) for side in (was, now)]
        if options[0] == options[1] and values[0] == values[1]:
            continue
        same_answer = bool(was) and bool(now) and options[0] == options[1] and _goes_by_scheme(was, now)
        first = (was or now)[0]
        yield Why(
            Cause.POINTS if same_answer else Cause.ANSWER,
            question=first.question,
            item=first.item,
            before=was[0].value if len(was) == 1 else None,
            after=now[0].value if len(now) == 1 else None,
            options_before=options[0],
            options_after=options[1],
        )


def _goes_by_scheme(was: list[Operand], now: list[Operand]) -> bool:
    """Whether the values come from the scheme: points of an option, or a share; a bare number is the answer itself."""
    return all(one.option or one.how in (How.PER_CENT, How.COMPARED) for one in (*was, *now))


def _earlier(before: Found, after: Found, old: Mapping[str, Line], new: Mapping[str, Line]) -> Iterator[Why]:
    for key in dict.fromkeys([*before, *after]):
        line, was, now = str(key), _first(before.get(key)), _first(after.get(key))
        if was is not None and now is not None:
            if was != now:
                yield Why(Cause.EARLIER_LINE, line=line, before=was, after=now)
        elif _stands(new if now is None else old, line):
            yield Why(Cause.USED_NO_MORE if now is None else Cause.USED, line=line, before=was, after=now)
        else:
            yield Why(Cause.EARLIER_LINE, line=line, before=was, after=now)


def _first(operands: list[Operand] | None) -> Decimal | None:
    return operands[0].value if operands else None


def _stands(lines: Mapping[str, Line], line: str) -> bool:
    return line in lines and lines[line].applies


def _rates(before: Found, after: Found) -> Iterator[Why]:
    for key in dict.fromkeys([*before, *after]):
        was, now = _first(before.get(key)), _first(after.get(key))
        if was != now:
            yield Why(Cause.RATE, rate=str(key), before=was, after=now)
