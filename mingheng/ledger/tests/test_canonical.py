"""One value, one spelling."""

import json
from enum import IntEnum, StrEnum
from types import MappingProxyType
from typing import cast

import pytest
import rfc8785
from hypothesis import given, settings

from mingheng.ledger.rules import EntryRefused, Json, canonical_bytes
from mingheng.ledger.tests.values import anything, recordable


@given(recordable)
@settings(max_examples=2000, deadline=None)
def test_it_writes_what_an_rfc_8785_library_writes(value: Json) -> None:
    assert canonical_bytes(value) == rfc8785.dumps(value)


@given(anything)
@settings(max_examples=1000, deadline=None)
def test_it_refuses_whatever_it_would_spell_differently(value: object) -> None:
    try:
        written = canonical_bytes(cast("Json", value))
    except EntryRefused:
        return
    assert written == rfc8785.dumps(value)  # type: ignore[arg-type]  # as above
    assert json.loads(written) == value


@given(recordable)
@settings(max_examples=200, deadline=None)
def test_what_is_read_back_is_spelled_the_same(value: Json) -> None:
    written = canonical_bytes(value)
    assert canonical_bytes(json.loads(written)) == written


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (1.0, "小数请改为整数"),
        (float("nan"), "小数请改为整数"),
        (2**53, "整数超出"),
        (-(2**53), "整数超出"),
        ({"金额": 1}, "字段名须为 ASCII"),
        ({1: 1}, "字段名须为 ASCII"),
        ("e\u0301", "NFC"),
        ("\ud800", "残缺的字符"),
        (b"bytes", "bytes 类型"),
        ({"set"}, "set 类型"),
    ],
)
def test_it_says_why_it_refuses(value: object, reason: str) -> None:
    with pytest.raises(EntryRefused, match=reason):
        canonical_bytes(cast("Json", value))


def test_a_refusal_names_the_place_and_not_the_content() -> None:
    with pytest.raises(EntryRefused) as refusal:
        canonical_bytes(cast("Json", {"party": [{"name": "王小满", "height": 1.72}]}), "facts")
    assert "facts.party[0].height" in str(refusal.value)
    assert "王小满" not in str(refusal.value)
    assert "1.72" not in str(refusal.value)


def test_it_refuses_to_dig_without_end() -> None:
    nested: Json = 1
    for _ in range(10_000):
        nested = [nested]
    with pytest.raises(EntryRefused, match="嵌套"):
        canonical_bytes(nested)


def test_enumerations_and_frozen_mappings_are_written_as_what_they_hold() -> None:
    grade = StrEnum("grade", {"LIGHT": "light"})
    rank = IntEnum("rank", {"FIRST": 1})
    value = MappingProxyType({"grade": grade["LIGHT"], "rank": rank["FIRST"]})
    assert canonical_bytes(cast("Json", value)) == b'{"grade":"light","rank":1}'
