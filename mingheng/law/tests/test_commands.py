"""The command line of the room."""

import subprocess
import sys
from pathlib import Path

import pytest

from mingheng.law.commands import main
from mingheng.law.tests.sample import NEXT_CALENDAR, change

Said = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def server_is_there_already(monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands find the tests' server and start none of their own."""
    monkeypatch.setenv("DATABASE_URL", "postgresql:///mingheng")


def test_checking_needs_neither_django_nor_a_database(folder: Path) -> None:
    program = "import sys; from mingheng.law.commands import main; code = main(sys.argv[1:]); sys.exit(9 if 'django' in sys.modules else code)"
    done = subprocess.run([sys.executable, "-c", program, "check", str(folder)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "检查通过：法律文件 1，执法事项 1，裁量基准 1，程序 1，参数 2，工作日历 1，文书 1；未核实（U）1 处" in done.stdout


def test_a_fault_is_printed_with_its_place_and_fails_the_check(folder: Path, capsys: Said) -> None:
    change(folder, "parameters/sweep.yaml", "cite: [ytf/3]", "cite: [nix/3]")
    assert main(["check", str(folder)]) == 1
    said = capsys.readouterr().out
    assert said.startswith("parameters/sweep.yaml:8: sweep.days.values.0.cite: 引用 nix/3")
    assert "共 1 处问题" in said


def test_loading_says_what_changed_and_a_refusal_fails(db: None, folder: Path, capsys: Said) -> None:
    assert main(["load", str(folder)]) == 0
    assert "新的工作日历：2026 年" in capsys.readouterr().out
    assert main(["load", str(folder)]) == 0
    assert "没有变化" in capsys.readouterr().out
    change(folder, "parameters/sweep.yaml", "value: 7", "value: 8")
    assert main(["load", str(folder)]) == 1
    assert "--amend" in capsys.readouterr().err
    assert main(["load", str(folder), "--amend", "录入错误"]) == 0
    assert "更正 parameter_value/sweep.days/2020-01-01" in capsys.readouterr().out


def test_a_year_is_loaded_from_its_file(loaded: Path, tmp_path: Path, capsys: Said) -> None:
    path = tmp_path / "2027.yaml"
    assert main(["calendar", str(path)]) == 1
    assert "不存在" in capsys.readouterr().err
    path.write_text(NEXT_CALENDAR, encoding="utf-8")
    assert main(["calendar", str(path)]) == 0
    assert "2027 年" in capsys.readouterr().out
    path.write_text(NEXT_CALENDAR.replace("off: [2027-01-01]", "off: []"), encoding="utf-8")
    assert main(["calendar", str(path)]) == 1
    assert "已发布的内容被改动" in capsys.readouterr().err


def test_importing_reports_every_text_and_fails_when_one_is_not_whole(loaded: Path, texts: Path, capsys: Said) -> None:
    assert main(["import", str(texts)]) == 1
    said = capsys.readouterr().out
    assert "夜摊条例（2026）：13 条，新导入 13 条" in said
    assert "中间缺第 4、5、6、7、8 条" in said
    assert main(["import", str(texts / "nowhere")]) == 1
    assert "不存在" in capsys.readouterr().err


def test_importing_needs_a_register(db: None, texts: Path, capsys: Said) -> None:
    assert main(["import", str(texts)]) == 1
    assert "mingheng law load" in capsys.readouterr().err


def test_an_article_is_shown_as_on_a_day(loaded: Path, texts: Path, capsys: Said) -> None:
    assert main(["show", "ytf/9/1/2"]) == 0
    assert "单位不清扫的罚款" in capsys.readouterr().out
    main(["import", str(texts)])
    capsys.readouterr()
    assert main(["show", "ytf/9/1/2", "--on", "2026-08-15"]) == 0
    assert "» （二）单位" in capsys.readouterr().out
    assert main(["show", "ytf/3", "--on", "2019-01-01"]) == 0
    assert "没有施行中的版本" in capsys.readouterr().out
    assert main(["show", "nix/3"]) == 1
    assert "没有登记" in capsys.readouterr().err


def test_an_unknown_command_shows_the_known_ones(capsys: Said) -> None:
    assert main(["fly"]) == 2
    assert "check" in capsys.readouterr().err
