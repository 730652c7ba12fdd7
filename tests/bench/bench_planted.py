"""Precision and recall of rules and patterns over planted years whose seeds nothing was tuned on."""

import os
from collections import defaultdict
from collections.abc import Iterator

from tests.planted.scoring import Score, planted, planted_in, scores, shown_by_engine, shown_by_patterns, shown_by_scan, together

SEEDS = range(201, 211)
CASES = int(os.environ.get("MINGHENG_BENCH_CASES", "1000"))


def measure() -> Iterator[str]:
    """A table for rules and one for patterns."""
    told: dict[str, dict[str, Score]] = {"rule": defaultdict(Score), "pattern": defaultdict(Score)}
    cases = acts = differ = 0
    for seed in SEEDS:
        log = planted(seed, CASES)
        cases, acts = cases + log.tables["cases"].num_rows, acts + log.tables["acts"].num_rows
        broken = shown_by_scan(log)
        differ += len(broken ^ shown_by_engine(log))
        for kind, found in (("rule", broken), ("pattern", shown_by_patterns(log))):
            for code, score in scores(planted_in(log, kind), found).items():
                told[kind][code] += score
    yield f"seeds {SEEDS[0]} to {SEEDS[-1]}: {cases} cases, {acts} acts; rules by the scan, which differs from the engine in {differ} places"
    for kind, by_code in told.items():
        yield ""
        yield f"| {kind} | planted | found | false | missed | precision | recall |"
        yield "| --- | --- | --- | --- | --- | --- | --- |"
        yield from (_row(code, by_code[code]) for code in sorted(by_code))
        yield _row("together", together(by_code.values()))


def _row(code: str, score: Score) -> str:
    return (
        f"| `{code}` | {score.hits + score.missed} | {score.hits} | {score.false} | {score.missed} "
        f"| {score.precision:.3f} | {score.recall:.3f} |"
    )
