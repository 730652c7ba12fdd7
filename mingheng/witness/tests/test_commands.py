"""The witness as the procuratorate runs it: a process of its own, over HTTP, by going to look, or by carrying files."""

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest

from mingheng.ledger.rules.tree.checkpoints import Checkpoint
from mingheng.ledger.rules.tree.handover import handover
from mingheng.ledger.rules.tree.keys import Kind, SignerKey, VerifierKey
from mingheng.ledger.rules.tree.notes import Note
from mingheng.ledger.rules.tree.witnessing import Request
from mingheng.witness.state import Witness
from mingheng.witness.tests.small_log import ORIGIN, TOKEN, SmallLog

ROOT = Path(__file__).resolve().parents[3]
ENOUGH = 60
NAME = "procuratorate.lanjiang.example"


def witness(folder: Path, *words: str, given: str = "") -> "subprocess.CompletedProcess[str]":
    """Run the program to its end."""
    command = [sys.executable, "-m", "mingheng", "witness", "--folder", str(folder), *words]
    return subprocess.run(command, input=given, capture_output=True, text=True, timeout=ENOUGH, cwd=ROOT, check=False)


@contextmanager
def serving(folder: Path, *words: str) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """The witness as a service, and its address."""
    command = [sys.executable, "-m", "mingheng", "witness", "--folder", str(folder), "serve", "--port", "0", *words]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT)
    assert process.stdout is not None
    address = process.stdout.readline().partition("http://")[2].partition("/")[0]
    try:
        yield process, f"http://{address}/add-checkpoint"
    finally:
        process.kill()
        process.communicate(timeout=ENOUGH)


def sent(url: str, request: Request) -> tuple[int, str]:
    """What the service answers."""
    host, _, path = url.removeprefix("http://").partition("/")
    connection = HTTPConnection(host, timeout=ENOUGH)
    try:
        connection.request("POST", f"/{path}", str(request).encode())
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    except (OSError, HTTPException):  # killed before it could answer
        return 0, ""
    finally:
        connection.close()


@pytest.fixture
def log() -> SmallLog:
    return SmallLog().add(3)


@pytest.fixture
def folder(tmp_path: Path, log: SmallLog) -> Path:
    told = witness(tmp_path / "w", "init", "--name", NAME, "--log", str(log.key.verifier))
    assert VerifierKey.read(told.stdout.splitlines()[1]).name == NAME
    return tmp_path / "w"


def test_it_needs_neither_django_nor_a_database() -> None:
    told = "import sys, mingheng.witness.commands; print(any(name == 'django' or name == 'psycopg' for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, cwd=ROOT, check=True).stdout == "False\n"


def test_it_goes_and_looks_and_brings_its_cosignature(folder: Path, log: SmallLog) -> None:
    with log.served() as prefix:
        for more in (0, 400, 0):
            log.add(more)
            assert witness(folder, "watch", prefix, "--once").returncode == 0
    key = Witness(folder).key.verifier
    assert [bool(Note.read(brought).times([key])[key]) for brought in log.brought] == [True] * 3
    assert f"{ORIGIN}：403 条" in witness(folder, "status").stdout


def test_it_cries_out_when_a_log_it_looks_at_went_back_or_forked(folder: Path, log: SmallLog, tmp_path: Path) -> None:
    told = tmp_path / "told"
    (tmp_path / "notify").write_text(f'#!/bin/sh\necho "$1" >> {told}\n', encoding="utf-8")
    (tmp_path / "notify").chmod(0o700)
    with log.add(300).served() as prefix:
        assert witness(folder, "watch", prefix, "--once").returncode == 0
        whole, log.entries = log.entries, log.entries[:200]
        gone_back = witness(folder, "watch", prefix, "--once", "--notify", str(tmp_path / "notify"))
        assert gone_back.returncode == 1
        assert "日志倒退：上次见证 303 条，现在只有 200 条" in gone_back.stderr
        log.entries = [b"another", *whole[1:], b"and one more"]
        forked = witness(folder, "watch", prefix, "--once", "--notify", str(tmp_path / "notify"))
        assert "日志分叉" in forked.stderr
    assert told.read_text(encoding="utf-8").count("\n") == 2
    status = witness(folder, "status")
    assert status.returncode == 1
    assert status.stdout.count("—— 后来出示 ——") == 2


def test_trouble_of_its_own_is_no_contradiction_of_the_log(folder: Path, log: SmallLog, tmp_path: Path) -> None:
    with log.served() as prefix:
        occupied = tmp_path / "a-file"
        occupied.write_text("not a folder", encoding="utf-8")
        (tmp_path / "token").write_text(f"{TOKEN}\n", encoding="ascii")
        copied = witness(folder, "watch", prefix, "--once", "--entries", str(tmp_path / "token"), "--keep", str(occupied))
        made = witness(occupied, "init", "--name", NAME, "--log", str(log.key.verifier))
    (folder / "state.sqlite").write_bytes(b"")
    for told in (copied, made, witness(folder, "status"), witness(folder, "cosign", given=str(Request(0, (), log.note)))):
        assert told.returncode == 2
        assert "Traceback" not in told.stderr


def test_an_alarm_command_that_does_not_run_does_not_hide_the_alarm(folder: Path, log: SmallLog) -> None:
    with log.served() as prefix:
        witness(folder, "watch", prefix, "--once")
        log.entries = [b"another", *log.entries[1:]]
        told = witness(folder, "watch", prefix, "--once", "--notify", "/nowhere/at-all")
    assert told.returncode == 1
    assert "日志分叉" in told.stderr
    assert "--notify 的命令不能运行" in told.stderr


def test_a_log_that_does_not_answer_is_said_to_be_out_of_reach(folder: Path) -> None:
    for prefix in ("http://127.0.0.1:9", "ftp://127.0.0.1", "nonsense"):
        told = witness(folder, "watch", prefix, "--once")
        assert told.returncode == 2
        assert "Traceback" not in told.stderr
        assert prefix in told.stderr


def test_a_watch_outlives_a_log_that_is_away_for_a_while(folder: Path, log: SmallLog) -> None:
    with log.served() as prefix:
        assert witness(folder, "watch", prefix, "--once").returncode == 0
    command = [sys.executable, "-m", "mingheng", "witness", "--folder", str(folder), "watch", prefix, "--every", "0.05"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stderr is not None
        assert "没有回答" in process.stderr.readline()
        log.add(2)
        with log.served(int(prefix.rpartition(":")[2])):
            deadline = time.monotonic() + ENOUGH
            while len(log.brought) < 2 and time.monotonic() < deadline:
                time.sleep(0.02)
            process.terminate()
            assert process.wait(ENOUGH) == 0
    assert Note.read(log.brought[1]).text == log.note.text


def test_one_whose_cosignature_is_not_wanted_reads_the_entries_all_the_same(folder: Path, log: SmallLog, tmp_path: Path) -> None:
    (tmp_path / "token").write_text(f"{TOKEN}\n", encoding="ascii")
    log.entries.clear()
    log.wanted = False
    with log.say(1_700_000_000).served() as prefix:
        told = witness(folder, "watch", prefix, "--once", "--entries", str(tmp_path / "token"), "--keep", str(tmp_path / "copy"))
    assert (told.returncode, "回答 422：not yours" in told.stderr) == (2, True)
    assert (tmp_path / "copy/mirrors/tile/entries/000.p/1").exists()


def test_entries_are_read_and_kept_where_there_is_a_token(folder: Path, log: SmallLog, tmp_path: Path) -> None:
    (tmp_path / "token").write_text(f"{TOKEN}\n", encoding="ascii")
    keep = ("--keep", str(tmp_path / "copy"))
    with log.served() as prefix:
        assert witness(folder, "watch", prefix, "--once", *keep).returncode == 2  # a copy without entries is none
        log.entries.clear()
        log.say(1_700_000_000)
        assert witness(folder, "watch", prefix, "--once", "--entries", str(tmp_path / "token"), *keep).returncode == 0
        log.say(1_700_000_000)
        caught = witness(folder, "watch", prefix, "--once", "--entries", str(tmp_path / "token"), *keep)
    assert (caught.returncode, "第 2 条称收到于 2023-11-14T22:13:20Z" in caught.stderr) == (1, True)
    assert str(log.entries[1], "ascii") in witness(folder, "status").stdout
    assert (tmp_path / "copy/mirrors/tile/entries/000.p/2").exists()


def test_a_request_carried_as_a_file_is_answered_as_a_file(folder: Path, log: SmallLog) -> None:
    answer = witness(folder, "cosign", given=str(log.request(0)))
    assert answer.returncode == 0
    key = Witness(folder).key.verifier
    assert key in Note.read(str(log.note) + answer.stdout).times([key])
    again = witness(folder, "cosign", given=str(log.add(2).request(0)))
    assert (again.returncode, again.stdout) == (2, "")
    assert "3" in again.stderr
    forked = witness(folder, "cosign", given=str(Request(3, (), SmallLog(log.key).add(3, "other").note)))
    assert forked.returncode == 1
    assert "证据确凿" in forked.stderr


def test_killed_at_any_moment_it_never_cosigns_two_trees_that_do_not_fit(folder: Path, log: SmallLog) -> None:
    chance = random.Random(5)
    branches = [log, SmallLog(log.key).add(3, "fork")]
    cosigned: set[SmallLog] = set()
    for _ in range(6):
        with serving(folder) as (process, url), ThreadPoolExecutor(4) as people:
            answers = [(branch, people.submit(sent, url, branch.request(0))) for branch in chance.sample(branches * 2, 4)]
            time.sleep(chance.random() / 20)
            process.kill()
            cosigned |= {branch for branch, answer in answers if answer.result(ENOUGH)[0] == 200}
    with serving(folder) as (_, url):
        settled = {branch for branch in branches if sent(url, branch.request(0))[0] == 200}
        seen = Witness(folder).seen(ORIGIN)
    assert seen is not None
    assert cosigned | settled <= {branch for branch in branches if str(branch.note) == seen.note}


def test_a_service_that_is_asked_to_end_ends(folder: Path, log: SmallLog) -> None:
    with serving(folder) as (process, url):
        assert sent(url, log.request(0))[0] == 200
        assert sent(url.replace("add-checkpoint", "other"), log.request(0))[0] == 404
        process.terminate()
        assert process.wait(ENOUGH) == 0


def test_it_follows_a_log_to_its_next_key_when_the_old_one_says_so(folder: Path, log: SmallLog) -> None:
    assert witness(folder, "cosign", given=str(log.request(0))).returncode == 0
    old, log.key = log.key, SignerKey.new(ORIGIN, Kind.NOTE)
    assert "没有日志" in witness(folder, "cosign", given=str(log.request(3))).stderr
    head = Checkpoint.read(log.note.text)
    stranger = handover(head, SignerKey.new(ORIGIN, Kind.NOTE), log.key)
    assert witness(folder, "succeed", given=str(stranger)).returncode == 2
    assert witness(folder, "succeed", given=str(handover(head, old, log.key))).returncode == 0
    assert witness(folder, "cosign", given=str(log.add(2).request(3))).returncode == 0
