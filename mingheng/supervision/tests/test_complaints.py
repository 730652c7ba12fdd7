"""The register of complaints: what a file gives it, what is refused and why, and that nothing about who complained is kept."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from mingheng.cases.queries.drafts import draft_of
from mingheng.kit import clock
from mingheng.kit.dates import SHANGHAI
from mingheng.ledger.queries import chain_intact, entry_at, open_commitment, unseal_chain
from mingheng.organisation.rules import Refused
from mingheng.supervision.actions import NotYours, keep_previewed, load_complaints, load_previewed
from mingheng.supervision.actions.complaints import PREVIEWED
from mingheng.supervision.models import COMPLAINTS, Complaint, ComplaintLoad
from mingheng.supervision.queries.complaints.register import current, without_key_matter
from mingheng.supervision.rules.complaints.reading import Sheet, read_sheet
from mingheng.supervision.rules.obligations.months import Month
from tests.cast import Cast
from tests.scenarios.road import law

NOW = datetime(2026, 11, 3, 9, 0, tzinfo=SHANGHAI)
HEADING = "工单编号,来源,受理日期,承办单位,领域,投诉次数,是否满意,答复日期,案号"
NO_ADDRESS = "工单编号不是以字母、数字或者汉字开头，里面没有数字，或者“/”之间只有点、是空的"
FIRST = "LJ-1,12345,2026-10-08,云汀街道中队,油烟扰民,1,满意,2026-10-12,"


def file_of(*lines: str, heading: str = HEADING) -> str:
    return "\r\n".join((heading, *lines)) + "\r\n"


def load(cast: Cast, *lines: str, heading: str = HEADING, at: datetime = NOW) -> ComplaintLoad:
    return load_complaints(sheet=read_sheet(file_of(*lines, heading=heading)), token=uuid4(), by=cast.supervisor, at=at)


def told(done: ComplaintLoad) -> Mapping[int, list[str]]:
    """What was told of each line that could not be taken."""
    found: dict[int, list[str]] = {}
    for one in done.rejects:
        found.setdefault(one["line"], []).append(f"{one['column']}：{one['reason']}")
    return found


def test_a_file_is_taken_and_its_digest_stands_in_the_ledger(cast: Cast) -> None:
    done = load(cast, FIRST, "LJ-2,信访,2026/10/9 14:20,石舫街道中队,工地,7,不满意,,")
    assert (done.taken, done.corrected, done.known, done.rejects) == (2, 0, 0, [])
    second = Complaint.objects.get(number="LJ-2")
    assert (second.unit, second.field, second.times, second.satisfied, second.answered) == (
        cast.other_squad.key,
        "site",
        7,
        False,
        None,
    )
    assert open_commitment(entry_at("complaints", 1), "digest", done.digest)
    assert chain_intact("complaints")


def test_the_same_file_again_takes_nothing_and_a_form_sent_twice_is_one_load(cast: Cast) -> None:
    sheet, token = read_sheet(file_of(FIRST)), uuid4()
    once = load_complaints(sheet=sheet, token=token, by=cast.supervisor, at=NOW)
    assert load_complaints(sheet=sheet, token=token, by=cast.supervisor, at=NOW) == once
    again = load(cast, FIRST)
    assert (again.taken, again.corrected, again.known) == (0, 0, 1)
    assert Complaint.objects.count() == 1


def test_other_values_under_a_known_number_stand_beside_the_first(cast: Cast) -> None:
    load(cast, FIRST)
    corrected = load(cast, FIRST.replace("油烟扰民,1,满意", "油烟扰民,6,不满意"))
    assert (corrected.taken, corrected.corrected) == (0, 1)
    assert [(row.n, row.times) for row in Complaint.objects.order_by("n")] == [(1, 1), (2, 6)]
    assert [row.times for row in current()] == [6]
    back = load(cast, FIRST)
    assert (back.corrected, current().get().n) == (1, 3)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (",12345,2026-10-08,云汀街道中队,油烟扰民,,,,", "工单编号：工单编号是空的"),
        ("LJ-9,12345,十月八日,云汀街道中队,油烟扰民,,,,", "受理日期：受理日期不是日期"),
        ("LJ-9,12345,2027-10-08,云汀街道中队,油烟扰民,,,,", "受理日期：受理日期在今天以后"),
        ("LJ-9,12345,2026-10-08,某中队,油烟扰民,,,,", "承办单位：没有这个单位"),
        ("LJ-9,12345,2026-10-08,云汀街道中队,养狗,,,,", "领域：没有这个领域"),
        ("LJ-9,12345,2026-10-08,云汀街道中队,油烟扰民,许多,,,", "投诉次数：投诉次数不是 9999 以内的数"),
        pytest.param(
            f"LJ-9,12345,2026-10-08,云汀街道中队,油烟扰民,{'9' * 5000},,,",
            "投诉次数：投诉次数不是 9999 以内的数",
            id="5000 digits",
        ),
        ("LJ-9,12345,0001-01-01,云汀街道中队,油烟扰民,,,,", "受理日期：受理日期不是日期"),
        ("LJ-9,12345,2026-10-08,云汀街道中队,油烟扰民,,,2026-11-04,", "答复日期：答复日期在今天以后"),
        ("..,12345,2026-10-08,云汀街道中队,油烟扰民,,,,", f"工单编号：{NO_ADDRESS}"),
        ("load,12345,2026-10-08,云汀街道中队,油烟扰民,,,,", f"工单编号：{NO_ADDRESS}"),
        ("1/../2,12345,2026-10-08,云汀街道中队,油烟扰民,,,,", f"工单编号：{NO_ADDRESS}"),
        ("LJ-9,12345,2026-10-08,云汀街道中队,油烟扰民,,还行,,", "是否满意：看不出是否满意"),
        ("LJ-9,12345,2026-10-08,云汀街道中队,油烟扰民,,,2026-10-01,", "答复日期：答复在受理以前"),
        ("LJ-9,12345,2026-10-08,云汀街道中队,油烟扰民,,,,2026-999", "案号：没有这个案号"),
        ("=1+1,12345,2026-10-08,云汀街道中队,油烟扰民,,,,", f"工单编号：{NO_ADDRESS}"),
        ("LJ-9,13800138000,2026-10-08,云汀街道中队,油烟扰民,,,,", "来源：来源像是手机号或者身份证号，个人信息不收"),
        ("LJ-9,12345,2026-10-08,云汀街道中队,油烟扰民,,,,,多一格", "整行：这一行比标题多出几格"),
    ],
)
def test_a_line_that_cannot_be_taken_says_why_and_the_rest_is_taken(cast: Cast, line: str, reason: str) -> None:
    done = load(cast, FIRST, "", line, FIRST.replace("LJ-1", "LJ-3"))
    assert done.taken == 2
    assert reason in told(done)[4]
    assert all(one["remedy"] for one in done.rejects)


def test_two_lines_of_one_file_that_contradict_each_other_are_not_both_taken(cast: Cast) -> None:
    done = load(cast, FIRST, FIRST, FIRST.replace("满意", "不满意"))
    assert (done.taken, done.known) == (1, 1)
    assert told(done) == {4: ["工单编号：与第 2 行的编号相同，内容不同"]}


def test_columns_about_who_complained_are_dropped_and_named(cast: Cast) -> None:
    done = load(cast, f"{FIRST},何某某,13900001111", heading=f"{HEADING},反映人,联系电话")
    assert done.dropped == ["反映人", "联系电话"]
    assert done.taken == 1
    kept = f"{Complaint.objects.values().get()}{ComplaintLoad.objects.values().get()}{unseal_chain('complaints')}"
    assert "何某某" not in kept
    assert "13900001111" not in kept


def test_the_text_kept_until_it_is_agreed_to_has_the_same_lines_under_the_same_numbers(cast: Cast) -> None:
    sheet = read_sheet(file_of("", FIRST, "", f"{FIRST.replace('LJ-1', 'LJ-2')},多一格"))
    again = read_sheet(sheet.text)
    assert [(line.number, dict(line.values)) for line in again.lines] == [
        (line.number, dict(line.values)) for line in sheet.lines
    ]


def test_a_heading_that_lacks_a_column_is_refused_whole() -> None:
    with pytest.raises(Refused, match="标题行里缺少：承办单位"):
        read_sheet(file_of(FIRST, heading="工单编号,来源,受理日期,领域"))
    with pytest.raises(Refused, match="受理日期出现了两次"):
        read_sheet(file_of(FIRST, heading=HEADING.replace("答复日期", "受理时间")))


def test_a_year_of_complaints_is_previewed_and_taken_in_one_load(cast: Cast, client: Client) -> None:
    lines = [
        f"12345-{n:010},12345,2026-{n % 10 + 1:02}-{n % 28 + 1:02},云汀街道中队,油烟扰民,{n % 7},满意,," for n in range(55_000)
    ]
    client.force_login(cast.supervisor)
    with clock.pretend(NOW):
        seen = client.post("/supervision/complaints/load/", {"file": upload(file_of(*lines).encode("gb18030"))})
        assert len(seen.content) < 1_000_000
        done = client.post("/supervision/complaints/load/", {"token": str(seen.context["token"])}, follow=True)
    assert "新增 55000 件" in done.content.decode()
    assert current().count() == 55_000
    assert draft_of(COMPLAINTS, cast.supervisor, PREVIEWED, "") is None


def test_a_preview_is_taken_by_who_saw_it_and_only_the_last_within_a_day(cast: Cast, client: Client) -> None:
    older, newer = uuid4(), uuid4()
    with pytest.raises(NotYours):
        keep_previewed(sheet=read_sheet(file_of(FIRST)), token=older, by=cast.squad_leader, at=NOW)
    keep_previewed(sheet=read_sheet(file_of(FIRST)), token=older, by=cast.supervisor, at=NOW)
    keep_previewed(sheet=read_sheet(file_of(FIRST.replace("LJ-1", "LJ-2"))), token=newer, by=cast.supervisor, at=NOW)
    client.force_login(cast.supervisor)
    with clock.pretend(NOW):
        sent = client.post("/supervision/complaints/load/", {"token": str(older)})
    assert sent.status_code == 422
    assert "请重新选文件" in sent.content.decode()
    with pytest.raises(Refused, match="过了一天"):
        load_previewed(token=newer, by=cast.supervisor, at=NOW + timedelta(days=1, minutes=1))
    assert load_previewed(token=newer, by=cast.supervisor, at=NOW + timedelta(hours=23)).taken == 1


def test_only_a_supervisor_loads(cast: Cast) -> None:
    with pytest.raises(NotYours):
        load_complaints(sheet=Sheet((), ()), token=None, by=cast.squad_leader, at=NOW)


def test_the_supervisor_sees_a_preview_before_anything_is_written(cast: Cast, client: Client) -> None:
    client.force_login(cast.supervisor)
    body = file_of(f"{FIRST},何某某", "LJ-2,12345,2026-10-08,某中队,油烟扰民,,,,,", heading=f"{HEADING},反映人").encode("gb18030")
    with clock.pretend(NOW):
        sent = client.post("/supervision/complaints/load/", {"file": upload(body)})
        page = sent.content.decode()
        assert "新增 1 件" in page
        assert "没有这个单位" in page
        assert "已经丢下：反映人" in page
        assert "何某某" not in page
        assert not Complaint.objects.exists()
        given = {"token": str(sent.context["token"])}
        assert "新增 1 件" in client.post("/supervision/complaints/load/", given, follow=True).content.decode()
        assert client.post("/supervision/complaints/load/", given).status_code == 302
    assert ComplaintLoad.objects.get().dropped == ["反映人"]


def test_a_file_that_is_no_register_is_refused_with_what_to_do(cast: Cast, client: Client) -> None:
    client.force_login(cast.supervisor)
    with clock.pretend(NOW):
        sent = client.post("/supervision/complaints/load/", {"file": upload(b"PK\x03\x04" + b"x" * 40)})
    assert sent.status_code == 422
    assert "Excel 工作簿" in sent.content.decode()


def test_the_list_filters_and_a_leader_sees_only_what_his_squad_handles(cast: Cast, client: Client) -> None:
    load(cast, FIRST, "LJ-2,信访,2026-10-09,石舫街道中队,工地,7,不满意,,", "LJ-3,信访,2026-09-09,云汀街道中队,工地,5,,,")
    with clock.pretend(NOW):
        client.force_login(cast.supervisor)

        def listed(query: str) -> set[str]:
            page = client.get(f"/supervision/complaints/{query}").context["page"]
            return {row.number for row in page.rows}

        assert listed("") == {"LJ-1", "LJ-2"}
        assert listed("?month=ever") == {"LJ-1", "LJ-2", "LJ-3"}
        assert listed("?month=2026-09") == {"LJ-3"}
        assert listed(f"?unit={cast.squad.key}") == {"LJ-1"}
        assert listed("?field=site") == {"LJ-2"}
        assert listed("?view=repeated&month=ever") == {"LJ-2", "LJ-3"}
        assert listed("?view=unsatisfied") == {"LJ-2"}
        assert listed("?q=lj-3") == {"LJ-3"}
        client.force_login(cast.squad_leader)
        assert listed("?month=ever") == {"LJ-1", "LJ-3"}
        assert client.get("/supervision/complaints/LJ-1/").status_code == 200
        assert client.get("/supervision/complaints/LJ-2/").status_code == 404


@pytest.mark.parametrize("number", ["%00", "LJ-1%00", "%00LJ-1/2"])
def test_a_number_with_a_nul_in_the_address_is_that_of_no_complaint(number: str, cast: Cast, client: Client) -> None:
    load(cast, FIRST)
    for reader in (cast.supervisor, cast.squad_leader):
        client.force_login(reader)
        with clock.pretend(NOW):
            assert client.get(f"/supervision/complaints/{number}/").status_code == 404


def test_a_repeated_one_becomes_a_key_matter_with_one_click(cast: Cast, client: Client) -> None:
    load(cast, FIRST, "LJ-2,信访,2026-10-09,石舫街道中队,工地,7,不满意,,")
    client.force_login(cast.supervisor)
    with clock.pretend(NOW):
        assert without_key_matter(current(), law(), NOW.date()) == ["LJ-2"]
        assert "重复投诉还没有列入重要事项" in client.get("/supervision/").content.decode()
        page = client.get("/supervision/complaints/LJ-2/")
        href = page.context["page"].open_href
        form = client.get(href).context["form"]
        typed = {name: form[name].value() or "" for name in form.fields} | {"demand": "十日内到现场核实，书面报告处理情况"}
        assert (typed["trigger"], typed["times"], typed["addressed"]) == ("complaint", 7, cast.other_squad.key)
        opened = client.post(href, typed, follow=True)
        assert opened.status_code == 200
        assert without_key_matter(current(), law(), NOW.date()) == []
        assert "打开督办的事项" in client.get("/supervision/complaints/LJ-2/").content.decode()
        assert client.get("/supervision/complaints/LJ-1/").context["page"].open_href == ""


def upload(body: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("complaints.csv", body)


def test_how_far_back_a_repeated_one_is_looked_for_is_in_the_lawbook(cast: Cast) -> None:
    load(cast, FIRST, "LJ-2,信访,2026-10-09,石舫街道中队,工地,7,不满意,,")
    back = int(str(law().value("supervision.complaint.repeat.months", NOW.date()).value))
    last = Month(2026, 10).moved(back)
    assert without_key_matter(current(), law(), last.after.first - timedelta(days=1)) == ["LJ-2"]
    assert without_key_matter(current(), law(), last.after.first) == []
