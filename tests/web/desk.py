"""People of the council at their browsers, and the way in that each of them takes."""

from __future__ import annotations

import itertools
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from portal.access import Role
from portal.services.staff import codes, entry, people
from portal.services.staff.people import NewWorker, Training

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portal.services.context import Context
    from tests.web.browsing import Browser
    from tests.web.running import Service

GOOD = "three-quiet-herons-9"
COUNT = itertools.count(1)


@dataclass
class AtDesk:
    """Somebody who works for the council and is signed in."""

    service: Service
    email: str
    password: str
    token: str
    secret: bytes
    party: str

    def browser(self) -> Browser:
        """Their browser."""
        return self.service.browser().signed_in(self.token)

    @contextmanager
    def acting(self) -> Iterator[Context]:
        """Work through the services as them."""
        with self.service.acting(self.token) as context:
            yield context


def added(service: Service, *roles: Role, name: str = "Sam Okafor", **more: object) -> tuple[str, str]:
    """Add somebody with all the training there is; return address and first password."""
    email = f"worker{next(COUNT)}@council.example"
    with service.acting() as context:
        password = people.add(context, NewWorker(name, email, roles, **more))
        for course in context.content.council.staff.training:
            people.train(context, email, Training(course.id, context.today, None))
    return email, password


def at_desk(service: Service, *roles: Role, **more: object) -> AtDesk:
    """Somebody who has come in for the first time, quickly."""
    email, password = added(service, *(roles or (Role.OFFICER,)), **more)
    then = datetime.now(UTC) - timedelta(minutes=5)  # so that today's first code is still unused
    with service.acting(now=then) as context:
        token = entry.sign_in(context, email, password)
    with service.acting(token, now=then) as context:
        secret, _ = entry.secret_to_set_up(context)
    with service.acting(token, now=then) as context:
        token, _ = entry.set_up(context, codes.code_at(secret, then))
    with service.acting(token) as context:
        token = entry.change_password(context, password, GOOD)
    with service.acting(token) as context:
        party = entry.worker(context).party
    return AtDesk(service, email, GOOD, token, secret, party)
