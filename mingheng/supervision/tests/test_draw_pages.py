"""The pages of draws: what each sees, what a supervisor can do when, and that nobody sees the list before it is drawn."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from mingheng.draws.actions import draw_lots, take_public_value
from mingheng.draws.models import Draw, DrawEnd, Reveal
from mingheng.draws.rules.layers import Base, Floor, Groups
from mingheng.draws.rules.plan import LeftOut
from mingheng.draws.rules.proof import read_file, statements
from mingheng.draws.tests.made_up import PARTIES, a_secret, members
from mingheng.draws.tests.sealed import AFTER, AT, BORN, DEADLINE, WHY, a_sealed, reveal
from mingheng.kit import clock
from mingheng.organisation.models import Officer
from mingheng.supervision.tests.test_typed_unsent import THERE_AGAIN, sent_late
from tests.cast import PASSWORD, Cast

LAPSE = "市局当月组织全市交叉评查，本次抽查并入其中，不再单独进行。"
Visit = Callable[..., Any]


@pytest.fixture
def visit(cast: Cast, client: Client) -> Visit:
    """Ask for a page, or send a form, as somebody at some time."""

    def ask(who: Officer, draw: Draw | None = None, *, at: datetime = AT + timedelta(hours=1), **sent: str) -> Any:
        client.logout()
        assert client.login(username=who.username, password=PASSWORD)
        there = reverse("supervision:draw", args=[draw.pk]) if draw else reverse("supervision:draws")
        with clock.pretend(at):
            return client.post(there, sent) if sent else client.get(there)

    return ask


def text(answer: Any) -> str:
    return str(answer.content.decode())


def all_drawn(draw: Draw, by: Officer) -> Draw:
    reveal(draw, by)
    draw_lots(draw_id=draw.pk, by=by, at=AT)
    return draw


def test_the_sealed_list_is_for_supervisors_and_the_result_for_the_whole_bureau(cast: Cast, visit: Visit) -> None:
    draw = a_sealed(cast.supervisor)
    for who, status in ((cast.supervisor, 200), (cast.bureau_head, 200), (cast.squad_leader, 404), (cast.handler, 404)):
        assert visit(who, draw).status_code == status
    assert draw.title not in text(visit(cast.squad_leader))
    all_drawn(draw, cast.supervisor)
    for who in (cast.squad_leader, cast.handler, cast.other_leader):
        assert visit(who, draw).status_code == 200
        assert draw.title in text(visit(who))


def test_a_month_from_sealing_to_the_file_that_anybody_checks(cast: Cast, visit: Visit, client: Client) -> None:
    draw = a_sealed(cast.supervisor)
    page = text(visit(cast.supervisor, draw))
    assert "揭示随机数" in page
    assert "现在抽取" not in page
    assert a_secret("纪检") not in page
    for party in PARTIES:
        copied = f" {a_secret(party).upper()} "
        sent = {"act": "reveal", "reveal-party": party, "reveal-secret": copied}
        assert visit(cast.supervisor, draw, **sent).status_code == 302
    assert "现在抽取" in text(visit(cast.supervisor, draw))
    assert "作废" not in text(visit(cast.supervisor, draw)).split("<aside")[0].replace("不能重抽，也不能作废", "")
    assert visit(cast.supervisor, draw, act="draw").status_code == 302
    file = client.get(reverse("supervision:draw_file", args=[draw.pk]))
    assert all(one.kept for one in statements(read_file(file.content)))
    assert 'filename="draw-2026-11-1.json"' in file["Content-Disposition"]


def test_the_page_shows_layers_chances_exemptions_and_what_the_sample_cannot_see(cast: Cast, visit: Visit) -> None:
    units = {cast.squad.key: 24, cast.other_squad.key: 3}
    layers = [Base("本月一成", 3), Groups("半年覆盖", frozenset(units), 2), Floor("每队四件", {cast.other_squad.key: 4})]
    left_out = [LeftOut("云汀街道-77", "抽取前一日重新立案")]
    draw = all_drawn(a_sealed(cast.supervisor, members=members(units), layers=layers, left_out=left_out), cast.supervisor)
    page = text(visit(cast.squad_leader, draw))
    for said in (
        "1/9（11.1%）", "1（全查）", "每队四件：石舫街道中队缺 1 个，成员已全部抽中（名单里 3 个）", "名单里抽 3 个，每个机会相等",
        "云汀街道-77：抽取前一日重新立案", "第一层在 27 个里抽 3 个", "有 95% 的把握", "要靠对全部案件的预警扫描",
    ):  # fmt: skip
        assert said in page, said
    assert "揭示期限" in page


def test_a_secret_that_does_not_fit_is_told_and_what_was_typed_stays(cast: Cast, visit: Visit) -> None:
    draw = a_sealed(cast.supervisor)
    sent = {"act": "reveal", "reveal-party": "纪检", "reveal-secret": a_secret("纪检", 9)}
    answer = visit(cast.supervisor, draw, **sent)
    assert answer.status_code == 422
    assert "与纪检事先提交的承诺不符" in text(answer)
    assert a_secret("纪检", 9) in text(answer)
    assert not Reveal.objects.exists()


def test_after_the_deadline_the_public_value_is_asked_for_once_it_is_there(cast: Cast, visit: Visit) -> None:
    draw = a_sealed(cast.supervisor)
    reveal(draw, cast.supervisor, ("法规科", "纪检"))
    waiting = text(visit(cast.supervisor, draw, at=DEADLINE + timedelta(hours=1)))
    assert "检察院没有揭示" in waiting
    assert 'id="public"' not in waiting
    assert 'id="reveal"' not in waiting
    assert 'id="public"' in text(visit(cast.supervisor, draw, at=BORN))
    sent = {"act": "public", "public-value": "03 08 11 19 24 30 + 07"}
    assert visit(cast.supervisor, draw, at=AFTER, **sent).status_code == 302
    asked = text(visit(cast.bureau_head, draw, at=AFTER)) + text(visit(cast.supervisor, draw, at=AFTER))
    assert "由另一人照公布的再录一遍" in asked
    assert "03 08 11" not in asked.replace("例如 03 08 11 19 24 30 07", "")
    assert visit(cast.supervisor, draw, at=AFTER, **sent).status_code == 422
    take_public_value(draw_id=draw.pk, value="03 08 11 19 24 30 + 07", by=cast.bureau_head, at=AFTER)
    assert visit(cast.supervisor, draw, at=AFTER, act="draw").status_code == 302
    page = text(visit(cast.squad_leader, draw, at=AFTER))
    assert "03 08 11 19 24 30 07" in page
    assert "没有揭示" in page


def test_a_draw_lapses_with_a_reason_and_the_reason_is_read(cast: Cast, visit: Visit) -> None:
    draw = a_sealed(cast.supervisor)
    assert visit(cast.supervisor, draw, **{"act": "lapse", "lapse-why": "同意"}).status_code == 422
    assert visit(cast.supervisor, draw, **{"act": "lapse", "lapse-why": LAPSE}).status_code == 302
    assert LAPSE in text(visit(cast.bureau_head, draw))
    assert LAPSE in text(visit(cast.squad_leader, draw))


def test_a_button_pressed_twice_draws_once_and_a_stale_page_is_told(cast: Cast, visit: Visit) -> None:
    draw = a_sealed(cast.supervisor)
    stale = visit(cast.supervisor, draw, act="draw")
    assert stale.status_code == 422
    assert "还没有揭示随机数，期限到" in text(stale)
    reveal(draw, cast.supervisor)
    assert [visit(cast.supervisor, draw, act="draw").status_code for _ in range(2)] == [302, 302]
    assert DrawEnd.objects.count() == 1


def test_an_act_whose_time_is_not_there_or_over_is_told_why(cast: Cast, visit: Visit) -> None:
    draw = a_sealed(cast.supervisor)
    public = {"act": "public", "public-value": "03 08 11 19 24 30 + 07"}
    assert "才产生" in text(visit(cast.supervisor, draw, **public))
    assert "请看本页现在能办什么" in text(visit(cast.supervisor, draw, act="undo"))
    reveal(draw, cast.supervisor, ("法规科", "纪检"))
    assert "只能抽取，不能作废" in text(visit(cast.supervisor, draw, **{"act": "lapse", "lapse-why": LAPSE}))
    late = {"act": "reveal", "reveal-party": "检察院", "reveal-secret": a_secret("检察院", 0)}
    assert "揭示期限已过" in text(visit(cast.supervisor, draw, at=DEADLINE + timedelta(minutes=1), **late))
    assert Reveal.objects.count() == 2
    reveal(draw, cast.supervisor, ("检察院",))
    assert "各方都已揭示，不需要公开数" in text(visit(cast.supervisor, draw, at=BORN, **public))


def test_there_is_nothing_to_review_before_it_is_drawn(cast: Cast, visit: Visit) -> None:
    draw = a_sealed(cast.supervisor)
    answer = visit(cast.supervisor, draw, act="review")
    assert answer.status_code == 422
    assert "这一步现在不能办" in text(answer)
    assert "都已经在评查" not in text(answer)


def test_only_supervisors_act(cast: Cast, visit: Visit) -> None:
    draw = a_sealed(cast.supervisor)
    reveal(draw, cast.supervisor)
    assert "现在抽取" not in text(visit(cast.bureau_head, draw))
    assert visit(cast.bureau_head, draw, act="draw").status_code == 404
    assert not DrawEnd.objects.exists()


def test_a_further_draw_and_the_one_it_follows_name_each_other(cast: Cast, visit: Visit) -> None:
    first = all_drawn(a_sealed(cast.supervisor), cast.supervisor)
    second = a_sealed(cast.supervisor, number=1, follows=first.pk, why=WHY)
    assert WHY in text(visit(cast.supervisor, second))
    assert reverse("supervision:draw", args=[first.pk]) in text(visit(cast.supervisor, second))
    assert reverse("supervision:draw", args=[second.pk]) in text(visit(cast.supervisor, first))


def test_the_file_is_there_only_once_it_was_drawn(cast: Cast, visit: Visit, client: Client) -> None:
    draw = a_sealed(cast.supervisor)
    visit(cast.supervisor)
    assert client.get(reverse("supervision:draw_file", args=[draw.pk])).status_code == 404


def test_a_reason_typed_while_the_session_ran_out_is_there_again_and_a_secret_is_never_kept(cast: Cast, client: Client) -> None:
    draw, typed = a_sealed(cast.supervisor), {"act": "lapse", "lapse-why": LAPSE}
    address = reverse("supervision:draw", args=[draw.pk])
    with clock.pretend(AT + timedelta(hours=1)):
        door = sent_late(client, cast.supervisor, address, typed)
        assert client.post(door, {"username": cast.supervisor.username, "password": PASSWORD}).headers["Location"] == address
        page = client.get(address).content.decode()
    assert THERE_AGAIN in page
    assert LAPSE in page.partition('id="lapse" open')[2]
    revealing = page.partition('id="reveal"')[2].partition("</form>")[0]
    assert 'name="reveal-secret"' in revealing
    assert 'name="who"' not in revealing
    assert not DrawEnd.objects.exists()
