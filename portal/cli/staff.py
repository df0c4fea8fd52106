"""Adds and ends the people who work for the council, lists them, records their training, gives new passwords."""

from __future__ import annotations

import argparse
import calendar
from datetime import date
from typing import TYPE_CHECKING

from portal.access import STAFF, Role
from portal.cli import Stopped
from portal.cli.stored import council_of, stored

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from portal.cli.stored import Stored
    from portal.council import Council
    from portal.services.staff.people import Worker


def read_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """Read what is wanted, and of whom."""
    parser = argparse.ArgumentParser(
        prog="python3 -m portal staff",
        description="The people who work for the council. Their teams, and the courses that their roles hang on, stand "
        "in council.yaml. They sign in at /staff/sign-in.",
    )
    ways = parser.add_subparsers(dest="what", required=True)
    add = ways.add_parser("add", help="add somebody; prints a password to tell them, once")
    add.add_argument("email")
    add.add_argument("--name", required=True)
    add.add_argument("--role", required=True, action="append", choices=sorted(STAFF), help="several times for several")
    add.add_argument("--team", help="the id of a team; without it, all teams")
    add.add_argument("--programme", action="append", help="the id of a questionnaire; without it, all")
    ways.add_parser("list", help="list everyone, with roles and training")
    for name, words in (
        ("end", "end somebody's work: signed out at once, no way back in"),
        ("reset", "give somebody a new password and let them set up one-time codes anew"),
    ):
        ways.add_parser(name, help=words).add_argument("email")
    training = ways.add_parser("training", help="record that somebody did a course")
    training.add_argument("email")
    training.add_argument("course")
    training.add_argument("--done", type=date.fromisoformat, help="the day, such as 2026-11-21; today without it")
    training.add_argument("--until", type=date.fromisoformat, help="the last day it counts; else as the council says")
    return parser.parse_args(arguments)


def run(arguments: Sequence[str]) -> int:
    """Do what is wanted. Returns the exit code."""
    from portal.services.refusals import NotFound, NotPossible  # noqa: PLC0415  --help must not wait for it

    wanted = read_arguments(arguments)
    doing: dict[str, Callable[[Stored, Council, argparse.Namespace], None]] = {
        "add": add,
        "list": show,
        "end": end,
        "reset": reset,
        "training": train,
    }
    with stored() as there:
        try:
            doing[wanted.what](there, council_of(there.settings), wanted)
        except NotFound:
            raise Stopped(f"Nobody here signs in with {wanted.email}.") from None
        except NotPossible as error:
            raise Stopped(f"That is not possible: {error}.") from None
    return 0


def add(there: Stored, council: Council, wanted: argparse.Namespace) -> None:
    """Add somebody."""
    from portal.services.staff import people  # noqa: PLC0415  --help must not wait for it

    teams = {team.id for team in council.staff.teams}
    if wanted.team is not None and wanted.team not in teams:
        raise Stopped(f"There is no team {wanted.team}. There are: {', '.join(sorted(teams)) or 'none'}.")
    if "@" not in wanted.email:
        raise Stopped("People sign in with an e-mail address. Write it in full, like name@example.org.")
    roles = [Role(each) for each in wanted.role]
    new = people.NewWorker(wanted.name, wanted.email, roles, wanted.team, wanted.programme)
    with there.at_work(council, write=True) as context:
        password = people.add(context, new)
        missing = sorted({course for role in roles for course in people.courses_for(context, role)})
    told(wanted.email, password)
    if missing:
        print("Before the roles count, record training with: python3 -m portal staff training")
        print(f"Wanted: {', '.join(missing)}")


def told(email: str, password: str) -> None:
    """Print a password, for telling somebody once."""
    print(f"{email} signs in at /staff/sign-in with this password. It is shown only now and must be changed there:")
    print(f"\n    {password}\n")


def reset(there: Stored, council: Council, wanted: argparse.Namespace) -> None:
    """Give a new password."""
    from portal.services.staff import people  # noqa: PLC0415  --help must not wait for it

    with there.at_work(council, write=True) as context:
        password = people.reset(context, wanted.email)
    told(wanted.email, password)


def end(there: Stored, council: Council, wanted: argparse.Namespace) -> None:
    """End somebody's work."""
    from portal.services.staff import people  # noqa: PLC0415  --help must not wait for it

    with there.at_work(council, write=True) as context:
        people.end(context, wanted.email)
    print(f"{wanted.email} is signed out and cannot sign in any more.")


def train(there: Stored, council: Council, wanted: argparse.Namespace) -> None:
    """Record a course."""
    from portal.services.staff import people  # noqa: PLC0415  --help must not wait for it

    course = next((each for each in council.staff.training if each.id == wanted.course), None)
    if course is None:
        known = ", ".join(each.id for each in council.staff.training)
        raise Stopped(f"There is no course {wanted.course}. There are: {known or 'none'}.")
    with there.at_work(council, write=True) as context:
        done = wanted.done or context.today
        until = wanted.until or (months_after(done, course.months) if course.months else None)
        people.train(context, wanted.email, people.Training(course.id, done, until))
    print(f"{wanted.email}: {course.name}, done on {done}{f', counts until {until}' if until else ''}.")


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def show(there: Stored, council: Council, wanted: argparse.Namespace) -> None:
    """List everyone."""
    from portal.services.staff import people  # noqa: PLC0415  --help must not wait for it

    with there.at_work(council) as context:
        everyone = people.everyone(context)
    print("\n".join(line for each in everyone for line in lines_of(each)) or "Nobody was added yet.")


def lines_of(each: Worker) -> list[str]:
    """One of them, in a few lines."""
    state = f"ended on {each.ended:%Y-%m-%d}" if each.ended else "has one-time codes" if each.enrolled else "new"
    lines = [f"{each.email}  {each.name}, {state}", f"    team: {each.team or 'all'}"]
    lines[1] += f"; programmes: {', '.join(sorted(each.programmes)) if each.programmes is not None else 'all'}"
    if each.roles:
        lines.append(f"    works as: {', '.join(sorted(each.roles))}")
    if each.dormant and not each.ended:
        lines.append(f"    waits for training: {', '.join(sorted(each.dormant))}")
    lines += [
        f"    {one.course}, done {one.done}{f', until {one.until}' if one.until else ''}" for one in each.training
    ]
    return [*lines, ""]
