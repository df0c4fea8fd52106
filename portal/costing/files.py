"""Owns files of people: CSV and Parquet, in and out, in parts that fit into memory.

A column is a question that counts. `cost now` is what the support in place costs a week; for another time it says so,
as in `cost now in pounds a year`. A column whose name begins with `by ` says what the results are told by, such as
`by client group`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
from numpy.typing import NDArray

from portal.allocation.caseload.exact import Exact, Mask
from portal.allocation.caseload.gathering import gather
from portal.allocation.caseload.people import Column, Group, People
from portal.allocation.parts import Input
from portal.allocation.scheme import Scheme
from portal.costing.cells import answer_in, cell, cost_in
from portal.costing.inventing import Somebody
from portal.costing.refusing import Unreadable
from portal.money import Unit

COST, BY = "cost now", "by "
COSTS = {COST if unit is Unit.POUNDS_A_WEEK else f"{COST} in {unit}": unit for unit in Unit if unit.is_money}
CHUNK = 32_768


@dataclass(frozen=True)
class Kinds:
    """What kind of person each is, in one respect: a place in the names for each."""

    codes: NDArray[np.int64]
    names: tuple[str, ...]


@dataclass(frozen=True)
class Caseload:
    """A part of a caseload: people, what kinds they are of, and what their support costs now, where they have any."""

    people: People
    kinds: Mapping[str, Kinds]
    cost_now: Exact | None = None
    has_cost: Mask | None = None
    cost_unit: Unit = Unit.POUNDS_A_WEEK

    def part(self, start: int, end: int) -> Caseload:
        """The people from one place up to another."""
        inside = slice(start, end)
        return Caseload(
            self.people.part(start, end),
            {name: Kinds(kinds.codes[inside], kinds.names) for name, kinds in self.kinds.items()},
            self.cost_now and self.cost_now.picked(inside),
            None if self.has_cost is None else self.has_cost[inside],
            self.cost_unit,
        )


def cost_column(unit: Unit) -> str:
    """The name of the column with what the support in place costs, in a unit."""
    return next((name for name, each in COSTS.items() if each is unit), COST)


def read_caseload(path: Path, schemes: Sequence[Scheme], chunk: int = CHUNK) -> Iterator[Caseload]:
    """The people of a file, so many at a time. Raises Unreadable with a sentence."""
    inputs = {one.id: one for scheme in schemes for one in scheme.inputs if one.group is None or one.kind == "group"}
    inner = {one.id: one for scheme in schemes for one in scheme.inputs if one.group is not None}
    try:
        for batch in _batches(path, chunk):
            yield _caseload(batch, inputs, inner)
    except (OSError, pa.ArrowException) as error:
        raise Unreadable(_why_not(path, error)) from error


def number_of_people(path: Path) -> int | None:
    """How many people a file holds, where it says so without being read. Raises Unreadable."""
    try:
        return int(pa.parquet.read_metadata(path).num_rows) if path.suffix == ".parquet" else None
    except (OSError, pa.ArrowException) as error:
        raise Unreadable(_why_not(path, error)) from error


def _why_not(path: Path, error: Exception) -> str:
    """Why a file cannot be read, as a sentence; spreadsheets seldom save as UTF-8 by themselves."""
    if path.suffix == ".parquet":
        return f"{path} is no Parquet file with plain columns: {error}"
    try:
        with path.open(encoding="utf-8") as lines:
            if any("\0" in line for line in lines):
                return f"{path} is no CSV file: it holds signs that no text holds. Save it as “CSV UTF-8”."
    except UnicodeDecodeError:
        return f"{path} is not saved as UTF-8. In a spreadsheet choose “CSV UTF-8” when you save it."
    if path.stat().st_size == 0:
        return f"{path} is empty."
    return f"{path} is not a CSV file as it should be: {error}"


def _batches(path: Path, chunk: int) -> Iterator[Any]:
    """The rows of a file as text, `chunk` at a time whatever the blocks of the file are."""
    held: list[Any] = []
    rows = 0
    for batch in _blocks(path):
        held.append(pa.Table.from_batches([batch]))
        rows += batch.num_rows
        while rows >= chunk:
            table = pa.concat_tables(held)
            yield table.slice(0, chunk)
            held, rows = [table.slice(chunk)], rows - chunk
    if rows:
        yield pa.concat_tables(held)


def _blocks(path: Path) -> Iterator[Any]:
    if path.suffix == ".parquet":
        yield from pa.parquet.ParquetFile(path).iter_batches()
        return
    with pa.csv.open_csv(path) as reader:
        names = reader.schema.names
    options = pa.csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False)
    yield from pa.csv.open_csv(path, convert_options=options)


def _caseload(table: Any, inputs: Mapping[str, Input], inner: Mapping[str, Input]) -> Caseload:
    columns: dict[str, Column] = {}
    groups: dict[str, Group] = {}
    kinds: dict[str, Kinds] = {}
    cost, has_cost, unit = None, None, Unit.POUNDS_A_WEEK
    if len(COSTS.keys() & set(table.column_names)) > 1:
        raise Unreadable("The file says twice what support costs now. Leave one of these columns in it.")
    for name, times in Counter(table.column_names).items():
        if times > 1 or name == BY:
            raise Unreadable(f"The column “{name}” stands there twice, or has no name. Give each a name of its own.")
        codes, words = _distinct(table[name])
        if name in inputs:
            answers = [answer_in(word, inputs[name], inner) for word in words]
            made = gather([{name: answer} if answer is not None else {} for answer in answers], [name])
            if name in made.groups:
                groups[name] = _spread(made.groups[name], codes)
            else:
                columns[name] = made.columns[name].part(codes)
        elif name in COSTS:
            cost = Exact.read([cost_in(word, name) if word else Decimal(0) for word in words]).picked(codes)
            has_cost, unit = np.array([bool(word) for word in words], np.bool_)[codes], COSTS[name]
        elif name.startswith(BY):
            kinds[name.removeprefix(BY)] = Kinds(codes, tuple(words))
        else:
            raise Unreadable(
                f"Nothing counts the column “{name}”. Take it out, or call it `{BY}{name}` to tell results by it."
            )
    return Caseload(People(table.num_rows, columns, groups), kinds, cost, has_cost, unit)


def _distinct(column: Any) -> tuple[NDArray[np.int64], list[str]]:
    """The place of each cell among the different cells: most questions have few."""
    encoded = column.cast(pa.string()).fill_null("").combine_chunks().dictionary_encode()
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.combine_chunks()
    return encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64), encoded.dictionary.to_pylist()


def _spread(group: Group, codes: NDArray[np.int64]) -> Group:
    """The lists of each person out of the different lists that there are."""
    counts = np.diff(group.offsets)[codes]
    offsets = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    within = np.arange(int(offsets[-1])) - np.repeat(offsets[:-1], counts)
    index = np.repeat(group.offsets[:-1][codes], counts) + within
    items = {name: column.part(index) for name, column in group.items.items()}
    return Group(group.codes[codes], offsets, items, group.answers and group.answers.part(codes))


def write_people(
    people: Iterable[Somebody], questions: Sequence[str], path: Path, unit: Unit = Unit.POUNDS_A_WEEK
) -> int:
    """Write people to a file, CSV or Parquet by its name; what they cost is in `unit`. Gives how many there were."""
    rows = list(people)
    table: dict[str, list[str]] = {
        f"{BY}{name}": [one.kinds[name] for one in rows] for name in (rows[0].kinds if rows else ())
    }
    if unit.is_money:
        table[cost_column(unit)] = ["" if one.cost_now is None else format(one.cost_now, "f") for one in rows]
    for name in questions:
        table[name] = [cell(one.facts.get(name)) for one in rows]
    write_table(table, path)
    return len(rows)


def write_table(columns: Mapping[str, Sequence[Any]], path: Path) -> None:
    """Write columns to a file, CSV or Parquet by its name."""
    table = pa.table({name: pa.array(list(values)) for name, values in columns.items()})
    (pa.parquet.write_table if path.suffix == ".parquet" else pa.csv.write_csv)(table, path)
