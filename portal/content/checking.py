"""Owns the check of one scheme that is being written: the same complaints as for a file, before it is one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from portal.allocation.loading import parse
from portal.content.agreement import disagreements, wording
from portal.files import Complaint, ContentError

if TYPE_CHECKING:
    from portal.allocation.scheme import Scheme
    from portal.questionnaires.model import Questionnaire


@dataclass(frozen=True)
class Checked:
    """What became of a document: the scheme, where it can be worked with at all, and everything that is wrong."""

    scheme: Scheme | None
    complaints: tuple[Complaint, ...]


def check_scheme(
    words: str, name: str, questionnaires: Mapping[str, Questionnaire], scheme_id: str | None = None
) -> Checked:
    """Check the words of the scheme in the folder `name` as `python3 -m portal check` would its file.

    `scheme_id` is the id that its other versions have, None where it is the first.

    A scheme whose own worked examples come out otherwise is told with complaints, and is there to be looked at.
    """
    file = f"{name}.yaml"
    try:
        scheme = parse(words, file, tried_out=False)
    except ContentError as error:
        return Checked(None, error.complaints)
    found = list(_examples(words, file))
    questionnaire = questionnaires.get(name)
    if questionnaire is not None:
        found += disagreements(questionnaire, None, (scheme,), None)
        found += wording((scheme,), Path(file)) if questionnaire.published else []
    if scheme_id not in {None, scheme.id}:
        what, cure = f"It is called “{scheme.id}”.", f"Write `id: {scheme_id}`: a version belongs to its scheme."
        found.append(Complaint("another-scheme", file, 1, "", what, cure))
    return Checked(scheme, tuple(sorted(dict.fromkeys(found), key=lambda one: one.line)))


def _examples(words: str, file: str) -> tuple[Complaint, ...]:
    """What is wrong with the examples that stand in the document itself."""
    try:
        parse(words, file)
    except ContentError as error:
        return error.complaints
    return ()
