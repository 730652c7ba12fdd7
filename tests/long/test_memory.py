"""A log of 5 GB on 2 GB of memory: the whole process keeps to its limit, and of a log laid end to end it finds so many times as much.

`python3 dev.py test --long` runs it; MINGHENG_LONG_LOG and MINGHENG_LONG_MEMORY (`500MB`, `700MB`) make it shorter to try out.
It takes four times the room of the log in the folder for temporary files.
"""

import gzip
import os
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from mingheng.insight.datasets.memory import bytes_of
from mingheng.insight.tests.road_cut import fines, write_cut

pytestmark = [pytest.mark.long]

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples/road-fines"
PUBLISHED = ROOT.parent / "shared/data/logs/road_traffic_fine_management.csv.gz"
SIZE, MEMORY = os.environ.get("MINGHENG_LONG_LOG", "5GB"), os.environ.get("MINGHENG_LONG_MEMORY", "2GB")
KILOBYTE = 1024  # of what the kernel tells of a process


@dataclass(frozen=True)
class Ended:
    """A scan that has ended: the most it held in memory, the cases it read, the findings of each rule."""

    peak: int
    cases: int
    found: Counter[tuple[str, str]]


def one_log(folder: Path) -> list[bytes]:
    """The lines of the published log, or of a cut made here where nobody has it."""
    if PUBLISHED.is_file():
        return gzip.decompress(PUBLISHED.read_bytes()).splitlines(keepends=True)
    cut = folder / "cut.csv"
    write_cut(cut, fines())
    return cut.read_bytes().splitlines(keepends=True)


def laid_end_to_end(path: Path, lines: list[bytes], copies: int) -> Path:
    """The log so many times over, each time with cases of its own: the number of the case is the first column."""
    with path.open("wb") as file:
        file.write(lines[0])
        for n in range(copies):
            file.writelines(b"%d-%s" % (n, line) for line in lines[1:])
    return path


def scanned(log: Path, memory: str) -> Ended:
    """What `mingheng scan` makes of a log within so much memory."""
    out = log.with_suffix(".parquet")
    words = [
        "--mapping",
        EXAMPLE / "mapping.yaml",
        "--procedure",
        EXAMPLE / "lawbook/procedures/road_fine.yaml",
        "--memory",
        memory,
    ]
    words += ["--temp", log.parent, "--out", out, "--html", log.with_suffix(".html"), "--fail-on", "none", "--quiet"]
    command = [sys.executable, "-m", "mingheng", "scan", *map(str, [log, *words])]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as running:
        said = running.stdout.read() if running.stdout else ""
        _, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
    assert running.returncode == 0
    told = duckdb.execute("select rule, answer, count(*) from read_parquet(?) group by all", [str(out)]).fetchall()
    cases = int(said.partition("：")[2].partition(" ")[0].replace(",", ""))
    return Ended(used.ru_maxrss * KILOBYTE, cases, Counter({(rule, answer): count for rule, answer, count in told}))


def test_a_log_larger_than_the_memory_is_scanned_within_it_to_the_last_finding(tmp_path: Path) -> None:
    lines = one_log(tmp_path)
    copies = bytes_of(SIZE) // sum(map(len, lines)) + 1
    one = scanned(laid_end_to_end(tmp_path / "one.csv", lines, 1), MEMORY)
    many = laid_end_to_end(tmp_path / "many.csv", lines, copies)
    assert many.stat().st_size > bytes_of(SIZE)
    ended = scanned(many, MEMORY)
    many.unlink()
    assert one.found
    assert ended.cases == copies * one.cases
    assert ended.found == Counter({asked: copies * count for asked, count in one.found.items()})
    assert ended.peak <= bytes_of(MEMORY)
