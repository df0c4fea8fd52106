"""The closed set of operations a line can be; each gathers operands, and no operation makes a figure itself."""

from portal.allocation.operations.answers import OverItems, Quantity
from portal.allocation.operations.arithmetic import (
    Amount,
    Combine,
    Difference,
    Divide,
    Multiply,
    Percentage,
)
from portal.allocation.operations.base import Known, Operation, Unread
from portal.allocation.operations.choice import Choose
from portal.allocation.operations.counting import Convert, Round
from portal.allocation.operations.limits import Limit
from portal.allocation.operations.periods import Left, Once, Since
from portal.allocation.operations.protection import Protect
from portal.allocation.operations.scores import Score, ScoreEach, ScoreSeveral
from portal.allocation.operations.support import Support, SupportByAnswer
from portal.allocation.operations.tables import Band, Bands, ReadTable

__all__ = [
    "Amount",
    "Band",
    "Bands",
    "Choose",
    "Combine",
    "Convert",
    "Difference",
    "Divide",
    "Known",
    "Left",
    "Limit",
    "Multiply",
    "Once",
    "Operation",
    "OverItems",
    "Percentage",
    "Protect",
    "Quantity",
    "ReadTable",
    "Round",
    "Score",
    "ScoreEach",
    "ScoreSeveral",
    "Since",
    "Support",
    "SupportByAnswer",
    "Unread",
]
