"""Whoever has the file of a draw draws again in his own browser; page and command say the same of every file."""

import base64
import json
import random
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Page, expect

from mingheng.draws.rules.errors import BadDraw
from mingheng.draws.rules.proof import Lots, digest_of, read_file, statements, veiled
from mingheng.draws.rules.seeds import opens
from mingheng.draws.tests.made_up import a_blind, a_draw
from mingheng.draws.tests.test_bounds import asking
from mingheng.ledger.rules.canonical import canonical_bytes
from tests.cast import Cast
from tests.fixtures.browser import Live

pytestmark = pytest.mark.browser

UNSTATED = {"plan": "", "seed": "", "outcome": ""}
MODULES = """async (files) => {
  const base = document.querySelector('script[type=module]').src;
  const { readFile } = await import(new URL("file.js", base));
  const { judged } = await import(new URL("statements.js", base));
  const { Refused } = await import(new URL("../ledger/refusals.js", base));
  return files.map((file) => {
    try {
      const bytes = Uint8Array.from(atob(file), (letter) => letter.charCodeAt(0));
      return judged(readFile(bytes)).statements.map(({ key, says, kept, where }) => [key, says, kept, where]);
    } catch (reason) {
      if (reason instanceof Refused) return null;
      throw reason;
    }
  });
}"""


def give(page: Page, content: bytes) -> None:
    page.locator("#file").set_input_files(FilePayload(name="抽取.json", mimeType="application/json", buffer=content))


def verdict(data: bytes) -> Any:
    """What the command finds: its statements, or None for a file it cannot read."""
    try:
        return [[one.key, one.says, one.kept, one.where] for one in statements(read_file(data))]
    except BadDraw:
        return None


def rearranged(draw: Lots) -> list[bytes]:
    """The file with another blind or none, with and without who looks at what: made of one draw's parts, each well formed."""
    content = json.loads(draw.file())
    told, digest = content.pop("outcome"), "0" * 64
    outcomes = [
        told,
        *(veiled(told, blind) for blind in (draw.blind, a_blind(99))),
        {**told, "pairing": digest},
        {"pairing": 1},
        [],
        None,
    ]
    blinds = [draw.blind, a_blind(99), "x", "", 7]
    files = [content | {"outcome": outcome, "blind": blind} for outcome in outcomes for blind in blinds]
    files += [{name: part for name, part in one.items() if name != "blind"} for one in files[:: len(blinds)]]
    for one in [part for part in files if isinstance(part["outcome"], dict)][::3]:
        fitting = digest_of(one["outcome"], str(one.get("blind", "")))
        files.append(one | {"digests": one["digests"] | {"outcome": fitting}})
    for commitment in (digest, "", "0" * 63, None):
        plan = content["plan"] | {"assigning": content["plan"]["assigning"] | {"commitment": commitment}}
        files.append(content | {"plan": plan, "outcome": told})
    return [canonical_bytes(one) for one in files]


def mutated(count: int) -> list[bytes]:
    """Draw files as they are and altered: any byte, and digits and letters by others, which leaves them readable."""
    lot = random.Random(20261122)
    files = []
    for number in range(count):
        drawn = a_draw(number=number, silent=("纪检",) if number % 3 == 0 else (), blind=number % 5 > 0)
        whole = drawn.file(whole=number % 5 < 3)
        files += [whole, *rearranged(drawn)]
        for place in lot.sample(range(len(whole)), 12):
            files += [whole[:place] + bytes([whole[place] ^ lot.randrange(1, 256)]) + whole[place + 1 :]]
        digits = [place for place, byte in enumerate(whole) if chr(byte) in "0123456789abcdef"]
        for place in lot.sample(digits, 24):
            files += [whole[:place] + lot.choice("0123456789abcdef").encode() + whole[place + 1 :]]
    return files


def test_page_and_command_say_the_same_of_many_altered_files(committed_cast: Cast, live: Live, page: Page) -> None:
    page.goto(f"{live.url}/check/draw/")
    files = [
        *mutated(25),
        asking(2000, people=100, each=100).stating({}, UNSTATED),
        asking(30_000, layers=70).stating({}, UNSTATED),
    ]
    told = page.evaluate(MODULES, [base64.b64encode(file).decode() for file in files])
    expected = [verdict(file) for file in files]
    assert told == expected
    assert sum(one is None for one in expected) > 100
    assert sum(one is not None and not all(kept for _, _, kept, _ in one) for one in expected) > 100


def test_the_file_is_drawn_again_without_being_sent_anywhere(
    committed_cast: Cast, live: Live, page: Page, axe: Callable[[Page], list[str]]
) -> None:
    draw = a_draw()
    page.goto(f"{live.url}/check/draw/")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(f"{request.method} {request.url}"))
    give(page, draw.file())
    expect(page.locator("#answer h2")).to_have_text("前后一致")
    expect(page.locator("#answer")).to_contain_text(draw.plan.digest)
    expect(page.locator("#statements li")).to_have_count(7)
    expect(page.locator("#answer")).to_contain_text("每队十件：石舫街道缺 1 个")
    page.locator("#plan").fill(draw.plan.digest)
    page.locator("#plan").blur()
    expect(page.locator("#answer h2")).to_have_text("相符")
    page.locator("#plan").fill("0" * 64)
    page.locator("#plan").blur()
    expect(page.locator("#answer h2")).to_have_text("不是这一次")
    assert axe(page) == []
    assert [one for one in sent if not one.startswith(f"GET {live.url}/static/")] == []


def test_a_file_without_who_reviews_agrees_and_says_when_that_comes(committed_cast: Cast, live: Live, page: Page) -> None:
    page.goto(f"{live.url}/check/draw/")
    give(page, a_draw().file(whole=False))
    expect(page.locator("#answer h2")).to_have_text("前后一致")
    expect(page.locator("#answer")).to_contain_text("由谁评查还没有公布：每一份评查都有结果以后")
    give(page, a_draw().file().replace(f'"blind":"{a_blind()}",'.encode(), b"", 1))
    expect(page.locator("#answer h2")).to_have_text("不符")
    expect(page.locator("#statements")).to_contain_text("文件写了分派给谁，却没有分派用的随机数")


def test_an_altered_file_and_one_that_is_none_are_told(committed_cast: Cast, live: Live, page: Page) -> None:
    page.goto(f"{live.url}/check/draw/")
    give(page, a_draw().file().replace(b'"shortfall":1', b'"shortfall":2', 1))
    expect(page.locator("#answer h2")).to_have_text("不符")
    expect(page.locator("#statements")).to_contain_text("不同之处：不足与豁免")
    give(page, b"PDF")
    expect(page.locator("#trouble")).to_contain_text("抽取.json 读不出来")
    expect(page.locator("#answer")).to_be_hidden()


def test_a_party_makes_a_secret_that_opens_its_commitment(committed_cast: Cast, live: Live, page: Page) -> None:
    page.goto(f"{live.url}/check/draw/secret/?party=纪检")
    page.get_by_role("button", name="生成").click()
    secret, commitment = page.locator("#secret").inner_text(), page.locator("#commitment").inner_text()
    assert opens("纪检", secret, commitment)
    page.get_by_role("button", name="生成").click()
    assert page.locator("#secret").inner_text() != secret
