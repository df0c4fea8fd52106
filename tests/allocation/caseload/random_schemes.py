"""Schemes put together by chance from every operation there is, with no regard to whether they make sense."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from portal.allocation.model import Result
from portal.allocation.operations import (
    Amount,
    Band,
    Bands,
    Choose,
    Combine,
    Convert,
    Difference,
    Divide,
    Left,
    Limit,
    Multiply,
    Once,
    Operation,
    OverItems,
    Percentage,
    Protect,
    Quantity,
    ReadTable,
    Round,
    Score,
    ScoreEach,
    ScoreSeveral,
    Since,
    Support,
    SupportByAnswer,
)
from portal.allocation.operations.answers import Instead, Take
from portal.allocation.operations.choice import Row
from portal.allocation.operations.periods import Period, Span
from portal.allocation.operations.protection import ByYear, MostFall, UntilDay
from portal.allocation.parts import (
    NOWHERE,
    Beyond,
    Conversion,
    FigureTest,
    Rate,
    RateValue,
    Says,
    Table,
    TableReading,
    TableRow,
    TableVersion,
    Term,
)
from portal.allocation.scheme import People, Scheme, SchemeLine
from portal.conditions import AllOf, Answered, AnyOf, Between, Condition, Not, OneOf
from portal.money import Direction, Rounding, Unit
from portal.words import Text

WORDS = Text("", "A line")
STARTS = date(2026, 4, 1)
OPTIONS = ("none", "some", "full")
CHOICES, SEVERAL, NUMBERS, DAYS = ("a", "b", "c"), ("picks", "more-picks"), ("n", "m"), ("last", "born")
POINTS = (("none", Decimal(0)), ("some", Decimal("2.5")), ("full", Decimal(7)))
RATES = {
    "set": Rate("set", WORDS, Unit.POUNDS, None, (RateValue(STARTS, Decimal("7.35"), "", NOWHERE),), NOWHERE),
    "unset": Rate("unset", WORDS, Unit.POUNDS, None, (RateValue(STARTS, None, "", NOWHERE),), NOWHERE),
    "secret": Rate(
        "secret", WORDS, Unit.POUNDS, None, (RateValue(STARTS, None, "", NOWHERE, published=False),), NOWHERE
    ),
}


def some_scheme(chance: Random) -> Scheme:
    """A scheme of up to fifteen lines; each may use any line above it."""
    lines: list[SchemeLine] = []
    for number in range(chance.randint(4, 15)):
        above = [line.id for line in lines]
        make = chance.choice([*BEGINNING, *RECKONING] if above else BEGINNING)
        lines.append(_line(f"line-{number}", make(chance, above), chance, above))
    return Scheme(
        id="any",
        version="1",
        starts=STARTS,
        ends=None,
        people=People.ADULTS,
        title=WORDS,
        illustrative=True,
        source="",
        rounding=Rounding(Decimal(1), Direction.UP),
        lines=tuple(lines),
        rates=RATES,
        tables={},
        conversions={},
        results=(Result("all", WORDS, lines[-1].id, headline=True),),
        result_marks={},
        readings=(),
        document="",
        fingerprint="",
        mark=NOWHERE,
    )


def _line(name: str, operation: Operation, chance: Random, above: list[str]) -> SchemeLine:
    return SchemeLine(
        name,
        Unit.POINTS,
        WORDS,
        WORDS,
        operation,
        NOWHERE,
        only_when=_condition(chance) if chance.random() < 0.2 else None,
        only_when_figure=_test(chance, above) if above and chance.random() < 0.2 else None,
        rounding=_rounding(chance) if isinstance(operation, Divide) or chance.random() < 0.2 else None,
    )


def _figure(chance: Random) -> Decimal:
    return Decimal(chance.choice(["0", "1", "3", "2.5", "-4", "0.01", "12.34", "100", "1000"]))


def _rounding(chance: Random) -> Rounding:
    return Rounding(Decimal(chance.choice(["1", "0.01", "0.25", "5", "0.5"])), chance.choice(list(Direction)))


def _term(chance: Random, above: list[str]) -> Term:
    kind = chance.random()
    if above and kind < 0.75:
        return Term(line=chance.choice(above))
    return Term(rate=_rate(chance)) if kind < 0.85 else Term(figure=_figure(chance))


def _rate(chance: Random) -> str:
    return chance.choice(["set", "set", "set", "set", "unset", "secret"])


def _test(chance: Random, above: list[str]) -> FigureTest:
    limits = {
        name: _figure(chance) for name in ("at_least", "at_most", "more_than", "less_than") if chance.random() < 0.3
    }
    return FigureTest(chance.choice(above), **limits)


def _condition(chance: Random, *, deep: int = 2, more: tuple[str, ...] = ()) -> Condition:
    kind = chance.random()
    if deep and kind < 0.3:
        parts = tuple(_condition(chance, deep=deep - 1, more=more) for _ in range(chance.randint(1, 3)))
        return AllOf(parts) if chance.random() < 0.5 else OneOf(parts)
    if deep and kind < 0.4:
        return Not(_condition(chance, deep=deep - 1, more=more))
    question = chance.choice([*CHOICES, *SEVERAL, *NUMBERS, *DAYS, "people", *more, *more, *more])
    if kind < 0.7:
        if question in NUMBERS and chance.random() < 0.5:
            return AnyOf(question, tuple(chance.sample(["0", "1", "2.50", "3", "12", "30", "blank"], 2)))
        return AnyOf(
            question, tuple(chance.sample([*OPTIONS, "yes", "not-sure", "talk", "blank", "not-applicable"], 3))
        )
    return Between(question, _figure(chance), None) if kind < 0.9 else Answered(question)


def _instead(chance: Random) -> Instead:
    return Instead(*(_figure(chance) if chance.random() < 0.4 else None for _ in range(3)))


def _score(chance: Random, above: list[str]) -> Operation:
    says = chance.choice([(), (("some", chance.choice(list(Says))),)])
    weight = _figure(chance) if chance.random() < 0.3 else None
    steps = Decimal("0.5") if chance.random() < 0.3 else None
    points = POINTS if not says else (POINTS[0], POINTS[2])
    return Score(chance.choice([*CHOICES, "picks"]), points, _instead(chance), weight, says, steps)


def _score_each(chance: Random, above: list[str]) -> Operation:
    take = chance.choice([Take.SUM, Take.GREATEST, Take.LEAST])
    steps = Decimal("0.5") if chance.random() < 0.3 else None
    return ScoreEach(CHOICES[: chance.randint(1, 3)], POINTS, take, _instead(chance), None, steps)


def _score_several(chance: Random, above: list[str]) -> Operation:
    weight = _figure(chance) if chance.random() < 0.3 else None
    take = chance.choice([Take.SUM, Take.GREATEST])
    return ScoreSeveral(chance.choice(["picks", "a"]), POINTS[: chance.randint(2, 3)], take, _instead(chance), weight)


def _quantity(chance: Random, above: list[str]) -> Operation:
    low, high = chance.choice([(None, None), (Decimal(0), Decimal(30)), (Decimal(2), None)])
    return Quantity(chance.choice(NUMBERS), _instead(chance), low, high, chance.choice([None, Decimal("0.5")]))


def _over(chance: Random, above: list[str]) -> Operation:
    take, where = chance.choice(list(Take)), None
    if chance.random() < 0.6:
        where = _condition(chance, deep=1, more=("sure", "hours"))
    return OverItems("people", take, None if take is Take.COUNT else "hours", where, _instead(chance))


def _support(chance: Random, above: list[str]) -> Operation:
    where = _condition(chance, deep=1, more=("sure",))
    shares = (("some", Decimal(50)), ("full", Decimal("62.5")))
    line = Term(line=chance.choice(above))
    if chance.random() < 0.3:
        return SupportByAnswer(line, "a", shares, where)
    take = chance.choice([Take.GREATEST, Take.SUM])
    if chance.random() < 0.5:
        return Support(line, "people", "does", ("some", "full"), where, Decimal(60), take=take)
    return Support(line, "people", "does", ("some",), where, None, "how-much", shares, take)


def _choose(chance: Random, above: list[str]) -> Operation:
    rows = []
    for _ in range(chance.randint(1, 4)):
        says = chance.choice([None, None, None, None, *Says])
        when = _condition(chance) if chance.random() < 0.8 else None
        test = _test(chance, above) if above and chance.random() < 0.3 else None
        rows.append(Row(when, test, None if says else _term(chance, above), says, NOWHERE))
    return Choose(tuple(rows))


def _bands(chance: Random, above: list[str]) -> Operation:
    starts = sorted(chance.sample(range(-3, 40), chance.randint(1, 4)))
    rows = []
    for at, after in zip(starts, [*starts[1:], None], strict=True):
        end: dict[str, Any] = {"up_to": None, "below": None}
        if after is not None or chance.random() < 0.3:
            end[chance.choice(list(end))] = Decimal(at + 20 if after is None else after) - chance.choice([0, 0, 1])
        none, figure = chance.random() < 0.2, _figure(chance)
        said = {"figure": None if none or chance.random() < 0.1 else figure, "no_budget": none}
        rows.append(
            Band(
                at=Decimal(at),
                **end,
                **said,
                to_a_person=chance.random() < 0.2,
                mark=NOWHERE,
                published=chance.random() < 0.5,
            )
        )
    return Bands(Term(line=chance.choice(above)), tuple(rows))


def _table(chance: Random, above: list[str]) -> Operation:
    rows = []
    for at in sorted(chance.sample(range(-3, 40), chance.randint(1, 5))):
        says = chance.choice([None, None, None, None, *Says])
        figure = None if says else _figure(chance)
        rows.append(TableRow(Decimal(at), figure, NOWHERE, says, figure is not None and chance.random() < 0.2))
    starts = chance.choice([STARTS, STARTS, STARTS, date(2030, 1, 1)])
    version = TableVersion(starts, "", tuple(rows), NOWHERE)
    reading, beyond = chance.choice(list(TableReading)), chance.choice(list(Beyond))
    table = Table("t", WORDS, Unit.POINTS, Unit.POUNDS, reading, beyond, _rounding(chance), (version,), NOWHERE)
    return ReadTable(Term(line=chance.choice(above)), table)


def _protect(chance: Random, above: list[str]) -> Operation:
    starts = date(chance.choice([2024, 2025, 2026, 2027]), 6, 30)
    shares = tuple(Decimal(each) for each in (25, 50, "75.5"))
    way = chance.choice(
        [
            UntilDay(date(2026, 11, chance.choice([20, 21, 22]))),
            MostFall(starts, Decimal("12.5"), per_cent=chance.random() < 0.5),
            ByYear(starts, shares, rises_too=chance.random() < 0.5),
        ]
    )
    return Protect(_term(chance, above), Term(line=chance.choice(above)), way)


def _period(chance: Random) -> Period:
    return chance.choice(
        [Period(months=chance.choice([1, 6, 12])), Period(year_from=(4, 1)), Period(year_from=(12, 1))]
    )


def _left(chance: Random, above: list[str]) -> Operation:
    last, period = ("last", _period(chance)) if chance.random() < 0.6 else (None, None)
    return Left(_term(chance, above), "n", last, period, chance.choice([None, Decimal("0.5")]))


def _limit(chance: Random, above: list[str]) -> Operation:
    floor, cap = (_term(chance, above) if chance.random() < 0.7 else None for _ in range(2))
    return Limit(Term(line=chance.choice(above)), floor, cap, chance.random() < 0.5, chance.random() < 0.5)


def _convert(chance: Random, above: list[str]) -> Operation:
    divides = chance.random() < 0.5
    over = Decimal(7) if chance.random() < 0.5 else None
    conversion = Conversion("c", WORDS, Unit.POUNDS, Unit.POUNDS, Decimal("36.5"), divides, "", NOWHERE, over)
    return Convert(
        Term(line=chance.choice(above)), conversion, _rounding(chance) if conversion.needs_rounding else None
    )


Make = Callable[[Random, list[str]], Operation]
BEGINNING: list[Make] = [
    _score,
    _score_each,
    _score_several,
    _quantity,
    _over,
    lambda chance, above: Since("born", chance.choice(list(Span))),
    lambda chance, above: Amount(_term(chance, [])),
]
RECKONING: list[Make] = [
    lambda chance, above: Combine(
        chance.choice([Take.SUM, Take.GREATEST, Take.LEAST]),
        tuple(_term(chance, above) for _ in range(chance.randint(1, 4))),
    ),
    lambda chance, above: Combine(
        chance.choice([Take.GREATEST, Take.LEAST]),
        tuple(_term(chance, above) for _ in range(chance.randint(1, 5))),
        chance.randint(1, 3),
    ),
    lambda chance, above: Difference(tuple(_term(chance, above) for _ in range(chance.randint(1, 3)))),
    lambda chance, above: Multiply(_term(chance, above), _term(chance, above)),
    lambda chance, above: Divide(_term(chance, above), _term(chance, above)),
    lambda chance, above: Percentage(_term(chance, above), _term(chance, above)),
    lambda chance, above: Round(Term(line=chance.choice(above)), _rounding(chance)),
    lambda chance, above: Once(_term(chance, above), "last", _period(chance)),
    _support,
    _choose,
    _bands,
    _table,
    _protect,
    _left,
    _limit,
    _convert,
]
