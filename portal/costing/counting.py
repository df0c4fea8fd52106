"""Owns what is counted of a caseload, part by part: sums, figures, refusals, and who gains and loses."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

import numpy as np

from portal.allocation.caseload.calculate import Reckonings
from portal.allocation.caseload.exact import NOUGHT, Exact, Mask
from portal.allocation.caseload.standing import FIRST_REASON, REASONS
from portal.allocation.model import Reason
from portal.costing.files import Caseload, Kinds
from portal.money import WIDE

ALL = ("", "")
EDGES = tuple(Decimal(each) for each in (-200, -100, -50, -20, -5, 0, 5, 20, 50, 100, 200))
"""The limits, in pounds, between which gains and losses are counted; those who get the same are counted apart."""


@dataclass
class Sums:
    """The sums of some people: how many, and their pounds in the unit of the headline."""

    people: int = 0
    with_figure: int = 0
    no_budget: int = 0
    refused: int = 0
    to_a_person: int = 0
    total: Decimal = Decimal(0)
    compared: int = 0
    total_compared: Decimal = Decimal(0)
    before: Decimal = Decimal(0)
    gain: int = 0
    lose: int = 0
    gained: Decimal = Decimal(0)
    lost: Decimal = Decimal(0)

    @property
    def with_budget(self) -> int:
        """How many people the total is shared by: what few have together tells what each has."""
        return self.with_figure - self.no_budget


@dataclass
class Counted:
    """Everything that is counted of one scheme, and against what there was before. ALL stands for everyone."""

    sums: dict[tuple[str, str], Sums] = field(default_factory=lambda: defaultdict(Sums))
    figures: Counter[Decimal] = field(default_factory=Counter)
    changes: Counter[Decimal] = field(default_factory=Counter)
    refused: Counter[tuple[Reason, str]] = field(default_factory=Counter)
    to_a_person: Counter[str] = field(default_factory=Counter)

    @property
    def all(self) -> Sums:
        """The sums of everyone."""
        return self.sums[ALL]

    @property
    def told_by(self) -> list[str]:
        """What people are told by, in the order of the caseload's columns."""
        return list(dict.fromkeys(name for name, _ in self.sums if name))

    def steps(self) -> list[int]:
        """How many people's change lies below the first of EDGES, between each two, and above the last; same: last."""
        found = [0] * (len(EDGES) + 2)
        for change, count in self.changes.items():
            place = len(EDGES) + 1 if change == 0 else sum(change >= edge for edge in EDGES)
            found[place] += count
        return found

    def add(self, part: Caseload, found: Reckonings, before: Exact | None, has_before: Mask | None) -> None:
        """Count a part of the caseload with what the scheme gave, and what each person had before."""
        size = part.people.size
        figure = NOUGHT.for_everyone(size) if found.headline is None else found.headline.figure
        refusals = found.refusals
        given = refusals == 0
        self._count_lines(found)
        self.figures.update(_counts(figure, given))
        masks = {
            "people": np.ones(size, np.bool_),
            "with_figure": given,
            "no_budget": found.no_budget,
            "refused": ~given,
            "to_a_person": found.to_a_person,
        }
        pounds = {"total": (figure, given)}
        if before is not None and has_before is not None:
            both = given & has_before
            change = figure - before
            self.changes.update(_counts(change, both))
            gain, lose = both & (change > NOUGHT), both & (change < NOUGHT)
            masks |= {"compared": both, "gain": gain, "lose": lose}
            pounds |= {
                "total_compared": (figure, both),
                "before": (before, both),
                "gained": (change, gain),
                "lost": (change, lose),
            }
        everyone = Kinds(np.zeros(size, np.int64), ("",))
        for name, kinds in {"": everyone, **part.kinds}.items():
            self._add_kinds(name, kinds, masks, pounds)

    def _add_kinds(
        self, name: str, kinds: Kinds, masks: dict[str, Mask], pounds: dict[str, tuple[Exact, Mask]]
    ) -> None:
        every = len(kinds.names)
        for field_name, mask in masks.items():
            counts = np.bincount(kinds.codes[mask], minlength=every)
            for kind, count in zip(kinds.names, counts.tolist(), strict=True):
                sums = self.sums[name, kind]
                setattr(sums, field_name, getattr(sums, field_name) + count)
        for field_name, (exact, mask) in pounds.items():
            whole = exact.whole[mask]
            dtype = object if exact.most * len(mask) > 2**62 else np.int64
            totals = np.zeros(every, dtype)
            np.add.at(totals, kinds.codes[mask], whole)
            for kind, summed in zip(kinds.names, totals.tolist(), strict=True):
                sums = self.sums[name, kind]
                more = Decimal(summed).scaleb(-exact.places, WIDE)
                setattr(sums, field_name, WIDE.add(getattr(sums, field_name), more))

    def _count_lines(self, found: Reckonings) -> None:
        """Count where people are refused, and which lines ask for a person to look."""
        refusals = found.refusals
        if refusals.any():
            at = np.full(found.size, -1) if found.headline is None else found.headline.at_lines
            bad = np.flatnonzero(refusals)
            pairs, counts = np.unique(np.stack([refusals[bad], at[bad]]), axis=1, return_counts=True)
            for (code, place), count in zip(pairs.T.tolist(), counts.tolist(), strict=True):
                line = found.scheme.lines[place].id if place >= 0 else ""
                self.refused[REASONS[code - FIRST_REASON], line] += count
        for name, mask in found.asking.items():
            self.to_a_person[name] += int(mask.sum())
        self.to_a_person = +self.to_a_person


def _counts(figures: Exact, mask: Mask) -> dict[Decimal, int]:
    values, counts = np.unique(figures.whole[mask], return_counts=True)
    named = Exact(values, figures.places, figures.most).decimals()
    return {one.normalize(WIDE): count for one, count in zip(named, counts.tolist(), strict=True)}
