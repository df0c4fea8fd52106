"""A packed vector gives back what counts, to the penny, and holds no word that a person wrote."""

from datetime import timedelta
from decimal import Decimal
from random import Random

import pytest

from portal.allocation.caseload.calculate import calculate_many
from portal.allocation.caseload.gathering import gather
from portal.allocation.caseload.vectors import unpack
from portal.allocation.packing import Layout, Packed, pack
from portal.allocation.scheme import Scheme
from tests.allocation.caseload.random_people import somebody
from tests.allocation.schemes import DAY
from tests.allocation.test_shapes import SCHEMES

KINDS = {"any": "choice", "any-number": "number"}


def layout_of(scheme: Scheme) -> Layout:
    """A layout of everything that a scheme counts."""
    every = [_packed(one, scheme) for one in scheme.inputs if one.group is None or one.kind == "group"]
    return Layout("any", tuple(every))


def _packed(one: object, scheme: Scheme) -> Packed:
    name, kind = one.id, KINDS.get(one.kind, one.kind)  # type: ignore[attr-defined]  # an Input
    inside = [_packed(each, scheme) for each in scheme.inputs if each.group == name and each.kind != "group"]
    options = one.options or ("yes", "no", "some")  # type: ignore[attr-defined]  # the same
    kind = "number" if getattr(one, "in_steps_of", None) and kind == "choice" else kind
    return Packed(name, kind, tuple(options), tuple(inside) if kind == "group" else ())


def results(scheme: Scheme, people: object, days: int = 0) -> list[object]:
    many = calculate_many(scheme, people, max(scheme.starts, DAY) + timedelta(days))
    line = many.headline
    return list(zip(line.figure.decimals() if line else [], many.refusals.tolist(), strict=False))


@pytest.mark.parametrize("name", sorted(SCHEMES))
def test_vectors_give_the_figures_of_the_answers_for_each_shape(name: str) -> None:
    _agree(SCHEMES[name])


def test_vectors_give_the_figures_of_the_adults_scheme(adult: Scheme) -> None:
    _agree(adult)


def _agree(scheme: Scheme) -> None:
    chance, layout = Random(3), layout_of(scheme)
    everyone = [somebody(chance, scheme, scheme.starts, strangeness=0.04) for _ in range(200)]
    vectors = [pack(one, layout) for one in everyone]
    again = unpack(vectors, Layout.read(layout.document))
    assert results(scheme, again) == results(scheme, gather(everyone, scheme.questions_used))


def test_a_vector_is_short_and_holds_no_words(adult: Scheme) -> None:
    layout = layout_of(adult)
    one = pack({"washing": "full", "notes": "Ann Smith", "trips": Decimal("2.50")}, layout)
    assert len(one) == layout.width < 70
    assert b"Ann" not in one
    assert b"full" not in one


def test_a_layout_is_told_by_its_questions_and_options() -> None:
    first = Layout("adult", (Packed("washing", "choice", ("alone", "full")),))
    other = Layout("adult", (Packed("washing", "choice", ("full", "alone")),))
    assert first.fingerprint != other.fingerprint
    assert Layout.read(first.document) == first
