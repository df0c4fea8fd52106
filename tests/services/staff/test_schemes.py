"""Adjusting schemes: who drafts, who approves, from when it holds, and that nothing of before ever changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from portal.access import Role
from portal.allocation.calculate import calculate
from portal.allocation.editing import with_figures
from portal.allocation.loading import in_effect, parse
from portal.db.scheme_tables import Origin, SchemeState
from portal.services import audit, published
from portal.services.published import Published
from portal.services.refusals import NotAllowed, NotFound, NotPossible
from portal.services.staff import people, schemes
from portal.services.staff.people import Training
from portal.services.staff.schemes import Obstacle, Version
from tests.services.colleagues import Colleague, added
from tests.services.town import CONTENT, COUNCIL, Town

FILE = """
id: small
starts: 2026-04-01
people: adults
title: How a budget is worked out
source: Made up for this test.
rounding: {to: 0.01, how: half-up}
rates:
  - id: price
    title: Price of a point
    unit: pounds a week
    per: points
    values:
      - {starts: 2026-04-01, figure: 10, source: A test}
lines:
  - id: washing
    title: Help with washing
    score: washing
    points: {alone: 0, some: 2, full: 5}
    unit: points
  - id: weekly
    title: Weekly budget
    multiply: washing
    by: {rate: price}
    unit: pounds a week
"""
SCHEME = parse(FILE, "small.yaml")
SOME, DAY = {"washing": "some"}, date(2026, 5, 10)
COURSE = SimpleNamespace(id="allocation", name="Allocation", needed_for=("allocation-officer",), months=12)
DOUBLED = {"lines/washing/points/some": "4"}


@pytest.fixture
def here(town: Town) -> Town:
    """A town with one small scheme, whose files were brought in at its start."""
    staff = SimpleNamespace(teams=(), training=(*COUNCIL.staff.training, COURSE))
    council = SimpleNamespace(**{**vars(COUNCIL), "staff": staff})
    with town.visit() as context:
        found = published.begin({"small": (SCHEME,)}, context.session.connection(), follow=False)
    town.content = SimpleNamespace(**{**vars(CONTENT), "schemes": found, "council": council, "questionnaires": {}})
    return town


def officer(town: Town, email: str = "ada@council.example", *roles: Role, trained: bool = True) -> people.Worker:
    """Somebody with a role and the course it hangs on."""
    colleague: Colleague = added(town, *(roles or (Role.ALLOCATION_OFFICER,)), email=email, name=email)
    with town.visit() as context:
        if trained:
            people.train(context, email, Training("allocation", context.today, None))
        return next(each for each in people.everyone(context) if each.email == colleague.email)


def of_file(town: Town) -> Version:
    with town.visit() as context:
        return next(each for each in schemes.everything(context) if each.origin is Origin.FILE)


def drafted(town: Town, ada: people.Worker, changes: dict[str, str] | None = None, day: date = DAY) -> Version:
    """A draft that doubles what some help gives."""
    base_id = of_file(town).id
    with town.visit() as context:
        base = schemes.find(context, base_id)
        made = schemes.find(context, schemes.draft(context, ada, base, day))
        return schemes.write(context, ada, made, with_figures(made.document, DOUBLED if changes is None else changes))


def sent(town: Town, ada: people.Worker, **more: Any) -> Version:
    made = drafted(town, ada, **more)
    with town.visit() as context:
        schemes.send(context, ada, made, "Two people are needed")
        return schemes.find(context, made.id)


def approved(town: Town, ada: people.Worker, bo: people.Worker, **more: Any) -> Version:
    waiting = sent(town, ada, **more)
    with town.visit() as context:
        schemes.approve(context, bo, waiting, "It was tried on the sample")
        return schemes.find(context, waiting.id)


@pytest.fixture
def ada(here: Town) -> people.Worker:
    return officer(here)


@pytest.fixture
def bo(here: Town) -> people.Worker:
    return officer(here, "bo@council.example")


def figure_on(town: Town, day: date) -> Any:
    with town.visit() as context:
        published.look(context)
        scheme = in_effect(context.content.schemes["small"], day)
        assert scheme is not None
        return calculate(scheme, SOME, day).headline.figure  # type: ignore[union-attr]  # washing is answered


def test_a_draft_changes_no_figure_until_somebody_else_approves_and_its_day_has_come(
    here: Town, ada: people.Worker, bo: people.Worker
) -> None:
    waiting = sent(here, ada)
    assert figure_on(here, DAY) == 20
    with here.visit() as context:
        schemes.approve(context, bo, waiting, "Tried on the sample")
    assert figure_on(here, DAY - timedelta(days=1)) == 20
    assert figure_on(here, DAY) == 40
    with here.visit() as context:
        assert schemes.before(context, waiting) is context.content.schemes["small"][0]


def test_every_process_takes_over_what_another_published(here: Town, ada: people.Worker, bo: people.Worker) -> None:
    with here.visit() as context:
        elsewhere = published.begin({"small": (SCHEME,)}, context.session.connection(), follow=False)
    approved(here, ada, bo)
    here.content.schemes = elsewhere
    assert len(elsewhere["small"]) == 1
    assert figure_on(here, DAY) == 40
    assert (list(elsewhere), len(elsewhere), len(elsewhere["small"])) == (["small"], 1, 2)


def test_opening_an_application_brings_the_newest_schemes_along(
    here: Town, ada: people.Worker, bo: people.Worker
) -> None:
    here.content.questionnaires = CONTENT.questionnaires
    ann = here.somebody()
    approved(here, ada, bo)
    assert len(here.content.schemes["small"]) == 1
    ann.open()
    assert len(here.content.schemes["small"]) == 2


def test_nobody_approves_or_refuses_what_they_drafted(here: Town, ada: people.Worker) -> None:
    waiting = sent(here, ada)
    with here.visit() as context:
        for decide in (schemes.approve, schemes.refuse):
            with pytest.raises(NotAllowed):
                decide(context, ada, waiting, "I think so")
        assert schemes.find(context, waiting.id).state is SchemeState.SENT


@pytest.mark.parametrize(("roles", "trained"), [((Role.ALLOCATION_OFFICER,), False), ((Role.TEAM_MANAGER,), True)])
def test_without_the_role_and_its_training_nothing_can_be_changed(
    here: Town, ada: people.Worker, roles: tuple[Role, ...], *, trained: bool
) -> None:
    waiting, other = sent(here, ada), officer(here, "cy@council.example", *roles, trained=trained)
    assert not schemes.may_adjust(other)
    base = of_file(here)
    with here.visit() as context:
        for change in (
            lambda: schemes.draft(context, other, base, DAY),
            lambda: schemes.bring_in(context, other, "small", FILE),
            lambda: schemes.write(context, other, waiting, FILE),
            lambda: schemes.send(context, other, waiting, "Because"),
            lambda: schemes.approve(context, other, waiting, "Because"),
            lambda: schemes.refuse(context, other, waiting, "Because"),
            lambda: schemes.withdraw(context, other, waiting, "Because"),
            lambda: schemes.go_back(context, other, base, DAY, "Because"),
        ):
            with pytest.raises(NotAllowed):
                change()


def test_another_officer_changes_sends_and_withdraws_no_draft_but_their_own(
    here: Town, ada: people.Worker, bo: people.Worker
) -> None:
    made = drafted(here, ada)
    with here.visit() as context:
        for change in (
            lambda: schemes.write(context, bo, made, FILE),
            lambda: schemes.send(context, bo, made, "Because"),
            lambda: schemes.withdraw(context, bo, made, "Because"),
        ):
            with pytest.raises(NotAllowed):
                change()


@pytest.mark.parametrize(
    ("changes", "day", "obstacle"),
    [
        ({"lines/washing/points/some": "many"}, DAY, Obstacle.COMPLAINTS),
        (None, date(2026, 5, 4), Obstacle.DAY_PAST),
        (None, date(2026, 4, 1), Obstacle.DAY_TAKEN),
        ({}, date(2026, 4, 1), Obstacle.NOTHING_NEW),
    ],
)
def test_what_cannot_be_used_is_not_sent(
    here: Town, ada: people.Worker, changes: dict[str, str] | None, day: date, obstacle: Obstacle
) -> None:
    made = drafted(here, ada, changes, day)
    if obstacle is Obstacle.NOTHING_NEW:
        with here.visit() as context:
            made = schemes.write(context, ada, made, FILE)
    with here.visit() as context:
        assert obstacle in schemes.obstacles(context, made)
        with pytest.raises(NotPossible):
            schemes.send(context, ada, made, "Because")


def test_what_waited_too_long_is_not_approved(here: Town, ada: people.Worker, bo: people.Worker) -> None:
    waiting = sent(here, ada)
    here.later(timedelta(days=6))
    with here.visit() as context, pytest.raises(NotPossible):
        schemes.approve(context, bo, waiting, "Late")


def test_every_decision_wants_its_reason(here: Town, ada: people.Worker, bo: people.Worker) -> None:
    made = drafted(here, ada)
    with here.visit() as context, pytest.raises(NotPossible):
        schemes.send(context, ada, made, " ")
    waiting = sent(here, ada)
    with here.visit() as context:
        for decide, who in ((schemes.approve, bo), (schemes.refuse, bo), (schemes.withdraw, ada)):
            with pytest.raises(NotPossible):
                decide(context, who, waiting, " ")


def test_what_is_published_cannot_be_written_or_withdrawn_once_it_holds(
    here: Town, ada: people.Worker, bo: people.Worker
) -> None:
    made = approved(here, ada, bo)
    here.later(timedelta(days=7))
    with here.visit() as context:
        for change in (
            lambda: schemes.write(context, ada, made, FILE),
            lambda: schemes.withdraw(context, ada, made, "Because"),
            lambda: schemes.approve(context, bo, made, "Again"),
        ):
            with pytest.raises(NotPossible):
                change()
    assert figure_on(here, DAY) == 40


def test_what_is_approved_and_not_yet_in_force_can_be_withdrawn(
    here: Town, ada: people.Worker, bo: people.Worker
) -> None:
    made = approved(here, ada, bo)
    assert figure_on(here, DAY) == 40
    with here.visit() as context:
        schemes.withdraw(context, bo, made, "The price is wrong")
    assert figure_on(here, DAY) == 20


def test_going_back_is_a_new_version_and_leaves_the_days_between_as_they_were(
    here: Town, ada: people.Worker, bo: people.Worker
) -> None:
    approved(here, ada, bo)
    here.later(timedelta(days=20))
    back = date(2026, 6, 1)
    base_id = of_file(here).id
    with here.visit() as context:
        base = schemes.find(context, base_id)
        made = schemes.find(context, schemes.go_back(context, bo, base, back, "Costs rose too much"))
        with pytest.raises(NotAllowed):
            schemes.approve(context, bo, made, "Mine")
        schemes.approve(context, ada, made, "Agreed")
    assert [figure_on(here, day) for day in (DAY - timedelta(days=1), DAY, back - timedelta(days=1), back)] == [
        20,
        40,
        40,
        20,
    ]


def test_nothing_is_gone_back_to_that_never_held(here: Town, ada: people.Worker) -> None:
    made = drafted(here, ada)
    with here.visit() as context, pytest.raises(NotPossible):
        schemes.go_back(context, ada, made, DAY, "Because")


def test_a_draft_that_was_changed_in_another_window_is_not_written_over(here: Town, ada: people.Worker) -> None:
    made = drafted(here, ada)
    with here.visit() as context:
        schemes.write(context, ada, made, made.document.replace("Weekly", "My weekly"))
        with pytest.raises(NotPossible):
            schemes.write(context, ada, made, FILE)


def test_bringing_the_files_in_again_changes_nothing(here: Town) -> None:
    with here.visit() as context:
        before = schemes.everything(context)
        again = published.begin({"small": (SCHEME,)}, context.session.connection(), follow=False)
        assert schemes.everything(context) == before
        assert [each.fingerprint for each in again["small"]] == [SCHEME.fingerprint]


def changed_file() -> Published:
    return Published({"small": (parse(with_figures(FILE, DOUBLED), "changed.yaml"),)})


def test_a_file_never_replaces_a_published_version(here: Town) -> None:
    with here.visit() as context:
        found, connection = changed_file(), context.session.connection()
        assert found.bring_in(connection, context.now, follow=False) == ("changed.yaml",)
    assert figure_on(here, DAY) == 20


def test_in_a_demonstration_versions_follow_their_files_and_those_of_screens_stay(
    here: Town, ada: people.Worker, bo: people.Worker
) -> None:
    approved(here, ada, bo, changes={"lines/washing/points/some": "5"})
    with here.visit() as context:
        found, connection = changed_file(), context.session.connection()
        assert found.bring_in(connection, context.now, follow=True) == ()
    assert [figure_on(here, day) for day in (DAY - timedelta(days=1), DAY)] == [40, 50]
    with here.visit() as context:
        Published({"small": (SCHEME,)}).bring_in(context.session.connection(), context.now, follow=True)
    assert [figure_on(here, day) for day in (DAY - timedelta(days=1), DAY)] == [20, 50]


def test_a_document_from_elsewhere_becomes_a_draft_whatever_is_wrong_with_it(here: Town, ada: people.Worker) -> None:
    with here.visit() as context:
        made = schemes.find(context, schemes.bring_in(context, ada, "small", "id: [\r\n"))
        assert (made.document, made.starts) == ("id: [\n", context.today)
        assert schemes.checked(context, made).scheme is None
        other = schemes.find(context, schemes.bring_in(context, ada, "small", FILE.replace("id: small", "id: other")))
        assert [each.code for each in schemes.checked(context, other).complaints] == ["another-scheme"]
        with pytest.raises(NotPossible):
            schemes.bring_in(context, ada, "small", "x" * (schemes.LONGEST + 1))


@pytest.mark.parametrize("unknown", ["none-such", "\0"])
def test_a_version_that_is_not_there_is_not_found(here: Town, unknown: str) -> None:
    with here.visit() as context, pytest.raises(NotFound):
        schemes.find(context, unknown)


def events(context: Any) -> Iterator[tuple[str, str]]:
    rows = context.session.connection().exec_driver_sql(
        "SELECT kind, about FROM events WHERE kind LIKE 'scheme-%%' ORDER BY id"
        if context.session.connection().dialect.name == "postgresql"
        else "SELECT kind, about FROM events WHERE kind LIKE 'scheme-%' ORDER BY id"
    )
    return ((row.kind, row.about) for row in rows)


def test_all_of_it_is_in_the_log_and_the_log_is_whole(here: Town, ada: people.Worker, bo: people.Worker) -> None:
    made = approved(here, ada, bo)
    with here.visit() as context:
        schemes.withdraw(context, ada, made, "Wrong")
    waiting = sent(here, ada)
    with here.visit() as context:
        schemes.refuse(context, bo, waiting, "No")
    with here.visit() as context:
        told = list(events(context))
        assert audit.verify(context.session.connection(), here.keyring).breaks == ()
    drafting = ["scheme-drafted", "scheme-changed", "scheme-sent"]
    assert [kind for kind, _ in told] == [*drafting, "scheme-approved", "scheme-withdrawn", *drafting, "scheme-refused"]
    assert {about for _, about in told} == {f"small {DAY.isoformat()}"}
