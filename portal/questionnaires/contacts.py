"""Reads names, e-mail and postal addresses, telephone numbers and postcodes as people write them."""

from __future__ import annotations

import re
from datetime import date

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from portal.answers import Address
from portal.questionnaires.model import Question
from portal.questionnaires.problems import ANSWER, Problem, ProblemCode, Typed
from portal.questionnaires.typing_in import plain_digits, raw, words_of

LONGEST_LINE = 200
LONGEST_EMAIL = 254
LONGEST_PHONE = 60
HOME = "GB"
# The shapes of British postcodes, after "Postcodes" in the Royal Mail Programmers' Guide (outward and inward code).
POSTCODE = re.compile(r"(GIR|[A-Z][A-HJ-Y]?[0-9][0-9A-HJKMNPR-Y]?)([0-9][ABD-HJLNP-UW-Z]{2})")
ADDRESS_PARTS = ("line1", "line2", "town", "postcode")


def read_name(_question: Question, typed: Typed, _today: date) -> str | Problem:
    """Return a name; any name is right."""
    return words_of(typed, ANSWER, LONGEST_LINE)


def read_email(_question: Question, typed: Typed, _today: date) -> str | Problem:
    """Return an e-mail address that could exist; nothing is asked of the network."""
    words = words_of(typed, ANSWER, LONGEST_EMAIL)
    if isinstance(words, Problem):
        return words
    try:
        return validate_email(words, check_deliverability=False).normalized
    except EmailNotValidError:
        return Problem(ProblemCode.NOT_AN_EMAIL)


def read_phone(_question: Question, typed: Typed, _today: date) -> str | Problem:
    """Return a telephone number as it is dialled in Britain, with its country where it is foreign."""
    words = raw(typed, ANSWER)
    if len(words) > LONGEST_PHONE:
        return Problem(ProblemCode.NOT_A_PHONE)
    try:
        number = phonenumbers.parse(plain_digits(words), HOME)
    except phonenumbers.NumberParseException:
        return Problem(ProblemCode.NOT_A_PHONE)
    # A number of the right length is taken even from a range that is newer than our tables.
    if not phonenumbers.is_possible_number(number):
        return Problem(ProblemCode.NOT_A_PHONE)
    at_home = number.country_code == phonenumbers.country_code_for_region(HOME)
    formats = phonenumbers.PhoneNumberFormat
    return str(phonenumbers.format_number(number, formats.NATIONAL if at_home else formats.INTERNATIONAL))


def read_postcode(_question: Question, typed: Typed, _today: date) -> str | Problem:
    """Return a British postcode in capitals with its one space."""
    return _postcode(typed, ANSWER)


def _postcode(typed: Typed, name: str) -> str | Problem:
    words = raw(typed, name)
    plain = re.sub(r"[^A-Z0-9]", "", plain_digits(words[:LONGEST_LINE]).upper())
    found = POSTCODE.fullmatch(plain)
    if not found or len(words) > LONGEST_LINE:
        return Problem(ProblemCode.NOT_A_POSTCODE, name)
    return f"{found[1]} {found[2]}"


def read_address(_question: Question, typed: Typed, _today: date) -> Address | Problem:
    """Return a postal address: first line, town and postcode are needed."""
    parts: dict[str, str] = {}
    for part in ADDRESS_PARTS:
        words = words_of(typed, f"{ANSWER}-{part}", LONGEST_LINE)
        if isinstance(words, Problem):
            return words
        parts[part] = words
    missing = [part for part in ("line1", "town", "postcode") if not parts[part]]
    if missing:
        return Problem(ProblemCode.PART_MISSING, f"{ANSWER}-{missing[0]}", {"missing": ",".join(missing)})
    postcode = _postcode(typed, f"{ANSWER}-postcode")
    if isinstance(postcode, Problem):
        return postcode
    lines = tuple(parts[part] for part in ("line1", "line2") if parts[part])
    return Address(lines, parts["town"], postcode)
