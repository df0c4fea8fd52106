"""Owns the rules that a protection protects: nobody loses it by an answer left out, and it is not over on day one."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from portal.allocation.lint import questions
from portal.allocation.lint.bounds import Bounds
from portal.allocation.lint.situations import Situation
from portal.allocation.operations import (
    Bands,
    Convert,
    Protect,
    Quantity,
    ReadTable,
    Round,
    Score,
    ScoreEach,
    ScoreSeveral,
)
from portal.allocation.operations.protection import HUNDRED, ByYear, MostFall, UntilDay
from portal.allocation.scheme import Scheme, SchemeLine
from portal.conditions import Answered, leaves, named_options
from portal.files import Complaint

NONE = "not-applicable"
WITH_NOT = "`only_when: {{not: {{question: {}, is: not-applicable}}}}`"


def _complaint(line: SchemeLine, what: str, cure: str) -> Complaint:
    return Complaint("unclear-protection", line.mark.file, line.mark.line, f"line “{line.id}”", what, cure)


def lost_without_answer(scheme: Scheme) -> Iterator[Complaint]:
    """Only an answer says that there was no budget before: a question that nobody put never takes protection away."""
    wanted = {one.operation.before.line for one in scheme.lines if isinstance(one.operation, Protect)}
    for line in reversed(scheme.lines):
        if line.id not in wanted:
            continue
        wanted.update(line.lines_used)
        asked = (leaf for one in questions.conditions_of(line) for leaf in leaves(one))
        question = next((leaf.question for leaf in asked if isinstance(leaf, Answered)), None)
        if question is not None:
            what = f"Where “{question}” is not asked or has no answer, nothing protects, and nobody is told."
            cure = f"Write {WITH_NOT.format(question)}, and `not_applicable: true` at the input: "
            cure += "then only that answer says that there was none."
            yield _complaint(line, what, cure)


def turned_by_none(scheme: Scheme) -> Iterator[Complaint]:
    """Where there was a budget before, it counts; and where there was none, no figure stands for it."""
    for line in scheme.lines:
        for before in _money_before(line, scheme):
            what = _what_none_does(before, line, scheme)
            if what:
                question = before.operation.inputs[0].id
                cure = f"Write {WITH_NOT.format(question)}, and take `not_applicable:` out of this line."
                yield _complaint(before, what, cure)


def _money_before(line: SchemeLine, scheme: Scheme) -> Iterator[SchemeLine]:
    """The sums of money that are answered and stand behind what a line is held up by."""
    if isinstance(line.operation, Protect):
        behind = scheme.behind(line.operation.before.line or "")
        for one in scheme.lines:
            if one.id in behind and isinstance(one.operation, Quantity) and one.unit.is_money:
                yield one


def _what_none_does(before: SchemeLine, line: SchemeLine, scheme: Scheme) -> str:
    """What is wrong where somebody answers that there was no budget before, or that there was one; "" if nothing."""
    if not isinstance(before.operation, Quantity) or not isinstance(line.operation, Protect):
        return ""
    question, stands_in = before.operation.question, before.operation.instead.not_applicable
    offered = any(one.id == question and NONE in one.special for one in scheme.inputs)
    if questions.only_with(before.only_when, question, NONE):
        told = offered and stands_in is None  # by a complaint that nothing stands for it
        return "" if told else f"It counts only where “{question}” is {NONE}: what was had before protects nobody."
    left_out = before.only_when is not None and questions.leaves_out(before.only_when, question, NONE)
    if stands_in is None or left_out:
        return ""
    way = line.operation.way
    if stands_in > 0:
        return f"Where there was none before, {stands_in} stands for it, and holds the new sum up."
    back = isinstance(way, ByYear) and way.rises_too
    return "Where there was none before, nought stands for it, and holds the new sum back." if back else ""


def protects_nobody(scheme: Scheme) -> Iterator[Complaint]:
    """On the scheme's first day something is still protected, where the day is the same for everyone."""
    for line in scheme.lines:
        if isinstance(line.operation, Protect):
            why = _why_nobody(line.operation, scheme)
            if why:
                cure = "Correct the day or the figures, or take the protection out."
                yield _complaint(line, f"It protects nobody: {why}.", cure)


def _why_nobody(protect: Protect, scheme: Scheme) -> str | None:
    way, first = protect.way, scheme.starts
    if isinstance(way, MostFall) and way.per_cent and way.fall >= HUNDRED:
        return "all of it may fall in the first year"
    if protect.own_day is not None:
        return None
    match way:
        case UntilDay(last=last) if last < first:
            return f"it is over on {last}, and the scheme starts on {first}"
        case MostFall(fall=fall, per_cent=True) if fall * way.year(first) >= HUNDRED:
            return f"all of it may have fallen by {first}, when the scheme starts"
        case MostFall(fall=fall, per_cent=False) if way.year(first):
            return _all_falls(protect, fall * way.year(first), scheme)
        case ByYear(shares=shares) if shares and way.year(first):
            done = way.year(first) > len(shares) or shares[way.year(first) - 1] >= HUNDRED
            return f"all of the change counts on {first}, when the scheme starts" if done else None
        case _:
            return None


def _all_falls(protect: Protect, falls: Decimal, scheme: Scheme) -> str | None:
    """Why so many pounds hold up nothing on the first day: nobody can lose as much. None where somebody can."""
    bounds = Bounds(Situation(scheme, {}), scheme.starts)
    before, new = bounds.of(protect.before).greatest, bounds.of(protect.line).least
    most = None if before is None else before - max(new or Decimal(0), Decimal(0))
    if most is None or falls < most:
        return None
    return f"{falls} may have fallen by {scheme.starts}, and no budget can fall by more than {max(most, Decimal(0))}"


def taken_for_each_other(scheme: Scheme) -> Iterator[Complaint]:
    """What is protected is worked out anew, and what was had before is asked: never the other way round."""
    for line in scheme.lines:
        if not isinstance(line.operation, Protect):
            continue
        new, before = (
            [one for one in scheme.lines if one.id in scheme.behind(term.line or "")]
            for term in (line.operation.line, line.operation.before)
        )
        if _is_asked(new) and _may_not_apply(new) and any(map(_works_out, before)) and not _may_not_apply(before):
            what = f"“{line.operation.line.line}” is what somebody had before, and it is held up by what is new."
            cure = f"Write `protect: {line.operation.before.line}` and `before: {line.operation.line.line}`."
            yield _complaint(line, what, cure)


def _is_asked(lines: Sequence[SchemeLine]) -> bool:
    """Whether they only bring one number that is answered into its unit."""
    asked = [one for one in lines if isinstance(one.operation, Quantity)]
    others = (one.operation for one in lines if one not in asked)
    return len(asked) == 1 and all(isinstance(one, Convert | Round) for one in others)


def _may_not_apply(lines: Sequence[SchemeLine]) -> bool:
    """Whether a line leaves out what does not apply, as that of a budget of before does."""
    conditions = (one.only_when for one in lines if one.only_when is not None)
    return any("not-applicable" in named.values for one in conditions for named in named_options(one))


def _works_out(line: SchemeLine) -> bool:
    """Whether a line makes something of answers by points, a price or a table."""
    scored = isinstance(line.operation, Score | ScoreEach | ScoreSeveral | Bands | ReadTable)
    return scored or any(term.rate for term in line.operation.terms)


RULES = (lost_without_answer, turned_by_none, protects_nobody, taken_for_each_other)
