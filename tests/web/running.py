"""The whole service running for a test, and ways to bring somebody quickly to where a test begins."""

from __future__ import annotations

import base64
import itertools
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import BytecodeCache

from portal.access import Action, Role
from portal.config import Settings
from portal.content import Content, load_content
from portal.services import accounts, answering, applications
from portal.services.context import Context, Visitor
from portal.services.opened import Beginning, Ground, Purpose
from portal.web.app import build
from tests.content.adult_route import AFTER_A_STROKE, Person, least
from tests.content.carer_route import WORN_OUT
from tests.web.browsing import Browser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask
    from jinja2.bccache import Bucket

    from portal.services.opened import Opened
    from portal.web.wiring import Wiring

HERE = Path(__file__).parents[2]
KEY = "tests:" + base64.b64encode(bytes(range(32))).decode()
PERSON_NAME = "Benedikta Oyelaran-Quist"
USUAL = {"adult": AFTER_A_STROKE, "carer": WORN_OUT}


class CompiledOnce(BytecodeCache):
    """Templates as Python, compiled for the first service of a test run and not again for each of the others."""

    def __init__(self) -> None:
        self.known: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what is known; Jinja itself asks whether it belongs to this very source."""
        if bucket.key in self.known:
            bucket.bytecode_from_string(self.known[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self.known[bucket.key] = bucket.bytecode_to_string()


COMPILED = CompiledOnce()


@cache
def content() -> Content:
    """The content of the service, read once for all tests."""
    return load_content(HERE, None)


def settings(database_url: str, var: Path, **more: str) -> Settings:
    """The settings of a demonstration with this database."""
    given = {"DATABASE_URL": database_url, "PORTAL_VAR": str(var), "PORTAL_MASTER_KEYS": KEY, **more}
    return Settings.from_env(given)


@dataclass
class Service:
    """One running service."""

    app: Flask

    def __post_init__(self) -> None:
        self.app.jinja_env.bytecode_cache = COMPILED

    @property
    def parts(self) -> Wiring:
        """What was put together at start."""
        parts: Wiring = self.app.extensions["wiring"]
        return parts

    def browser(self) -> Browser:
        """Somebody who has never been here."""
        return Browser(self.app)

    def close(self) -> None:
        """Let go of the database."""
        self.parts.database.close()

    @contextmanager
    def acting(self, token: str | None = None, now: datetime | None = None) -> Iterator[Context]:
        """Work through the services as the holder of a token; everything is kept when all went well."""
        with self.parts.database.writing() as session:
            yield Context(
                session=session,
                content=self.parts.content,
                settings=self.parts.settings,
                keyring=self.parts.keyring,
                now=now or datetime.now(UTC),
                visitor=Visitor(token),
            )
            session.commit()

    def begun(self, *, helper: bool = False, rough: bool = False, asked: str = "adult") -> Begun:
        """Somebody who has just begun to answer these questions."""
        own = Role.CARER if asked == "carer" else Role.PERSON
        beginning = Beginning(
            purpose=Purpose.ROUGH if rough else Purpose.REAL,
            role=Role.HELPER if helper else own,
            ground=Ground.AGREED if helper else Ground.OWN,
            person_name=PERSON_NAME if helper else None,
        )
        with self.acting() as context:
            token = accounts.begin_session(context)
            opened = applications.begin(context, asked, beginning)
        return Begun(self, token, opened.reference)


@dataclass
class Begun:
    """Somebody with an application of theirs."""

    service: Service
    token: str
    reference: str

    @property
    def path(self) -> str:
        """The address of the application."""
        return f"/applications/{self.reference}"

    def browser(self) -> Browser:
        """Their browser."""
        return self.service.browser().signed_in(self.token)

    @contextmanager
    def opening(self, action: Action = Action.ANSWER) -> Iterator[tuple[Context, Opened]]:
        """Work on the application through the services."""
        with self.service.acting(self.token) as context:
            yield context, applications.open(context, self.reference, action)

    def open(self) -> Opened:
        """The application as it is now."""
        with self.opening(Action.READ) as (_, opened):
            return opened

    def answer_up_to(self, most: int | None = None, person: Person | None = None) -> Begun:
        """Answer as this imagined person would, or as somebody usual: everything, or so many questions."""
        with self.opening() as (context, begun):
            opened = begun
            person = person or USUAL[opened.questionnaire.id]
            for _ in itertools.count() if most is None else range(most):
                place = opened.journey.next_place
                if place is None:
                    break
                opened = self._answered(context, opened, place, person)
        return self

    def _answered(self, context: Context, opened: Opened, place: Any, person: Person) -> Opened:
        asked = opened.questionnaire.find(place.question)
        if asked.kind == "group":
            there = len(opened.given.items_of(asked.id))
            if there < person.helpers:
                return answering.add_item(context, opened, asked.id)[0]
            return answering.finish_group(context, opened, asked.id)
        answer = person.answers.get(asked.id, least(asked))
        if asked.kind == "money" and isinstance(answer, int):
            answer = Decimal(answer)
        fresh = answering.save_answer(context, opened, place, answer)
        assert fresh.journey.next_place != place, f"{place} takes no answer like {answer!r}"
        return fresh


def running(database_url: str, var: Path, **more: str) -> Service:
    """Build the service on a database that has today's tables."""
    return Service(build(settings(database_url, var, **more), content()))
