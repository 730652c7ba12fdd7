"""The page's verifier and ours answer alike, to good vouchers and bad, in a browser without what only TLS pages have."""

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from playwright.sync_api import Page, Route

from mingheng.ledger.rules.tree.notes import BadNote
from mingheng.ledger.rules.tree.policies import BadPolicy, read_policy
from mingheng.ledger.rules.vouching.verdicts import STANDING_WORDS, Standing, Verdict, judged_voucher
from mingheng.ledger.rules.vouching.vouchers import Voucher
from mingheng.ledger.tests.forging import Case, cases
from mingheng.ledger.tests.test_policies import LINES

pytestmark = pytest.mark.browser

SITE = "http://intranet.example"
BATCH = 250
ANSWER = """async (all) => {
  const [{ readVoucher }, { readPolicy }, { judged }, { Refused }] = await Promise.all(
    ["vouchers", "policies", "verdicts", "refusals"].map((name) => import(`/static/ledger/${name}.js`)));
  return all.map(({ text, policy, files }) => {
    try {
      const { standing, reasons, place, size, seen } = judged(readVoucher(text), readPolicy(policy), files);
      return { standing, reasons, place: place && String(place), size: size && String(size), seen: seen.map((one) => [one.witness, String(one.at)]) };
    } catch (reason) {
      if (reason instanceof Refused) return { standing: "refused" };
      throw reason;
    }
  });
}"""
YOUNG = "delete Object.hasOwn; delete Array.prototype.at; delete window.structuredClone; delete String.prototype.isWellFormed;"

Judge = Callable[[list[Case]], list[dict[str, Any]]]


@pytest.fixture
def in_the_browser(page: Page) -> Judge:
    """The page's verifier, on a page of a plain-HTTP intranet in a browser of 2021."""

    def served(route: Route) -> None:
        found = finders.find(route.request.url.removeprefix(f"{SITE}/static/"))
        if found:
            route.fulfill(body=Path(found).read_bytes(), content_type="text/javascript")
        else:
            route.fulfill(body="<title>check</title>", content_type="text/html")

    page.route(f"{SITE}/**", served)
    page.add_init_script(YOUNG)
    page.goto(SITE)
    assert page.evaluate("[isSecureContext, typeof crypto.subtle]") == [False, "undefined"]
    return lambda these: page.evaluate(
        ANSWER, [{"text": case.text, "policy": case.policy, "files": [file.hex() for file in case.files]} for case in these]
    )


def ours(case: Case) -> tuple[Voucher | None, dict[str, Any]]:
    """What the Python verifier answers, in the same words."""
    try:
        voucher = Voucher.read(case.text)
        verdict = judged_voucher(voucher, read_policy(case.policy), case.files)
    except BadNote:
        return None, {"standing": "refused"}
    return voucher, said(verdict)


def said(verdict: Verdict) -> dict[str, Any]:
    return {
        "standing": verdict.standing.value,
        "reasons": list(verdict.reasons),
        "place": None if verdict.place is None else str(verdict.place),
        "size": None if verdict.size is None else str(verdict.size),
        "seen": [[seen.witness, str(int(seen.at.timestamp()))] for seen in verdict.seen],
    }


def is_true(voucher: Voucher, case: Case) -> bool:
    """Whether all that the voucher shows is what was recorded and seen."""
    shown = {one.name: one.value for one in voucher.openings}
    return (
        case.enough
        and voucher.entry == case.entry
        and shown.items() <= dict(case.facts).items()
        and set(case.files) <= set(case.recorded)
    )


def agree(made: Iterator[Case], judge: Judge) -> dict[str, int]:
    """How often each answer came; fails at the first vouchers on which the two differ or believe too much."""
    found: dict[str, int] = {}
    while batch := list(islice(made, BATCH)):
        for case, theirs in zip(batch, judge(batch), strict=True):
            voucher, mine = ours(case)
            assert theirs == mine, case
            if mine["standing"] == Standing.KEPT:
                assert voucher is not None
                assert is_true(voucher, case), case
            found[mine["standing"]] = found.get(mine["standing"], 0) + 1
    return found


def test_five_thousand_vouchers_get_the_same_answer_and_none_is_believed_wrongly(in_the_browser: Judge) -> None:
    found = agree(cases(20261121, 5_000), in_the_browser)
    assert set(found) == {"refused", *Standing}
    assert min(found.values()) > 250, found


@pytest.mark.long
def test_a_hundred_thousand_vouchers_get_the_same_answer(in_the_browser: Judge) -> None:
    assert sum(agree(cases(1, 100_000), in_the_browser).values()) == 100_000


@pytest.mark.parametrize(
    ("change", "into"),
    [("", ""), ("group strong 2", "group strong 4"), ("quorum strong", "quorum"), ("检察院 公证处\nq", "检察院 检察院\nq"), ("log", "lag"),
     ("quorum strong\n", ""), ("witness 检察院", "witness none"), ("+AR", "+AA"), ("2 司法局", "all 司法局"), (" 公证处  ", "   ")],
)  # fmt: skip
def test_policies_are_read_alike_and_refused_with_the_same_words(
    in_the_browser: Judge, page: Page, change: str, into: str
) -> None:
    text = LINES.replace(change, into) if change else LINES
    try:
        mine = str(read_policy(text).quorum)
    except BadPolicy as reason:
        mine = str(reason)
    theirs = page.evaluate(
        "async (text) => { try { return (await import('/static/ledger/policies.js')).readPolicy(text).quorum }"
        " catch (reason) { return reason.message } }",
        text,
    )
    assert theirs == mine


def test_the_answers_are_called_the_same(in_the_browser: Judge, page: Page) -> None:
    words = page.evaluate("async () => (await import('/static/ledger/verdicts.js')).WORDS")
    assert words == {standing.value: word for standing, word in STANDING_WORDS.items()}
