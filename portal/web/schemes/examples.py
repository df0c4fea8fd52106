"""The worked examples in public: each worked out afresh, with its answers, its lines and its figure."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _

from portal.allocation.calculate import calculate, counting
from portal.allocation.examples import differences
from portal.allocation.loading import in_effect
from portal.allocation.model import Budget, How, Misfit, Outcome, Reason
from portal.allocation.nothing import Nothing, causes_in, why_nothing
from portal.answers import Missing
from portal.money import Unit
from portal.web import locale
from portal.web.budget.rows import amount, figure, figure_of, unit_words, working

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from portal.allocation.examples import Example
    from portal.allocation.model import Line, Refusal
    from portal.allocation.scheme import Scheme
    from portal.web.schemes.names import Names


def examples_of(scheme: Scheme, schemes: Sequence[Scheme], found: Sequence[Example]) -> list[Example]:
    """The examples tried with this version: those of a day on which it is in effect; on a day without, the newest."""
    return [one for one in found if (in_effect(tuple(schemes), one.day) or schemes[-1]) is scheme]


def shown_example(example: Example, scheme: Scheme, names: Names) -> dict[str, Any]:
    """One example: what was answered, every line, and what it comes to."""
    outcome = calculate(scheme, example.facts, example.day)
    lines, nothing = outcome.lines, causes_in(outcome.lines)
    if isinstance(outcome, Budget):
        counted = counting(scheme, {line.id: line for line in lines})
        lines = tuple(line for line in lines if line.id in counted)
    shown = {
        "id": example.id,
        "title": locale.words(example.title, names.wording),
        "day": example.day,
        "answers": list(answers(example.facts, names)),
        "lines": [shown_line(line, names, nothing) for line in lines if line.applies and counts(line)],
        "as_expected": not differences(example, scheme),
    }
    if isinstance(outcome, Budget):
        return shown | {
            "figures": list(figures(outcome, names)),
            "reason": "",
            "asked": (),
            "person": looks_first(outcome),
        }
    return shown | {"figures": [], "reason": why(outcome), "asked": in_the_way(outcome, names), "person": ""}


def counts(line: Line) -> bool:
    """Whether a line does anything: its figure, or a limit that held."""
    return line.figure != 0 or line.outcome is not Outcome.ORDINARY


def shown_line(line: Line, names: Names, nothing: Mapping[str, Nothing]) -> dict[str, str]:
    """A line of an example with its working; `nothing` says of the lines without a figure why they have none."""
    person = _("A person looks first.") if line.outcome is Outcome.TO_A_PERSON else ""
    compared = [one for one in line.operands if one.how is How.COMPARED and one.line]
    looked = "; ".join(
        f"“{names.line(one.line or '')}”: {figure(one.value, one.unit or line.unit)}" for one in compared
    )
    reckoned = "" if line.id in nothing else working(line)  # nobody reckons with what there is none of
    return {
        "title": names.line(line.id),
        "figure": figure_of(line, nothing),
        "working": " ".join(each for each in (reckoned or looked, person) if each),
    }


def none(budget: Budget) -> str:
    """Why the leading result of an example is no budget; "" where it is one."""
    why = why_nothing(budget, budget.headline.id)
    if why is Nothing.NO_BUDGET:
        return str(_("There is no individual budget for these answers."))
    told = {
        Nothing.NO_LINE: _("No line of this scheme counts for these answers."),
        Nothing.NOT_DUE: _("It is not due yet: the person had it in this period already."),
        Nothing.NONE_LEFT: _("Nothing is left in this period."),
    }
    return str(told[why]) if why else ""


def figures(budget: Budget, names: Names) -> Iterator[dict[str, str]]:
    """The leading result, in words where there is none; others that are not nought; and why one has no figure."""
    for each in budget.results:
        line, title = budget.line(each.line), locale.words(each.title, names.wording)
        nothing = none(budget) if each.headline else ""
        if nothing or line.figure or each.headline:
            yield {"title": title, "figure": nothing or figure_below(title, line)}
    for held in budget.withheld:
        yield {"title": locale.words(held.result.title, names.wording), "figure": why(held.refusal)}


def figure_below(title: str, line: Line) -> str:
    """A figure below its title, which may say already that it is given once."""
    once = unit_words(line.figure, line.unit)
    said_already = line.unit in {Unit.POUNDS_ONE_OFF, Unit.POUNDS_UP_TO} and once.casefold() in title.casefold()
    return amount(line.figure, line.unit) if said_already else figure(line.figure, line.unit)


def looks_first(budget: Budget) -> str:
    """That a person looks before anything else happens, where one does."""
    return str(_("A person looks first.")) if budget.to_a_person else ""


def in_short(budget: Budget, names: Names) -> str:
    """All that a budget comes to, in one line."""
    told = [f"{each['title']}: {each['figure'].removesuffix('.')}" for each in figures(budget, names)]
    return f"{'; '.join(told)}. {looks_first(budget)}".rstrip() if budget.to_a_person else "; ".join(told)


def refused(refusal: Refusal, names: Names) -> str:
    """Why there is no figure, and the questions that stand in the way."""
    return " ".join([why(refusal), *in_the_way(refusal, names)])


def in_the_way(refusal: Refusal, names: Names) -> tuple[str, ...]:
    """The questions without which there is no figure."""
    return tuple(dict.fromkeys(names.question(question) for question, _item in refusal.questions))


def why(refusal: Refusal) -> str:
    """Why an example has no figure."""
    reasons = {
        Reason.NOT_IN_EFFECT: _("No figure: this version is not in force on that day."),
        Reason.UNANSWERED: _("No figure: an answer that counts is missing."),
        Reason.NOT_SURE: _("No figure: an answer that counts is “not sure”. We do not guess."),
        Reason.OUT_OF_RANGE: why_unfit(refusal.misfit),
        Reason.GAP_IN_TABLE: _("No figure: the table has none for this. A person looks at it."),
        Reason.ANSWERS_DISAGREE: _("No figure: some answers do not go together."),
        Reason.NO_PRICE: _("No figure: no price is set. Needs are shown, but no money."),
        Reason.NOT_PUBLISHED: _("No figure: one that it needs is not published. A person looks at it."),
        Reason.A_PERSON_DECIDES: _("No figure: at this level a person decides."),
    }
    return str(reasons.get(refusal.reason, _("No figure: a person looks at it.")))


def why_unfit(misfit: Misfit | None) -> str:
    """How an answer of an example does not fit the table."""
    ways = {
        Misfit.TOO_SMALL: _("No figure: a number is too small for the table. A person looks at it."),
        Misfit.TOO_LARGE: _("No figure: a number is larger than the table goes. A person looks at it."),
        Misfit.BETWEEN_STEPS: _("No figure: a number falls between two steps of the table. A person looks at it."),
        Misfit.DIVIDES_BY_NOUGHT: _("No figure: these numbers give no sum. A person looks at it."),
    }
    return ways[misfit] if misfit else _("No figure: an answer does not fit the table. A person looks at it.")


def answers(facts: Mapping[str, Any], names: Names) -> Iterator[tuple[str, str]]:
    """What was answered, in words; people on a list one after the other."""
    for question, found in facts.items():
        if isinstance(found, tuple) and all(isinstance(each, dict) for each in found):
            for number, item in enumerate(found, 1):
                inside = "; ".join(f"{asked} {answer}" for asked, answer in answers(item, names))
                yield _("%(list)s, number %(number)d", list=names.question(question), number=number), inside
            if not found:
                yield names.question(question), _("Nobody added")
        else:
            yield names.question(question), answer_words(question, found, names)


def answer_words(question: str, found: Any, names: Names) -> str:
    """One answer in words."""
    if isinstance(found, Missing):
        return names.option(question, found.value)
    if isinstance(found, tuple):
        return "; ".join(names.option(question, each) for each in found)
    if isinstance(found, str):
        return names.option(question, found)
    return locale.day(found) if isinstance(found, date) else locale.number(found)
