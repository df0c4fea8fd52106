"""Owns looking a column up: what each code gives, asked of the one-person operation itself, once for each code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from portal.allocation.caseload.exact import Exact
from portal.allocation.caseload.people import Column
from portal.allocation.caseload.standing import Codes, outcome_code, refused
from portal.allocation.model import How, Operand, Outcome, Reason
from portal.allocation.operations.answers import Instead
from portal.allocation.packing import FIRST_WORD, MISSING, NOT_ASKED
from portal.allocation.work import CannotSay

Asked = Callable[[object], tuple[Operand, Outcome]]


@dataclass(frozen=True)
class Looked:
    """What a table gave for each person; None where nobody was refused, or all outcomes are ordinary."""

    figures: Exact
    refusals: Codes | None
    outcomes: Codes | None


def each_code(column: Column, ask: Asked) -> tuple[Exact, Codes, Codes]:
    """Figure, refusal and outcome of each code. Numbers, days and several answers at once are out of range here."""
    size = FIRST_WORD + len(column.words)
    figures, refusals = [Decimal(0)] * size, np.full(size, refused(Reason.OUT_OF_RANGE), np.uint8)
    outcomes = np.zeros(size, np.uint8)
    answers = {NOT_ASKED: None, **{code: missing for missing, code in MISSING.items()}}
    for code, answer in [*answers.items(), *enumerate(column.words, FIRST_WORD)]:
        try:
            operand, outcome = ask(answer)
        except CannotSay as reason:
            refusals[code] = refused(reason.reason)
        else:
            figures[code], refusals[code], outcomes[code] = operand.value, 0, outcome_code(outcome)
    return Exact.read(figures), refusals, outcomes


def look_up(column: Column, ask: Asked) -> Looked:
    """What each person's code gives."""
    figures, refusals, outcomes = each_code(column, ask)
    codes = column.codes
    here = Exact(np.take(figures.whole, codes), figures.places, figures.most)
    return Looked(here, _any(refusals, codes), _any(outcomes, codes))


def _any(table: Codes, codes: Codes) -> Codes | None:
    if not table.any():
        return None
    found = np.take(table, codes)
    return found if found.any() else None


def refusals_of_missing(column: Column, instead: Instead) -> Codes:
    """Why there is no figure for an answer that is missing, by code; values are not refused."""

    def ask(found: object) -> tuple[Operand, Outcome]:
        stand_in = instead.operand(found, "")
        return stand_in or _A_VALUE, Outcome.ORDINARY

    _, refusals, _ = each_code(column, ask)
    return refusals


_A_VALUE = Operand(How.ADDED, Decimal(0))
