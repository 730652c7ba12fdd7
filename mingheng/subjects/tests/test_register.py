"""The register of parties."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, connections, transaction

from mingheng.kit.dates import SHANGHAI
from mingheng.ledger import queries as ledger
from mingheng.ledger.actions import record_said, sequence_entries
from mingheng.ledger.rules import ContentErased
from mingheng.subjects import actions, queries
from mingheng.subjects.actions.register import said_of
from mingheng.subjects.models import Party
from mingheng.subjects.rules import PartyRefused
from tests.cast import Cast

AT = datetime(2026, 11, 21, 10, 0, tzinfo=SHANGHAI)
COMPANY = "91330100799655058B"
CITIZEN = "11010519491231002X"


def register(by: Any, **changed: Any) -> Party:
    details: dict[str, Any] = {
        "kind": "organisation",
        "name": "澜江新月餐饮有限公司",
        "identity_number": COMPANY,
        "legal_representative": "单一鸣",
        "address": "澜江区望江路18号",
        "phone": "021-51234567",
    }
    return actions.register_party(**(details | changed), by=by, at=AT)


def recorded() -> list[tuple[str, str, dict[str, Any]]]:
    """Kind, chain and opened personal values of every entry about a party, in order."""
    sequence_entries(at=AT)
    entries = [placed for placed in ledger.entries_after(0, 1000) if placed.entry.kind.startswith("party.")]
    opened = ledger.unseal([placed.entry_id for placed in entries])
    return [(placed.entry.kind, placed.entry.chain, opened.get(placed.entry_id, {})) for placed in entries]


def test_it_registers_a_party_and_records_it(cast: Cast) -> None:
    party = register(cast.handler, name=" 澜江新月餐饮有限公司 ", identity_number="9133 0100 7996 5505 8b")
    assert (party.name, party.identity_kind, party.identity_number) == ("澜江新月餐饮有限公司", "credit_code", COMPANY)
    [(kind, chain, personal)] = recorded()
    assert (kind, chain) == ("party.registered", f"party:{party.id}")
    assert personal["identity_number"] == COMPANY
    assert ledger.chain_intact(chain)


def test_the_same_number_is_the_same_party_brought_up_to_date(cast: Cast) -> None:
    first = register(cast.handler)
    again = register(cast.partner, name="澜江新月酒店有限公司", legal_representative="", phone="13800001234")
    assert again.id == first.id
    assert Party.objects.count() == 1
    assert (again.name, again.legal_representative, again.phone) == ("澜江新月酒店有限公司", "单一鸣", "13800001234")
    kind, _, personal = recorded()[-1]
    assert kind == "party.updated"
    assert personal == {
        "name": ["澜江新月餐饮有限公司", "澜江新月酒店有限公司"],
        "phone": ["021-51234567", "13800001234"],
    }
    assert queries.search("新月酒店")
    assert not queries.search("新月餐饮")


def test_registering_the_same_again_changes_and_records_nothing(cast: Cast) -> None:
    register(cast.handler)
    register(cast.partner)
    assert len(recorded()) == 1


def test_a_party_without_a_number_is_always_a_new_one(cast: Cast) -> None:
    nameless = {"kind": "citizen", "name": "无名氏（男，约40岁）", "identity_number": "", "legal_representative": ""}
    assert register(cast.handler, **nameless).id != register(cast.handler, **nameless).id


def test_two_first_comers_get_the_same_party(committed_cast: Cast) -> None:
    def one(_: int) -> Any:
        try:
            return register(committed_cast.handler).id
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(one, range(4)))) == 1
    assert Party.objects.count() == 1


def test_it_names_every_problem_at_once_and_keeps_nothing(cast: Cast) -> None:
    with pytest.raises(PartyRefused) as refused:
        register(cast.handler, kind="club", name=" ", identity_number="91330100799655058A", phone="1234", address="长" * 201)
    assert [problem.field for problem in refused.value.problems] == ["kind", "name", "address", "identity_number", "phone"]
    assert "校验码不对" in str(refused.value)
    assert not Party.objects.exists()
    assert recorded() == []


def test_a_citizen_has_a_citizens_number_and_a_company_a_credit_code(cast: Cast) -> None:
    with pytest.raises(PartyRefused, match="前17位是数字"):
        register(cast.handler, kind="citizen", identity_number=COMPANY)
    with pytest.raises(PartyRefused, match="证件类型与当事人类型不符"):
        register(cast.handler, identity_kind="passport", identity_number="E12345678")
    foreigner = register(cast.handler, kind="citizen", identity_kind="passport", identity_number="e12345678")
    assert foreigner.identity_number == "E12345678"


def test_the_database_itself_refuses_a_second_row_of_one_number(cast: Cast) -> None:
    party = register(cast.handler)
    with pytest.raises(IntegrityError), transaction.atomic():
        Party.objects.create(
            kind="organisation", name="冒名", name_key="m", identity_kind=party.identity_kind,
            identity_number=party.identity_number, registered_at=AT,
        )  # fmt: skip


def test_screens_get_masked_numbers_only(cast: Cast) -> None:
    citizen = register(cast.handler, kind="citizen", name="单小鱼", identity_number=CITIZEN, phone="13800001234")
    company = register(cast.handler)
    views = queries.parties([citizen.id, company.id, uuid4()])
    assert len(views) == 2
    assert views[citizen.id].masked_identity == "110************02X"
    assert views[citizen.id].phone_masked == "138******34"
    assert views[company.id].masked_identity == "9133************8B"
    assert CITIZEN not in repr(views)
    assert views[citizen.id].kind_title == "公民"


def test_reading_the_full_number_needs_a_purpose_and_is_recorded(cast: Cast) -> None:
    party = register(cast.handler, kind="citizen", name="单小鱼", identity_number=CITIZEN)
    for purpose in ("", "  ", "\n", "\u3164", "x", "。。。。。", "啊啊啊啊", "核对送达" * 60, "核对\u202e送达"):
        with pytest.raises(PartyRefused, match="用途"):
            actions.read_identity(party_id=party.id, purpose=purpose, case_ref="2026-1", by=cast.handler, at=AT)
    assert len(recorded()) == 1
    number = actions.read_identity(party_id=party.id, purpose="核对送达回证", case_ref="2026-1", by=cast.partner, at=AT)
    assert number == CITIZEN
    kind, chain, personal = recorded()[-1]
    assert (kind, chain, personal) == ("party.identity_read", f"party:{party.id}", {"purpose": "核对送达回证"})
    entry = next(placed for placed in ledger.entries_after(0, 1000) if placed.entry.kind == kind)
    assert entry.entry.by == f"o:{cast.partner.pk}"
    assert ledger.open_commitment(entry.entry_id, "case", "2026-1")


def test_there_is_nothing_to_read_where_no_number_is_registered(cast: Cast) -> None:
    party = register(cast.handler, kind="citizen", name="某人", identity_number="")
    with pytest.raises(PartyRefused, match="没有登记证件号码"):
        actions.read_identity(party_id=party.id, purpose="核对身份", case_ref="2026-1", by=cast.handler, at=AT)
    with pytest.raises(Party.DoesNotExist):
        actions.read_identity(party_id=uuid4(), purpose="核对身份", case_ref="2026-1", by=cast.handler, at=AT)


@pytest.mark.parametrize("typed", ["新月", "月餐", "单一鸣", "望江路 新月", "澜江新月餐饮有限公司", "799655", "9133 0100 7996"])
def test_it_finds_a_party_by_words_or_part_of_its_number(cast: Cast, typed: str) -> None:
    party = register(cast.handler)
    register(cast.handler, name="青禾水果店", identity_number="", legal_representative="", address="石舫路2号")
    assert [view.id for view in queries.search(typed)] == [party.id]


@pytest.mark.parametrize("typed", ["", "79965", "新饮", "%", "_", "单", "9133010079965505%8"])
def test_it_does_not_find_by_less(cast: Cast, typed: str) -> None:
    register(cast.handler, legal_representative="")
    assert queries.search(typed) == []


def test_parties_sort_by_pinyin(cast: Cast) -> None:
    for name in ("张三", "阿明", "单雄"):
        register(cast.handler, kind="citizen", name=name, identity_number="", address="澜江路1号", legal_representative="")
    assert [view.name for view in queries.search("澜江路")] == ["阿明", "单雄", "张三"]


def plan(text: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    return queries.found(text).order_by().explain()


@pytest.mark.django_db
def test_two_characters_are_enough_for_an_index() -> None:
    assert "party_search" in plan("新月")
    assert "party_identity_part" in plan("799655")


def test_erasure_empties_the_row_and_the_ledger_and_needs_two_people(cast: Cast) -> None:
    party = register(cast.handler)
    with pytest.raises(PartyRefused, match="两名不同的人"):
        actions.erase_party(party_id=party.id, ground="grxx/47/1", by=cast.supervisor, second=cast.supervisor, at=AT)
    later = AT + timedelta(days=1)
    actions.erase_party(party_id=party.id, ground="grxx/47/1", by=cast.supervisor, second=cast.bureau_head, at=later)
    view = queries.parties([party.id])[party.id]
    assert view.erased
    assert (view.name, view.masked_identity, view.address, view.phone_masked) == ("", "", "", "")
    assert queries.search("新月") == []
    assert recorded()[0] == ("party.registered", f"party:{party.id}", {})
    assert ledger.chain_intact(f"party:{party.id}")
    with pytest.raises(PartyRefused, match="已经删除过"):
        actions.erase_party(party_id=party.id, ground="grxx/47/1", by=cast.supervisor, second=cast.bureau_head, at=later)
    assert register(cast.handler).id != party.id


def test_an_erased_party_can_no_longer_be_written_about(cast: Cast) -> None:
    party = register(cast.handler)
    actions.erase_party(party_id=party.id, ground="grxx/47/1", by=cast.supervisor, second=cast.bureau_head, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Party.objects.filter(pk=party.id).update(name="回填")
    with pytest.raises(ContentErased):
        record_said(said=said_of("party.updated", party.id, {}, {}, cast.handler, AT))
