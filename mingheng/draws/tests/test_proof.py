"""The file of a draw: worked out again by anybody, and any change to it is noticed."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingheng.draws.rules.drawing import drawn
from mingheng.draws.rules.errors import BadDraw
from mingheng.draws.rules.frame import Frame
from mingheng.draws.rules.layers import Base
from mingheng.draws.rules.outcome import Outcome
from mingheng.draws.rules.proof import Lots, digest_of, read_file, statements, veiled
from mingheng.draws.tests.made_up import a_blind, a_chance, a_draw, a_plan, members
from mingheng.ledger.rules.canonical import canonical_bytes

FILE = a_draw().file()
VEILED = a_draw().file(whole=False)
OLD = a_draw(blind=False).file()
OLD_OUTCOME = "0c40a5ef98526eeb140fb7396721f688e7fbc30ef02706c8b132a6edcd916980"  # as it came out before there were blinds
FILES = pytest.mark.parametrize("file", [FILE, VEILED, OLD], ids=["whole", "without who looks", "before blinds"])
SMALL = Lots(frame := Frame.of(members({"南渡镇": 1})), a_plan(frame, Base("全部", 1)), a_chance()).file()


def broken(data: bytes) -> set[str]:
    """The statements of a file that are not so."""
    try:
        return {one.key for one in statements(read_file(data)) if not one.kept}
    except BadDraw:
        return {"unreadable"}


@pytest.mark.parametrize("silent", [(), ("纪检",)], ids=["all revealed", "one silent"])
def test_a_draw_holds_word_for_word_and_says_who_was_silent(silent: tuple[str, ...]) -> None:
    told = statements(read_file(a_draw(silent=silent).file()))
    assert all(one.kept and not one.where for one in told)
    assert ("纪检没有按期揭示" in told[2].says) is bool(silent)


def test_the_made_up_draw_has_everything_a_draw_can_have() -> None:
    outcome = a_draw().outcome
    assert {pick.layer for pick in outcome.picks} >= {0, 1, 3}
    assert outcome.exemptions
    assert outcome.pairs
    assert outcome.unpaired


def test_an_outcome_that_was_stored_is_the_same_when_it_is_read() -> None:
    outcome = a_draw().outcome
    assert Outcome.stored(json.loads(json.dumps(outcome.json()))) == outcome


def test_any_single_changed_byte_of_a_small_file_is_noticed() -> None:
    for place in range(len(SMALL)):
        for bit in (1, 4):
            assert broken(SMALL[:place] + bytes([SMALL[place] ^ bit]) + SMALL[place + 1 :]), place


@FILES
@given(part=st.floats(0, 1, exclude_max=True), flipped=st.integers(1, 255))
@settings(max_examples=400, deadline=None)
def test_any_single_changed_byte_is_noticed(file: bytes, part: float, flipped: int) -> None:
    place = int(part * len(file))
    assert not broken(file)
    assert broken(file[:place] + bytes([file[place] ^ flipped]) + file[place + 1 :])


def test_a_file_that_was_cut_or_added_to_is_noticed() -> None:
    for data in (FILE[:-1], FILE + b" ", b"", FILE.replace(b'{"chance"', b'{"note":1,"chance"', 1)):
        assert broken(data)


def changed(file: bytes = FILE, **parts: Any) -> bytes:
    """A file with parts of it replaced by functions, its digests made to fit the outcome again."""
    content = json.loads(file)
    for name, change in parts.items():
        change(content[name])
    content["digests"]["outcome"] = digest_of(content["outcome"], content.get("blind", ""))
    return canonical_bytes(content)


def test_where_a_forger_is_found_out() -> None:
    assert broken(changed(frame=lambda frame: frame.pop())) == {"frame", "outcome"}
    assert broken(changed(plan=lambda plan: plan.update(title="别的"))) >= {"plan", "seed"}
    assert broken(changed(plan=lambda plan: plan["left_out"].append(["5", "漏了"]))) >= {"plan", "seed"}
    assert broken(changed(chance=lambda chance: chance["reveals"].pop())) >= {"chance", "seed"}
    assert broken(changed(outcome=lambda outcome: outcome["picks"].pop())) == {"outcome"}
    assert broken(changed(outcome=lambda outcome: outcome["picks"][0].update(chance=[1, 2]))) == {"outcome"}
    assert broken(changed(outcome=lambda outcome: outcome["exemptions"].clear())) == {"outcome"}
    assert broken(changed(outcome=lambda outcome: outcome["pairs"].reverse())) == {"outcome"}
    assert broken(changed(outcome=lambda outcome: outcome.update(more=[]))) == {"outcome"}
    assert broken(changed(digests=lambda digests: digests.update(more="x"))) == {"unreadable"}


def added(file: bytes, **parts: Any) -> bytes:
    """A file with parts put in or, where None, taken out."""
    content = json.loads(file) | parts
    return canonical_bytes({name: part for name, part in content.items() if part is not None})


def test_who_looks_at_what_is_told_with_the_blind_or_not_at_all() -> None:
    whole, veiled = json.loads(FILE), json.loads(VEILED)
    assert not broken(VEILED)
    assert "blind" not in veiled
    assert veiled["outcome"].keys() == {"picks", "exemptions", "pairing"}
    assert (veiled["digests"], veiled["plan"]) == (whole["digests"], whole["plan"])
    assert broken(added(FILE, blind=None)) >= {"blind", "outcome"}
    assert broken(added(VEILED, outcome=whole["outcome"])) >= {"blind", "outcome"}
    assert broken(changed(VEILED, outcome=lambda outcome: outcome.update(pairs=whole["outcome"]["pairs"]))) == {
        "blind",
        "outcome",
    }
    assert broken(changed(VEILED, outcome=lambda outcome: outcome.pop("pairing"))) == {"outcome"}
    assert broken(added(VEILED, blind=a_blind())) >= {"outcome"}


def test_a_blind_that_was_not_committed_to_does_not_open() -> None:
    for blind in (a_blind(1), a_blind().upper(), "0"):
        assert broken(added(FILE, blind=blind)) >= {"blind", "digest"}
    draw = a_draw()
    chosen = replace(draw, blind=a_blind(1))
    assert chosen.outcome.pairs != draw.outcome.pairs
    assert broken(chosen.file()) == {"blind"}
    assert broken(chosen.file(whole=False)) == set()
    assert chosen.digests()["outcome"] != draw.digests()["outcome"]


def test_a_blind_stands_in_no_file_whose_plan_commits_to_none() -> None:
    assert broken(added(OLD, blind=a_blind())) == {"unreadable"}
    assert broken(added(FILE, blind="")) == {"unreadable"}
    for draw, whole in ((a_draw(blind=False), False), (replace(a_draw(), blind=""), True), (replace(a_draw(), blind=""), False)):
        with pytest.raises(ValueError, match="without the blind"):
            draw.file(whole=whole)


def test_whoever_has_everything_that_is_published_does_not_know_who_looks_at_what() -> None:
    draw, told = a_draw(), read_file(VEILED).draw
    assert told.seed == draw.seed
    assert told.outcome.picks == draw.outcome.picks
    assert told.outcome.pairs == ()
    by_seed = drawn(told.frame, told.plan, told.seed, told.seed)
    assert by_seed.picks == draw.outcome.picks
    assert by_seed.pairs != draw.outcome.pairs
    for tried in ("", a_blind(1)):
        assert veiled(draw.outcome.json(), tried) != json.loads(VEILED)["outcome"]


def test_a_draw_sealed_before_there_were_blinds_reads_and_pairs_as_it_did() -> None:
    draw, told = a_draw(blind=False), read_file(OLD)
    assert "commitment" not in json.loads(OLD)["plan"]["assigning"]
    assert draw.outcome == drawn(draw.frame, draw.plan, draw.seed, draw.seed)
    assert [one.key for one in statements(told)] == ["frame", "plan", "chance", "seed", "outcome", "digest"]
    assert draw.digests()["outcome"] == OLD_OUTCOME


def test_a_whole_forgery_agrees_with_itself_but_not_with_the_published_digest() -> None:
    draw = a_draw()
    forged = replace(draw, plan=replace(draw.plan, title="自己另抽一次"))
    assert not broken(forged.file())
    assert forged.plan.digest != draw.plan.digest


@pytest.mark.parametrize(
    "data",
    [
        b"[]",
        b"{}",
        b"\xff",
        b"[" * 100_000,
        b'{"a":1e999}',
        b"9" * 5000,
        b'{"format":"mingheng/draw@v1"}',
        b" " * ((1 << 24) + 1),
    ],
    ids=["list", "empty", "not text", "deep", "infinite", "long number", "parts lacking", "too large"],
)
def test_what_is_no_draw_file_is_answered_with_a_sentence(data: bytes) -> None:
    with pytest.raises(BadDraw, match=r"文件"):
        read_file(data)


def test_a_file_saved_by_another_program_is_told_from_a_forged_one() -> None:
    with pytest.raises(BadDraw, match="请用下载的原件"):
        read_file(json.dumps(json.loads(FILE), ensure_ascii=False, indent=1).encode())
