"""Owns the file of a draft: a scheme with one line changed, as YAML that keeps what its author wrote."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from portal.allocation.loading import parse
from portal.allocation.operations.answers import Instead
from portal.allocation.parts import Input
from portal.allocation.scheme import Scheme
from portal.conditions import SPECIAL, AnyOf
from portal.money import Unit

PRICE, TABLE = "drafted-price", "drafted-table"
OF_A_LINE = ("id", "unit", "title", "part", "only_when", "only_when_figure", "source", "rounding")
BLANK = """
id: from-points
starts: {starts}
people: adults
illustrative: true
source: A draft from a sample of points and costs
rounding: {{to: 0.01, how: half-up}}
inputs:
  - {{id: points, label: Points, kind: number, at_least: 0, at_most: {most}, in_steps_of: 0.01, unit: points}}
conversions:
  - {{id: weeks-in-a-year, from: pounds a week, to: pounds a year, times: 365, divided_by: 7}}
lines:
  - {{id: points, quantity: points}}
  - {{id: weekly, unit: pounds a week, multiply: points, by: {{rate: price}}, rounding: scheme}}
results:
  - {{id: weekly, title: A week, line: weekly, headline: true}}
readings:
  - {{id: year, title: A year, of: weekly, by: weeks-in-a-year, to: 1, how: half-up}}
rates:
  - {{id: price, unit: pounds a week, per: points, figure: 1}}
"""


@dataclass(frozen=True)
class Change:
    """How points become pounds in a draft: fields of the line, and the rate or table that it reads."""

    fields: Mapping[str, Any]
    rate: Mapping[str, Any] | None = None
    table: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Draft:
    """A scheme to begin from: its words, the line in which points become pounds, and the line of the points."""

    words: str
    file: str
    line: str
    points: str
    unit: Unit
    starts: date
    note: str
    inputs: tuple[Input, ...] = field(default=())

    def written(self, change: Change) -> str:
        """The words of the draft's file."""
        yaml = YAML(typ="rt")
        yaml.width, yaml.preserve_quotes = 4096, True
        yaml.indent(mapping=2, sequence=4, offset=2)
        document = yaml.load(self.words)
        document["version"], document["starts"] = "draft", self.starts.isoformat()
        document["illustrative"], document["source"] = True, self.note
        if "inputs" not in document:
            document["inputs"] = [declared(one, self.inputs) for one in self.inputs if _is_outer(one)]
        for line in document["lines"]:
            if line["id"] == self.line:
                same = {"because"} if "multiply" in line and "multiply" in change.fields else set()
                for name in [name for name in line if name not in OF_A_LINE and name not in same]:
                    del line[name]
                line.update(change.fields)
        for name, more in (("rates", change.rate), ("tables", change.table)):
            if more is not None:
                document[name] = [*document.get(name, []), more]
        _drop_unused(document)
        out = io.StringIO()
        yaml.dump(document, out)
        return out.getvalue()

    def scheme(self, change: Change) -> Scheme:
        """The draft as a scheme. Raises ContentError where it is not in order."""
        return parse(self.written(change), self.file)


def blank(starts: date, most: Decimal) -> str:
    """The words of a scheme in which points are answered as they are."""
    return BLANK.format(starts=starts.isoformat(), most=f"{most:f}")


def words_of(scheme: Scheme) -> str:
    """The file that a scheme was read from, as it was written."""
    return Path(scheme.mark.file).read_text("utf-8")


def inputs_of(scheme: Scheme) -> tuple[Input, ...]:
    """The inputs of a scheme, each with the answers in place of a value that some line has a figure for."""
    special: dict[str, set[str]] = {}
    for line in scheme.lines:
        instead = getattr(line.operation, "instead", None)
        if isinstance(instead, Instead):
            named = (("not-applicable", instead.not_applicable), ("blank", instead.blank))
            stands = {name for name, figure in named if figure is not None}
            for one in line.operation.inputs:
                special[one.id] = special.get(one.id, stands) & stands
    options = _options(scheme)
    return tuple(
        replace(
            one,
            special=one.special or tuple(sorted(special.get(one.id, ()))),
            options=one.options if scheme.declared else tuple(options.get(one.id, ())),
        )
        for one in scheme.inputs
    )


def _options(scheme: Scheme) -> dict[str, dict[str, None]]:
    """Every option that any line names, by question, in the order of the scheme."""
    found: dict[str, dict[str, None]] = {}
    for line in scheme.lines:
        for one in line.operation.inputs:
            found.setdefault(one.id, {}).update(dict.fromkeys(one.options))
    for line in scheme.lines:
        for question, value in _looked_at([line.only_when, line.operation]):
            if value not in SPECIAL:
                found.setdefault(question, {})[value] = None
    return found


def _looked_at(thing: object) -> Iterator[tuple[str, str]]:
    """The options that conditions name, wherever they stand."""
    if isinstance(thing, AnyOf):
        yield from ((thing.question, value) for value in thing.values)
    elif isinstance(thing, list | tuple):
        for one in thing:
            yield from _looked_at(one)
    elif is_dataclass(thing):
        for each in fields(thing):
            yield from _looked_at(getattr(thing, each.name))


def _is_outer(one: Input) -> bool:
    return one.group is None or one.kind == "group"


def declared(one: Input, every: tuple[Input, ...]) -> dict[str, Any]:
    """An input as a file that stands alone declares it."""
    kinds = {"any": "choice", "any-number": "number"}
    found: dict[str, Any] = {"id": one.id, "kind": kinds.get(one.kind, one.kind)}
    if one.kind == "group":
        found["inputs"] = [declared(each, every) for each in every if each.group == one.id and each.kind != "group"]
    if one.kind in {"choice", "choices", "any"}:
        found["options"] = list(one.options) or ["yes", "no"]
    for name in ("at_least", "at_most", "in_steps_of"):
        limit = getattr(one, name)
        if limit is not None and one.kind in {"number", "any-number"}:
            found[name] = f"{limit:f}"
    if one.kind in {"number", "any-number"}:
        found.setdefault("at_least", "0")
        found.setdefault("at_most", "1000")
    found |= {name.replace("-", "_"): True for name in one.special if one.kind != "group"}
    return found


def _drop_unused(document: Any) -> None:
    """Rates and tables that no line of the draft names any more."""
    for name, key in (("rates", "rate"), ("tables", "table")):
        if name in document:
            used = set(_named(document["lines"], key)) | set(_named(document.get("readings", []), key))
            kept = [one for one in document[name] if one["id"] in used]
            if kept:
                document[name] = kept
            else:
                del document[name]


def _named(thing: Any, key: str) -> list[str]:
    if isinstance(thing, Mapping):
        here = [str(thing[key])] if isinstance(thing.get(key), str) else []
        return here + [name for each in thing.values() for name in _named(each, key)]
    return [name for each in thing for name in _named(each, key)] if isinstance(thing, list) else []
