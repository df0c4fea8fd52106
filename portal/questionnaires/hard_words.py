"""Words that questions do without, each with the word to use instead."""

from __future__ import annotations

from collections.abc import Mapping

UNEXPLAINED: Mapping[str, str] = {
    "portal": "this service",
    "package": "your support",
    "care package": "your support",
    "front door": "the first call",
    "service user": "person",
    "service users": "people",
    "eligible": "the law says the council must help",
    "eligibility": "what the law says",
}
"""Words that are not used towards people who need support."""

HARD: Mapping[str, str] = {
    "accommodation": "home",
    "activities of daily living": "everyday things",
    "ambulant": "able to walk",
    "ascertain": "find out",
    "cease": "stop",
    "challenging behaviour": "what happens when you are upset",
    "commence": "begin",
    "commissioned": "bought",
    "deteriorate": "get worse",
    "deteriorated": "got worse",
    "domiciliary": "at home",
    "endeavour": "try",
    "facilitate": "help",
    "funded by": "paid by",
    "hereby": "now",
    "impairment": "illness or disability",
    "in lieu": "instead",
    "in order to": "to",
    "in respect of": "about",
    "intervention": "help",
    "mobilise": "move about",
    "notwithstanding": "although",
    "per annum": "a year",
    "prior to": "before",
    "provision": "support",
    "pursuant": "under",
    "remuneration": "pay",
    "signpost": "tell you about",
    "subsequent": "later",
    "terminate": "end",
    "thereof": "of it",
    "utilise": "use",
    "via": "by",
    "whilst": "while",
    "with regard to": "about",
}
"""Words of offices."""

HARD_IN_EASY_READ: Mapping[str, str] = {
    "additional": "more",
    "approximately": "about",
    "appropriate": "right",
    "arrangement": "plan",
    "assessment": "questions about what you need",
    "assistance": "help",
    "consequently": "so",
    "currently": "now",
    "financial": "money",
    "frequently": "often",
    "independently": "by yourself",
    "indicative": "first guess",
    "maintain": "keep",
    "medication": "medicines",
    "mobility": "moving about",
    "obtain": "get",
    "participate": "take part",
    "particular": "special",
    "purchase": "buy",
    "regarding": "about",
    "require": "need",
    "requires": "needs",
    "significant": "big",
    "significantly": "a lot",
    "sufficient": "enough",
    "usually": "most days",
    "voluntary": "unpaid",
}
"""Longer everyday words that Easy Read does without."""
