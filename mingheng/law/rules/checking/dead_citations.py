"""Citations that lead nowhere: unknown statute, article without gist, text not in force that day."""

from collections.abc import Iterable, Iterator
from datetime import date

from mingheng.law.rules.citations import Citation, CitationRefused, gist_of, version_on
from mingheng.law.rules.lawbook import Benchmark, Item, Parameter, Pattern, Predicate, Status, Statute
from mingheng.law.rules.plans import Plan
from mingheng.law.rules.procedure import Procedure
from mingheng.law.rules.reading.folder import Entry
from mingheng.law.rules.reading.problems import Problem
from mingheng.law.rules.reading.yaml_tree import Path
from mingheng.law.rules.standards import ReviewStandard

PREDICATES_HOLD = date(2026, 8, 15)  # the law-facts they restate are those of this day
Cited = tuple[Path, tuple[str, ...], date]


def citation_problems(entries: Iterable[Entry]) -> Iterator[Problem]:
    """Every citation of the lawbook that leads nowhere."""
    entries = list(entries)
    statutes = {entry.key: entry.value for entry in entries if isinstance(entry.value, Statute)}
    for entry in entries:
        for path, refs, day in citations_of(entry):
            for ref in refs:
                reason = why_dead(ref, day, statutes)
                if reason:
                    yield entry.problem(path, reason)
        if isinstance(entry.value, Parameter):
            yield from _verified_without_source(entry, entry.value)


def citations_of(entry: Entry) -> Iterator[Cited]:
    """What an entry cites, where, and the day on which the cited text must be in force."""
    value = entry.value
    if isinstance(value, Parameter):
        for i, dated in enumerate(value.values):
            yield ("values", i, "cite"), dated.cite, dated.since
    elif isinstance(value, Item):
        for i, version in enumerate(value.versions):
            yield ("versions", i, "breach"), version.breach, version.since
            yield ("versions", i, "penalty"), version.penalty, version.since
            yield ("versions", i, "seizure"), version.seizure, version.since
    elif isinstance(value, Predicate | Pattern):
        yield ("cite",), value.cite, PREDICATES_HOLD
    elif isinstance(value, Plan):
        yield from _of_a_plan(value)
    elif isinstance(value, Benchmark):
        yield ("cite",), value.cite, value.since
    elif isinstance(value, ReviewStandard):
        yield from _of_a_standard(value)
    elif isinstance(value, Procedure):
        yield from _of_a_procedure(value)


def _of_a_plan(value: Plan) -> Iterator[Cited]:
    yield ("cite",), value.cite, value.since
    for name, conflict in value.conflicts.items():
        yield ("conflicts", name), tuple(reading.cite for reading in conflict.readings), value.since


def _of_a_standard(value: ReviewStandard) -> Iterator[Cited]:
    yield ("cite",), value.cite, value.since
    for n, item in enumerate(value.fatal):
        yield ("fatal", n, "cite"), item.cite, value.since
    for n, area in enumerate(value.areas):
        for m, scored in enumerate(area.items):
            yield ("areas", n, "items", m, "cite"), scored.cite, value.since


def _of_a_procedure(value: Procedure) -> Iterator[Cited]:
    yield ("cite",), value.cite, value.since
    for section, listed in (("acts", value.acts), ("rules", value.rules), ("clocks", value.clocks)):
        for code, cited in listed.items():
            yield (section, code, "cite"), cited.cite, value.since


def why_dead(ref: str, day: date, statutes: dict[str, Statute]) -> str:
    """Why a citation leads nowhere on a day; an empty text when it leads somewhere."""
    try:
        citation = Citation.parse(ref)
    except CitationRefused as refused:
        return str(refused)
    if citation.statute not in statutes:
        return f"引用 {ref}：没有登记法律 {citation.statute}，请在 statutes/ 中登记"
    version = version_on(statutes[citation.statute], day)
    if version is None:
        return f"引用 {ref}：{statutes[citation.statute].short}在 {day} 没有施行中的版本"
    if not gist_of(version, citation):
        return f"引用 {ref}：{version.id} 没有第 {citation.article} 条的要旨，请在 gists 中补一句"
    return ""


def _verified_without_source(entry: Entry, parameter: Parameter) -> Iterator[Problem]:
    for i, value in enumerate(parameter.values):
        if value.status is Status.VERIFIED and not value.cite:
            yield entry.problem(("values", i, "cite"), "状态是 V（已核对），须写明出处")
