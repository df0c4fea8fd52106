"""The words of the permission table: who someone is, what they want to do, and how far the application has come."""

from enum import StrEnum


class Role(StrEnum):
    """What a grant, or work at the council, makes of someone. A grant's ground says why they have it."""

    PERSON = "person"  # the person whose support it is, or who began without saying otherwise
    CARER = "carer"  # applies for support of their own as a carer
    HELPER = "helper"  # fills in and sends with or for the person
    HELPER_FILLING = "helper-filling"  # fills in, but the person sends
    HELPER_READING = "helper-reading"  # reads the answers
    HELPER_FOLLOWING = "helper-following"  # sees how far it has come
    ATTORNEY = "attorney"  # lasting power of attorney, of which it was not yet said what for
    ATTORNEY_WELFARE = "attorney-welfare"  # for health and welfare
    ATTORNEY_PROPERTY = "attorney-property"  # for property and affairs
    DEPUTY = "deputy"  # appointed by the Court of Protection, not yet said what for
    DEPUTY_WELFARE = "deputy-welfare"  # for health and welfare
    DEPUTY_PROPERTY = "deputy-property"  # for property and affairs
    NOMINATED = "nominated"  # receives the direct payment for a person with capacity
    AUTHORISED = "authorised"  # receives it for a person without capacity
    APPROPRIATE = "appropriate"  # supports the person to take part; neither paid nor professional
    ADVOCATE_FOLLOWING = "advocate-following"  # independent advocate: progress only
    ADVOCATE_READING = "advocate-reading"  # independent advocate who was also given the answers
    ADVOCATE_SPEAKING = "advocate-speaking"  # independent advocate who also speaks for the person
    REFERRER = "referrer"  # a professional who sent the person here
    KEYING = "keying"  # somebody at the council who types in a form that came on paper, until it is sent
    OFFICER = "officer"  # council staff who work on what was sent
    TEAM_MANAGER = "team-manager"
    PANEL_MEMBER = "panel-member"
    ALLOCATION_OFFICER = "allocation-officer"  # looks after the scheme, sees no answers
    SAFEGUARDING_WORKER = "safeguarding-worker"
    AUDITOR = "auditor"  # reads the log, not the answers


class Action(StrEnum):
    """Everything a page or a command can want of an application."""

    FOLLOW = "follow"  # see the stage, the dates and who must act
    READ = "read"  # see answers: all, or those of the sections that were named
    BUDGET = "budget"  # see budget, arrangement and what the answers suggest, which tell of all answers
    ANSWER = "answer"  # give, change and remove answers
    ARRANGE = "arrange"  # choose how the budget is taken
    SAVE = "save"  # be able to come back: add an e-mail address, make a return code
    REACH = "reach"  # say how it is safe to reach the person, also after sending
    TOLD = "told"  # say how they themselves are told things, who do not say it for the person
    DELETE = "delete"  # delete the draft
    SEND = "send"
    RECALL = "recall"  # take back what was sent, until it is opened
    WITHDRAW = "withdraw"  # say that they do not want to go on, whoever has opened it
    ADD = "add"  # add something after sending, beside what was sent
    LOOK_AGAIN = "look-again"  # ask for a line of the budget to be looked at again
    COMPLAIN = "complain"  # complain or ask for a review, for oneself or with the person's consent
    ADVOCATE = "advocate"  # say how hard the four abilities of section 67 are, and whether an advocate is wanted
    MESSAGE = "message"  # read what the council asks and writes, answer it, write to the council
    SHARE = "share"  # see who has access and what they did; give, narrow and end access
    INVITE = "invite"  # let somebody in, as far as one may decide for the person
    DIFFER = "differ"  # say that they see an answer, or sending it, differently
    LETTER = "letter"  # make a letter with a code, by which the person themself comes in
    NOTE = "note"  # keep notes of their own, which nobody else reads
    OPEN = "open"  # staff open what was sent
    ASSIGN = "assign"  # take it on, or give it to a colleague or team
    PAUSE = "pause"  # put it on hold, and take it up again
    ASK = "ask"  # ask the person for more, write to them
    DECIDE = "decide"  # record the decision about eligibility
    PROPOSE = "propose"  # propose the final budget
    PROCEED = "proceed"  # say that the plan is drafted, that support began, that a review was done
    AGREE = "agree"  # agree the final budget, or send it back
    REFER = "refer"  # ask the advocates for one
    RESPOND = "respond"  # acknowledge and answer complaints and wishes for a review
    PROVE = "prove"  # write down what somebody who acts for the person showed as proof
    BRING_IN = "bring-in"  # print a letter with a code for the person whose form came on paper
    CLOSE = "close"
    REOPEN = "reopen"  # go on with what was withdrawn
    HOLD = "hold"  # say that it may not be deleted, and that it may again
    SAFEGUARD = "safeguard"  # read what is private to the person: staying safe
    AUDIT = "audit"  # read who did and saw what


class State(StrEnum):
    """How far an application has come, as far as permission is concerned."""

    ROUGH = "rough"  # a rough idea: never saved, never sent
    DRAFT = "draft"
    SENT = "sent"
    OPENED = "opened"
    CLOSED = "closed"


class Verdict(StrEnum):
    """What the table answers."""

    ALLOWED = "allowed"
    REFUSED = "refused"  # they may know that it exists and that they may not
    HIDDEN = "hidden"  # to them it does not exist


STAFF = frozenset(
    {
        Role.OFFICER,
        Role.TEAM_MANAGER,
        Role.PANEL_MEMBER,
        Role.ALLOCATION_OFFICER,
        Role.SAFEGUARDING_WORKER,
        Role.AUDITOR,
    }
)
"""Roles that the council gives to those who work for it. All others are given for one application."""
