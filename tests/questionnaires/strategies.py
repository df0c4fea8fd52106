"""Random small questionnaires, and random valid answers to their questions."""

from collections.abc import Sequence
from decimal import Decimal

from hypothesis import strategies as st

from portal.answers import Answer, Missing
from portal.conditions import AllOf, Answered, AnyOf, Between, Condition, Not, OneOf
from portal.files import Mark
from portal.questionnaires.model import Group, Kind, Option, Question, Questionnaire, Section
from portal.questionnaires.structure import STRUCTURE
from portal.words import Text

MARK = Mark("random.yaml", 1)
OPTIONS = tuple(Option(name, Text(name, name)) for name in ("x", "y", "z"))
KINDS = [Kind.CHOICE, Kind.CHOICES, Kind.WHOLE_NUMBER, Kind.TEXT]


@st.composite
def conditions(draw: st.DrawFn, earlier: Sequence[Question | Group]) -> Condition:
    """Return a condition over earlier questions."""
    if draw(st.integers(0, 3)) == 0:
        parts = tuple(draw(conditions(earlier)) for _ in range(draw(st.integers(1, 2))))
        joined: list[Condition] = [AllOf(parts), OneOf(parts), Not(parts[0])]
        return draw(st.sampled_from(joined))
    question = draw(st.sampled_from(earlier))
    if question.kind in {Kind.CHOICE, Kind.CHOICES}:
        return AnyOf(question.id, tuple(draw(st.sets(st.sampled_from(["x", "y", "not-sure"]), min_size=1))))
    if question.kind is Kind.TEXT:
        about_words: list[Condition] = [Answered(question.id), AnyOf(question.id, ("talk",))]
        return draw(st.sampled_from(about_words))
    return Between(question.id, Decimal(draw(st.integers(0, 2))))


@st.composite
def questionnaires(draw: st.DrawFn) -> Questionnaire:
    """Return a sound questionnaire with sections, conditions and groups of every sort."""
    earlier: list[Question | Group] = []
    sections = []
    firsts = draw(st.integers(0, 1))
    for number in range(draw(st.integers(1, 4))):
        ask_when = draw(st.none() | conditions(list(earlier))) if earlier else None
        questions: list[Question | Group] = []
        for _ in range(draw(st.integers(1, 4))):
            name = f"q{len(earlier)}"
            if draw(st.integers(0, 5)) == 0:
                questions.append(draw(groups(name, tuple(earlier))))
            else:
                questions.append(draw(plain(name, tuple(earlier))))
            earlier.append(questions[-1])
        title = Text(f"s{number}", "Section")
        section = Section(f"s{number}", title, MARK, tuple(questions), first=number < firsts, ask_when=ask_when)
        sections.append(section)
    questionnaire = Questionnaire("random", Text("random", "Random"), MARK, tuple(sections))
    assert STRUCTURE.complaints(questionnaire) == []
    return questionnaire


@st.composite
def plain(draw: st.DrawFn, name: str, earlier: Sequence[Question | Group]) -> Question:
    """Return an ordinary question."""
    kind = draw(st.sampled_from(KINDS))
    return Question(
        name,
        kind,
        Text(name, name),
        MARK,
        ask_when=draw(st.none() | conditions(earlier)) if earlier else None,
        optional=draw(st.booleans()),
        options=OPTIONS if kind.has_options else (),
    )


@st.composite
def groups(draw: st.DrawFn, name: str, earlier: Sequence[Question | Group]) -> Group:
    """Return a group of one to three questions, the later ones depending on the earlier of the same item."""
    inner: list[Question] = []
    for number in range(draw(st.integers(1, 3))):
        inner.append(draw(plain(f"{name}-{number}", (*earlier, *inner))))
    ask_when = draw(st.none() | conditions(earlier)) if earlier else None
    return Group(name, Text(name, name), MARK, tuple(inner), named_by=inner[0].id, most=2, ask_when=ask_when)


def answers_to(question: Question) -> st.SearchStrategy[Answer]:
    """Return the valid answers to a question."""
    special: list[Answer] = [Missing(each) for each in sorted(question.instead)]
    special += [Missing.BLANK] if question.optional else []
    values: dict[Kind, list[Answer]] = {
        Kind.CHOICE: ["x", "y", "z"],
        Kind.CHOICES: [("x",), ("y", "z")],
        Kind.WHOLE_NUMBER: [0, 1, 2],
        Kind.TEXT: ["words", "not-sure"],
    }
    return st.sampled_from([*values[question.kind], *special])
