"""Hypothesis strategies for what may and what may not be recorded."""

import unicodedata

from hypothesis import strategies as st

from mingheng.ledger.rules import Json

_LIMIT = 2**53 - 1

texts = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20).map(
    lambda text: unicodedata.normalize("NFC", text)
)
keys = st.text(alphabet=st.characters(max_codepoint=127), max_size=8)
recordable: st.SearchStrategy[Json] = st.recursive(
    st.none() | st.booleans() | st.integers(-_LIMIT, _LIMIT) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=12,
)
anything: st.SearchStrategy[object] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.binary(max_size=4),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
tokens = st.from_regex(r"[A-Za-z0-9._:/@+=-]{1,40}", fullmatch=True)
digests = st.binary(min_size=32, max_size=32)
