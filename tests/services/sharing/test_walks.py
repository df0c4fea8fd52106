"""Random walks of several people at one application: nobody is shown what the table forbids, no answer is lost."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from portal.access import Action, Role, State, Verdict, may
from portal.questionnaires.journey import Place
from portal.services import applications, audit, casework
from portal.services.refusals import Conflict, NotAllowed, NotFound, NotPossible, WrongCode
from portal.services.sharing import access, own_views
from tests.services.company import come_in, helping, holding, invitation, letter_of
from tests.services.town import A_MOMENT, Somebody

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.services.town import Town

WASHING = st.sampled_from(["alone", "some", "full"])
GIVEN = st.sampled_from([Role.HELPER, Role.HELPER_FILLING, Role.HELPER_READING, Role.HELPER_FOLLOWING])
ADVOCATE = st.sampled_from([Role.ADVOCATE_FOLLOWING, Role.ADVOCATE_READING, Role.ADVOCATE_SPEAKING])
TRIED = st.sampled_from([each for each in Action if each is not Action.DELETE])
WHO = st.sampled_from(["tom", "ann", "bea"])
SECRET = "The man next door"
VIEW = "I see that differently"


class Together(RuleBasedStateMachine):
    """Tom began for Ann; Ann may come in; Bea may be let in; a worker may open what is sent."""

    town: Town

    def __init__(self) -> None:
        super().__init__()
        self.people: dict[str, Somebody] = {"tom": helping(self.town)}
        self.roles: dict[str, Role | None] = {"tom": Role.HELPER, "ann": None, "bea": None}
        self.state = State.DRAFT
        self.answers: dict[str, list[str]] = {}
        self.saw: dict[str, int] = {}

    def verdict(self, who: str, action: Action) -> Verdict:
        role = self.roles[who]
        return Verdict.HIDDEN if role is None else may(role, action, self.state)

    def tried(self, who: str, action: Action, do: Callable[[], object]) -> bool:
        """Do something that must work or be refused as the table says."""
        wanted = self.verdict(who, action)
        self.town.later(A_MOMENT)
        try:
            do()
        except NotAllowed:
            assert wanted is Verdict.REFUSED
        except NotFound:
            assert wanted is Verdict.HIDDEN
        except (NotPossible, Conflict):
            assert wanted is Verdict.ALLOWED
            return False
        else:
            assert wanted is Verdict.ALLOWED
            return True
        return False

    @precondition(lambda self: self.roles["ann"] is None)
    @rule()
    def the_person_comes_in(self) -> None:
        if self.roles["tom"] is not None:
            self.people["ann"] = come_in(self.town, letter_of(self.people["tom"]))
            self.roles["ann"] = Role.PERSON

    @precondition(lambda self: self.roles["ann"] is not None and self.roles["bea"] is None)
    @rule(role=ADVOCATE)
    def the_person_lets_an_advocate_in(self, role: Role) -> None:
        self.people["bea"] = come_in(self.town, invitation(self.people["ann"], role), name="Bea")
        self.roles["bea"] = role

    @rule(who=WHO, answer=WASHING, old=st.booleans())
    def somebody_answers(self, who: str, answer: str, old: bool) -> None:  # noqa: FBT001 - drawn by the walk
        if who not in self.people:
            return
        seen = self.saw.get(who) if old else None
        given = self.answers.setdefault("washing", [])
        if self.tried(who, Action.ANSWER, lambda: self.people[who].answer("washing", answer, seen=seen)) and (
            not given or given[-1] != answer
        ):
            given.append(answer)

    @rule(who=WHO)
    def somebody_opens_the_page(self, who: str) -> None:
        if who in self.people and self.verdict(who, Action.ANSWER) is Verdict.ALLOWED:
            self.saw[who] = self.people[who].open().seen(Place("washing"))

    @precondition(lambda self: self.verdict("ann", Action.ANSWER) is Verdict.ALLOWED)
    @rule()
    def the_person_writes_in_private(self) -> None:
        self.people["ann"].answer("frightened", SECRET)

    @precondition(lambda self: bool(self.answers.get("washing")))
    @rule(who=WHO)
    def somebody_sees_it_differently(self, who: str) -> None:
        self.say(who)

    def say(self, who: str) -> None:
        def say() -> None:
            with self.people[who].opening(Action.DIFFER) as (context, opened):
                own_views.say(context, opened, Place("washing"), VIEW)

        if who in self.people:
            self.tried(who, Action.DIFFER, say)

    @precondition(lambda self: self.roles["ann"] is not None and self.roles["tom"] is not None)
    @rule(role=GIVEN)
    def the_person_changes_what_the_helper_may_do(self, role: Role) -> None:
        grant = holding(self.people["ann"])[""].id
        with self.people["ann"].opening(Action.SHARE) as (context, opened):
            access.change(context, opened, grant, role, None, None)
        self.roles["tom"] = role

    @precondition(lambda self: self.roles["ann"] is not None)
    @rule(who=st.sampled_from(["tom", "bea"]))
    def the_person_ends_access(self, who: str) -> None:
        found = {"tom": "", "bea": "Bea"}[who]
        if self.roles[who] is None:
            return
        with self.people["ann"].opening(Action.SHARE) as (context, opened):
            access.end(context, opened, {each.name: each for each in access.everyone(context, opened)}[found].id)
        self.roles[who] = None
        if who == "bea":
            self.people.pop("bea")

    @rule(who=WHO)
    def somebody_sends(self, who: str) -> None:
        if who not in self.people:
            return
        if self.verdict(who, Action.SEND) is Verdict.ALLOWED:
            self.town.later(timedelta(minutes=2))  # nobody saves so often in one
            self.people[who].answer_everything()
            kept = self.answers.setdefault("washing", [])
            if not kept or kept[-1] != "some":
                kept.append("some")
            self.say("ann")
        if self.tried(who, Action.SEND, self.people[who].send):
            self.state = State.SENT

    @rule(who=WHO)
    def somebody_takes_it_back(self, who: str) -> None:
        def take_back() -> None:
            with self.people[who].opening(Action.RECALL) as (context, opened):
                applications.recall(context, opened)

        if who in self.people and self.tried(who, Action.RECALL, take_back):
            self.state = State.DRAFT

    @precondition(lambda self: self.state is State.SENT)
    @rule()
    def a_worker_opens_it(self) -> None:
        with self.town.visit() as context:
            casework.open_sent(context, self.people["tom"].reference)
        self.state = State.OPENED

    @rule(who=WHO, action=TRIED)
    def somebody_tries_something(self, who: str, action: Action) -> None:
        if who in self.people:
            self.tried(who, action, lambda: self.people[who].open(action))

    @rule()
    def an_old_letter_is_tried_again(self) -> None:
        if self.verdict("tom", Action.LETTER) is Verdict.ALLOWED and self.roles["ann"] is not None:
            with pytest.raises(WrongCode):
                come_in(self.town, letter_of(self.people["tom"]))

    @invariant()
    def no_answer_is_lost(self) -> None:
        given = self.answers.get("washing")
        reader = next((who for who in self.people if self.verdict(who, Action.READ) is Verdict.ALLOWED), None)
        if given and reader:
            opened = self.people[reader].open()
            assert opened.given.answer(Place("washing")) == given[-1]
            assert opened.seen(Place("washing")) == len(given)

    @invariant()
    def nothing_private_is_shown_to_whoever_helps(self) -> None:
        for who in ("tom", "bea"):
            if who in self.people and self.verdict(who, Action.READ) is Verdict.ALLOWED:
                with self.people[who].opening(Action.READ) as (context, opened):
                    sent = casework.what_was_sent(context, opened)
                assert "frightened" not in opened.questionnaire
                shown = f"{opened.given} {sent}"
                assert SECRET not in shown
                assert VIEW not in shown

    def teardown(self) -> None:
        with self.town.visit(write=False) as context:
            found = audit.verify(context.session.connection(), self.town.keyring)
        assert found.breaks == ()


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_walks_of_several_people_show_nothing_forbidden_and_lose_nothing(town: Town) -> None:
    machine = type("TogetherHere", (Together,), {"town": town})
    quick = settings(
        max_examples=40,
        stateful_step_count=40,
        deadline=timedelta(minutes=1),
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=quick)
