"""Small questionnaires that the tests share."""

from pathlib import Path

from portal.files import Complaint, parse_yaml
from portal.questionnaires.model import Questionnaire
from portal.questionnaires.reading import read_questionnaire
from portal.questionnaires.structure import STRUCTURE

SAMPLE = Path(__file__).parent / "sample.yaml"


def questionnaire_of(sections: str, more: str = "") -> Questionnaire:
    """Return a sound questionnaire from the YAML of its sections."""
    complaints: list[Complaint] = []
    found = read_questionnaire(parse_yaml(f"id: q\ntitle: Q\n{more}\nsections:\n{sections}", "q.yaml"), complaints)
    complaints += STRUCTURE.complaints(found)
    assert [str(each) for each in complaints] == []
    return found
