"""The inbox at the terminal: what waits, and everything of one application in plain words."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from portal.access import Action, Role, State
from portal.arrangements.model import Part, Way
from portal.cli.inbox import listed
from portal.cli.reading import harmless
from portal.cli.reckoning import working
from portal.services import answering, applications, arrangements, budgets, casework
from portal.services.opened import Ground, Helper, Wishes
from portal.services.staff import cases, entry, matching
from tests.cli.commands import run
from tests.services.colleagues import at_work
from tests.services.test_whole import answer_all, begin
from tests.services.town import DAY
from tests.web.running import content

if TYPE_CHECKING:
    from tests.services.town import Somebody, Town


def sent(town: Town, **beginning: object) -> Somebody:
    ann = town.somebody(**beginning)
    ann.answer_everything()
    ann.send()
    return ann


def test_an_empty_inbox_says_so(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    town.somebody()
    assert run(capsys, "inbox") == (0, "Nothing was sent yet.\n", "")


def test_the_list_is_in_order_and_says_what_is_late_and_who_may_be_the_same(
    town: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    first = sent(town)
    town.later(DAY)
    second = sent(town)
    with second.opening(Action.LOOK_AGAIN) as (context, opened):
        budgets.ask_to_look_again(context, opened, None, "please")
    said = run(capsys, "inbox")
    assert said.code == 0
    one, two = said.out.split("\n\n")[1:3]
    assert one.startswith(f"{first.reference}  small, sent 4 May 2026, ")
    assert "NOT OPENED YET; LATE: to be done by" in one
    assert f"may be the same person as {second.reference}" in one
    assert two.startswith(second.reference)
    assert "requests to look again: 1" in two
    assert "Archer" not in said.out


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_two_that_somebody_settled_are_named_together_no_more(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    first, second, third = (sent(town).reference for _ in range(3))
    with at_work(town).visit() as context:
        sam = entry.worker(context)
        case = cases.fetch(context, sam, first, Action.CLOSE)
        matching.settle(context, sam, case, second, matching.Settled.ANOTHER, "two cousins")
    shown = [part for part in run(capsys, "inbox").out.split("\n\n") if "may be the same" in part]
    alike = {part.strip()[:9]: set(part.split("same person as ")[1].strip().split(", ")) for part in shown}
    assert alike == {first: {third}, second: {third}, third: {first, second}}


def test_without_a_terminal_nothing_is_opened_unless_told_to(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    ann = sent(town)
    said = run(capsys, "inbox", ann.reference)
    assert (said.code, said.out) == (1, "")
    assert "its sender cannot take it back. Add --yes to open it." in said.err
    assert ann.open(Action.FOLLOW).state is State.SENT


@pytest.mark.parametrize(("typed", "state"), [("no", State.SENT), ("", State.SENT), ("Yes", State.OPENED)])
def test_somebody_at_the_terminal_is_asked_before_it_is_opened(
    town: Town, typed: str, state: State, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ann = sent(town)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _: typed)
    said = run(capsys, "inbox", ann.reference)
    assert f"Once {ann.reference} is open, its sender cannot take it back." in said.out
    assert ann.open(Action.FOLLOW).state is state
    assert ("Ann Archer" in said.out) is (state is State.OPENED)


def test_a_reference_that_is_not_in_the_inbox_is_a_sentence(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    draft = town.somebody().reference
    for reference in (draft, "AAAA-AAAA"):
        said = run(capsys, "inbox", reference, "--yes")
        assert (said.code, said.out) == (1, "")
        assert f"There is no application {reference} in the inbox." in said.err


def test_one_application_leads_with_what_is_not_safe_and_shows_all_that_was_answered(
    town: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    ann = sent(town, wishes=Wishes(write=False, ring=False, email=True, how="Only on Mondays"))
    said = run(capsys, "inbox", ann.reference.lower(), "--yes").out
    places = [
        said.index(words)
        for words in ("by the person.", "DO NOT WRITE", "DO NOT RING", "safe to e-mail", "Only on Mondays", "ABOUT YOU")
    ]
    assert places == sorted(places)
    assert re.search(r"Could you wash yourself\?\n +With some help\n", said)
    assert re.search(r"What is your name\?\n +Ann Archer\n", said)
    assert re.search(r"When were you born\?\n +3 February 1950\n", said)
    assert "No figure could be given. There was no scheme in effect on that day." in said
    assert "Nothing was chosen yet." in said


def test_what_is_private_is_shown_for_safeguarding_only(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    ann = sent(town)
    said = run(capsys, "inbox", ann.reference, "--yes").out
    assert "next door" not in said
    assert "Private to the person and not shown: 1. Add --safeguarding to read them." in said
    assert "The man next door" in run(capsys, "inbox", ann.reference, "--safeguarding").out
    assert "private-read" in run(capsys, "audit", "show", ann.reference).out


def test_an_application_by_a_helper_says_so_and_speaks_of_the_person(
    town: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    tom = sent(town, role=Role.HELPER, ground=Ground.AGREED, person_name="Ann")
    said = run(capsys, "inbox", tom.reference, "--yes").out
    assert "by somebody who helps the person, about Ann." in said
    assert "Could they wash themselves?" in said


def test_whoever_answers_is_named_with_what_is_not_safe_for_them(
    town: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    tom = sent(town, role=Role.HELPER, ground=Ground.AGREED, person_name="Ann")
    assert "WHO ANSWERS FOR THEM" not in run(capsys, "inbox", tom.reference, "--yes").out
    with tom.opening(Action.REACH) as (context, opened):
        answering.set_helper(context, opened, Helper("Tom", "01632 960 001", ring=True, mail=False))
    said = run(capsys, "inbox", tom.reference, "--yes").out
    assert re.search(r"WHO ANSWERS FOR THEM\n +Tom\n +01632 960 001\n.*safe to ring them.\n +DO NOT E-MAIL THEM", said)


def test_requests_to_look_again_are_read_with_the_application(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    ann = sent(town)
    with ann.opening(Action.LOOK_AGAIN) as (context, opened):
        budgets.ask_to_look_again(context, opened, None, "My sister is away\nand ill")
    said = run(capsys, "inbox", ann.reference, "--yes").out
    assert re.search(r"ASKED US TO LOOK AGAIN\n.*about all of it\n +My sister is away\n +and ill\n", said)


def test_words_cannot_steer_the_terminal() -> None:
    assert harmless("a\x1b[2Jb\u202ec\x00d\ud800e\u2028f\n") == "a\ufffd[2Jb\ufffdc\ufffdd\ufffde\nf\n"


def test_a_real_budget_and_a_mix_are_printed_line_by_line_to_the_penny(
    town: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    town.content = content()
    with town.visit() as context:
        opened = answer_all(context, begin(context))
        budget = budgets.result(context, opened).budget
        assert budget is not None
        arrangements.choose(context, opened, Way.MIXED)
        parts = (
            Part("a", "Somebody in the mornings", Way.DIRECT_PAYMENT, Decimal("100.50")),
            Part("b", "Meals", Way.MANAGED, Decimal(20)),
        )
        arrangements.share_out(context, opened, parts)
        applications.send(context, opened, declared=True)
    said = run(capsys, "inbox", opened.reference, "--yes").out
    flat = " ".join(said.split())
    assert f"£{budget.headline.figure:,.2f} a week" in flat
    for line in budget.lines:
        if line.applies:
            assert line.title.standard in flat, line.id
    assert "The figures of this scheme are illustrative." in flat
    assert "- Somebody in the mornings: direct payment, £100.50 a week" in flat
    assert "- Meals: managed by the council, £20.00 a week" in flat
    assert "{" not in said


def operand(value: str, how: str = "added", unit: str | None = None) -> dict[str, object]:
    return {"how": how, "value": value, "unit": unit}


@pytest.mark.parametrize(
    ("operands", "unit", "figure", "rounding", "shown"),
    [
        ([operand("6"), operand("4")], "points", "10", None, "6 + 4 = 10 points"),
        ([operand("10", unit="hours a week"), operand("24.6", "times", "pounds")], "pounds a week", "246", None,
         "10 × £24.60 = £246.00 a week"),
        ([operand("200"), operand("50", "per-cent")], "pounds a week", "100", "up",
         "£200.00 × 50% = £100.00 a week"),
        ([operand("345"), operand("2", "divided-by")], "pounds a week", "172", "half-even",
         "£345.00 ÷ 2, rounded to the nearest £1.00, halves to the even one = £172.00 a week"),
        ([operand("345")], "pounds a week", "350", "up", "£345.00, rounded up to the next £1.00 = £350.00 a week"),
        ([operand("350")], "pounds a week", "350", "up", ""),
        ([operand("3", "greatest"), operand("5", "greatest")], "points", "5", None, "The greatest of 3; 5 = 5 points"),
        ([operand("300"), operand("250", "least")], "pounds a week", "250", None,
         "£300.00, or £250.00 if that is less = £250.00 a week"),
        ([operand("7")], "points", "7", None, ""),
    ],
)  # fmt: skip
def test_the_working_reads_as_one_types_it(
    operands: list[object],
    unit: str,
    figure: str,
    rounding: str | None,
    shown: str,
) -> None:
    line = {"operands": operands, "unit": unit, "figure": figure, "rounding": rounding and {"to": "1", "how": rounding}}
    assert working(line) == shown


def test_time_since_sending_is_in_days(town: Town) -> None:
    sent(town)
    for later, words in ((timedelta(0), "today"), (DAY, "yesterday"), (2 * DAY, "3 days ago")):
        town.later(later)
        with town.visit(write=False) as context:
            assert words in listed(casework.inbox(context))
