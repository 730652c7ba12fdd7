"""Builds the page of a procedure: stages, acts, rules and clocks as a lawyer reads them."""

from collections.abc import Iterable, Mapping

from django.urls import reverse

from mingheng.law.queries.editions import lawbook
from mingheng.law.queries.noted import noted_of
from mingheng.law.queries.page import ActRow, AsOf, ClockRow, ProcedurePage, RuleRow, StageView
from mingheng.law.queries.wording import Words, value_words
from mingheng.law.rules.procedure import ActSpec, ClockSpec, Procedure, RuleSpec
from mingheng.law.rules.reading import NotInForce

EVERY_ACT = "*"
DUTIES = {
    "officer": "执法人员",
    "squad_leader": "中队长",
    "squad_legal_officer": "中队法制员",
    "centre_reviewer": "中心审核员",
    "bureau_head": "局负责人",
    "supervisor": "督察员",
    "law_administrator": "法制管理员",
    "system_administrator": "系统管理员",
}
KINDS = {
    "after": "先后",
    "argued": "说理",
    "at_least": "人数",
    "different_person": "回避同一人",
    "exists_when": "情形具备时必经",
    "in_range": "幅度",
    "never_after": "之后不得",
    "not_above": "不得加重",
    "special": "专门规则",
    "within": "期限",
}


def procedure_page(procedure: Procedure, as_of: AsOf) -> ProcedurePage:
    """The whole procedure, stage by stage. Rules that gate every act are told once."""
    words, noted = Words(lawbook(), max(as_of.day, procedure.since)), noted_of(procedure.key)
    return ProcedurePage(
        as_of=as_of,
        title=procedure.title,
        since=procedure.since,
        until=procedure.until,
        cites=words.cites(procedure.cite),
        stages=tuple(
            StageView(
                key, title, tuple(_act(act, procedure.acts[act], procedure, words, noted) for act in _acts_of(procedure, key))
            )
            for key, title in procedure.stages.items()
        ),
        everywhere=tuple(_rule(code, rule, words, noted) for code, rule in procedure.rules.items() if EVERY_ACT in rule.gates),
        clocks=tuple(_clock(key, clock, procedure, words) for key, clock in procedure.clocks.items()),
        home_href=reverse("law:home"),
    )


def _acts_of(procedure: Procedure, stage: str) -> list[str]:
    """The acts of a stage, those of the main road first and in its order."""
    road = {act: place for place, step in enumerate(procedure.path) for act in step.any_of}
    return sorted((key for key, act in procedure.acts.items() if act.stage == stage), key=lambda key: road.get(key, len(road)))


def _act(key: str, act: ActSpec, procedure: Procedure, words: Words, noted: Mapping[str, str]) -> ActRow:
    rules = {code: rule for code, rule in procedure.rules_of(key).items() if EVERY_ACT not in rule.gates}
    instrument = words.book.instruments.get(act.instrument or "", {})
    return ActRow(
        key=key,
        title=act.title,
        who="、".join(DUTIES.get(duty, duty) for duty in act.by),
        facts=tuple(fact.title if fact.required else f"{fact.title}（可不填）" for fact in act.facts.values()),
        instrument=str(instrument.get("title", "")),
        cites=words.cites(act.cite),
        rules=tuple(_rule(code, rule, words, noted) for code, rule in rules.items()),
    )


def _rule(code: str, rule: RuleSpec, words: Words, noted: Mapping[str, str]) -> RuleRow:
    kind = KINDS.get(rule.kind, rule.kind)
    return RuleRow(code, kind, rule.why, rule.remedy, words.cites(rule.cite), rule.severity == "fatal", noted.get(code, ""))


def _clock(key: str, clock: ClockSpec, procedure: Procedure, words: Words) -> ClockRow:
    stretched = [f"{_titles(procedure, [act])}：加 {_limit(extra, words)}" for act, extra in clock.extensions.items()]
    stretched += [f"{_titles(procedure, [act])}：{_limit(own, words)}" for act, own in clock.limits.items()]
    stretched += [f"{excluded.title}不计入" for excluded in clock.excludes]
    return ClockRow(
        key=key,
        title=clock.title,
        starts=_titles(procedure, clock.start),
        stops=_titles(procedure, clock.stop),
        limit=_limit(clock.limit, words),
        stretched=tuple(stretched),
        cites=words.cites(clock.cite),
    )


def _titles(procedure: Procedure, acts: Iterable[str]) -> str:
    return "、".join(procedure.acts[act].title for act in acts)


def _limit(parameter: str, words: Words) -> str:
    """The parameter's value on the page's day; says so when there is none."""
    try:
        return value_words(words.book.value(parameter, words.day), words.book.parameter_unit(parameter))
    except NotInForce as none:
        return str(none)
