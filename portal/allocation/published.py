"""Owns the JSON Schema of scheme files, so that editors complete and underline. Made from what the loader reads."""

import json
from collections.abc import Mapping
from typing import Any

from portal.allocation.loading_lines import OPERATIONS
from portal.allocation.parts import Beyond, TableReading
from portal.allocation.scheme import People
from portal.money import Direction, Unit

Rules = dict[str, Any]
TEXT: Rules = {"$ref": "#/definitions/text"}
NUMBER: Rules = {"type": ["number", "string"], "pattern": r"^[+-]?[0-9]{1,15}(\.[0-9]{1,10})?$"}
DAY: Rules = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
WORDS: Rules = {"type": ["string", "number"]}
FLAG: Rules = {"type": "boolean"}
UNIT: Rules = {"enum": [unit.value for unit in Unit]}
CONDITION: Rules = {"$ref": "#/definitions/condition"}
TERM: Rules = {"$ref": "#/definitions/term"}
POINTS: Rules = {"type": "object", "minProperties": 1, "additionalProperties": NUMBER}
LINES: Rules = {"type": "array", "minItems": 1, "items": WORDS}
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


BAND = _fields(
    {"from": NUMBER}, {"up_to": NUMBER, "below": NUMBER, "figure": NUMBER, "no_budget": FLAG, "to_a_person": FLAG}
)
OF_EACH: Mapping[str, tuple[Mapping[str, Rules], Mapping[str, Rules]]] = {
    "score": ({"score": WORDS, "points": POINTS}, {**INSTEAD, "weight": NUMBER}),
    "score_several": (
        {"score_several": WORDS, "points": POINTS},
        {**INSTEAD, "weight": NUMBER, "take": _take("sum", "greatest")},
    ),
    "quantity": ({"quantity": WORDS}, {**INSTEAD, **RANGE}),
    "over": (
        {"over": WORDS},
        {**INSTEAD, "of": WORDS, "where": CONDITION, "take": _take("sum", "count", "greatest", "least")},
    ),
    "amount": ({"amount": TERM}, {}),
    "sum": ({"sum": LINES}, {}),
    "greatest": ({"greatest": LINES}, {}),
    "least": ({"least": LINES}, {}),
    "difference": ({"difference": LINES}, {}),
    "multiply": ({"multiply": WORDS, "by": TERM}, {}),
    "percentage": ({"percentage": WORDS, "per_cent": TERM}, {}),
    "convert": ({"convert": WORDS, "by": WORDS}, ROUNDING),
    "round": ({"round": WORDS}, ROUNDING),
    "bands": ({"bands": WORDS, "rows": _list(BAND, least=1)}, {}),
    "table": ({"table": WORDS, "of": WORDS}, {}),
    "limit": (
        {"limit": WORDS},
        {"at_least": TERM, "at_most": TERM, "hard": FLAG, "below": {"enum": ["raise", "no-budget"]}},
    ),
    "support": (
        {"support": WORDS, "people": WORDS, "helps_with": WORDS, "counts": LINES, "where": CONDITION},
        {"share": NUMBER, "how_much": WORDS, "shares": POINTS, "take": _take("greatest", "sum")},
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
        "definitions": {"text": _text(), "condition": _condition(), "term": _term()},
    }


def written() -> str:
    """The JSON Schema as it is published."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


def _scheme() -> Rules:
    lines = {"type": "array", "minItems": 1, "items": {"oneOf": [_line(name) for name in OPERATIONS]}}
    result = _fields({"id": WORDS, "title": TEXT, "line": WORDS}, {"headline": FLAG})
    reading = _fields({"id": WORDS, "title": TEXT, "of": WORDS}, {"rate": WORDS, "by": WORDS, **ROUNDING})
    return _fields(
        {
            "id": WORDS,
            "version": WORDS,
            "starts": DAY,
            "people": {"enum": [each.value for each in People]},
            "title": TEXT,
            "source": WORDS,
            "rounding": _fields(ROUNDING),
            "lines": lines,
            "results": _list(result, least=1),
        },
        {
            "ends": DAY,
            "illustrative": FLAG,
            "rates": _list(_rate()),
            "tables": _list(_table()),
            "conversions": _list(_conversion()),
            "readings": _list(reading),
        },
    )


def _line(operation: str) -> Rules:
    required, optional = OF_EACH[operation]
    test = _fields({"line": WORDS}, RANGE)
    around: dict[str, Rules] = {
        "only_when": CONDITION,
        "only_when_figure": test,
        "about_the_person": WORDS,
        "part": WORDS,
        "source": WORDS,
    }
    return {"title": operation} | _fields(
        {"id": WORDS, "unit": UNIT, "title": TEXT, "because": TEXT, **required}, {**around, **optional}
    )


def _rate() -> Rules:
    value = _fields({"starts": DAY, "source": WORDS}, {"figure": NUMBER, "no_price": FLAG})
    return _fields({"id": WORDS, "title": TEXT, "unit": UNIT, "values": _list(value, least=1)}, {"per": UNIT})


def _table() -> Rules:
    row = _fields({"at": NUMBER}, {"figure": NUMBER, "no_budget": FLAG})
    version = _fields({"starts": DAY, "source": WORDS, "rows": _list(row, least=1)})
    reading = {"enum": [each.value for each in TableReading]}
    beyond = {"enum": [each.value for each in Beyond]}
    return _fields(
        {"id": WORDS, "title": TEXT, "from": UNIT, "to": UNIT, "reading": reading, "versions": _list(version, least=1)},
        {"beyond": beyond, "rounding": _fields(ROUNDING)},
    )


def _conversion() -> Rules:
    factor = {"times": NUMBER, "divided_by": NUMBER}
    return _fields({"id": WORDS, "title": TEXT, "from": UNIT, "to": UNIT, "source": WORDS}, factor)


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
