"""A draw from sealing to its end; nobody draws twice, nobody chooses, and everything stands in the ledger."""

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from mingheng.draws.actions import DrawRefused, draw_lots, let_lapse, reveal_secret, sealing, take_public_value
from mingheng.draws.models import APPEND_ONLY, Draw, DrawEnd, Reveal
from mingheng.draws.queries import file_of, has_file, state_of
from mingheng.draws.rules import drawing as rules
from mingheng.draws.rules.assigning import Assigning, Person
from mingheng.draws.rules.frame import Member
from mingheng.draws.rules.layers import Base
from mingheng.draws.rules.plan import LeftOut
from mingheng.draws.rules.proof import read_file, statements
from mingheng.draws.rules.seeds import blind_commitment
from mingheng.draws.tests.made_up import PARTIES, a_secret, members
from mingheng.draws.tests.sealed import AFTER, AT, BORN, DEADLINE, WHY, a_sealed, reveal, terms
from mingheng.ledger.queries import entries_of
from tests.cast import Cast

NUMBERS = "03 08 11 19 24 30 07"
LAPSE = "市局当月组织全市交叉评查，本次抽查并入其中，不再单独进行。"


def kinds(draw: Draw) -> list[str]:
    return [entry.kind for _, entry in entries_of(f"draw:{draw.pk}")]


def drawn(draw: Draw) -> Draw:
    return Draw.objects.get(pk=draw.pk)


def test_three_secrets_and_a_draw_that_anybody_can_repeat(cast: Cast) -> None:
    draw = a_sealed(cast.supervisor, left_out=[LeftOut("云汀街道-9999", "当月撤销立案")])
    reveal(draw, cast.supervisor)
    end = draw_lots(draw_id=draw.pk, by=cast.supervisor, at=AT)
    told = read_file(file_of(drawn(draw), whole=True))
    assert all(one.kept for one in statements(told))
    assert told.draw.plan.digest == draw.plan_digest
    assert len(told.draw.outcome.picks) == 6
    assert [one.shortfall for one in told.draw.outcome.exemptions] == [1]
    assert end.kind == "drawn"
    assert kinds(draw) == ["draw:sealed", "draw:revealed", "draw:revealed", "draw:revealed", "draw:drawn"]


BENCH = Assigning("两人评查", 2, 0, tuple(Person(f"LJ880{n}") for n in range(6)))


def test_who_looks_at_what_takes_a_blind_that_is_committed_to_at_sealing_and_told_to_nobody_outside(cast: Cast) -> None:
    draw = a_sealed(cast.supervisor, assigning=BENCH)
    assert draw.plan["assigning"]["commitment"] == blind_commitment(draw.blind)
    reveal(draw, cast.supervisor)
    end = draw_lots(draw_id=draw.pk, by=cast.supervisor, at=AT)
    whole, veiled = file_of(drawn(draw), whole=True), file_of(drawn(draw), whole=False)
    assert all(one.kept for file in (whole, veiled) for one in statements(read_file(file)))
    assert read_file(whole).draw.outcome.json() == end.outcome
    told = read_file(veiled).draw
    assert rules.drawn(told.frame, told.plan, told.seed, told.seed).json()["pairs"] != end.outcome["pairs"]
    recorded = "".join(str(entry) for _, entry in entries_of(f"draw:{draw.pk}"))
    for public in (veiled.decode(), recorded, Client().get(f"/check/draw/{draw.pk}/").content.decode()):
        assert draw.blind not in public
        assert '"pairs"' not in public


def test_two_draws_have_two_blinds_and_one_that_assigns_nobody_has_none(cast: Cast) -> None:
    blinds = {a_sealed(cast.supervisor, number=n, period=f"2026-1{n}", assigning=BENCH).blind for n in range(2)}
    assert len(blinds) == 2
    alone = a_sealed(cast.supervisor, number=2, period="2026-12")
    assert alone.blind == ""
    reveal(alone, cast.supervisor, number=2)
    assert not has_file(drawn(alone), whole=True)
    draw_lots(draw_id=alone.pk, by=cast.supervisor, at=AT)
    assert [has_file(drawn(alone), whole=whole) for whole in (True, False)] == [True, False]


def test_with_another_blind_than_was_committed_to_nothing_is_drawn(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "blind_commitment", lambda _: blind_commitment(a_secret("法规科")))
    draw = a_sealed(cast.supervisor, assigning=BENCH)
    reveal(draw, cast.supervisor)
    with pytest.raises(DrawRefused, match="与封存时的承诺不符"):
        draw_lots(draw_id=draw.pk, by=cast.supervisor, at=AT)


def test_while_a_party_is_silent_nothing_is_drawn_and_after_the_deadline_the_public_value_is_asked_for(cast: Cast) -> None:
    draw = a_sealed(cast.supervisor)
    reveal(draw, cast.supervisor, ("法规科", "检察院"))
    with pytest.raises(DrawRefused, match="纪检还没有揭示随机数，期限到 2026-11-21 09:00"):
        draw_lots(draw_id=draw.pk, by=cast.supervisor, at=DEADLINE)
    with pytest.raises(DrawRefused, match=r"纪检没有在 .* 以前揭示。请两人分别录入约定的公开数（福彩"):
        draw_lots(draw_id=draw.pk, by=cast.supervisor, at=AFTER)
    with pytest.raises(DrawRefused, match="要到 2026-11-22 09:00 才产生"):
        take_public_value(draw_id=draw.pk, value=NUMBERS, by=cast.supervisor, at=DEADLINE)
    take_public_value(draw_id=draw.pk, value="03 08 12 19 24 30 07", by=cast.supervisor, at=BORN)
    with pytest.raises(DrawRefused, match="要由另一人照公布的再录一遍"):
        take_public_value(draw_id=draw.pk, value=NUMBERS, by=cast.supervisor, at=BORN)
    take_public_value(draw_id=draw.pk, value=NUMBERS, by=cast.bureau_head, at=BORN)
    with pytest.raises(DrawRefused, match="请两人分别录入"):
        draw_lots(draw_id=draw.pk, by=cast.supervisor, at=AFTER)
    take_public_value(draw_id=draw.pk, value="红球 24、30、03、08、11、19　蓝球 ０７", by=cast.squad_leader, at=AFTER)
    draw_lots(draw_id=draw.pk, by=cast.supervisor, at=AFTER)
    told = statements(read_file(file_of(drawn(draw), whole=True)))
    assert all(one.kept for one in told)
    assert (
        "纪检没有按期揭示，用公开数“03 08 11 19 24 30 07”代替，约定的是“福彩双色球开奖号码，2026-11-22 起第一期”" in told[2].says
    )


def test_a_public_value_alone_draws_nothing(cast: Cast) -> None:
    draw = a_sealed(cast.supervisor)
    with pytest.raises(DrawRefused, match="单凭公开数等于由组织者定结果"):
        take_public_value(draw_id=draw.pk, value=NUMBERS, by=cast.supervisor, at=BORN)
    with pytest.raises(DrawRefused, match="请作废，重新收齐承诺"):
        draw_lots(draw_id=draw.pk, by=cast.supervisor, at=AFTER)
    let_lapse(draw_id=draw.pk, why=LAPSE, by=cast.supervisor, at=AFTER)


def test_whoever_waits_for_the_public_value_comes_too_late_with_a_secret(cast: Cast) -> None:
    draw = a_sealed(cast.supervisor)
    with pytest.raises(DrawRefused, match="揭示期限已过"):
        reveal(draw, cast.supervisor, ("纪检",), at=AFTER)
    assert not Reveal.objects.exists()


def test_a_secret_that_does_not_fit_is_refused_and_the_right_one_counts_once(cast: Cast) -> None:
    draw = a_sealed(cast.supervisor)
    for party, secret, said in (
        ("纪检", a_secret("纪检", 5), "不符"),
        ("纪检", "123", "不符"),
        ("外人", a_secret("纪检"), "不是这次抽取的承诺方"),
    ):
        with pytest.raises(DrawRefused, match=said):
            reveal_secret(draw_id=draw.pk, party=party, secret=secret, by=cast.supervisor, at=AT)
    reveal(draw, cast.supervisor, ("纪检", "纪检"))
    assert kinds(draw) == ["draw:sealed", "draw:revealed"]


def test_no_public_value_where_everybody_revealed(cast: Cast) -> None:
    draw = a_sealed(cast.supervisor)
    reveal(draw, cast.supervisor)
    with pytest.raises(DrawRefused, match="不需要公开数"):
        take_public_value(draw_id=draw.pk, value=NUMBERS, by=cast.supervisor, at=BORN)


def test_two_at_once_for_one_purpose_and_period_the_second_is_told_who_sealed(cast: Cast) -> None:
    a_sealed(cast.supervisor)
    with pytest.raises(DrawRefused, match=r"方既明已在 2026-11-20 封存过“2026 年 11 月案卷抽查”"):
        a_sealed(cast.bureau_head, number=1)
    a_sealed(cast.bureau_head, number=1, period="2026-12")


def test_a_further_draw_names_the_ended_one_and_argues(cast: Cast) -> None:
    first = a_sealed(cast.supervisor)
    with pytest.raises(DrawRefused, match="还没有抽取，也没有作废"):
        a_sealed(cast.supervisor, number=1, follows=first.pk, why=WHY)
    reveal(first, cast.supervisor)
    draw_lots(draw_id=first.pk, by=cast.supervisor, at=AT)
    with pytest.raises(DrawRefused, match="再次抽取的理由"):
        a_sealed(cast.supervisor, number=1, follows=first.pk, why="同意")
    second = a_sealed(cast.supervisor, number=1, follows=first.pk, why=WHY)
    assert (second.n, second.follows) == (2, first)
    assert second.plan["follows"] == {"plan": first.plan_digest, "why": WHY}
    with pytest.raises(DrawRefused, match="不是这个用途"):
        a_sealed(cast.supervisor, number=2, period="2026-10", follows=first.pk, why=WHY)


def test_what_was_drawn_or_lapsed_stays(cast: Cast) -> None:
    first, second = a_sealed(cast.supervisor), a_sealed(cast.supervisor, number=1, period="2026-12")
    reveal(first, cast.supervisor)
    draw_lots(draw_id=first.pk, by=cast.supervisor, at=AT)
    let_lapse(draw_id=second.pk, why=LAPSE, by=cast.supervisor, at=AT)
    for draw, said in ((first, "已抽取"), (second, "已作废")):
        with pytest.raises(DrawRefused, match=said):
            draw_lots(draw_id=draw.pk, by=cast.supervisor, at=AT)
        with pytest.raises(DrawRefused, match=said):
            let_lapse(draw_id=draw.pk, why=LAPSE, by=cast.supervisor, at=AT)
        with pytest.raises(DrawRefused, match=said):
            reveal(draw, cast.supervisor)
        with pytest.raises(DatabaseError), transaction.atomic():
            DrawEnd.objects.create(draw=draw, kind="lapsed", why=LAPSE, by=cast.supervisor, at=AT)
    assert [state_of(drawn(draw)) for draw in (first, second)] == ["drawn", "lapsed"]


def test_nobody_lets_a_draw_lapse_whose_outcome_he_could_know(cast: Cast) -> None:
    draw, silent = a_sealed(cast.supervisor), a_sealed(cast.supervisor, number=1, period="2026-12")
    with pytest.raises(DrawRefused, match="作废的理由"):
        let_lapse(draw_id=draw.pk, why="不抽了", by=cast.supervisor, at=AT)
    reveal(draw, cast.supervisor, PARTIES[:1])
    with pytest.raises(DrawRefused, match="可能有人已经算出结果"):
        let_lapse(draw_id=draw.pk, why=LAPSE, by=cast.supervisor, at=AT)
    let_lapse(draw_id=silent.pk, why=LAPSE, by=cast.supervisor, at=AT)


def test_a_secret_serves_once(cast: Cast) -> None:
    a_sealed(cast.supervisor)
    with pytest.raises(DrawRefused, match="随机数可能已经公开"):
        a_sealed(cast.supervisor, period="2026-12")


def test_what_would_let_somebody_choose_is_not_sealed(cast: Cast) -> None:
    twice = [*members({"云汀街道": 2}), Member("云汀街道-0000", "云汀街道")]
    for changed, said in (
        ({"terms": replace(terms(), commitments=terms().commitments[:2])}, "一方都不能少"),
        ({"terms": terms(deadline=AT)}, "揭示期限已经过了"),
        ({"terms": terms(deadline=DEADLINE - timedelta(seconds=1))}, "离封存不到 24 小时"),
        ({"terms": terms(deadline=AT + timedelta(days=366), fallback_at=AT + timedelta(days=367))}, "离封存超过 15 天"),
        ({"terms": terms(fallback_at=DEADLINE + timedelta(days=30))}, "离揭示期限超过 10 天"),
        ({"terms": terms(source="某期彩票的开奖号码")}, "备用公开数须是福彩双色球开奖号码、"),
        ({"terms": terms(fallback_at=DEADLINE)}, "揭示期限之后"),
        ({"terms": terms(commitments=[("法规科", "x"), ("纪检", "y"), ("检察院", "z")])}, "64 位小写十六进制数"),
        ({"members": twice}, "云汀街道-0000 重复"),
        ({"layers": []}, "没有抽取层次"),
        ({"layers": [Base("一", 1), Base("二", 1)]}, "只能是第一层"),
        ({"title": ""}, "名称"),
    ):
        with pytest.raises(DrawRefused, match=said):
            a_sealed(cast.supervisor, **changed)
    assert not Draw.objects.exists()


def test_a_form_sent_twice_seals_once(cast: Cast) -> None:
    token = uuid.uuid4()
    assert a_sealed(cast.supervisor, token=token) == a_sealed(cast.supervisor, token=token)


def test_a_list_of_nobody_is_drawn_as_well_and_says_so(cast: Cast) -> None:
    draw = a_sealed(cast.supervisor, members=[])
    reveal(draw, cast.supervisor)
    end = draw_lots(draw_id=draw.pk, by=cast.supervisor, at=AT)
    assert end.outcome is not None
    assert end.outcome["picks"] == []
    assert [one["why"] for one in end.outcome["exemptions"]] == ["no_member", "no_member"]


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_no_row_of_a_draw_can_be_changed(cast: Cast, table: str) -> None:
    draw = a_sealed(cast.supervisor)
    reveal(draw, cast.supervisor, ("纪检",))
    for by in (cast.supervisor, cast.bureau_head):
        take_public_value(draw_id=draw.pk, value=NUMBERS, by=by, at=AFTER)
    draw_lots(draw_id=draw.pk, by=cast.supervisor, at=AFTER)
    with pytest.raises(DatabaseError), transaction.atomic(), transaction.get_connection().cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")
