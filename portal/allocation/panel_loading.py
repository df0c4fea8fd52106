"""Owns reading the rules that send a case to the panel from their file."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from portal.allocation.panel import Cause, Panel, PanelRule
from portal.conditions import read_condition
from portal.files import Complaint, ContentError, Node, Reader, read_yaml
from portal.money import Unit
from portal.words import Text, placeholders, text_at

PLACES: Mapping[Cause, frozenset[str]] = {
    Cause.ABOVE: frozenset({"figure", "limit"}),
    Cause.OVER_INDICATIVE: frozenset({"figure", "limit"}),
    Cause.LIMIT_PASSED: frozenset({"figure", "limit"}),
}
"""What a reason may name, by the cause: the figure that was looked at, and what it was held against."""

ANY = "any"


def load_panel(path: Path | str) -> Panel:
    """The panel and its rules in a file. Raises ContentError with all complaints."""
    complaints: list[Complaint] = []
    reader = Reader(read_yaml(path), complaints)
    owner, source = reader.text("id"), reader.text("source")
    nodes = reader.each("rules", required=True)

    def text(name: str) -> Text:
        return text_at(reader, name, f"{owner}/panel/{name.replace('_', '-')}")

    panel = Panel(
        owner,
        source,
        text("title"),
        text("what"),
        text("meets"),
        text("take_part"),
        text("disagree"),
        tuple(_rule(node, complaints, owner, source) for node in nodes),
    )
    reader.finish()
    ids = [rule.id for rule in panel.rules]
    for node, rule_id in zip(nodes, ids, strict=True):
        if ids.count(rule_id) > 1:
            complaints.append(node.complaint("panel-duplicate-rule", rule_id, "The id is used twice.", "Rename one."))
    if complaints:
        raise ContentError(dict.fromkeys(complaints))
    return panel


def _rule(node: Node, complaints: list[Complaint], owner: str, source: str) -> PanelRule:
    reader = Reader(node, complaints)
    rule_id = reader.named("panel rule")
    causes = [cause for cause in Cause if cause.value in reader]
    if len(causes) != 1:
        what = f"It has {len(causes)} causes." if causes else "It does not say what sends a case there."
        cure = "Write exactly one of " + ", ".join(f"`{cause}:`" for cause in Cause) + "."
        reader.complain("panel-unclear-rule", what, cure)
        for name in (*Cause, "unit", "line"):
            reader.at(str(name))
    cause = causes[0] if len(causes) == 1 else Cause.EXCEPTION
    rule = PanelRule(
        rule_id,
        cause,
        text_at(reader, "because", f"{owner}/panel/{rule_id}"),
        reader.text_or_none("source") or source,
        reader.mark,
    )
    if len(causes) == 1:
        rule = _looked_at(reader, rule)
        _places(reader, rule)
    reader.finish()
    return rule


def _looked_at(reader: Reader, rule: PanelRule) -> PanelRule:
    """The rule with what it holds against what, by its cause."""
    match rule.cause:
        case Cause.ABOVE:
            unit = Unit(reader.one_of("unit", [each.value for each in Unit]))
            rule = replace(rule, unit=unit, line=reader.text_or_none("line"))
            inner = reader.at("above")
            if inner is not None and inner.has_fields:
                return replace(rule, most_line=_one_field(reader, "above", ("line",))[1] or None)
            return replace(rule, most=reader.decimal("above"))
        case Cause.OVER_INDICATIVE:
            name, words = _one_field(reader, "over_indicative", ("per_cent", "pounds"))
            inside = reader.inner("over_indicative")
            most = inside.decimal(name) if inside and words else None
            return replace(rule, most=most, per_cent=name == "per_cent")
        case Cause.LIMIT_PASSED | Cause.OPEN_BAND:
            here = reader.at(rule.cause.value)
            listed = here is not None and here.is_list
            return replace(rule, lines=reader.texts(rule.cause.value) if listed else _any(reader, rule.cause))
        case Cause.EXCEPTION:
            if not reader.flag("exception"):
                reader.complain("panel-unclear-rule", "`exception` is not true.", "Write `exception: true`.")
            return rule
        case Cause.WHEN:
            node = reader.required("when")
            when = read_condition(node, reader.complaints, reader.where) if node else None
            return replace(rule, when=when)


def _any(reader: Reader, cause: Cause) -> tuple[str, ...]:
    if reader.text(cause.value) != ANY:
        what, cure = f"`{cause}` names no list of lines.", f"Write `{cause}: any`, or the lines as a list."
        reader.complain("panel-unclear-rule", what, cure)
    return ()


def _one_field(reader: Reader, name: str, allowed: tuple[str, ...]) -> tuple[str, str]:
    """The one field inside a field, and its words; the first of those allowed stands in where that is not clear."""
    inner = reader.inner(name)
    written = [each for each in allowed if inner is not None and each in inner]
    if inner is None or len(written) != 1:
        cure = "Write one of " + ", ".join(f"`{name}: {{{each}: …}}`" for each in allowed) + "."
        reader.complain("panel-unclear-rule", f"`{name}` does not say what it holds against.", cure)
        return allowed[0], ""
    words = inner.text(written[0])
    inner.finish()
    return written[0], words


def _places(reader: Reader, rule: PanelRule) -> None:
    """Complain of places in the reason that nothing can fill."""
    allowed = PLACES.get(rule.cause, frozenset())
    for _, words in rule.because.messages():
        for place in placeholders(words):
            if place.question not in allowed or "|" in words:
                cure = "Use " + " or ".join(f"{{{each}}}" for each in sorted(allowed)) if allowed else "Take it out"
                reader.complain("panel-unknown-place", f"Nothing stands in {{{place.question}}}.", f"{cure}.")
