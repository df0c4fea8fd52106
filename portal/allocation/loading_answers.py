"""Owns reading the operations that begin with answers: points, numbers, days, help by family."""

import re
from decimal import Decimal

from portal.allocation.loading_terms import (
    LineReader,
    condition,
    instead,
    numbers,
    points,
    take,
    term,
)
from portal.allocation.loading_units import unit_or_none
from portal.allocation.operations import (
    Left,
    Once,
    Operation,
    OverItems,
    Quantity,
    Score,
    ScoreEach,
    ScoreSeveral,
    Since,
    Support,
    SupportByAnswer,
)
from portal.allocation.operations.answers import Take
from portal.allocation.operations.periods import Period, Span
from portal.allocation.parts import Input, Says, Term
from portal.conditions import read_condition

WHOLE = 100  # per cent
PERIOD = "Write `months: 12`, or `year_from: 04-01` for a year that begins on 1 April."
OTHER_PERIODS = ("weeks", "days", "years", "every")
DAY_OF_YEAR = re.compile(r"\d\d?-\d\d?")
NOTHING_KNOWN = Input("", "number")


def score(reader: LineReader) -> Operation | None:
    """Points for one question, or for each of a list of questions that share them."""
    weight, grid, stand_ins = reader.decimal_or_none("weight"), _grid(reader, "in_between"), instead(reader)
    given, says = points(reader, "points")
    node = reader.at("score")
    if node is None or not node.is_list:
        _only_for_several(reader)
        return Score(reader.text("score"), given, stand_ins, weight, says, grid)
    way, questions = take(reader, Take.SUM, Take.GREATEST, Take.LEAST), reader.texts("score")
    if any(one is Says.NO_BUDGET for _, one in says):
        cure = "Give these questions a line each, or write numbers."
        reader.complain("unclear-points", "`no-budget` goes with one question alone.", cure)
        return None
    return ScoreEach(questions, given, way, stand_ins, weight, grid, says)


def _only_for_several(reader: LineReader) -> None:
    if "take" in reader:
        cure = "Write `score: [one, two]` for several questions, or `score_several` for one with several answers."
        reader.complain("unclear-points", "`take` needs several answers.", cure, reader.at("take"))


def _grid(reader: LineReader, name: str) -> Decimal | None:
    grid = reader.decimal_or_none(name)
    if grid is not None and grid <= 0:
        reader.complain("wrong-rounding", f"`{name}` must be above nought.", f"Write `{name}: 0.5`.", reader.at(name))
        return None
    return grid


def score_several(reader: LineReader) -> Operation:
    """Points for one question with several answers."""
    way, weight = take(reader, Take.SUM, Take.GREATEST), reader.decimal_or_none("weight")
    question = reader.text("score_several")
    row = f"{{{{when: {{{{question: {question}, is: {{option}}}}}}, figure: {{said}}}}}}"
    apart = f"Several can be picked, so each has a number here: write 0, and in a `choose` below the row `{row}`."
    return ScoreSeveral(question, numbers(reader, "points", apart), way, instead(reader), weight)


def quantity(reader: LineReader) -> Operation:
    """A number, within the limits of the line or else those that its input declares."""
    question = reader.text("quantity")
    declared = reader.around.declared.get(question, NOTHING_KNOWN)
    low, high = reader.decimal_or_none("at_least"), reader.decimal_or_none("at_most")
    steps = _grid(reader, "in_steps_of")
    return Quantity(
        question,
        instead(reader),
        declared.at_least if low is None else low,
        declared.at_most if high is None else high,
        declared.in_steps_of if steps is None else steps,
        unit_or_none(reader, "per") or declared.per,
    )


def over(reader: LineReader) -> Operation:
    """A count, sum, greatest or least over a group."""
    way = take(reader, Take.SUM, Take.COUNT, Take.GREATEST, Take.LEAST)
    of = reader.text_or_none("of")
    if (of is None) is not (way is Take.COUNT):
        cure = "Take `of` out to count items, or name the number that is added up."
        reader.complain("unclear-count", f"`take: {way}` and `of` do not go together.", cure)
    declared = reader.around.declared.get(of or "", NOTHING_KNOWN)
    limits = (declared.at_least, declared.at_most, declared.in_steps_of)
    return OverItems(reader.text("over"), way, of, condition(reader, "where"), instead(reader), *limits)


def since(reader: LineReader) -> Operation:
    """Complete years, months or days since a day."""
    return Since(reader.text("since"), Span(reader.one_of("in", [each.value for each in Span])))


def once(reader: LineReader) -> Operation:
    """A sum once in a period."""
    return Once(Term(line=reader.text("once")), reader.text("last"), _period(reader))


def left(reader: LineReader) -> Operation:
    """What is left of a period's sum."""
    whole, had, last = term(reader, "left"), reader.text("had"), reader.text_or_none("last")
    steps = reader.around.declared.get(had, NOTHING_KNOWN).in_steps_of
    period = [name for name in ("months", "year_from") if name in reader and reader.at(name) and not last]
    if period:
        what = f"`{period[0]}` tells a period, and `last` is missing: the day on which something was had."
        cure = f"Add `last:` with the input that asks for it; or take `{period[0]}` out, where all that was had counts."
        reader.complain("unclear-period", what, cure, reader.at(period[0]))
    return Left(whole, had, last, _period(reader) if last else None, steps)


def _period(reader: LineReader) -> Period:
    months, year_from = reader.whole_or_none("months"), reader.text_or_none("year_from")
    begins = _day_of_year(year_from) if year_from else None
    other = next((name for name in OTHER_PERIODS if name in reader), None)
    if other is not None and months is None and year_from is None:
        what = "A period is told in months, or by the day on which its year begins."
        reader.complain("unclear-period", what, PERIOD, reader.at(other))
        return Period(months=1)
    if year_from and begins is None and months is None and DAY_OF_YEAR.fullmatch(year_from):
        cure = "Correct the month or the day; it is written month-day, such as 04-01."
        reader.complain("unclear-period", f"There is no day “{year_from}” in every year.", cure, reader.at("year_from"))
        return Period(months=1)
    if (months is None) is (year_from is None) or (months is not None and months < 1) or (year_from and not begins):
        reader.complain("unclear-period", "The period is not clear.", PERIOD)
        return Period(months=1)
    return Period(months, begins)


def _day_of_year(words: str) -> tuple[int, int] | None:
    month, _, day = words.partition("-")
    if not (month.isascii() and month.isdigit() and day.isascii() and day.isdigit()):
        return None
    found = (int(month), int(day))
    longest = {2: 28, 4: 30, 6: 30, 9: 30, 11: 30}.get(found[0], 31)
    return found if 1 <= found[0] <= len("JFMAMJJASOND") and 1 <= found[1] <= longest else None


def support(reader: LineReader) -> Operation | None:
    """Help by family: over the people of a group, or by one answer."""
    where = reader.at("where")
    if where is None:
        what = "It does not say where the help is sure to go on, and only such help counts."
        reader.complain("missing-field", what, 'Add the question that asks it: `where: {question: …, is: "yes"}`.')
    willing = read_condition(where, reader.complaints, reader.where) if where else None
    line = Term(line=reader.text("support"))
    if "people" not in reader:
        how_much, shares = reader.text("how_much"), numbers(reader, "shares")
        _within_the_whole(reader, shares)
        return SupportByAnswer(line, how_much, shares, willing) if willing else None
    share, by_answer = reader.decimal_or_none("share"), reader.text_or_none("how_much")
    shares = numbers(reader, "shares") if by_answer else ()
    if (share is None) is (by_answer is None):
        reader.complain(
            "unclear-share", "The share is not stated in one way.", "Write `share`, or `how_much` with `shares`."
        )
    _within_the_whole(reader, (("", share or Decimal(0)), *shares))
    group, helps_with = reader.text("people"), reader.text("helps_with")
    counts, way = reader.texts("counts"), take(reader, Take.GREATEST, Take.SUM)
    if willing is None:
        return None
    return Support(line, group, helps_with, counts, willing, share, by_answer, shares, way)


def _within_the_whole(reader: LineReader, shares: tuple[tuple[str, Decimal], ...]) -> None:
    if any(not 0 <= share <= WHOLE for _, share in shares):
        reader.complain(
            "share-out-of-range", "A share lies outside 0 to 100 per cent.", "Help cannot take off more than all."
        )
