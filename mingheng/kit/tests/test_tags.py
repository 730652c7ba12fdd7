"""The tags draw finished values: shape, colour and words, nothing decided in a template."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template

from mingheng.kit import clock, forms
from mingheng.kit.dates import SHANGHAI, both_times
from mingheng.kit.display import (
    Blocked,
    Cite,
    Clock,
    ClockPart,
    Due,
    Entry,
    Finding,
    NextAct,
    Person,
    Precondition,
    Proof,
    Quota,
    Range,
    Section,
    Stage,
)
from mingheng.kit.icons import ICONS
from mingheng.kit.templatetags import kit

NOW = datetime(2026, 11, 20, 10, 24, tzinfo=SHANGHAI)
OVERDUE = Due("over", "超期 1 个工作日", date(2026, 11, 19))
ARTICLE = Cite("行政处罚法 第58条", "/law/xzcf/58/")


def drawn(text: str, **values: object) -> str:
    with clock.pretend(NOW):
        return Template("{% load kit %}" + text).render(Context(values))


def test_a_deadline_is_told_by_shape_colour_and_words() -> None:
    html = drawn("{% due d %}", d=OVERDUE)
    assert "#due-over" in html
    assert 'class="due over"' in html
    assert "超期 1 个工作日" in html
    assert "应于 11-19 周四" in html


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (Due("near", "剩 1 个工作日", date(2026, 11, 23)), "11-23 周一"),
        (Due("ok", "剩 44 日", date(2027, 1, 4)), "2027-01-04 周一"),
        (Due("ok", "剩 44 日", date(2027, 1, 4), provisional=True), "不早于 2027-01-04"),
        (Due("hold", "中止", date(2026, 12, 1), note="等鉴定"), "等鉴定"),
        (Due("ok", "没有期限"), ""),
    ],
)
def test_the_second_line_of_a_deadline_says_the_day(due: Due, said: str) -> None:
    with clock.pretend(NOW):
        assert kit.due_note(due) == said


def test_a_citation_is_a_link_that_also_opens_beside_the_work() -> None:
    assert drawn("{% cite c %}", c=ARTICLE) == '<a class="cite" href="/law/xzcf/58/" data-sheet>行政处罚法 第58条</a>'
    assert drawn("{% cite c %}", c=Cite("实施办法")) == '<span class="cite">实施办法</span>'
    assert drawn("{% cite c %}", c=None) == ""


def test_words_from_people_never_become_markup() -> None:
    assert "<script>" not in drawn("{% cite c %}{% avatar p %}", c=Cite("<script>", "/x/"), p=Person("<script>"))


def test_money_is_shown_with_its_capitals_on_demand() -> None:
    assert drawn("{% money m True %}", m=Decimal(120_000)) == '<b class="num">120,000.00 元</b>（壹拾贰万元整）'
    assert drawn("{% money m %}", m=None) == "--"


@pytest.mark.parametrize(
    ("amount", "said"),
    [(Decimal(120_000), "12 万元"), (Decimal(13_500), "1.35 万元"), (Decimal(13_001), "13,001 元"), (Decimal(500), "500 元")],
)
def test_amounts_on_a_scale_are_short(amount: Decimal, said: str) -> None:
    assert kit.short_yuan(amount) == said


def test_a_number_is_short_where_the_authority_is_known() -> None:
    assert kit.short_number("澜城管案〔2026〕123号") == "〔2026〕123号"
    assert kit.short_number("线索 2026-4") == "线索 2026-4"


def test_an_icon_that_was_never_drawn_is_an_error() -> None:
    with pytest.raises(KeyError, match="unicorn"):
        drawn("{% icon name %}", name="unicorn")


def test_every_icon_is_in_the_sprite_once() -> None:
    sprite = drawn("{% icon_sprite %}")
    assert all(sprite.count(f'id="i-{name}"') == 1 for name in ICONS)


def test_the_stretches_of_a_clock_stand_one_after_another() -> None:
    parts = (ClockPart("used", 20), ClockPart("pause", 5), ClockPart("used", 50))
    value = Clock("办案期限", "90 日", OVERDUE, parts, "立案", "届满", "办案期限，已用 75%")
    assert [(bar.kind, bar.x, bar.width) for bar in value.bars] == [
        ("used", "0.00%", "20.00%"),
        ("pause", "20.00%", "5.00%"),
        ("used", "25.00%", "50.00%"),
    ]
    html = drawn("{% clock c %}", c=value)
    assert 'aria-label="办案期限，已用 75%"' in html
    assert 'fill="url(#hatch)"' in html


def test_a_range_places_band_and_point_and_never_leaves_its_span() -> None:
    span = Range(Decimal(0), Decimal(100), Decimal(20), Decimal(60), "一般", Decimal(40))
    assert span.band is not None
    assert (span.band.x, span.band.width, span.mark) == ("20.00%", "40.00%", "40.00%")
    assert replace(span, point=Decimal(500)).mark == "100.00%"
    assert Range(Decimal(50), Decimal(50), point=Decimal(50)).mark == "0.00%"


@pytest.mark.parametrize(("done", "state"), [(12, "ok"), (4, "short"), (0, "miss")])
def test_a_quota_says_whether_the_minimum_is_met(done: int, state: str) -> None:
    assert f'class="quota {state}"' in drawn("{% quota q %}", q=Quota(done, 10, "中队"))


def test_what_the_law_asks_is_ticked_missing_looked_at_later_or_advice() -> None:
    html = drawn(
        "{% preconditions p %}",
        p=(
            Precondition("笔录齐全", kept=True, cite=ARTICLE),
            Precondition("告知书已送达", kept=False, href="/serve/"),
            Precondition("数额在幅度内", kept=None),
            Precondition("可先补强", kept=None, advice=True),
        ),
    )
    assert [word in html for word in ("已具备：", "还缺：", "提交时核对：", "提示：")] == [True] * 4
    assert '<a href="/serve/">告知书已送达</a>' in html


def test_the_next_act_has_one_button_or_says_whose_turn_it_is() -> None:
    act = NextAct("提交法制审核", "可以提交。", (), button="提交", href="/step/")
    assert drawn("{% next_action a %}", a=act).count("btn primary") == 1
    waiting = NextAct("审批", "", (), whose="轮到中队长", foot="由中队长办理")
    html = drawn("{% next_action a %}", a=waiting)
    assert "btn primary" not in html
    assert "由中队长办理" in html


def test_a_blocked_act_shows_every_reason_with_article_and_remedy() -> None:
    reasons = (Finding("a", "未经审核。", ARTICLE, "先提交审核", "/review/"), Finding("b", "期限未满。", ARTICLE, "期满后再办"))
    html = drawn("{% blocked b %}", b=Blocked("作出决定", reasons))
    assert html.count("行政处罚法 第58条") == 2
    assert '<a href="/review/">先提交审核</a>' in html
    assert "期满后再办" in html


def test_both_times_of_an_act_are_shown_when_it_was_entered_on_another_day() -> None:
    entry = Entry("law", "file", "送达告知书", date(2026, 10, 19), datetime(2026, 10, 21, 9, 15, tzinfo=SHANGHAI))
    assert "10-21 09:15 补录" in drawn("{% timeline e %}", e=(entry,))
    same_day = replace(entry, recorded=datetime(2026, 10, 19, 9, 15, tzinfo=SHANGHAI))
    assert "补录" not in drawn("{% timeline e %}", e=(same_day,))
    assert "10-21 09:15 补录" in drawn("{% timeline e brief=True %}", e=(entry,))


@pytest.mark.parametrize(
    ("happened", "recorded", "shown"),
    [
        (date(2026, 10, 19), datetime(2026, 10, 19, 23, 59, tzinfo=SHANGHAI), "2026-10-19"),
        (date(2026, 10, 19), datetime(2026, 10, 20, 0, 1, tzinfo=SHANGHAI), "2026-10-19（10-20 00:01 补录）"),
        (datetime(2026, 10, 19, 9, tzinfo=SHANGHAI), datetime(2026, 10, 19, 9, 59, tzinfo=SHANGHAI), "2026-10-19 09:00"),
        (
            datetime(2026, 10, 19, 9, tzinfo=SHANGHAI), datetime(2026, 10, 19, 10, 0, tzinfo=SHANGHAI),
            "2026-10-19 09:00（10-19 10:00 补录）",
        ),
        (datetime(2025, 12, 31, 9, tzinfo=SHANGHAI), datetime(2026, 1, 2, 9, tzinfo=SHANGHAI), "2025-12-31 09:00（2026-01-02 09:00 补录）"),
        (datetime(2026, 10, 19, 23, 50, tzinfo=SHANGHAI), datetime(2026, 10, 19, 16, 10, tzinfo=UTC), "2026-10-19 23:50（10-20 00:10 补录）"),
    ],
)  # fmt: skip
def test_an_act_entered_later_than_it_happened_says_both_times(happened: date | datetime, recorded: datetime, shown: str) -> None:
    assert both_times(happened, recorded) == shown


def test_the_stage_one_stands_in_is_marked_for_those_who_hear_the_page() -> None:
    html = drawn("{% stages s %}", s=(Stage("立案", "done", "08-28"), Stage("审核", "now"), Stage("决定", "todo")))
    assert html.count('aria-current="step"') == 1
    assert "（已过）" in html


def test_a_broken_proof_looks_broken() -> None:
    assert 'class="proof bad"' in drawn("{% proof p %}", p=Proof("broken", "与存证不一致，已锁定"))


class Sample(forms.KitForm):
    first = forms.TextField(label="甲")
    second = forms.TextField(label="乙")
    third = forms.TextField(label="丙")


def test_fields_in_no_section_come_last_and_an_unknown_name_is_an_error() -> None:
    form = Sample()
    assert [field.name for field in kit.fields_of(form, ("second",))] == ["second"]
    assert [field.name for field in kit.fields_left(form, (Section("一", ("second",)),))] == ["first", "third"]
    with pytest.raises(KeyError):
        kit.fields_of(form, ("fourth",))
