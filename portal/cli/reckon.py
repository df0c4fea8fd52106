"""Works out one budget by hand: a scheme's file and somebody's answers, with no questionnaire and nothing stored."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portal.cli import Stopped

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from portal.allocation.model import Budget, Refusal
    from portal.allocation.parts import Input
    from portal.allocation.scheme import Scheme
    from portal.answers import Facts

NO_OPTIONS = {"not-sure", "talk", "not-applicable", "blank", "unanswered"}


def read_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """Read which scheme, whose answers and which day."""
    parser = argparse.ArgumentParser(
        prog="python3 -m portal reckon",
        description="Work out one budget with a scheme's file, line by line. Without answers: list what it asks.",
    )
    parser.add_argument("scheme", type=Path, metavar="SCHEME.yaml", help="the file of the scheme")
    parser.add_argument(
        "given", nargs="*", metavar="ANSWER", help="answers such as washing=some hours=12 aids=rails,hoist"
    )
    parser.add_argument("--answers", type=Path, metavar="FILE.yaml", help="a file of lines such as `washing: some`")
    parser.add_argument("--example", metavar="ID", help="the answers of a worked example in the scheme's file")
    parser.add_argument("--day", type=date.fromisoformat, help="year-month-day; today, or the scheme's first day")
    return parser.parse_intermixed_args(arguments)


def run(arguments: Sequence[str]) -> int:
    """Print the lines with their figures, or why there is none. Returns 0 for a figure, 1 for a refusal."""
    from portal.allocation.calculate import calculate  # noqa: PLC0415  --help must not wait for it
    from portal.allocation.loading import load_untried  # noqa: PLC0415  the same

    wanted = read_arguments(arguments)
    scheme = load_untried(wanted.scheme)
    facts, day = answers_of(wanted, scheme)
    if not facts:
        print("\n".join(asked(scheme)))
        return 0
    found = calculate(scheme, facts, wanted.day or day or max(date.today(), scheme.starts))  # noqa: DTZ011  as people say
    print("\n".join(told(found, scheme, facts)))
    return 1 if is_refusal(found) else 0


def answers_of(wanted: argparse.Namespace, scheme: Scheme) -> tuple[Facts, date | None]:
    """The answers, and the day of the example they come from. Raises Stopped where one is not offered."""
    from portal.allocation.facts import not_offered, read_facts  # noqa: PLC0415  --help must not wait for it
    from portal.allocation.loading import examples_of  # noqa: PLC0415  the same
    from portal.files import ContentError, parse_yaml, read_yaml  # noqa: PLC0415  the same

    inputs = {one.id: one for one in scheme.inputs}
    facts: dict[str, Any] = {}
    day = None
    if wanted.example:
        known = {example.id: example for example in examples_of(wanted.scheme, scheme)}
        if wanted.example not in known:
            raise Stopped(f"There is no example {wanted.example}. These are there: {', '.join(known) or 'none'}.")
        facts, day = dict(known[wanted.example].facts), known[wanted.example].day
    nodes = [read_yaml(wanted.answers)] if wanted.answers else []
    if wanted.given:
        several = {one.id for one in scheme.inputs if one.kind == "choices"}
        nodes.append(parse_yaml("\n".join(typed(wanted.given, several)), "the answers"))
    for node in nodes:
        more, complaints = read_facts(node, inputs, "answers")
        if complaints:
            raise ContentError(complaints)
        facts.update(more)
    wrong = not_offered(facts, inputs)
    if wrong:
        raise Stopped("\n".join(f"{name}: {cure}" for name, cure in wrong.items()))
    return facts, day


def typed(given: Sequence[str], several: Collection[str]) -> Iterator[str]:
    """Answers as lines of a file; of a question with `several` all that is typed, behind one another or once more."""
    picked: dict[str, list[str]] = {}
    for one in given:
        name, _, words = one.partition("=")
        if name in several and not words.startswith("[") and words not in NO_OPTIONS:
            picked.setdefault(name, []).append(words)
        else:
            yield one.replace("=", ": ", 1)
    yield from (f"{name}: [{', '.join(options)}]" for name, options in picked.items())


def asked(scheme: Scheme) -> Iterator[str]:
    """What the scheme asks, one line an answer."""
    yield f"{scheme.title.standard} ({scheme.id}, from {scheme.starts}) asks:"
    for one in scheme.inputs:
        space = "    " if one.group else "  "
        label = f"  {one.label.standard.rstrip('.')}" if one.label else ""
        label += "" if not label or label.endswith(("?", "!")) else "."
        yield f"{space}{one.id}: {kind_of(one)}.{label}"
    yield "Give answers as id=answer. An answer may also be not-sure, talk, not-applicable, blank or unanswered."


def kind_of(one: Input) -> str:
    """What can be answered: the options, or the kind and its limits."""
    if one.options:
        numbers = f", or a number between their points, in steps of {one.in_steps_of}" if one.in_steps_of else ""
        return f"{'any of ' if one.kind == 'choices' else ''}{', '.join(one.options)}{numbers}"
    limits = (("from", one.at_least), ("up to", one.at_most), ("in steps of", one.in_steps_of))
    words = [one.kind.replace("any-", ""), *(f"{words} {limit}" for words, limit in limits if limit is not None)]
    unit = f"{one.unit} for each of {one.per}" if one.per else one.unit
    return " ".join([*words, f"({unit})"] if unit else words)


def is_refusal(found: Budget | Refusal) -> bool:
    """Whether no figure could be given."""
    from portal.allocation.model import Refusal  # noqa: PLC0415  --help must not wait for it

    return isinstance(found, Refusal)


def told(found: Budget | Refusal, scheme: Scheme, facts: Facts) -> Iterator[str]:
    """The lines with their working, then the figure or the reason there is none."""
    from portal.allocation.model import Refusal  # noqa: PLC0415  --help must not wait for it
    from portal.allocation.nothing import Nothing, why_nothing  # noqa: PLC0415  the same
    from portal.allocation.record import as_record  # noqa: PLC0415  the same
    from portal.cli.nothing import ENDINGS  # noqa: PLC0415  the same
    from portal.cli.out_of_range import causes  # noqa: PLC0415  the same
    from portal.cli.reckoning import budget_lines, wrapped  # noqa: PLC0415  the same

    refused = isinstance(found, Refusal)
    record = in_plain_words(as_record(found)["found"])
    labels = {one.id: one.label.standard for one in scheme.inputs if one.label}
    labels |= {one: f"{labels.get(one, one)} (answered: {facts[one]})" for one in unsure(found, facts)}
    shown: Mapping[str, Any] = {
        "declined": False,
        "refusal": record if refused else None,
        "budget": None if refused else record,
        "day": None if refused else record["day"],
    }
    yield from budget_lines(shown, labels)
    if isinstance(found, Refusal):
        yield f"    Reason: {found.reason}" + (f", at the line {found.line}" if found.line else "")
        yield from (f"    {each}" for each in (causes(found, scheme, facts) if found.reason == "out-of-range" else ()))
    elif found.has_no_budget:
        yield f"    {ENDINGS[why_nothing(found, found.headline.id) or Nothing.NO_BUDGET]}"
    left_out = list(not_given(found, scheme, facts))
    if left_out:
        yield from wrapped(f"Not given, so taken as not asked: {'; '.join(left_out)}")


def unsure(found: Budget | Refusal, facts: Facts) -> Iterator[str]:
    """The answers “not sure” or “talk” that stand in the way beside questions that have no answer."""
    from portal.allocation.work import UNSURE  # noqa: PLC0415  --help must not wait for it

    refusals = [getattr(found, "refusal", found), *(each.refusal for each in getattr(found, "withheld", ()))]
    for refusal in refusals:
        if getattr(refusal, "reason", "") == "unanswered":
            yield from (question for question, _item in refusal.questions if facts.get(question) in UNSURE)


def not_given(found: Budget | Refusal, scheme: Scheme, facts: Facts) -> Iterator[str]:
    """The answers that were left out, and that no refusal names: conditions on them did not hold."""
    named = {question for question, _item in getattr(found, "questions", ())}
    for one in scheme.inputs:
        if one.group is None and one.id not in facts and one.id not in named:
            yield one.label.standard if one.label else one.id


def in_plain_words(record: Any) -> Any:
    """The same record with its standard wording wherever a text has several."""
    if isinstance(record, dict):
        if "standard" in record and "key" in record:
            return record["standard"]
        return {name: in_plain_words(value) for name, value in record.items()}
    return [in_plain_words(one) for one in record] if isinstance(record, list) else record
