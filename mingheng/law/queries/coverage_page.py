"""Builds the page that shows, for each judgement of law, its articles, its rules and the examples that prove it."""

from collections.abc import Iterable
from functools import cache

from django.urls import reverse

from mingheng.kit.paths import lawbook_dir
from mingheng.law.queries.editions import lawbook
from mingheng.law.queries.page import AsOf, CoveragePage, Link, PredicateRow, ProvingExample
from mingheng.law.queries.wording import SEVERITIES, Words
from mingheng.law.rules.examples import WorkedExample, read_examples
from mingheng.law.rules.lawbook import Predicate
from mingheng.law.rules.procedure import Procedure, RuleSpec
from mingheng.law.rules.reading import Lawbook


@cache
def shipped_examples() -> tuple[WorkedExample, ...]:
    """The examples that come with the program, read once."""
    return read_examples(lawbook_dir() / "scenarios")


def coverage_page(as_of: AsOf) -> CoveragePage:
    """Every judgement with what carries it out and what proves it."""
    book = lawbook()
    words = Words(book, as_of.day)
    examples = shipped_examples()
    rows = tuple(_row(predicate, book, words, examples) for _, predicate in sorted(book.predicates.items()))
    return CoveragePage(
        as_of=as_of,
        rows=rows,
        examples=len(examples),
        refused=sum(example.refused for example in examples),
        bare=tuple(row.key for row in rows if not row.rules or not row.kept or not row.broken),
        home_href=reverse("law:home"),
    )


def _row(predicate: Predicate, book: Lawbook, words: Words, examples: tuple[WorkedExample, ...]) -> PredicateRow:
    proving = [example for example in examples if predicate.key in example.facts]
    return PredicateRow(
        key=predicate.key,
        title=predicate.title,
        severity=SEVERITIES[predicate.severity],
        cites=words.cites(predicate.cite),
        rules=tuple(_links(predicate.key, book)),
        kept=tuple(ProvingExample(e.name, e.subject) for e in proving if not e.refused),
        broken=tuple(ProvingExample(e.name, e.subject) for e in proving if e.refused),
    )


def _links(key: str, book: Lawbook) -> Iterable[Link]:
    """Each thing asked once, though several rules ask it of different acts."""
    asked: dict[str, Link] = {}
    for procedure, rule in _rules(key, book):
        title = rule.asks or rule.why
        asked.setdefault(title, Link(title, _place(procedure, rule), procedure.title))
    return asked.values()


def _rules(key: str, book: Lawbook) -> list[tuple[Procedure, RuleSpec]]:
    """The rules that carry a judgement out, each with the first procedure that has it."""
    found: dict[str, tuple[Procedure, RuleSpec]] = {}
    for versions in book.procedures.values():
        for code, rule in versions[-1].rules.items():
            if key in rule.fact_ids:
                found.setdefault(code, (versions[-1], rule))
    return list(found.values())


def _place(procedure: Procedure, rule: RuleSpec) -> str:
    """The stage of the procedure's page where the rule is told first."""
    act = procedure.acts.get(rule.gates[0])
    return reverse("law:procedure", args=[procedure.key]) + (f"#stage-{act.stage}" if act else "")
