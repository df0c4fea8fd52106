"""The boxes of a mixed arrangement: what was typed becomes parts, and parts become rows again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _

from portal.allocation.attribution import by_part
from portal.arrangements.model import FOR_A_PART, Fault, Part, Period, Way, problems, still_to_share
from portal.money import EXACT, Unit, plain
from portal.questionnaires.model import Kind
from portal.questionnaires.numbers import normal, parsed
from portal.web import locale

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from portal.allocation.model import Budget
    from portal.arrangements.loading import Arrangements
    from portal.arrangements.model import Problem
    from portal.services.budgets import Result
    from portal.services.choices import Choice
    from portal.words import Wording

OWN = "own"
NOT_NEEDED = "not-needed"
LONGEST_NAME = 100
LONGEST_AMOUNT = 40
MOST = Decimal(99_999_999)  # pounds; more is a slip of the finger
PERIODS = {Unit.POUNDS_A_WEEK: Period.WEEKLY, Unit.POUNDS_ONE_OFF: Period.ONE_OFF}
NOT_A_NUMBER = Decimal("NaN")


@dataclass(frozen=True)
class Row:
    """One part as the page offers it: its boxes as typed."""

    id: str
    name: str
    period: Period
    way: str = ""
    amount: str = ""
    own: bool = False
    picture: str | None = None
    about: Decimal | None = None  # about how many pounds the answers put here


def amounts(result: Result) -> dict[Period, Decimal] | None:
    """What there is to share for each period; None where there is nothing.

    The figure that leads the page is all there is of its period: a sum told beside it, such as a contingency, is no
    more of it, and a part of another sum is none of its own. What others pay is not the council's to share out.
    """
    budget = result.budget
    if budget is None:
        return None
    leading = budget.headline
    beside = [
        budget.line(each.line)
        for each in budget.results
        if not each.headline and each.paid_by is None and budget.line(each.line).unit is not leading.unit
    ]
    parts = {one.id for line in beside for one in budget.behind(line.id) if one.id != line.id}
    found: dict[Period, Decimal] = {}
    for line in (leading, *beside):
        if line.unit in PERIODS and line.figure > 0 and line.id not in parts:
            period = PERIODS[line.unit]
            found[period] = plain(EXACT.add(found.get(period, Decimal(0)), line.figure))
    return found or None


def adds_up(choice: Choice, result: Result) -> bool:
    """Whether nothing stands in the way of a choice: a mix must come to the figure of today, to the penny."""
    return choice.way is None or not problems(Way(choice.way), amounts(result), choice.parts)


def offered(words: Arrangements, result: Result, wording: Wording) -> list[Row]:
    """The parts on offer: those the budget holds something for, or all without a figure; and one of one's own."""
    about = by_part(result.budget) if result.budget else {}
    rows = [
        Row(
            part.id,
            locale.words(part.title, wording),
            part.period,
            about=about.get(part.line),
            picture=part.picture,
        )
        for part in words.parts
        if result.budget is None or holds(result.budget, part.line)
    ]
    return [*rows, Row(OWN, "", Period.WEEKLY, own=True, picture="something-else")]


def holds(budget: Budget, part: str) -> bool:
    """Whether lines of the budget that apply belong to a part."""
    return any(part in (line.part, line.id) and line.applies and line.figure > 0 for line in budget.lines)


def filled(rows: Sequence[Row], parts: Sequence[Part]) -> list[Row]:
    """The rows with what was kept before."""
    kept = {part.id: part for part in parts}
    return [refilled(row, kept[row.id]) if row.id in kept else row for row in rows]


def refilled(row: Row, part: Part) -> Row:
    """A row as it was kept."""
    amount = "" if part.amount is None else f"{part.amount:.2f}"
    return replace(row, name=part.name if row.own else row.name, way=part.way or "", amount=amount)


def typed_rows(rows: Sequence[Row], typed: Mapping[str, str], *, with_amounts: bool) -> list[Row]:
    """The rows with what was typed now. Where there is no figure there is no box for an amount, so that none counts."""
    return [
        replace(
            row,
            name=typed.get("name-own", "")[:LONGEST_NAME] if row.own else row.name,
            way=typed.get(f"way-{row.id}", ""),
            amount=typed.get(f"amount-{row.id}", "")[:LONGEST_AMOUNT] if with_amounts else "",
        )
        for row in rows
    ]


def money(row: Row) -> Decimal | None:
    """The pounds of a row: above nought and to the penny, or None."""
    amount = parsed(normal(row.amount, Kind.MONEY)) if row.amount.strip() else None
    return amount if amount is not None and 0 < amount <= MOST and amount == round(amount, 2) else None


def parts_of(rows: Sequence[Row], *, with_amounts: bool) -> tuple[list[Part], list[str]]:
    """The parts that rows stand for, and the ids of those whose amount cannot count; empty or not needed are out.

    An amount above nought counts with or without a way. Any other counts nowhere.
    """
    parts, wrong = [], []
    for row in rows:
        amount = money(row)
        if row.amount.strip() and (amount is None or row.way == NOT_NEEDED):
            wrong.append(row.id)
        if row.way == NOT_NEEDED or not (row.way or row.amount.strip() or (row.own and row.name.strip())):
            continue
        way = Way(row.way) if row.way in set(FOR_A_PART) else None
        parts.append(Part(row.id, row.name.strip(), way, amount if with_amounts else None, row.period))
    return parts, wrong


def rest_to_council(rows: Sequence[Row], budget: Mapping[Period, Decimal]) -> tuple[list[Row], list[str]]:
    """Give what is left to the council: to the rows it already has, or to the first rows that are still empty.

    With it come sentences about what was done, or why nothing was.
    """
    made, wrong = parts_of(rows, with_amounts=True)
    shared, said = list(rows), []
    if wrong:
        return shared, [_("We added nothing, because an amount needs to be put right first.")]
    for period, left in still_to_share(budget, made).items():
        if left < 0:
            said.append(_("We added nothing, because %(amount)s too much is shared out.", amount=locale.pounds(-left)))
        elif left > 0 and (place := place_for_rest(shared, period)) is not None:
            row = shared[place]
            total = (money(row) or Decimal(0)) + left
            shared[place] = replace(row, way=Way.MANAGED, amount=f"{total:.2f}")
            said.append(_("We added %(amount)s to %(part)s.", amount=locale.pounds(left), part=row.name))
        elif left > 0:
            said.append(_("We added nothing. Choose “The council arranges it” for one part first."))
    return shared, said or [_("All of it is shared out already. We added nothing.")]


def place_for_rest(rows: Sequence[Row], period: Period) -> int | None:
    """The row that takes what is left: one the council has, or the first that is still empty."""
    places = [n for n, row in enumerate(rows) if row.period is period and not row.own]
    ours = [n for n in places if rows[n].way == Way.MANAGED]
    empty = [n for n in places if not rows[n].way and not rows[n].amount.strip()]
    return next(iter(ours + empty), None)


def sentences(
    rows: Sequence[Row], parts: Sequence[Part], wrong: Sequence[str], budget: Mapping[Period, Decimal] | None
) -> list[dict[str, str]]:
    """What still stands in the way, each with the box it is about."""
    names = {row.id: row.name or _("Something else") for row in rows}
    found = [amount_fault(row, names[row.id]) for row in rows if row.id in wrong]
    return found + [
        sentence(problem, names, rows)
        for problem in problems(Way.MIXED, budget, parts)
        if problem.part not in wrong or problem.fault is Fault.WAY_MISSING
    ]


def amount_fault(row: Row, part: str) -> dict[str, str]:
    """What is wrong with an amount that cannot count."""
    amount = parsed(normal(row.amount, Kind.MONEY))
    if row.way == NOT_NEEDED:
        counted = money(row)
        words = _(
            "%(part)s: you wrote %(amount)s for a part you do not need. Empty the box, or choose who arranges it.",
            part=part,
            amount=row.amount.strip() if counted is None else locale.pounds(counted),
        )
    elif amount is not None and amount <= 0:
        words = _("%(part)s: write an amount above £0.", part=part)
    else:
        words = _("%(part)s: write an amount like 25.50.", part=part)
    return {"text": words, "href": f"#amount-{row.id}", "beside": f"amount-{row.id}"}


def sentence(problem: Problem, names: Mapping[str, str], rows: Sequence[Row]) -> dict[str, str]:
    """One problem in words."""
    part = names.get(problem.part or "", "")
    amount = locale.pounds(problem.amount) if problem.amount is not None else ""
    weekly = problem.period is not Period.ONE_OFF
    words = {
        Fault.NO_PARTS: _("Choose a way for at least two parts."),
        Fault.NAME_MISSING: _("Write what the other part is for."),
        Fault.SAME_PART_TWICE: _("%(part)s is here twice.", part=part),
        Fault.WAY_MISSING: _("%(part)s: choose who arranges it.", part=part),
        Fault.WAY_NOT_FOR_A_PART: _("%(part)s: choose who arranges it.", part=part),
        Fault.ONE_WAY_ONLY: _(
            "All parts go the same way. That is no mix. Choose another way for one part, or go back and choose one way."
        ),
        Fault.AMOUNT_MISSING: _("%(part)s: write how many pounds.", part=part),
        Fault.AMOUNT_NOT_ABOVE_NOUGHT: _("%(part)s: write an amount above £0.", part=part),
        Fault.PARTS_OF_A_PENNY: _("%(part)s: write an amount like 25.50.", part=part),
        Fault.AMOUNT_WITHOUT_FIGURE: _("There is no figure yet, so leave the amounts empty."),
        Fault.STILL_TO_SHARE: _("%(amount)s a week is still to be shared out.", amount=amount)
        if weekly
        else _("%(amount)s, paid once, is still to be shared out.", amount=amount),
        Fault.TOO_MUCH_SHARED: _("You shared out %(amount)s a week too much.", amount=amount)
        if weekly
        else _("You shared out %(amount)s too much, of what is paid once.", amount=amount),
    }[problem.fault]
    box = {
        Fault.NAME_MISSING: "name-own",
        Fault.AMOUNT_MISSING: f"amount-{problem.part}",
        Fault.AMOUNT_NOT_ABOVE_NOUGHT: f"amount-{problem.part}",
    }
    target = box.get(problem.fault) or (f"way-{problem.part}" if problem.part else f"way-{rows[0].id}")
    return {"text": words, "href": f"#{target}", "beside": target if problem.part else ""}


def shares(rows: Sequence[Row], budget: Mapping[Period, Decimal], period: Period) -> list[dict[str, Any]]:
    """The lengths of the picture: each way's share of a sum, and what is left."""
    whole = budget[period]
    parts = [part for part in parts_of(rows, with_amounts=True)[0] if part.period is period]
    by_way = {
        way: sum((part.amount or Decimal(0) for part in parts if part.way is way), Decimal(0))
        for way in (*FOR_A_PART, None)
    }
    given = sum(by_way.values(), Decimal(0))
    measure = max(whole, given)
    found, start = [], Decimal(0)
    for kind, (way, amount) in enumerate(by_way.items(), start=1):
        if amount:
            percent = round(amount * 100 / measure, 2)
            found.append(
                {
                    "label": way_name(way) if way else _("Not decided yet"),
                    "value": locale.pounds(amount),
                    "from": start,
                    "percent": percent,
                    "kind": kind,
                }
            )
            start += percent
    if whole > given:
        found.append(
            {
                "label": _("Still to share"),
                "value": locale.pounds(whole - given),
                "from": start,
                "percent": 100 - start,
                "kind": "rest",
            }
        )
    return found


def way_name(way: Way) -> str:
    """The short name of a way."""
    return {
        Way.MANAGED: _("The council arranges it"),
        Way.DIRECT_PAYMENT: _("Direct payment"),
        Way.INDIVIDUAL_SERVICE_FUND: _("Individual service fund"),
        Way.MIXED: _("A mix"),
        Way.NOT_SURE: _("Not sure yet"),
    }[way]
