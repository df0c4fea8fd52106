"""Makes up a caseload, so that simulation and calibration can be tried without anybody's answers."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from portal.cli import Stopped
from portal.cli.progress import shown
from portal.cli.typed import day, file_to_write, one_or_more

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parent.parent.parent


def read_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """Read how many people, from which seed, into which file."""
    parser = argparse.ArgumentParser(
        prog="python3 -m portal demo-caseload",
        description="Make up people who answer a questionnaire, with what their support costs now. None exists. "
        "What is assumed stands in portal/costing/demo.yaml. The same seed gives the same people.",
    )
    parser.add_argument("--people", type=one_or_more, default=2000, metavar="N", help="how many (2000)")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="a number that chance starts from (1)")
    parser.add_argument("--questionnaire", default="adult", metavar="NAME", help="the folder of the questions (adult)")
    parser.add_argument("--day", type=day, help="the day of the scheme; today")
    parser.add_argument(
        "--out",
        type=Path,
        default=Path("var/caseload.csv"),
        metavar="FILE",
        help="a .csv or .parquet file (var/caseload.csv)",
    )
    return parser.parse_args(arguments)


def run(arguments: Sequence[str]) -> int:
    """Write the file. Returns 0."""
    from portal.allocation.loading import in_effect, load_folder  # noqa: PLC0415  --help must not wait for it
    from portal.costing.assuming import read_assumptions  # noqa: PLC0415  the same
    from portal.costing.envelope import unit_of  # noqa: PLC0415  the same
    from portal.costing.files import write_people  # noqa: PLC0415  the same
    from portal.costing.inventing import Inventing  # noqa: PLC0415  the same
    from portal.questionnaires.loading import load  # noqa: PLC0415  the same

    wanted = read_arguments(arguments)
    folder = ROOT / "questionnaires" / wanted.questionnaire
    on = wanted.day or date.today()  # noqa: DTZ011  as people say
    scheme = in_effect(load_folder(folder / "allocation"), on)
    if scheme is None:
        raise Stopped(f"There is no scheme of {wanted.questionnaire} on {on}. Name another day with --day.")
    own = folder / "questionnaire.yaml"  # a council's profile may have a scheme alone, for the default's questions
    asked = own if own.is_file() else ROOT / "questionnaires" / folder.name / own.name
    inventing = Inventing(load(asked), scheme, read_assumptions(), on)
    file_to_write(wanted.out)
    people = shown(inventing.people(wanted.people, wanted.seed), "Making people up", wanted.people)
    questions = [one.id for one in scheme.inputs if one.group is None or one.kind == "group"]
    count = write_people(people, questions, wanted.out, unit_of(scheme))
    print(f"{wanted.out}: {count} people, none of whom exists. portal/costing/demo.yaml says what is assumed.")
    return 0
