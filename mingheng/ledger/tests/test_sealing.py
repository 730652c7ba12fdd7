"""Commitments and sealed content."""

import hashlib
import json

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from hypothesis import given, settings
from hypothesis import strategies as st

from mingheng.ledger.rules import ContentAltered, Json, commitment, seal, unseal, unwrap_key, wrap_key
from mingheng.ledger.rules.sealing import salt_of
from mingheng.ledger.tests.values import keys, recordable, tokens

KEY, OTHER_KEY = b"k" * 32, b"o" * 32
MASTER, OTHER_MASTER = b"m" * 32, b"n" * 32
LEAF, BLIND, NONCE = b"l" * 32, b"z" * 16, b"n" * 12


def test_a_commitment_can_be_recomputed_by_hand() -> None:
    salt = HKDF(SHA256(), 32, None, b"mingheng ledger salt" + BLIND + b"amount").derive(KEY)
    by_hand = hashlib.sha256(b"hz1" + salt + b"amount" + b"\x00" + b"20000").digest()
    assert commitment(KEY, BLIND, "amount", 20000) == by_hand


@given(st.binary(min_size=32, max_size=32), st.binary(min_size=16, max_size=16), st.text(min_size=1))
def test_a_salt_is_what_the_hkdf_of_a_library_derives(key: bytes, blind: bytes, name: str) -> None:
    info = b"mingheng ledger salt" + blind + name.encode()
    assert salt_of(key, blind, name) == HKDF(SHA256(), 32, None, info).derive(key)


@given(st.dictionaries(tokens, recordable, min_size=1, max_size=4), st.data())
@settings(max_examples=150, deadline=None)
def test_it_opens_to_this_value_field_entry_and_key_only(values: dict[str, Json], data: st.DataObject) -> None:
    name, value = next(iter(values.items()))
    other = data.draw(recordable)
    made = commitment(KEY, BLIND, name, value)
    assert (commitment(KEY, BLIND, name, other) == made) == (
        json.dumps(other, sort_keys=True) == json.dumps(value, sort_keys=True)
    )
    assert commitment(KEY, BLIND, name + "x", value) != made
    assert commitment(KEY, b"y" * 16, name, value) != made
    assert commitment(OTHER_KEY, BLIND, name, value) != made


@given(st.dictionaries(keys, recordable, max_size=4))
@settings(max_examples=150, deadline=None)
def test_what_is_sealed_comes_back(values: dict[str, Json]) -> None:
    assert unseal(KEY, LEAF, seal(KEY, LEAF, values, NONCE)) == values


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_no_flipped_bit_is_opened(data: st.DataObject) -> None:
    sealed = bytearray(seal(KEY, LEAF, {"name": "王小满"}, NONCE))
    bit = data.draw(st.integers(0, 8 * len(sealed) - 1))
    sealed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(ContentAltered):
        unseal(KEY, LEAF, bytes(sealed))


def test_another_key_or_another_entry_does_not_open_it() -> None:
    sealed = seal(KEY, LEAF, {"name": "王小满"}, NONCE)
    assert "王小满".encode() not in sealed
    for key, leaf in [(OTHER_KEY, LEAF), (KEY, b"x" * 32)]:
        with pytest.raises(ContentAltered):
            unseal(key, leaf, sealed)


@pytest.mark.parametrize("length", range(12))
def test_a_stump_is_not_opened(length: int) -> None:
    with pytest.raises(ContentAltered):
        unseal(KEY, LEAF, bytes(length))


def test_a_chain_key_opens_under_its_master_key_only() -> None:
    wrapped = wrap_key(KEY, MASTER)
    assert KEY not in wrapped
    assert unwrap_key(wrapped, MASTER) == KEY
    for stored, master in [(wrapped, OTHER_MASTER), (wrapped[:-1] + b"?", MASTER), (b"", MASTER)]:
        with pytest.raises(ContentAltered):
            unwrap_key(stored, master)
