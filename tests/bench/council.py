"""A council of the benchmark's own: one questionnaire of nothing but radio buttons, and a small scheme of points."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from portal.config.settings import content_root
from portal.content import load_content

if TYPE_CHECKING:
    from portal.content import Content

NAME = "bench"
SCORED = 10  # lines of points on the budget page, whatever the length of the questionnaire
HINT = "Think about most days in a usual week, and count the bad days in."
ANSWERS = (
    ("alone", "I manage this by myself"),
    ("aids", "I manage this with things that help me"),
    ("prompt", "I manage this when somebody reminds me"),
    ("one", "I manage this with help from one person"),
    ("two", "I manage this with help from two people"),
)
ANSWER_HINT = "Count things that you have at home already"
DAILY = ("washing", "dressing", "eating", "cooking", "shopping", "walking", "resting", "reading", "cleaning", "sleep")


def heading(number: int) -> str:
    """What a question asks; no two are the same."""
    return f"How do you manage {DAILY[number % 10]} on day {number} of the list?"


def option(option_id: str, words: str) -> str:
    """One answer as a line of the file."""
    return f"          - {{id: {option_id}, text: {words}, picture: person, hint: {ANSWER_HINT}}}"


def question(number: int) -> str:
    """One question of the file. Every fifth hangs on the one before, so that the route has work to do."""
    lines = [f"      - id: question-{number}", "        kind: choice", f"        text: {heading(number)}"]
    lines += [
        f"        hint: {HINT}",
        "        why: It tells us how much help you may need.",
        "        picture: person",
    ]
    if number % 5 == 0:
        lines.append(f"        ask_when: {{question: question-{number - 1}, any_of: [alone, aids, prompt]}}")
    return "\n".join([*lines, "        options:", *(option(*answer) for answer in ANSWERS)])


def questionnaire(length: int) -> str:
    """The file of a questionnaire with this many questions, all in one section."""
    head = [f"id: {NAME}", "title: What a day is like", "sections:", "  - id: days", "    title: Your days"]
    head += ["    picture: calendar", "    first: true", "    questions:"]
    return "\n".join([*head, *(question(each) for each in range(1, length + 1)), ""])


def line(line_id: str, unit: str, operation: str) -> str:
    """One line of the scheme."""
    because = '"This makes {figure}."'
    return f"  - {{id: {line_id}, unit: {unit}, title: Line {line_id}, because: {because}, {operation}}}"


def scheme(length: int) -> str:
    """The file of the scheme: points for the first questions, added up, priced and rounded."""
    scored = range(1, min(length, SCORED) + 1)
    points = ", ".join(f"{option_id}: {2 + 2 * place}" for place, (option_id, _) in enumerate(ANSWERS))
    value = '{starts: 2020-01-01, figure: 7.50, source: "Made for measuring"}'
    return "\n".join(
        (
            f"id: {NAME}",
            "version: 2020-01",
            "starts: 2020-01-01",
            "people: adults",
            "illustrative: true",
            "title: Points for measuring",
            "source: Made for measuring",
            "rounding: {to: 1, how: half-up}",
            "rates:",
            f"  - {{id: point, title: One point, unit: pounds a week, per: points, values: [{value}]}}",
            "conversions:",
            "  - {id: year, title: Year, from: pounds a week, to: pounds a year, times: 52, source: For measuring}",
            "lines:",
            *(line(f"line-{n}", "points", f"score: question-{n}, points: {{{points}}}") for n in scored),
            line("points", "points", f"sum: [{', '.join(f'line-{n}' for n in scored)}]"),
            line("pounds", "pounds a week", "multiply: points, by: {rate: point}"),
            line("weekly", "pounds a week", "round: pounds"),
            "results:",
            "  - {id: weekly, title: A week, line: weekly, headline: true}",
            "readings:",
            "  - {id: year, title: A year, of: weekly, by: year, to: 1, how: half-up}",
            "",
        )
    )


def build(root: Path, length: int) -> Content:
    """Make the council's folder, with the settings, pictures, notices and guides of the service itself, and load it."""
    own = content_root()
    place = root / "questionnaires" / NAME
    (place / "allocation").mkdir(parents=True)
    for name in ("council.yaml", "pictures.yaml", "notices.yaml"):
        shutil.copyfile(own / "questionnaires" / name, root / "questionnaires" / name)
    shutil.copytree(own / "guides", root / "guides")
    (place / "questionnaire.yaml").write_text(questionnaire(length), encoding="utf-8")
    (place / "allocation" / "2020-01-01.yaml").write_text(scheme(length), encoding="utf-8")
    return load_content(root)
