"""The tree computed again says which entry, tile or checkpoint is not what was signed; an untouched one says nothing."""

import random
from pathlib import Path

import psycopg
import pytest
from django.conf import settings as configured
from django.db import connection
from pytest_django import Settings

from mingheng.ledger.actions import grow_tree, record_many, sequence_entries
from mingheng.ledger.actions.memory import SignerMemory
from mingheng.ledger.queries.auditing.tree import TreeFound, audit_tree
from mingheng.ledger.rules import Said
from mingheng.ledger.rules.auditing.differences import WORDS
from mingheng.ledger.rules.auditing.trees import SPAN, Tiles, root_over, subtree, upper_tiles
from mingheng.ledger.rules.entries import leaf_hash
from mingheng.ledger.rules.tree.growing import Edge
from mingheng.ledger.rules.tree.keys import Kind, SignerKey, VerifierKey
from mingheng.ledger.tests.acts import AT, CASE, OTHER_CASE

SECRET = bytes(range(32))
ENTRIES = 300


@pytest.fixture(autouse=True)
def signer(settings: Settings, tmp_path: Path) -> SignerMemory:
    settings.MINGHENG_LOG_KEY, settings.MINGHENG_SIGNER = SECRET, tmp_path
    return SignerMemory(tmp_path)


def key() -> VerifierKey:
    return SignerKey.from_secret(configured.MINGHENG_LOG_ORIGIN, Kind.NOTE, SECRET).verifier


def grown(entries: int = ENTRIES) -> None:
    record_many(
        acts=[Said("penalty.decided", OTHER_CASE if i % 3 else CASE, {}, {}, "o:7", "u:0107", AT) for i in range(entries)]
    )
    while sequence_entries(at=AT):
        pass
    while grow_tree(at=AT, limit=100):
        pass


def audited(signer: SignerMemory, after: int = 0) -> TreeFound:
    return audit_tree(keys=[key()], memory=signer.last(), after=after)


@pytest.mark.django_db
def test_an_untouched_log_has_no_difference(signer: SignerMemory) -> None:
    grown()
    found = audited(signer)
    assert (found.size, found.read, found.checkpoints, found.found) == (ENTRIES, ENTRIES, 3, ())


@pytest.mark.django_db
def test_an_empty_log_has_no_difference(signer: SignerMemory) -> None:
    assert audited(signer).found == ()


@pytest.fixture
def owner(committed_db: str, owner_connection: psycopg.Connection, signer: SignerMemory) -> psycopg.Connection:
    """The owner of the tables, with every guard taken off, over a log that was signed."""
    grown()
    connection.close()
    for table in ("ledger_entry", "ledger_position"):
        owner_connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    for constraint in ("ledger_entry_leaf_is_its_hash", "ledger_entry_columns_repeat_it"):
        owner_connection.execute(f"ALTER TABLE ledger_entry DROP CONSTRAINT {constraint}")
    owner_connection.commit()
    return owner_connection


ALTERED = "UPDATE ledger_entry SET entry = replace(convert_from(entry, 'UTF8'), 'o:7', 'o:8')::bytea WHERE id = {}"
HASHED = "UPDATE ledger_entry SET leaf = sha256('\\x00'::bytea || entry) WHERE id = {}"
FLIPPED = 'UPDATE ledger_tile SET data = set_bit(data, 70, 1 - get_bit(data, 70)) WHERE level = {} AND "index" = {}'
OF = "(SELECT entry_id FROM ledger_position WHERE position = {})"

TAMPERING = {
    "an entry": ([ALTERED.format(OF.format(3))], {("leaf-differs", 3, ""), ("entry-altered", 3, "")}),
    "an entry hashed again": (
        [ALTERED.format(OF.format(3)), HASHED.format(OF.format(3))], {("entry-altered", 3, "")},
    ),
    "an entry of the unfilled tile": (
        [ALTERED.format(OF.format(290)), HASHED.format(OF.format(290))], {("leaf-unlike-tile", 290, "")},
    ),
    "a tile of leaves": ([FLIPPED.format(0, 0)], {("tile-altered", 0, "0/0")}),
    "the tile above": ([FLIPPED.format(1, 0)], {("tile-altered", 0, "1/0")}),
    "a tile is gone": (['DELETE FROM ledger_tile WHERE level = 0 AND "index" = 0'], {("tile-missing", 0, "0/0")}),
    "a position is gone": (["DELETE FROM ledger_position WHERE position = 17"], {("position-missing", 17, "")}),
    "an entry is gone, its position is not": (
        ["ALTER TABLE ledger_position DROP CONSTRAINT ledger_position_entry_id_c7e0284f_fk_ledger_entry_id",
         "UPDATE ledger_position SET entry_id = 999999 WHERE position = 17"], {("entry-missing", 17, "")},
    ),
    "two exchanged": (
        ["ALTER TABLE ledger_position DROP CONSTRAINT ledger_position_entry_id_key",
         "UPDATE ledger_position AS a SET entry_id = b.entry_id FROM ledger_position b WHERE a.position + b.position = 9 AND a.position IN (4, 5)"],
        {("entry-altered", 4, ""), ("entry-altered", 5, "")},
    ),
    "a checkpoint's root": (["UPDATE ledger_checkpoint SET root = sha256('x') WHERE size = 200"], {("checkpoint-altered", 200, "条数、根或者日志名")}),
    "a checkpoint's text": (
        ["UPDATE ledger_checkpoint SET note = replace(note, E'\\n200\\n', E'\\n201\\n') WHERE size = 200"],
        {("checkpoint-altered", 200, "条数、根或者日志名"), ("checkpoint-signature", 200, "")},
    ),
    "a checkpoint made rubbish": (["UPDATE ledger_checkpoint SET note = 'x' WHERE size = 200"], {("checkpoint-altered", 200, "")}),
    "a cosignature made up": (
        ["INSERT INTO ledger_cosignature (checkpoint_id, witness, line, seen_at) VALUES (200, 'w+00000000+AA==', '— w AAAAAAAA', now())"],
        {("cosignature-altered", 200, "w")},
    ),
    "the end cut off": (
        ["DELETE FROM ledger_checkpoint WHERE size > 200"], {("memory-ahead", 300, "")},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("statements", "expected"), TAMPERING.values(), ids=TAMPERING.keys())
def test_whatever_is_altered_in_the_tables_is_named(
    owner: psycopg.Connection, signer: SignerMemory, statements: list[str], expected: set[tuple[str, int, str]]
) -> None:
    for statement in statements:
        owner.execute(statement)
    owner.commit()
    found = audited(signer)
    assert {(one.kind, one.n, one.field) for one in found.found} == expected
    assert all(one.kind in WORDS and one.said for one in found.found)


def test_a_tree_rebuilt_over_an_altered_entry_contradicts_what_was_signed_and_what_the_signer_remembers(
    owner: psycopg.Connection, signer: SignerMemory
) -> None:
    owner.execute(ALTERED.format(OF.format(3)))
    owner.execute(HASHED.format(OF.format(3)))
    leaves = [bytes(leaf) for (leaf,) in owner.execute(
        "SELECT e.leaf FROM ledger_entry e JOIN ledger_position p ON p.entry_id = e.id ORDER BY p.position"
    )]  # fmt: skip
    edge, full = Edge().grown(leaves)
    for tile, data in [*full, *edge.tiles()]:
        owner.execute('UPDATE ledger_tile SET data = %s WHERE level = %s AND "index" = %s', [data, tile.level, tile.index])
    owner.commit()
    kinds = {(one.kind, one.n) for one in audited(signer).found}
    assert kinds == {("checkpoint-root", size) for size in (100, 200, 300)} | {("memory-differs", 300)}


def test_a_checkpoint_signed_with_another_key_is_not_ours(owner: psycopg.Connection, signer: SignerMemory) -> None:
    other = SignerKey.new(configured.MINGHENG_LOG_ORIGIN, Kind.NOTE).verifier
    assert {one.kind for one in audit_tree(keys=[other], memory=signer.last()).found} == {"checkpoint-signature"}
    assert not audit_tree(memory=signer.last()).keys_known


def test_only_what_is_new_and_what_is_asked_for_is_read_again(owner: psycopg.Connection, signer: SignerMemory) -> None:
    assert audited(signer, after=ENTRIES).read == 0
    assert audit_tree(keys=[key()], memory=signer.last(), after=ENTRIES, also=[0]).read == ENTRIES
    assert audited(signer, after=ENTRIES - 1).read == ENTRIES


def leaves_of(count: int) -> list[bytes]:
    generator = random.Random(5)
    return [generator.randbytes(12) for _ in range(count)]


@pytest.mark.parametrize("count", [1, 255, 256, 257, 1000, 4096])
def test_a_subtree_has_the_roots_of_the_tree_as_it_grew(count: int) -> None:
    entries = leaves_of(count)
    edge, tiles = Edge(), dict[tuple[int, int], bytes]()
    roots = {}
    for size, entry in enumerate(entries, 1):
        edge, full = edge.grown([leaf_hash(entry)])
        tiles |= {(tile.level, tile.index): data for tile, data in full}
        roots[size] = edge.root()
    tiles |= {(tile.level, tile.index): data for tile, data in edge.tiles()}
    rows = [(n, leaf_hash(entry), entry) for n, entry in enumerate(entries, 1)]
    stored = Tiles({index: data for (level, index), data in tiles.items() if level == 0}, tiles.get((1, 0), b""))
    computed = subtree(0, count, rows, stored, sorted(roots))
    assert computed.found == ()
    assert computed.roots == roots
    assert computed.root == roots[count]


@pytest.mark.parametrize("parts", [1, 2, 3, 7, 256, 300])
def test_roots_of_subtrees_make_the_root_of_the_tree(parts: int) -> None:
    roots = [leaf_hash(entry) for entry in leaves_of(parts)]
    edge, full = Edge().grown(roots)
    assert root_over(roots) == edge.root()
    upper = {(tile.level + 2, tile.index): data for tile, data in [*full, *edge.tiles()]}
    assert upper_tiles(roots) == upper


def test_nothing_has_the_root_of_an_empty_tree() -> None:
    assert root_over([]) == Edge().root()
    assert SPAN == 65_536
