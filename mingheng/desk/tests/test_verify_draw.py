"""`mingheng verify-draw` on the file of a draw, in a process that has neither Django nor a database driver."""

import subprocess
import sys
from pathlib import Path

import pytest

from mingheng.draws.tests.made_up import a_draw
from mingheng.kit.paths import CHECKOUT
from mingheng.supervision.queries.draws.words import grouped

BARE = "import sys; sys.modules['django'] = sys.modules['psycopg'] = None; from mingheng.__main__ import run; run()"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "draw.json"
    path.write_bytes(a_draw().file())
    return path


def verify(*words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", BARE, "verify-draw", *map(str, words)]
    return subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False)


def test_whoever_has_the_file_draws_again_and_is_told_what_to_compare(file: Path) -> None:
    told = verify(file)
    assert told.returncode == 0, told.stderr
    assert f"方案摘要：{a_draw().plan.digest}" in told.stdout
    assert "不符　" not in told.stdout
    assert "与封存时公布的逐字核对" in told.stdout
    assert "每队十件：石舫街道缺 1 个" in told.stdout


def test_before_the_reviews_are_over_the_lots_agree_and_it_is_said_that_who_reviews_comes_later(file: Path) -> None:
    later = "由谁评查还没有公布：每一份评查都有结果以后"
    assert later not in verify(file).stdout
    file.write_bytes(a_draw().file(whole=False))
    told = verify(file)
    assert told.returncode == 0, told.stderr
    assert "不符　" not in told.stdout
    assert later in told.stdout


def test_the_published_digest_decides_which_draw_it_is(file: Path) -> None:
    printed = grouped(a_draw().plan.digest)
    same, other = verify(file, "--plan", printed), verify(file, "--plan", "0" * 64)
    assert (same.returncode, other.returncode) == (0, 1)
    assert "这不是当时封存的那次抽取" in other.stdout


def test_an_altered_file_is_told_with_the_place(file: Path) -> None:
    first = f'"picks":[{{"chance":[1,10],"layer":0,"member":"{a_draw().outcome.picks[0].member}"'
    content = file.read_text(encoding="utf-8")
    assert first in content
    file.write_text(content.replace(first, first[:-5] + '0013"'), encoding="utf-8")
    told = verify(file)
    assert told.returncode == 1
    assert "不符　按种子重新抽取，结果逐项相同——不同之处：抽中" in told.stdout
    assert "结论：不相符" in told.stdout


@pytest.mark.parametrize("content", [b"", b"{}", b"[" * 200_000, b"\xff\xfe", b" " * ((1 << 24) + 1)])
def test_what_is_no_draw_is_answered_with_a_sentence(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    told = verify(file)
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr.startswith("读不出来：")
    assert told.stderr.count("\n") == 1


def test_a_file_that_is_not_there_is_answered_too(tmp_path: Path) -> None:
    told = verify(tmp_path / "none.json")
    assert told.returncode == 2
    assert told.stderr.startswith("没有这个文件：")
    assert "No such file" not in told.stderr


def test_a_title_cannot_paint_a_conclusion(file: Path) -> None:
    content = file.read_text(encoding="utf-8").replace('"title":"案卷抽查"', '"title":"案卷\\u001b[2J\u202e抽查"')
    file.write_text(content, encoding="utf-8")
    told = verify(file)
    assert told.returncode == 1
    assert "\x1b" not in told.stdout
