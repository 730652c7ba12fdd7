"""Whoever reads evidence, a paper or an identity number leaves an entry behind, whichever way he reads it."""

from collections import Counter
from datetime import datetime, time

import pytest
from django.test import Client

from mingheng.cases.queries.auditing.judging import chains_of, judge_chains
from mingheng.documents.queries import of_folder as papers_of
from mingheng.evidence.queries import of_folder
from mingheng.kit import clock
from mingheng.kit.dates import SHANGHAI
from mingheng.ledger.queries.auditing.chains import audit_chains, kinds_counted, read_chains
from tests.decided import Decided


@pytest.fixture
def client(decided: Decided, monkeypatch: pytest.MonkeyPatch) -> Client:
    day = decided.case.last_happened
    assert day is not None
    monkeypatch.setattr(clock, "now", lambda: datetime.combine(day, time(20), SHANGHAI))
    browser = Client()
    browser.force_login(decided.cast.handler)
    return browser


def recorded(decided: Decided) -> Counter[str]:
    chains = [*chains_of(decided.case.pk), f"party:{decided.case.party_links.get().party_id}"]
    return Counter(entry.kind for chain in read_chains(chains) for entry in chain.entries)


def read(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code in {200, 302}, answer.content
    assert not answer.cookies, "a picture that comes late must not bring back the session of who sat here before"
    answer.close()


def test_every_way_of_reading_is_on_record(client: Client, decided: Decided) -> None:
    before, base = recorded(decided), f"/cases/{decided.case.ref}"
    evidence, party = of_folder(decided.case.pk)[0].id, decided.case.party_links.get().party_id
    paper = papers_of(decided.case.pk)[0].id
    for _ in range(2):
        for address in (f"/files/{evidence}/thumbnail/", f"/instruments/{paper}/", f"/parties/{party}/decision-draft/"):
            read(client, base + address)
    read(client, f"{base}/files/{evidence}/")
    client.post(f"{base}/parties/{party}/identity/", {"purpose": "核对身份", "words": "核对送达回证"})
    assert recorded(decided) - before == Counter(
        {"evidence.previewed": 1, "paper.opened": 2, "evidence.opened": 1, "party.identity_read": 1}
    )
    counted = kinds_counted(["evidence.opened", "paper.opened", "party.identity_read"])
    assert counted == {"evidence.opened": 1, "paper.opened": 2, "party.identity_read": 1}


def test_readings_are_no_difference(client: Client, decided: Decided) -> None:
    paper = papers_of(decided.case.pk)[0].id
    read(client, f"/cases/{decided.case.ref}/instruments/{paper}/")
    found = audit_chains(chains=chains_of(decided.case.pk), judge=judge_chains)
    assert [difference for batch in found for difference in batch.found] == []
