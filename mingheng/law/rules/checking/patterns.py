"""Names in a pattern that nothing answers to: parameters, acts, procedures, facts."""

from collections.abc import Iterable, Iterator

from mingheng.law.rules.lawbook import Pattern
from mingheng.law.rules.procedure import Procedure
from mingheng.law.rules.reading.folder import Entry
from mingheng.law.rules.reading.problems import Problem


def pattern_problems(entries: Iterable[Entry]) -> Iterator[Problem]:
    """Every such name."""
    entries = list(entries)
    parameters = {entry.key for entry in entries if entry.kind == "parameter"}
    procedures = [entry.value for entry in entries if isinstance(entry.value, Procedure)]
    acts = {act for procedure in procedures for act in procedure.acts}
    facts = {fact for procedure in procedures for act in procedure.acts.values() for fact in act.facts}
    for entry in entries:
        if not isinstance(entry.value, Pattern):
            continue
        told = entry.value
        for name, key in told.thresholds.items():
            if key not in parameters:
                yield entry.problem(("thresholds", name), f"法律库没有参数 {key}，请在 parameters/ 中补上")
        for role, named in told.acts.items():
            for act in set(named) - acts:
                yield entry.problem(("acts", role), f"没有程序有步骤 {act}")
        for fact in set(told.facts) - facts:
            yield entry.problem(("facts",), f"没有步骤有 {fact} 这一项")
        for key in set(told.procedures) - {procedure.key for procedure in procedures}:
            yield entry.problem(("procedures",), f"没有程序 {key}")
