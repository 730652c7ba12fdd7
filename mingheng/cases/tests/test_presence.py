"""Where the officers of an act were in its minute is looked up in the other cases, by the system itself."""

from datetime import datetime
from typing import Any

from mingheng.cases.actions import Offer, take_step
from mingheng.cases.models import Case, Step
from mingheng.kit.dates import SHANGHAI
from tests.cast import Cast
from tests.scenarios.road import road
from tests.walking import walk

TEN = datetime(2026, 9, 7, 10, 0, tzinfo=SHANGHAI)


def inspect(case: Case, cast: Cast, place: str, *officers: int) -> Step:
    written: dict[str, Any] = next(dict(w) for w in road()["road"] if w["act"] == "scene_record")
    facts = {**written["facts"], "officers": list(officers), "place": place}
    offer = Offer("scene_record", facts, happened=TEN.date(), happened_at=TEN)
    return take_step(case_id=case.id, offer=offer, by=cast.handler, at=TEN)


def test_the_same_officers_somewhere_else_in_the_same_minute_are_named(cast: Cast) -> None:
    one, other = walk(cast, "scene_record"), walk(cast, "scene_record")
    inspect(one, cast, "澜水路口", cast.handler.pk, cast.partner.pk)
    step = inspect(other, cast, "云汀路菜场东门", cast.partner.pk, cast.handler.pk)
    assert [row["number"] for row in step.facts["elsewhere"]] == [one.number]


def test_the_same_officers_at_the_same_place_are_not(cast: Cast) -> None:
    one, other = walk(cast, "scene_record"), walk(cast, "scene_record")
    inspect(one, cast, "澜水路口", cast.handler.pk, cast.partner.pk)
    assert "elsewhere" not in inspect(other, cast, "云汀街道澜水路口", cast.handler.pk, cast.partner.pk).facts


def test_the_place_of_the_other_case_is_not_repeated(cast: Cast) -> None:
    one, other = walk(cast, "scene_record"), walk(cast, "scene_record")
    inspect(one, cast, "澜水路口", cast.handler.pk, cast.partner.pk)
    assert "澜水路口" not in str(inspect(other, cast, "云汀路菜场东门", cast.handler.pk, cast.partner.pk).facts)
