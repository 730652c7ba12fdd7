"""Dockets: what still has effect, corrections, rounds, prefixes with the parties of their time."""

from dataclasses import replace

from mingheng.law.rules.docket import Party, effective
from mingheng.law.rules.judge import check, judge
from mingheng.law.tests.small_procedure import LAW, act, docket, procedure

REDONE = {"open": {"supersedes": [{"acts": ["open", "close"]}]}, "tell": {"supersedes": [{"acts": ["tell", "answer", "close"]}]}}


def live(*acts: object, **more: object) -> list[int]:
    of = procedure(acts=more.get("acts", REDONE))
    return [a.n for a in effective(docket(of, *acts)).acts]  # type: ignore[arg-type]  # the rows below are acts


def test_an_act_done_again_replaces_the_first() -> None:
    assert live(act(1, "open", 1), act(2, "middle", 2), act(3, "open", 3)) == [2, 3]


def test_what_was_superseded_stays_gone() -> None:
    assert live(act(1, "open", 1), act(2, "close", 2), act(3, "open", 3), act(4, "open", 4)) == [4]


def test_a_new_round_for_one_party_leaves_the_other_alone_and_ends_what_stood_for_the_case() -> None:
    acts = (act(1, "tell", 1, party="甲"), act(2, "tell", 1, party="乙"), act(3, "answer", 2, party="乙"), act(4, "close", 3),
            act(5, "tell", 4, party="甲"))  # fmt: skip
    assert live(*acts) == [2, 3, 5]


def test_only_an_act_with_the_named_fact_supersedes() -> None:
    returned = {"close": {"supersedes": [{"acts": ["open"], "when": {"opinion": ["no"]}}]}}
    assert live(act(1, "open", 1), act(2, "close", 2, opinion="yes"), acts=returned) == [1, 2]
    assert live(act(1, "open", 1), act(2, "close", 2, opinion="no"), acts=returned) == [2]


def test_a_corrected_fact_reads_as_corrected_and_remembers_by_what() -> None:
    acts = (
        act(1, "open", 1, reason="笔误", amount="5"),
        act(2, "correct", 2, corrects="1", fact="reason", corrected_value="更正"),
    )
    first = effective(docket(procedure(), *acts)).acts[0]
    assert (first.facts["reason"], first.facts["amount"], first.corrected_by) == ("更正", "5", (2,))
    assert acts[0].facts["reason"] == "笔误"


def test_the_last_of_two_corrections_counts() -> None:
    acts = (act(1, "open", 1, reason="笔误"), act(2, "correct", 2, corrects="1", fact="reason", corrected_value="一"),
            act(3, "correct", 3, corrects="1", fact="reason", corrected_value="二"))  # fmt: skip
    assert effective(docket(procedure(), *acts)).acts[0].facts["reason"] == "二"


def test_an_act_that_is_no_correction_corrects_nothing_whatever_its_facts() -> None:
    acts = (act(1, "open", 1, reason="原文"), act(2, "close", 2, corrects="1", fact="reason", corrected_value="夹带"))
    assert effective(docket(procedure(), *acts)).acts[0].facts["reason"] == "原文"


def test_a_correction_that_names_nothing_is_read_without_harm() -> None:
    acts = (act(1, "open", 1, reason="原文"), act(2, "correct", 2, corrects="第一步", fact="reason", corrected_value="改"))
    assert effective(docket(procedure(), *acts)).acts[0].facts["reason"] == "原文"


def test_the_next_round_counts_acts_of_the_kind_and_party() -> None:
    made = docket(procedure(), act(1, "tell", 1, party="甲"), act(2, "tell", 2, party="甲"))
    assert (made.next_round("tell", "甲"), made.next_round("tell", "乙")) == (3, 1)


def test_a_prefix_knows_only_the_parties_registered_by_then() -> None:
    joined = act(2, "middle", 2, party_id="乙")
    made = docket(procedure(), act(1, "open", 1), joined, act(3, "close", 3))
    assert [[p.id for p in made.prefix(n).parties] for n in range(4)] == [["甲"], ["甲"], ["甲", "乙"], ["甲", "乙"]]


def test_a_party_registered_again_was_a_party_before() -> None:
    made = docket(procedure(), act(1, "middle", 1, party_id="甲"), act(2, "middle", 2, party_id="甲"), parties=("甲",))
    assert [[p.id for p in made.prefix(n).parties] for n in range(3)] == [[], ["甲"], ["甲"]]


def test_checking_a_docket_asks_each_act_what_the_gate_asked() -> None:
    of = procedure({"told-all": {"kind": "after", "gates": ["close"], "needs": ["tell"], "each_party": True}})
    made = docket(of, act(1, "tell", 1, party="甲"), parties=("甲",))
    at_the_gate = judge(made, act(2, "close", 2), LAW)
    made = made.with_act(act(2, "close", 2))
    made = replace(made, parties=(*made.parties, Party("乙", "citizen"))).with_act(act(3, "middle", 3, party_id="乙"))
    assert at_the_gate.allowed
    assert [verdict for _, verdict in check(made, LAW)][1] == at_the_gate
