"""Each shape that councils' schemes take is a file here with worked examples, edges and refusals among them."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.allocation.calculate import calculate
from portal.allocation.examples import Example, differences
from portal.allocation.loading import examples_of, load, load_untried
from portal.allocation.loading_inputs import SAME
from portal.allocation.model import Budget, Reason, Refusal
from portal.allocation.parts import Input
from portal.allocation.published import json_schema
from portal.allocation.record import as_record, from_record
from portal.allocation.scheme import Scheme
from portal.allocation.standing_alone import check_alone
from portal.allocation.work import work_out
from portal.answers import Facts, Missing
from tests.allocation.plain_yaml import plain
from tests.allocation.schemes import ADULT, CARER

FOLDER = Path(__file__).parent / "shapes"
FILES = sorted(FOLDER.glob("*.yaml"))
SCHEMES = {path.stem: load(path) for path in FILES}
EXAMPLES = {path.stem: examples_of(path, SCHEMES[path.stem]) for path in FILES}
EACH = [pytest.param(name, one, id=f"{name}-{one.id}") for name, found in EXAMPLES.items() for one in found]
VALIDATOR = jsonschema.Draft7Validator(json_schema())
FALLS_ON_PURPOSE = {name for name, scheme in SCHEMES.items() if any(line.may_fall for line in scheme.lines)}
NO_NEED = {
    "who",  # helps, which is a price
    "lives",
    "place",
    "family-does",
    "family-morning",
    "had",
    "before",
}
"""Answers that are no need: prices by the kind of help, what family does, and what was had before."""
ROWS = [
    "norfolk-children",
    "rbkc-in-savva",
    "wiltshire-adults-2010",
    "wiltshire-respite",
    "cambridgeshire-in-km",
    "devon-adults",
    "west-sussex-direct-payments",
    "moray",
    "rotherham",
    "halton-carers",
    "derbyshire-carers",
    "oxfordshire-carers",
    "rochdale-carers",
    "lincolnshire-carers",
    "unnamed-child",
    "trafford-children",
    "newcastle-children",
    "newcastle-adults-2016",
    "torbay-carers-breaks",
    "isle-of-wight",
    "tameside-shared-lives-2018",
    "derby",
]


def test_every_shape_is_here() -> None:
    assert set(ROWS) <= set(SCHEMES)


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_a_shape_is_in_order_where_no_questionnaire_belongs_to_it(path: Path) -> None:
    assert [str(each) for each in check_alone(path)] == []
    VALIDATOR.validate(plain(path))


@pytest.mark.parametrize(("name", "example"), EACH)
def test_a_worked_example_comes_out_to_the_penny(name: str, example: Example) -> None:
    assert differences(example, SCHEMES[name]) == ()


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_each_shape_has_a_figure_and_a_refusal_or_an_edge(name: str) -> None:
    assert len(EXAMPLES[name]) >= 3
    assert any(one.reason is None for one in EXAMPLES[name])


def test_every_reason_to_refuse_is_tried_somewhere() -> None:
    tried = {one.reason for found in EXAMPLES.values() for one in found}
    assert tried >= set(Reason)


LEFT_OUT = {"raise", "refuse", "choice", *SAME}
"""What need not be written, because it holds where nothing is, and other names for the same kinds of answers."""


def written(found: Any) -> Iterator[str]:
    """Every field and every word that stands in a file."""
    if isinstance(found, dict):
        yield from found
        for inner in found.values():
            yield from written(inner)
    elif isinstance(found, list):
        for inner in found:
            yield from written(inner)
    else:
        yield str(found).lower() if isinstance(found, bool) else str(found)


def can_be_written(rules: Any, name: str = "") -> Iterator[str]:
    """Every field that a scheme may have, and every word of a closed list, units aside."""
    if isinstance(rules, list):
        for inner in rules:
            yield from can_be_written(inner)
    elif isinstance(rules, dict):
        yield from rules.get("properties", ())
        yield from rules.get("enum", ()) if name != "unit" else ()
        for each, inner in rules.items():
            yield from can_be_written(inner, each)


def test_everything_that_a_scheme_can_say_is_said_in_a_worked_one() -> None:
    shipped = (ADULT, CARER)
    files = [*FILES, *(path for folder in shipped for path in (folder / "allocation").glob("*.yaml"))]
    said = {each for path in files for each in written(plain(path))}
    assert set(can_be_written(json_schema())) - said - LEFT_OUT == set()


def answer_to(one: Input, scheme: Scheme) -> st.SearchStrategy[Any]:
    """Any answer that can be given to an input, and what can stand in its place."""
    special = st.sampled_from([Missing(each) for each in (*one.special, "not-sure", "unanswered")])
    if one.kind == "choice":
        return st.one_of(st.sampled_from(one.options), special)
    if one.kind == "choices":
        return st.one_of(st.lists(st.sampled_from(one.options), unique=True).map(tuple), special)
    if one.kind == "group":
        inner = {each.id: answer_to(each, scheme) for each in scheme.declared if each.group == one.id}
        return st.one_of(st.lists(st.fixed_dictionaries(inner), max_size=3).map(tuple), special)
    if one.kind == "date":
        return st.one_of(st.dates(max_value=scheme.starts), special)
    steps = one.in_steps_of or Decimal("0.01")
    low, high = int((one.at_least or 0) / steps), int((one.at_most or 100) / steps)
    return st.one_of(st.integers(low, high).map(lambda number: number * steps), special)


def people(name: str) -> st.SearchStrategy[Facts]:
    """Anybody who could answer a shape's questions."""
    scheme = SCHEMES[name]
    return st.fixed_dictionaries({one.id: answer_to(one, scheme) for one in scheme.declared if one.group is None})


def readings(found: Budget) -> Iterator[tuple[Decimal, Decimal]]:
    """Each figure, and what its printed operands come to."""
    for line in found.lines:
        yield line.figure, work_out(line.operands, line.rounding)


@pytest.mark.parametrize("name", sorted(SCHEMES))
@settings(max_examples=25, deadline=None)
@given(chosen=st.data())
def test_the_figure_is_the_same_each_time_and_its_working_adds_up(name: str, chosen: st.DataObject) -> None:
    scheme, facts = SCHEMES[name], chosen.draw(people(name))
    found = calculate(scheme, facts, scheme.starts)
    assert found == calculate(scheme, dict(reversed(dict(facts).items())), scheme.starts)
    assert from_record(as_record(found)) == found
    if isinstance(found, Refusal):
        assert {name for name, _ in found.questions} <= {one.id for one in scheme.declared}
        return
    assert all(figure == again for figure, again in readings(found))
    assert all(line.figure >= 0 for line in found.lines)
    for result in found.results:
        line = found.line(result.line)
        assert line.figure == line.figure.quantize(Decimal("0.01"))


@pytest.mark.parametrize("name", sorted(set(SCHEMES) - FALLS_ON_PURPOSE))
@settings(max_examples=25, deadline=None)
@given(chosen=st.data())
def test_more_need_never_gives_less(name: str, chosen: st.DataObject) -> None:
    """Here options stand from least to most need, and numbers rise; a scheme that may give less names where and why."""
    scheme = SCHEMES[name]
    rising = [one for one in scheme.declared if one.kind not in {"date", "group"} and one.id not in NO_NEED]
    rising = [one for one in rising if not set(one.options) & {"yes", "no"}]
    facts = dict(chosen.draw(people(name)))
    more = chosen.draw(st.sampled_from(rising))
    higher = chosen.draw(answer_to(more, scheme))
    before = facts[more.id]
    if isinstance(before, Missing) or isinstance(higher, Missing) or not _is_more(higher, before, more):
        return
    less, greater = (calculate(scheme, {**facts, more.id: each}, scheme.starts) for each in (before, higher))
    if isinstance(less, Budget) and isinstance(greater, Budget):
        assert greater.headline.figure >= less.headline.figure


def _is_more(higher: object, lower: object, one: Input) -> bool:
    if isinstance(higher, tuple) and isinstance(lower, tuple):
        return set(higher) > set(lower)
    if one.options:
        return one.options.index(str(higher)) > one.options.index(str(lower))
    return isinstance(higher, Decimal) and isinstance(lower, Decimal) and higher > lower


def test_a_supply_ratio_is_refused_where_people_have_a_right_to_the_sum(tmp_path: Path) -> None:
    words = (FOLDER / "wiltshire-respite.yaml").read_text("utf-8")
    without = "\n".join(line for line in words.splitlines() if not line.startswith("discretionary:"))
    (tmp_path / "respite.yaml").write_text(without, "utf-8")
    assert {each.code for each in check_alone(tmp_path / "respite.yaml")} == {"supply-scaling"}


def test_an_example_that_is_wrong_keeps_a_scheme_from_loading_and_not_from_being_tried(tmp_path: Path) -> None:
    path = tmp_path / "halton.yaml"
    words = (FOLDER / "halton-carers.yaml").read_text("utf-8").replace("expect: {budget: 300}", "expect: {budget: 310}")
    path.write_text(words, "utf-8")
    assert [each.code for each in check_alone(path)] == ["example-differs"]
    found = calculate(load_untried(path), {"impact": "high"}, load_untried(path).starts)
    assert isinstance(found, Budget)
    assert found.headline.figure == 300
