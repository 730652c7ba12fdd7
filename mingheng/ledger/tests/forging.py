"""Vouchers good and bad, as many as are wanted, the same for the same seed; each with what is true of it."""

import base64
import hashlib
import random
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import base45

from mingheng.ledger.rules import Json, leaf_hash
from mingheng.ledger.rules.chains import EMPTY_CHAIN
from mingheng.ledger.rules.composing import Said, composed
from mingheng.ledger.rules.entries import Entry
from mingheng.ledger.rules.tree.checkpoints import Checkpoint
from mingheng.ledger.rules.tree.keys import Kind, SignerKey
from mingheng.ledger.rules.tree.notes import Note
from mingheng.ledger.rules.tree.proofs import HEADING, Proof
from mingheng.ledger.rules.tree.proving import inclusion, root_of_inclusion
from mingheng.ledger.rules.vouching.openings import openings_of
from mingheng.ledger.rules.vouching.receipts import promised, receipt_key
from mingheng.ledger.rules.vouching.vouchers import CODE, Voucher
from mingheng.ledger.tests.signing import twisted

ORIGIN = "cg.lanjiang.example/ledger/2026"
NOON = datetime(2026, 11, 21, 4, tzinfo=UTC)
KEY, SECRET = b"k" * 32, b"s" * 32
LOG = SignerKey.from_secret(ORIGIN, Kind.NOTE, bytes(range(32)))
OTHER_LOG = SignerKey.from_secret("elsewhere.example/ledger", Kind.NOTE, b"o" * 32)
WITNESSES = {
    name: SignerKey.from_secret(f"{host}.lanjiang.example", Kind.COSIGNATURE, host.encode().ljust(32, b"."))
    for name, host in (("司法局", "justice"), ("检察院", "procuratorate"), ("公证处", "notary"), ("市局", "city"))
}
STRANGER = SignerKey.from_secret("stranger.example", Kind.COSIGNATURE, b"x" * 32)
QUORUMS: tuple[tuple[str, Callable[[set[str]], bool]], ...] = (
    ("quorum none", bool),
    ("quorum 检察院", lambda seen: "检察院" in seen),
    ("group g any 司法局 公证处\nquorum g", lambda seen: bool(seen & {"司法局", "公证处"})),
    ("group g 2 司法局 检察院 公证处\nquorum g", lambda seen: len(seen & {"司法局", "检察院", "公证处"}) > 1),
    ("group g all 司法局 检察院 公证处 市局\nquorum g", lambda seen: len(seen) > len(WITNESSES) - 1),
    (
        "group city any 司法局 市局\ngroup g all city 检察院\nquorum g",
        lambda seen: bool(seen & {"司法局", "市局"}) and "检察院" in seen,
    ),
)
VALUES: tuple[Json, ...] = (
    200000,
    0,
    -1,
    2**53 - 1,
    True,
    None,
    "",
    "行政处罚决定书",
    '\u2028“引号\\"\x00\x7f',
    "𠮷野家",
    ["甲", {"b": 1, "a": []}],
)


@dataclass(frozen=True, slots=True)
class Case:
    """What a verifier is given, and what is true: the entry, the facts and files it stands for, whether enough saw it."""

    text: str
    policy: str
    files: tuple[bytes, ...]
    entry: bytes
    facts: Mapping[str, Json]
    recorded: tuple[bytes, ...]
    enough: bool


def cases(seed: int, count: int) -> Iterator[Case]:
    """So many vouchers; about a fifth of them nobody touched."""
    chance = random.Random(seed)
    for _ in range(count):
        yield _case(chance)


def _case(chance: random.Random) -> Case:
    facts = {f"f{i}": chance.choice(VALUES) for i in range(chance.randrange(6))}
    recorded = tuple(chance.randbytes(32) for _ in range(chance.randrange(3)))
    at = NOON + timedelta(milliseconds=chance.randrange(10**9))
    said = Said("document.rendered", "papers:9b1e", facts, {}, "o:7", "u:0107", at, chance.choice([None, NOON]),
                chance.choice(["", "g:3"]), tuple(file.hex() for file in recorded), {"case": "c:1"})  # fmt: skip
    written = composed(said, EMPTY_CHAIN, KEY, "0.1", chance.randbytes(16), chance.randbytes(12)).entry
    shown = {name: value for name, value in facts.items() if chance.random() < 0.8}
    openings = openings_of(Entry.from_bytes(written), KEY, shown)
    quorum, is_enough = chance.choice(QUORUMS)
    seen = {name for name in WITNESSES if chance.random() < 0.7}
    if chance.random() < 0.8:
        voucher, enough = Voucher(written, openings, _proof(chance, written, seen)), is_enough(seen)
    else:
        voucher, enough = Voucher(written, openings, promised(ORIGIN, leaf_hash(written), at, SECRET)), False
    if chance.random() < 0.4:
        voucher = chance.choice(FORGERIES)(chance, voucher)
    text = chance.choice((str, Voucher.short, Voucher.code))(voucher)
    if chance.random() < 0.6:
        text = chance.choice(SLIPS)(chance, text)
    files = chance.choice(((), (), recorded[:1], recorded, (*recorded, chance.randbytes(32))))
    return Case(text, _policy(quorum), files, written, facts, recorded, enough)


def _policy(quorum: str) -> str:
    lines = [f"log {LOG.verifier}", f"log {receipt_key(ORIGIN, SECRET).verifier}", f"log {OTHER_LOG.verifier}"]
    return "\n".join([*lines, *(f"witness {name} {key.verifier}" for name, key in WITNESSES.items()), quorum, ""])


def _proof(chance: random.Random, written: bytes, seen: set[str]) -> Proof:
    size = chance.choice((1, 2, 7, 256, 1000, 10**6, 10**8 + 7))
    place = chance.choice((0, size - 1, chance.randrange(size)))
    salt = chance.randbytes(8)
    hashes = inclusion(place, size, lambda level, index: hashlib.sha256(salt + b"%d %d" % (level, index)).digest())
    root = root_of_inclusion(leaf_hash(written), place, size, hashes)
    assert root is not None
    note = Note(str(Checkpoint(ORIGIN, size, root))).signed(LOG)
    for name, witness in WITNESSES.items():
        if name in seen:
            note = note.signed(witness, int(NOON.timestamp()) + chance.randrange(100))
    return Proof(place, tuple(hashes), note.signed(STRANGER, 1) if chance.random() < 0.2 else note)


# What somebody does who understands the voucher.


def _other_entry(chance: random.Random, voucher: Voucher) -> Voucher:
    entry = Entry.from_bytes(voucher.entry)
    changed = chance.choice(
        (
            replace(entry, at=entry.at - timedelta(days=1)),
            replace(entry, kind="document.withdrawn"),
            replace(entry, n=entry.n + 1),
            replace(entry, files=(*entry.files, chance.randbytes(32))),
            replace(entry, commitments={}),
        )
    )
    return replace(voucher, entry=changed.to_bytes())


def _other_opening(chance: random.Random, voucher: Voucher) -> Voucher:
    if not voucher.openings:
        return voucher
    first, *rest = voucher.openings
    value: Json = not first.value if isinstance(first.value, bool) else "被改动"
    changed = chance.choice((replace(first, value=value), replace(first, name="f9"), replace(first, salt=bytes(32))))
    return replace(voucher, openings=(changed, *rest))


def _other_note(chance: random.Random, voucher: Voucher) -> Voucher:
    """The same text signed by whom it should not be, or another text with the old signatures, or signed anew by the wrong key."""
    note = voucher.vouched.note if isinstance(voucher.vouched, Proof) else voucher.vouched
    receipts = receipt_key(ORIGIN, SECRET)
    _, *witnesses = note.signatures
    line = note.signatures[-1]
    made = chance.choice(
        (
            Note(note.text).signed(receipts if isinstance(voucher.vouched, Proof) else LOG),
            Note(note.text).signed(OTHER_LOG),
            Note(note.text.replace(ORIGIN, OTHER_LOG.name), note.signatures),
            Note(note.text, (*note.signatures[1:], note.signatures[0])),
            Note(note.text, tuple(witnesses) or note.signatures),
            Note(note.text, (*note.signatures, *note.signatures[-1:])),
            Note(note.text, (*note.signatures[:-1], replace(line, signature=line.signature[:-1]))),
            Note(note.text, (*note.signatures[:-1], replace(line, signature=line.signature[:7] + b"\x00" + line.signature[8:]))),
            Note(note.text, (*note.signatures[:-1], replace(line, signature=b"\xff" * 8 + line.signature[8:]))),
            Note(note.text.replace("\n", " \n", 1)).signed(LOG),
            Note(note.text + "an extension\n").signed(LOG),
            twisted(note, LOG, bytes(range(32))),
            Note(note.text.replace(ORIGIN, receipts.name, 1))
            .signed(receipts)
            .signed(WITNESSES["司法局"], 1)
            .signed(WITNESSES["检察院"], 1),
        )
    )
    return _with(voucher, made)


def _other_place(chance: random.Random, voucher: Voucher) -> Voucher:
    if not isinstance(voucher.vouched, Proof):
        return replace(voucher, vouched=promised(ORIGIN, bytes(32), NOON, SECRET))
    proof = voucher.vouched
    changed = chance.choice(
        (
            replace(proof, index=proof.index + 1),
            replace(proof, index=2**62),
            replace(proof, hashes=proof.hashes[:-1]),
            replace(proof, hashes=(*proof.hashes, bytes(32))),
            replace(proof, hashes=proof.hashes[::-1]),
            replace(proof, note=Note(proof.note.text.replace("\n", "\n1", 1), proof.note.signatures)),
        )
    )
    return replace(voucher, vouched=changed)


def _with(voucher: Voucher, note: Note) -> Voucher:
    vouched = replace(voucher.vouched, note=note) if isinstance(voucher.vouched, Proof) else note
    return replace(voucher, vouched=vouched)


# What happens to text on its way, and what somebody does who does not understand it.


def _byte(chance: random.Random, text: str) -> str:
    place = chance.randrange(len(text))
    return text[:place] + chr(ord(text[place]) ^ chance.randrange(1, 128)) + text[place + 1 :]


def _cut(chance: random.Random, text: str) -> str:
    place = chance.randrange(len(text))
    return chance.choice((text[:place], text[:place] + text[place + 1 :], text[:place] + chance.choice("0A{\n é") + text[place:]))


def _lines(chance: random.Random, text: str) -> str:
    lines = text.split("\n")
    place = chance.randrange(len(lines))
    chance.choice((lines.pop, lambda at: lines.insert(at, lines[at]), lambda at: lines.insert(at, lines.pop())))(place)
    return "\n".join(lines)


def _unpacked(change: Callable[[random.Random, str], str]) -> Callable[[random.Random, str], str]:
    """The same to what is inside: of a code the short form, of a file the extra data."""

    def inside(chance: random.Random, text: str) -> str:
        if text.startswith(CODE):
            short = zlib.decompress(base45.b45decode(text.removeprefix(CODE))).decode()
            return _coded(zlib.compress(change(chance, short).encode(), chance.choice((1, 9))))
        if text.startswith(HEADING):
            heading, extra, rest = text.split("\n", 2)
            changed = change(chance, base64.b64decode(extra.removeprefix("extra ")).decode()).encode()
            return f"{heading}\nextra {base64.b64encode(changed).decode()}\n{rest}"
        return change(chance, text)

    return inside


def _coded(packed: bytes) -> str:
    digits: bytes = base45.b45encode(packed)
    return CODE + digits.decode()


def _spelling(chance: random.Random, text: str) -> str:
    """The same said in another way, or almost."""
    old, new = chance.choice(SPELLINGS)
    return text.replace(old, new, 1)


def _packing(chance: random.Random, text: str) -> str:
    if not text.startswith(CODE):
        return chance.choice((text + "\n", " " + text, "\ufeff" + text, text.replace("\n", "\r\n"), text.lower()))
    packed = base45.b45decode(text.removeprefix(CODE))
    changed = chance.choice(
        (packed + b"\x00", packed[:-1], packed[:-4] + bytes(4), packed[:-4] + b"junk" + packed[-4:], packed + packed, packed[2:])
    )
    return _coded(changed) + chance.choice(("", "\n", "  \n", "A", "é"))


SPELLINGS = (
    ("200000", "200000.0"), ("200000", "2e5"), ("-1", "-1.0"), (":[", ": ["), ("true", "1"), ("null", '""'), ("9007199254740991", "9007199254740992"),
    ('"open":', '"open":{},"open":'), ("行政", "\\u884c\\u653f"), ("{", '{"more":1,'), ('\\"v\\":1', '\\"v\\":1.0'), ('\\"v\\":1', '\\"v\\":2'),
    ('\\"n\\":1', '\\"n\\":1.5'), ('\\"ot\\":null', '\\"ot\\":\\"\\"'), ("T04:", " 04:"), ("Z\n60", "+00:00\n60"), ("Z\n60", "0Z\n60"),
    ("index ", "index 0"), ("=\n", "\n"), ("=\n", "==\n"), ("— ", "- "), ("example/", "Example/"), ("T", "t"), ("v1\n", "v2\n"), ('"z\\":', '"y\\":'),
)  # fmt: skip
FORGERIES = (_other_entry, _other_opening, _other_note, _other_note, _other_place)
SLIPS = (_byte, _cut, _lines, _unpacked(_byte), _unpacked(_cut), _unpacked(_lines), _spelling, _unpacked(_spelling), _packing)
