"""The rates of one day that an employer's costs hang on, and the ages that decide which of them holds."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from decimal import Decimal


class Age(StrEnum):
    """How old somebody is, as far as pay, National Insurance and pension ask."""

    SIXTEEN = "16-to-17"
    EIGHTEEN = "18-to-20"
    TWENTY_ONE = "21"
    GROWN = "22-to-pension"
    PENSIONER = "pension-age"


AGES: Final = tuple(Age)
YOUNG: Final = frozenset({Age.SIXTEEN, Age.EIGHTEEN})
"""For whom an employer pays National Insurance only above a far higher threshold."""


@dataclass(frozen=True, slots=True)
class Rates:
    """What holds on one day: pounds, shares in per cent, weeks."""

    wage_from_21: Decimal
    wage_18_to_20: Decimal
    wage_16_to_17: Decimal
    insurance_rate: Decimal
    insurance_from_a_week: Decimal
    insurance_young_from_a_year: Decimal
    allowance_a_year: Decimal
    pension_rate: Decimal
    pension_from_a_week: Decimal
    pension_counted_from_a_week: Decimal
    pension_counted_to_a_year: Decimal
    holiday_weeks: Decimal
    sick_pay_a_week: Decimal
    sick_pay_share: Decimal
    sick_pay_weeks: Decimal

    @classmethod
    def of(cls, value_of: Callable[[str], Decimal]) -> Rates:
        """The rates, each asked for by the name of its figure."""
        return cls(*(value_of(FIGURES[field.name]) for field in fields(cls)))

    def lowest_wage(self, age: Age) -> Decimal:
        """The least that the law lets an employer pay for an hour."""
        return {Age.SIXTEEN: self.wage_16_to_17, Age.EIGHTEEN: self.wage_18_to_20}.get(age, self.wage_from_21)


FIGURES: Final[Mapping[str, str]] = {
    "wage_from_21": "national-living-wage",
    "wage_18_to_20": "national-minimum-wage-18-to-20",
    "wage_16_to_17": "national-minimum-wage-16-to-17",
    "insurance_rate": "employer-insurance-rate",
    "insurance_from_a_week": "employer-insurance-from-a-week",
    "insurance_young_from_a_year": "young-worker-insurance-from-a-year",
    "allowance_a_year": "employment-allowance",
    "pension_rate": "pension-employer-rate",
    "pension_from_a_week": "pension-from-a-week",
    "pension_counted_from_a_week": "pension-counted-from-a-week",
    "pension_counted_to_a_year": "pension-counted-to-a-year",
    "holiday_weeks": "holiday-weeks",
    "sick_pay_a_week": "sick-pay-a-week",
    "sick_pay_share": "sick-pay-share",
    "sick_pay_weeks": "sick-pay-weeks",
}
"""The figure of the guides behind each rate."""
