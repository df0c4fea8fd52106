"""Owns how each person stands at a line: it applies, it does not, or it cannot be worked out and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from portal.allocation.caseload.exact import Exact, Mask
from portal.allocation.model import Outcome, Reason

APPLIES, NOT_APPLYING, UNKNOWN, FIRST_REASON = range(4)
"""UNKNOWN stands on a line that could not be worked out. From FIRST_REASON on it is the place of the reason."""
REASONS: Final = tuple(Reason)
OUTCOMES: Final = tuple(Outcome)
NO_GRAVEST: Final = np.iinfo(np.int64).max
LINES: Final = 1 << 20  # more lines than any scheme has; gravest reasons and their lines share one number

Codes = NDArray[np.uint8]


def refused(reason: Reason) -> int:
    """The code of a reason."""
    return REASONS.index(reason) + FIRST_REASON


def outcome_code(outcome: Outcome) -> int:
    """The code of an outcome; nought is an ordinary one."""
    return OUTCOMES.index(outcome)


@dataclass(frozen=True)
class Reckoned:
    """What one line gave for each person. Where it does not apply, or cannot be worked out, the figure is nought.

    `codes` is None where it applies to everyone, `outcomes` where all are ordinary. `gravest` is, where the line
    cannot be worked out, the gravest reason on the way to it, with the line it stands at. `none` is where there
    is no individual budget; None where that is so for nobody. `asking` is where this line, or one that
    it stands on or looked at, asks for a person, by the name of that line.
    """

    figure: Exact
    codes: Codes | None = None
    outcomes: Codes | None = None
    gravest: NDArray[np.int64] | None = None
    none: Mask | None = None
    asking: Mapping[str, Mask] = field(default_factory=dict)

    @cached_property
    def stuck(self) -> Mask | None:
        """Where it cannot be worked out; None where it can for everyone."""
        stuck = None if self.codes is None else self.codes >= UNKNOWN
        return stuck if stuck is not None and stuck.any() else None

    @property
    def applies(self) -> Mask:
        """Where it applies."""
        if self.codes is None:
            return np.ones(len(self.figure.whole), np.bool_)
        return np.asarray(self.codes == APPLIES)

    @property
    def gives_none(self) -> Mask:
        """Where it is nought because there is no individual budget."""
        return np.zeros(len(self.figure.whole), np.bool_) if self.none is None else self.none

    @property
    def reasons(self) -> Codes:
        """The code of the gravest reason for each person it cannot be worked out for, 0 for all others."""
        if self.gravest is None:
            return np.zeros(len(self.figure.whole), np.uint8)
        none = self.gravest == NO_GRAVEST
        return np.where(none, 0, self.gravest // LINES + FIRST_REASON).astype(np.uint8)

    @property
    def at_lines(self) -> NDArray[np.int64]:
        """The place of the line that the gravest reason stands at, -1 where there is none."""
        if self.gravest is None:
            return np.full(len(self.figure.whole), -1)
        return np.where(self.gravest == NO_GRAVEST, -1, self.gravest % LINES)


@dataclass
class Standing:
    """How each person stands while a line is worked out. Whoever fell out once stays out, with the first cause."""

    size: int
    codes: Codes | None = None
    waits_for: NDArray[np.int64] | None = None  # the line alone that an unknown one waits for, -1 for all it stands on
    _all: Mask | None = field(default=None, repr=False)

    @property
    def going(self) -> Mask:
        """Who has not fallen out."""
        if self.codes is None:
            if self._all is None:
                self._all = np.ones(self.size, np.bool_)
            return self._all
        return np.asarray(self.codes == APPLIES)

    def put(self, mask: Mask, codes: int | Codes) -> None:
        """Give these people a code, unless they have fallen out already."""
        if not mask.any():
            return
        if self.codes is None:
            self.codes = np.zeros(self.size, np.uint8)
        self.codes = np.where(mask & (self.codes == APPLIES), codes, self.codes).astype(np.uint8)

    def put_codes(self, codes: Codes | None) -> None:
        """Give everyone the code that is not nought."""
        if codes is not None:
            self.put(codes != APPLIES, codes)

    def refuse(self, mask: Mask | None, reason: Reason) -> None:
        """Let these people, or all, fall out for a reason."""
        self.put(self.going if mask is None else mask, refused(reason))

    def skip(self, mask: Mask) -> None:
        """Let the line not apply to these people."""
        self.put(mask, NOT_APPLYING)

    def know(self, line: Reckoned, where: Mask | None = None, alone: int = -1) -> None:
        """Let those fall out for whom an earlier line cannot be worked out; `alone`: they wait for no other line."""
        if line.stuck is None:
            return
        mask = line.stuck & self.going & (True if where is None else where)
        if alone >= 0 and mask.any():
            if self.waits_for is None:
                self.waits_for = np.full(self.size, -1)
            self.waits_for[mask] = alone
        self.put(mask, UNKNOWN)

    def follow(self, line: Reckoned, where: Mask | None = None, alone: int = -1) -> None:
        """The same, and let it not apply where the earlier line does not."""
        if line.codes is None:
            return
        self.know(line, where, alone)
        mask = line.codes == NOT_APPLYING
        self.skip(mask if where is None else mask & where)
