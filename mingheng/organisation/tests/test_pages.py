"""The pages, as different people open and fill them."""

import re
from collections.abc import Callable
from datetime import datetime
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mingheng.kit.dates import SHANGHAI
from mingheng.law.queries import lawbook
from mingheng.organisation import actions
from mingheng.organisation.models import Appointment, Certificate, Officer, Unit
from tests.cast import PASSWORD, Cast

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=SHANGHAI)
NEW = "Xin-mima-2026"

Enter = Callable[[Officer], Client]


@pytest.fixture(autouse=True)
def today(freeze: Callable[[datetime], None]) -> None:
    freeze(NOW)


@pytest.fixture
def enter() -> Enter:
    def opened(officer: Officer) -> Client:
        client = Client()
        client.force_login(officer)
        return client

    return opened


def to(name: str, *args: object) -> str:
    return reverse(f"organisation:{name}", args=args)


def text(answer: Any) -> str:
    return unescape(re.sub(r"<[^>]+>", "", answer.content.decode()))


def shown(answer: Any, *words: str) -> bool:
    missing = [word for word in words if word not in text(answer)]
    assert not missing, missing
    return True


@pytest.mark.parametrize("name", ["units", "people", "certificates", "duties", "me", "change_password"])
def test_every_list_opens_in_at_most_eight_queries(cast: Cast, enter: Enter, name: str) -> None:
    for officer in (cast.supervisor, cast.system_administrator, cast.law_administrator):
        client = enter(officer)
        with CaptureQueriesContext(connection) as counted:
            answer = client.get(to(name))
        assert answer.status_code == 200
        assert len(counted) <= 8, [query["sql"][:150] for query in counted]


def test_one_signs_in_and_is_back_where_one_was(cast: Cast) -> None:
    client = Client()
    asked = client.get(to("people"), {"unit": "yunting"})
    assert asked.headers["Location"] == "/sign-in/?next=/people/%3Funit%3Dyunting"
    shown(client.get(asked.headers["Location"]), "登录后回到刚才的页面")
    given = {"username": "lj0106", "password": PASSWORD, "next": "/people/?unit=yunting"}
    assert client.post(to("sign_in"), given).headers["Location"] == "/people/?unit=yunting"
    assert client.get(to("people")).status_code == 200


@pytest.mark.parametrize("stranger", ["https://example.com/", "//example.com", "javascript:alert(1)", "\\\\example.com"])
def test_signing_in_leads_to_no_strange_place(cast: Cast, stranger: str) -> None:
    answer = Client().post(to("sign_in"), {"username": "LJ0101", "password": PASSWORD, "next": stranger})
    assert answer.headers["Location"] == "/"


def test_a_refused_sign_in_keeps_the_name_and_never_the_password(cast: Cast) -> None:
    answer = Client().post(to("sign_in"), {"username": "LJ0101", "password": "wrong-secret"})
    assert shown(answer, "工号或密码不对")
    assert b"LJ0101" in answer.content
    assert b"wrong-secret" not in answer.content


def test_what_is_typed_as_a_password_is_not_seen_by_who_looks_over_the_shoulder(cast: Cast, enter: Enter) -> None:
    pages = [Client().get(to("sign_in")), enter(cast.handler).get(to("change_password"))]
    fields = [field for page in pages for field in re.findall(r"<input[^>]*>", page.content.decode()) if "password" in field]
    assert len(fields) == 4
    assert all('type="password"' in field for field in fields)


def test_a_submit_after_the_session_ended_returns_to_the_page_with_the_form(cast: Cast) -> None:
    page = f"http://testserver{to('person', cast.partner.pk)}"
    answer = Client().post(to("retire_person", cast.partner.pk), {"reason": "退休"}, headers={"Referer": page})
    assert answer.headers["Location"] == f"/sign-in/?next={to('person', cast.partner.pk)}"


def test_a_part_of_a_page_says_that_the_session_ended_and_leaves_the_page(cast: Cast) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/people/7/"}
    answer = Client().post(to("issue_codes"), headers=headers)
    assert answer.status_code == 401
    assert shown(answer, "你写的内容还在这个页面上")
    assert b'href="/sign-in/?next=/people/7/"' in answer.content


def test_signing_out_ends_the_session(cast: Cast, enter: Enter) -> None:
    client = enter(cast.handler)
    assert client.post(to("sign_out")).headers["Location"] == to("sign_in")
    assert client.get(to("me")).status_code == 302


def test_with_a_code_one_can_only_choose_a_password(cast: Cast, enter: Enter) -> None:
    sheet = enter(cast.system_administrator).post(to("issue_codes"), {"officer": [cast.handler.pk]})
    assert "no-store" in sheet.headers["Cache-Control"]
    code = re.search(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}", sheet.content.decode())
    assert code
    client = Client()
    client.post(to("sign_in"), {"username": "LJ0101", "password": code[0]})
    for name in ("people", "me", "duties"):
        assert client.get(to(name)).headers["Location"].startswith(to("change_password"))
    page = client.get(to("change_password"))
    assert shown(page, "设置密码", "一次性登录码")
    assert "现密码" not in text(page)
    client.post(to("change_password"), {"password": NEW, "again": NEW})
    assert client.get(to("people")).status_code == 200


def test_a_reset_ends_the_sessions_open_elsewhere(cast: Cast, enter: Enter) -> None:
    client = enter(cast.handler)
    enter(cast.system_administrator).post(to("issue_codes"), {"officer": [cast.handler.pk]})
    assert client.get(to("me")).headers["Location"].startswith(to("sign_in"))


def test_changing_ones_password_ends_other_sessions_and_keeps_this_one(cast: Cast, enter: Enter) -> None:
    here, elsewhere = enter(cast.handler), enter(cast.handler)
    answer = here.post(to("change_password"), {"old_password": PASSWORD, "password": NEW, "again": NEW})
    assert answer.status_code == 302
    assert here.get(to("me")).status_code == 200
    assert elsewhere.get(to("me")).status_code == 302


def test_two_different_new_passwords_are_refused_at_their_field(cast: Cast, enter: Enter) -> None:
    answer = enter(cast.handler).post(to("change_password"), {"old_password": PASSWORD, "password": NEW, "again": "x"})
    assert shown(answer, "两次写的不一样")


def test_codes_for_several_people_come_on_one_sheet(cast: Cast, enter: Enter) -> None:
    chosen = [cast.handler.pk, cast.other_handler.pk]
    sheet = enter(cast.system_administrator).post(to("issue_codes"), {"officer": chosen})
    assert shown(sheet, "陈砚秋", "秦望舒", "只显示这一次", "11-22 10:00 前有效")
    assert len(set(re.findall(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}", sheet.content.decode()))) == 2


def test_no_codes_without_people(cast: Cast, enter: Enter) -> None:
    answer = enter(cast.system_administrator).post(to("issue_codes"), follow=True)
    assert shown(answer, "没有选人")


def test_a_squad_leader_looks_up_his_own_squad_only(cast: Cast, enter: Enter) -> None:
    client = enter(cast.squad_leader)
    page = client.get(to("people"))
    assert shown(page, "陈砚秋", "许闻笛", "暂停使用", "已过期")
    assert "秦望舒" not in text(page)
    assert client.get(to("person", cast.other_handler.pk)).status_code == 404
    assert "停用账号" not in text(client.get(to("person", cast.handler.pk)))


def test_people_are_found_by_pinyin_number_unit_and_kind(cast: Cast, enter: Enter) -> None:
    client = enter(cast.supervisor)
    for wanted, found, other in (
        ({"q": "chen yan"}, "陈砚秋", "顾明川"),
        ({"q": "0102"}, "顾明川", "陈砚秋"),
        ({"unit": "shifang"}, "秦望舒", "陈砚秋"),
        ({"kind": "auxiliary"}, "丁小满", "陈砚秋"),
    ):
        page = text(client.get(to("people"), wanted))
        assert found in page
        assert other not in page
    assert shown(client.get(to("people"), {"q": "查无此人"}), "没有符合条件的人员")


def test_a_person_is_entered_given_a_duty_and_a_certificate(cast: Cast, enter: Enter) -> None:
    system, law = enter(cast.system_administrator), enter(cast.law_administrator)
    given = {"username": "LJ0701", "name": "江照野", "unit": "yunting", "kind": "officer"}
    page = system.post(to("add_person"), given, follow=True)
    assert shown(page, "已新增江照野", "没有授予过职责")
    person = Officer.objects.get(username="LJ0701")
    assert shown(system.post(to("add_person"), given), "已有人使用")
    page = system.post(to("appoint", person.pk), {"duty": "officer", "unit": "yunting", "since": "1120"}, follow=True)
    assert shown(page, "已授予江照野办案人员职责", "2026-11-20")
    dates = {"number": "09310701", "valid_from": "2026-11-20", "valid_until": "2031-11-19"}
    page = law.post(to("issue_certificate", person.pk), dates, follow=True)
    assert shown(page, "已登记江照野的执法证", "有效")
    row = Certificate.objects.get(number="09310701")
    page = law.post(to("certificate", row.pk), {"effect": "suspended", "since": "2026-11-25", "reason": "停职检查"}, follow=True)
    assert shown(page, "从2026-11-25起暂停使用", "停职检查")


def test_a_refused_form_keeps_what_was_typed(cast: Cast, enter: Enter) -> None:
    given = {"username": "LJ0101", "name": "江照野", "unit": "yunting", "kind": "officer", "legal_qualification": "A1"}
    answer = enter(cast.system_administrator).post(to("add_person"), given)
    assert shown(answer, "工号LJ0101已有人使用", "没有写取得日期")
    assert 'value="江照野"' in answer.content.decode()


def test_a_form_overtaken_by_another_is_refused_with_the_typed_text_kept(cast: Cast, enter: Enter) -> None:
    client = enter(cast.system_administrator)
    given = {"name": "顾明舟", "unit": "yunting", "kind": "officer", "revision": 1}
    assert client.post(to("change_person", cast.partner.pk), given).status_code == 302
    answer = client.post(to("change_person", cast.partner.pk), given | {"name": "顾明州"})
    assert shown(answer, "刚被别人改过")
    assert 'value="顾明州"' in answer.content.decode()


def test_a_duty_is_ended_and_a_person_disabled_and_back(cast: Cast, enter: Enter) -> None:
    client = enter(cast.system_administrator)
    duty = Appointment.objects.get(officer=cast.partner)
    assert shown(client.post(to("end_appointment", duty.pk), follow=True), "已终止顾明川的办案人员职责", "已终止")
    assert shown(client.post(to("end_appointment", duty.pk), follow=True), "已于2026-11-20终止")
    assert shown(client.post(to("retire_person", cast.partner.pk), {"reason": ""}), "还是空的")
    assert shown(client.post(to("retire_person", cast.partner.pk), {"reason": "退休"}, follow=True), "已停用顾明川的账号")
    assert shown(client.get(to("people"), {"left": "1"}), "顾明川")
    assert shown(client.post(to("return_person", cast.partner.pk), follow=True), "已恢复顾明川的账号")


def test_units_are_entered_corrected_and_closed(cast: Cast, enter: Enter) -> None:
    client = enter(cast.system_administrator)
    given = {"name": "清禾街道城管中队", "short_name": "清禾中队", "kind": "squad", "code": "澜城管"}
    page = client.post(to("add_unit"), given | {"key": "qinghe", "parent": "bureau"}, follow=True)
    assert shown(page, "已新增清禾中队", "qinghe")
    page = client.post(to("unit", "qinghe"), given | {"short_name": "清禾街道中队", "revision": 1}, follow=True)
    assert shown(page, "已更正清禾街道中队")
    assert shown(client.post(to("unit", "qinghe"), given | {"revision": 1}), "刚被别人改过")
    assert shown(client.post(to("close_unit", "yunting"), follow=True), "还有7名在职人员")
    assert shown(client.post(to("close_unit", "qinghe"), follow=True), "已撤销清禾街道中队", "2026-11-20 撤销")


PEOPLE = "工号,姓名,单位,类别,职责\r\nLJ0701,江照野,云汀街道中队,执法人员,办案人员\r\nLJ0702,甲,没有的中队,执法人员,\r\n"


def upload(client: Client, data: bytes, kind: str = "people") -> Any:
    return client.post(to("import_list", kind), {"file": SimpleUploadedFile("名单.csv", data)})


def hidden(answer: Any, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', answer.content.decode())
    assert found
    return unescape(found[1])


def test_a_file_in_gbk_is_previewed_and_its_good_lines_imported_once(cast: Cast, enter: Enter) -> None:
    client = enter(cast.system_administrator)
    preview = upload(client, PEOPLE.encode("gbk"))
    assert shown(preview, "新增 1 条", "有错 1 条", "没有名为“没有的中队”的单位", "请填单位的简称", "只导入正确的 1 条")
    assert not Officer.objects.filter(username="LJ0701").exists()
    agreed = {"text": hidden(preview, "text"), "agreed": hidden(preview, "agreed")}
    assert shown(client.post(to("import_list", "people"), agreed, follow=True), "新增1条，变更0条，有错未导入1条", "江照野")
    again = client.post(to("import_list", "people"), agreed, follow=True)
    assert shown(again, "没有写入", "没有要写入的内容")
    assert Officer.objects.filter(username="LJ0701").count() == 1


def test_a_wrong_file_is_refused_with_the_remedy(cast: Cast, enter: Enter) -> None:
    client = enter(cast.system_administrator)
    assert shown(upload(client, b"PK\x03\x04rest"), "这是 Excel 工作簿", "另存为 CSV")
    assert shown(upload(client, b""), "文件是空的")
    assert shown(upload(client, "姓名\n甲\n".encode()), "标题行里缺少：工号")
    assert shown(client.post(to("import_list", "people")), "还没有选文件")


def test_the_template_opens_in_a_spreadsheet(cast: Cast, enter: Enter) -> None:
    answer = enter(cast.law_administrator).get(to("import_template", "certificates"))
    assert answer.content.decode("utf-8-sig").startswith("工号,证号,有效期起,有效期止")
    assert answer.content.startswith("\ufeff".encode())


def test_an_import_that_does_not_exist_is_not_found(cast: Cast, enter: Enter) -> None:
    assert enter(cast.system_administrator).get(to("import_list", "cars")).status_code == 404
    assert enter(cast.system_administrator).get(to("import_list", "certificates")).status_code == 404


def test_who_may_do_what_lists_every_act_of_every_procedure(cast: Cast, enter: Enter) -> None:
    page = enter(cast.no_duty).get(to("duties"))
    procedures = [versions[-1] for versions in lawbook().procedures.values()]
    assert shown(page, *(act.title for procedure in procedures for act in procedure.acts.values()))
    assert shown(page, "本案承办人", "案件所在单位", "登记执法证")


@pytest.mark.django_db
def test_who_may_do_what_says_so_without_a_lawbook_too(enter: Enter) -> None:
    first = actions.create_first_administrator(username="A001", name="贺云程", password=PASSWORD, at=NOW)
    assert shown(enter(first).get(to("duties")), "还没有载入法律库", "登记执法证")


def test_somebody_without_duty_sees_why_he_sees_nothing(cast: Cast, enter: Enter) -> None:
    assert shown(enter(cast.no_duty).get(to("me")), "你现在没有职责")


def test_every_unit_of_the_cast_is_listed(cast: Cast, enter: Enter) -> None:
    assert shown(enter(cast.handler).get(to("units")), *Unit.objects.values_list("name", flat=True))
