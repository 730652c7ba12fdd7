"""The sealed list: one order, one root, no doubles, and a member's presence proved alone."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingheng.draws.rules.errors import BadDraw
from mingheng.draws.rules.frame import Frame, Member, is_member
from mingheng.draws.tests.made_up import FRAMES, members


@given(FRAMES, st.randoms(use_true_random=False))
def test_the_order_in_which_members_come_does_not_matter(frame: Frame, random: Random) -> None:
    shuffled = list(frame.members)
    random.shuffle(shuffled)
    assert Frame.of(shuffled).root == frame.root


def test_a_member_that_comes_twice_is_named() -> None:
    with pytest.raises(BadDraw, match="南渡镇-0001 重复"):
        Frame.of([*members({"南渡镇": 2}), Member("南渡镇-0001", "柳湾镇")])


def test_a_list_in_another_order_is_not_the_sealed_one() -> None:
    with pytest.raises(BadDraw, match="没有按编码顺序"):
        Frame(tuple(reversed(members({"南渡镇": 2}))))


@given(FRAMES.filter(lambda frame: bool(frame.members)), st.data())
def test_a_member_is_proved_without_the_others_and_no_other_in_its_place(frame: Frame, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(frame.members) - 1))
    member, count, proof = frame.members[index], len(frame.members), frame.proof(index)
    assert is_member(member, index, count, frame.root, proof)
    assert not is_member(Member(member.id, "别的队", member.strata), index, count, frame.root, proof)
    assert not is_member(member, index, count, frame.root, [*proof, bytes(32)])
    assert not is_member(member, index, count, frame.root, [b"short"])
    assert not is_member(member, index, count, "0" * 64, proof)


@given(FRAMES)
def test_what_a_member_says_changes_the_root(frame: Frame) -> None:
    for place, member in enumerate(frame.members[:3]):
        changed = [*frame.members]
        changed[place] = Member(member.id, member.group, member.strata ^ {"重大"})
        assert Frame.of(changed).root != frame.root
