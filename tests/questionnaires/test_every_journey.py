"""Whatever is asked and answered, in whatever order: the end is reached and only what is on the route counts."""

import json
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.answers import Answer, Facts, Missing
from portal.conditions import Condition, Lookup, holds
from portal.questionnaires.journey import Given, Journey, Place, SectionState
from portal.questionnaires.model import Group, Question, Questionnaire
from tests.questionnaires.strategies import answers_to, questionnaires

thorough = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)


def both(*conditions: Condition | None, facts: Lookup) -> bool | None:
    decided = [True if each is None else holds(each, facts) for each in conditions]
    return False if False in decided else None if None in decided else True


def expected_facts(questionnaire: Questionnaire, given: Given) -> Facts:
    """Work out the facts in the plainest way: everything, in the order of the file."""
    facts: dict[str, Answer | tuple[Facts, ...]] = {}
    for section in questionnaire.sections:
        for question in section.questions:
            asked = both(section.ask_when, question.ask_when, facts=facts)
            if asked and isinstance(question, Group) and question.id in given.done:
                facts[question.id] = tuple(
                    expected_item(question, item, given, facts) for item in given.items_of(question.id)
                )
            elif asked is not False:
                facts[question.id] = given.answer(Place(question.id)) if asked else Missing.UNANSWERED
    return facts


def expected_item(group: Group, item: str, given: Given, outer: Facts) -> Facts:
    facts: dict[str, Answer | tuple[Facts, ...]] = {}
    for question in group.questions:
        asked = both(question.ask_when, facts={**outer, **facts})
        if asked is not False:
            facts[question.id] = given.answer(Place(question.id, item)) if asked else Missing.UNANSWERED
    return facts


def answered(data: st.DataObject, questionnaire: Questionnaire, given: Given, place: Place) -> Given:
    """Answer one place as a person might."""
    question = questionnaire.find(place.question)
    if isinstance(question, Question):
        return given.with_answer(place, data.draw(answers_to(question)))
    if Journey(questionnaire, given).can_add(question.id) and data.draw(st.booleans()):
        return given.with_item(question.id, f"i{len(given.items.get(question.id, {}))}")
    return given.with_done(question.id)


@thorough
@given(questionnaires(), st.data())
def test_any_valid_answers_lead_to_the_end(questionnaire: Questionnaire, data: st.DataObject) -> None:
    given = Given()
    steps = 0
    while (place := Journey(questionnaire, given).next_place) is not None:
        journey = Journey(questionnaire, given)
        assert not journey.complete
        assert journey.can_visit(place)
        assert place in journey.places
        given = answered(data, questionnaire, given, place)
        steps += 1
        assert steps <= 10 * len(questionnaire.placed), "the journey goes round in circles"
    end = Journey(questionnaire, given)
    assert end.complete
    assert {end.state(each.id) for each in questionnaire.sections} <= {SectionState.DONE, SectionState.NOT_ASKED}
    assert all(end.can_visit(place) for place in end.places)
    assert Missing.UNANSWERED not in end.facts.values()


@thorough
@given(questionnaires(), st.data())
def test_sections_in_any_order_with_changes_of_mind_lead_to_the_end(
    questionnaire: Questionnaire, data: st.DataObject
) -> None:
    given = Given()
    for _ in range(data.draw(st.integers(0, 12))):
        journey = Journey(questionnaire, given)
        open_places = [place for place in journey.places if journey.can_visit(place)]
        assert open_places, "there is always somewhere to go"
        given = answered(data, questionnaire, given, data.draw(st.sampled_from(open_places)))
        assert Journey(questionnaire, given).facts == expected_facts(questionnaire, given)
    for _ in range(10 * len(questionnaire.placed)):
        place = Journey(questionnaire, given).next_place
        if place is None:
            break
        given = answered(data, questionnaire, given, place)
    assert Journey(questionnaire, given).complete


@thorough
@given(questionnaires(), st.data())
def test_only_the_route_counts_and_everything_given_is_kept(questionnaire: Questionnaire, data: st.DataObject) -> None:
    answers = {
        question_id: data.draw(answers_to(placed.question))
        for question_id, placed in questionnaire.placed.items()
        if isinstance(placed.question, Question) and placed.group is None and data.draw(st.booleans())
    }
    journey = Journey(questionnaire, Given(answers))
    assert journey.facts == expected_facts(questionnaire, journey.given)
    on_route = {place.question for place in journey.places}
    for question_id, fact in journey.facts.items():
        assert question_id in on_route or fact is Missing.UNANSWERED
    kept = json.loads(json.dumps(journey.given.document()))
    assert Given.from_document(questionnaire, kept).plain == answers


@thorough
@given(questionnaires(), st.data())
def test_next_and_back_are_neighbours(questionnaire: Questionnaire, data: st.DataObject) -> None:
    given = Given()
    for _ in range(len(questionnaire.placed)):
        place = Journey(questionnaire, given).next_place
        if place is None:
            break
        given = answered(data, questionnaire, given, place)
    journey = Journey(questionnaire, given)
    for section in questionnaire.sections:
        inside = {question.id for question in section.questions}
        places = [place for place in journey.places if place.question in inside]
        for earlier, later in pairwise(places):
            assert journey.after(earlier) == later
            assert journey.before(later) == earlier
        if places:
            assert journey.before(places[0]) is None


@thorough
@given(questionnaires(), st.data())
def test_a_rough_idea_asks_its_questions_as_the_whole_does(questionnaire: Questionnaire, data: st.DataObject) -> None:
    chosen = data.draw(st.sets(st.sampled_from(sorted(questionnaire.placed)), min_size=1))
    rough = questionnaire.only(chosen)
    assert set(chosen) <= set(rough.placed)
    answers = {
        question_id: data.draw(answers_to(placed.question))
        for question_id, placed in questionnaire.placed.items()
        if isinstance(placed.question, Question) and placed.group is None
    }
    whole, part = Journey(questionnaire, Given(answers)).facts, Journey(rough, Given(answers)).facts
    assert part == {question_id: fact for question_id, fact in whole.items() if question_id in rough}
