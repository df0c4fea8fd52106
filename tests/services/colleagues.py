"""People who work for the council of the tests, and the way each of them signs in."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from portal.access import Action, Role
from portal.services import equality, exchange, pauses, reminding
from portal.services.context import Context
from portal.services.staff import cases, codes, deciding, entry, holding, matching, people
from portal.services.staff.deciding import Needs, OutcomeDecided

GOOD = "three-quiet-herons-9"
PERIOD = timedelta(seconds=codes.SECONDS)


@dataclass
class Colleague:
    """Somebody at the council, with a phone that makes their codes."""

    town: Any
    email: str
    password: str
    token: str | None = None
    secret: bytes = b""
    printed: list[str] = field(default_factory=list)

    @contextmanager
    def visit(self) -> Iterator[Context]:
        with self.town.visit(self.token) as context:
            yield context

    @property
    def code(self) -> str:
        """What the phone shows now."""
        return codes.code_at(self.secret, self.town.now)

    def give_password(self, password: str | None = None, address: str | None = None) -> None:
        with self.town.visit(self.token, address) as context:
            self.token = entry.sign_in(context, self.email, self.password if password is None else password)

    def set_up(self) -> None:
        with self.visit() as context:
            self.secret, _ = entry.secret_to_set_up(context)
        with self.visit() as context:
            self.token, self.printed = entry.set_up(context, self.code)

    def give_code(self, code: str | None = None) -> None:
        with self.visit() as context:
            self.token = entry.enter_code(context, self.code if code is None else code)

    def choose_password(self, new: str = GOOD) -> None:
        with self.visit() as context:
            self.token = entry.change_password(context, self.password, new)
        self.password = new

    def come_in(self) -> None:
        """The whole way in, also the first time."""
        self.town.later(PERIOD)  # no code works twice
        self.give_password()
        if self.secret:
            self.give_code()
        else:
            self.set_up()
            self.choose_password()

    def who(self) -> people.Worker:
        with self.visit() as context:
            return entry.worker(context)


def added(town: Any, *roles: Role, email: str = "sam@council.example", **more: Any) -> Colleague:
    """Somebody who was added and has not come yet."""
    held: Collection[Role] = roles or (Role.TEAM_MANAGER,)
    with town.visit() as context:
        password = people.add(context, people.NewWorker(more.pop("name", "Sam Okafor"), email, held, **more))
    return Colleague(town, email, password)


def work_on(town: Any, reference: str, words: Sequence[str] = ("please", "because", "as agreed")) -> Colleague:
    """Somebody who opens an application, asks for more, decides, and leaves words in each place."""
    sam = at_work(town, Role.TEAM_MANAGER, email="lee@council.example")
    with sam.visit() as context:
        here = entry.worker(context)
        cases.name_purpose(context, here, reference, cases.Purpose.MY_CASE)
        exchange.ask(context, cases.look(context, here, reference, Action.ASK).opened, words[0], wants_answer=True)
        deciding.record_needs(
            context,
            cases.fetch(context, here, reference, Action.DECIDE),
            Needs(
                impairment=True,
                outcomes={"home": OutcomeDecided(unable=True, reason=words[1])},
                impact=True,
                needed=1,
                reason=words[2],
            ),
        )
        pauses.pause(
            context,
            cases.fetch(context, here, reference, Action.PAUSE),
            words[1],
            context.today + timedelta(weeks=2),
        )
        holding.place(context, cases.fetch(context, here, reference, Action.HOLD), words[2])
    with town.visit() as context:
        context.now += timedelta(weeks=4)  # by then it is late
        reminding.remind_team(context)
    return sam


def settle_two(town: Any, worker: Colleague, reference: str, how: str = "two cousins") -> None:
    """Somebody else sends one, too; the worker settles that it is about another person, and counts an answer."""
    cousin = town.somebody()
    cousin.answer_everything()
    cousin.send()
    with worker.visit() as context:
        here = entry.worker(context)
        case = cases.fetch(context, here, reference, Action.CLOSE)
        equality.keep(context, {"age": "85-on"})
        matching.settle(context, here, case, cousin.reference, matching.Settled.ANOTHER, how)


def at_work(town: Any, *roles: Role, email: str = "sam@council.example", **more: Any) -> Colleague:
    """Somebody who is in."""
    found = added(town, *roles, email=email, **more)
    found.come_in()
    return found
