"""The whole way, from the start page to the timeline, for any person with any hand."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from e2e import told
from e2e.pages.arrangement import COUNCIL, DIRECT, GuidesOfferedPage, PartsPage, PointsPage, UsesPage
from e2e.pages.questions import TasksPage
from e2e.pages.sending import SendPage, SentPage
from e2e.reckoning import reckoned

if TYPE_CHECKING:
    from e2e.pages.budget import BudgetPage
    from e2e.pages.sheet import Person
    from e2e.pages.start import StartPage


def answered(tasks: TasksPage, answers: dict[str, Any]) -> TasksPage:
    """Answer everything, see each answer said back, and come back to the list of parts."""
    tasks = tasks.answer_everything(answers)
    check = tasks.check()
    assert_said_back(check.rows(), answers, tasks.person)
    tasks.page.goto(f"/applications/{tasks.reference}/")
    return TasksPage(tasks.person)


def assert_said_back(rows: list[tuple[str, list[str]]], answers: dict[str, Any], person: Person) -> None:
    """Every row of the check page holds what was answered, and nothing that was answered is missing."""
    wording = person.wording
    expected: dict[str, list[str]] = {}
    for question, answer in answers.items():
        if question == "people asked about":
            continue
        if told.questionnaire().is_private(question):
            expected["Private questions"] = ["You answered these questions. They are not shown here."]
            continue
        expected[told.heading(question, wording)] = told.said_back(question, answer, wording)
        for each in answer if question == "people-who-help" else []:
            name = each["helper-name"]
            for inner, said in each.items():
                heading = told.heading(inner, wording, name)
                key = heading if name in heading else f"{heading} {name}"
                expected[key] = told.said_back(inner, said, wording)
    shown = []
    for question, lines in rows:
        key = question if question in expected else f"{question} {lines[0]}"
        assert key in expected, f"the check page shows “{question}”, which was not answered"
        assert without_weekday(lines) == expected[key], question
        shown.append(key)
    assert len(shown) == len(set(shown))


def without_weekday(lines: list[str]) -> list[str]:
    """A date reads the same with and without the name of its day."""
    first, _, rest = lines[0].partition(" ")
    return [rest] if first.endswith("day") and rest[:1].isdigit() else lines


def look_at_the_figure(budget: BudgetPage) -> None:
    """Reckon the printed lines with a pocket calculator: the last is the figure, or a sum that stands beside it."""
    receipts = budget.receipts()
    for row in (row for rows in receipts for row in rows):
        assert reckoned(row) == row.figure, row
    total, *others = [rows[-1] for rows in receipts]
    assert budget.figure() == f"£{total.figure:,.0f} {total.unit}"
    for other in others:
        assert any(f"{other.title}: £{other.figure:,.2f}" in each for each in budget.beside()), other


def share_out(tasks: TasksPage) -> TasksPage:
    """Choose a mix, share it out wrongly, look at what is left, and put it right."""
    tasks.follow("Choose how to get the support")
    ways = GuidesOfferedPage(tasks.person).go_on()
    assert len(ways.ways()) == 5  # managed, direct payment, fund, mixed, not sure yet
    assert ways.nothing_is_chosen()
    ways.choose(next(each for each in ways.ways() if "mix" in each.lower()))
    parts = PartsPage(tasks.person)
    weekly = parts.whole()["weekly"]
    first, second, *_ = [name for name in parts.names() if "once" not in name]
    parts.give(first, DIRECT, "100.50")
    parts.give(second, COUNCIL, "10")
    parts.go_on()
    parts = PartsPage(tasks.person)
    left = weekly - Decimal("110.50")
    assert any(f"£{left:,.2f} a week is still to be shared out" in each for each in parts.errors()), parts.errors()
    assert parts.amount(first) == "100.50"
    parts = parts.look()
    assert any(f"£{left:,.2f} a week" in each for each in parts.left())
    parts.give(second, COUNCIL, weekly - Decimal("100.50"))
    once = [name for name in parts.names() if "once" in name]
    if "one_off" in parts.whole():
        parts.give(once[0], COUNCIL, parts.whole()["one_off"])
    parts = parts.look()
    assert all("All of it is shared out" in each for each in parts.left()), parts.left()
    parts.go_on()
    wording = tasks.person.wording
    UsesPage(tasks.person).choose(told.use("personal-assistant", wording), told.use("agency", wording))
    points = PointsPage(tasks.person)
    assert len(points.points()) == 5  # the five awareness points
    return points.go_on()


def sent(tasks: TasksPage) -> SentPage:
    """Send it."""
    tasks.follow("Send it to us")
    return SendPage(tasks.person).declare()


def whole_way(start: StartPage, answers: dict[str, Any]) -> SentPage:
    """From the start page to the confirmation, with everything looked at on the way."""
    person = start.person
    wishes = start.begin_for(person.helper_of) if person.helper_of else start.begin_for_myself()
    tasks = answered(wishes.safe("Phone calls are safe"), answers)
    home = f"/applications/{tasks.reference}/"
    assert len(tasks.suggestion().rows()) == 3 + 10
    person.page.goto(home)
    look_at_the_figure(TasksPage(person).budget())
    person.page.goto(home)
    return sent(share_out(TasksPage(person)))
