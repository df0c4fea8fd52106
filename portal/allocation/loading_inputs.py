"""Owns reading the inputs a scheme declares, so that it can be written and run without a questionnaire."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from portal.allocation.loading_parts import by_id, title_of
from portal.allocation.loading_units import unit_or_none
from portal.allocation.parts import Input
from portal.files import Complaint, Node, Reader
from portal.money import PENNY
from portal.words import Text, read_text, text_or_none

KINDS = ("choice", "choices", "yes-no", "number", "whole-number", "money", "date", "group")
SAME = {"yes_no": "yes-no", "whole_number": "whole-number", "decimal": "number"}
"""The names that questionnaires have for the same kinds are understood too."""
YES_NO = ("yes", "no")


def read_inputs(reader: Reader, scheme_id: str) -> tuple[Input, ...]:
    """The declared inputs, those inside a group after it. An id is used once."""
    found = [one for node in reader.each("inputs") for one in _input(node, reader.complaints, scheme_id, None)]
    by_id(found, reader.complaints, "duplicate-input")
    return tuple(found)


def asked_of(declared: tuple[Input, ...]) -> Mapping[str, tuple[str, ...]]:
    """Each declared input with what can be answered to it, as a questionnaire would tell it."""
    return {one.id: (*one.options, *one.special) for one in declared}


def _input(node: Node, complaints: list[Complaint], scheme_id: str, group: str | None) -> Iterator[Input]:
    reader = Reader(node, complaints)
    name = reader.named("input")
    key = f"{scheme_id}/allocation/input-{name}"
    other = reader.text_or_none("kind") in SAME  # a word that is neither is told the names of this page alone
    written = reader.one_of("kind", (*KINDS, *SAME) if other else KINDS, _usual_kind(reader))
    kind = SAME.get(written, written)
    options, labels = _options(reader, key, kind)
    label = text_or_none(reader, "label", f"{key}/label") or title_of(reader, f"{key}/label", name)
    special = [each for each in ("not-applicable", "blank") if reader.flag(each.replace("-", "_"))]
    least, most = reader.decimal_or_none("at_least"), reader.decimal_or_none("at_most")
    if least is not None and most is not None and least > most:
        reader.complain("unclear-input", f"No answer is {least} or more and {most} or less.", "Change their order.")
    yield Input(
        id=name,
        kind={"yes-no": "choice", "whole-number": "number", "money": "number"}.get(kind, kind),
        options=options,
        group=group,
        at_least=least,
        at_most=most,
        in_steps_of=_steps(reader, kind),
        unit=unit_or_none(reader, "unit"),
        per=unit_or_none(reader, "per"),
        label=label,
        option_labels=labels,
        special=tuple(special),
        of_kind_of_person=_about(reader),
        mark=reader.mark,
    )
    inner = reader.each("inputs", required=kind == "group")
    if inner and (kind != "group" or group):
        reader.complain("unclear-input", "Only a group holds inputs, and no group another.", "Write `kind: group`.")
    reader.finish()
    for one in inner if kind == "group" and group is None else ():
        yield from _input(one, complaints, scheme_id, name)


def _usual_kind(reader: Reader) -> str | None:
    """What an input is whose kind is not written: one with options is a choice."""
    return "choice" if "options" in reader else None


def _about(reader: Reader) -> bool | None:
    """Whether it is said to ask who somebody is; None where nothing is said."""
    return reader.one_of("about", ["need", "kind-of-person"]) == "kind-of-person" if "about" in reader else None


def _steps(reader: Reader, kind: str) -> Decimal | None:
    steps = reader.decimal_or_none("in_steps_of")
    if steps is not None and steps <= 0:
        reader.complain("wrong-rounding", "Steps must be above nought.", "Write `in_steps_of: 0.5`.")
        return None
    usual = {"whole-number": Decimal(1), "money": PENNY}
    return usual.get(kind) if steps is None else steps


def _options(reader: Reader, key: str, kind: str) -> tuple[tuple[str, ...], tuple[Text, ...]]:
    """The options, as a list of ids or with words for each: {none: No help, full: Help with all of it}."""
    node = reader.at("options")
    wanted = kind in {"choice", "choices"}
    if kind == "yes-no" and node is None:
        return YES_NO, (Text(f"{key}/yes", "Yes"), Text(f"{key}/no", "No"))
    if node is None and reader.text_or_none("kind") not in {*KINDS, *SAME}:
        return (), ()  # that it has no kind, or none that is known, is told already
    if (node is not None) is not wanted:
        cure = "Write `options: [none, some, full]` for a choice, and nothing for a number or a date."
        reader.complain("unclear-input", f"Options and the kind “{kind}” do not go together.", cure)
        return (), ()
    if node is None:
        return (), ()
    if node.has_fields:
        inner = Reader(node, reader.complaints, reader.where)
        words = [(name, inner.at(name)) for name in inner.names]
        for name, each in words:
            inner.keep_tidy(name, each)
        labels = (read_text(each, f"{key}/{name}", reader.complaints) for name, each in words if each is not None)
        return inner.names, tuple(labels)
    options = reader.texts("options")
    for one in dict.fromkeys(options):
        reader.keep_tidy(one, node)
    for one in sorted({one for one in options if options.count(one) > 1}):
        reader.complain("unclear-input", f"The option “{one}” is listed twice.", "Take one of them out.")
    return options, tuple(Text(f"{key}/{one}", one.replace("-", " ").capitalize()) for one in options)
