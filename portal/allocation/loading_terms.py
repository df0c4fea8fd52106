"""Owns reading the small parts of a line: terms, roundings, points, conditions, limits on an earlier line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from portal.allocation.operations.answers import Instead, Take
from portal.allocation.operations.base import Known
from portal.allocation.parts import FigureTest, Input, Says, Term
from portal.conditions import Condition, read_condition
from portal.files import Complaint, ContentError, Node, Reader, suggestion
from portal.money import Direction, Rounding, Unit

Numbers = tuple[tuple[str, Decimal], ...]
SAYS_OF_A_CHOICE = [each.value for each in Says]
SAYS = [each for each in SAYS_OF_A_CHOICE if each != Says.ANSWERS_DISAGREE]
OF_EVERY_LINE = frozenset(
    {
        "id",
        "unit",
        "title",
        "because",
        "only_when",
        "only_when_figure",
        "rounding",
        "about_the_person",
        "market_reason",
        "may_fall",
        "part",
        "source",
    }
)
"""Fields that a line may have whichever operation it names."""
FOR_A_LINE = {"when": "when_figure", "only_when": "only_when_figure"}
"""Fields that look at answers, and those beside them that look at lines."""


@dataclass(frozen=True, slots=True)
class Around:
    """What lines may refer to outside themselves; `known` and `units` grow with each line that is read."""

    rounding: Rounding
    known: Known
    units: dict[str, Unit]
    declared: Mapping[str, Input]


class LineReader(Reader):
    """Reads one line, and knows what the line may refer to outside itself."""

    def __init__(self, node: Node, complaints: list[Complaint], around: Around) -> None:
        super().__init__(node, complaints)
        self.around = around
        self.tables, self.conversions = around.known.tables, around.known.conversions
        self.rounding = around.rounding


def read_rounding(reader: Reader, default: Rounding | None = None) -> Rounding:
    """`to` and `how`, or the scheme's own rule where neither is written."""
    if default is not None and "to" not in reader and "how" not in reader:
        return default
    to = reader.decimal("to", default.to if default else None)
    how = reader.one_of("how", [each.value for each in Direction], default.how.value if default else None)
    if to <= 0:
        if "to" in reader:
            what = "A figure cannot be rounded to nothing."
            reader.complain("wrong-rounding", what, "Write `to: 0.01`.", reader.at("to"))
        to = Decimal("0.01")
    return Rounding(to, Direction(how))


def rounding_or_none(reader: Reader, default: Rounding | None = None) -> Rounding | None:
    """The rounding of a line or table: `rounding: {to: …, how: …}`, or `rounding: scheme` for the scheme's own."""
    node = reader.at("rounding")
    if node is None:
        return None
    if not node.has_fields and default is not None:
        reader.one_of("rounding", ["scheme"])
        return default
    inner = reader.inner("rounding")
    if inner is None:
        return None
    rounding = read_rounding(inner, default)
    inner.finish()
    return rounding


def read_term(node: Node | None, reader: Reader) -> Term:
    """An earlier line by its id, a plain number, or {rate: …}, {line: …}, {figure: …}."""
    if node is None:
        return Term(figure=Decimal(0))
    if node.has_fields:
        inner = Reader(node, reader.complaints, reader.where)
        line, rate, figure = inner.text_or_none("line"), inner.text_or_none("rate"), inner.decimal_or_none("figure")
        if sum(each is not None for each in (line, rate, figure)) != 1:
            inner.complain(
                "unclear-term", "This does not say one thing.", "Write one of {rate: …}, {line: …}, {figure: …}."
            )
        inner.finish()
        return Term(line, rate, figure)
    try:
        return Term(figure=node.decimal())
    except ContentError:
        words = _words(node, reader)
    if words[:1] == "£" or words[:1].isdigit():
        cure = "Write the number alone, without £, % and commas."
        reader.complain("wrong-kind", f"“{words}” is no number and no line.", cure, node)
        return Term(figure=Decimal(0))
    return Term(line=words)


def _words(node: Node, reader: Reader) -> str:
    try:
        return node.text()
    except ContentError:
        reader.complain(
            "unclear-term", "Here belongs a line, a rate or a number.", "Write the id of an earlier line.", node
        )
        return ""


def term(reader: Reader, name: str) -> Term:
    """The term of a field that must be there."""
    return read_term(reader.required(name), reader)


def term_or_none(reader: Reader, name: str) -> Term | None:
    """The term of a field that may be left out."""
    node = reader.at(name)
    return None if node is None else read_term(node, reader)


def terms(reader: Reader, name: str) -> tuple[Term, ...]:
    """A list of terms."""
    return tuple(read_term(node, reader) for node in reader.each(name, required=True))


def figure_or_says(reader: Reader, name: str, allowed: Sequence[str] = SAYS) -> tuple[Decimal | None, Says | None]:
    """The figure of a field, or the words that may stand in its place; neither where the field is not written."""
    node = reader.at(name)
    if node is None:
        return None, None
    try:
        words = node.text()
    except ContentError:
        words = ""
    if words in allowed:
        return None, Says(words)
    if words[:1].isalpha():
        cure = f"Write a number. {suggestion(words, allowed)}"
        reader.complain("unknown-value", f"`{name}` cannot be “{words}”.", cure, node)
        return Decimal(0), None
    return reader.decimal_or_none(name), None


def numbers(reader: Reader, name: str, instead: str = "") -> Numbers:
    """A number for each of several names; `instead` says where the words stand that are none, if anywhere."""
    found, says = points(reader, name)
    for option, said in says:
        cure = instead.format(option=option, said=said) or "Write digits with at most one point, such as 50."
        reader.complain("wrong-kind", f"“{option}” has no number.", cure)
    return found


def points(reader: Reader, name: str) -> tuple[Numbers, tuple[tuple[str, Says], ...]]:
    """A number for each option, and the options that have words in its place."""
    inner = reader.inner(name)
    if inner is None:
        reader.required(name)
        return (), ()
    found: dict[str, Decimal] = {}
    said: dict[str, Says] = {}
    cut = inner.cut_by_commas()
    for option in (one for one in inner.names if one not in cut):
        figure, says = figure_or_says(inner, option)
        if says is not None:
            said[option] = says
        else:
            found[option] = figure or Decimal(0)
    return tuple(found.items()), tuple(said.items())


def instead(reader: Reader) -> Instead:
    """What stands in where there is no value."""
    return Instead(*(reader.decimal_or_none(name) for name in ("not_asked", "not_applicable", "blank")))


def take(reader: Reader, *allowed: Take) -> Take:
    """How several figures become one; the first is taken where nothing is written."""
    return Take(reader.one_of("take", [each.value for each in allowed], allowed[0].value))


def condition(reader: Reader, name: str) -> Condition | None:
    """The condition of a field that may be left out."""
    node = reader.at(name)
    if node is not None and _names_line(node):
        field = FOR_A_LINE.get(name)
        what = f"`{name}` looks at answers, and here it names a line."
        cure = f"Put the line under `{field}: {{line: …, at_least: …}}`." if field else "Name a question of the group."
        reader.complain("unclear-condition", what, cure, node)
        return None
    return None if node is None else read_condition(node, reader.complaints, reader.where)


def _names_line(node: Node) -> bool:
    """Whether a condition, or a part of it, names a line as only a test of a figure does."""
    inside = [node] if node.has_fields else node.items() if node.is_list else []
    return any(
        name == "line" or (name in {"all", "any", "not"} and _names_line(each))
        for one in inside
        for name, each in (one.fields() if one.has_fields else {}).items()
    )


def day_or_question(reader: Reader, name: str) -> tuple[date, str | None]:
    """The day of a field that must be there; or, with {question: …}, the one that each person answers."""
    node = reader.at(name)
    if node is None or not node.has_fields:
        return reader.day(name) or date.max, None
    inner = Reader(node, reader.complaints, reader.where)
    question = inner.text("question")
    inner.finish()
    return date.max, question


def figure_test(reader: Reader, name: str) -> FigureTest | None:
    """The limits on an earlier line, of a field that may be left out."""
    inner = reader.inner(name)
    if inner is None:
        return None
    limits = (inner.decimal_or_none(each) for each in ("at_least", "at_most", "more_than", "less_than"))
    test = FigureTest(inner.text("line"), *limits)
    if not test.limits:
        cure = "Give it `at_least`, `more_than`, `at_most` or `less_than`."
        inner.complain("no-limit", f"`{name}` limits nothing.", cure)
    inner.finish()
    return test
