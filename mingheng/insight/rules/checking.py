"""A whole log checked: in bulk what has a form in bulk, the rest asked of the cases that need it, all of it as findings."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from mingheng.insight.rules.asking import Asker, Told, always_asked, has_question
from mingheng.insight.rules.bulk import Days, Plan, answers, days_told, duties, open_cases, prepared
from mingheng.insight.rules.bulk.answers import COLUMNS, PENDING, UNKNOWN, WORDS
from mingheng.insight.rules.bulk.calendar import Keep
from mingheng.insight.rules.bulk.plan import EPOCH
from mingheng.insight.rules.bulk.time import left_open
from mingheng.insight.rules.bulk.unrecorded import read_by, softened
from mingheng.insight.rules.log import FINDINGS, Log
from mingheng.law.rules.docket import Docket

ANSWERS = {**COLUMNS, "reason": "string", "lacks": "string", "duty": "boolean"}
CODES = {word: code for code, word in WORDS.items()}
WITHOUT_TIME = ".时间"
UNSURE, NOT_YET = "无法核对", "期限还没有届满"

Rows = Callable[[ir.Table], list[dict[str, Any]]]
Dockets = Callable[[Sequence[int]], Iterable[tuple[int, Docket]]]


@dataclass(frozen=True)
class Lacking:
    """A rule that so many acts of a kind could not be asked about, and what the log would have to record."""

    rule: str
    act: str
    lacks: str
    acts: int


@dataclass(frozen=True)
class Checked:
    """`findings`: what is not kept. `asked`: of how many acts each rule was asked. `lacking`: what nobody can tell."""

    findings: ir.Table
    asked: Mapping[str, int]
    lacking: Sequence[Lacking] = ()


@dataclass(frozen=True)
class Checker:
    """Checks logs of one procedure on one backend. `dockets` reads cases for the rules only the engine can answer."""

    plan: Plan
    keep: Keep
    rows: Rows
    dockets: Dockets
    asker: Asker = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "asker", Asker(self.plan))

    def check(self, log: Log, *, as_of: date) -> Checked:
        """Everything that is not kept on a day."""
        straight = log.of(log.cases.filter(~log.cases.winding).select("case"))
        acts = self.keep(prepared(straight, self.plan))
        days = Days(self.plan, [row["day"] for row in self.rows(days_told(straight, acts))] or [0], self.keep)
        bulk = self.keep(answers(straight, acts, days))
        due = self.keep(duties(straight, acts, days, as_of))
        told = list(self._asked(log, acts, bulk, as_of))
        sure = bulk.filter(~bulk["rule"].isin(self._questioned)) if self._questioned else bulk
        found = ibis.union(_wide(sure, duty=False), _wide(due, duty=True), _rows(told, self.plan))
        found = self._softened(found, log)
        wordy = _findings(self.keep(found), log, days, as_of)
        return Checked(
            self.keep(wordy), *self._counted(self.keep(prepared(log, self.plan)) if told or self.asker.silent else acts)
        )

    @property
    def _questioned(self) -> list[int]:
        """Rules of which bulk only says who must be asked."""
        rules = self.plan.procedure.rules
        return [
            self.plan.numbers[c] for c in self.plan.codes if self.plan.in_bulk(rules[c]) and has_question(self.plan, rules[c])
        ]

    def _asked(self, log: Log, acts: ir.Table, bulk: ir.Table, as_of: date) -> Iterator[Told]:
        """What the engine says of what is left open."""
        candidates: dict[tuple[int, int], frozenset[str]] = {}
        if self._questioned:
            for row in self.rows(bulk.filter(bulk["rule"].isin(self._questioned)).select("case", "n", "rule").distinct()):
                key = (row["case"], row["n"])
                candidates[key] = candidates.get(key, frozenset()) | {self.plan.codes[row["rule"]]}
        winding = {row["case"] for row in self.rows(log.cases.filter(log.cases.winding).select("case"))}
        still = self._owing(log, acts)
        cases = winding | still | {case for case, _ in candidates} | set(self._always(acts))
        for case, docket in self.dockets(sorted(cases)):
            yield from self.asker.of_case(case, docket, winding=case in winding, candidates=candidates)
            yield from self.asker.duties(case, docket, as_of, winding=case in winding) if case in still | winding else ()

    def _owing(self, log: Log, acts: ir.Table) -> set[int]:
        """The open cases in which a clock has begun that bulk leaves open."""
        clocks = self.plan.procedure.clocks
        starts = [self.plan.kinds[act] for key in left_open(self.plan) for act in clocks[key].start]
        begun = acts.filter(acts.kind.isin(starts)).select("case").distinct() if starts else None
        return {row["case"] for row in self.rows(open_cases(log, acts, self.plan).semi_join(begun, "case"))} if starts else set()

    def _always(self, acts: ir.Table) -> list[int]:
        """The cases with an act that a rule without a form in bulk speaks of."""
        asked = always_asked(self.plan)
        kinds = [kind for act, kind in self.plan.kinds.items() if asked & self.plan.procedure.rules_of(act).keys()]
        return [row["case"] for row in self.rows(acts.filter(acts.kind.isin(kinds)).select("case").distinct())] if kinds else []

    def _softened(self, found: ir.Table, log: Log) -> ir.Table:
        """Breaches that rest on acts nobody knows the time of, or that may stand in the system and not in the log, are unknown."""
        plan, rules = self.plan, self.plan.procedure.rules
        reads = plan.table(
            [{"rule": plan.numbers[code], "u_act": act} for code, rule in rules.items() for act in read_by(plan.procedure, rule)],
            {"rule": "int32", "u_act": "string"},
        )
        undated = log.undated.select("case", u_act="act").distinct().join(reads, "u_act")
        undated = undated.group_by("case", "rule").agg(undated=undated.u_act.min())
        elsewhere = plan.table(
            [
                {"rule": plan.numbers[code], "duty": duty, "elsewhere": name}
                for code, rule in rules.items()
                for duty in (False, True)
                if plan.recorded and (name := softened(plan.procedure, plan.recorded, rule, duty=duty))
            ],
            {"rule": "int32", "duty": "boolean", "elsewhere": "string"},
        )
        told = found.left_join(undated, ["case", "rule"]).select(*found.columns, "undated")
        told = told.left_join(elsewhere, ["rule", "duty"]).select(*told.columns, "elsewhere")
        lack = ibis.coalesce(ibis.ifelse(told.undated.notnull(), told.undated.concat(WITHOUT_TIME), None), told.elsewhere)
        accuses = (told.answer == CODES["broken"]) | (told.duty & (told.answer == CODES["pending"]) & told.elsewhere.notnull())
        unsure = accuses & lack.notnull()
        return told.mutate(answer=ibis.ifelse(unsure, UNKNOWN, told.answer), lacks=ibis.ifelse(unsure, lack, told.lacks)).select(
            *ANSWERS
        )

    def _counted(self, acts: ir.Table) -> tuple[Mapping[str, int], Sequence[Lacking]]:
        """Of how many acts each rule was asked, and of how many it could not be."""
        of_kind = {row["kind"]: row["acts"] for row in self.rows(acts.group_by("kind").agg(acts=acts.count()))}
        asked = dict.fromkeys(self.plan.codes, 0)
        for act, kind in self.plan.kinds.items():
            for code, _ in self.plan.speaking(act):
                asked[code] += of_kind.get(kind, 0)
        mute = (Lacking(code, act, lack, of_kind.get(self.plan.kinds[act], 0)) for (code, act), lack in self.plan.mute.items())
        silent = [Lacking(code, act, lack, acts) for (code, act, lack), acts in self.asker.silent.items()]
        for lack in silent:
            asked[lack.rule] -= lack.acts
        return asked, [*(lack for lack in mute if lack.acts), *silent]


def _wide(found: ir.Table, *, duty: bool) -> ir.Table:
    """Answers with the columns of all answers."""
    empty = ibis.null().cast("string")
    return found.mutate(reason=empty, lacks=empty, duty=ibis.literal(duty)).select(*ANSWERS)


def _rows(told: Sequence[Told], plan: Plan) -> ir.Table:
    """What the engine said, as rows."""
    schema = ibis.schema(ANSWERS)
    rows = [
        {
            "case": one.case, "n": one.n, "party": one.finding.party, "rule": plan.numbers[one.finding.code],
            "answer": CODES[one.finding.answer.value], "other": None, "reason": one.finding.reason, "lacks": one.lacks,
            "due": (one.finding.due - EPOCH).days if one.finding.due else None, "duty": one.n is None,
        }
        for one in told
        if one.finding.code in plan.numbers
    ]  # fmt: skip
    return ibis.memtable(pa.Table.from_pylist(rows, schema=schema.to_pyarrow()), schema=schema)


def _findings(found: ir.Table, log: Log, days: Days, as_of: date) -> ir.Table:
    """Answers in the words of the rule, one row an act and a rule: the worst of what was said of it."""
    plan = days.plan
    rules = plan.table(
        [
            {
                "rule": plan.numbers[code], "code": code, "severity": rule.severity, "why": rule.why,
                "cite": " ".join(rule.cite), "early": rule.after_end_of is not None,
            }
            for code, rule in plan.procedure.rules.items()
        ],
        {"rule": "int32", "code": "string", "severity": "string", "why": "string", "cite": "string", "early": "boolean"},
    )  # fmt: skip
    words = plan.table([{"answer": n, "word": word} for n, word in WORDS.items()], {"answer": "int32", "word": "string"})
    found = found.mutate(whose=ibis.ifelse(found.duty, found.party.fill_null(""), ""))
    worst = ibis.window(group_by=["case", "rule", "n", "whose"], order_by=["answer", "party", "other"])
    found = found.mutate(place=ibis.row_number().over(worst)).filter(ibis._.place == 0)
    told = found.join(rules, "rule").join(words, "answer")
    told = told.join(log.cases.select("case", "ref", "procedure", case_unit="unit"), "case")
    acts = log.acts.select("case", "n", "act", "by", "happened", act_unit="unit", act_party="party")
    told = told.left_join(acts, ["case", "n"]).drop("case_right", "n_right")
    told = told.left_join(days.dates.rename(due="day", due_on="date"), "due").drop("due_right")
    happened = told.happened.delta(ibis.literal(EPOCH), unit="day")
    passed = ibis.ifelse(told.duty, ibis.literal((as_of - EPOCH).days), happened) - told.due
    measure = ibis.ifelse(told.early, -passed, passed).cast("float64")
    return told.select(
        "case", "ref", "procedure", rule="code", kind=ibis.ifelse(told.duty, "duty", "rule"), answer="word",
        severity="severity", n="n", act="act", others=told.other.cast("string"), party=told.party.fill_null(told.act_party),
        happened="happened", due="due_on", measure=measure, measure_unit=ibis.ifelse(measure.isnull(), None, "days"),
        unit=told.act_unit.fill_null(told.case_unit), by="by", reason=_reason(told), cite="cite", lacks="lacks",
    ).cast(dict(FINDINGS))  # fmt: skip


def _reason(told: ir.Table) -> ir.Value:
    """The words of the rule for a breach; what is not known is not put as if it were."""
    said = told.reason.fill_null(told.why)
    unsaid = (told.answer == UNKNOWN) & ~said.contains(UNSURE)
    return ibis.cases((unsaid, ibis.literal(f"{UNSURE}是否").concat(said)), (told.answer == PENDING, NOT_YET), else_=said)
