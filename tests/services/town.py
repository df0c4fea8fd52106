"""A small installation: its content, its settings, its clock, and the people who come to it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from portal.access import Action
from portal.answers import Answer
from portal.council import Council
from portal.council.model import Reminders, Reviews
from portal.db.encryption import Keyring, MasterKey
from portal.db.session import Database
from portal.notices import load_notices
from portal.questionnaires.journey import Place
from portal.questionnaires.loading import load
from portal.services import accounts, applications, notices
from portal.services.context import Context, Visitor
from portal.services.opened import Beginning, Opened
from portal.words import Text
from tests.frame.checkouts import ROOT

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
QUESTIONNAIRE = load(Path(__file__).with_name("small.yaml"))
DAY = timedelta(days=1)
A_MOMENT = timedelta(milliseconds=1)  # so that mails have an order


def stage(name: str, who: str, days: int | None, *, only_if_needed: bool = False) -> SimpleNamespace:
    words = Text(f"council/{name}", name)
    found = SimpleNamespace(id=name, title=words, next=words, who=who, target_days=days)
    found.only_if_needed, found.only_for = only_if_needed, ()
    return found


COUNCIL = SimpleNamespace(
    service=SimpleNamespace(name="Plan my support"),
    contacts=SimpleNamespace(phone="01632 960 100"),
    complaints=SimpleNamespace(within_months=12, acknowledged_working_days=3, answered_working_days=20),
    team_inbox="team@council.example",
    retention_days=SimpleNamespace(
        rough_idea=1, draft_not_saved=1, draft_saved=180, sent=2920, sign_in_codes=1, mail_texts=1
    ),
    reviews=Reviews(),
    reminders=Reminders(),
    staff=SimpleNamespace(
        teams=(), training=(SimpleNamespace(id="care-act", name="Care Act", needed_for=("officer",), months=12),)
    ),
    stages=(
        stage("started", "person", None),
        stage("sent", "council", None),
        stage("reading", "council", 5),
        stage("talking", "both", 28),
        stage("panel", "council", 14, only_if_needed=True),
        stage("plan", "both", 28),
    ),
)
COUNCIL.stages_for = partial(Council.stages_for, COUNCIL)  # the council's own rule, over these stages
CONTENT = SimpleNamespace(
    questionnaires={"small": QUESTIONNAIRE},
    schemes={"small": ()},
    bases={},
    panels={},
    cohorts=None,
    counting=lambda _: frozenset({"washing"}),
    left_to_a_person=lambda _: frozenset(),
    council=COUNCIL,
    notices=load_notices(ROOT / "questionnaires" / "notices.yaml"),
)
SETTINGS = SimpleNamespace(
    address="https://support.example",
    mail_from="no-reply@support.example",
    team_inbox=None,
    notify=None,
    translations_root=ROOT / "translations",
)


@dataclass
class Town:
    """One installation. Time stands still until a test moves it."""

    database: Database
    keyring: Keyring = field(default_factory=lambda: Keyring([MasterKey.make("first")]))
    now: datetime = NOON
    content: Any = field(default_factory=lambda: CONTENT)

    @contextmanager
    def visit(self, token: str | None = None, address: str | None = None, *, write: bool = True) -> Iterator[Context]:
        """One request: committed when all went well."""
        with self.database.writing() if write else self.database.reading() as session:
            context = Context(
                session=session,
                content=self.content,
                settings=SETTINGS,
                keyring=self.keyring,
                now=self.now,
                visitor=Visitor(token, address),
            )
            yield context
            session.commit()

    def somebody(self, **beginning: Any) -> Somebody:
        """Somebody who has begun an application."""
        with self.visit() as context:
            token = accounts.begin_session(context)
            opened = applications.begin(context, "small", Beginning(**beginning))
        return Somebody(self, token, opened.reference)

    def later(self, time: timedelta) -> None:
        """Let time pass."""
        self.now += time

    def mails(self) -> list[notices.Outgoing]:
        """What waits to be sent, the oldest first."""
        with self.visit(write=False) as context:
            return list(reversed(notices.outgoing(context)))


@dataclass
class Somebody:
    """A person at a browser, with one application."""

    town: Town
    token: str | None
    reference: str

    @contextmanager
    def visit(self) -> Iterator[Context]:
        with self.town.visit(self.token) as context:
            yield context

    @contextmanager
    def opening(self, action: Action = Action.ANSWER) -> Iterator[tuple[Context, Opened]]:
        with self.visit() as context:
            yield context, applications.open(context, self.reference, action)

    def open(self, action: Action = Action.READ) -> Opened:
        with self.opening(action) as (_, opened):
            return opened

    def answer(self, question: str, answer: Answer, item: str | None = None, seen: int | None = None) -> Opened:
        with self.opening() as (context, opened):
            return applications.save_answer(context, opened, Place(question, item), answer, seen)

    def answer_everything(self) -> None:
        """Answer all there is to ask."""
        self.answer("name", "Ann Archer")
        self.answer("born", date(1950, 2, 3))
        self.answer("washing", "some")
        self.answer("notes", "Mornings are hard")
        with self.opening() as (context, opened):
            applications.finish_group(context, opened, "helpers")
        if "frightened" in self.open().questionnaire:
            self.answer("frightened", "The man next door")

    def prove_email(self, email: str) -> None:
        """Save the draft under an address, with the code from the mail."""
        self.town.later(A_MOMENT)
        with self.opening(Action.SAVE) as (context, opened):
            ticket = accounts.add_email(context, opened, email)
        with self.visit() as context:
            self.token = accounts.sign_in_by_code(context, ticket, code_in(self.town.mails()[-1])).token

    def send(self) -> None:
        with self.opening(Action.SEND) as (context, opened):
            applications.send(context, opened, declared=True)


def code_in(mail: notices.Outgoing) -> str:
    """The code that a mail holds."""
    return mail.body.split("Your code is ")[1][:6]


def link_in(mail: notices.Outgoing) -> str:
    """The link that a mail holds, without its address."""
    return mail.body.split(notices.LINK_PATH)[1].split()[0]
