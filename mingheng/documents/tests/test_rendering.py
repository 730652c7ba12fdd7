"""The worker: what waits is made once, whoever is killed; what cannot be made says why."""

import hashlib
import os
import random
import shutil
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction

from mingheng.documents import queries
from mingheng.documents.actions import Ordered, render_again, render_waiting
from mingheng.documents.actions.render import MOST_TRIES
from mingheng.documents.models import Instrument, State
from mingheng.documents.rules import InstrumentRefused
from mingheng.documents.tests.orders import AT, FOLDER, order
from mingheng.documents.tests.reading import text_of
from mingheng.documents.tests.test_numbering import at_once
from mingheng.documents.tests.test_typesetting import IN_NO_FONT
from mingheng.kit.paths import lawbook_dir
from mingheng.kit.postgres import APP, Cluster
from mingheng.law.actions import load_lawbook
from mingheng.ledger.queries import chain_intact
from tests.cast import Cast

LATER = AT + timedelta(hours=1)


def test_an_ordered_instrument_waits_and_is_made_by_the_worker(cast: Cast) -> None:
    ordered = order("penalty_decision", cast.handler)
    assert queries.instrument(ordered.id).state == "waiting"
    assert render_waiting(at=AT) == 1
    made = queries.instrument(ordered.id)
    assert (made.state, made.pages, made.number) == ("rendered", 3, "澜城管罚决〔2026〕1号")
    content = queries.content(made.file, made.sha256)
    assert (len(content), hashlib.sha256(content).hexdigest()) == (made.size, made.sha256)
    assert "澜城管罚决〔2026〕1号" in text_of(content)


def test_what_is_made_is_recorded_with_its_digest(cast: Cast) -> None:
    order("penalty_decision", cast.handler)
    render_waiting(at=AT)
    assert chain_intact(f"papers:{FOLDER}")


def test_nothing_is_made_twice(cast: Cast) -> None:
    ordered = order("penalty_decision", cast.handler)
    assert render_waiting(at=AT) == 1
    before = queries.instrument(ordered.id)
    assert render_waiting(at=LATER) == 0
    assert queries.instrument(ordered.id) == before


def test_no_more_are_made_than_asked_for(cast: Cast) -> None:
    for _ in range(3):
        order("service_receipt", cast.handler)
    assert render_waiting(at=AT, limit=2) == 2
    assert [view.state for view in queries.of_folder(FOLDER)].count("waiting") == 1


def test_a_paper_made_again_after_a_crash_is_the_same_file(cast: Cast, papers: Path) -> None:
    ordered = order("penalty_decision", cast.handler)
    render_waiting(at=AT)
    first = queries.instrument(ordered.id)
    Instrument.objects.filter(uid=ordered.id).update(
        state=State.WAITING, file="", not_before=AT
    )  # the file stayed, the row did not
    render_waiting(at=LATER)
    again = queries.instrument(ordered.id)
    assert (again.file, again.sha256) == (first.file, first.sha256)
    assert len([path for path in papers.rglob("*") if path.is_file()]) == 1


def test_a_half_written_file_is_replaced(cast: Cast, papers: Path) -> None:
    ordered = order("penalty_decision", cast.handler)
    render_waiting(at=AT)
    made = queries.instrument(ordered.id)
    stored = papers / made.file
    stored.chmod(0o600)
    stored.write_bytes(stored.read_bytes()[:100])
    Instrument.objects.filter(uid=ordered.id).update(state=State.WAITING, not_before=AT)
    render_waiting(at=LATER)
    assert queries.content(made.file, made.sha256)


def test_a_character_in_no_font_fails_visibly_and_can_be_made_again(cast: Cast) -> None:
    rare = [{"name": f"王{IN_NO_FONT}", "kind": "citizen"}]
    ordered = order("penalty_decision", cast.handler, parties=rare)
    assert render_waiting(at=AT) == 1
    failed = queries.instrument(ordered.id)
    assert failed.state == "failed"
    assert f"“{IN_NO_FONT}”（U+2B74B）" in failed.reason
    assert failed.file == ""
    render_again(instrument_id=ordered.id, by=cast.handler, at=LATER)
    assert (queries.instrument(ordered.id).state, queries.instrument(ordered.id).reason) == ("waiting", "")


def test_only_what_failed_is_made_again(cast: Cast) -> None:
    ordered = order("penalty_decision", cast.handler)
    with pytest.raises(InstrumentRefused, match="不需要重新生成"):
        render_again(instrument_id=ordered.id, by=cast.handler, at=LATER)


def test_one_that_fails_does_not_hold_up_the_others(cast: Cast) -> None:
    order("penalty_decision", cast.handler, parties=[{"name": IN_NO_FONT, "kind": "citizen"}])
    sound = order("service_receipt", cast.handler)
    assert render_waiting(at=AT) == 2
    assert queries.instrument(sound.id).state == "rendered"


def test_an_error_of_the_machine_is_raised_counted_and_given_up_in_the_end(cast: Cast, papers: Path) -> None:
    ordered = order("penalty_decision", cast.handler)
    papers.mkdir()
    (papers / str(FOLDER)).write_text("a file where the folder should be")
    at = AT
    for tried in range(1, MOST_TRIES + 1):
        with pytest.raises(OSError, match=str(FOLDER)), transaction.atomic():
            render_waiting(at=at)
        Instrument.objects.filter(uid=ordered.id).update(tries=tried, not_before=at)  # that much outlives the rollback
        at += timedelta(hours=1)
    assert render_waiting(at=at) == 1
    assert queries.instrument(ordered.id).state == "failed"
    assert "没有完成" in queries.instrument(ordered.id).reason


def test_a_change_of_the_lawbook_does_not_touch_what_was_ordered(cast: Cast, tmp_path: Path) -> None:
    before = order("penalty_decision", cast.handler)
    changed = tmp_path / "lawbook"
    shutil.copytree(lawbook_dir(), changed)
    written = changed / "instruments/penalty_decision.yaml"
    written.write_text(written.read_text(encoding="utf-8").replace("经查明，", "本机关查明，"), encoding="utf-8")
    load_lawbook(directory=changed, by="console", at=AT, amend="改写决定书的措辞")
    after = order("penalty_decision", cast.handler)
    render_waiting(at=AT)
    assert "经查明，当事人" in made_text(before)
    assert "本机关查明，当事人" in made_text(after)


def made_text(ordered: Ordered) -> str:
    made = queries.instrument(ordered.id)
    return text_of(queries.content(made.file, made.sha256))


def test_workers_at_the_same_time_share_the_work(committed_cast: Cast) -> None:
    for _ in range(12):
        order("service_receipt", committed_cast.handler)
    done: list[int] = []
    at_once([lambda: done.append(render_waiting(at=AT)) for _ in range(3)])
    assert sum(done) == 12
    assert {(row.state, row.tries) for row in Instrument.objects.all()} == {(State.READY, 1)}


def test_killing_workers_at_any_moment_loses_nothing(
    committed_cast: Cast, cluster: Cluster, papers: Path, tmp_path: Path
) -> None:
    for _ in range(30):
        order("penalty_decision", committed_cast.handler)
    chance = random.Random(7)
    database = str(connection.settings_dict["NAME"])
    for _ in range(2):
        worker = started(cluster, database, papers, tmp_path)
        assert worker.stdout is not None
        for _ in range(chance.randint(1, 5)):
            worker.stdout.readline()
        time.sleep(chance.random() * 0.05)
        worker.kill()
        worker.wait()
        worker.stdout.close()
    states = set(Instrument.objects.values_list("state", flat=True))
    assert states == {State.WAITING, State.READY}
    deadline = time.monotonic() + 20
    while Instrument.objects.filter(state=State.WAITING).exists() and time.monotonic() < deadline:
        render_waiting(at=LATER + timedelta(days=365))
    made = queries.of_folder(FOLDER)
    assert {view.state for view in made} == {"rendered"}
    assert all(queries.content(view.file, view.sha256) for view in made)
    assert sorted(view.number for view in made) == sorted(f"澜城管罚决〔2026〕{n}号" for n in range(1, 31))


def started(cluster: Cluster, database: str, papers: Path, folder: Path) -> "subprocess.Popen[str]":
    surroundings = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": cluster.url(APP, database),
        "MINGHENG_DATA": str(folder),
        "MINGHENG_SECRET_KEY": "00" * 32,
        "MINGHENG_RECEIPT_KEY": "00" * 32,
        "MINGHENG_MASTER_KEY": settings.MINGHENG_MASTER_KEY.hex(),
    }
    store = {"BACKEND": "mingheng.kit.stores.folder.FolderStore", "OPTIONS": {"location": str(papers)}}
    program = (
        f"import django; from django.conf import settings; settings.STORAGES = settings.STORAGES | {{'documents': {store}}};"
        "django.setup(); from mingheng.documents.tests import render_process as it; it.running()"
    )
    return subprocess.Popen([sys.executable, "-c", program], env=surroundings, stdout=subprocess.PIPE, text=True)
