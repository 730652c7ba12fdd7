"""What `law check` finds in a lawbook whose files have the right shape."""

from pathlib import Path

import pytest

from mingheng.law.rules.checking import check_lawbook
from mingheng.law.tests.sample import change, write


def problems(folder: Path) -> str:
    return "\n".join(str(problem) for problem in check_lawbook(folder).problems)


def test_a_sound_lawbook_has_no_problems_and_lists_what_is_unverified(folder: Path) -> None:
    checked = check_lawbook(folder)
    assert checked.problems == ()
    assert [str(note) for note in checked.notes] == [
        "parameters/sweep.yaml:20: sweep.rate.values.0: 状态是 U（未核实），引用前须核对原文"
    ]


STATUTE, SWEEP, ITEM, GRADES, PROCEDURE, YEAR = (
    "statutes/ytf.yaml",
    "parameters/sweep.yaml",
    "items/night-stall-litter.yaml",
    "discretion/night-stall-litter.yaml",
    "procedures/ordinary.yaml",
    "calendars/2026.yaml",
)


@pytest.mark.parametrize(
    ("file", "old", "new", "found"),
    [
        (SWEEP, "cite: [ytf/3]", "cite: [nix/3]", "没有登记法律 nix"),
        (SWEEP, "cite: [ytf/3]", "cite: [ytf/4]", "没有第 4 条的要旨"),
        (SWEEP, "cite: [ytf/3]", "cite: [ytf]", "写法不对"),
        (SWEEP, "since: 2020-01-01", "since: 2019-01-01", "在 2019-01-01 没有施行中的版本"),
        (SWEEP, "cite: [ytf/3]", "cite: []", "须写明出处"),
        (SWEEP, "since: 2020-01-01", "since: 2026-08-15", "重叠"),
        (SWEEP, "value: 7", "value: 七天", "值须为数字"),
        (SWEEP, "value: 7", "value: 7.5", "值须为整数"),
        (SWEEP, "value: 7", "value: -7", "不能为负"),
        (STATUTE, "until: 2026-08-14", "until: 2026-08-15", "与前一版本重叠"),
        (STATUTE, "until: 2026-08-14", "until: 2019-01-01", "早于起始日"),
        (ITEM, "    until: 2026-08-14\n", "", "没有截止日"),
        (ITEM, "until: 2026-08-14", "until: 2026-08-01", "缺口"),
        (ITEM, "min: 50, max: 500", "min: 500, max: 50", "不成立"),
        (ITEM, "of: area", "of: weight", "measures 中没有它"),
        (ITEM, "key: wide", "key: anyone", "写了两次"),
        (ITEM, "fine: {kind: absolute, min: 50, max: 500}", "hearing: true", "没有写明任何处罚"),
        (ITEM, "elements: [有夜摊, 收市后未清扫]", "elements: []", "构成要件"),
        (GRADES, "max: 300", "max: 3000", "超出法定的 100—1000"),
        (GRADES, "clause: anyone", "clause: nobody", "没有这一罚则"),
        (GRADES, "clause: anyone", "clause: wide", "计算方式与法定罚则不同"),
        (GRADES, "item: night-stall-litter", "item: day-stall", "没有事项 day-stall"),
        (PROCEDURE, "kind: after", "kind: before", "没有规则种类 before"),
        (PROCEDURE, "needs: [register_lead]", "needs: []", "须写明 needs"),
        (PROCEDURE, "why: 立案", "when: full_moon\n    why: 立案", "没有判断 full_moon"),
        (PROCEDURE, "why: 立案", "special: magic\n    why: 立案", "没有专门规则 magic"),
        (PROCEDURE, "why: 立案", "parameter: sweep.hours\n    why: 立案", "没有参数 sweep.hours"),
        (PROCEDURE, "why: 立案", "where: {colour: [red]}\n    why: 立案", "都没有事实 colour"),
        (PROCEDURE, "why: 立案", "where: {source: [letter]}\n    why: 立案", "没有选项 letter"),
        (PROCEDURE, "why: 立案", "fact: amount\n    why: 立案", "都没有事实 amount"),
        (PROCEDURE, "limit: sweep.days", "limit: sweep.rate", "不是期间"),
        (PROCEDURE, "near: sweep.days", "near: sweep.soon", "没有参数 sweep.soon"),
        (PROCEDURE, "instrument: filing_approval", "instrument: filing", "没有文书 filing"),
        (PROCEDURE, "cite: [ytf/12]", "cite: [ytf/13]", "没有第 13 条的要旨"),
        (PROCEDURE, "gates: [approve_filing]", "gates: [close_case]", "没有定义的步骤 close_case"),
        (YEAR, "2026-10-02]", "2027-10-02]", "不在 2026 年"),
        (YEAR, "makeup: [2026-10-10]", "makeup: [2026-10-09]", "本来就是工作日"),
        (YEAR, "makeup: [2026-10-10]", "makeup: [2026-10-01]", "既是放假日又是上班日"),
    ],
)  # fmt: skip
def test_it_finds(folder: Path, file: str, old: str, new: str, found: str) -> None:
    told = problems(change(folder, file, old, new))
    assert found in told
    assert file in told


def test_a_band_has_to_fit_every_text_the_benchmark_meets(folder: Path) -> None:
    assert problems(change(folder, GRADES, "max: 300", "max: 600")) == ""
    assert "2020-01-01 起）：幅度 100—600 超出法定的 50—500" in problems(change(folder, GRADES, "2026-08-15", "2026-08-14"))


def test_it_finds_a_year_left_out_of_the_calendar(folder: Path) -> None:
    write(folder, {"calendars/2028.yaml": "year: 2028\noff: []\nmakeup: []\nstatus: C\nsource: 虚构\n"})
    assert "2026 年与 2028 年之间缺少工作日历" in problems(folder)


def test_it_finds_one_catalogue_number_used_twice(folder: Path) -> None:
    again = (folder / ITEM).read_text().replace("key: night-stall-litter", "key: other")
    assert "序号 1 已由 night-stall-litter 使用" in problems(write(folder, {"items/other.yaml": again}))


def test_faults_of_shape_come_first_and_alone(folder: Path) -> None:
    change(folder, SWEEP, "cite: [ytf/3]", "cite: [nix/3]")
    change(folder, ITEM, "number: 1", "number: one")
    assert "须为整数" in problems(folder)
    assert "nix" not in problems(folder)
