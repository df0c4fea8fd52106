"""Owns the plots of a simulation, as SVG and PNG, each with words that say what it shows."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import matplotlib as mpl
import numpy as np

mpl.use("Agg")  # no window is ever opened

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from portal.costing.counting import EDGES
from portal.costing.envelope import Envelope, a_year_of, unit_of
from portal.costing.simulating import Simulated
from portal.costing.spread import quantiles, tellable
from portal.costing.tables import HIDDEN, is_told, pounds, steps_in_words, steps_told, total_is_told

BLUE, ORANGE, GREY, LINE = "#1d5a8c", "#b3541e", "#6b7280", "#111827"
mpl.rcParams["svg.hashsalt"] = "portal"  # the same figures give the same file
mpl.rcParams["svg.fonttype"] = "path"


@dataclass(frozen=True)
class Plot:
    """One plot: its title, what it shows in words, and its two files."""

    id: str
    title: str
    shows: str
    svg: bytes
    png: bytes


def plots(found: Simulated, envelope: Envelope | None, below: int) -> Iterator[Plot]:
    """The plots that have something to show. Bars of fewer people than `below` are left out."""
    if not is_told(found, below):
        return
    if found.counted.figures:
        yield _spread(found, below)
    if found.is_compared:
        yield _changes(found, below)
    if envelope is not None and unit_of(found.scheme).is_money and total_is_told(found, below):
        yield _money(found, envelope)


def _drawn(name: str, title: str, shows: str, figure: Figure) -> Plot:
    made = {}
    for kind in ("svg", "png"):
        out = io.BytesIO()
        empty = {"Date": None} if kind == "svg" else {"Software": None}
        figure.savefig(out, format=kind, dpi=150, bbox_inches="tight", metadata=empty)
        made[kind] = out.getvalue()
    return Plot(name, title, shows, made["svg"], made["png"])


def _axes(title: str, below: str, beside: str) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(8, 4.2), layout="constrained")
    axes = figure.subplots()
    axes.set_title(title, loc="left", color=LINE)
    axes.set_xlabel(below)
    axes.set_ylabel(beside)
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes


def _spread(found: Simulated, below: int) -> Plot:
    unit = unit_of(found.scheme).value
    figure, axes = _axes("How the figures are spread", unit.capitalize(), "People")
    told = [(found.counted.figures, "this scheme", BLUE)]
    if found.against is not None and found.counted_before.figures:
        told.append((found.counted_before.figures, f"{found.against.version}", ORANGE))
    most = max(float(quantiles(figures, [0.99])[0]) for figures, _, _ in told)
    edges = np.linspace(0, most or 1, 1 + max(4, min(40, found.counted.all.people // (4 * max(below, 1)))))
    for place, (figures, label, colour) in enumerate(told):
        values = np.minimum([float(one) for one in figures], most)
        people, _ = np.histogram(values, bins=edges, weights=list(figures.values()))
        people = np.where(people < below, 0, people)
        axes.stairs(people, edges, label=label, color=colour, fill=place == 0, linewidth=2)
    axes.legend(frameon=False)
    low, middle, high = tellable(found.counted.figures, below, [0.1, 0.5, 0.9])
    shows = "A histogram of the figures."
    if middle is not None:
        shows += f" Half of all people get no more than {middle:,f} {unit}."
    if low is not None and high is not None:
        shows += f" One in ten gets no more than {low:,f}, and one in ten more than {high:,f}."
    shows += " The highest hundredth is counted at the right edge."
    if below > 1:
        shows += f" Bars of fewer than {below} people are left out."
    return _drawn("spread", "How the figures are spread", shows, figure)


def _changes(found: Simulated, below: int) -> Plot:
    words, (told, (gain, lose, _, not_compared)) = steps_in_words(), steps_told(found, below)
    counts = [0 if each == HIDDEN else count for each, count in zip(told, found.counted.steps(), strict=True)]
    ordered = [*range(EDGES.index(Decimal(0)) + 1), len(words) - 1, *range(EDGES.index(Decimal(0)) + 1, len(words) - 1)]
    figure, axes = _axes("Who gains and who loses", "People", "")
    colours = [
        ORANGE if words[one].startswith("lose") else GREY if words[one] == "the same" else BLUE for one in ordered
    ]
    bars = axes.barh([words[one] for one in ordered], [counts[one] for one in ordered], color=colours)
    axes.bar_label(bars, [told[one] for one in ordered], padding=3)
    shows = f"Bars for steps of change. People who gain: {gain}; who lose: {lose}; not compared: {not_compared}."
    return _drawn("changes", "Who gains and who loses", shows, figure)


def _money(found: Simulated, envelope: Envelope) -> Plot:
    year = a_year_of(found.counted.all.total, found.scheme)
    figure, axes = _axes("The scheme and the money there is", "Million pounds a year", "")
    bars = axes.barh(
        ["The scheme gives", "To share out", "Envelope"],
        [float(one) / 1e6 for one in (year, envelope.to_share_out, envelope.pounds)],
        color=[ORANGE if year > envelope.to_share_out else BLUE, GREY, GREY],
    )
    axes.bar_label(bars, fmt="{:,.2f}", padding=3)
    shows = f"Three bars. The scheme gives £{pounds(year)} a year; of an envelope of £{pounds(envelope.pounds)}, "
    shows += f"£{pounds(envelope.to_share_out)} can be shared out."
    return _drawn("envelope", "The scheme and the money there is", shows, figure)
