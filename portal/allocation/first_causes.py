"""Owns leaving out complaints that only follow from another one: one slip in a scheme is told once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from portal.allocation.operations import Convert, ReadTable
from portal.allocation.scheme import Scheme, SchemeLine
from portal.files import Complaint

FOLLOWING = frozenset(
    {
        "bands-gap",
        "difference-below-nought",
        "floor-above-cap",
        "more-need-gives-less",
        "other-time-in-words",
        "result-not-rounded",
        "supply-scaling",
        "time-not-converted",
        "unit-mismatch",
        "wrong-input-kind",
    }
)
"""What cannot be known of a line where something that it stands on could not be read."""
LOSING = frozenset(
    {
        "figure-for-rate",
        "missing-field",
        "one-operation",
        "scored-question-never-asked",
        "time-not-converted",
        "unclear-term",
        "unit-mismatch",
        "unknown-conversion",
        "unknown-field",
        "unknown-line",
        "unknown-rate",
        "unknown-table",
        "unknown-unit",
        "unknown-value",
        "unreachable-row",
        "wrong-kind",
    }
)
"""After these, less is known of a thing than its author meant to say."""
UNUSED: Mapping[str, str] = {
    "unused-conversion": "unknown-conversion",
    "unused-input": "scored-question-never-asked",
    "unused-line": "unknown-line",
    "unused-rate": "unknown-rate",
    "unused-table": "unknown-table",
}
"""A thing may only look unused because its name is misspelt where it is used."""
NO_ROW = "option-without-row"
HIDING = frozenset({NO_ROW, "unclear-condition"})
"""What the row would have taken, or the condition looked at, looks unused."""
DUPLICATE: Mapping[str, str] = {"duplicate-input": "input", "duplicate-line": "line", "duplicate-rate": "rate"}
"""Of a name that stands for two things, it is not known which one is meant; these name what they are about alone."""
UNKNOWN_OPTION = frozenset({"condition-unknown-option", "points-for-unknown-option"})
MISREAD = frozenset({"table-not-rising", "unclear-term", "wrong-rounding"})
"""What may only be said of the stand-in of a number that could not be read."""
CONVERTS = "” converts "
NO_UNIT = "There is no `unit`."
MEANT = "Did you mean "
TURN = "Turn its two lines round"


def first_causes(complaints: Iterable[Complaint], scheme: Scheme) -> list[Complaint]:
    """The complaints without those that the same slip brought about. A slip that is hidden shows once others go."""
    told = list(_once_for_a_name(complaints))
    codes = {one.code for one in told}
    misspelt = {one.where for one in told if one.code == "unknown-field" and one.cure.startswith(MEANT)}
    other_option = {one.where for one in told if one.code in UNKNOWN_OPTION and one.cure.startswith(MEANT)}
    other_way = any(
        one.code == "time-not-converted" or (one.code == "unit-mismatch" and CONVERTS in one.what) for one in told
    )
    misread = {one.where for one in told if one.code == "wrong-kind"}
    unsure = set(_unsure(scheme, told))
    turned = set(_turned_round(scheme, told))
    kept = [
        one
        for one in told
        if not (
            UNUSED.get(one.code) in codes
            or (one.code in UNUSED and not HIDING.isdisjoint(codes))
            or (one.code == "unused-conversion" and other_way)
            or (one.code in MISREAD and one.where in misread)
            or (_is_missing(one) and one.where in misspelt)
            or (one.code.startswith("unknown-") and "“”" in one.what)  # that nothing is written is told already
            or (one.code in {"option-without-points", NO_ROW} and one.where in other_option)
            or (_is_following(one) and one.where in unsure)
            or (one.code == "hard-cap-on-adult" and one.where in turned)
        )
    ]
    return kept or told


def _once_for_a_name(complaints: Iterable[Complaint]) -> Iterator[Complaint]:
    """Each complaint once; one about a name that does not exist once for all the places that use it."""
    named: set[tuple[str, str]] = set()
    for one in dict.fromkeys(complaints):
        by_name = one.code in UNUSED.values()
        if not by_name or (one.code, one.what) not in named:
            yield one
        if by_name:
            named.add((one.code, one.what))


def _is_missing(one: Complaint) -> bool:
    """Whether it is only said that something is not there, or not whole."""
    return one.code in {"missing-field", "missing-source", "no-limit"} or one.code.startswith("unclear-")


def _is_following(one: Complaint) -> bool:
    return one.code in FOLLOWING or (one.code == "missing-field" and one.what == NO_UNIT)


def _unsure(scheme: Scheme, told: Iterable[Complaint]) -> Iterator[str]:
    """The places of which too little is known for what follows to be told, from the top down."""
    at: dict[str, list[Complaint]] = defaultdict(list)
    for one in told:
        if one.code in LOSING:
            at[one.where].append(one)
        elif one.code in DUPLICATE:
            at[f"{DUPLICATE[one.code]} “{one.where}”"].append(one)
    lost = set(at)
    for line in scheme.lines:
        here = f"line “{line.id}”"
        if not lost.isdisjoint(_stands_on(line)):
            lost.add(here)
            yield here
        elif any(not _is_following(one) for one in at.get(here, ())):
            yield here
    if any(f"line “{line.id}”" in lost for line in scheme.lines):
        yield "results"
        yield from (f"reading “{one.id}”" for one in scheme.readings)


def _turned_round(scheme: Scheme, told: Iterable[Complaint]) -> Iterator[str]:
    """The lines from which another is taken off that is never less: that is to be turned round, and they are right."""
    turned = {one.where for one in told if one.cure.startswith(TURN)}
    for line in scheme.lines:
        if f"line “{line.id}”" in turned:
            yield f"line “{line.operation.terms[0].line}”"


def _stands_on(line: SchemeLine) -> Iterator[str]:
    """The places of all that a line stands on."""
    operation = line.operation
    yield from (f"line “{one}”" for one in line.lines_used)
    yield from (f"rate “{term.rate}”" for term in operation.terms if term.rate)
    yield from (f"input “{one.id}”" for one in operation.inputs)
    if isinstance(operation, ReadTable):
        yield f"table “{operation.table.id}”"
    if isinstance(operation, Convert):
        yield f"conversion “{operation.conversion.id}”"
