"""A small eligibility file that the tests share."""

from collections.abc import Mapping

from portal.eligibility.loading import read_test
from portal.eligibility.model import OUTCOMES, EligibilityTest
from portal.files import Complaint, parse_yaml

OUTCOME = """
    - id: {name}
      title: {name}
      unable:
        - {{ground: needs-help, when: {{question: {name}, any_of: [some, full]}}}}
        - {{ground: pain, when: {{question: {name}-hard, any_of: [pain]}}}}
      able: {{question: {name}, is: alone}}"""

WORDS = (
    """id: adult
source: {title: The Regulations, address: https://www.legislation.gov.uk/, checked: 2026-11-21}
impairment: {title: You are ill, met: {question: condition, any_of: [ill]}, not_met: {question: condition, is: none}}
outcomes:
  needed: 2
  title: You cannot do two of these
  each:"""
    + "".join(OUTCOME.format(name=name) for name in OUTCOMES)
    + """
impact: {title: It matters, met: {question: impact, is: big}, not_met: {not: {question: impact, is: big}}}
grounds: {needs-help: You need help, pain: It hurts, danger: It is not safe, much-longer: It takes long}
advice: There is other help.
"""
)

HARD = frozenset({"pain", "not-sure"})
ABLE = frozenset({"alone", "some", "full", "not-sure"})
OFFERED: Mapping[str, frozenset[str]] = {
    "condition": frozenset({"ill", "none"}),
    "impact": frozenset({"big", "little"}),
    **dict.fromkeys(OUTCOMES, ABLE),
    **{f"{name}-hard": HARD for name in OUTCOMES},
}


def read(words: str = WORDS) -> tuple[EligibilityTest, list[Complaint]]:
    """Return the test in these words with the complaints about them."""
    complaints: list[Complaint] = []
    return read_test(parse_yaml(words, "eligibility.yaml"), complaints), complaints


TEST = read()[0]
