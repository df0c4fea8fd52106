"""The closed set of operations a line can be; each gathers operands, and no operation makes a figure itself."""

from portal.allocation.operations.answers import OverItems, Quantity, Score, ScoreSeveral
from portal.allocation.operations.arithmetic import Amount, Combine, Convert, Difference, Multiply, Percentage, Round
from portal.allocation.operations.base import Known, Operation, Unread
from portal.allocation.operations.limits import Limit
from portal.allocation.operations.support import Support
from portal.allocation.operations.tables import Band, Bands, ReadTable

__all__ = [
    "Amount",
    "Band",
    "Bands",
    "Combine",
    "Convert",
    "Difference",
    "Known",
    "Limit",
    "Multiply",
    "Operation",
    "OverItems",
    "Percentage",
    "Quantity",
    "ReadTable",
    "Round",
    "Score",
    "ScoreSeveral",
    "Support",
    "Unread",
]
