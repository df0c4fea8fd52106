"""What a questionnaire file says, and what its author is told when it says too little."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from portal.answers import Missing
from portal.conditions import AnyOf
from portal.files import ContentError
from portal.questionnaires.checks import OrderCheck, SumCheck, Term
from portal.questionnaires.loading import load
from portal.questionnaires.model import Group, Kind, Question
from tests.questionnaires.samples import SAMPLE, questionnaire_of


def test_a_questionnaire_is_read_as_written() -> None:
    sample = load(SAMPLE)
    assert (sample.id, sample.published, sample.title.for_helper) == ("sample", True, "What they need")
    assert [section.id for section in sample.sections] == ["about-you", "body", "people", "safe"]
    washing = sample.find("washing")
    assert isinstance(washing, Question)
    assert (washing.kind, washing.text.key, washing.picture) == (Kind.CHOICE, "sample/washing/text", "shower")
    assert washing.text.easy_for_helper == "Can they wash themselves?"
    assert [option.id for option in washing.options] == ["alone", "some", "full"]
    assert washing.option("alone").text.key == "sample/washing/options/alone/text"
    assert washing.special == (Missing.NOT_SURE, Missing.TALK)
    times = sample.find("washing-times")
    assert isinstance(times, Question)
    assert (times.at_least, times.at_most) == (Decimal(0), Decimal(21))
    assert times.ask_when == AnyOf("washing", ("some", "full"))


def test_a_question_knows_its_section_and_its_group() -> None:
    sample = load(SAMPLE)
    assert sample.section_of("helper-hours").id == "people"
    group = sample.group_of("helper-hours")
    assert isinstance(group, Group)
    assert (group.id, group.named_by, group.most, group.kind) == ("helpers", "helper-name", 3, Kind.GROUP)
    assert sample.group_of("washing") is None
    with pytest.raises(KeyError):
        sample.find("unheard-of")


def test_checks_and_renames_are_read() -> None:
    sample = load(SAMPLE)
    total, order = sample.checks
    assert isinstance(total, SumCheck)
    assert isinstance(order, OrderCheck)
    assert (total.terms, total.at_most) == ((Term("helper-hours", "helpers"),), Decimal(168))
    assert order.questions == ("from-day", "to-day")
    assert sample.renamed == (("wash", "washing"),)


def test_yes_and_no_need_not_be_written_out_and_days_can_be_limits() -> None:
    found = questionnaire_of(
        "- {id: s, title: S, questions: [{id: a, kind: yes_no, text: A}, "
        "{id: b, kind: date, text: B, at_least: 2020-01-31, at_most: today}]}"
    )
    yes_no, day = found.find("a"), found.find("b")
    assert isinstance(yes_no, Question)
    assert isinstance(day, Question)
    assert yes_no.option_ids == {"yes", "no"}
    assert (day.at_least, day.at_most) == (date(2020, 1, 31), "today")


def test_every_mistake_of_a_file_is_told_at_once_in_the_order_of_its_lines(tmp_path: Path) -> None:
    words = SAMPLE.read_text(encoding="utf-8")
    for right, wrong in (
        ("kind: whole_number", "kind: number"),
        ("at_most: 21", "at_mots: 21"),
        ("any_of: [some, full]", "any_of: [some, fulll]"),
        ("named_by: helper-name", "named_by: name"),
        ("at: to-day", "at: to_day"),
    ):
        assert right in words
        words = words.replace(right, wrong)
    (tmp_path / "q.yaml").write_text(words, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load(tmp_path / "q.yaml")
    codes = [each.code for each in caught.value.complaints]
    assert {"unknown-value", "unknown-field", "unknown-option-in-condition", "group-without-name"} <= set(codes)
    assert "check-of-unknown-question" in codes
    lines = [each.line for each in caught.value.complaints]
    assert lines == sorted(lines)
    assert all(each.where and each.what and each.cure for each in caught.value.complaints)
    assert "Did you mean `full`?" in str(caught.value)


def test_a_rough_idea_keeps_what_is_named_and_what_decides_about_it() -> None:
    rough = load(SAMPLE).only(["weekend"])
    assert list(rough.placed) == ["first-name", "washing", "washing-times", "weekend"]
    assert rough.checks == ()
    assert list(load(SAMPLE).only(["helper-hours"]).placed) == ["who", "helpers", "helper-name", "helper-hours"]
    whole_group = load(SAMPLE).only(["helpers"])
    assert list(whole_group.placed) == ["who", "helpers", "helper-name", "helper-hours", "helper-nights"]
    assert [check.id for check in whole_group.checks] == ["hours-in-a-week"]


def test_a_helper_is_not_shown_what_is_private() -> None:
    shown = load(SAMPLE).without_private()
    assert "safe-now" not in shown
    assert [section.id for section in shown.sections] == ["about-you", "body", "people"]
    assert len(shown.checks) == 2
