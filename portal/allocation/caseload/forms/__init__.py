"""The array form of each operation: one table from operation to function, and nothing else decides."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from portal.allocation import operations
from portal.allocation.caseload.forms import (
    answers,
    arithmetic,
    choice,
    limits,
    periods,
    protection,
    scores,
    support,
    tables,
)
from portal.allocation.caseload.run import ArrayWorking, Run
from portal.allocation.caseload.standing import Standing

Form = Callable[[Any, Run, Standing], ArrayWorking]

FORMS: Mapping[type[operations.Operation], Form] = {
    operations.Amount: arithmetic.amount,
    operations.Bands: tables.bands,
    operations.Choose: choice.choose,
    operations.Combine: arithmetic.combine,
    operations.Convert: arithmetic.convert,
    operations.Difference: arithmetic.difference,
    operations.Divide: arithmetic.divide,
    operations.Left: periods.left,
    operations.Limit: limits.limit,
    operations.Multiply: arithmetic.multiply,
    operations.Once: periods.once,
    operations.OverItems: answers.over_items,
    operations.Percentage: arithmetic.percentage,
    operations.Protect: protection.protect,
    operations.Quantity: answers.quantity,
    operations.ReadTable: tables.read_table,
    operations.Round: arithmetic.round_off,
    operations.Score: scores.score,
    operations.ScoreEach: scores.score_each,
    operations.ScoreSeveral: scores.score_several,
    operations.Since: periods.since,
    operations.Support: support.support,
    operations.SupportByAnswer: support.support_by_answer,
}
