"""Owns the assumptions of the made-up caseload, read from `demo.yaml` beside this file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from random import Random

from portal.files import Node, read_yaml

FILE = Path(__file__).with_name("demo.yaml")
PARTS = ("groups", "localities", "cohorts", "sexes", "ethnic_groups", "answers", "numbers", "helpers", "cost_now")


@dataclass(frozen=True)
class ClientGroup:
    """One group of people: their share, their ages, how much need there is and how alike they are."""

    name: str
    share: float
    first_age: int
    last_age: int
    need: float
    spread: float


@dataclass(frozen=True)
class CostNow:
    """What the support in place costs, beside what the scheme gives."""

    new: float
    around: float
    apart: float
    to: Decimal


@dataclass(frozen=True)
class Assumptions:
    """Everything that is assumed, with the source of each part."""

    groups: tuple[ClientGroup, ...]
    kinds: Mapping[str, Mapping[str, float]]  # of locality, cohort and the like, by name
    answers: Mapping[str, Mapping[str, float]]
    unsure: float
    around: float
    numbers: Mapping[str, int]
    helpers: Mapping[str, float]
    cost_now: CostNow
    sources: Mapping[str, str]


def read_assumptions() -> Assumptions:
    """The assumptions of the file. Raises ContentError where it cannot be read."""
    parts = read_yaml(FILE).fields()
    cost = parts["cost_now"].fields()
    answers = parts["answers"].fields()
    return Assumptions(
        groups=tuple(_group(one.fields()) for one in parts["groups"].fields()["each"].items()),
        kinds={
            "locality": _shares(parts["localities"]),
            "cohort": _shares(parts["cohorts"]),
            "sex": _shares(parts["sexes"]),
            "ethnic group": _shares(parts["ethnic_groups"]),
        },
        answers={name: _weights(node) for name, node in answers["each"].fields().items()},
        unsure=_number(answers["unsure"]),
        around=_number(answers["around"]),
        numbers={name: int(_number(node)) for name, node in parts["numbers"].fields()["each"].fields().items()},
        helpers=_shares(parts["helpers"]),
        cost_now=CostNow(_number(cost["new"]), _number(cost["around"]), _number(cost["apart"]), cost["to"].decimal()),
        sources={name: parts[name].fields()["source"].text() for name in PARTS},
    )


def drawn(chance: Random, weights: Mapping[str, float]) -> str:
    """One of these by chance, as often as its weight says."""
    return chance.choices(list(weights), list(weights.values()))[0]


def _group(fields: Mapping[str, Node]) -> ClientGroup:
    numbers = (_number(fields[name]) for name in ("need", "spread"))
    first, last = (int(_number(fields[name])) for name in ("from", "to"))
    return ClientGroup(fields["name"].text(), _number(fields["share"]), first, last, *numbers)


def _shares(node: Node) -> dict[str, float]:
    return _weights(node.fields()["each"])


def _weights(node: Node) -> dict[str, float]:
    return {name: _number(weight) for name, weight in node.fields().items()}


def _number(node: Node) -> float:
    return float(node.decimal())
