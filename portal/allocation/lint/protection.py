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
            cure = (
                f"Write `only_when: {{not: {{question: {question}, is: not-applicable}}}}`, and `not_applicable: true` "
                "at the input: then only that answer says that there was none."
            )
            yield _complaint(line, what, cure)


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


RULES = (lost_without_answer, protects_nobody, taken_for_each_other)
