"""Reads numbers, money and days as people write them."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from portal.questionnaires.model import TODAY, Kind, Limit, Question
from portal.questionnaires.number_words import bare, is_range
from portal.questionnaires.problems import ANSWER, Problem, ProblemCode, Typed
from portal.questionnaires.typing_in import plain_digits, raw

LONGEST = 60
GREATEST = Decimal(9_999_999)
PLACES = {Kind.WHOLE_NUMBER: 0, Kind.DECIMAL: 3, Kind.MONEY: 2}
PENNY = Decimal("0.01")
NUMBER = re.compile(r"([+-]?)([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+)?(?:\.([0-9]+))?")
SIGNS = str.maketrans({"−": "-", "–": "-", "٫": ".", "٬": ",", "’": ","})
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan ionawr",
            "february feb chwefror",
            "march mar mawrth",
            "april apr ebrill",
            "may mai",
            "june jun mehefin",
            "july jul gorffennaf",
            "august aug awst",
            "september sept sep medi",
            "october oct hydref",
            "november nov tachwedd",
            "december dec rhagfyr",
        ),
        start=1,
    )
    for name in names.split()
}
"""Month names people write, in English and Welsh."""

YEAR_DIGITS = 4
PARTS = ("day", "month", "year")


def read_number(question: Question, typed: Typed, _today: date) -> int | Decimal | Problem:
    """Return the number typed; money in pounds, exact to the penny."""
    words, unit = normal(raw(typed, ANSWER), question.kind), unit_of(question)
    number = parsed(bare(words, unit))
    if number is None:
        return Problem(ProblemCode.TWO_NUMBERS if is_range(words, unit) else ProblemCode.NOT_A_NUMBER)
    least, most = number_limits(question)
    if number < least:
        return Problem(ProblemCode.TOO_SMALL, values={"least": str(least)})
    if number > most:
        return Problem(ProblemCode.TOO_LARGE, values={"most": str(most)})
    places = PLACES[question.kind]
    if number != round(number, places):
        code = ProblemCode.TOO_PRECISE if places else ProblemCode.NOT_WHOLE
        return Problem(code, values={"places": str(places)})
    if question.kind is Kind.WHOLE_NUMBER:
        return int(number)
    return number.quantize(PENNY) if question.kind is Kind.MONEY else number


def number_limits(question: Question) -> tuple[Decimal, Decimal]:
    """Return the least and the most a number may be; without a stated least it is not below nought."""
    least = question.at_least if isinstance(question.at_least, Decimal) else Decimal(0)
    most = question.at_most if isinstance(question.at_most, Decimal) else GREATEST
    return least, most


def unit_of(question: Question) -> str:
    """Return the words of the question's unit as it is written in the file, pounds where money has none."""
    return question.unit.standard if question.unit else "pounds" if question.kind is Kind.MONEY else ""


def normal(words: str, kind: Kind) -> str:
    """Return what was typed with plain digits, signs and spaces; nothing where it is too long to be a number."""
    if len(words) > LONGEST:
        return ""
    plain = " ".join(plain_digits(words).translate(SIGNS).split())
    return plain.replace("£", "", 1).strip() if kind is Kind.MONEY else plain


def parsed(plain: str) -> Decimal | None:
    """Return the number that digits stand for, None where they are no number."""
    found = NUMBER.fullmatch(plain)
    if not found or (found[2] is None and found[3] is None):
        return None
    whole = (found[2] or "0").replace(",", "").replace(" ", "")
    return Decimal(f"{found[1]}{whole}.{found[3] or 0}") if found[3] else Decimal(f"{found[1]}{whole}")


def read_day(question: Question, typed: Typed, today: date) -> date | Problem:
    """Return the day typed into the three fields, a real one of the calendar and within the limits."""
    parts = {part: plain_digits(raw(typed, f"{ANSWER}-{part}")[:LONGEST]).strip() for part in PARTS}
    missing = [part for part, words in parts.items() if not words]
    if missing:
        return Problem(ProblemCode.PART_MISSING, f"{ANSWER}-{missing[0]}", {"missing": ",".join(missing)})
    month = parts["month"].lower().rstrip(".")
    numbers = {**parts, "month": str(MONTHS.get(month, month))}
    for part, words in numbers.items():
        if not words.isdecimal() or len(words) > YEAR_DIGITS:
            return Problem(ProblemCode.NOT_A_DAY, f"{ANSWER}-{part}")
    if len(numbers["year"]) < YEAR_DIGITS:
        return Problem(ProblemCode.SHORT_YEAR, f"{ANSWER}-year")
    try:
        day = date(int(numbers["year"]), int(numbers["month"]), int(numbers["day"]))
    except ValueError:
        field = "month" if int(numbers["month"]) not in MONTHS.values() else "day"
        return Problem(ProblemCode.NOT_A_DAY, f"{ANSWER}-{field}")
    return _within(day, question, today)


def _within(day: date, question: Question, today: date) -> date | Problem:
    least, most = _limit(question.at_least, today), _limit(question.at_most, today)
    if least and day < least:
        return Problem(ProblemCode.TOO_EARLY, f"{ANSWER}-day", {"least": least.isoformat()})
    if most and day > most:
        return Problem(ProblemCode.TOO_LATE, f"{ANSWER}-day", {"most": most.isoformat()})
    return day


def _limit(limit: Limit | None, today: date) -> date | None:
    if limit == TODAY:
        return today
    return limit if isinstance(limit, date) else None
