"""What can happen: the kinds of event that the log and the timeline are made of."""

from enum import StrEnum


class Happened(StrEnum):
    """Kinds of event. The timeline shows some; the audit reads all."""

    BEGUN = "begun"
    PLACED = "placed"  # belongs to a group that a roll-out begins with
    JOINED = "joined"  # outside every such group, and asked to join
    ANSWERED = "answered"
    ITEM_ADDED = "item-added"
    ITEM_REMOVED = "item-removed"
    WISHES_SET = "wishes-set"
    RETURN_CODE_MADE = "return-code-made"
    EMAIL_PROVED = "email-proved"
    BUDGET_DECLINED = "budget-declined"
    BUDGET_WANTED = "budget-wanted"
    ARRANGEMENT_CHOSEN = "arrangement-chosen"
    GUIDE_OFFERED = "guide-offered"
    LOOK_AGAIN_ASKED = "look-again-asked"
    COMPLAINED = "complained"
    COMPLAINT_STOPPED = "complaint-stopped"
    COMPLAINT_ACKNOWLEDGED = "complaint-acknowledged"
    COMPLAINT_ANSWERED = "complaint-answered"
    LOOKED_AGAIN = "looked-again"
    SENT = "sent"
    RECALLED = "recalled"
    WITHDRAWN = "withdrawn"  # they do not want to go on
    REOPENED = "reopened"  # after that, they do
    OPENED = "opened"
    ADDED = "added"  # after sending; `about` says so where only the council reads it
    ADDED_READ = "added-read"
    PAUSED = "paused"  # put on hold
    RESUMED = "resumed"  # taken up again
    NOTICE_WITHHELD = "notice-withheld"
    CLOSED = "closed"
    VIEWED = "viewed"  # by staff; `about` is the purpose they named
    LOG_READ = "log-read"
    PRIVATE_READ = "private-read"
    SAFETY_TAKEN = "safety-taken"  # a safeguarding worker takes on what was written in private
    HELD = "held"  # it may not be deleted
    HOLD_LIFTED = "hold-lifted"
    ASSIGNED = "assigned"
    MATCHED = "matched"  # staff settled whether another application is about the same person; `about` is the outcome
    ASKED = "asked"
    ANSWERED_ASK = "answered-ask"
    MESSAGE_WRITTEN = "message-written"
    NEEDS_DECIDED = "needs-decided"
    EXCEPTION_MADE = "exception-made"
    HELP_RECORDED = "help-recorded"
    BUDGET_PROPOSED = "budget-proposed"
    PANEL_ASKED = "panel-asked"
    BUDGET_AGREED = "budget-agreed"
    BUDGET_SENT_BACK = "budget-sent-back"
    LETTER_MADE = "letter-made"
    TAKEN_OVER = "taken-over"  # the person came in with the code of a letter
    INVITED = "invited"
    INVITATION_ENDED = "invitation-ended"
    TAKEN_UP = "taken-up"
    STAGE_HIDDEN = "stage-hidden"  # from whoever knows the reference and the date of birth
    STAGE_SHOWN = "stage-shown"
    ACCESS_CHANGED = "access-changed"
    ACCESS_ENDED = "access-ended"
    PRIVATE_ALLOWED = "private-allowed"  # the person lets somebody who helps see what is private
    PRIVATE_ENDED = "private-ended"
    HELP_APPROVED = "help-approved"
    HELP_REFUSED = "help-refused"
    READ = "read"  # by somebody who helps; `about` is a section or a page, once a day
    OWN_VIEW_SAID = "own-view-said"
    STAFF_ADDED = "staff-added"
    STAFF_ENDED = "staff-ended"
    STAFF_RESET = "staff-reset"
    STAFF_TRAINED = "staff-trained"
    STAFF_SIGNED_IN = "staff-signed-in"
    STAFF_SIGNED_OUT = "staff-signed-out"
    STAFF_REFUSED = "staff-refused"  # a wrong password or code
    STAFF_ENROLLED = "staff-enrolled"
    STAFF_PASSWORD = "staff-password"  # noqa: S105 - it was changed; the password itself stands nowhere
    SCHEME_DRAFTED = "scheme-drafted"  # `about` is the scheme and the first day, `item` the version's id
    SCHEME_CHANGED = "scheme-changed"
    SCHEME_SENT = "scheme-sent"
    SCHEME_APPROVED = "scheme-approved"
    SCHEME_REFUSED = "scheme-refused"
    SCHEME_WITHDRAWN = "scheme-withdrawn"
