"""Names in a procedure that nothing answers to: rule kinds, predicates, parameters, facts, instruments."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from mingheng.law.rules.clocks import LAST_DAYS
from mingheng.law.rules.kinds import KINDS
from mingheng.law.rules.lawbook import Parameter, Unit
from mingheng.law.rules.predicates import PREDICATES
from mingheng.law.rules.procedure import ActSpec, ClockSpec, Part, Procedure, RuleSpec
from mingheng.law.rules.reading.folder import Entry
from mingheng.law.rules.reading.parts import joined_by
from mingheng.law.rules.reading.problems import Problem
from mingheng.law.rules.reading.yaml_tree import Json, Path
from mingheng.law.rules.specials import SPECIALS

Fault = tuple[Path, str]

PERIODS = frozenset({Unit.WORKING_DAYS, Unit.CALENDAR_DAYS, Unit.MONTHS, Unit.YEARS, Unit.HOURS})
OF_EVERY_ACT = frozenset({"by", "happened", "files"})
WANTS: Mapping[str, str] = {  # what a kind cannot do without
    "argued": "parameter",
    "at_least": "parameter",
    "different_person": "people_of",
    "never_after": "needs",
    "not_above": "needs",
    "special": "special",
    "within": "clock",
}


@dataclass(frozen=True)
class Known:
    """What a procedure may name."""

    parameters: Mapping[str, Parameter]
    instruments: frozenset[str]


def procedure_problems(entries: Iterable[Entry]) -> Iterator[Problem]:
    """Every name in the procedures that nothing answers to."""
    entries = list(entries)
    known = Known(
        parameters={e.key: e.value for e in entries if isinstance(e.value, Parameter)},
        instruments=frozenset(e.key for e in entries if e.kind == "instrument"),
    )
    for entry in entries:
        if isinstance(entry.value, Procedure):
            for path, reason in _faults(entry.value, known):
                yield entry.problem(path, reason)
    yield from _two_meanings(entries)
    yield from _idle_parts(entries)


def _two_meanings(entries: Iterable[Entry]) -> Iterator[Problem]:
    """A procedure of supervision under the key of one of cases: a docket names its procedure by the key alone."""
    entries = list(entries)
    of_cases = {entry.key: entry for entry in entries if entry.kind == "procedure"}
    for entry in entries:
        if entry.kind == "supervision" and entry.key in of_cases:
            yield entry.problem(("key",), f"与办案程序 {of_cases[entry.key].file} 同名，请改键名")


def _idle_parts(entries: Iterable[Entry]) -> Iterator[Problem]:
    """Parts no procedure uses, and what a part joins something to though none of its procedures has it."""
    entries = list(entries)
    for part in (entry for entry in entries if entry.kind == "part"):
        users = [e.value for e in entries if isinstance(e.value, Procedure) and part in e.parts]
        if not users:
            yield part.problem((), "没有程序用到这一部分，请在程序的 uses 中写上")
            continue
        for section, name in joined_by(part.tree):
            if not any(name in getattr(user, section) for user in users):
                yield part.problem(("joins", section, name), f"用到这一部分的程序都没有 {name}")
        for name in _named_acts(part.tree) - set().union(*(user.acts for user in users)):
            yield part.problem((), f"用到这一部分的程序都没有步骤 {name}")


def _named_acts(part: Mapping[str, Json]) -> set[str]:
    """Every act a part's rules and clocks speak of."""
    value = Part.model_validate(part)
    rules = [a for r in value.rules.values() for a in (*r.gates, *r.spares, *r.needs, *r.unless, *r.people_of, r.remedy_act)]
    clocks = [a for c in value.clocks.values() for a in (*c.start, *c.stop, *c.extensions)]
    clocks += [a for c in value.clocks.values() for e in c.excludes for a in (e.start, e.stop, *e.ended)]
    gone = [a for act in value.acts.values() for s in act.supersedes for a in s.acts]
    gone += [a for act in value.acts.values() for s in act.amends for a in s.acts]
    return {a for a in (*rules, *clocks, *gone) if a and a != "*"}


def _faults(procedure: Procedure, known: Known) -> Iterator[Fault]:
    for key, act in procedure.acts.items():
        yield from _act(("acts", key), act, procedure, known)
    for code, rule in procedure.rules.items():
        yield from _rule(("rules", code), rule, procedure, known)
    for key, clock in procedure.clocks.items():
        yield from _clock(("clocks", key), clock, procedure, known)
    for i, step in enumerate(procedure.path):
        yield from _asked((("path", i, "when"), step.when))


def _act(path: Path, act: ActSpec, procedure: Procedure, known: Known) -> Iterator[Fault]:
    if act.instrument is not None and act.instrument not in known.instruments:
        yield (*path, "instrument"), f"没有文书 {act.instrument}，请在 instruments/ 中补上"
    for fact, wanted in act.done_when.items():
        yield from _compared((*path, "done_when"), fact, wanted, [act])
    for i, superseding in enumerate(act.supersedes):
        for fact, wanted in superseding.when.items():
            yield from _compared((*path, "supersedes", i), fact, wanted, [act])
    for i, amending in enumerate(act.amends):
        for fact, wanted in amending.when.items():
            yield from _compared((*path, "amends", i), fact, wanted, [act])
        for theirs, own in amending.facts.items():
            yield from _compared((*path, "amends", i), own, (), [act])
            yield from _compared((*path, "amends", i), theirs, (), [procedure.acts[a] for a in amending.acts])
    for name, fact_spec in act.facts.items():
        if fact_spec.type == "choice" and not fact_spec.choices:
            yield (*path, "facts", name), "类型是 choice，须列出 choices"


def _rule(path: Path, rule: RuleSpec, procedure: Procedure, known: Known) -> Iterator[Fault]:
    if rule.kind not in KINDS:
        yield (*path, "kind"), f"没有规则种类 {rule.kind}，可用 {'、'.join(sorted(KINDS))}"
    wanted = WANTS.get(rule.kind)
    if wanted and not getattr(rule, wanted):
        yield path, f"{rule.kind} 须写明 {wanted}"
    if rule.kind in ("after", "exists_when") and not rule.needs and rule.after_end_of is None:
        yield path, f"{rule.kind} 须写明 needs 或者 after_end_of"
    if rule.special is not None and rule.special not in SPECIALS:
        yield (*path, "special"), f"没有专门规则 {rule.special}，可用 {'、'.join(sorted(SPECIALS))}"
    yield from _asked(((*path, "when"), rule.when))
    for name in ("parameter", "words"):
        parameter = getattr(rule, name)
        if parameter is not None:
            yield from _parameter((*path, name), parameter, procedure, known)
    yield from _facts_named(path, rule, procedure)


def _facts_named(path: Path, rule: RuleSpec, procedure: Procedure) -> Iterator[Fault]:
    """Facts a rule compares or reads: those of the acts it needs, or else of the acts it gates."""
    gated = [act for key, act in procedure.acts.items() if key in rule.gates or "*" in rule.gates]
    for fact, values in rule.where.items():
        yield from _compared((*path, "where"), fact, values, [procedure.acts[a] for a in rule.needs] or gated)
    for fact, values in rule.only.items():
        yield from _compared((*path, "only"), fact, values, gated)
    for name, actors in _facts_read(rule, procedure):
        if name not in OF_EVERY_ACT and not any(name in actor.facts for actor in actors):
            yield path, f"所涉步骤都没有事实 {name}"


def _facts_read(rule: RuleSpec, procedure: Procedure) -> Iterator[tuple[str, list[ActSpec]]]:
    gated = [act for key, act in procedure.acts.items() if key in rule.gates or "*" in rule.gates]
    if rule.fact is not None:
        yield rule.fact, gated
    others = [procedure.acts[key] for key in rule.people_of] if rule.kind == "different_person" else gated
    for fact in rule.facts:
        yield fact, others


def _clock(path: Path, clock: ClockSpec, procedure: Procedure, known: Known) -> Iterator[Fault]:
    yield from _ends(path, clock, procedure)
    for fact, wanted in clock.start_where.items():
        yield from _compared((*path, "start_where"), fact, wanted, [procedure.acts[a] for a in clock.start])
    named = {"limit": clock.limit, "near": clock.near}
    for name, parameter in named.items():
        yield from _parameter((*path, name), parameter, procedure, known)
    for act, own in clock.limits.items():
        yield from _parameter((*path, "limits", act), own, procedure, known)
    unit = known.parameters[clock.limit].unit if clock.limit in known.parameters else None
    if unit is not None and unit not in PERIODS:
        yield (*path, "limit"), f"{clock.limit} 的单位是 {unit}，不是期间"
    for i, excluded in enumerate(clock.excludes):
        if excluded.until:
            yield from _compared((*path, "excludes", i, "until"), excluded.until, (), [procedure.acts[excluded.start]])
        if excluded.under:
            yield from _parameter((*path, "excludes", i, "under"), excluded.under, procedure, known)
    for act, extra in clock.extensions.items():
        yield from _parameter((*path, "extensions", act), extra, procedure, known)
        if extra in known.parameters and unit is not None and known.parameters[extra].unit is not unit:
            yield (*path, "extensions", act), f"{extra} 的单位与 {clock.limit} 不同，无法相加"


def _ends(path: Path, clock: ClockSpec, procedure: Procedure) -> Iterator[Fault]:
    """What says when a clock runs and where it ends, other than its limit."""
    yield from _asked(((*path, "when"), clock.when))
    for fact in filter(None, (clock.starts_on, clock.ends_on)):
        yield from _compared(path, fact, (), [procedure.acts[a] for a in clock.start])
    if clock.ends is not None and clock.ends not in LAST_DAYS:
        yield (*path, "ends"), f"没有末日 {clock.ends}，可用 {'、'.join(sorted(LAST_DAYS))}"


def _parameter(path: Path, key: str, procedure: Procedure, known: Known) -> Iterator[Fault]:
    parameter = known.parameters.get(key)
    if parameter is None:
        yield path, f"没有参数 {key}，请在 parameters/ 中补上"
    elif not any(value.since <= procedure.since for value in parameter.values):
        yield path, f"参数 {key} 在程序施行日 {procedure.since} 还没有值"


def _asked(*questions: tuple[Path, str | None]) -> Iterator[Fault]:
    for path, name in questions:
        if name is not None and name not in PREDICATES:
            yield path, f"没有判断 {name}，可用 {'、'.join(sorted(PREDICATES))}"


def _compared(path: Path, fact: str, wanted: tuple[str, ...], acts: list[ActSpec]) -> Iterator[Fault]:
    """A fact that is compared is declared somewhere, and with the values it is compared to."""
    specs = [act.facts[fact] for act in acts if fact in act.facts]
    if not specs:
        yield path, f"所涉步骤都没有事实 {fact}"
        return
    choices = {choice for spec in specs for choice in spec.choices}
    unknown = sorted(set(wanted) - choices) if choices else []
    if unknown:
        yield path, f"事实 {fact} 没有选项 {'、'.join(unknown)}"
