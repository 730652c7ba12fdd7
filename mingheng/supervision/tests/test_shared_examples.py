"""A reviewed case shared as an example: everyday names of the unit are taken out too, what a rule can tell is refused at its field."""

import pytest
from django.test import Client
from django.urls import reverse

from mingheng.kit import clock
from mingheng.organisation import queries as organisation
from mingheng.supervision.models import Review, ReviewExample
from mingheng.supervision.rules.reviewing.pointing import Known, pointing
from mingheng.supervision.rules.reviewing.sharing import stand_ins, unnamed
from mingheng.supervision.tests.reviewed import REASON, Bench, hand_in, moment, opened, value

KNOWN = Known(
    parties=("澜江老灶烧烤店", "王守礼"),
    firms=frozenset({"澜江老灶烧烤店"}),
    officers=("黎初晓", "欧阳青"),
    numbers=("澜城管案〔2026〕8号", "2026-8"),
    unit="望渡街道中队",
)


def shared(text: str, known: Known = KNOWN) -> str:
    return unnamed(text, stand_ins(known))


def test_the_unit_is_taken_out_by_its_full_name_and_by_its_everyday_names() -> None:
    told = shared("望渡街道中队在望渡街道办案，望渡中队的做法值得学习")
    assert told == "某中队在某街道办案，某中队的做法值得学习"
    assert not pointing(told, KNOWN)
    assert shared("芦桥镇的芦桥中队", Known(unit="芦桥镇中队")) == "某镇的某中队"
    assert shared("直属中队", Known(unit="直属中队")) == "某中队"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("小黎当场拍照取证", "称呼“小黎”"),
        ("由黎队长带队检查", "称呼“黎队长”"),
        ("初晓逐项核对", "称呼“初晓”"),
        ("欧阳警官出示证件", "称呼“欧阳警官”"),
        ("某某烧烤店王老板没有异议", "称呼“王老板”"),
        ("邻居老张作证", "称呼“老张”"),
        ("在老灶烧烤门口", "店名或者单位名称“老灶烧烤”"),
        ("在“好再来”小吃店门口", "店名或者单位名称““好再来”小吃店”"),
        ("望渡的队员到场", "地名“望渡”"),
        ("经营地在清泉路１２号", "地址“经营地在清泉路12号”"),
        ("联系电话 13800138000", "手机号码“13800138000”"),
    ],
    ids=range(11),
)
def test_what_a_rule_can_tell_is_named(text: str, told: str) -> None:
    assert told in pointing(shared(text), KNOWN)


@pytest.mark.parametrize(
    "text",
    [
        "办案人员把每一个构成要件和证明它的证据列成一表，当事人甲没有提出异议并按期履行",
        "面积小于五平方米，小时数另行核算，老问题没有整改",
        "沿街烧烤店占道经营，餐饮公司没有安装油烟净化设施，老板当场签字",
        "某中队队长组织全队学习",
    ],
    ids=range(4),
)
def test_ordinary_words_are_let_through(text: str) -> None:
    assert pointing(text, KNOWN) == []


@pytest.fixture
def bench(archived: Bench) -> Bench:
    return archived


@pytest.fixture
def review(bench: Bench) -> Review:
    """A review whose result is final by the eighteenth day."""
    found = opened(bench)
    for one in (bench.first, bench.second):
        hand_in(found, one, value({"filing": "2"}), later=0)
    return found


def sent(bench: Bench, review: Review, **given: str) -> tuple[int, dict[str, list[str]], str]:
    """What the page answers to an example: the status, the errors by field, the page."""
    client = Client()
    client.force_login(bench.first)
    body = {"kind": "typical", "title": "说理充分的一卷", "summary": "证据和构成要件逐项对应", "reason": REASON}
    with clock.pretend(moment(20)):
        answer = client.post(reverse("supervision:review_example", args=[review.pk]), body | given)
    errors = answer.context["sharing"].errors if answer.status_code == 422 else {}
    return answer.status_code, {name: list(said) for name, said in errors.items()}, answer.content.decode()


def test_a_title_that_grows_too_long_is_told_at_its_field_and_kept(bench: Bench, review: Review) -> None:
    title = (bench.cast.handler.name * 40)[:80]
    status, errors, page = sent(bench, review, title=title)
    assert (status, set(errors)) == (422, {"title"})
    assert errors["title"][0].startswith("姓名和名称改写以后超过 80 字，现在 ")
    assert title in page
    assert not ReviewExample.objects.exists()


def test_what_still_points_to_somebody_is_told_at_the_field_where_it_stands(bench: Bench, review: Review) -> None:
    surname = bench.cast.handler.name[0]
    status, errors, _ = sent(bench, review, summary=f"小{surname}当场拍照取证")
    assert (status, set(errors)) == (422, {"summary"})
    assert f"称呼“小{surname}”" in errors["summary"][0]
    assert not ReviewExample.objects.exists()


def test_an_example_of_the_unit_is_told_without_its_everyday_names(bench: Bench, review: Review) -> None:
    short = organisation.unit_names()[bench.case.unit]
    everyday = short.replace("街道", "")
    assert sent(bench, review, summary=f"{short}案前核对，{everyday}案后复盘")[0] == 302
    assert ReviewExample.objects.get().summary == "某中队案前核对，某中队案后复盘"


def test_the_form_says_that_a_person_reads_it_over(bench: Bench, review: Review) -> None:
    _, _, page = sent(bench, review, summary="")
    assert "机器认不全，公布前请有人通读一遍" in page
    assert "内容还是空的。请写明做法和问题，不写人。" in page


def test_an_empty_list_of_numbers_asks_for_numbers(bench: Bench) -> None:
    client = Client()
    client.force_login(bench.first)
    page = client.post(reverse("supervision:review_new"), {"standard": "dossier", "numbers": ""}).content.decode()
    assert "案号或者工单编号还是空的。请一行写一件。" in page
    assert "查了什么" not in page
