"""Owns the worked examples: named situations with answers, and the lines and figures they must give."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from portal.allocation.calculate import calculate
from portal.allocation.facts import not_offered, read_facts
from portal.allocation.loading_parts import title_of
from portal.allocation.loading_terms import figure_or_says
from portal.allocation.model import Budget, Reason, Refusal
from portal.allocation.parts import Input, Says
from portal.allocation.scheme import Scheme
from portal.answers import Answer, Facts, Missing
from portal.files import Complaint, ContentError, Mark, Node, Reader, read_yaml, suggestion
from portal.words import Text


@dataclass(frozen=True, slots=True)
class Example:
    """A situation a social worker would recognise, with what a scheme must make of it."""

    id: str
    title: Text
    facts: Facts
    day: date
    results: tuple[tuple[str, Decimal], ...]
    lines: tuple[tuple[str, Decimal], ...]
    reason: Reason | None
    questions: frozenset[str]
    no_budget: bool
    nothing: frozenset[str]  # results that are no budget: nought, and not a figure of nought
    to_a_person: frozenset[str]
    mark: Mark
    refused: tuple[tuple[str, Reason], ...] = ()  # results without a figure, beside one that leads and has one


def load_examples(folder: Path | str, scheme: Scheme) -> tuple[Example, ...]:
    """All examples of a folder, read with the inputs the scheme knows. Raises ContentError with all complaints."""
    complaints: list[Complaint] = []
    found: dict[str, Example] = {}
    for path in sorted(Path(folder).glob("*.yaml")):
        read_examples(read_yaml(path), scheme, complaints, found)
    if complaints:
        raise ContentError(dict.fromkeys(complaints))
    return tuple(found.values())


def read_examples(node: Node, scheme: Scheme, complaints: list[Complaint], found: dict[str, Example]) -> None:
    """Add the examples of one file to those found so far; `scheme:` at its top may name what they belong to."""
    reader = Reader(node, complaints)
    reader.text_or_none("scheme")
    _read(reader, scheme, found)
    reader.finish()


def own_examples(node: Node, scheme: Scheme, complaints: list[Complaint]) -> tuple[Example, ...]:
    """The examples that stand in the scheme's own file; none where it has none."""
    found: dict[str, Example] = {}
    fields = node.fields()
    if "examples" in fields:
        _read(Reader(node, complaints), scheme, found)
    return tuple(found.values())


def _read(reader: Reader, scheme: Scheme, found: dict[str, Example]) -> None:
    inputs = {one.id: one for one in scheme.inputs}
    for node in reader.each("examples", required=True):
        example = _example(node, reader.complaints, scheme, inputs, found)
        if example.id in found:
            complaint = node.complaint("duplicate-example", example.id, "The id is used twice.", "Rename it.")
            reader.complaints.append(complaint)
        found[example.id] = example


def lint_examples(folder: Path | str, schemes: Sequence[Scheme]) -> tuple[Complaint, ...]:
    """Complaints about examples of which their scheme makes something else; each is tried with that of its day.

    `schemes` are all versions, oldest first, at least one. Raises ContentError where the examples cannot be read.
    """
    return tried(load_examples(folder, schemes[-1]), schemes)


def tried(examples: Iterable[Example], schemes: Sequence[Scheme]) -> tuple[Complaint, ...]:
    """Complaints about examples of which the version of their day makes something else."""
    found = []
    for example in examples:
        scheme = next((one for one in reversed(schemes) if one.in_effect(example.day)), schemes[-1])
        where, mark = f"example “{example.id}”", example.mark
        found_otherwise = differences(example, scheme)
        if found_otherwise:
            what = f"The scheme gives something else: {'; '.join(found_otherwise)}."
            cure = _mistyped(example, scheme) or "Mend the scheme, or write here what it should give."
            found.append(Complaint("example-differs", mark.file, mark.line, where, what, cure))
    return tuple(found)


def _mistyped(example: Example, scheme: Scheme) -> str:
    """What to do where an answer is none of the options; nothing where all of them are."""
    for one in scheme.inputs:
        answer = example.facts.get(one.id)
        is_word = isinstance(answer, str) and not isinstance(answer, Missing)
        if is_word and one.kind == "choice" and one.options and answer not in one.options:
            return f"“{answer}” is no option of “{one.id}”. {suggestion(str(answer), one.options)}"
    return ""


def differences(example: Example, scheme: Scheme) -> tuple[str, ...]:
    """What the scheme makes of an example, where that is not what the example expects; nothing where all agree."""
    found = calculate(scheme, example.facts, example.day)
    if isinstance(found, Refusal):
        return tuple(_refusal_differences(example, found))
    return tuple(_budget_differences(example, found))


def _refusal_differences(example: Example, found: Refusal) -> Iterator[str]:
    named = frozenset(question for question, _ in found.questions)
    if example.reason is not found.reason:
        at = f" at the line “{found.line}”" if found.line else ""
        yield f"it refuses{at}: {found.reason}, questions: {_listed(named)}"
    elif example.questions != named:
        yield f"it names the questions {_listed(named)}, not {_listed(example.questions)}"


def _budget_differences(example: Example, found: Budget) -> Iterator[str]:
    if example.reason is not None:
        yield f"it gives {found.headline.figure}, not a refusal"
    for result_id, figure in example.results:
        line = found.result(result_id)
        if line is None or line.figure != figure:
            yield f"the result “{result_id}” is {line.figure if line else _why_not(result_id, found)}, not {figure}"
    for result_id, reason in example.refused:
        line = found.result(result_id)
        told = str(line.figure) if line else _why_not(result_id, found)
        if told != reason:
            yield f"the result “{result_id}” is {told}, not {reason}"
    for result_id in sorted(example.nothing):
        line = found.result(result_id)
        if line is not None and line.figure == 0 and not found.gives_none(line.id):
            yield f"the result “{result_id}” is a figure of 0, not no-budget"
    figures = {line.id: line.figure for line in found.lines}
    for line_id, figure in example.lines:
        if figures.get(line_id) != figure:
            yield f"the line “{line_id}” is {figures.get(line_id, 'not there')}, not {figure}"
    if found.has_no_budget is not example.no_budget:
        yield "no individual budget" if found.has_no_budget else "a budget, though there should be none"
    yield from _looked_at(example, found)


def _looked_at(example: Example, found: Budget) -> Iterator[str]:
    asked = frozenset(line.id for line in found.to_a_person)
    if more := asked - example.to_a_person:
        yield f"a person looks at {_listed(more)}, which `to_a_person` does not name"
    if less := example.to_a_person - asked:
        yield f"nobody has to look at {_listed(less)}, which `to_a_person` names"


def _why_not(result_id: str, found: Budget) -> str:
    """Why a result has no figure."""
    reasons = (each.refusal.reason for each in found.withheld if each.result.id == result_id)
    return next((str(reason) for reason in reasons), "not there")


def _listed(names: Iterable[str]) -> str:
    """Names as an author writes them."""
    return f"[{', '.join(sorted(names))}]"


def _example(
    node: Node,
    complaints: list[Complaint],
    scheme: Scheme,
    inputs: Mapping[str, Input],
    known: Mapping[str, Example],
) -> Example:
    reader = Reader(node, complaints)
    example_id = reader.named("example")
    before = reader.text_or_none("as_in")
    facts: dict[str, Answer | tuple[Facts, ...]] = {}
    if before and before not in known:
        reader.complain("unknown-example", f"There is no example “{before}” above.", suggestion(before, list(known)))
    elif before:
        facts.update(known[before].facts)
    answers = reader.inner("answers")
    facts.update(_facts(answers, inputs) if answers else {})
    for name in reader.texts("not_asked"):
        facts.pop(name, None)
    reader.required("expect")
    expected = reader.inner("expect") or Reader(node, [], reader.where)  # where it is missing, that is told once
    if "expect" in reader and not expected.names:
        expected.complain("missing-field", "It expects nothing, so it proves nothing.", "Add `budget:` or `refusal:`.")
    refused = expected.text_or_none("refusal")
    results, nothing, without = _results(expected, scheme)
    budget, none = _budget(expected, scheme)
    example = Example(
        example_id,
        title_of(reader, f"example/{example_id}/title", example_id),
        facts,
        _day(reader, known[before].day if before and before in known else scheme.starts),
        tuple(dict.fromkeys((*results, *budget))),
        _figures(expected, "lines"),
        Reason(refused) if refused in set(Reason) else None,
        frozenset(expected.texts("questions")),
        expected.flag("no_budget") or none or any(one.headline and one.id in nothing for one in scheme.results),
        nothing,
        frozenset(expected.texts("to_a_person")),
        node.mark,
        without,
    )
    _refused_rightly(expected, refused)
    expected.finish()
    reader.finish()
    return example


def _refused_rightly(expected: Reader, refused: str | None) -> None:
    """A refusal gives a reason that there is, and nothing but a refusal names questions."""
    if refused and refused not in set(Reason):
        expected.complain(
            "unknown-value", f"“{refused}” is no reason.", suggestion(refused, [one.value for one in Reason])
        )
    if "questions" in expected and "refusal" not in expected:
        cure = "Take `questions` out, or add `refusal:` with its reason."
        expected.complain("missing-field", "Only a refusal names questions.", cure, expected.at("questions"))


def _day(reader: Reader, otherwise: date) -> date:
    """The day of an example: its own, or that of the example it takes over, or the scheme's first day."""
    return (reader.day("day") or date.max) if "day" in reader else otherwise


def _figures(reader: Reader, name: str) -> tuple[tuple[str, Decimal], ...]:
    inner = reader.inner(name)
    return tuple((one, inner.decimal(one)) for one in inner.node.fields()) if inner else ()


def _results(
    reader: Reader, scheme: Scheme
) -> tuple[tuple[tuple[str, Decimal], ...], frozenset[str], tuple[tuple[str, Reason], ...]]:
    """The figures of results, those results that are no budget, and those without a figure, each with its reason."""
    inner = reader.inner("results")
    if inner is None:
        return (), frozenset(), ()
    told = {one: _reason(inner, one) for one in inner.names}
    leading = next((one.id for one in scheme.results if one.headline), "")
    if told.get(leading):
        cure = "Write `refusal:` in its place, with its `questions:`."
        inner.complain("unknown-value", f"`{leading}` leads the page.", cure, inner.at(leading))
    each = [(one, _figure_or_none(inner, one)) for one in inner.names if told[one] is None]
    return (
        tuple((one, figure or Decimal(0)) for one, figure in each),
        frozenset(one for one, it in each if it is None),
        tuple((one, reason) for one, reason in told.items() if reason is not None),
    )


def _reason(reader: Reader, name: str) -> Reason | None:
    """The reason why there should be no figure; None where a figure is written, or what cannot be read."""
    node = reader.at(name)
    try:
        words = node.text() if node else ""
    except ContentError:
        return None
    return Reason(words) if words in set(Reason) else None


def _budget(reader: Reader, scheme: Scheme) -> tuple[tuple[tuple[str, Decimal], ...], bool]:
    """The short way to name the figure that leads the page, and whether that is no budget."""
    if reader.at("budget") is None:
        return (), False
    figure = _figure_or_none(reader, "budget")
    leading = next((one.id for one in scheme.results if one.headline), "")
    return ((leading, figure or Decimal(0)),), figure is None


def _figure_or_none(reader: Reader, name: str) -> Decimal | None:
    """A figure; None where it says that there is no budget."""
    figure, says = figure_or_says(reader, name)
    if says not in {None, Says.NO_BUDGET}:
        cure = "Write a number, `no-budget`, or expect a `refusal`."
        reader.complain("unknown-value", f"`{name}` cannot be “{says}”.", cure, reader.at(name))
    return None if says is Says.NO_BUDGET else figure or Decimal(0)


def _facts(reader: Reader, inputs: Mapping[str, Input]) -> dict[str, Answer | tuple[Facts, ...]]:
    facts, complaints = read_facts(reader.node, inputs, reader.where)
    reader.complaints.extend(complaints)
    choices = {name: one for name, one in inputs.items() if one.kind in {"choice", "choices"} and one.option_labels}
    for name, cure in not_offered(facts, choices).items():
        what = f"The answer to “{name}” is none that it has."
        reader.complain("unknown-answer", what, cure, reader.at(name))
    return facts
