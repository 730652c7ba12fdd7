"""The stories hang together before anything is entered."""

from collections import Counter

from mingheng.demo.queries import logins
from mingheng.demo.rules.district import district, people
from mingheng.demo.rules.stories import Say, matters, phrases, stories
from mingheng.organisation.rules import Duty, OfficerKind
from tests.scenarios.road import law

LAW = law()
PROCEDURES = [LAW.procedure(key) for key in ("ordinary", "simple")]


def undeclared(say: Say) -> list[tuple[str, str]]:
    asked = {(key, fact) for procedure in PROCEDURES for key, act in procedure.acts.items() for fact in act.facts}
    return [(act, fact) for act, facts in say.items() for fact in facts if (act, fact) not in asked]


def test_there_are_sixty_with_a_name_each() -> None:
    assert len({story.key for story in stories()}) == len(stories()) >= 60


def test_every_squad_and_many_items_have_their_cases() -> None:
    squads = {unit.key for unit in district().units if unit.kind == "squad"}
    assert len(squads) == 12
    assert {story.unit for story in stories()} == squads
    assert len({story.matter for story in stories() if story.matter}) >= 30


def test_every_wording_is_of_a_fact_the_procedure_asks_for() -> None:
    said = [phrases(), *(matter.say for matter in matters().values()), *(story.say for story in stories())]
    said += [{stop.act: stop.facts} for story in stories() for stop in story.road]
    assert [found for say in said for found in undeclared(say)] == []


def test_evidence_proves_facts_of_its_item() -> None:
    for matter in matters().values():
        elements = LAW.items[matter.item].elements
        assert all(place < len(elements) for piece in matter.evidence for place in piece.proves), matter.item


def test_cases_are_handled_by_people_of_their_squad() -> None:
    units = {person.name: person.unit for person in people()}
    assert [story.key for story in stories() if {units[name] for name in story.pair} != {story.unit}] == []


def test_about_a_hundred_and_twenty_people_have_each_a_name_and_a_number() -> None:
    assert len(people()) == 121
    assert len({person.name for person in people()}) == len({person.username for person in people()}) == 121
    kinds = Counter(person.kind for person in people())
    assert kinds[OfficerKind.AUXILIARY] > 12
    assert kinds[OfficerKind.OFFICER] > 80


def test_there_is_one_account_of_each_duty() -> None:
    assert sorted(duty for _, _, duty, _ in logins()) == sorted(duty.label for duty in Duty)
