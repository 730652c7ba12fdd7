"""The scoring page: what the machine filled in is said by a person, the next dossier of the draw, the recordings beside the catalogue."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from mingheng.documents.actions import render_waiting
from mingheng.evidence.actions import take_in
from mingheng.kit import clock
from mingheng.organisation.models import Officer
from mingheng.supervision.actions import open_review
from mingheng.supervision.models import ReviewEntry, SheetDraft, SheetFinding
from mingheng.supervision.tests.reviewed import NOW, REASON, Bench, another_supervisor, bench_of, opened
from mingheng.supervision.tests.test_typed_unsent import THERE_AGAIN, sent_late
from tests.cast import PASSWORD, Cast

FILLED = {"decision-lacks": "发现问题", "signatures": "发现问题", "officer-numbers": "无法核对", "rights-told": "无法核对"}
"""What the scan of the walked case fills in, and what it says."""


def as_(officer: Officer) -> Client:
    client = Client()
    client.force_login(officer)
    return client


@pytest.fixture
def bench(archived_scanned: Bench, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """An archived case, scanned at night before it is reviewed."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return archived_scanned


@pytest.mark.parametrize(("word", "fatal"), [("fault", True), ("none", False)])
def test_what_the_machine_filled_in_is_confirmed_or_overturned_by_a_person(bench: Bench, word: str, *, fatal: bool) -> None:
    client, address = as_(bench.first), reverse("supervision:sheet", args=[opened(bench).pk])
    shown = client.get(address).content.decode()
    for item, state in FILLED.items():
        assert f'name="said-{item}" value="fault"' in shown
        assert shown.count(f"扫描{state}") >= 1
    unsaid = client.post(address, {"token": str(uuid4())})
    assert unsaid.status_code == 422
    assert unsaid.content.decode().count("还没有确认") == len(FILLED)
    words = dict.fromkeys(FILLED, "none") | {"decision-lacks": word}
    said = {f"said-{item}": one for item, one in words.items()}
    bare = client.post(address, said)
    assert bare.status_code == 422
    assert f'name="said-decision-lacks" value="{word}" checked' in bare.content.decode()
    reasons = {f"reason-{item}": REASON for item in FILLED}
    assert client.post(address, said | reasons | {"token": str(uuid4())}).status_code == 302
    rows = {row.item: row for row in SheetFinding.objects.exclude(said="")}
    assert {item: row.said for item, row in rows.items()} == words
    assert (rows["decision-lacks"].machine, rows["decision-lacks"].evidence[0]["rule"]) == ("broken", "papers-signed")
    assert SheetFinding.objects.filter(item="decision-lacks", points__isnull=False).exists() is fatal
    assert ReviewEntry.objects.get(kind="submitted").grade == ("failed" if fatal else "excellent")


LONG = "目录漏登检查码记录，与卷内材料不符。" * 150 + "结论：应当扣分"


def test_a_reason_too_long_is_refused_with_its_length_and_nothing_of_it_is_lost(bench: Bench) -> None:
    client, address = as_(bench.first), reverse("supervision:sheet", args=[opened(bench).pk])
    words = dict.fromkeys(FILLED, "none")
    typed = {f"said-{item}": one for item, one in words.items()} | {f"reason-{item}": REASON for item in FILLED}
    typed |= {"points-filing": "1", "reason-filing": LONG, "reason-rights-told": LONG}
    refused = client.post(address, typed | {"token": str(uuid4())})
    shown = refused.content.decode()
    assert refused.status_code == 422
    assert shown.count(f"的理由超过 2000 字，现在 {len(LONG)} 字。请删减后再提交") == 2
    assert shown.count(f">{LONG}</textarea>") == 2
    assert "maxlength" not in shown
    assert SheetDraft.objects.get().body["reason-filing"] == LONG
    assert not ReviewEntry.objects.filter(kind="submitted").exists()
    typed |= {"reason-filing": LONG[-2000:], "reason-rights-told": REASON}
    assert client.post(address, typed | {"token": str(uuid4())}).status_code == 302


def test_a_reason_too_long_is_kept_whole_while_it_is_written(bench: Bench) -> None:
    review = opened(bench)
    for name, more in (("sheet", {"draft": "yes"}), ("sheet_draft", {})):
        as_(bench.first).post(reverse(f"supervision:{name}", args=[review.pk]), {"reason-filing": LONG} | more)
        assert SheetDraft.objects.get().body == {"reason-filing": LONG}
        SheetDraft.objects.all().delete()


def test_a_sheet_handed_in_when_the_session_ran_out_is_there_again_in_place_of_its_draft(bench: Bench, client: Client) -> None:
    address = reverse("supervision:sheet", args=[opened(bench).pk])
    as_(bench.first).post(address, {"reason-filing": "半句", "draft": "yes"})
    door = sent_late(client, bench.first, address, {"points-filing": "1.5", "reason-filing": REASON})
    client.post(door, {"username": bench.first.username, "password": PASSWORD})
    shown = client.get(address).content.decode()
    assert THERE_AGAIN in shown
    assert 'name="points-filing" value="1.5"' in shown
    assert f">{REASON}</textarea>" in shown
    assert "半句" not in shown
    assert "半句" in client.get(address).content.decode()


def test_the_sheets_of_a_draw_follow_each_other_and_only_ones_own(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    second, third, draw = another_supervisor(cast, "LJ0402", "梁予安"), another_supervisor(cast, "LJ0403", "苏见微"), uuid4()
    one, two, other, three = (
        open_review(
            standard="complaint", reviewers=[cast.supervisor, beside], subject=f"工单 {pick}", unit="yunting", draw=of, pick=pick,
            by=cast.supervisor, at=NOW,
        )
        for pick, beside, of in (("a", second, draw), ("b", third, draw), ("c", second, uuid4()), ("d", third, draw))
    )  # fmt: skip
    sheets = [reverse("supervision:sheet", args=[review.pk]) for review in (one, two, other, three)]
    middle = as_(cast.supervisor).get(sheets[1]).content.decode()
    assert "第 2 / 3 卷" in middle
    assert f'href="{sheets[0]}" rel="prev"' in middle
    assert f'href="{sheets[3]}" rel="next"' in middle
    assert "下一卷" not in as_(cast.supervisor).get(sheets[3]).content.decode()
    assert "/ 1 卷" not in as_(second).get(sheets[0]).content.decode()
    assert sheets[2] not in middle


def test_the_recordings_of_the_case_stand_under_the_catalogue(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    bench = bench_of(cast)
    film = SimpleUploadedFile("送达过程.mp4", b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + b"\x00" * 64, "video/mp4")
    (piece,) = take_in(
        folder=bench.case.pk, uploads=[film], kind="audiovisual", title="送达过程", source="执法记录仪", maker="陈砚秋", taken_at=NOW,
        place="", proves=(), by=cast.handler, at=NOW,
    )  # fmt: skip
    for _ in range(3):
        render_waiting(at=NOW)
    monkeypatch.setattr(clock, "now", lambda: NOW)
    shown = as_(bench.first).get(reverse("supervision:sheet", args=[opened(bench).pk])).content.decode()
    films = shown.split('id="films"')[1].split("</nav>")[0]
    assert "送达过程" in films
    assert films.count("<li>") == 1, "a photograph is no recording"
    assert reverse("cases:evidence_file", args=[bench.case.ref, piece.id]) in films
