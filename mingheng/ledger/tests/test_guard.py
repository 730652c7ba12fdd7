"""What the database refuses, and to whom; and what is seen when an administrator goes round it."""

from dataclasses import replace

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction

from mingheng.kit.postgres import SUPERUSER, Cluster
from mingheng.ledger.actions import sequence_entries
from mingheng.ledger.models import APPEND_ONLY, StoredEntry
from mingheng.ledger.queries import chain_intact
from mingheng.ledger.rules import Entry, append_only_removal_sql, append_only_trigger_sql, leaf_hash
from mingheng.ledger.tests.acts import AT, CASE, OTHER_CASE, decide

CHANGES = ["UPDATE {} SET {} = {}", "DELETE FROM {}", "DELETE FROM {} WHERE false", "TRUNCATE {} CASCADE"]


def changes(table: str) -> list[str]:
    """Every way to change a table other than adding to it."""
    column = "n" if table == "ledger_entry" else "position"
    return [change.format(table, column, column) for change in CHANGES]


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_the_application_may_only_add_and_read(app_connection: psycopg.Connection, table: str) -> None:
    for change in changes(table):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), app_connection.transaction():
            app_connection.execute(change)


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_the_owner_meets_the_trigger(owner_connection: psycopg.Connection, table: str) -> None:
    for change in changes(table):
        with pytest.raises(psycopg.errors.RestrictViolation, match="append-only"), owner_connection.transaction():
            owner_connection.execute(change)


@pytest.mark.usefixtures("django_db_setup")
@pytest.mark.parametrize("table", APPEND_ONLY)
def test_replication_mode_does_not_go_round_the_trigger(cluster: Cluster, table: str) -> None:
    with psycopg.connect(cluster.url(SUPERUSER)) as administrator:
        administrator.execute("SET session_replication_role = replica")
        for change in changes(table):
            with pytest.raises(psycopg.errors.RestrictViolation, match="append-only"), administrator.transaction():
                administrator.execute(change)


def test_an_insert_that_would_update_meets_the_trigger_too(owner_connection: psycopg.Connection) -> None:
    upsert = "INSERT INTO ledger_position VALUES (1, 1, now()) ON CONFLICT (position) DO UPDATE SET entry_id = 2"
    columns = upsert.replace("ledger_position", "ledger_position (position, entry_id, placed_at)")
    with pytest.raises(psycopg.errors.RestrictViolation):
        owner_connection.execute(columns)


def test_another_room_guards_its_table_and_takes_the_guard_off_again(owner_connection: psycopg.Connection) -> None:
    owner_connection.execute("CREATE TABLE sample_step (n int)")
    owner_connection.execute(append_only_trigger_sql("sample_step"))
    owner_connection.execute("INSERT INTO sample_step VALUES (1)")
    with pytest.raises(psycopg.errors.RestrictViolation, match="sample_step"), owner_connection.transaction():
        owner_connection.execute("DELETE FROM sample_step")
    owner_connection.execute(append_only_removal_sql("sample_step"))
    assert owner_connection.execute("DELETE FROM sample_step").rowcount == 1


@pytest.mark.parametrize("name", ["", "Step", "step; DROP TABLE x", "a" * 60, "1step"])
def test_no_guard_is_written_for_what_is_no_table_name(name: str) -> None:
    with pytest.raises(ValueError, match="not the name of a table"):
        append_only_trigger_sql(name)


@pytest.mark.django_db
def test_the_database_refuses_columns_that_differ_from_the_bytes() -> None:
    written = bytes(StoredEntry.objects.get(pk=decide().entry_id).entry)
    successor = replace(Entry.from_bytes(written), n=2).to_bytes()
    leaf = leaf_hash(successor)
    for chain, n, hashed in [(CASE, 2, bytes(32)), (CASE, 3, leaf), (OTHER_CASE, 2, leaf)]:
        with pytest.raises(IntegrityError, match="check constraint"), transaction.atomic():
            StoredEntry.objects.create(chain=chain, n=n, leaf=hashed, entry=successor)
    with pytest.raises(IntegrityError, match="check constraint"), transaction.atomic():
        StoredEntry.objects.create(chain=CASE, n=2, leaf=leaf_hash(b"{}"), entry=b"{}")
    StoredEntry.objects.create(chain=CASE, n=2, leaf=leaf, entry=successor)


@pytest.mark.django_db
def test_an_entry_has_one_successor() -> None:
    first = Entry.from_bytes(bytes(StoredEntry.objects.get(pk=decide().entry_id).entry))
    twin = replace(first, kind="penalty.withdrawn").to_bytes()
    with pytest.raises(IntegrityError, match="ledger_entry_one_successor"):
        StoredEntry.objects.create(chain=CASE, n=1, leaf=leaf_hash(twin), entry=twin)


TAMPERING = {
    "one entry altered": [
        "UPDATE ledger_entry SET entry = replace(convert_from(entry, 'UTF8'), 'o:7', 'o:8')::bytea WHERE n = 2"
    ],
    "one entry altered and hashed again": [
        "UPDATE ledger_entry SET entry = replace(convert_from(entry, 'UTF8'), 'o:7', 'o:8')::bytea WHERE n = 2",
        "UPDATE ledger_entry SET leaf = sha256('\\x00'::bytea || entry) WHERE n = 2",
    ],
    "the last altered and hashed again": [
        "UPDATE ledger_entry SET entry = replace(convert_from(entry, 'UTF8'), 'o:7', 'o:8')::bytea WHERE n = 3",
        "UPDATE ledger_entry SET leaf = sha256('\\x00'::bytea || entry) WHERE n = 3",
    ],
    "one removed": ["DELETE FROM ledger_entry WHERE n = 2"],
    "the last removed": ["DELETE FROM ledger_entry WHERE n = 3"],
    "one removed and the rest renumbered": [
        "DELETE FROM ledger_entry WHERE n = 2",
        "UPDATE ledger_entry SET n = 2 WHERE n = 3",
        "UPDATE ledger_chain SET n = 2",
    ],
    "two exchanged": [
        "UPDATE ledger_entry SET n = -n WHERE n IN (2, 3)",
        "UPDATE ledger_entry SET n = 5 + n WHERE n < 0",
    ],
    "all removed": ["DELETE FROM ledger_entry", "DELETE FROM ledger_chain"],
    "rubbish": ["UPDATE ledger_entry SET entry = '\\x5b', leaf = sha256('\\x005b') WHERE n = 1"],
}


@pytest.mark.parametrize("statements", TAMPERING.values(), ids=TAMPERING.keys())
def test_an_administrator_who_goes_round_the_guard_breaks_the_chain(
    committed_db: str, owner_connection: psycopg.Connection, statements: list[str]
) -> None:
    for _ in range(3):
        decide()
    assert chain_intact(CASE)
    connection.close()
    owner_connection.execute("ALTER TABLE ledger_entry DISABLE TRIGGER USER")
    for constraint in ("ledger_entry_leaf_is_its_hash", "ledger_entry_columns_repeat_it"):
        owner_connection.execute(f"ALTER TABLE ledger_entry DROP CONSTRAINT {constraint}")
    owner_connection.execute("DELETE FROM ledger_outbox")
    for statement in statements:
        owner_connection.execute(statement)
    owner_connection.commit()
    assert not chain_intact(CASE)


@pytest.mark.django_db
def test_placing_and_recording_need_no_more_than_the_application_may_do() -> None:
    decide(personal={"name": "王小满"})
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("mingheng_app",)
    assert sequence_entries(at=AT) == 1
