"""Money in words, for people to whom figures say little."""

from __future__ import annotations

from decimal import Decimal

from num2words import num2words

from portal.web.locale import gettext as _
from portal.web.locale import language, ngettext


def pounds_in_words(amount: Decimal) -> str:
    """One hundred and eighty-six pounds; nothing in a language for which there are no number words."""
    code = language()
    whole = int(amount)
    pence = int((amount - whole) * 100)
    try:
        said = num2words(whole, lang=code)
        said_pence = num2words(pence, lang=code)
    except NotImplementedError:
        return ""
    pounds = ngettext("%(pounds)s pound", "%(pounds)s pounds", whole, pounds=said)
    if not pence:
        return pounds
    pennies = ngettext("%(pence)s penny", "%(pence)s pence", pence, pence=said_pence)
    return _("%(pounds)s and %(pence)s", pounds=pounds, pence=pennies) if whole else pennies
