"""Owns the calculation for many people: a scheme, their answers and a day give each line's figure for each person."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from portal.allocation.caseload.deciding import decide
from portal.allocation.caseload.exact import NOUGHT, Mask
from portal.allocation.caseload.forms import FORMS
from portal.allocation.caseload.people import People
from portal.allocation.caseload.run import ArrayWorking, Run
from portal.allocation.caseload.standing import (
    FIRST_REASON,
    LINES,
    NO_GRAVEST,
    UNKNOWN,
    Codes,
    Reckoned,
    Standing,
    outcome_code,
    refused,
)
from portal.allocation.caseload.testing_figures import within
from portal.allocation.model import Outcome, Reason
from portal.allocation.operations import Choose, Difference
from portal.allocation.scheme import Scheme, SchemeLine

_NO_BUDGET, _TO_A_PERSON = outcome_code(Outcome.NO_BUDGET), outcome_code(Outcome.TO_A_PERSON)


@dataclass(frozen=True)
class Reckonings:
    """What a scheme gave for many people. `lines` is empty on a day when the scheme is not in effect."""

    scheme: Scheme
    size: int
    lines: Mapping[str, Reckoned]

    @property
    def headline(self) -> Reckoned | None:
        """The line of the result that leads the page; None where the scheme is not in effect."""
        return self.lines.get(self.scheme.headline)

    @property
    def refusals(self) -> Codes:
        """The code of the reason why a person has no headline, 0 for all others."""
        if self.headline is None:
            return np.full(self.size, refused(Reason.NOT_IN_EFFECT), np.uint8)
        return self.headline.reasons

    @property
    def to_a_person(self) -> Mask:
        """For whom a line asks that a person looks, among those who have a headline."""
        return np.asarray(reduce(np.logical_or, self.asking.values(), np.zeros(self.size, np.bool_)))

    @property
    def asking(self) -> Mapping[str, Mask]:
        """For whom each line asks that a person looks: a result stands on it, and there is a headline."""
        each = (self.lines[name] for name in {one.line for one in self.scheme.results} if name in self.lines)
        given = self.refusals == 0
        return {name: mask & given for name, mask in _together(line.asking for line in each).items()}

    @property
    def no_budget(self) -> Mask:
        """For whom the headline is nought because there is no individual budget here, or it does not apply."""
        line = self.headline
        if line is None:
            return np.zeros(self.size, np.bool_)
        given = self.refusals == 0
        return np.asarray(given & (~line.applies | line.gives_none))


def calculate_many(
    scheme: Scheme,
    people: People,
    day: date,
    known: Mapping[str, Reckoned] | None = None,
    only: Collection[str] | None = None,
) -> Reckonings:
    """Each line of the scheme for each person: the same figures and refusals that `calculate` gives for one.

    `known` holds lines that were worked out before for the same people and need not be again. Where it is given with
    `only`, all other lines that are not named there are left out.
    """
    if not scheme.in_effect(day):
        return Reckonings(scheme, people.size, {})
    places = {line.id: place for place, line in enumerate(scheme.lines)}
    run = Run(people, day, scheme.rates, places, scheme.offered)
    for line in scheme.lines:
        if known is not None and line.id in known:
            run.lines[line.id] = known[line.id]
        elif only is None or line.id in only:
            run.lines[line.id] = _line(line, run)
    return Reckonings(scheme, people.size, run.lines)


def _line(declared: SchemeLine, run: Run) -> Reckoned:
    standing = Standing(run.people.size)
    _wanted(declared, run, standing)
    working = FORMS[type(declared.operation)](declared.operation, run, standing)
    figure = working.made(declared.rounding, standing)
    outcomes = working.outcomes
    if outcomes is not None and standing.codes is not None:
        outcomes = np.where(standing.going, outcomes, 0).astype(np.uint8)
    made = Reckoned(figure, standing.codes, outcomes)
    gravest = _gravest(declared, run, standing, made.stuck)
    asking = _asking(declared, run, made, working)
    return replace(made, gravest=gravest, none=_none(declared, run, made, working), asking=asking)


def _wanted(declared: SchemeLine, run: Run, standing: Standing) -> None:
    """Let those fall out for whom the line's own conditions do not hold."""
    if declared.only_when is not None:
        holds, open_ones = decide(declared.only_when, run.people, run.offered)
        standing.put_codes(open_ones)
        standing.skip(~holds)
    test = declared.only_when_figure
    if test is not None:
        line = run.lines[test.line]
        standing.follow(line, alone=run.places[test.line])
        standing.skip(~within(test, line))


def _gravest(declared: SchemeLine, run: Run, standing: Standing, stuck: Mask | None) -> NDArray[np.int64] | None:
    """The gravest reason on the way to the line, with the first line that it stands at: see `calculate._needed`.

    None where the line can be worked out for everyone.
    """
    codes = standing.codes
    if codes is None or stuck is None:
        return None
    gravest = np.full(standing.size, NO_GRAVEST)
    own = codes >= FIRST_REASON
    gravest[own] = (codes[own].astype(np.int64) - FIRST_REASON) * LINES + run.places[declared.id]
    waits = np.full(standing.size, -1) if standing.waits_for is None else standing.waits_for
    every = stuck & ((codes != UNKNOWN) | (waits < 0)) & (not isinstance(declared.operation, Choose))
    for name in declared.lines_used:
        line = run.lines[name]
        if line.gravest is not None:
            mask = every | ((codes == UNKNOWN) & (waits == run.places[name]))
            gravest = np.where(mask, np.minimum(gravest, line.gravest), gravest)
    return gravest


def _none(declared: SchemeLine, run: Run, made: Reckoned, working: ArrayWorking) -> Mask | None:
    """Where the line gives no individual budget, or one does that goes into its figure: see `model.none_found`."""
    found = None if made.outcomes is None else made.outcomes == _NO_BUDGET
    takes_away = declared.operation.terms[1:] if isinstance(declared.operation, Difference) else ()
    whole = {term.line for term in declared.operation.terms[: len(declared.operation.terms) - len(takes_away)]}
    for name, line in _stood_on(declared, run):
        if line.none is not None and name in whole:
            found = line.none & _taken(name, line, made, working) | (False if found is None else found)
    if found is not None:
        found = np.asarray(found & (made.figure <= NOUGHT))
    return found if found is not None and found.any() else None


def _asking(declared: SchemeLine, run: Run, made: Reckoned, working: ArrayWorking) -> Mapping[str, Mask]:
    """Where the line, or one that it really stands on or looked at, asks for a person: see `calculate.counting`."""
    found: list[Mapping[str, Mask]] = []
    if made.outcomes is not None:
        found.append({declared.id: made.outcomes == _TO_A_PERSON})
    for name, line in _stood_on(declared, run):
        if line.asking:
            taken = _taken(name, line, made, working)
            found.append({one: mask & taken for one, mask in line.asking.items()})
    tested = [declared.only_when_figure.line] if declared.only_when_figure else []
    for name in (*declared.operation.looks_at, *tested):
        told = True if made.stuck is None else ~made.stuck
        found.append({one: mask & told for one, mask in run.lines[name].asking.items()})
    return {name: mask for name, mask in _together(found).items() if mask.any()}


def _together(several: Iterable[Mapping[str, Mask]]) -> Mapping[str, Mask]:
    found: dict[str, Mask] = {}
    for each in several:
        for name, mask in each.items():
            found[name] = found[name] | mask if name in found else mask
    return found


def _stood_on(declared: SchemeLine, run: Run) -> Iterator[tuple[str, Reckoned]]:
    for name in {term.line for term in declared.operation.terms if term.line in run.lines}:
        if name:
            yield name, run.lines[name]


def _taken(name: str, line: Reckoned, made: Reckoned, working: ArrayWorking) -> Mask:
    """For whom a line really stands on another: both apply, and of several it is the one that was taken."""
    taken = line.applies & made.applies
    if working.chosen is not None:
        taken &= working.chosen.get(name, np.zeros(taken.shape, np.bool_))
    return taken
