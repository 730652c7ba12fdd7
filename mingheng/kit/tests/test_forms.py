"""Every field, through a real form: rendered, filled in, sent, shown again."""

from datetime import date, datetime
from decimal import Decimal
from html.parser import HTMLParser
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from mingheng.kit import clock, forms
from mingheng.kit.dates import SHANGHAI

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=SHANGHAI)
OFFICERS = ((11, "周明 310001"), (12, "王强 310002"), (13, "李丽 310003"))
CITIZEN = "11010519491231002X"
COMPANY = "91330100799655058B"


class Everything(forms.KitForm):
    """One field of each kind."""

    title = forms.TextField(label="标题", max_length=10)
    amount = forms.MoneyField(label="罚款数额", help_text="法定 10 万至 100 万元")
    served = forms.DayField(label="送达日期", past=True)
    happened = forms.MomentField(label="发生时间", past=True)
    kind = forms.RadioField(label="当事人", choices=(("citizen", "公民"), ("organisation", "单位")))
    number = forms.IdentityField(label="证件号码", kind_field="kind")
    phone = forms.PhoneField(label="电话", required=False)
    plate = forms.PlateField(label="号牌", required=False)
    place = forms.PlaceField(label="地点", streets=("潮平街道", "望江镇"))
    officers = forms.OfficerPairField(label="执法人员", officers=OFFICERS)
    opinion = forms.LongTextField(label="意见", min_chars=15)
    points = forms.PointsField(label="陈述申辩", first_rows=2, most_rows=4)
    review = forms.ItemsField(label="审核", items=(("subject", "主体"), ("facts", "事实")), min_chars=15)
    street = forms.SelectField(label="街镇", choices=(("a", "甲"), ("b", "乙")))
    proves = forms.ChecksField(label="证明", choices=(("who", "主体"), ("what", "行为")))
    agreed = forms.CheckField(label="确认", text="已向当事人出示执法证")
    attached = forms.EvidenceUpload(label="附件", most=2)


FILLED = {
    "title": "查处",
    "amount": "120,000",
    "served": "1019",
    "happened-day": "10-18",
    "happened-minute": "9:05",
    "kind": "citizen",
    "number": "110105 19491231 002x",
    "phone": "138 0000 1234",
    "plate": "沪a·12345",
    "place-street": "望江镇",
    "place-detail": "澜江路 1 号",
    "place-longitude": "121.4700001",
    "place-latitude": "31.2",
    "officers-first": "12",
    "officers-second": "11",
    "opinion": "第一行\r\n第二行",
    "points-rows": "2",
    "points-0-point": "罚得太重",
    "points-0-answer": "已按裁量基准从轻",
    "points-0-accepted": "no",
    "points-1-point": "",
    "points-1-answer": "",
    "review-subject-verdict": "ok",
    "review-subject-reason": "委托书在卷",
    "review-facts-verdict": "not_ok",
    "review-facts-reason": "缺现场照片",
    "street": "b",
    "proves": ["who", "what"],
    "agreed": "on",
}


class Inputs(HTMLParser):
    """What a browser would send back from a page: names and values of inputs, selects and text areas."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.sent: dict[str, list[str]] = {}
        self.ids: list[str] = []
        self.labels: list[str] = []
        self._select = self._area = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect one control."""
        at = dict(attrs)
        if at.get("id"):
            self.ids.append(at["id"] or "")
        if tag == "label" and at.get("for"):
            self.labels.append(at["for"] or "")
        name = at.get("name") or ""
        if tag == "select":
            self._select = name
        elif tag == "textarea":
            self._area = name
            self.sent.setdefault(name, [""])
        elif tag == "option" and "selected" in at:
            self.sent[self._select] = [at.get("value") or ""]
        elif tag == "input" and at.get("type") in {"radio", "checkbox"}:
            if "checked" in at:
                self.sent.setdefault(name, []).append(at.get("value") or "on")
        elif tag == "input" and at.get("type") != "file":
            self.sent[name] = [at.get("value") or ""]

    def handle_endtag(self, tag: str) -> None:
        """Leave a text area."""
        if tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        """The text of a text area; browsers drop the first line end."""
        if self._area:
            self.sent[self._area] = [data.removeprefix("\n")]


def post(changed: dict[str, Any] | None = None, files: tuple[str, ...] = ("a.jpg",), form: Any = Everything) -> Any:
    data = QueryDict(mutable=True)
    for name, value in (FILLED | (changed or {})).items():
        data.setlist(name, value if isinstance(value, list) else [value])
    uploads = MultiValueDict({"attached": [SimpleUploadedFile(name, b"x") for name in files]})
    with clock.pretend(NOW):
        bound = form(data, uploads)
        bound.full_clean()
        return bound


def errors_of(name: str, **changed: Any) -> str:
    form = post({key.replace("__", "-"): value for key, value in changed.items()})
    assert list(form.errors) == [name], form.errors
    return " ".join(form.errors[name])


def test_it_reads_every_field() -> None:
    form = post()
    assert form.is_valid(), form.errors
    cleaned = form.cleaned_data
    assert [file.name for file in cleaned.pop("attached")] == ["a.jpg"]
    assert cleaned == {
        "title": "查处",
        "amount": Decimal("120000.00"),
        "served": date(2026, 10, 19),
        "happened": datetime(2026, 10, 18, 9, 5, tzinfo=SHANGHAI),
        "kind": "citizen",
        "number": CITIZEN,
        "phone": "13800001234",
        "plate": "沪A12345",
        "place": {"street": "望江镇", "detail": "澜江路 1 号", "longitude": "121.47", "latitude": "31.2"},
        "officers": (12, 11),
        "opinion": "第一行\n第二行",
        "points": [{"point": "罚得太重", "answer": "已按裁量基准从轻", "accepted": False}],
        "review": [
            {"key": "subject", "verdict": "ok", "reason": "委托书在卷"},
            {"key": "facts", "verdict": "not_ok", "reason": "缺现场照片"},
        ],
        "street": "b",
        "proves": ["who", "what"],
        "agreed": True,
    }


def test_what_was_typed_is_shown_again_and_can_be_sent_again() -> None:
    form = post({"opinion": ""})
    assert not form.is_valid()
    with clock.pretend(NOW):
        again = Inputs(form.render()).sent
    assert {name: again.get(name) for name in FILLED} == {
        name: value if isinstance(value, list) else [value] for name, value in (FILLED | {"opinion": ""}).items()
    }


def test_cleaned_values_can_be_shown_as_a_beginning() -> None:
    form = post()
    assert form.is_valid()
    with clock.pretend(NOW):
        shown = Inputs(Everything(initial=form.cleaned_data).render()).sent
    resent = {name: values if len(values) > 1 else values[0] for name, values in shown.items()}
    second = post(resent)
    assert second.is_valid(), second.errors
    assert second.cleaned_data["points"] == form.cleaned_data["points"]
    assert second.cleaned_data["review"] == form.cleaned_data["review"]
    assert second.cleaned_data["officers"] == (12, 11)
    assert second.cleaned_data["happened"] == form.cleaned_data["happened"]


def test_every_empty_field_names_itself_and_the_remedy() -> None:
    with clock.pretend(NOW):
        form = Everything(QueryDict("points-rows=2"), MultiValueDict())
        assert not form.is_valid()
        html = form.render()
    required = [name for name, field in form.fields.items() if field.required]
    assert list(form.errors) == required
    for name in required:
        label = form.fields[name].label
        assert str(form.errors[name][0]).startswith(f"{label}还是空的。请")
        assert f'<a href="#id_{name}_field">{label}</a>' in html
    assert "有几处要改，已填的内容都在" in html
    assert "This field" not in html


def test_every_control_has_one_id_and_every_label_points_at_one() -> None:
    with clock.pretend(NOW):
        page = Inputs(Everything().render())
    assert len(page.ids) == len(set(page.ids))
    assert set(page.labels) <= set(page.ids)


def test_money_shows_the_amount_in_capitals() -> None:
    form = post({"opinion": ""})
    assert "壹拾贰万元整" in form["amount"].as_widget()
    assert "大写" not in errors_of("amount", amount="十二万")
    assert errors_of("amount", amount="1,20").startswith("“1,20”不是金额")


def test_a_day_shows_its_weekday_and_refuses_the_future() -> None:
    with clock.pretend(NOW):
        assert "2026-10-19 周一" in post()["served"].as_widget()
        assert "2026-10-18 周日" in post()["happened"].as_widget()
    assert errors_of("served", served="1122") == "2026年11月22日还没有到。请填写实际发生的日期"
    assert "没有2026年2月30日" in errors_of("served", served="0230")


def test_a_moment_needs_both_its_parts() -> None:
    assert "还差时间" in errors_of("happened", happened__minute="")
    assert "还差日期" in errors_of("happened", happened__day="")
    assert "还没有到" in errors_of("happened", happened__day="1121", happened__minute="1001")
    assert "不是时间" in errors_of("happened", happened__minute="早上")


def test_the_number_goes_with_the_kind_of_party() -> None:
    assert post({"kind": "organisation", "number": COMPANY}).is_valid()
    assert "没有" in errors_of("number", kind="organisation", number="9133O100799655058B")
    assert "前17位是数字" in errors_of("number", number=COMPANY)


def test_two_different_officers_from_the_list() -> None:
    assert "还差第二名执法人员" in errors_of("officers", officers__second="")
    assert "两栏都是王强 310002" in errors_of("officers", officers__second="12")
    assert "可选范围" in errors_of("officers", officers__second="99")
    assert "可选范围" in errors_of("officers", officers__second="１１")


def test_a_place_is_a_listed_street_and_a_door_number() -> None:
    assert "还差路名门牌" in errors_of("place", place__detail=" ")
    assert "可选范围" in errors_of("place", place__street="外地镇")
    assert "经度应为" in errors_of("place", place__longitude="200")
    assert "只填了一个" in errors_of("place", place__longitude="")
    assert "纬度应为" in errors_of("place", place__latitude="NaN")


def test_an_unlisted_choice_is_refused() -> None:
    assert "可选范围" in errors_of("street", street="c")
    assert "可选范围" in errors_of("proves", proves=["who", "why"])


def test_a_long_line_is_told_how_long_it_may_be() -> None:
    assert errors_of("title", title="长" * 11) == "超过 10 字，现在 11 字。请删减"
    assert "U+0000" in errors_of("title", title="a\x00b")


def test_each_unfinished_point_is_named_with_its_row() -> None:
    message = errors_of("points", points__0__accepted="", points__1__answer="只有答复")
    assert "第1条“是否采纳”：是否采纳还是空的。请选一项。" in message
    assert "第2条“意见”：意见还是空的。" in message


def test_one_more_row_is_a_plain_submit_that_keeps_everything_and_judges_nothing() -> None:
    form = post({"points-more": "1", "amount": "错", "points-1-point": "写了一半"})
    assert not form.is_valid()
    assert not form.errors
    with clock.pretend(NOW):
        page = Inputs(form.render())
    assert page.sent["points-rows"] == ["3"]
    assert page.sent["points-1-point"] == ["写了一半"]
    assert page.sent["amount"] == ["错"]
    assert "points-2-point" in page.sent


def test_rows_never_grow_past_their_limit_whatever_is_sent() -> None:
    for sent in ("99999", "-1", "一", "１", "999999999999999999999"):
        form = post({"points-rows": sent})
        assert len(form["points"].value()) <= 4
    assert 'name="points-more"' not in post({"points-rows": "4"}).render()


def test_every_open_item_is_named() -> None:
    message = errors_of("review", review__subject__reason=" ", review__facts__verdict="")
    assert "“主体”还没有理由" in message
    assert "“事实”还没有结论。请选符合、不符合、不适用之一" in message
    assert "不在可选范围" in errors_of("review", review__facts__verdict="maybe")


def test_facts_nobody_asked_for_are_never_read() -> None:
    form = post({"review-extra-verdict": "ok", "review-extra-reason": "x", "points-0-secret": "x", "is_admin": "1"})
    assert form.is_valid()
    assert "is_admin" not in form.cleaned_data
    assert {row["key"] for row in form.cleaned_data["review"]} == {"subject", "facts"}
    assert set(form.cleaned_data["points"][0]) == {"point", "answer", "accepted"}


def test_files_have_to_be_chosen_again_and_it_says_which() -> None:
    form = post(files=("现场1.jpg", "现场2.jpg", "现场3.jpg"))
    assert form.errors["attached"] == ["一次最多2个文件，现在3个。请分几次上传"]
    assert "文件没有保存，请重新选择：现场1.jpg、现场2.jpg、现场3.jpg" in form["attached"].as_widget()
    assert form.is_multipart()


def test_each_file_knows_the_fingerprint_its_sender_declared() -> None:
    lines = "a.jpg:" + "ab" * 32 + "\nb:c.jpg:" + "cd" * 32 + "\nnonsense"
    form = post({"attached-fingerprints": lines}, files=("a.jpg", "d.jpg"))
    assert form.is_valid()
    assert [forms.declared_fingerprint(file) for file in form.cleaned_data["attached"]] == ["ab" * 32, ""]
    twins = post({"attached-fingerprints": "a.jpg:11\na.jpg:22"}, files=("a.jpg", "a.jpg"))
    assert [forms.declared_fingerprint(file) for file in twins.cleaned_data["attached"]] == ["", ""]


def test_nothing_typed_becomes_markup() -> None:
    evil = "<script>alert(1)</script>"
    form = post({name: evil for name in FILLED if name not in {"points-rows", "proves"}}, files=(f"{evil}.jpg",))
    with clock.pretend(NOW):
        assert "<script>" not in form.render()


def test_two_forms_on_a_page_keep_their_prefix() -> None:
    class Small(forms.KitForm):
        when = forms.MomentField(label="时间")
        points = forms.PointsField(label="意见", first_rows=1)

    with clock.pretend(NOW):
        form = Small(QueryDict("b-points-rows=1&b-points-more=1&b-when-day=1019"), prefix="b")
        assert not form.is_valid()
        assert Inputs(form.render()).sent["b-points-rows"] == ["2"]


@pytest.mark.parametrize("name", ["phone", "plate"])
def test_an_optional_number_may_stay_empty_but_not_be_wrong(name: str) -> None:
    assert post({name: ""}).is_valid()
    assert errors_of(name, **{name: "1234"})
