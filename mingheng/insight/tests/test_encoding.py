"""A docket as rows: what the checks in bulk read, and nothing that says a person or a text in words."""

import pyarrow as pa

from mingheng.insight.rules.conditions import Conditions
from mingheng.insight.rules.encoding import CaseTold, Encoder, winding
from mingheng.insight.rules.log import SCHEMAS
from mingheng.law.rules.docket import Act
from mingheng.law.rules.procedure import Procedure
from mingheng.law.tests.small_procedure import act, docket, procedure

RULES = {"approved": {"kind": "after", "gates": ["close"], "needs": ["middle"], "where": {"opinion": ["yes"]}}}
REASON = "经核对现场照片和询问笔录，事实清楚"


def encoded(*acts: Act, of: Procedure | None = None) -> dict[str, pa.Table]:
    of = of or procedure(RULES)
    encoder = Encoder(of, b"secret")
    encoder.add(CaseTold(7, "L-7"), docket(of, *acts))
    return encoder.arrow()


def test_every_table_has_the_columns_of_the_log() -> None:
    tables = encoded(act(1, "open", 1))
    assert {name: table.schema.names for name, table in tables.items()} == {n: list(s.names) for n, s in SCHEMAS.items()}


def test_a_condition_of_a_rule_is_a_bit_of_the_acts_that_meet_it() -> None:
    of = procedure(RULES)
    rows = encoded(act(1, "middle", 1, opinion="yes"), act(2, "middle", 2, opinion="no"), of=of)["acts"].to_pylist()
    mask = Conditions.of(of).mask("middle", {"opinion": ("yes",)})
    assert [bool(row["bits"] & mask) for row in rows] == [True, False]


def test_a_reason_stands_as_length_and_keyed_digest_and_not_in_words() -> None:
    tables = encoded(act(1, "open", 1, reason=REASON), act(2, "middle", 2, reason=f" {REASON}。"))
    texts = tables["texts"].to_pylist()
    assert texts[0]["digest"] == texts[1]["digest"]
    assert (texts[0]["chars"], texts[0]["different"]) == (16, 16)
    assert not any(REASON in str(table.to_pylist()) for table in tables.values())


def test_the_names_of_withheld_facts_are_told_so_that_what_needs_them_is_unknown() -> None:
    rows = encoded(act(1, "open", 1, reason=REASON, amount="12.5"))["acts"].to_pylist()
    assert (rows[0]["withheld"], rows[0]["facts"]) == ("reason", '{"amount": "12.5"}')


def test_a_party_is_known_from_the_act_that_registered_it() -> None:
    parties = encoded(act(1, "open", 1), act(2, "middle", 1, party_id="乙"))["parties"].to_pylist()
    assert [(p["party"], p["joined"]) for p in parties] == [("甲", None), ("乙", 2)]


def test_a_docket_with_a_correction_is_judged_act_by_act() -> None:
    of = procedure()
    plain, mended = docket(of, act(1, "open", 1)), docket(of, act(1, "open", 1), act(2, "correct", 2, corrects="1"))
    assert (winding(plain), winding(mended)) == (False, True)
