"""Cross-checks: drawn so that anybody can draw them again, done blind, compared, discussed, concluded by a third."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from mingheng.cases import actions
from mingheng.cases.models import CrossCheck
from mingheng.cases.rules import StepRefused
from mingheng.cases.rules.sampling import drawn, seed_of
from mingheng.cases.tests.bench_of_reviewers import review, reviewer, waiting
from mingheng.kit import clock
from mingheng.kit.dates import SHANGHAI
from mingheng.organisation.models import Officer
from tests.cast import Cast
from tests.scenarios.road import road

OCTOBER = datetime(2026, 10, 9, 9, 0, tzinfo=SHANGHAI)
SEPTEMBER = date(2026, 9, 1)
LIST = 8
NAMES = [f"2026-{n}/15" for n in range(1, 41)]


def opinion(**changed: object) -> dict[str, object]:
    written: dict[str, object] = {**road()["aside"]["legal_review"]["facts"]}
    return {**written, **changed}


@pytest.fixture
def second(cast: Cast) -> Officer:
    return reviewer(cast, "LJ0202", "柳岸")


@pytest.fixture
def check(cast: Cast, second: Officer) -> CrossCheck:
    case = waiting(cast)
    review(case, cast.centre_reviewer)
    actions.draw_checks(month=SEPTEMBER, by=cast.bureau_head, at=OCTOBER)
    return CrossCheck.objects.get()


def test_the_same_seed_draws_the_same_and_the_share_is_rounded_up() -> None:
    first = drawn("a" * 64, NAMES, Decimal("0.1"))
    assert first == drawn("a" * 64, list(reversed(NAMES)), Decimal("0.1"))
    assert len(first) == 4
    assert len(drawn("a" * 64, NAMES[:1], Decimal("0.1"))) == 1
    assert drawn("b" * 64, NAMES, Decimal("0.1")) != first


def test_the_order_of_the_digests_does_not_matter_to_the_seed() -> None:
    assert seed_of(["b", "a"]) == seed_of(["a", "b"]) != seed_of(["a"])


def test_what_is_kept_of_a_draw_draws_it_again_and_another_person_checks(cast: Cast, check: CrossCheck, second: Officer) -> None:
    draw = check.draw
    assert drawn(draw.seed, draw.population, draw.share) == (f"{check.case.ref}/{check.n}",)
    assert (check.reviewer, check.checker) == (cast.centre_reviewer, second)


def test_a_month_is_drawn_once_and_only_when_it_is_over(cast: Cast, check: CrossCheck) -> None:
    with pytest.raises(actions.CheckRefused, match="只抽一次"):
        actions.draw_checks(month=SEPTEMBER, by=cast.bureau_head, at=OCTOBER)
    with pytest.raises(actions.CheckRefused, match="还没有结束"):
        actions.draw_checks(month=date(2026, 10, 1), by=cast.bureau_head, at=OCTOBER)


def test_the_second_reviewer_sees_nothing_of_the_first_until_he_has_spoken(
    check: CrossCheck, second: Officer, client: Client
) -> None:
    client.force_login(second)
    first = f"/cases/{check.case.ref}/taken/{check.n}/"
    with clock.pretend(OCTOBER):
        page = client.get(f"/centre/checks/{check.pk}/").content.decode()
        assert "沈知行" not in page.partition("<main")[2]
        assert client.get(first)["Location"] == f"/centre/checks/{check.pk}/"
        actions.give_second_opinion(check=check, facts=opinion(), by=second, at=OCTOBER)
        assert client.get(first).status_code == 200


def test_a_second_opinion_is_held_to_the_rules_of_the_first(check: CrossCheck, second: Officer) -> None:
    with pytest.raises(StepRefused) as refusal:
        actions.give_second_opinion(check=check, facts=opinion(opinion="同意"), by=second, at=OCTOBER)
    assert [f.code for f in refusal.value.findings] == ["review-argued"]


def test_only_the_second_reviewer_gives_the_second_opinion(cast: Cast, check: CrossCheck) -> None:
    with pytest.raises(actions.NotYours):
        actions.give_second_opinion(check=check, facts=opinion(), by=cast.centre_reviewer, at=OCTOBER)


def test_differences_are_shown_discussed_and_concluded_by_a_third(
    cast: Cast, check: CrossCheck, second: Officer, client: Client
) -> None:
    items = [{**row, "verdict": "not_ok", "reason": "没有现场测量记录，只有照片，不能证明遗撒长度"} if row["key"] == "事实与证据" else row
             for row in road()["aside"]["legal_review"]["facts"]["items"]]  # fmt: skip
    place = f"/centre/checks/{check.pk}/"
    actions.give_second_opinion(check=check, facts=opinion(items=items, conclusion="return"), by=second, at=OCTOBER)
    client.force_login(cast.bureau_head)
    with clock.pretend(OCTOBER):
        assert "有 2 处不同" in client.get(place).content.decode()
        assert client.post(place, {"text": "照片里有卷尺，长度可以读出来"}).status_code == 302
        said = {"result-word": "both", "result-text": "以后要求附测量记录"}
        assert client.post(place, said).status_code == 302
        page = client.get(place).content.decode()
    assert "照片里有卷尺" in page
    assert "两种意见都站得住" in page


def test_neither_of_the_two_concludes(cast: Cast, check: CrossCheck, second: Officer) -> None:
    actions.give_second_opinion(check=check, facts=opinion(), by=second, at=OCTOBER)
    for one in (cast.centre_reviewer, second):
        with pytest.raises(actions.CheckRefused, match="不能下结论"):
            actions.conclude_check(check=check, word="kept", text="妥当", by=one, at=OCTOBER)


def test_the_list_of_checks_stays_within_the_budget(
    cast: Cast, check: CrossCheck, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(cast.bureau_head)
    client.get("/centre/checks/")
    with django_assert_max_num_queries(LIST):
        assert check.checker.name in client.get("/centre/checks/").content.decode()
