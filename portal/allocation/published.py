"""Owns the JSON Schema of scheme files, so that editors complete and underline. Made from what the loader reads."""

import json
from collections.abc import Mapping
from typing import Any

from portal.allocation.loading_inputs import KINDS, SAME
from portal.allocation.loading_lines import OPERATIONS
from portal.allocation.loading_terms import SAYS, SAYS_OF_A_CHOICE
from portal.allocation.model import Reason
from portal.allocation.operations.periods import Span
from portal.allocation.parts import Beyond, Says, TableReading
from portal.allocation.scheme import People
from portal.money import Direction, Unit

Rules = dict[str, Any]
TEXT: Rules = {"$ref": "#/definitions/text"}
NUMBER: Rules = {"type": ["number", "string"], "pattern": r"^[+-]?[0-9]{1,15}(\.[0-9]{1,10})?$"}
DAY: Rules = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
WORDS: Rules = {"type": ["string", "number"]}
FLAG: Rules = {"type": "boolean"}
UNIT: Rules = {"$ref": "#/definitions/unit"}
CONDITION: Rules = {"$ref": "#/definitions/condition"}
TERM: Rules = {"$ref": "#/definitions/term"}
FIGURE: Rules = {"oneOf": [NUMBER, {"enum": SAYS}]}
CHOSEN: Rules = {"oneOf": [NUMBER, {"enum": SAYS_OF_A_CHOICE}]}
POINTS: Rules = {"type": "object", "minProperties": 1, "additionalProperties": FIGURE}
SHARES: Rules = {"type": "object", "minProperties": 1, "additionalProperties": NUMBER}
LINES: Rules = {"type": "array", "minItems": 1, "items": WORDS}
TERMS: Rules = {"type": "array", "minItems": 1, "items": TERM}
ROUNDING: Mapping[str, Rules] = {"to": NUMBER, "how": {"enum": [each.value for each in Direction]}}
INSTEAD: Mapping[str, Rules] = {"not_asked": NUMBER, "not_applicable": NUMBER, "blank": NUMBER}
RANGE: Mapping[str, Rules] = {"at_least": NUMBER, "at_most": NUMBER}


def _fields(required: Mapping[str, Rules], optional: Mapping[str, Rules] | None = None) -> Rules:
    properties = {**required, **(optional or {})}
    return {"type": "object", "required": list(required), "properties": properties, "additionalProperties": False}


def _list(entry: Rules, *, least: int = 0) -> Rules:
    return {"type": "array", "items": entry, "minItems": least}


def _take(*ways: str) -> Rules:
    return {"enum": list(ways)}


OWN_DAY: Rules = {"oneOf": [DAY, _fields({"question": WORDS})]}
TEST: Rules = {"$ref": "#/definitions/figure-test"}
ROUNDED: Rules = {"$ref": "#/definitions/rounding"}
PERIOD: Mapping[str, Rules] = {
    "months": {"type": "integer", "minimum": 1},
    "year_from": {"type": "string", "pattern": "^[0-9]{2}-[0-9]{2}$"},
}
BAND = _fields(
    {"from": NUMBER}, {"up_to": NUMBER, "below": NUMBER, "figure": FIGURE, "no_budget": FLAG, "to_a_person": FLAG}
)
CHOICE = _fields({}, {"when": CONDITION, "when_figure": TEST, "figure": CHOSEN, "rate": WORDS, "line": WORDS})
OF_EACH: Mapping[str, tuple[Mapping[str, Rules], Mapping[str, Rules]]] = {
    "score": (
        {"score": {"oneOf": [WORDS, LINES]}, "points": POINTS},
        {**INSTEAD, "weight": NUMBER, "in_between": NUMBER, "take": _take("sum", "greatest", "least")},
    ),
    "score_several": (
        {"score_several": WORDS, "points": SHARES},
        {**INSTEAD, "weight": NUMBER, "take": _take("sum", "greatest")},
    ),
    "quantity": ({"quantity": WORDS}, {**INSTEAD, **RANGE, "in_steps_of": NUMBER, "per": UNIT}),
    "over": (
        {"over": WORDS},
        {**INSTEAD, "of": WORDS, "where": CONDITION, "take": _take("sum", "count", "greatest", "least")},
    ),
    "since": ({"since": WORDS, "in": {"enum": [each.value for each in Span]}}, {}),
    "amount": ({"amount": TERM}, {}),
    "choose": ({"choose": _list(CHOICE, least=1)}, {}),
    "sum": ({"sum": TERMS}, {}),
    "greatest": ({"greatest": TERMS}, {"how_many": NUMBER}),
    "least": ({"least": TERMS}, {"how_many": NUMBER}),
    "difference": ({"difference": TERMS}, {}),
    "multiply": ({"multiply": WORDS, "by": TERM}, {}),
    "divide": ({"divide": WORDS, "by": TERM}, {}),
    "percentage": ({"percentage": TERM, "per_cent": TERM}, {}),
    "convert": ({"convert": WORDS, "by": WORDS}, ROUNDING),
    "round": ({"round": WORDS}, ROUNDING),
    "bands": ({"bands": WORDS, "rows": _list(BAND, least=1)}, {}),
    "table": ({"table": WORDS, "of": WORDS}, {}),
    "limit": (
        {"limit": WORDS},
        {"at_least": TERM, "at_most": TERM, "hard": FLAG, "below": {"enum": ["raise", "no-budget"]}},
    ),
    "left": ({"left": TERM, "had": WORDS}, {"last": WORDS, **PERIOD}),
    "once": ({"once": WORDS, "last": WORDS}, PERIOD),
    "protect": (
        {"protect": WORDS, "before": WORDS},
        {
            "until": OWN_DAY,
            "starts": OWN_DAY,
            "most_fall": NUMBER,
            "most_fall_per_cent": NUMBER,
            "share_of_change": _list(NUMBER, least=1),
            "rises_too": FLAG,
        },
    ),
    "support": (
        {"support": WORDS, "where": CONDITION},
        {
            "people": WORDS,
            "helps_with": WORDS,
            "counts": LINES,
            "share": NUMBER,
            "how_much": WORDS,
            "shares": SHARES,
            "take": _take("greatest", "sum"),
        },
    ),
}
"""The fields of each operation: those that must be there, and those that may."""


def json_schema() -> Rules:
    """The JSON Schema (draft 7) of a scheme file."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "An allocation scheme",
        "description": "One version of how a budget is worked out: lines from the top down, with rates and tables.",
        **_scheme(),
        "definitions": _definitions(),
    }


def written() -> str:
    """The JSON Schema as it is published."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


def _definitions() -> Rules:
    limits = dict.fromkeys(("at_least", "at_most", "more_than", "less_than"), NUMBER)
    return {
        "text": _text(),
        "unit": {"enum": [unit.value for unit in Unit]},
        "condition": _condition(),
        "term": _term(),
        "figure-test": _fields({"line": WORDS}, limits),
        "rounding": {"oneOf": [{"enum": ["scheme"]}, _fields({}, ROUNDING)]},
        "input": _input(),
    }


def _scheme() -> Rules:
    lines = {"type": "array", "minItems": 1, "items": {"oneOf": [_line(name) for name in OPERATIONS]}}
    result = _fields({"id": WORDS, "line": WORDS}, {"title": TEXT, "headline": FLAG, "paid_by": TEXT})
    reading = _fields({"id": WORDS, "of": WORDS}, {"title": TEXT, "rate": WORDS, "by": WORDS, **ROUNDING})
    return _fields(
        {
            "id": WORDS,
            "starts": DAY,
            "people": {"enum": [each.value for each in People]},
            "source": WORDS,
            "rounding": _fields(ROUNDING),
            "lines": lines,
        },
        {
            "version": WORDS,
            "title": TEXT,
            "ends": DAY,
            "illustrative": FLAG,
            "discretionary": WORDS,
            "inputs": _list({"$ref": "#/definitions/input"}),
            "rates": _list(_rate()),
            "tables": _list(_table()),
            "conversions": _list(_conversion()),
            "results": _list(result, least=1),
            "readings": _list(reading),
            "examples": _list(_example()),
        },
    )


def _line(operation: str) -> Rules:
    required, optional = OF_EACH[operation]
    around: dict[str, Rules] = {
        "unit": UNIT,
        "title": TEXT,
        "because": TEXT,
        "only_when": CONDITION,
        "only_when_figure": TEST,
        "rounding": ROUNDED,
        "about_the_person": WORDS,
        "market_reason": WORDS,
        "may_fall": WORDS,
        "part": WORDS,
        "source": WORDS,
    }
    return {"title": operation} | _fields({"id": WORDS, **required}, {**around, **optional})


def _input() -> Rules:
    options = {"oneOf": [LINES, {"type": "object", "minProperties": 1, "additionalProperties": TEXT}]}
    return _fields(
        {"id": WORDS},
        {
            "label": TEXT,
            "kind": {"enum": [*KINDS, *SAME]},
            "options": options,
            **RANGE,
            "in_steps_of": NUMBER,
            "unit": UNIT,
            "per": UNIT,
            "not_applicable": FLAG,
            "blank": FLAG,
            "about": {"enum": ["need", "kind-of-person"]},
            "inputs": _list({"$ref": "#/definitions/input"}, least=1),
        },
    )


def _rate() -> Rules:
    dated = {"figure": FIGURE, "no_price": FLAG, "uprate": WORDS, "source": WORDS}
    value = _fields({"starts": DAY}, dated)
    whole = {"title": TEXT, "per": UNIT, "rounding": _fields(ROUNDING), "starts": DAY, **dated}
    return _fields({"id": WORDS, "unit": UNIT}, {**whole, "values": _list(value, least=1)}) | {
        "anyOf": [{"required": [one]} for one in ("values", "figure", "no_price")]
    }


def _table() -> Rules:
    row = _fields({"at": NUMBER}, {"figure": FIGURE, "no_budget": FLAG, "to_a_person": FLAG})
    rows = _list(row, least=1)
    version = _fields({"starts": DAY}, {"rows": rows, "uprate": WORDS, "source": WORDS})
    reading = {"enum": [each.value for each in TableReading]}
    beyond = {"enum": [each.value for each in Beyond]}
    return _fields(
        {"id": WORDS, "from": UNIT, "to": UNIT, "reading": reading},
        {
            "title": TEXT,
            "beyond": beyond,
            "rounding": _fields(ROUNDING),
            "versions": _list(version, least=1),
            "rows": rows,
            "starts": DAY,
            "source": WORDS,
        },
    ) | {"anyOf": [{"required": ["versions"]}, {"required": ["rows"]}]}


def _conversion() -> Rules:
    factor = {"times": NUMBER, "divided_by": NUMBER}
    return _fields({"id": WORDS, "from": UNIT, "to": UNIT}, {"title": TEXT, "source": WORDS, **factor})


def _example() -> Rules:
    figures = {"type": "object", "additionalProperties": NUMBER}
    figure = {"oneOf": [NUMBER, {"enum": [Says.NO_BUDGET.value]}]}
    reasons = [each.value for each in Reason]
    expected = _fields(
        {},
        {
            "results": {"type": "object", "additionalProperties": {"oneOf": [*figure["oneOf"], {"enum": reasons}]}},
            "lines": figures,
            "budget": figure,
            "refusal": {"enum": reasons},
            "questions": {"type": "array", "items": WORDS},
            "no_budget": FLAG,
            "to_a_person": {"type": "array", "items": WORDS},
        },
    )
    names: Rules = {"type": "array", "items": WORDS}
    more = {"title": TEXT, "day": DAY, "as_in": WORDS, "answers": {"type": "object"}, "not_asked": names}
    return _fields({"id": WORDS, "expect": expected}, more)


def _text() -> Rules:
    wordings = {name: {"type": "string"} for name in ("easy", "for_helper", "easy_for_helper")}
    return {"oneOf": [WORDS, _fields({"text": {"type": "string"}}, wordings)]}


def _term() -> Rules:
    return {
        "oneOf": [
            WORDS,
            *(_fields({name: kind}) for name, kind in (("line", WORDS), ("rate", WORDS), ("figure", NUMBER))),
        ]
    }


def _condition() -> Rules:
    asked = _fields({"question": WORDS}, {"is": WORDS, "any_of": LINES, **RANGE, "answered": FLAG})
    several = [_fields({name: _list(CONDITION, least=1)}) for name in ("all", "any")]
    return {"oneOf": [asked, *several, _fields({"not": CONDITION})]}
