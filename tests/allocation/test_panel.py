"""What sends a case to the panel: unusual cases by rules with reasons, an ordinary one never."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.allocation.calculate import calculate
from portal.allocation.examples import Example, load_examples
from portal.allocation.lint.panel import PANEL_CODES, lint_panel
from portal.allocation.loading import load_folder, read_unchecked
from portal.allocation.model import Budget, Reason, Refusal
from portal.allocation.panel import Cause, Panel, Route, routed
from portal.allocation.panel_loading import load_panel
from portal.answers import Missing
from portal.files import Complaint, ContentError, parse_yaml
from portal.money import Unit
from portal.questionnaires.loading import load as load_questionnaire
from portal.questionnaires.model import Question
from portal.questionnaires.structure import answers_offered
from tests.allocation.schemes import ADULT, DAY, HEAD, small

EXAMPLES = Path(__file__).parent / "panel_examples"
SCHEMES = load_folder(ADULT / "allocation")
WORKED = {each.id: each for each in load_examples(ADULT / "examples", SCHEMES[-1])}
TOP = "id: adult\nsource: Made for a test\ntitle: A group\nwhat: It is a group.\nmeets: Soon.\ntake_part: Come.\n"
TOP += "disagree: Tell us.\nrules:\n"


@cache
def asked() -> dict[str, list[str]]:
    placed = load_questionnaire(ADULT / "questionnaire.yaml").without_private().placed.values()
    return {
        each.question.id: sorted(answers_offered(each.question)) if isinstance(each.question, Question) else []
        for each in placed
    }


def complaints(path: Path) -> Iterator[Complaint]:
    try:
        yield from lint_panel(load_panel(path), SCHEMES, asked(), WORKED.values())
    except ContentError as error:
        yield from error.complaints


@pytest.fixture
def panel(tmp_path: Path, request: pytest.FixtureRequest) -> Panel:
    path = tmp_path / "panel.yaml"
    path.write_text(TOP + request.param, "utf-8")
    return load_panel(path)


def rules(words: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("panel", [words], indirect=True)


def budget(example: Example | str) -> Budget:
    found = calculate(SCHEMES[-1], (WORKED[example] if isinstance(example, str) else example).facts, DAY)
    assert isinstance(found, Budget)
    return found


def banded(number: int) -> Budget | Refusal:
    """What bands give that leave 5 to a person with a figure, and 10 without one."""
    bands = "id: one\nquantity: one\n---\nid: last\nunit: pounds a week\nbands: one\nrows:\n"
    bands += "  - {from: 0, below: 5, figure: 100}\n  - {from: 5, below: 10, figure: 200, to_a_person: true}\n"
    bands += "  - {from: 10, to_a_person: true}"
    return calculate(small(bands), {"one": number}, DAY)


def told(panel: Panel, figure: Decimal | None, limit: Decimal) -> Route:
    """What the first rule says of a figure a week above a limit."""
    rule = panel.rules[0]
    return Route(rule.id, rule.because, "Made for a test", figure, limit, Unit.POUNDS_A_WEEK)


def ids(routes: tuple[Route, ...]) -> list[str]:
    return [route.rule for route in routes]


@pytest.mark.parametrize("code", sorted(PANEL_CODES))
def test_a_rule_rejects_one_example_and_accepts_the_other(code: str) -> None:
    rejected = list(complaints(EXAMPLES / code / "reject.yaml"))
    assert {each.code for each in rejected} == {code}, [str(each) for each in rejected]
    assert all(each.line > 0 and each.what.endswith(".") and each.cure.endswith((".", "?")) for each in rejected)
    assert list(complaints(EXAMPLES / code / "accept.yaml")) == []


def test_every_example_belongs_to_a_rule() -> None:
    assert {folder.name for folder in EXAMPLES.iterdir()} == set(PANEL_CODES)


def test_ordinary_people_of_the_adults_examples_never_meet_the_panel() -> None:
    own = load_panel(ADULT / "panel.yaml")
    sent = {each.id for each in WORKED.values() if routed(own, calculate(SCHEMES[-1], each.facts, DAY), each.facts)}
    assert sent
    assert len(sent) < len(WORKED) / 4
    assert {"all-alone", "just-below-a-worker-looks", "on-the-sum-a-worker-looks"}.isdisjoint(sent)


@rules("  - {id: high, above: 1500, unit: pounds a week, because: 'Above {limit}.'}")
@pytest.mark.parametrize(("figure", "sent"), [("1499.99", []), ("1500", []), ("1500.01", ["high"]), ("2000", ["high"])])
def test_only_what_is_above_the_sum_is_sent(panel: Panel, figure: str, sent: list[str]) -> None:
    found = budget("on-the-sum-a-worker-looks")
    line = replace(found.headline, figure=Decimal(figure))
    found = replace(found, lines=tuple(line if each.id == line.id else each for each in found.lines))
    routes = routed(panel, found, {})
    assert ids(routes) == sent
    assert [(route.figure, route.limit, route.unit) for route in routes] == [
        (Decimal(figure), Decimal(1500), Unit.POUNDS_A_WEEK) for _ in sent
    ]


LIMITED = "id: sum\nunit: pounds a week\namount: 700\n---\nid: first\nunit: pounds a week\nlimit: sum\nat_least: 5\n"
LIMITED += "at_most: 600\n---\nid: last\nunit: pounds a week\nlimit: first\nat_most: 650"
USUAL = "id: usual\nunit: {unit}\namount: 40\nonly_when: {{question: at-home, is: 'yes'}}\n---\n"
USUAL += "id: last\nunit: pounds a week\namount: 50"


@rules("  - {id: more, above: {line: usual}, unit: pounds a week, because: '{figure} is more than {limit}.'}")
@pytest.mark.parametrize(
    ("unit", "home", "proposed", "figure"),
    [
        ("pounds a week", "yes", None, "50"),
        ("pounds a week", "yes", "40.01", "40.01"),
        ("pounds a week", "yes", "40", None),
        ("pounds a week", "no", None, None),
        ("pounds a month", "yes", None, None),
    ],
    ids=["above", "proposed-above", "proposed-on-it", "does-not-apply", "another-unit"],
)
def test_a_figure_is_held_against_another_line_where_that_can_be_done(
    panel: Panel, unit: str, home: str, proposed: str | None, figure: str | None
) -> None:
    words = f"{HEAD.format(people='adults')}lines:\n"
    for line in USUAL.format(unit=unit).split("\n---\n"):
        words += "  - " + line.replace("\n", "\n    ") + "\n"
    found = calculate(read_unchecked(parse_yaml(words, "usual.yaml"), []), {"at-home": home}, DAY)
    routes = routed(panel, found, {}, proposed=None if proposed is None else Decimal(proposed))
    assert routes == (() if figure is None else (told(panel, Decimal(figure), Decimal(40)),))


@rules(
    "  - {id: week, above: 10, unit: pounds a week, because: A.}\n"
    "  - {id: year, above: 10, unit: pounds a year, because: A.}\n"
    "  - {id: gone, above: {line: nowhere}, unit: pounds a week, because: A.}\n"
    "  - {id: sum, line: sum, above: 690, unit: pounds a week, because: A.}"
)
def test_a_sum_in_another_unit_sends_nobody_and_a_proposal_stands_for_the_figure_that_leads_alone(panel: Panel) -> None:
    found = calculate(small(LIMITED), {}, DAY)
    assert ids(routed(panel, found, {})) == ["week", "sum"]
    assert ids(routed(panel, found, {}, proposed=Decimal(5))) == ["sum"]


@given(figure=st.decimals(0, 5000, places=2), more=st.decimals(0, 500, places=2))
def test_who_costs_more_is_never_sent_less(figure: Decimal, more: Decimal) -> None:
    own, found = load_panel(ADULT / "panel.yaml"), budget("on-the-sum-a-worker-looks")
    less, greater = (routed(own, found, {}, proposed=each) for each in (figure, figure + more))
    assert set(ids(less)) <= set(ids(greater))
    assert ("higher-cost" in ids(less)) is (figure > 1500)


@rules("  - {id: much-more, over_indicative: {per_cent: 10}, because: 'It is {figure}.'}")
@pytest.mark.parametrize(("proposed", "sent"), [(None, []), ("1500", []), ("1650", []), ("1650.01", ["much-more"])])
def test_a_proposal_may_go_a_share_over_what_was_indicated(panel: Panel, proposed: str | None, sent: list[str]) -> None:
    wanted = None if proposed is None else Decimal(proposed)
    found = budget("on-the-sum-a-worker-looks")
    assert found.headline.figure == 1500
    assert routed(panel, found, {}, proposed=wanted) == tuple(told(panel, wanted, Decimal(1650)) for _ in sent)


@rules("  - {id: more, over_indicative: {pounds: 20}, because: 'It is {figure}.'}")
@pytest.mark.parametrize(("proposed", "sent"), [("1520", False), ("1520.01", True)])
def test_a_proposal_may_go_so_many_pounds_over_what_was_indicated(panel: Panel, proposed: str, *, sent: bool) -> None:
    wanted = Decimal(proposed)
    routes = routed(panel, budget("on-the-sum-a-worker-looks"), {}, proposed=wanted)
    assert routes == ((told(panel, wanted, Decimal(1520)),) if sent else ())


@rules("  - {id: soft, limit_passed: any, because: '{figure} is above {limit}.'}")
def test_a_soft_cap_that_was_passed_names_its_figure_and_limit(panel: Panel) -> None:
    assert routed(panel, calculate(small(LIMITED), {}, DAY), {}) == (told(panel, Decimal(700), Decimal(600)),)
    assert routed(panel, budget("on-the-sum-a-worker-looks"), {}) == ()


@rules("  - {id: soft, limit_passed: [last], because: '{figure} is above {limit}.'}")
def test_only_the_soft_caps_that_a_rule_names_are_looked_at(panel: Panel) -> None:
    assert routed(panel, calculate(small(LIMITED), {}, DAY), {}) == (told(panel, Decimal(700), Decimal(650)),)


@rules("  - {id: open, open_band: any, because: The table sets nothing here.}")
def test_a_soft_cap_is_no_open_band(panel: Panel) -> None:
    assert routed(panel, calculate(small(LIMITED), {}, DAY), {}) == ()


@rules("  - {id: open, open_band: any, because: The table sets nothing here.}")
def test_an_open_band_is_sent_with_a_figure_and_without(panel: Panel) -> None:
    sent = {number: ids(routed(panel, banded(number), {})) for number in (4, 5, 10)}
    assert sent == {4: [], 5: ["open"], 10: ["open"]}


@rules(
    "  - {id: here, open_band: [last], because: The table sets nothing here.}\n"
    "  - {id: there, open_band: [one], because: The table sets nothing there.}"
)
def test_only_the_open_bands_that_a_rule_names_are_looked_at(panel: Panel) -> None:
    sent = {number: ids(routed(panel, banded(number), {})) for number in (4, 5, 10)}
    assert sent == {4: [], 5: ["here"], 10: ["here"]}


@rules("  - {id: open, open_band: any, because: The table sets nothing here.}")
def test_an_open_band_of_another_group_sends_nobody(panel: Panel) -> None:
    bands = "id: one\nquantity: one\n---\nid: band\nunit: pounds a week\nbands: one\nrows:\n"
    bands += "  - {from: 0, below: 5, figure: 100}\n  - {from: 5, figure: 200, to_a_person: true}\n"
    rows = "[{when: {question: lives, is: home}, line: band}, {figure: 9}]"
    scheme = small(f"{bands}---\nid: last\nunit: pounds a week\nchoose: {rows}")
    home, other = (calculate(scheme, {"one": 7, "lives": lives}, DAY) for lives in ("home", "other"))
    assert (ids(routed(panel, home, {})), ids(routed(panel, other, {}))) == (["open"], [])
    twice = f"{bands}---\nid: twice\nunit: pounds a week\nmultiply: band\nby: 2\n---\nid: last\n"
    scheme = small(f"{twice}unit: pounds a week\nchoose: {rows.replace('line: band', 'line: twice')}")
    home, other = (calculate(scheme, {"one": 7, "lives": lives}, DAY) for lives in ("home", "other"))
    assert (ids(routed(panel, home, {})), ids(routed(panel, other, {}))) == (["open"], [])


@rules("  - {id: open, open_band: any, because: The table sets nothing here.}")
def test_an_open_band_that_a_line_is_only_held_against_is_looked_at(panel: Panel) -> None:
    bands = "id: one\nquantity: one\n---\nid: band\nunit: pounds a week\nbands: one\nrows:\n"
    bands += "  - {from: 0, below: 5, figure: 100}\n  - {from: 5, figure: 200, to_a_person: true}\n"
    last = "id: more\nunit: pounds a week\namount: 9\nonly_when_figure: {line: band, at_least: 50}"
    found = calculate(small(f"{bands}---\n{last}\n---\nid: last\nunit: pounds a week\nsum: [more]"), {"one": 7}, DAY)
    assert ids(routed(panel, found, {})) == ["open"]


@rules("  - {id: open, open_band: any, because: The table sets nothing here.}")
def test_somebody_who_asked_for_a_worker_is_not_sent_by_an_open_band(panel: Panel) -> None:
    assert routed(panel, Refusal(Reason.A_PERSON_DECIDES, line="worker-asks"), {}) == ()


@rules("  - {id: open, open_band: any, because: The table sets nothing here.}")
def test_an_open_band_is_sent_where_a_price_is_missing_too(panel: Panel) -> None:
    sent = [ids(routed(panel, Refusal(Reason.NO_PRICE, lines=banded(number).lines), {})) for number in (4, 5)]
    assert sent == [[], ["open"]]


@rules("  - {id: alone, when: {question: left-alone, is: never}, because: Somebody is always needed.}")
@pytest.mark.parametrize("answer", ["any-time", Missing.UNANSWERED, Missing.NOT_SURE, Missing.TALK, None])
def test_what_is_not_known_sends_nobody(panel: Panel, answer: str | Missing | None) -> None:
    outcome = budget("all-alone")
    assert routed(panel, outcome, {} if answer is None else {"left-alone": answer}) == ()
    assert ids(routed(panel, outcome, {"left-alone": "never"})) == ["alone"]


@rules("  - {id: points, line: points, above: 3, unit: points, because: 'It is {figure}.'}")
def test_points_are_looked_at_where_no_price_is_set(panel: Panel) -> None:
    found = budget("on-the-smallest")
    without_price = Refusal(Reason.NO_PRICE, line="weekly", lines=found.lines)
    assert ids(routed(panel, without_price, {})) == ["points"]
    assert ids(routed(panel, replace(without_price, lines=()), {})) == []


@rules("  - {id: exception, exception: true, because: An exception was made.}")
def test_an_exception_is_looked_at_by_others(panel: Panel) -> None:
    assert routed(panel, budget("all-alone"), {}) == ()
    rule = panel.rules[0]
    plain = Route("exception", rule.because, "Made for a test")
    assert routed(panel, budget("all-alone"), {}, exception=True) == (plain,)


def test_every_cause_is_tried_here() -> None:
    text = Path(__file__).read_text("utf-8")
    assert all(f"{cause.value}:" in text for cause in Cause)


RULES = """  - {id: dear, above: 900, unit: pounds a week, because: "It is {figure}, over {limit}.", source: Policy}
  - {id: dearer, above: {line: most}, unit: pounds a week, line: other, because: It is over the most.}
  - {id: over, over_indicative: {per_cent: 10}, because: It is over.}
  - {id: limit, limit_passed: [one, two], because: A limit was passed.}
  - {id: open, open_band: any, because: A person decides.}
  - {id: asked, exception: true, because: Somebody asked.}
  - {id: alone, when: {question: alone, is: 'yes'}, because: "She is alone | or he."}
"""


def test_the_panel_is_read_with_its_words_and_each_rule_with_its_own(tmp_path: Path) -> None:
    path = tmp_path / "panel.yaml"
    path.write_text(TOP + RULES, "utf-8")
    found = load_panel(path)
    assert (found.id, found.source) == ("adult", "Made for a test")
    texts = (found.title, found.what, found.meets, found.take_part, found.disagree)
    keys = ["title", "what", "meets", "take-part", "disagree"]
    assert [each.key for each in texts] == [f"adult/panel/{name}" for name in keys]
    assert [each.standard for each in texts] == ["A group", "It is a group.", "Soon.", "Come.", "Tell us."]
    assert [rule.because.key for rule in found.rules] == [f"adult/panel/{rule.id}" for rule in found.rules]
    assert [rule.source for rule in found.rules] == ["Policy"] + ["Made for a test"] * 6
    assert [rule.mark.line for rule in found.rules] == list(range(9, 16))
    dear, dearer, over, limit, open_band, *_ = found.rules
    assert (dear.most, dear.line, dear.most_line, dear.unit) == (900, None, None, Unit.POUNDS_A_WEEK)
    assert (dearer.most, dearer.line, dearer.most_line) == (None, "other", "most")
    assert (over.most, over.per_cent, limit.lines, open_band.lines) == (10, True, ("one", "two"), ())


X = "panel rule “x”"


@pytest.mark.parametrize(
    ("rule", "code", "where"),
    [
        ("{id: dear, exception: true, because: Again.}", "panel-duplicate-rule", "dear"),
        ("{id: x, because: Nothing.}", "panel-unclear-rule", X),
        ("{id: x, exception: true, open_band: any, unit: a, line: b, because: C.}", "panel-unclear-rule", X),
        ("{id: x, exception: false, because: No.}", "panel-unclear-rule", X),
        ("{id: x, limit_passed: some, because: No.}", "panel-unclear-rule", X),
        ("{id: x, over_indicative: {pounds: 1, per_cent: 2}, because: No.}", "panel-unclear-rule", X),
        ("{id: x, when: {question: a}, because: No.}", "unclear-condition", X),
        ("{id: x, exception: true, because: 'It is {figure}.'}", "panel-unknown-place", X),
        ("{id: x, over_indicative: {per_cent: 1}, because: 'It is {sum}.'}", "panel-unknown-place", X),
        ("{id: x, exception: true, because: No., at: 3}", "unknown-field", X),
    ],
)
def test_a_rule_that_is_unclear_is_told_once_where_it_stands(tmp_path: Path, rule: str, code: str, where: str) -> None:
    path = tmp_path / "panel.yaml"
    path.write_text(f"{TOP}{RULES}  - {rule}\n", "utf-8")
    with pytest.raises(ContentError) as caught:
        load_panel(path)
    told = {(each.code, each.where, each.line) for each in caught.value.complaints}
    assert told == {(code, where, 16)} | ({(code, where, 9)} if code == "panel-duplicate-rule" else set())
    assert all(each.what.endswith(".") and each.cure.endswith((".", "?")) for each in caught.value.complaints)


def test_a_panel_without_rules_is_told(tmp_path: Path) -> None:
    path = tmp_path / "panel.yaml"
    path.write_text(TOP.replace("rules:\n", ""), "utf-8")
    with pytest.raises(ContentError, match="There is no `rules`"):
        load_panel(path)
