"""Tiles have the names and the contents of c2sp.org/tlog-tiles, so that any reader of that format finds them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingheng.ledger.rules.tree.tiles import ENTRIES, WIDTH, NotATile, Tile, bundle, tiles_of, unbundled


def test_a_tree_of_seventy_thousand_has_the_tiles_the_specification_counts() -> None:
    assert [tile.path for tile in tiles_of(70_000)] == ["tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"]
    assert [tile.path for tile in tiles_of(256)] == ["tile/1/000.p/1"]


def test_a_large_number_is_written_in_groups_of_three() -> None:
    assert Tile(0, 1_234_067).path == "tile/0/x001/x234/067"
    assert Tile(ENTRIES, 5, 17).path == "tile/entries/005.p/17"


@given(st.integers(ENTRIES, 63), st.integers(0, 10**12), st.integers(1, WIDTH))
def test_a_path_is_read_back_as_the_tile_it_names(level: int, index: int, width: int) -> None:
    tile = Tile(level, index, width)
    assert Tile.at(tile.path) == tile


@pytest.mark.parametrize(
    "path",
    ["tile/0/1", "tile/64/000", "tile/00/000", "tile/0/x000/001", "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/../000", "checkpoint", "tile/0/٠٠٠"],
)  # fmt: skip
def test_another_spelling_is_no_path(path: str) -> None:
    with pytest.raises(NotATile):
        Tile.at(path)


@given(st.lists(st.binary(max_size=300), max_size=20))
def test_entries_come_out_of_a_bundle_as_they_went_in(entries: list[bytes]) -> None:
    assert list(unbundled(bundle(entries))) == entries


@given(st.lists(st.binary(min_size=1, max_size=9), min_size=1, max_size=3), st.integers(1, 5))
def test_a_bundle_cut_short_is_noticed(entries: list[bytes], cut: int) -> None:
    whole = bundle(entries)
    shortened = whole[: -min(cut, len(entries[-1]))]
    with pytest.raises(NotATile):
        list(unbundled(shortened))
