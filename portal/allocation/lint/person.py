"""Owns telling which questions ask who somebody is, by declaration, id or label, and where these change a sum."""

import re
from collections.abc import Mapping
from typing import Final

from portal.allocation.operations import Choose
from portal.allocation.parts import Input, Says
from portal.allocation.scheme import Scheme, SchemeLine

OF_KIND_OF_PERSON: Final = frozenset(
    {
        *("group", "client-group", "care-group", "user-group", "service-group", "client-category", "category"),
        *("needtype", "need-type", "type-of-need", "kind-of-need", "primary-need", "support-reason"),
        *("primary-support-reason", "age-group", "date-of-birth"),
    }
)
"""Whole ids that ask who somebody is."""

WORDS: Final = frozenset(
    {
        *("age", "ages", "aged", "born", "birth", "birthday", "birthdate", "dob", "sex", "gender"),
        *("diagnosis", "diagnoses", "diagnosed", "disability", "disabilities", "disabled"),
        *("ethnicity", "ethnic", "race", "religion", "faith", "nationality", "orientation"),
    }
)
"""Words that make any id one of who somebody is."""

LABELS: Final = re.compile(
    r"\b(born|date of birth|birthday|ages?|how old|sex|gender|diagnos[ie]s|diagnosed|disabilit(?:y|ies)|disabled"
    r"|ethnic\w*|race|religion|nationality|(?:client|user) (?:group|category)"
    r"|(?:kind|type|category) of (?:need|disability|person|client)|primary (?:need|support reason))\b",
    re.IGNORECASE,
)
"""Words of a label that tell it."""

TO_A_PERSON: Final = frozenset({Says.A_PERSON, Says.ANSWERS_DISAGREE})
"""What a row says by which nobody's sum is another: there is none until a person has looked."""


def asks_who(scheme: Scheme) -> Mapping[str, str]:
    """The questions about who somebody is, each with what tells it; `about: need` says of any that it is none."""
    declared = {one.id: one for one in scheme.declared}
    looked_at = {name for line in scheme.lines for name in (*line.hangs_on, *(one.id for one in line.operation.inputs))}
    told = {name: _tells(name, declared.get(name)) for name in (*declared, *sorted(looked_at - declared.keys()))}
    return {name: words for name, words in told.items() if words}


def _tells(name: str, declared: Input | None) -> str:
    """What tells that a question asks who somebody is; nothing where nothing does."""
    if declared is not None and declared.of_kind_of_person is not None:
        return "its input says so" if declared.of_kind_of_person else ""
    word = next((one for one in re.split("[-_]", name) if one in WORDS), "")
    if name in OF_KIND_OF_PERSON or word:
        return f"its id says “{word or name}”"
    found = LABELS.search(declared.label.standard) if declared is not None and declared.label else None
    return f"its label says “{found[0]}”" if found else ""


def that_change_sums(line: SchemeLine, scheme: Scheme) -> set[str]:
    """The questions that a line looks at, without those by which it only sends somebody to a person."""
    looked_at = {one.id for one in line.operation.inputs} | set(line.hangs_on)
    if isinstance(line.operation, Choose):
        rows = [row for row in line.operation.rows if row.says not in TO_A_PERSON]
        others = {name for row in rows if row.when for name in row.when.questions}
        return others | set(line.only_when.questions if line.only_when else ())
    return set() if _only_sends(line, scheme) else looked_at


def _only_sends(line: SchemeLine, scheme: Scheme) -> bool:
    """Whether a line is used by rows that send somebody to a person, and by nothing else."""
    reckoned = {result.line for result in scheme.results} | {reading.of for reading in scheme.readings}
    sends = False
    for other in scheme.lines:
        rows = other.operation.rows if isinstance(other.operation, Choose) else ()
        tests = [row.says for row in rows if row.when_figure and row.when_figure.line == line.id]
        reckoned |= {term.line or "" for term in other.operation.terms}
        reckoned |= {other.only_when_figure.line} if other.only_when_figure else set()
        if any(says not in TO_A_PERSON for says in tests):
            return False
        sends = sends or bool(tests)
    return sends and line.id not in reckoned
