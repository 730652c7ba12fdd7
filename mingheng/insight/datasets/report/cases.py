"""The cases a report opens to: of each rule the worst breaches, with the acts each rests on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mingheng.insight.datasets.figures import shown_measure
from mingheng.insight.datasets.store import Store

ANSWERS: Mapping[str, str] = {"broken": "违反", "pending": "未到期", "unknown": "无法核对"}
MOST_ACTS = 12


@dataclass(frozen=True)
class ActShown:
    """One act a breach rests on; `ref` where it is of another case, `own` for the act that broke the rule."""

    n: int
    title: str
    happened: date | None
    ref: str
    own: bool


@dataclass(frozen=True)
class Shown:
    """One finding as a row."""

    ref: str
    answer: str
    severity: str
    act: str
    happened: date | None
    due: date | None
    measure: str
    unit: str
    by: str
    reason: str
    acts: Sequence[ActShown]
    more: int


def worst_of(store: Store, rule: str, most: int, titles: Mapping[str, str]) -> list[Shown]:
    """The worst findings of a rule: breaches before what is unknown, unknown before what still runs."""
    rows = store.rows(
        'select "case", ref, answer, severity, n, act, others, happened, due, measure, measure_unit, unit, "by", reason, lacks from findings '
        "where rule = $rule order by case answer when 'broken' then 0 when 'unknown' then 1 else 2 end, measure desc nulls last, due, ref, n "
        "limit $most",
        rule=rule,
        most=most,
    )
    rests = {i: _resting(ref, n, others) for i, (_, ref, _, _, n, _, others, *_) in enumerate(rows)}
    acts = _acts_of(store, sorted({ref for named in rests.values() for ref, _ in named}))
    found = []
    for i, (_, ref, answer, severity, n, act, _, happened, due, measure, unit, of, by, reason, lacks) in enumerate(rows):
        told = [
            ActShown(
                number,
                titles.get(acts[other, number][0], acts[other, number][0]),
                acts[other, number][1],
                other if other != ref else "",
                (other, number) == (ref, n),
            )
            for other, number in rests[i]
            if (other, number) in acts
        ]
        found.append(
            Shown(
                ref, answer, severity or "light", titles.get(act, act or ""), happened, due, shown_measure(measure, unit or ""), of or "",
                by or "", f"{reason}（缺{lacks}）" if lacks else reason or "", told[:MOST_ACTS], max(len(told) - MOST_ACTS, 0),
            )
        )  # fmt: skip
    return found


def _resting(ref: str, n: int | None, others: str | None) -> list[tuple[str, int]]:
    """The acts a finding rests on, by case and number, in order."""
    found = {(ref, n)} if n is not None else set()
    for word in (others or "").replace(",", " ").split():
        other, _, number = word.rpartition("#")
        if number.isdigit():
            found.add((other or ref, int(number)))
    return sorted(found)


def _acts_of(store: Store, refs: Sequence[str]) -> dict[tuple[str, int], tuple[str, date]]:
    if not refs:
        return {}
    rows = store.rows(
        'select cases.ref, acts.n, acts.act, acts.happened from acts join cases on cases."case" = acts."case" '
        "where cases.ref in (select unnest($refs))",
        refs=list(refs),
    )
    return {(ref, n): (act, happened) for ref, n, act, happened in rows}
