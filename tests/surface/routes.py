"""Every address of the service, and what it answers to whom at which stage. A new address needs a line here.

`+` a page, `>` a redirect, `x` refused with a page, `-` not found, `m` only forms are sent there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from portal.access import Action

if TYPE_CHECKING:
    from tests.web.running import Begun

ANSWERS: Final = {"+": 200, ">": 302, "x": 403, "-": 404, "m": 405, "g": 410}

# What a stranger gets, and what somebody gets who has an application, whatever its stage.
OPEN_TO_ALL: Final = """
/                                         + +
/accessibility                            + +
/ask-to-help                              + +
/ask-us-to-call-you                       + +
/code                                     + +
/code/<code>                              g g
/complaints                               + +
/contact                                  + +
/cookies                                  + +
/credits                                  + +
/deleted                                  + +
/fair-for-everyone                        + +
/guides/                                  + +
/guides/<guide>/                          + +
/guides/<guide>/<chapter>                 + +
/guides/<guide>/booklets/<booklet>        + +
/guides/<guide>/whole                     + +
/guides/figures                           + +
/guides/tools/                            + +
/guides/tools/<tool>                      + +
/guides/tools/<tool>/blank                + +
/guides/tools/employer-costs              + +
/guides/search                            + +
/guides/words                             + +
/how-budgets-are-worked-out/              + +
/how-budgets-are-worked-out/<scheme>      + +
/how-budgets-are-worked-out/<scheme>/panel + +
/how-budgets-are-worked-out/<scheme>/<version> + +
/how-budgets-are-worked-out/<scheme>/<version>/examples + +
/how-budgets-are-worked-out/who-can-start - -
/how-far                                  + +
/mine                                     + +
/outgoing-mail                            - -
/people-you-help                          + +
/privacy                                  + +
/questions/<questionnaire>                + +
/reading                                  m m
/return                                   + +
/return/code                              + +
/return/email                             + +
/return/email/code                        m m
/return/link/<link>                       g g
/return/lost                              + +
/safe-contact                             + +
/sign-out                                 + +
/signed-out                               + +
/someone-to-speak-for-you                 + +
/staff/                                   > >
/staff/allocation/                        - -
/staff/allocation/<version_id>            - -
/staff/allocation/<version_id>/caseload   - -
/staff/allocation/<version_id>/decide     - -
/staff/allocation/<version_id>/document   - -
/staff/allocation/<version_id>/document.yaml - -
/staff/allocation/<version_id>/draft      - -
/staff/allocation/<version_id>/figures    - -
/staff/allocation/<version_id>/figures/<path:part> - -
/staff/allocation/<version_id>/go-back    - -
/staff/allocation/<version_id>/rates/<rate> - -
/staff/allocation/<version_id>/send       - -
/staff/allocation/<version_id>/try        - -
/staff/allocation/<version_id>/withdraw   - -
/staff/allocation/bring-in                - -
/staff/allocation/compare                 - -
/staff/applications/<reference>             - -
/staff/applications/<reference>/added       - -
/staff/applications/<reference>/advocate    - -
/staff/applications/<reference>/advocate/outcome - -
/staff/applications/<reference>/agree       - -
/staff/applications/<reference>/ask         - -
/staff/applications/<reference>/assign      - -
/staff/applications/<reference>/close       - -
/staff/applications/<reference>/complaints/<asked> - -
/staff/applications/<reference>/direct-payment - -
/staff/applications/<reference>/eligibility - -
/staff/applications/<reference>/exception   - -
/staff/applications/<reference>/final-budget - -
/staff/applications/<reference>/help        - -
/staff/applications/<reference>/hold        - -
/staff/applications/<reference>/letter      - -
/staff/applications/<reference>/log         - -
/staff/applications/<reference>/look-again/<asked> - -
/staff/applications/<reference>/pause       - -
/staff/applications/<reference>/people      - -
/staff/applications/<reference>/people/<grant> - -
/staff/applications/<reference>/private     - -
/staff/applications/<reference>/proceed     - -
/staff/applications/<reference>/purpose     - -
/staff/applications/<reference>/same-person - -
/staff/applications/<reference>/reopen      - -
/staff/fairness                           - -
/staff/figures                            - -
/staff/letters                            - -
/staff/letters/<letter>/pdf               - -
/staff/not-delivered                      - -
/staff/paper                              - -
/staff/paper/<reference>                  - -
/staff/paper/new                          - -
/staff/password                           - -
/staff/reach                              - -
/staff/sign-in                            + +
/staff/sign-in/back                       - -
/staff/sign-in/code                       - -
/staff/sign-in/provider                   - -
/staff/sign-in/set-up                     - -
/staff/sign-out                           + +
/start/age                                + +
/start/another-council                    + +
/start/carer                              + +
/start/council                            + +
/start/danger                             + +
/start/someone                            + +
/start/under-18                           + +
/start/urgent                             + +
/start/who                                + +
/text-and-colours                         + +
/thank-you                                + +
"""

# Below /applications/<reference>: a stranger gets 404 for each. Person and helper get the same, stage by stage.
STAGES_SHOWN: Final = (
    "rough",
    "empty",
    "half",
    "complete",
    "unsure",
    "declined",
    "arranged",
    "sent",
    "recalled",
    "opened",
)
OWN: Final = """
                                rough empty half complete unsure declined arranged sent recalled opened
/                                 +     +    +     +       +       +        +      >      +       >
/add                              x     x    x     x       x       x        x      +      x       +
/advocate                         x     x    x     x       x       x        x      +      x       +
/advocate/offer                   x     x    x     x       x       x        x      >      x       >
/arrangement                      >     >    >     >       >       >        +      x      +       x
/arrangement/guides               +     +    +     +       +       +        +      x      +       x
/arrangement/parts                +     +    +     +       +       +        +      x      +       x
/arrangement/to-know              +     +    +     +       +       +        +      x      +       x
/arrangement/uses                 +     +    +     +       +       +        +      x      +       x
/break                            x     >    >     >       >       >        >      >      >       >
/break/<asked>                    x     -    -     -       -       -        -      -      -       -
/budget                           +     >    >     +       +       +        +      +      +       +
/budget/asked                     +     +    +     +       +       +        +      +      +       +
/budget/changed                   +     +    +     +       +       +        +      +      +       +
/budget/look-again                x     +    +     +       +       +        +      +      +       +
/budget/what-if                   +     >    >     +       +       >        +      +      +       +
/budget/without                   +     +    +     +       +       +        +      x      +       x
/check                            +     +    +     +       +       +        +      +      +       +
/complain                         x     +    +     +       +       +        +      +      +       +
/complain/<asked>                 x     -    -     -       -       -        -      -      -       -
/copy                             +     +    +     +       +       +        +      +      +       +
/delete                           +     +    +     +       +       +        +      x      +       x
/done-for-you                     x     +    +     +       +       +        +      +      +       +
/everything                       x     +    +     +       +       +        +      +      +       +
/letter                           x     x    x     x       x       x        x      x      x       x
/let-in                           x     >    >     >       >       >        >      >      >       >
/letters/<decision>               -     -    -     -       -       -        -      -      -       -
/letters/<decision>/pdf           -     -    -     -       -       -        -      -      -       -
/lists/<group>/<item>/remove      +     -    -     +       -       +        +      x      +       x
/messages                         x     x    x     x       x       x        x      +      x       +
/messages/<message>               x     x    x     x       x       x        x      -      x       -
/notes                            x     x    x     x       x       x        x      x      x       x
/people                           x     +    +     +       +       +        +      +      +       +
/people/<grant>                   x     -    -     -       -       -        -      -      -       -
/people/<grant>/private           x     -    -     -       -       -        -      -      -       -
/people/<grant>/proof             x     -    -     -       -       -        -      -      -       -
/people/invitations/<invitation>  x     -    -     -       -       -        -      -      -       -
/people/invite                    x     +    +     +       +       +        +      +      +       +
/people/requests/<asked>          x     -    -     -       -       -        -      -      -       -
/questions/<question>             +     >    +     +       +       +        +      >      +       >
/questions/<question>/<item>      +     >    >     +       >       +        +      >      +       >
/reaching-you                     x     +    +     +       +       +        +      +      +       +
/resume                           >     >    >     >       >       >        >      >      >       >
/save                             x     +    +     +       +       +        +      +      +       +
/save/code                        x     +    +     +       +       +        +      +      +       +
/save/email                       x     +    +     +       +       +        +      +      +       +
/send                             x     >    >     +       +       +        +      x      +       x
/sent                             >     >    >     >       >       >        >      +      >       +
/speak                            x     x    x     x       x       x        x      >      x       >
/stage-shown                      x     +    +     +       +       +        +      +      +       +
/take-back                        x     x    x     x       x       x        x      +      x       x
/telling-me                       x     x    x     x       x       x        x      x      x       x
/telling-you                      x     +    +     +       +       +        +      +      +       +
/timeline                         +     +    +     +       +       +        +      +      +       +
/usual-way                        >     >    >     >       >       >        >      x      >       x
/what-the-law-asks                +     +    +     +       +       +        +      +      +       +
/who-can-start                    >     >    >     >       >       >        >      x      >       x
/withdraw                         x     x    x     x       x       x        x      +      x       +
/your-view                        x     +    +     +       +       +        +      +      +       +
/your-view/<question>             x     -    +     +       +       +        +      +      +       +
/your-view/<question>/<item>      x     -    -     +       -       +        +      +      +       +
"""
FOR_HELPERS: Final = """
/break                            x     x    x     x       x       x        x      x      x       x
/break/<asked>                    x     x    x     x       x       x        x      x      x       x
/done-for-you                     x     x    x     x       x       x        x      x      x       x
/everything                       x     x    x     x       x       x        x      x      x       x
/letter                           x     +    +     +       +       +        +      +      +       +
/let-in                           x     x    x     x       x       x        x      x      x       x
/notes                            x     +    +     +       +       +        +      +      +       +
/people                           x     x    x     x       x       x        x      x      x       x
/people/<grant>                   x     x    x     x       x       x        x      x      x       x
/people/<grant>/private           x     x    x     x       x       x        x      x      x       x
/people/<grant>/proof             x     x    x     x       x       x        x      x      x       x
/people/invitations/<invitation>  x     x    x     x       x       x        x      x      x       x
/people/invite                    x     x    x     x       x       x        x      x      x       x
/people/requests/<asked>          x     x    x     x       x       x        x      x      x       x
/speak                            x     x    x     x       x       x        x      +      x       +
/stage-shown                      x     x    x     x       x       x        x      x      x       x
/your-view                        x     x    x     x       x       x        x      x      x       x
/your-view/<question>             x     x    x     x       x       x        x      x      x       x
/your-view/<question>/<item>      x     x    x     x       x       x        x      x      x       x
"""
"""Where somebody who helps gets something else than the person does."""

NOT_PAGES: Final = {
    "/health",
    "/left",
    "/outgoing-mail/<mail>/date.ics",
    "/applications/<reference>/calendar/<which>",
    "/applications/<reference>/copy.pdf",
    "/applications/<reference>/everything.json",
    "/how-budgets-are-worked-out/<scheme>/<version>/download.yaml",
    "/how-budgets-are-worked-out/<scheme>/<version>/download.json",
    "/questions/<questionnaire>/pdf/<int:points>",
    "/guides/<guide>/pdf/<int:points>",
    "/guides/tools/<tool>/blank/docx",
    "/guides/tools/<tool>/blank/pdf/<int:points>",
    "/guides/<guide>/<chapter>/pdf/<int:points>",
    "/guides/<guide>/booklets/<booklet>/pdf/<int:points>",
}
"""They answer with something else than a page, and have tests of their own."""

PLACES: Final = {
    "guide": "choosing-an-agency",
    "chapter": "what-is-an-agency",
    "booklet": "choosing",
    "tool": "skills-planner",
    "scheme": "adult",
    "version": "2026-04-01",
    "questionnaire": "adult",
    "link": "A" * 43,
    "question": "washing",
    "group": "people-who-help",
    "item": "0a0b0c0d",
    "message": "A" * 16,
    "grant": "A" * 16,
    "invitation": "A" * 16,
    "asked": "A" * 16,
    "code": "A" * 16,
    "reference": "2345-6789",
    "version_id": "A" * 16,
    "part": "lines/washing",
    "path:part": "lines/washing",
    "rate": "price-of-a-point",
    "letter": "A" * 16,
    "decision": "needs",
    "which": "stage",
}
INSIDE: Final = "helper-name"


ASKS: Final = """
/                                 follow
/add                              add
/advocate                         advocate
/advocate/offer                   advocate
/arrangement                      arrange
/arrangement/guides               arrange
/arrangement/parts                arrange
/arrangement/to-know              arrange
/arrangement/uses                 arrange
/break                            share
/break/<asked>                    share
/budget                           budget
/budget/asked                     budget
/budget/changed                   budget
/budget/look-again                look-again
/budget/what-if                   budget
/budget/without                   answer
/calendar/<which>                 follow
/check                            read
/complain                         complain
/complain/<asked>                 complain
/copy                             read
/copy.pdf                         read
/delete                           delete
/done-for-you                     share
/everything                       share
/everything.json                  share
/letter                           letter
/let-in                           invite
/letters/<decision>               budget
/letters/<decision>/pdf           budget
/lists/<group>/<item>/remove      answer
/messages                         message
/messages/<message>               message
/notes                            note
/people                           share
/people/<grant>                   share
/people/<grant>/private           share
/people/<grant>/proof             share
/people/invitations/<invitation>  share
/people/invite                    share
/people/requests/<asked>          share
/questions/<question>             read     answer
/questions/<question>/<item>      read     answer
/reaching-you                     reach
/resume                           follow
/save                             save
/save/code                        save
/save/email                       save
/send                             send
/sent                             follow
/speak                            message
/stage-shown                      share
/take-back                        recall
/telling-me                       told
/telling-you                      reach
/timeline                         follow
/usual-way                        answer
/what-the-law-asks                budget
/who-can-start                    answer
/withdraw                         withdraw
/your-view                        differ
/your-view/<question>             differ
/your-view/<question>/<item>      differ
"""
"""What each address of an application asks leave for: to look at it, and, where that differs, to send its form."""

STAFF_ASKS: Final = """
(nothing)      read
/added         assign
/advocate      refer
/advocate/outcome refer
/agree         agree
/ask           ask
/assign        assign
/close         close
/complaints/<asked> respond
/direct-payment propose
/eligibility   decide
/exception     propose
/final-budget  propose
/help          propose
/hold          hold
/letter        bring-in
/log           audit
/look-again/<asked> propose
/pause         pause
/people        read
/people/<grant> prove
/private       safeguard
/proceed       proceed
/purpose       read
/reopen        reopen
/same-person   close
"""
"""The same below /staff/applications/<reference>."""


def asks(written: str = ASKS) -> dict[str, tuple[Action, Action]]:
    """The right that each address asks for: to look, and to send."""
    rows = (line.split() for line in written.strip().splitlines())
    return {rule.replace("(nothing)", ""): (Action(needed[0]), Action(needed[-1])) for rule, *needed in rows}


def open_to_all() -> dict[str, tuple[int, int]]:
    """The public addresses with the status for a stranger and for somebody with an application."""
    rows = (line.split() for line in OPEN_TO_ALL.strip().splitlines())
    return {rule: (ANSWERS[stranger], ANSWERS[known]) for rule, stranger, known in rows}


def own(*, helper: bool = False) -> dict[str, dict[str, int]]:
    """The addresses of an application with the status at each stage, for the person or for somebody who helps."""
    head, *rows = (line.split() for line in OWN.strip().splitlines())
    assert tuple(head) == STAGES_SHOWN
    if helper:
        rows += [line.split() for line in FOR_HELPERS.strip().splitlines()]
    return {rule: {stage: ANSWERS[sign] for stage, sign in zip(head, signs, strict=True)} for rule, *signs in rows}


def address(rule: str, begun: Begun | None = None) -> str:
    """An address that fits a rule; for a list, the first person on it."""
    places = dict(PLACES)
    if begun is not None and "<item>" in rule:
        items = list(begun.open().given.items_of(PLACES["group"]))
        places |= {"item": items[0]} if items else {}
        places |= {"question": INSIDE} if rule.endswith("<question>/<item>") else {}
    for name, value in places.items():
        rule = rule.replace(f"<{name}>", value)
    return rule
