"""Owns the report of a simulation: one page that stands alone, and its tables and plots as files beside it."""

from __future__ import annotations

import csv
import re
from base64 import b64encode
from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from portal.allocation.scheme import Scheme
from portal.costing.plots import Plot
from portal.costing.simulating import Simulated
from portal.costing.tables import Table

TEMPLATE = "report.html"
FIGURE = re.compile(r"−?£?[0-9,]+(\.[0-9]+)?")


def write_report(found: Simulated, told: Sequence[Table], drawn: Sequence[Plot], folder: Path, people: str) -> Path:
    """Write everything into a folder. Gives the page. `people` says where the caseload comes from."""
    folder.mkdir(parents=True, exist_ok=True)
    for table in told:
        write_for_spreadsheets(table, folder / f"{table.id}.csv")
    for plot in drawn:
        (folder / f"{plot.id}.svg").write_bytes(plot.svg)
        (folder / f"{plot.id}.png").write_bytes(plot.png)
    page = folder / TEMPLATE
    page.write_text(rendered(found, told, drawn, people), encoding="utf-8")
    return page


def write_for_spreadsheets(table: Table, path: Path) -> None:
    """Write a table as CSV: figures bare, so that they can be added up, and marked as UTF-8 for those that guess."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        lines = csv.writer(file, quoting=csv.QUOTE_ALL)
        lines.writerows([table.head, *([row[0], *map(bare, row[1:])] for row in table.rows)])


def bare(cell: str) -> str:
    """A figure without pound sign and commas; other words as they are."""
    return re.sub("[£,]", "", cell).replace("−", "-") if FIGURE.fullmatch(cell) else cell


def rendered(found: Simulated, told: Sequence[Table], drawn: Sequence[Plot], people: str) -> str:
    """The page."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=False
    )
    environment.filters["base64"] = lambda content: b64encode(content).decode("ascii")
    return environment.get_template(TEMPLATE).render(
        title=f"What the scheme “{found.scheme.title.standard}” costs over a caseload",
        marks=list(_marks(found)),
        facts=_facts(found, people),
        tables=told,
        plots=drawn,
    )


def _marks(found: Simulated) -> list[str]:
    schemes = [found.scheme, *([found.against] if found.against else [])]
    return [
        f"Illustrative: the points and prices of {one.id} {one.version} are made up, and no council's decision."
        for one in schemes
        if one.illustrative
    ]


def _facts(found: Simulated, people: str) -> list[tuple[str, str]]:
    facts = [("Scheme", _named(found.scheme)), ("Fingerprint", found.scheme.fingerprint)]
    if found.against is not None:
        facts += [("Held against", _named(found.against)), ("Fingerprint", found.against.fingerprint)]
    elif found.is_compared:
        facts.append(("Held against", "What the support of each person costs now"))
    about = "Every figure is the same, to the penny, as for one person alone. Nobody is named in it."
    return [*facts, ("Prices of", found.day.isoformat()), ("People", people), ("About", about)]


def _named(scheme: Scheme) -> str:
    return f"{scheme.id} {scheme.version}, from {scheme.starts.isoformat()}"
