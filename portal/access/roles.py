"""The words of the permission table: who someone is, what they want to do, and how far the application has come."""

from enum import StrEnum


class Role(StrEnum):
    """What a grant makes of someone. A role says what is allowed; the grant's ground says why they have it."""

    PERSON = "person"  # the person whose support it is, or who began without saying otherwise
    CARER = "carer"  # applies for support of their own as a carer
    HELPER = "helper"  # fills in and sends with or for the person
    HELPER_FILLING = "helper-filling"  # fills in, but the person sends
    HELPER_READING = "helper-reading"  # reads the answers
    HELPER_FOLLOWING = "helper-following"  # sees how far it has come
    ATTORNEY = "attorney"  # lasting power of attorney
    DEPUTY = "deputy"  # appointed by the Court of Protection
    ADVOCATE_FOLLOWING = "advocate-following"  # independent advocate: progress only
    ADVOCATE_READING = "advocate-reading"  # independent advocate who was also given the answers
    OFFICER = "officer"  # council staff who work on what was sent


class Action(StrEnum):
    """Everything a page or a command can want of an application."""

    FOLLOW = "follow"  # see the stage, the dates and who must act
    READ = "read"  # see answers, budget and arrangement
    ANSWER = "answer"  # give, change and remove answers; choose an arrangement
    SAVE = "save"  # be able to come back: add an e-mail address, make a return code
    REACH = "reach"  # say how it is safe to reach the person, also after sending
    DELETE = "delete"  # delete the draft
    SEND = "send"
    RECALL = "recall"  # take back what was sent, until it is opened
    OPEN = "open"  # staff open what was sent
    LOOK_AGAIN = "look-again"  # ask for a line of the budget to be looked at again


class State(StrEnum):
    """How far an application has come, as far as permission is concerned."""

    DRAFT = "draft"
    ROUGH = "rough"  # a rough idea: never saved, never sent
    SENT = "sent"
    OPENED = "opened"
    CLOSED = "closed"


class Verdict(StrEnum):
    """What the table answers."""

    ALLOWED = "allowed"
    REFUSED = "refused"  # they may know that it exists and that they may not
    HIDDEN = "hidden"  # to them it does not exist
