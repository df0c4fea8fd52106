"""Rules that an eligibility file keeps, and that it agrees with the questions it looks at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from portal.answers import Missing
from portal.conditions import AllOf, AnyOf, Condition, Not, OneOf
from portal.eligibility.model import EligibilityTest, Ground
from portal.files import Complaint, Mark, suggestion

Offered: TypeAlias = Mapping[str, frozenset[str]]
"""The answers each question offers by name: options and special answers."""

RULES = {
    "ground-unknown": "A ground is one of those that the law has for this test.",
    "outcome-missing": "The test looks at each outcome that the law has for it, once.",
    "ground-unnamed": "Each ground of the law has its words.",
    "outcomes-needed": "The number of outcomes needed is the law's: two for adults, one for carers.",
    "ability-unknown": "Each outcome can be claimed on the ground of needing help.",
    "eligibility-unknown-question": "The test looks at questions that are asked and not private.",
    "eligibility-unknown-option": "The test names answers that its questions offer.",
    "eligibility-of-doubt": "Doubt decides nothing: the test names no special answer but not-applicable.",
}


def lint(test: EligibilityTest, offered: Offered) -> list[Complaint]:
    """Return every complaint about a test; `offered` holds the questions that are asked and not private."""
    return [*_outcomes(test), *_grounds(test), *_questions(test, offered)]


def _complaint(code: str, mark: Mark, where: str, what: str, cure: str) -> Complaint:
    return Complaint(code, mark.file, mark.line, where, what, cure)


def _outcomes(test: EligibilityTest) -> Iterator[Complaint]:
    ids = [outcome.id for outcome in test.outcomes.each]
    mark = test.outcomes.mark
    known, needed = test.law.outcomes, test.law.needed
    for name in known:
        if ids.count(name) != 1:
            what = f"The outcome `{name}` stands here {ids.count(name)} times."
            yield _complaint("outcome-missing", mark, "outcomes", what, "Write it exactly once.")
    for outcome in test.outcomes.each:
        if outcome.id not in known:
            what = f"The law has no outcome `{outcome.id}`."
            cure = suggestion(outcome.id, known)
            yield _complaint("outcome-missing", outcome.mark, f"outcome {outcome.id}", what, cure)
    if test.outcomes.needed != needed:
        what = f"It needs {test.outcomes.needed} outcomes; the law says {needed}."
        yield _complaint("outcomes-needed", mark, "outcomes", what, f"Write `needed: {needed}`.")


def _grounds(test: EligibilityTest) -> Iterator[Complaint]:
    for ground in test.law.grounds:
        if ground not in test.grounds:
            what = f"The ground `{ground}` has no words."
            yield _complaint("ground-unnamed", test.mark, "grounds", what, f"Add `{ground}:` under `grounds:`.")
    for ground in sorted(set(test.grounds) - set(test.law.grounds)):
        yield _not_a_ground(ground, test.mark, "grounds")
    for outcome in test.outcomes.each:
        for ground, _ in outcome.unable:
            if ground not in test.law.grounds:
                yield _not_a_ground(ground, outcome.mark, f"outcome {outcome.id}")
        if Ground.NEEDS_HELP not in {ground for ground, _ in outcome.unable}:
            what = "Nobody can be found to need help with it."
            cure = f"Add an entry with `ground: {Ground.NEEDS_HELP}` under `unable:`."
            yield _complaint("ability-unknown", outcome.mark, f"outcome {outcome.id}", what, cure)


def _not_a_ground(ground: Ground, mark: Mark, where: str) -> Complaint:
    what = f"The law has no ground `{ground}` for this test."
    return _complaint("ground-unknown", mark, where, what, "Take it out.")


def _questions(test: EligibilityTest, offered: Offered) -> Iterator[Complaint]:
    for where, mark, condition in test.conditions():
        for question in sorted(condition.questions - offered.keys()):
            what = f"It looks at `{question}`, which is not asked, or is private."
            yield _complaint("eligibility-unknown-question", mark, where, what, suggestion(question, list(offered)))
        for leaf in _named(condition):
            yield from _answers(leaf, where, mark, offered)


def _answers(leaf: AnyOf, where: str, mark: Mark, offered: Offered) -> Iterator[Complaint]:
    doubt = set(Missing) - {Missing.NOT_APPLICABLE}
    for value in leaf.values:
        if value in doubt:
            what = f"It concludes something from `{value}` to `{leaf.question}`."
            cure = "Take it out; such an answer leaves the part open."
            yield _complaint("eligibility-of-doubt", mark, where, what, cure)
        elif leaf.question in offered and value not in offered[leaf.question]:
            what = f"It waits for `{value}`, which `{leaf.question}` does not offer."
            yield _complaint(
                "eligibility-unknown-option", mark, where, what, suggestion(value, sorted(offered[leaf.question]))
            )


def _named(condition: Condition) -> Iterator[AnyOf]:
    match condition:
        case AllOf(parts) | OneOf(parts):
            for part in parts:
                yield from _named(part)
        case Not(part):
            yield from _named(part)
        case AnyOf():
            yield condition
        case _:
            pass
