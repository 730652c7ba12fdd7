"""Sorting by pinyin."""

from mingheng.kit import pinyin


def test_names_sort_by_how_they_are_read() -> None:
    names = ["张三", "阿明", "李四", "Bob", "曾一", "单五"]
    assert sorted(names, key=pinyin.name_key) == ["阿明", "Bob", "李四", "单五", "曾一", "张三"]


def test_a_family_name_is_read_in_its_own_way() -> None:
    assert pinyin.name_key("单田").startswith("shan tian")
    assert pinyin.name_key("尉迟明").startswith("yu chi ming")
    assert pinyin.sort_key("单独").startswith("dan du")


def test_two_texts_never_share_a_key() -> None:
    assert pinyin.sort_key("张珊") != pinyin.sort_key("章珊")
    assert pinyin.sort_key("") == "|"


def test_initials_find_a_name() -> None:
    assert pinyin.initials("澜江区执法局") == "ljqzfj"
