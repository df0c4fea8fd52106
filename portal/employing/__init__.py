"""What it costs to employ somebody at home: every line of a year, worked out to the penny from dated rates."""

from portal.employing.costs import Costs, Job, Line, LineKind, TooLow, work_out
from portal.employing.examples import Example, lint_examples, load_examples
from portal.employing.rates import AGES, FIGURES, Age, Rates

__all__ = [
    "AGES",
    "FIGURES",
    "Age",
    "Costs",
    "Example",
    "Job",
    "Line",
    "LineKind",
    "Rates",
    "TooLow",
    "lint_examples",
    "load_examples",
    "work_out",
]
