"""That an exception was made, changed or taken back is told by mail to those who may know, and no more than that."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from portal.access import Action, Role
from portal.allocation.basis import Lifted
from portal.notices import Channel, Format
from portal.services import accounts, answering, notices, outbox, telling
from portal.services.opened import Telling, Wishes
from portal.services.staff import cases, entry, excepting
from tests.services.test_outbox import Postbox, postbox, server
from tests.services.town import code_in
from tests.surface.test_every_role import given
from tests.web.desk import at_desk
from tests.web.running import Begun
from tests.web.test_exceptions import WHY, sent
from tests.web.test_staff_work import events

if TYPE_CHECKING:
    from portal.config import MailServer
    from tests.web.running import Service

__all__ = ["postbox", "server"]

ANN = "ann@example.org"
TOLD = (ANN, "helper@example.org", "advocate-speaking@example.org")


def prove_email(somebody: Begun, email: str) -> None:
    with somebody.opening(Action.SAVE) as (context, opened):
        ticket = accounts.add_email(context, opened, email)
    with somebody.service.acting(somebody.token) as context:
        [mail] = [each for each in notices.outgoing(context) if each.to == email]
        somebody.token = accounts.sign_in_by_code(context, ticket, code_in(mail)).token


def told_of(service: Service, to: str) -> list[Any]:
    with service.acting() as context:
        return [each for each in notices.outgoing(context) if each.to == to and "decision" in each.subject]


def with_role(begun: Begun, role: Role, email: str) -> None:
    """Somebody else with access, who proved an address."""
    cookie = given(begun, role).client.get_cookie("visit")
    assert cookie is not None
    prove_email(Begun(begun.service, cookie.value, begun.reference), email)


def test_each_is_told_by_a_mail_without_a_figure_a_reason_or_a_name(
    sqlite_service: Service, server: MailServer, postbox: Postbox
) -> None:
    begun = sent(sqlite_service)
    prove_email(begun, ANN)
    for role in (Role.HELPER, Role.ADVOCATE_SPEAKING, Role.HELPER_READING, Role.ADVOCATE_FOLLOWING):
        with_role(begun, role, f"{role}@example.org")
    with at_desk(sqlite_service).acting() as context:
        case = cases.fetch(context, entry.worker(context), begun.reference, Action.PROPOSE)
        excepting.make_exception(context, case, Lifted.NO_CEILING, WHY)
        excepting.make_exception(context, case, Lifted.USE_SCHEME, "It is more than that.")
        excepting.take_back(context, case, "He lives.")
    parts = sqlite_service.parts
    outbox.send_due(parts.database.engine, parts.keyring, server, "us@example.org", lambda: datetime.now(UTC))
    mails = [each for each in postbox.taken if "decision" in each["Subject"]]
    assert sorted(each["To"] for each in mails) == sorted([*TOLD] * 3)
    of_ann = [each for each in mails if each["To"] == ANN]
    assert sorted(each["Subject"] for each in of_ann) == ["A decision was changed"] * 2 + ["There is a decision"]
    for each in of_ann:
        words = each.get_body().get_content()
        assert begun.reference in words
        assert "with our reasons" in " ".join(words.split())
        for told in ("£", "100", WHY, "more than that", "He lives", "Sam", "exception"):
            assert told not in words.replace(begun.reference, "")


@pytest.mark.parametrize(
    ("said", "safe", "words"),
    [
        (Telling(format=Format.EASY), True, ["There you can read what counts now."]),
        (Telling(first=Channel.TEXT, number="07700 900 900"), True, []),
        (Telling(never=True), True, []),
        (Telling(), False, []),
    ],
)
def test_it_obeys_how_the_person_wants_to_be_told_and_what_is_safe(
    sqlite_service: Service, said: Telling, words: list[str], *, safe: bool
) -> None:
    begun = sent(sqlite_service)
    prove_email(begun, ANN)
    with begun.opening(Action.REACH) as (context, opened):
        answering.set_wishes(context, opened, Wishes(email=safe))
    with begun.opening(Action.REACH) as (context, opened):
        telling.choose(context, opened, said, not_at_home=False)
    with at_desk(sqlite_service).acting() as context:
        case = cases.fetch(context, entry.worker(context), begun.reference, Action.PROPOSE)
        excepting.make_exception(context, case, Lifted.NO_CEILING, WHY)
        excepting.take_back(context, case, "He lives.")
    mails = told_of(sqlite_service, ANN)
    assert [line for each in mails for line in each.body.splitlines() if line in words] == words
    assert bool(mails) == bool(words)
    with sqlite_service.acting() as context:
        texts = [each.body for each in notices.outgoing(context) if each.to == said.number and each.to]
    assert len(texts) == (2 if said.number else 0)
    assert any("took back a decision about the budget" in each for each in texts) == bool(said.number)
    held = [each for each in events(sqlite_service, begun) if each.startswith("notice-withheld")]
    assert [each.split()[-1] for each in held] == ([] if safe else ["basis-decided", "basis-changed"])
