"""Owns checking schemes where no questionnaire belongs to them: one file, or a folder of versions and examples."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from portal.allocation.examples import Example, read_examples, tried
from portal.allocation.lint.days import said_of_days
from portal.allocation.lint.likely import said_of_likely_slips
from portal.allocation.lint.lowered import said_of_falls
from portal.allocation.lint.odd import said_of_odd_figures
from portal.allocation.lint.protected_before import said_of_protection
from portal.allocation.lint.turned import said_of_turned
from portal.allocation.lint.uncounted import said_of_options
from portal.allocation.lint.untried import said_of_examples
from portal.allocation.loading import examples_of, load
from portal.allocation.scheme import Scheme
from portal.files import Complaint, ContentError, Node, read_yaml, suggestion

SAID = (said_of_falls, said_of_days, said_of_odd_figures, said_of_likely_slips, said_of_turned, said_of_options)
"""What is said of a scheme in order, and may well be meant."""


def check_alone(place: Path) -> tuple[Complaint, ...]:
    """Every complaint about the schemes and worked examples in a file or folder."""
    complaints: list[Complaint] = []
    schemes: list[Scheme] = []
    files = list(_files(place, complaints))
    wanted = [(path, node) for path, node in files if _is_scheme(node) or (place.is_file() and not _is_examples(node))]
    for path, _ in wanted:
        try:
            schemes.append(load(path))
        except ContentError as error:
            complaints.extend(error.complaints)
    complaints.extend(_without_inputs(node for _, node in wanted if _is_scheme(node)))
    if not wanted and not complaints:
        what, cure = "Here is no scheme.", "A scheme is a file that ends in .yaml and has `lines:`."
        complaints.append(Complaint("no-scheme", str(place), 1, "", what, cure))
    elif len(schemes) == len(wanted):
        _try((node for _, node in files if _is_examples(node)), schemes, complaints)
    return tuple(dict.fromkeys(complaints))


def noticed(place: Path) -> tuple[str, ...]:
    """What schemes in order lower or do not count, and what no example tries. Raises ContentError if they are not."""
    files = list(_files(place, []))
    read = [(load(path), path) for path, node in files if _is_scheme(node)]
    apart = [node for _, node in files if _is_examples(node)]
    found: list[str] = []
    for name in dict.fromkeys(scheme.id for scheme, _ in read):
        versions = sorted((one for one, _ in read if one.id == name), key=_first_day)
        own = [each for one, path in read if one.id == name for each in examples_of(path, one)]
        beside: dict[str, Example] = {}
        for node in apart:
            named = node.fields().get("scheme")
            if named is None or named.text() == name:
                read_examples(node, versions[-1], [], beside)
        found += [sentence for said in SAID for sentence in said(versions[-1])]
        found += said_of_protection(versions)
        found += said_of_examples(versions, [*own, *beside.values()])
    return tuple(found)


def _files(place: Path, complaints: list[Complaint]) -> Iterator[tuple[Path, Node]]:
    """Each content file with what stands in it; one that cannot be read is complained of."""
    paths = [place] if place.is_file() else sorted([*place.rglob("*.yaml"), *place.rglob("*.yml")])
    for path in paths:
        try:
            yield path, read_yaml(path)
        except ContentError as error:
            complaints.extend(error.complaints)


def _is_scheme(node: Node) -> bool:
    return node.has_fields and "lines" in node.fields()


def _is_examples(node: Node) -> bool:
    return node.has_fields and "examples" in node.fields() and not _is_scheme(node)


def _without_inputs(nodes: Iterable[Node]) -> Iterator[Complaint]:
    for node in nodes:
        if "inputs" not in node.fields():
            cure = "Add `inputs:` with the id and the kind of each answer that counts."
            what = "The scheme does not say what it asks, and no questionnaire belongs to it."
            yield node.complaint("no-inputs", "inputs", what, cure)


def _try(nodes: Iterable[Node], schemes: Sequence[Scheme], complaints: list[Complaint]) -> None:
    """Try the examples of files of their own with the versions of the scheme that they belong to."""
    versions = {one.id: sorted((each for each in schemes if each.id == one.id), key=_first_day) for one in schemes}
    for node in nodes:
        named = node.fields().get("scheme")
        wanted = named.text() if named else next(iter(versions)) if len(versions) == 1 else ""
        if wanted not in versions:
            cure = suggestion(wanted, sorted(versions)) if wanted else "Add `scheme:` with its id at the top."
            complaints.append(node.complaint("unknown-scheme", "", "It is not clear which scheme these try.", cure))
            continue
        found: dict[str, Example] = {}
        read_examples(node, versions[wanted][-1], complaints, found)
        complaints.extend(tried(found.values(), versions[wanted]))


def _first_day(scheme: Scheme) -> str:
    return scheme.starts.isoformat()
