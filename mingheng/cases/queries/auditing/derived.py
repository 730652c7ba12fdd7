"""Columns of a case's row, and its parties, worked out again from the docket."""

from collections.abc import Iterator
from datetime import datetime

from mingheng.cases.models import Case
from mingheng.cases.queries.auditing.dockets import Audited
from mingheng.cases.rules import pointers
from mingheng.cases.rules.titles import title_of
from mingheng.law import queries as law
from mingheng.law.rules.docket import Docket
from mingheng.law.rules.position import position
from mingheng.law.rules.reading import Lawbook
from mingheng.ledger.rules.auditing.claims import shown
from mingheng.ledger.rules.auditing.differences import Difference

JOINS = "register_party"


def judge_columns(one: Audited) -> Iterator[Difference]:
    """What of the case's row does not follow from its steps."""
    if one.case is None or not one.steps or one.chain.erased:
        return
    docket = one.docket()
    differing: list[Difference] = []
    for book in books_since(one.steps[-1].at):
        differing = list(_columns(one, one.case, docket, book))
        if not differing:
            return
    yield from differing


def _columns(one: Audited, case: Case, docket: Docket, book: Lawbook) -> Iterator[Difference]:
    derived = pointers(docket, position(docket, book))
    derived["title"] = title_of(docket, derived["item"], book.items)
    for name, value in derived.items():
        stored = getattr(case, name)
        if stored != value:
            yield Difference("derived-differs", one.chain.chain, 0, name, shown(value), shown(stored))


def books_since(since: datetime) -> Iterator[Lawbook]:
    """The lawbook as it is now, then those that were in force since a row was last pointed."""
    now = law.lawbook()
    yield now
    for earlier in law.editions():
        if earlier.digest != now.digest:
            yield law.edition(earlier.digest)
        if earlier.loaded_at <= since:
            return


def judge_parties_of(one: Audited) -> Iterator[Difference]:
    """Whether the parties are those registered, in that order, by the names they were last registered under."""
    expected: dict[str, tuple[str, str | None]] = {}
    for row in one.steps:
        if row.act == JOINS and row.facts.get("party_id"):
            expected[str(row.facts["party_id"])] = (str(row.facts.get("kind", "")), one.sealed.get(row.n, {}).get("name"))
    there = {str(pk): (n, kind, name) for pk, n, kind, name in one.links}
    for place, (pk, (kind, name)) in enumerate(expected.items(), 1):
        if pk not in there:
            yield Difference("row-missing", one.chain.chain, 0, f"第{place}个当事人")
            continue
        told = (("次序", place, there[pk][0]), ("类型", kind, there[pk][1]), ("名称", name, there[pk][2]))
        for field, recorded, stored in told:
            if recorded is not None and recorded != stored:
                yield Difference("value-differs", one.chain.chain, 0, f"第{place}个当事人的{field}", str(recorded), str(stored))
    for pk in there.keys() - expected.keys():
        yield Difference("row-unrecorded", one.chain.chain, 0, "当事人", stored=there[pk][2])
