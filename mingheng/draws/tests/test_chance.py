"""The chance: commitments, reveals, and the public value that takes the place of a silent party."""

from dataclasses import replace

import pytest

from mingheng.draws.rules.errors import BadDraw
from mingheng.draws.rules.seeds import Chance, Revealed, broken_chance, commitment, seed
from mingheng.draws.rules.terms import Party, Terms
from mingheng.draws.tests.made_up import a_chance, a_draw, a_secret

DRAW = a_draw()
TERMS = DRAW.plan.terms


def test_the_seed_follows_from_the_plan_and_every_secret() -> None:
    other_plan = replace(DRAW.plan, title="另一次抽查")
    other_secret = Chance((*DRAW.chance.reveals[:2], Revealed("检察院", a_secret("检察院", 1))))
    silent = a_chance(silent=("检察院",))
    seeds = {seed(DRAW.plan, DRAW.chance), seed(other_plan, DRAW.chance), seed(DRAW.plan, other_secret), seed(DRAW.plan, silent)}
    assert len(seeds) == 4


def test_the_same_secret_of_another_party_is_another_commitment() -> None:
    assert commitment("纪检", a_secret("x")) != commitment("检察院", a_secret("x"))


def test_a_secret_somebody_made_up_is_refused() -> None:
    with pytest.raises(BadDraw, match="不要自己编"):
        commitment("纪检", "123456")


@pytest.mark.parametrize(
    ("chance", "broken"),
    [
        (a_chance(), ""),
        (a_chance(silent=("纪检",)), ""),
        (replace(a_chance(silent=("纪检",)), public=""), "纪检没有揭示，又没有替代的公开数"),
        (replace(a_chance(), public="1 2 3"), "各方都已揭示"),
        (Chance(tuple(reversed(a_chance().reveals))), "次序不同"),
        (Chance((*a_chance().reveals, Revealed("外人", a_secret("外人")))), "不符"),
        (Chance((*a_chance().reveals[:2], Revealed("检察院", a_secret("检察院", 1)))), "检察院揭示的随机数与其承诺不符"),
    ],
    ids=["all", "one silent", "nothing instead", "too much", "order", "stranger", "another secret"],
)
def test_a_chance_is_what_the_terms_say_or_it_is_said_why_not(chance: Chance, broken: str) -> None:
    found = broken_chance(TERMS, chance)
    assert (broken in found) if broken else not found


def test_terms_that_would_let_somebody_choose_are_refused() -> None:
    with pytest.raises(BadDraw, match="揭示期限之后"):
        replace(TERMS, fallback_at=TERMS.deadline)
    with pytest.raises(BadDraw, match="至少要有一方"):
        replace(TERMS, parties=())
    with pytest.raises(BadDraw, match="不得重名"):
        replace(TERMS, parties=TERMS.parties[:1] * 2)
    with pytest.raises(BadDraw, match="承诺相同"):
        Terms((Party("甲", "0" * 64), Party("乙", "0" * 64)), TERMS.deadline, TERMS.fallback, TERMS.fallback_at)
