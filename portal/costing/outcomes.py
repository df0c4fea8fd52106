"""Owns the file that says what each person of a caseload got, row by row in the order of the caseload."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from portal.allocation.caseload.calculate import Reckonings
from portal.allocation.caseload.exact import Exact, Mask
from portal.allocation.caseload.standing import FIRST_REASON, REASONS
from portal.costing.files import Caseload

FIELDS = pa.schema(
    [
        ("row", pa.int64()),
        ("figure", pa.string()),
        ("before", pa.string()),
        ("refused", pa.string()),
        ("no budget", pa.bool_()),
        ("to a person", pa.bool_()),
    ]
)


class Outcomes:
    """Writes a part at a time, so that it never holds more; CSV or Parquet by its name. Figures are exact words."""

    def __init__(self, path: Path) -> None:
        self._writer: Any = (pa.parquet.ParquetWriter if path.suffix == ".parquet" else pa.csv.CSVWriter)(path, FIELDS)
        self._row = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._writer.close()

    def add(self, part: Caseload, found: Reckonings, before: Exact | None, has_before: Mask | None) -> None:
        """Write what each person of a part got."""
        refusals = found.refusals
        none = Exact.each(np.zeros(found.size, np.int64))
        figures = found.headline.figure if found.headline else none
        had = before if before is not None else none
        known = has_before if has_before is not None else np.zeros(found.size, np.bool_)
        rows = {
            "row": list(range(self._row + 1, self._row + found.size + 1)),
            "figure": _words(figures, refusals == 0),
            "before": _words(had, known),
            "refused": [REASONS[code - FIRST_REASON].value if code else None for code in refusals.tolist()],
            "no budget": found.no_budget.tolist(),
            "to a person": found.to_a_person.tolist(),
        }
        self._row += found.size
        self._writer.write_table(pa.table(rows, schema=FIELDS))


def _words(figures: Exact, mask: Mask) -> list[str | None]:
    each = zip(figures.decimals(), mask.tolist(), strict=True)
    return [format(figure, "f") if there else None for figure, there in each]
