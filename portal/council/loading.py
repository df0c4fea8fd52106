"""Reads the council's file into its settings, or says everything that is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from pydantic import ValidationError

from portal.council.model import Council
from portal.council.setting import Setting
from portal.files import Complaint, ContentError, Node, read_yaml, suggestion
from portal.words import WORDING_FIELDS, Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def _plain(node: Node, key: str) -> Any:
    """The node as plain values; fields that hold the wordings of one text become that text."""
    if node.is_empty:
        return None
    if node.is_list:
        return [_plain(each, f"{key}/{number}") for number, each in enumerate(node.items())]
    if not node.has_fields:
        return node.text()
    fields = node.fields()
    if "text" in fields and len(fields) > 1 and fields.keys() <= WORDING_FIELDS.keys():
        by_wording = {str(WORDING_FIELDS[name]): value.text() for name, value in fields.items()}
        return Text(key, by_wording.pop("standard"), **by_wording)
    return {name: _plain(value, f"{key}/{name}") for name, value in fields.items()}


def _find(node: Node, place: tuple[int | str, ...]) -> Node:
    """The deepest node on the way to a place, to name its line."""
    for part in place:
        inner = node.items() if node.is_list else []
        if isinstance(part, int) and part < len(inner):
            node = inner[part]
        elif node.has_fields and str(part) in node.fields():
            node = node.fields()[str(part)]
        else:
            break
    return node


REST = "rest_as_in"
"""The field by which a profile's file names the one that holds all it does not say itself."""


def load_council(path: Path) -> Council:
    """Read the council's settings. Raises ContentError with every complaint: file, line, setting, cure.

    The file of a profile may name another under `rest_as_in`: groups of settings are then filled up from there, while a
    list or a text of its own replaces the other's whole.
    """
    node = read_yaml(path)
    own = _plain(node, "council")
    if isinstance(own, dict) and isinstance(rest := own.pop(REST, None), str):
        own = _over(_plain(_rest(node, path, rest), "council"), own)
    try:
        return Council.model_validate(own)
    except ValidationError as error:
        raise ContentError(
            [_complaint(node, each["loc"], each["type"], each["msg"]) for each in error.errors()]
        ) from error


def with_rest(path: Path) -> Iterator[Node]:
    """The file, then the one that it is filled up from, where there is one. Raises ContentError."""
    node = read_yaml(path)
    yield node
    if node.has_fields and REST in node.fields():
        yield _rest(node, path, node.fields()[REST].text())


def _rest(node: Node, path: Path, rest: str) -> Node:
    place = path.parent / rest
    if place.exists() and not place.samefile(path):
        return read_yaml(place)
    what, cure = f"There is no file `{rest}`.", "Write the way to it from here, such as ../council.yaml."
    raise ContentError([node.complaint("council-setting", REST, what, cure)])


def _over(rest: Any, own: Any) -> Any:
    """One's own settings over those of the rest, group by group."""
    if isinstance(rest, dict) and isinstance(own, dict):
        return {**rest, **{name: _over(rest.get(name), value) for name, value in own.items()}}
    return own


MISTAKES = {
    "missing": ("This setting is not there.", "Add a line with its name, a colon and what holds for the council."),
    "string_type": ("Here belongs a text.", "Write the words after the colon."),
    "int_parsing": ("Here belongs a whole number.", "Write digits only, such as 10."),
    "int_type": ("Here belongs a whole number.", "Write digits only, such as 10."),
    "int_from_float": ("Here belongs a whole number.", "Write digits only, such as 10."),
    "greater_than": ("Here belongs a number above 0.", "Write digits only, such as 10."),
    "decimal_parsing": ("Here belongs a number.", "Write digits with at most one point, such as 12.50."),
    "bool_parsing": ("Here belongs true or false.", "Write true or false."),
    "tuple_type": ("Here belongs a list.", "Begin each entry on its own line with a hyphen, or write [one, two]."),
    "dict_type": ("Here belong settings with names.", "Write lines such as `name: value`, indented by two spaces."),
    "model_type": ("Here belong settings with names.", "Write lines such as `name: value`, indented by two spaces."),
    "is_instance_of": ("Here belongs a text.", "Write the words, or `text:` and the other wordings below it."),
    "days_of_a_review": (
        "The days of the stages first-review and yearly-review stand under `reviews`.",
        "Take `target_days` out of the stage, and write the days under `reviews`.",
    ),
    "literal_error": ("This value is not one of those that can stand here.", ""),
    **dict.fromkeys(
        ("date_from_datetime_parsing", "date_parsing", "date_type"),
        ("Here belongs a day.", "Write it as year-month-day, such as 2026-04-01."),
    ),
}
"""What is wrong and the cure, by the kind of mistake that the model finds."""


def _complaint(node: Node, place: tuple[int | str, ...], kind: str, said: str) -> Complaint:
    name = ".".join(str(part) for part in place)
    if kind == "extra_forbidden":
        what, cure = f"`{place[-1]}` is not known here.", suggestion(str(place[-1]), _known_at(place[:-1]))
    elif kind == "literal_error":
        what, cure = MISTAKES[kind][0], f"{said.replace('Input should be', 'Write').replace(chr(39), '`')}."
    else:
        what, cure = MISTAKES.get(kind, (f"{said}.", "Compare it with the example council's file."))
    return _find(node, place).complaint("council-setting", name, what, cure)


def _known_at(place: tuple[int | str, ...]) -> list[str]:
    """The names of the settings that may stand at a place."""
    model: Any = Council
    for part in place:
        if isinstance(part, str):
            inside = [model.model_fields[part].annotation] if part in model.model_fields else []
            while inside and not (isinstance(inside[-1], type) and issubclass(inside[-1], Setting)):
                inside = [each for each in get_args(inside[-1]) if each not in {..., type(None)}]
            if not inside:
                return []
            model = inside[-1]
    return [field.alias or name for name, field in model.model_fields.items()]
