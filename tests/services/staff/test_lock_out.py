"""Random tries at the door: it opens to the right password and code alone, and never while it is locked."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from portal.db.session import Database
from portal.services.refusals import TooMany, WrongCode
from portal.services.staff import entry
from portal.services.staff.entry import NotSignedIn
from tests.services.colleagues import PERIOD, at_work
from tests.services.town import Town

if TYPE_CHECKING:
    from tests.services.colleagues import Colleague

WINDOW = timedelta(minutes=15)


class Door(RuleBasedStateMachine):
    """What the door should do, kept beside it."""

    template: Path

    @initialize()
    def arrive(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        file = Path(self.folder.name) / "portal.sqlite"
        shutil.copyfile(self.template, file)
        self.town = Town(Database(f"sqlite:///{file}"))
        self.sam: Colleague = at_work(self.town)
        self.sam.token = None
        self.tries: dict[str, tuple[int, datetime]] = {}
        self.inside = self.half = False

    def teardown(self) -> None:
        self.town.database.close()
        self.folder.cleanup()

    def counted(self, which: str) -> bool:
        """Count a try; say whether it is one too many."""
        count, since = self.tries.get(which, (0, self.town.now))
        if self.town.now - since >= WINDOW:
            count, since = 0, self.town.now
        self.tries[which] = count + 1, since
        return count + 1 > 5

    def taken(self, which: str, give: Callable[[str | None], None], *, right: bool) -> bool:
        """Give a password or a code; check that the door takes it just when it should."""
        locked = self.counted(which)
        last = self.tries[which][0] == 5
        try:
            give(None if right else "00000")
        except TooMany:
            assert locked or (last and not right)
            return False
        except WrongCode:
            assert not locked
            assert not right
            return False
        assert right
        assert not locked
        self.tries.pop(which)
        return True

    @rule(right=st.booleans())
    def try_password(self, *, right: bool) -> None:
        if self.taken("password", self.sam.give_password, right=right):
            self.half, self.inside, self.since = True, False, self.town.now

    @precondition(lambda self: self.half)
    @rule(right=st.booleans())
    def try_code(self, *, right: bool) -> None:
        self.town.later(PERIOD)
        if self.town.now - self.since >= entry.HALFWAY:
            with pytest.raises(NotSignedIn):
                self.sam.give_code()
            self.half = False
        elif self.taken("code", self.sam.give_code, right=right):
            self.half, self.inside, self.seen, self.since = False, True, self.town.now, self.town.now

    @rule(minutes=st.integers(1, 40))
    def wait(self, minutes: int) -> None:
        self.town.later(timedelta(minutes=minutes))

    @invariant()
    def only_whoever_gave_both_is_inside(self) -> None:
        expected = self.inside and self.town.now - self.seen < entry.IDLE and self.town.now - self.since < entry.LONGEST
        try:
            self.sam.who()
        except NotSignedIn:
            assert not expected
            self.inside = False
        else:
            assert expected
            self.seen = self.town.now


def test_the_door_opens_to_password_and_code_alone(sqlite_template: Path) -> None:
    Door.template = sqlite_template
    run_state_machine_as_test(
        Door,
        settings=settings(
            max_examples=8, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
