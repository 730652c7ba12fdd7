"""The figures of a scan, counted over its findings: by rule, by unit and by month."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from mingheng.insight.datasets.store import Store, text
from mingheng.insight.rules.checking import Lacking
from mingheng.law.rules.procedure import Procedure
from mingheng.law.rules.reading import Lawbook

SEVERITIES = ("fatal", "heavy", "light")
SEVERITY_WORDS: Mapping[str, str] = {"fatal": "严重", "heavy": "较重", "light": "轻微"}
UNIT_WORDS: Mapping[str, str] = {
    "days": "日", "hours": "小时", "minutes": "分钟", "yuan": "元", "cases": "件", "acts": "步", "share": "", "times": "倍",
}  # fmt: skip
NO_UNIT = "未写明"
Counted = dict[str, dict[str, Any]]  # by rule: how often each answer, cases, worst measure
WORDS: Mapping[str, str] = {"by": "经办人", "party": "当事人", "standing": "人员的执法资格"}


@dataclass(frozen=True)
class RuleFigures:
    """One rule or pattern: what it asks, and what its answers were.

    `asked`: acts it was asked of; `broken`, `unknown` acts it was broken or not decidable by; `overdue`, `pending`: duties
    that ran out or still run; `cases` with a breach; `worst` measure of a breach in `unit`.
    """

    code: str
    kind: str
    asks: str
    cite: tuple[str, ...]
    severity: str
    asked: int
    kept: int
    broken: int
    overdue: int
    pending: int
    unknown: int
    cases: int
    worst: float | None
    unit: str

    @property
    def breaches(self) -> int:
        """Acts against it and duties not done in time."""
        return self.broken + self.overdue

    @property
    def answered(self) -> int:
        """Everything it has said; 0 where the log gave no occasion."""
        return self.asked + self.overdue + self.pending + self.unknown + self.broken


@dataclass(frozen=True)
class Figures:
    """All figures of a scan."""

    rules: Sequence[RuleFigures]
    breaches: Mapping[str, int]  # by severity
    cases_broken: int
    pending: int
    unknown: Mapping[str, int]  # by what is lacking
    by_unit: Sequence[tuple[str, Mapping[str, int]]]
    by_month: Sequence[tuple[str, Mapping[str, int]]]
    total: int

    @property
    def broken(self) -> int:
        """All breaches."""
        return sum(self.breaches.values())

    def worst_at_least(self, severity: str) -> int:
        """Breaches of this severity or a worse one."""
        return sum(self.breaches[word] for word in SEVERITIES[: SEVERITIES.index(severity) + 1])


def figures(
    store: Store, procedures: Sequence[Procedure], book: Lawbook, asked: Mapping[str, int], lacking: Sequence[Lacking] = ()
) -> Figures:
    """Count the table `findings` of the store. `asked`: of how many acts each rule was; `lacking`: of which it could not be."""
    severities = dict(store.rows("select severity, count(*) from findings where answer = 'broken' group by 1"))
    counted = _counted(store)
    unknown: Counter[str] = Counter()
    for lacks, reason, count in store.rows(
        "select lacks, any_value(reason), count(*) from findings where answer = 'unknown' group by 1"
    ):
        unknown[in_words(lacks, procedures) if lacks else reason] += count
    for lack in lacking:
        unknown[in_words(lack.lacks, procedures)] += lack.acts
    return Figures(
        rules=sorted([*_rules(counted, procedures, book, asked, lacking), *_patterns(counted, book)], key=_worst_first),
        breaches={word: int(severities.get(word, 0)) for word in SEVERITIES},
        cases_broken=store.one("select count(distinct \"case\") from findings where answer = 'broken'"),
        pending=store.one("select count(*) from findings where answer = 'pending'"),
        unknown=dict(unknown.most_common()),
        by_unit=_by(store, f"coalesce(unit, {text(NO_UNIT)})", "sum(count(*)) over (partition by label) desc, label"),
        by_month=_by(store, "strftime(coalesce(happened, due), '%Y-%m')", "label"),
        total=store.one("select count(*) from findings"),
    )


def in_words(lacks: str, procedures: Sequence[Procedure]) -> str:
    """`make_decision.officers` as 日志没有写“处罚决定”的执法人员."""
    act, _, fact = lacks.partition(".")
    spec = next((procedure.acts[act] for procedure in procedures if act in procedure.acts), None)
    if spec is None:
        facts = (act.facts[lacks].title for procedure in procedures for act in procedure.acts.values() if lacks in act.facts)
        return f"日志没有写{next(facts, WORDS.get(lacks, lacks))}"
    if not fact:
        return f"日志没有“{spec.title}”这一步"
    return f"日志没有写“{spec.title}”的{spec.facts[fact].title if fact in spec.facts else WORDS.get(fact, fact)}"


def _worst_first(told: RuleFigures) -> tuple[int, int, str]:
    return SEVERITIES.index(told.severity), -told.breaches, told.code


def _rules(
    counted: Counted, procedures: Sequence[Procedure], book: Lawbook, asked: Mapping[str, int], lacking: Sequence[Lacking]
) -> Iterator[RuleFigures]:
    mute = Counter[str]()
    for lack in lacking:
        mute[lack.rule] += lack.acts
    for code, rule in {code: rule for procedure in procedures for code, rule in procedure.rules.items()}.items():
        told = counted.get(code, {})
        acts = asked.get(code, 0)
        yield RuleFigures(
            code, "rule", rule.asks or rule.why, _cited(book, rule.cite), rule.severity, acts, max(acts - told.get("acts", 0), 0),
            told.get("rule broken", 0), told.get("duty broken", 0), told.get("pending", 0), told.get("unknown", 0) + mute[code],
            told.get("cases", 0), told.get("worst"), told.get("unit") or "",
        )  # fmt: skip


def _patterns(counted: Counted, book: Lawbook) -> Iterator[RuleFigures]:
    for code, pattern in book.patterns.items():
        told = counted.get(code, {})
        found = told.get("pattern broken", 0)
        yield RuleFigures(
            code, "pattern", f"{pattern.title}：{pattern.looks_for}", _cited(book, pattern.cite), pattern.severity, 0, 0, found, 0, 0,
            told.get("unknown", 0), told.get("cases", 0), told.get("worst"), told.get("unit") or "",
        )  # fmt: skip


def _counted(store: Store) -> Counted:
    """What each rule answered."""
    found: Counted = {}
    for rule, kind, answer, count in store.rows("select rule, kind, answer, count(*) from findings group by all"):
        key = f"{kind} broken" if answer == "broken" else answer
        found.setdefault(rule, {})[key] = found.get(rule, {}).get(key, 0) + count
    told = store.rows(
        "select rule, count(distinct \"case\") filter (where answer = 'broken'), max(measure) filter (where answer = 'broken'), "
        "any_value(measure_unit), count(distinct (\"case\", n)) filter (where kind = 'rule' and answer <> 'pending') "
        "from findings group by 1"
    )
    for rule, cases, worst, unit, acts in told:
        found[rule] |= {"cases": cases, "worst": worst, "unit": unit, "acts": acts}
    return found


def _by(store: Store, label: str, order: str) -> list[tuple[str, Mapping[str, int]]]:
    rows = store.rows(
        f"select label, severity, count(*) from (select {label} as label, severity from findings where answer = 'broken') "
        f"where label is not null group by 1, 2 order by {order}"
    )
    found: dict[str, dict[str, int]] = {}
    for told, severity, count in rows:
        found.setdefault(str(told), {})[severity] = int(count)
    return list(found.items())


def _cited(book: Lawbook, cite: Sequence[str]) -> tuple[str, ...]:
    return tuple(book.cite_text(ref) for ref in cite)


def shown_measure(measure: float | None, unit: str) -> str:
    """`12日`, `3.5元`; empty where nothing is measured."""
    if measure is None:
        return ""
    return f"{measure:,.2f}".rstrip("0").rstrip(".") + UNIT_WORDS.get(unit, unit)


def shown_day(day: date | None) -> str:
    """The day, empty where there is none."""
    return day.isoformat() if day else ""
