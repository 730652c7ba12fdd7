"""A small invented lawbook on disk, and invented statute texts in both shapes."""

from pathlib import Path

STATUTE = """
key: ytf
name: 夜摊管理条例
short: 夜摊条例
authority: 澜江市人民代表大会常务委员会
number: 第1号
level: local_regulation
versions:
  - id: '2020'
    since: 2020-01-01
    until: 2026-08-14
    status: V
    text: [ytf-2020.md]
    gists:
      '3': 夜摊收市须清扫
      '9': 不清扫的罚款
  - id: '2026'
    since: 2026-08-15
    status: V
    text: [part/ytf-2026-1.md, part/ytf-2026-2.md]
    gists:
      '3': 夜摊收市须清扫并运走垃圾
      '9/1': 不清扫的罚款
      '9/1/2': 单位不清扫的罚款
      '12': 期限按自然日计算
"""

PARAMETERS = """
- key: sweep.days
  title: 清扫期限
  unit: calendar_days
  values:
    - since: 2020-01-01
      value: 7
      cite: [ytf/3]
      status: V
      checked_on: 2026-11-01
    - since: 2026-08-15
      value: 5
      cite: [ytf/3]
      status: V
      checked_on: 2026-11-01
- key: sweep.rate
  title: 逾期加收比例
  unit: rate
  values:
    - since: 2026-08-15
      value: 0.03
      cite: [ytf/12]
      status: U
      checked_on: 2026-11-01
"""

ITEM = """
key: night-stall-litter
number: 1
title: 夜摊收市不清扫
field: 市容
measures:
  area: {title: 面积, unit: 平方米}
elements: [有夜摊, 收市后未清扫]
correction: 立即清扫
versions:
  - since: 2020-01-01
    until: 2026-08-14
    breach: [ytf/3]
    penalty: [ytf/9]
    clauses:
      - {key: anyone, stage: first, fine: {kind: absolute, min: 50, max: 500}}
    procedures: [ordinary]
    status: V
  - since: 2026-08-15
    breach: [ytf/3]
    penalty: [ytf/9/1/2]
    clauses:
      - {key: anyone, stage: first, fine: {kind: absolute, min: 100, max: 1000}}
      - {key: wide, stage: grave, fine: {kind: per_unit, of: area, min: 10.5, max: 20}}
    procedures: [ordinary]
    status: V
"""

BENCHMARK = """
item: night-stall-litter
since: 2026-08-15
demonstration: true
status: D
grades:
  - {key: light, title: 较轻, factors: [首次], clause: anyone, band: {kind: absolute, min: 100, max: 300}}
"""

PROCEDURE = """
key: ordinary
title: 普通程序
since: 2026-08-15
cite: [ytf/9/1]
stages: {lead: 线索, filing: 立案}
path:
  - any_of: [register_lead]
  - any_of: [approve_filing]
ends: [approve_filing]
acts:
  register_lead:
    title: 线索登记
    verb: 登记线索
    stage: lead
    by: [officer]
    facts:
      source: {title: 来源, type: choice, choices: {patrol: 巡查, hotline: 热线}}
  approve_filing:
    title: 立案审批
    verb: 审批立案
    stage: filing
    by: [squad_leader]
    instrument: filing_approval
    facts:
      opinion: {title: 意见, type: long_text}
rules:
  filing-after-lead:
    kind: after
    gates: [approve_filing]
    needs: [register_lead]
    cite: [ytf/3]
    why: 立案应当有线索
    remedy: 先登记线索
clocks:
  check:
    title: 核查期限
    start: [register_lead]
    stop: [approve_filing]
    limit: sweep.days
    near: sweep.days
    cite: [ytf/12]
"""

INSTRUMENT = """
key: filing_approval
title: 立案审批表
fields: {opinion: {title: 意见, required: true}}
"""

CALENDAR = """
year: 2026
off: [2026-10-01, 2026-10-02]
makeup: [2026-10-10]
status: C
source: 虚构
"""

NEXT_CALENDAR = """
year: 2027
off: [2027-01-01]
makeup: []
status: C
source: 虚构
"""

FILES = {
    "statutes/ytf.yaml": STATUTE,
    "parameters/sweep.yaml": PARAMETERS,
    "items/night-stall-litter.yaml": ITEM,
    "discretion/night-stall-litter.yaml": BENCHMARK,
    "procedures/ordinary.yaml": PROCEDURE,
    "instruments/filing_approval.yaml": INSTRUMENT,
    "calendars/2026.yaml": CALENDAR,
}

TEXTS = {
    "ytf-2020.md": """# 夜摊管理条例

2019年12月1日 澜江市人民代表大会常务委员会通过

<!-- INFO END -->

## 第一章 总则

第一条 为了管理夜摊，制定本条例。

第二条 本条例所称夜摊，是指夜间营业的摊位。

第三条 夜摊收市后应当清扫。

## 第二章 罚则

第九条 违反本条例规定，有下列情形之一的，处五十元以上五百元以下罚款：

(一)不清扫的；

(二)清扫不净的。
""",
    "part/ytf-2026-1.md": """---
prev: /night/
---

# 第一编　总则

### 第一章　一般规定

**第一条**　为了管理夜摊，制定本条例。

**第二条**　本条例所称夜摊，是指夜间营业的摊位。

\u200b

**第二条之一**　早摊参照夜摊管理。

**第三条**　夜摊收市后应当清扫，并运走垃圾。

前款规定的垃圾不得倒入河道。
""",
    "part/ytf-2026-2.md": """# 第二编　罚则

**第四条**　（略）

**第五条**　（略）

**第六条**　（略）

**第七条**　（略）

**第八条**　（略）

**第九条**　违反本条例规定，不清扫的，按照下列规定处罚：

（一）个人，处一百元以上三百元以下罚款；

（二）单位，处三百元以上一千元以下罚款。

情节轻微的，不予处罚。

**第十条**　（略）

**第十一条**　（略）

**第十二条**　本条例规定的期限按自然日计算。
""",
}


def write(folder: Path, files: dict[str, str] | None = None) -> Path:
    """Write files under a folder; the sample lawbook when none are given."""
    for name, text in (FILES if files is None else files).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def change(folder: Path, name: str, old: str, new: str) -> Path:
    """Replace a passage of one file, which must be there; returns the folder."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {name}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder
