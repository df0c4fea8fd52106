"""Owns the rule that lines which are multiplied, or make a share of one another, can apply together."""

from collections.abc import Iterable, Iterator
from itertools import product
from math import prod

from portal.allocation.lint.situations import MOST, Situation, conditions_behind
from portal.allocation.operations import Divide, Multiply, Percentage
from portal.allocation.scheme import Scheme
from portal.answers import Missing
from portal.conditions import Condition
from portal.files import Complaint


def never_together(scheme: Scheme) -> Iterator[Complaint]:
    """No line stands on two that each apply for some answers, and never for the same: nobody would be given it."""
    for line in scheme.lines:
        terms = line.operation.terms if isinstance(line.operation, Multiply | Divide | Percentage) else ()
        if len(terms) > 1 and all(term.line for term in terms):
            conditions = list(conditions_behind(terms, scheme))
            met = [[one.applies(term) for term in terms] for one in _every(conditions, scheme)]
            each = all(any(one[place] is not False for one in met) for place in range(len(terms)))
            if met and each and all(False in one for one in met):
                names = " and ".join(f"“{term.line}”" for term in terms)
                what = f"{names} never apply together, so that it is never given."
                cure = "Correct `only_when:` in one of them, or take this line out."
                yield Complaint("never-holds", line.mark.file, line.mark.line, f"line “{line.id}”", what, cure)


def _every(conditions: Iterable[Condition], scheme: Scheme) -> Iterator[Situation]:
    """Every way to answer the questions of conditions; none where they are too many, or not all of them options."""
    asked = {one.id: one for one in scheme.inputs if one.kind == "choice" and one.group is None and one.options}
    names = sorted(frozenset().union(*(each.questions for each in conditions)))
    if not names or any(name not in asked for name in names):
        return
    answers = [
        [*asked[name].options, *(Missing(one) for one in asked[name].special if one in set(Missing))] for name in names
    ]
    if prod(len(each) for each in answers) <= MOST:
        for values in product(*answers):
            yield Situation(scheme, dict(zip(names, values, strict=True)))


RULES = (never_together,)
