"""A worker that places, signs and publishes, and is killed; and the reading of what it leaves."""

import itertools
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings as configured

from mingheng.kit.postgres import APP, Cluster
from mingheng.kit.sm2 import OpensslSm2
from mingheng.ledger.actions import grow_tree, sequence_entries
from mingheng.ledger.datasets.publishing import publish_log
from mingheng.ledger.datasets.shelf import MIRRORS, OPEN, Shelf
from mingheng.ledger.datasets.twin import publish_twin, twin_fault
from mingheng.ledger.models import Position, SignedCheckpoint, StoredEntry
from mingheng.ledger.rules.tree.checkpoints import Checkpoint
from mingheng.ledger.rules.tree.growing import Edge
from mingheng.ledger.rules.tree.hashing import SHA256
from mingheng.ledger.rules.tree.proving import root
from mingheng.ledger.rules.tree.sm2 import Sm2Key
from mingheng.ledger.rules.tree.tiles import ENTRIES, Tile, node_of, tile_in, tiles_added, unbundled
from mingheng.ledger.tests.acts import AT, decide

SECRET = bytes(range(32))  # signs
ENOUGH = 60
ACTS = 60  # of a round
LONGEST = 0.7  # seconds that a worker lives


@contextmanager
def process(doing: str, cluster: Cluster, database: str, folder: Path) -> Iterator["subprocess.Popen[str]"]:
    """A process that does one of `sequencer_process` on this database, killed in the end."""
    surroundings = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": cluster.url(APP, database),
        "MINGHENG_DATA": str(folder),
        "MINGHENG_SECRET_KEY": "00" * 32,
        "MINGHENG_RECEIPT_KEY": "00" * 32,
        "MINGHENG_MASTER_KEY": configured.MINGHENG_MASTER_KEY.hex(),
        "MINGHENG_LOG_KEY": SECRET.hex(),
        "MINGHENG_SM2_KEY_FILE": configured.MINGHENG_SM2_KEY,
    }
    program = f"import django; django.setup(); from mingheng.ledger.tests import sequencer_process as it; it.{doing}()"
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", program], env=surroundings, text=True, stdin=pipe, stdout=pipe) as started:
        assert started.stdout is not None
        try:
            assert started.stdout.readline().strip()
            yield started
        finally:
            started.kill()


def killed_before_every_step(cluster: Cluster, database: str, folder: Path, acts: int) -> int:
    """Record so many acts and kill the worker before its first, second … step, until one is not reached; how many there were."""
    total = StoredEntry.objects.count()
    with process("killed_at_steps", cluster, database, folder) as worker:
        assert worker.stdin is not None
        assert worker.stdout is not None
        for step in itertools.count(1):
            for i in range(acts):
                decide(f"case:{i % 7}")
            total += acts
            worker.stdin.write(f"{step}\n")
            worker.stdin.flush()
            killed = worker.stdout.readline().strip() == "killed"
            assert_it_is_a_beginning(folder)
            finish(folder)
            assert read_back(folder / "published") == entries(total)
            assert not configured.MINGHENG_SM2_KEY or twin_fault(folder / "published", entries(total), twin_key()) == ""
            if not killed:
                return step - 1
    raise AssertionError("it never ended")


def killed_again_and_again(cluster: Cluster, database: str, folder: Path, rounds: int, seed: int) -> None:
    """Record acts and kill the worker at a random moment, again and again; whatever it leaves is whole, and in the end all is there."""
    chance = random.Random(seed)
    for _ in range(rounds):
        for i in range(ACTS):
            decide(f"case:{i % 7}")
        with process("growing", cluster, database, folder):
            time.sleep(chance.random() * LONGEST)
        assert_it_is_a_beginning(folder)
    total = StoredEntry.objects.count()
    finish(folder)
    assert read_back(folder / "published") == entries(total)
    assert len(set(entries(total))) == total == rounds * ACTS


def finish(folder: Path) -> None:
    """Place, sign and publish all there is."""
    total = StoredEntry.objects.count()
    deadline = time.monotonic() + ENOUGH
    while not SignedCheckpoint.objects.filter(size=total).exists() and time.monotonic() < deadline:
        sequence_entries(at=AT)
        grow_tree(at=AT)
    publish_log(folder / "published")
    if configured.MINGHENG_SM2_KEY:
        publish_twin(folder / "published", signer)


def signer() -> OpensslSm2:
    """Who signs the twin."""
    return OpensslSm2(Path(configured.MINGHENG_SM2_KEY))


def twin_key() -> Sm2Key:
    """What the twin is checked with."""
    return Sm2Key(f"{configured.MINGHENG_LOG_ORIGIN}/sm3", signer().public)


def assert_it_is_a_beginning(folder: Path) -> None:
    """The latest checkpoint is the root of the first of the placed entries, and so is what is published."""
    last = SignedCheckpoint.objects.order_by("size").last()
    if last is not None:
        edge, _ = Edge().grown(map(SHA256.leaf, entries(last.size)))
        assert bytes(last.root) == edge.root()
    if Shelf(folder / "published").published() is not None:
        published = read_back(folder / "published")
        assert published == entries(len(published))


def entries(size: int) -> list[bytes]:
    """The first of all entries, by their positions."""
    rows = Position.objects.filter(position__lte=size).order_by("position").values_list("position", "entry__entry")
    assert [position for position, _ in rows] == list(range(1, size + 1))
    return [bytes(entry) for _, entry in rows]


def read_back(folder: Path) -> list[bytes]:
    """The entries of the published log, once every file of it is checked against the root, by the files alone."""
    note = Shelf(folder).published()
    assert note is not None
    checkpoint = Checkpoint.read(note.text)
    tiles = {(t.level, t.index): read(folder / OPEN, t)[: 32 * t.width] for t in tiles_added(0, checkpoint.size)}
    assert root(checkpoint.size, node_of(lambda level, index: tiles[level, index])) == checkpoint.root
    entries: list[bytes] = []
    for index in range(-(-checkpoint.size // 256)):
        width = tile_in(checkpoint.size, 0, index).width
        entries += list(unbundled(read(folder / MIRRORS, Tile(ENTRIES, index, width))))[:width]
    edge, full = Edge().grown(map(SHA256.leaf, entries))
    assert edge.root() == checkpoint.root
    assert {(tile.level, tile.index): data for tile, data in [*full, *edge.tiles()]} == tiles
    return entries


def read(half: Path, tile: Tile) -> bytes:
    """What is published of a tile: as much of it as was asked for, or all of it once it is full."""
    part = half / tile.path
    return (part if part.exists() else half / Tile(tile.level, tile.index).path).read_bytes()
