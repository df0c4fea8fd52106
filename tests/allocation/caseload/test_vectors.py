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
from tests.allocation.schemes import DAY, small
from tests.allocation.test_shapes import SCHEMES

KINDS = {"any": "choice", "any-number": "number"}
LISTS = ("people", "others", "pets")


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


def test_numbers_of_all_lengths_come_back_beside_one_another() -> None:
    scheme = small("id: last\nquantity: n")
    layout = Layout("any", (Packed("n", "number"),))
    numbers = ["0", "7", "2.5", "0.000000000000000001", str(2**62 - 1), "1234567890123456.78"]
    for some in (numbers, numbers[:3], numbers[:4], numbers[4:], ["0.1", str(2**58)], ["0.01", str(10**17)]):
        everyone = [*({"n": Decimal(each)} for each in some), {}]
        again = unpack([pack(one, layout) for one in everyone], layout)
        assert results(scheme, again) == results(scheme, gather(everyone, ["n"]))
        assert results(scheme, again)[:-1] == [(Decimal(each), 0) for each in some]


def test_each_of_several_lists_comes_back() -> None:
    lists = "id: ours\nover: people\ntake: sum\nof: hours\n---\nid: theirs\nover: others\ntake: sum\nof: hours\n---\n"
    scheme = small(lists + "id: tenfold\nmultiply: theirs\nby: 10\n---\nid: last\nsum: [ours, tenfold]")
    hours = (Packed("hours", "number"),)
    layout = Layout("any", tuple(Packed(name, "group", inside=hours) for name in LISTS))
    chance = Random(4)
    everyone = [
        {name: tuple({"hours": Decimal(chance.randrange(9))} for _ in range(chance.randrange(4))) for name in LISTS}
        for _ in range(9)
    ]
    again = unpack([pack(one, layout) for one in everyone], layout)
    assert results(scheme, again) == results(scheme, gather(everyone, scheme.questions_used))
    for start, end in ((0, 4), (3, 7), (5, 99)):
        some = results(scheme, again.part(start, end))
        assert some == results(scheme, gather(everyone[start:end], scheme.questions_used))


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
