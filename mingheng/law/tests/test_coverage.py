"""Each judgement of law has articles, rules that carry it out, and worked examples on both sides."""

import pytest
from django.test import Client

from mingheng.kit.paths import lawbook_dir
from mingheng.law.rules.examples import read_examples
from tests.cast import Cast
from tests.scenarios.road import law

BOOK = law()
EXAMPLES = read_examples(lawbook_dir() / "scenarios")
MANY = 150


def test_there_are_many_examples_and_most_of_them_say_no() -> None:
    told = [example for example in EXAMPLES if example.subject.partition("-")[2]]
    assert len(told) >= MANY
    assert 2 * sum(example.refused for example in told) >= len(told)


@pytest.mark.parametrize("key", sorted(BOOK.predicates))
def test_a_judgement_is_carried_out_by_rules_and_proved_on_both_sides(key: str) -> None:
    rules = [code for versions in BOOK.procedures.values() for code, rule in versions[-1].rules.items() if key in rule.fact_ids]
    sides = {example.refused for example in EXAMPLES if key in example.facts}
    assert (bool(rules), sides) == (True, {True, False})


def test_the_report_shows_every_judgement_with_its_articles_rules_and_examples(cast: Cast, client: Client) -> None:
    client.force_login(cast.handler)
    page = client.get("/law/predicates/").content.decode()
    assert "还没有规则" not in page
    assert "还没有例案" not in page
    for key, predicate in BOOK.predicates.items():
        assert f'id="{key}"' in page
        assert predicate.title in page
