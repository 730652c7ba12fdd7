"""The district was recorded by the acts themselves, so an audit of all of it finds nothing."""

from datetime import datetime

from mingheng.cases.queries.auditing.judging import expected_chains, judge_chains, kind_of
from mingheng.ledger.queries.auditing.chains import audit_chains, every_chain


def test_an_untouched_district_shows_no_difference(district: datetime) -> None:
    chains = sorted(every_chain() | expected_chains())
    found = list(audit_chains(chains=chains, judge=judge_chains))
    assert [difference for one in found for difference in one.found] == []
    assert {"case", "evidence", "papers", "party"} <= {kind_of(chain) for chain in chains}
    assert sum(one.chains for one in found) == len(chains)
