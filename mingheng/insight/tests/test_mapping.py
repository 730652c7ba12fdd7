"""What a mapping may say, and what is said when it is wrong: where, why, and the closest known name."""

from pathlib import Path
from typing import Any

import pytest

from mingheng.insight.datasets.mapping import read_mapping
from mingheng.insight.datasets.store import Store
from mingheng.insight.datasets.troubles import CannotScan
from mingheng.insight.tests.small_log import MAPPING, PROCEDURE, csv_file, mapping, mapping_file, read


def refused(path: Path) -> str:
    with pytest.raises(CannotScan) as stopped:
        read_mapping(path, PROCEDURE)
    return str(stopped.value)


def test_a_mapping_names_every_column_it_reads(tmp_path: Path) -> None:
    acts = {**MAPPING["acts"], "办结": {"column": "类别", "words": {"撤": "drop_case"}, "otherwise": "close_case"}}
    told = mapping(tmp_path, acts=acts, facts={"open_case": {"amount": "罚款", "kind": {"is": "a"}}})
    assert told.named == {
        "案号": "columns.case", "步骤": "columns.act", "时间": "columns.time", "类别": "acts.办结", "罚款": "facts.open_case.amount",
    }  # fmt: skip


@pytest.mark.parametrize(("changed", "said"), [
    ({"zone": "Asia/Shangai"}, "没有时区 Asia/Shangai（相近的有 Asia/Shanghai"),
    ({"calendar": "some"}, "只能是 'law' or 'none'"),
    ({"colums": {}}, "不认识的键 colums"),
    ({"columns": {"case": "案号", "act": "步骤"}}, "columns.time: 缺少 time"),
    ({"acts": {}}, "acts"),
    ({"delimiter": "ab"}, "分隔符 'ab' 不能用"),
    ({"delimiter": "\n"}, "不能用，须是一个字符"),
    ({"times": ["%Y-%Q"]}, "times 里的 %Q 不认识"),
    ({"times": ["%d/%m/%Y %"]}, "times 里的 % 不认识"),
    ({"ignore": ["立案"]}, "既对应步骤又写在 ignore"),
    ({"acts": {"立案": "open_cse"}}, "没有步骤 open_cse（相近的有 open_case"),
    ({"facts": {"open_cas": {}}}, "没有步骤 open_cas（相近的有 open_case"),
    ({"facts": {"drop_case": {}}}, "没有哪个步骤名称对应 drop_case"),
    ({"facts": {"open_case": {"amout": "罚款"}}}, "没有事实 amout（相近的有 amount"),
    ({"facts": {"open_case": {"amount": {"column": "罚款", "is": 3}}}}, "二者选一"),
])  # fmt: skip
def test_what_is_wrong_is_said(tmp_path: Path, changed: dict[str, Any], said: str) -> None:
    assert said in refused(mapping_file(tmp_path, **changed))


def test_a_fault_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "mapping.yaml"
    path.write_text("source: 旧系统\ncolumns: {case: a, act: b, time: c}\nacts: {x: open_case}\nzone: 3\n", encoding="utf-8")
    assert refused(path).startswith("mapping.yaml:4: zone:")


@pytest.mark.parametrize(("content", "said"), [
    (None, "没有对照表"), (b"\xff\xfe", "读不出"), (b"a: [", "不是合法的 YAML"), (b"a: 1\na: 2\n", "写了两次"), (b"!!python/x {}", "不使用标签"),
])  # fmt: skip
def test_what_is_no_mapping_is_said_to_be_none(tmp_path: Path, content: bytes | None, said: str) -> None:
    if content is not None:
        (tmp_path / "m.yaml").write_bytes(content)
    assert said in refused(tmp_path / "m.yaml")


def stopped(kept: Store, path: Path, tmp_path: Path, **changed: Any) -> str:
    with pytest.raises(CannotScan) as trouble:
        read(kept, path, mapping(tmp_path, **changed))
    return str(trouble.value)


def test_a_column_that_is_not_there_is_told_with_all_that_are(kept: Store, tmp_path: Path) -> None:
    path = csv_file(tmp_path, "A,立案,2026-01-01", heading="案件编号,步骤,时间")
    said = stopped(kept, path, tmp_path)
    assert "columns.case: 日志里没有列 案号（相近的有 案件编号）" in said
    assert "log.csv 里的列有：案件编号、步骤、时间" in said


def test_an_activity_nobody_mapped_is_told_with_all_there_are(kept: Store, tmp_path: Path) -> None:
    path = csv_file(tmp_path, "A,立案,2026-01-01", "A,决定书,2026-01-02", "B,决定书,2026-01-02", "B,备注,2026-01-02")
    said = stopped(kept, path, tmp_path)
    assert "步骤名称“决定书”（2 行）在对照表里没有（相近的有 决定）" in said
    assert "步骤名称“备注”（1 行）在对照表里没有" in said
    assert "里的步骤名称有：决定书、备注、立案" in said


def test_an_activity_that_is_split_must_fit_one_of_its_acts(kept: Store, tmp_path: Path) -> None:
    path = csv_file(tmp_path, "A,办结,2026-01-01,罚", heading="案号,步骤,时间,类别")
    acts = {"办结": {"column": "类别", "words": {"撤": "drop_case"}}}
    assert "步骤名称“办结”（1 行）在对照表里有，但按另一列的值对不上任何一步" in stopped(kept, path, tmp_path, acts=acts)


@pytest.mark.parametrize("fact", [{"column": "类别", "words": {"甲": "a"}}, "类别"])
def test_a_word_nobody_mapped_is_told(kept: Store, tmp_path: Path, fact: object) -> None:
    path = csv_file(tmp_path, "A,立案,2026-01-01,丙", "B,立案,2026-01-01,丙", heading="案号,步骤,时间,类别")
    said = stopped(kept, path, tmp_path, facts={"open_case": {"kind": fact}})
    assert "facts.open_case.kind: 列 类别 的值没有对应的词：丙（2 行）" in said
