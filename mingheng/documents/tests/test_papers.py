"""What the weighty papers say: notice, decision, orders. The words come from the lawbook, the figures from the data."""

from typing import Any

import pytest

from mingheng.documents.rules import BadValue, MissingFields, compose
from mingheng.documents.tests.samples import PARTY, SAMPLES
from mingheng.documents.tests.test_definitions import defined


def said(key: str, **changed: Any) -> str:
    paper = compose(defined(key), SAMPLES[key] | changed, number="澜城管罚决〔2026〕12号")
    return "\n".join(part["text"] for part in paper["parts"])


def test_a_decision_holds_the_six_items_of_article_59() -> None:
    words = said("penalty_decision")
    sample = SAMPLES["penalty_decision"]
    assert f"当事人：{PARTY['name']}" in words
    assert f"住所（地址）：{PARTY['address']}" in words
    assert sample["found"] in words
    assert all(piece in words for piece in sample["evidence"])
    assert f"违反了{sample['breach']}的规定" in words
    assert f"依据{sample['penalty_clause']}的规定" in words
    assert "罚款人民币壹拾贰万元整（120,000.00元）。" in words
    assert "自收到本决定书之日起十五日内，到澜江银行云汀支行缴纳罚款" in words
    assert "六十日内向上海市澜江区人民政府申请行政复议" in words
    assert "六个月内依法向上海市澜江区人民法院提起行政诉讼" in words
    paper = compose(defined("penalty_decision"), sample, number="澜城管罚决〔2026〕12号")
    assert (paper["seal"], paper["date"], paper["number"]) == (True, "2026年11月20日", "澜城管罚决〔2026〕12号")


def test_a_decision_says_how_the_defence_was_treated_and_why_this_amount() -> None:
    words = said("penalty_decision")
    assert SAMPLES["penalty_decision"]["defence"] in words
    assert SAMPLES["penalty_decision"]["discretion"] in words


def test_a_decision_says_that_a_surcharge_applies_or_that_it_does_not() -> None:
    assert "每日按罚款数额的百分之三加处罚款，加处罚款的数额不超出罚款的数额" in said("penalty_decision")
    assert "本机关不加处罚款" in said("penalty_decision", surcharge=False)


def test_every_figure_of_a_decision_follows_the_data() -> None:
    words = said(
        "penalty_decision",
        payment_term={"value": 20, "unit": "working_days"},
        reconsideration_term={"value": 3, "unit": "months"},
        lawsuit_term={"value": 1, "unit": "years"},
        surcharge_rate="0.02",
        surcharge_cap="0.5",
    )
    assert "二十个工作日内" in words
    assert "三个月内向" in words
    assert "一年内依法" in words
    assert "百分之二加处罚款，加处罚款的数额不超出罚款数额的百分之五十" in words
    assert not {"十五日", "六十日", "六个月", "百分之三"} & {words[i : i + n] for n in (3, 4) for i in range(len(words))}


def test_a_decision_without_any_penalty_is_refused() -> None:
    with pytest.raises(MissingFields, match="罚款或者没收金额或者其他处罚"):
        said("penalty_decision", amount="0.00")


def test_a_fine_needs_a_term_a_bank_and_word_on_the_surcharge() -> None:
    with pytest.raises(MissingFields) as refused:
        said("penalty_decision", payment_term=None, payment_institution="", payment_account="", surcharge=None)
    assert set(refused.value.fields) == {"缴款期限", "代收机构", "缴款账户", "逾期是否加处罚款"}


def test_confiscation_alone_needs_no_bank() -> None:
    words = said("penalty_decision", amount=None, payment_term=None, confiscated="3000", surcharge=None)
    assert "没收违法所得人民币叁仟元整（3,000.00元）。" in words
    assert "缴纳罚款" not in words


def test_a_notice_tells_facts_reasons_basis_amount_and_the_right_to_defend() -> None:
    words = said("prior_notice")
    assert SAMPLES["prior_notice"]["found"] in words
    assert "拟对你（单位）作出如下行政处罚" in words
    assert "罚款人民币壹拾贰万元整" in words
    assert "有权进行陈述和申辩，可以自收到本告知书之日起五个工作日内" in words
    assert "不因陈述、申辩而给予更重的处罚" in words


def test_a_notice_tells_of_the_hearing_where_the_right_exists_and_is_named_so() -> None:
    told = compose(defined("prior_notice"), SAMPLES["prior_notice"])
    assert told["title"] == "行政处罚事先告知书（听证告知）"
    assert "有权要求举行听证" in said("prior_notice")


def test_a_notice_without_the_hearing_right_does_not_speak_of_it() -> None:
    told = compose(defined("prior_notice"), SAMPLES["prior_notice"] | {"hearing_told": "no", "hearing_term": None})
    assert told["title"] == "行政处罚事先告知书"
    assert "听证" not in said("prior_notice", hearing_told="no")


def test_a_notice_of_the_hearing_right_needs_its_term() -> None:
    with pytest.raises(MissingFields, match="要求听证的期限"):
        said("prior_notice", hearing_term=None)


def test_a_word_for_yes_is_not_taken_for_a_yes() -> None:
    with pytest.raises(BadValue, match="是否告知听证权利"):
        said("prior_notice", hearing_told="依法不需要告知")


def test_a_preview_has_no_number_and_no_place_for_a_seal_yet() -> None:
    paper = compose(defined("penalty_decision"), SAMPLES["penalty_decision"], draft="审核稿")
    assert paper["number"] == ""
    assert paper["draft"] == "（审核稿　文号待编）"


def test_identity_numbers_stand_only_where_the_instrument_needs_them() -> None:
    assert f"统一社会信用代码：{PARTY['identity']}" in said("penalty_decision")
    assert "统一社会信用代码：9131************7X" in said("statement_review")
    receipt = str(compose(defined("service_receipt"), SAMPLES["service_receipt"]))
    assert str(PARTY["identity"])[6:12] not in receipt


def test_a_citizen_is_described_as_a_citizen() -> None:
    citizen = {"name": "𠮷田㛃", "kind": "citizen", "identity": "310101198001010014", "address": "云汀路8号"}
    words = said("penalty_decision", parties=[citizen])
    assert "公民身份号码：310101198001010014\n住址：云汀路8号" in words
    assert "法定代表人" not in words


def test_each_of_several_parties_is_described() -> None:
    second = {"name": "周屿", "kind": "citizen", "identity": "310101198001010014", "address": "云汀路8号"}
    assert "当事人：周屿" in said("penalty_decision", parties=[PARTY, second])


def test_questions_and_answers_are_kept_apart() -> None:
    paper = compose(defined("questioning_record"), SAMPLES["questioning_record"])
    turns = [(part["style"], part["text"]) for part in paper["parts"] if part["style"] in {"question", "answer"}]
    assert turns[2] == ("question", "你是否申请我们回避？")
    assert turns[-1][1].endswith("\n一共去了三趟。")


def test_questions_and_answers_on_one_line_are_kept_apart_too() -> None:
    asked = "问：车辆为什么未加盖？答：赶时间忘了。 问：去了几趟？ 答：三趟，答复属实"
    parts = compose(defined("questioning_record"), SAMPLES["questioning_record"] | {"questions": asked})["parts"]
    turns = [part["text"] for part in parts if part["style"] in {"question", "answer"}]
    assert turns == ["车辆为什么未加盖？", "赶时间忘了。", "去了几趟？", "三趟，答复属实"]


def test_a_line_of_the_record_that_was_not_done_is_not_claimed() -> None:
    paper = compose(defined("scene_record"), SAMPLES["scene_record"] | {"id_shown": False})
    assert not any("出示了执法证件" in part["text"] for part in paper["parts"])


def test_opinions_not_given_yet_are_blanks_to_be_signed() -> None:
    paper = compose(defined("filing_approval"), SAMPLES["filing_approval"])
    assert [(o["role"], o["text"]) for o in paper["opinions"]] == [
        ("承办人意见", "有违法事实，建议立案。"),
        ("承办机构负责人意见", ""),
        ("行政机关负责人意见", "同意立案。"),
    ]


def test_a_sentence_typed_without_its_full_stop_gets_one() -> None:
    assert "经查明，车辆未密闭。\n" in said("penalty_decision", found="车辆未密闭")
    assert "经查明，车辆未密闭！\n" in said("penalty_decision", found="车辆未密闭！")


def test_articles_stand_in_book_marks_and_chinese_numerals() -> None:
    assert "违反了《生态环境法典》第二百四十一条第一款的规定" in said("penalty_decision", breach="生态环境法典 第241条第1款")
