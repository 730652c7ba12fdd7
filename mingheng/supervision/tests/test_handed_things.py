"""Draws, matters and bulletins in the hands of outside supervisors: read-only, for as long as they were handed, each reading on record."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from mingheng.draws.actions import draw_lots
from mingheng.draws.models import Draw
from mingheng.draws.rules.proof import read_file
from mingheng.draws.tests.sealed import AFTER, a_sealed, reveal
from mingheng.kit import clock
from mingheng.kit.dates import SHANGHAI
from mingheng.ledger.queries import unseal_chain
from mingheng.ledger.queries.vouchers import entries_of
from mingheng.organisation.models import Officer
from mingheng.supervision.actions.handings import answer_opinion, give_opinion, hand_over
from mingheng.supervision.models import Bulletin, Handing, Matter
from mingheng.supervision.rules.bulletins.periods import Period, PeriodKind
from mingheng.supervision.tests.test_bulletins import POINTS, issued
from mingheng.supervision.tests.test_handings import ANSWER, OPINION, PURPOSE, outsider
from tests import matters
from tests.cast import Cast
from tests.walking import walk

NOW = datetime(2026, 11, 24, 10, tzinfo=SHANGHAI)
UNTIL = date(2026, 12, 31)


@pytest.fixture
def procurator(cast: Cast) -> Officer:
    return outsider(cast, "procuratorate", "LJ9101")


@pytest.fixture
def draw(cast: Cast) -> Draw:
    sealed = a_sealed(cast.supervisor)
    reveal(sealed, cast.supervisor)
    draw_lots(draw_id=sealed.pk, by=cast.supervisor, at=AFTER)
    return sealed


@pytest.fixture
def matter(cast: Cast) -> Matter:
    made = matters.opened(cast.supervisor, date(2026, 11, 20))
    matters.take(made, "issue_slip", cast.supervisor, date(2026, 11, 20))
    return made


@pytest.fixture
def bulletin(cast: Cast) -> Bulletin:
    closed = walk(cast, "archive_case").closed_on
    assert closed is not None
    return issued(cast, Period.holding(PeriodKind.MONTH, closed))


def handed(cast: Cast, to: Officer, **thing: UUID) -> Handing:
    given: dict[str, Any] = {"title": "一件", "to": to.unit, "purpose": PURPOSE, "until": UNTIL, "token": None, **thing}
    return hand_over(**given, by=cast.supervisor, at=NOW)


def read(client: Client, one: Handing, more: str = "", days: int = 0) -> tuple[int, str]:
    with clock.pretend(NOW + timedelta(days=days)):
        answer = client.get(f"/handings/{one.pk}/{more}")
    return answer.status_code, answer.content.decode()


def test_a_draw_is_read_with_its_proof_which_anybody_can_check(
    cast: Cast, draw: Draw, procurator: Officer, client: Client
) -> None:
    one = handed(cast, procurator, draw=draw.pk)
    client.force_login(procurator)
    status, page = read(client, one)
    assert status == 200
    assert "云汀街道-" in page
    assert "/check/draw/" in page
    assert f"/draws/{draw.pk}/" not in page
    status, file = read(client, one, "draw.json")
    assert status == 200
    assert read_file(file.encode()).differing() == ""
    said = [kind for _, entry in entries_of(f"handing:{one.pk}") for kind in [entry.kind]]
    assert said == ["handing:over", "handing:read", "handing:read"]
    assert client.get(f"/draws/{draw.pk}/").status_code == 404


def test_a_matter_is_read_with_its_papers(cast: Cast, matter: Matter, procurator: Officer, client: Client) -> None:
    one = handed(cast, procurator, matter=matter.pk)
    client.force_login(procurator)
    status, page = read(client, one)
    found = str(unseal_chain(f"matter:{matter.pk}")[1]["found"])
    assert (status, found in page) == (200, True)
    assert f"/matters/{matter.pk}/" not in page
    assert client.get(f"/matters/{matter.pk}/").status_code == 404


def test_a_bulletin_is_read_and_its_numbers_lead_nowhere(
    cast: Cast, bulletin: Bulletin, procurator: Officer, client: Client
) -> None:
    one = handed(cast, procurator, bulletin=bulletin.pk)
    client.force_login(procurator)
    status, page = read(client, one)
    assert (status, POINTS in page, bulletin.digest in page) == (200, True, True)
    assert f"/bulletins/{bulletin.pk}/" not in page


def test_what_is_in_other_hands_or_over_is_the_same_404(
    cast: Cast, draw: Draw, matter: Matter, procurator: Officer, client: Client
) -> None:
    other = outsider(cast, "justice", "LJ9201")
    mine, theirs = handed(cast, procurator, draw=draw.pk), handed(cast, other, matter=matter.pk)
    client.force_login(procurator)
    assert read(client, theirs)[0] == 404
    assert read(client, theirs, "draw.json")[0] == 404
    assert read(client, mine, f"papers/{uuid4()}/")[0] == 404
    assert [read(client, mine, more, days=60)[0] for more in ("", "draw.json")] == [404, 404]


def test_an_opinion_on_a_draw_is_answered_as_one_on_a_case(cast: Cast, draw: Draw, procurator: Officer, client: Client) -> None:
    one = handed(cast, procurator, draw=draw.pk)
    opinion = give_opinion(handing=one.pk, words=OPINION, token=None, by=procurator, at=NOW)
    answer_opinion(opinion=opinion.pk, words=ANSWER, by=cast.supervisor, at=NOW + timedelta(days=1))
    client.force_login(procurator)
    assert ANSWER in read(client, one, days=2)[1]


def test_a_supervisor_hands_over_from_the_page_of_the_thing(
    cast: Cast, draw: Draw, matter: Matter, bulletin: Bulletin, procurator: Officer, client: Client
) -> None:
    client.force_login(cast.supervisor)
    for what, pk in (("draw", draw.pk), ("matter", matter.pk), ("bulletin", bulletin.pk)):
        address = f"/handings/new/?{what}={pk}"
        with clock.pretend(NOW):
            assert address.replace("&", "&amp;") in client.get(f"/{what}s/{pk}/").content.decode()
            assert 'name="case"' not in client.get(address).content.decode()
            form = {"to": procurator.unit.key, "purpose": PURPOSE, "until": "2026-12-31", "token": str(uuid4())}
            assert client.post(address, form).status_code == 302
        one = Handing.objects.order_by("-at", "-pk").get(**{f"{what}_id": pk})
        assert (one.what, one.thing) == (what, pk)
    for address in (f"/handings/new/?draw={uuid4()}", "/handings/new/?matter=1"):
        assert client.get(address).status_code == 404


def test_a_handing_is_of_one_thing(cast: Cast, draw: Draw, matter: Matter, procurator: Officer) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        handed(cast, procurator, draw=draw.pk, matter=matter.pk)
