"""Owns keeping a result for good: a budget or refusal as JSON values and back, word for word, penny for penny."""

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from portal.allocation.model import Budget, Refusal
from portal.allocation.panel import Route

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]


def as_record(found: Budget | Refusal) -> dict[str, Json]:
    """The result as JSON values: amounts and days are written out as text, and nothing is left out."""
    kind = "budget" if isinstance(found, Budget) else "refusal"
    return {"kind": kind, "found": _written(found)}


def from_record(record: Mapping[str, Json]) -> Budget | Refusal:
    """The result that was kept. Raises KeyError, TypeError or ValueError where the record is not one of ours."""
    kind = {"budget": Budget, "refusal": Refusal}[str(record["kind"])]
    found = _read(kind, record["found"])
    if not isinstance(found, Budget | Refusal):
        raise TypeError(kind)
    return found


def routes_as_record(routes: tuple[Route, ...]) -> Json:
    """What sends a result to the panel as JSON values, each with its reason word for word."""
    return _written(routes)


def routes_from_record(record: Json) -> tuple[Route, ...]:
    """The routes that were kept. Raises as `from_record` does."""
    return tuple(one for one in _read_tuple((Route, Ellipsis), record) if isinstance(one, Route))


def _written(thing: object) -> Json:
    if isinstance(thing, Enum):
        return str(thing.value)
    if thing is None or isinstance(thing, bool | int | str):
        return thing
    if isinstance(thing, Decimal):
        return format(thing, "f")
    if isinstance(thing, date):
        return thing.isoformat()
    if isinstance(thing, tuple):
        return [_written(one) for one in thing]
    if is_dataclass(thing):
        return {field.name: _written(getattr(thing, field.name)) for field in fields(thing)}
    raise TypeError(type(thing))


def _read(kind: Any, value: Json) -> object:
    if isinstance(kind, UnionType):
        return None if value is None else _read(next(one for one in get_args(kind) if one is not NoneType), value)
    if get_origin(kind) is tuple:
        return _read_tuple(get_args(kind), value)
    if isinstance(kind, type) and is_dataclass(kind):
        if not isinstance(value, dict):
            raise TypeError(kind)
        added_later = {field.name for field in fields(kind) if field.default is not MISSING}
        hints = {name: hint for name, hint in _hints(kind).items() if name in value or name not in added_later}
        return kind(**{name: _read(hint, value[name]) for name, hint in hints.items()})
    if kind is date:
        return date.fromisoformat(str(value))
    if kind is bool or kind is int:
        return _same(kind, value)
    return kind(_same(str, value))


def _read_tuple(kinds: tuple[Any, ...], value: Json) -> tuple[object, ...]:
    if not isinstance(value, list):
        raise TypeError(kinds)
    if kinds[-1] is Ellipsis:
        return tuple(_read(kinds[0], one) for one in value)
    return tuple(_read(kind, one) for kind, one in zip(kinds, value, strict=True))


def _same(kind: type, value: Json) -> Json:
    if type(value) is not kind:
        raise TypeError(kind)
    return value


@lru_cache(maxsize=64)
def _hints(kind: type) -> Mapping[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}
