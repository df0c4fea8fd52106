"""Loads a questionnaire file, or says everything that is wrong with it."""

from __future__ import annotations

from pathlib import Path

from portal.files import Complaint, ContentError, read_yaml
from portal.questionnaires.model import Questionnaire
from portal.questionnaires.reading import read_questionnaire
from portal.questionnaires.structure import STRUCTURE


def read(path: Path | str) -> tuple[Questionnaire, list[Complaint]]:
    """Return the questionnaire of a file as far as it can be understood, with what cannot.

    Raises `ContentError` where the file is no YAML at all.
    """
    complaints: list[Complaint] = []
    questionnaire = read_questionnaire(read_yaml(path), complaints)
    return questionnaire, complaints


def load(path: Path | str) -> Questionnaire:
    """Return the questionnaire of a file, fit to be asked.

    Raises `ContentError` with every complaint about its form and structure. Wording is looked at by the lint.
    """
    questionnaire, complaints = read(path)
    complaints.extend(STRUCTURE.complaints(questionnaire))
    if complaints:
        raise ContentError(sorted(complaints, key=lambda each: each.line))
    return questionnaire
