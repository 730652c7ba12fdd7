"""YAML without surprises."""

import pytest

from mingheng.law.rules.reading import LawbookRefused, read_yaml


def faults(text: str) -> list[str]:
    with pytest.raises(LawbookRefused) as refused:
        read_yaml(text, "x.yaml")
    return [str(problem) for problem in refused.value.problems]


def test_it_keeps_clock_times_dates_and_words_as_text() -> None:
    value = read_yaml("a: 22:00\non: 2026-08-15\nb: yes\nc: 0123\nd: 1_000\ne: 1e5", "x.yaml").value
    assert value == {"a": "22:00", "on": "2026-08-15", "b": "yes", "c": "0123", "d": "1_000", "e": "1e5"}


def test_it_reads_numbers_truth_and_nothing() -> None:
    value = read_yaml("a: 90\nb: 0.03\nc: 1.0\nd: true\ne: null\nf:\ng: -5\nh: '90'", "x.yaml").value
    assert value == {"a": 90, "b": 0.03, "c": 1, "d": True, "e": None, "f": None, "g": -5, "h": "90"}


def test_it_refuses_a_key_written_twice_and_names_the_line() -> None:
    assert faults("a: 1\nb:\n  c: 1\n  c: 2\n") == ["x.yaml:4: b.c: 这个键写了两次，请删去一处"]


def test_it_refuses_tags_and_merge_keys_and_tells_all_of_them() -> None:
    told = faults("a: !!python/name:os.system x\nb:\n  <<: {c: 1}\n")
    assert len(told) == 2
    assert "标签" in told[0]
    assert "合并键" in told[1]


def test_it_copies_what_an_alias_names_but_not_for_ever() -> None:
    assert read_yaml("a: &x {n: 1}\nb: *x", "x.yaml").value == {"a": {"n": 1}, "b": {"n": 1}}
    assert "它自己" in faults("a: &x [*x]")[0]


def test_it_refuses_a_fraction_it_could_not_keep_exactly() -> None:
    assert "位数太多" in faults("a: 0.12345678901234567890")[0]


def test_it_says_where_the_yaml_is_broken() -> None:
    assert faults("a: [1, 2\nb: 3")[0].startswith("x.yaml:2: 不是合法的 YAML")
