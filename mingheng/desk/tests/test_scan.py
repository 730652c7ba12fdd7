"""The command `mingheng scan`: what it prints, writes and ends with; what it says when it cannot; killed and interrupted."""

import csv
import gzip
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from mingheng.desk.commands.scan import BREACHES, CANNOT, FINE, INTERRUPTED, main
from mingheng.insight.datasets.memory import LEAST
from mingheng.insight.datasets.store import FOLDER
from mingheng.insight.tests.road_cut import CREATE, FAULTY, HEADING, LAWFUL, Fine, fines, write_cut
from mingheng.insight.tests.test_road_fines import EXAMPLE, PROCEDURE, ROOT

LAW = ("--mapping", str(EXAMPLE / "mapping.yaml"), "--procedure", str(PROCEDURE), "--quiet")
DAY = Fine("D", fines(1)[0].begun)


@pytest.fixture(autouse=True)
def in_its_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def log_of(*courses: str) -> str:
    """A log of the lawful courses and of these faulty ones."""
    made = [Fine(f"L{i}", DAY.begun, list(steps)) for i, steps in enumerate(LAWFUL)]
    made += [Fine(f"F{i}", DAY.begun, list(FAULTY[course])) for i, course in enumerate(courses)]
    return str(write_cut(Path("log.csv"), made))


def said_to(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    status = main([*words, *LAW])
    told = capsys.readouterr()
    return status, told.out, told.err


HEADING_LINE = ",".join(HEADING)
HEAVY, FATAL = "notice-after-sending", "penalty-after-sixty-days"


@pytest.mark.parametrize(("course", "fail_on", "status"), [
    (None, "light", FINE), (FATAL, "fatal", BREACHES), (HEAVY, "fatal", FINE), (HEAVY, "heavy", BREACHES),
    ("result-after-appeal", "heavy", FINE), ("result-after-appeal", "light", BREACHES), (FATAL, "none", FINE),
])  # fmt: skip
def test_it_ends_with_whether_there_are_breaches(
    capsys: pytest.CaptureFixture[str], course: str | None, fail_on: str, status: int
) -> None:
    log = log_of(*([course] if course else []))
    assert said_to(capsys, log, "--fail-on", fail_on)[0] == status


def test_it_says_what_was_found_and_where_it_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = said_to(capsys, log_of(FATAL), "--out", "f.jsonl", "--html", "r.html")
    assert (status, err) == (BREACHES, "")
    assert "log.csv：9 件案件" in out
    assert "送达后的缴款期限届满，才可以加重" in out
    assert "意大利道路法典 第202条" in out
    assert "结果写在 f.jsonl" in out
    found = [json.loads(line) for line in Path("f.jsonl").read_text(encoding="utf-8").splitlines()]
    (breach,) = [row for row in found if row["answer"] == "broken"]
    assert (breach["ref"], breach["rule"], breach["n"], breach["severity"]) == ("F0", FATAL, 4, "fatal")
    assert breach["cite"] == "cds/202 cds/203"
    assert "F0" in Path("r.html").read_text(encoding="utf-8")


def test_what_could_not_be_used_is_written_beside_the_result(capsys: pytest.CaptureFixture[str]) -> None:
    log = log_of()
    with Path(log).open("a", encoding="utf-8") as file:
        file.write(f"X,{CREATE}\n,{CREATE},2006-01-01{',' * 12}\nL0,{CREATE},?,,-5{',' * 10}\n")
    status, out, _ = said_to(capsys, log, "--out", "f.csv")
    assert status == FINE
    with Path("f.csv.rejected.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["原因"], row["处理"]) for row in rows] == [
        ("这一行有 2 栏，表头有 15 栏", "整行未用"), ("没有案件编号", "整行未用"), ("发生时间读不出", "日期未知"), ("金额为负", "该项未用"),
    ]  # fmt: skip
    assert [int(row["行"]) for row in rows] == sorted(int(row["行"]) for row in rows)
    assert "有问题的行逐行写在 f.csv.rejected.csv" in out


def test_an_act_without_a_day_makes_its_rules_unknown_not_broken(capsys: pytest.CaptureFixture[str]) -> None:
    log = Path(log_of("collection-after-penalty"))
    lost = f"F0,Add penalty,unknown,,74.0{',' * 10}\n"
    with log.open("a", encoding="utf-8") as file:
        file.write(lost)
    status, out, _ = said_to(capsys, str(log), "--out", "f.jsonl")
    assert status == FINE
    found = [json.loads(line) for line in Path("f.jsonl").read_text(encoding="utf-8").splitlines()]
    asked = {row["rule"]: (row["answer"], row["lacks"]) for row in found if row["ref"] == "F0"}
    assert asked["collection-after-penalty"] == ("unknown", "add_penalty.时间")
    assert "日志没有写“加重罚款”的时间" in out


def test_a_duty_runs_until_its_day_and_is_a_breach_after_it(capsys: pytest.CaptureFixture[str]) -> None:
    log = str(write_cut(Path("log.csv"), [Fine("A", DAY.begun, [LAWFUL[0][0]])]))
    for day, answer in (("2004-06-03", "pending"), ("2004-06-04", "broken")):
        said_to(capsys, log, "--as-of", day, "--out", "f.jsonl")
        found = [json.loads(line) for line in Path("f.jsonl").read_text(encoding="utf-8").splitlines()]
        assert {(row["kind"], row["answer"], row["due"]) for row in found if row["rule"] == "sent-in-time"} == {
            ("duty", answer, "2004-06-03"),
        }  # fmt: skip


@pytest.mark.parametrize(("words", "said"), [
    (["no.csv"], "没有日志文件 no.csv"),
    (["log.csv", "--mapping", "no.yaml"], "没有对照表 no.yaml"),
    (["log.csv", "--procedure", "no.yaml"], "没有程序文件 no.yaml"),
    (["log.csv", "--procedure", "ordinry"], "可用的有"),
    (["log.csv", "--out", "f.xlsx"], "格式不认识"),
    (["log.csv", "--out", "no/f.csv"], "没有目录"),
    (["log.csv", "--memory", "lots"], "内存上限 lots 用不了"),
    (["log.csv", "--temp", "no"], "--temp"),
    (["log.csv", "--since", "2030-01-01"], "没有一步可以核对"),
    (["log.csv", "--engine", "spark"], "--engine spark 要和 --master 一起写"),
    (["log.csv", "--master", "spark://127.0.0.1:1"], "--engine spark 要和 --master 一起写"),
    (["."], "不是本系统导出的日志"),
    ([], "没有写明日志文件"),
])  # fmt: skip
def test_what_stops_it_is_said_with_the_way_out(capsys: pytest.CaptureFixture[str], words: list[str], said: str) -> None:
    log_of()
    defaults = [word for i in range(0, 4, 2) if LAW[i] not in words for word in LAW[i : i + 2]]
    status = main([*words, *defaults, "--quiet"])
    told = capsys.readouterr()
    assert (status, told.out) == (CANNOT, "")
    assert said in told.err
    assert not [path for path in Path().iterdir() if path.name != "log.csv"]


XES_HEAD = '<?xml version="1.0" encoding="{}"?>{}<log><trace>'


@pytest.mark.parametrize(("name", "content", "said"), [
    ("log.csv", HEADING_LINE, "读入 0 行"),
    ("log.csv", f"{HEADING_LINE}\nA,{CREATE},soon{',' * 12}\n", "读入 1 行，发生时间读不出（日期未知） 1 行"),
    ("log.xes", XES_HEAD.format("UTF-8", ""), "不是完整的 XES"),
    ("log.xes", XES_HEAD.format("GBK", ""), "不是完整的 XES"),
    ("log.xes", XES_HEAD.format("UTF-8", '<!DOCTYPE log SYSTEM "x">'), "DOCTYPE"),
    ("log.csv", f"{HEADING_LINE}\nA,\x1b[31mred,2006-01-01{',' * 12}\n", "步骤名称“\\x1b[31mred”（1 行）在对照表里没有"),
])  # fmt: skip
def test_a_log_that_cannot_be_read_to_its_end_is_no_log_without_breaches(
    capsys: pytest.CaptureFixture[str], name: str, content: str, said: str
) -> None:
    Path(name).write_text(content, encoding="utf-8")
    status, out, err = said_to(capsys, name, "--as-of", "2013-01-01")
    assert (status, out) == (CANNOT, "")
    assert said in err
    assert "Traceback" not in err


@pytest.mark.parametrize("day", ["soon", "2026-02-30", "9999-12-31"])
def test_a_day_that_is_none_is_said_to_be_none(capsys: pytest.CaptureFixture[str], day: str) -> None:
    with pytest.raises(SystemExit) as ended:
        said_to(capsys, "log.csv", "--as-of", day)
    assert ended.value.code == CANNOT
    assert day in capsys.readouterr().err


@pytest.mark.parametrize(
    "words", [["--out", "log.csv"], ["--html", "log.csv"], ["--out", "f.csv", "--html", "f.csv"], ["--rejected", "./log.csv"]]
)
def test_what_is_read_is_never_written_over(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    log = log_of()
    before = Path(log).read_bytes()
    status, _, err = said_to(capsys, log, *words)
    assert (status, Path(log).read_bytes()) == (CANNOT, before)
    assert "不能覆盖" in err


def test_a_result_does_not_take_the_place_of_what_is_no_file(capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo("pipe.csv")
    status, _, err = said_to(capsys, log_of(), "--out", "pipe.csv")
    assert status == CANNOT
    assert "不是普通文件" in err
    assert Path("pipe.csv").is_fifo()


def test_what_happened_after_the_day_asked_for_is_said_to_be_asked_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert "照样核对，只有期限算到这一天" in said_to(capsys, log_of(), "--as-of", "2001-01-01")[1]
    assert "照样核对" not in said_to(capsys, log_of())[1]


@pytest.mark.parametrize("threads", ["0", "-1", "many"])
def test_threads_are_one_at_least(capsys: pytest.CaptureFixture[str], threads: str) -> None:
    with pytest.raises(SystemExit):
        said_to(capsys, "log.csv", f"--threads={threads}")
    assert "不是线程数" in capsys.readouterr().err


def test_a_damaged_parquet_is_said_to_be_damaged(capsys: pytest.CaptureFixture[str]) -> None:
    with Path(log_of(*FAULTY)).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file)) * 500
    pq.write_table(pa.Table.from_pylist(rows), "log.parquet")
    content = bytearray(Path("log.parquet").read_bytes())
    content[40:2000] = bytes(1960)
    Path("log.parquet").write_bytes(content)
    status, _, err = said_to(capsys, "log.parquet")
    assert status == CANNOT
    assert "文件已损坏" in err


def test_without_a_mapping_it_says_what_is_needed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([log_of(), "--quiet"]) == CANNOT
    assert "--mapping" in capsys.readouterr().err


def test_a_lawbook_with_a_fault_is_not_used(capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(EXAMPLE / "lawbook", "book")
    path = Path("book/procedures/road_fine.yaml")
    path.write_text(
        path.read_text(encoding="utf-8").replace("limit: road.notice.days", "limit: road.notic.days"), encoding="utf-8"
    )
    assert main([log_of(), "--mapping", LAW[1], "--procedure", str(path), "--quiet"]) == CANNOT
    assert "没有参数 road.notic.days" in capsys.readouterr().err


def test_a_rule_is_explained_with_its_article(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--procedure", str(PROCEDURE), "--explain", "sent-in-time"]) == FINE
    told = capsys.readouterr().out
    assert "sent-in-time（严重）：罚单应当在违法之日的法律规定的送达期限内寄出" in told
    assert "依据：意大利道路法典 第201条" in told
    assert "怎样补救：撤销罚单" in told
    assert main(["--procedure", str(PROCEDURE), "--explain"]) == FINE
    assert "no-collection-twice（严重）" in capsys.readouterr().out
    assert main(["--procedure", str(PROCEDURE), "--explain", "sent-in-tim"]) == CANNOT
    assert "相近的有 sent-in-time" in capsys.readouterr().err


def test_every_format_gives_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    log = Path(log_of(FATAL, HEAVY))
    Path("log.csv.gz").write_bytes(gzip.compress(log.read_bytes()))
    Path("semicolons.csv").write_bytes(log.read_text(encoding="utf-8").replace(",", ";").encode("gb18030"))
    with log.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    Path("log.xes").write_text(as_xes(rows), encoding="utf-8")
    mapping = (EXAMPLE / "mapping.yaml").read_text(encoding="utf-8").replace("case: case_id", "case: 'case:case_id'")
    Path("xes.yaml").write_text(mapping, encoding="utf-8")
    found = {}
    for name in ("log.csv", "log.csv.gz", "semicolons.csv", "log.xes"):
        told = LAW[1] if name != "log.xes" else "xes.yaml"
        assert main([name, "--mapping", told, *LAW[2:], "--out", f"{name}.jsonl"]) == BREACHES
        found[name] = Path(f"{name}.jsonl").read_text(encoding="utf-8")
    capsys.readouterr()
    assert len(set(found.values())) == 1


def as_xes(rows: list[dict[str, str]]) -> str:
    cases: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        cases.setdefault(row["case_id"], []).append(row)
    traces = "".join(
        f'<trace><string key="case_id" value="{ref}"/>{"".join(map(as_event, acts))}</trace>' for ref, acts in cases.items()
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><log xmlns="http://www.xes-standard.org/">{traces}</log>'


def as_event(row: dict[str, str]) -> str:
    return "<event>" + "".join(f'<string key="{key}" value="{row[key]}"/>' for key in HEADING[1:]) + "</event>"


def scan_in_background(*words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "mingheng", "scan", *words, *LAW[:4]],
        cwd=Path.cwd(), env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def test_it_runs_without_django_or_a_database() -> None:
    told = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "mingheng", "scan", log_of(FATAL), *LAW, "--html", "r.html"],
        cwd=Path.cwd(), env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.returncode == BREACHES, told.stderr[-2000:]
    imported = {line.rpartition("|")[2].strip().partition(".")[0] for line in told.stderr.splitlines()}
    assert "mingheng" in imported
    assert imported & {"django", "psycopg", "pm4py", "config"} == set()


@pytest.fixture
def long_log() -> str:
    """A log that takes some seconds."""
    made = [Fine(f"{fine.ref}-{i}", fine.begun, fine.steps) for i in range(150) for fine in fines()]
    return str(write_cut(Path("long.csv"), made))


def begun(child: subprocess.Popen[str]) -> None:
    """Wait until the scan is at work."""
    until = time.monotonic() + 60
    while not list(Path("temp").glob(f"{FOLDER}*/*")):
        assert child.poll() is None, child.communicate()
        assert time.monotonic() < until
        time.sleep(0.02)


def test_interrupted_it_leaves_nothing(long_log: str) -> None:
    Path("temp").mkdir()
    child = scan_in_background(
        long_log, "--out", "f.csv", "--html", "r.html", "--temp", "temp", "--memory", f"{LEAST // 10**6}MB"
    )
    begun(child)
    child.send_signal(signal.SIGINT)
    _, err = child.communicate(timeout=60)
    assert child.returncode == INTERRUPTED, err
    assert "已中断，没有写出任何结果。" in err
    assert "Traceback" not in err
    assert sorted(path.name for path in Path().rglob("*")) == ["long.csv", "temp"]


def test_killed_it_leaves_no_half_file_and_the_next_scan_clears_away(long_log: str) -> None:
    Path("temp").mkdir()
    words = (long_log, "--out", "f.csv", "--html", "r.html", "--temp", "temp", "--memory", f"{LEAST // 10**6}MB")
    child = scan_in_background(*words)
    begun(child)
    child.kill()
    child.communicate()
    assert not Path("f.csv").exists()
    assert not Path("r.html").exists()
    assert list(Path("temp").iterdir())
    again = scan_in_background(*words)
    _, err = again.communicate(timeout=120)
    assert again.returncode == BREACHES, err
    assert sorted(path.name for path in Path().rglob("*")) == ["f.csv", "long.csv", "r.html", "temp"]
