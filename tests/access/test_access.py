"""Every address × method × visitor × own and other unit, against the table."""

import re
from collections.abc import Mapping
from itertools import product

import pytest
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from tests.access.conftest import World
from tests.access.examples import WORDS, Example
from tests.access.people import EVERY_UNIT, Visitor
from tests.access.table import METHODS, Address, Row, addresses, rows

ADDRESSES = {address.name: address for address in addresses()}
ROWS = rows()
UNITS = {"own": "yunting", "other": "shifang"}

FIRST_ROWS = list({row.address: row for row in reversed(ROWS)}.values())

by_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.label)
by_address = pytest.mark.parametrize("row", FIRST_ROWS, ids=lambda row: row.address)


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    assert {row.address for row in ROWS} == set(ADDRESSES)


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=lambda address: address.name)
def test_every_word_an_address_may_carry_has_a_row(address: Address) -> None:
    for argument in address.arguments:
        words = set(WORDS.get(f"{address.name}.{argument}", ()))
        assert words <= {row.fixed.get(argument) for row in ROWS if row.address == address.name}


def test_the_visitors_reach_only_units_that_exist(world: World) -> None:
    assert all(visitor.reach <= EVERY_UNIT for visitor in world.visitors)


@by_row
def test_who_is_admitted_is_what_the_table_says(world: World, row: Row) -> None:
    wrong = []
    for side, unit in sides(world, row).items():
        there = reverse(row.address, kwargs=arguments(world, row, side))
        for visitor in world.visitors:
            for method in METHODS:
                answer = knock(visitor.browser(), method, there)
                refused_method = method == "HEAD" and answer.status_code == 405  # a view need not know HEAD
                if was_admitted(answer) != row.admits(method, visitor, unit) and not refused_method:
                    wrong.append((visitor.label, side, method, answer.status_code, row.admits(method, visitor, unit)))
    assert wrong == []


@by_address
def test_forbidden_and_absent_answer_alike(world: World, row: Row) -> None:
    if not arguments(world, row, "absent"):
        return
    nowhere = reverse(row.address, kwargs=arguments(world, row, "absent"))
    doors = {reverse(row.address, kwargs=arguments(world, row, side)): unit for side, unit in sides(world, row).items()}
    for visitor, method in product(world.visitors, METHODS):
        forbidden = [there for there, unit in doors.items() if not row.admits(method, visitor, unit)]
        unseen = likeness(knock(visitor.browser(), method, nowhere), nowhere) if forbidden else None
        for there in forbidden:
            assert likeness(knock(visitor.browser(), method, there), there) == unseen, (visitor.label, method, there)


@by_address
def test_what_belongs_to_another_object_is_absent_under_ones_own(world: World, row: Row) -> None:
    own, other = arguments(world, row, "own"), arguments(world, row, "other")
    apart = [name for name in own if own[name] != other[name]]
    for name in apart[1:]:
        mixed = reverse(row.address, kwargs={**own, name: other[name]})
        for visitor, method in product(world.visitors, row.rules):
            assert not was_admitted(knock(visitor.browser(), method, mixed)), (visitor.label, method)


@by_address
def test_whoever_is_not_signed_in_is_asked_to_and_comes_back(world: World, row: Row) -> None:
    if row.rules.get("GET") in (None, "anyone"):
        return
    there = reverse(row.address, kwargs=arguments(world, row, "own"))
    answer = Client().get(there)
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"{reverse('organisation:sign_in')}?next={there}"


@by_address
def test_no_form_is_taken_without_its_token(world: World, row: Row) -> None:
    if "POST" not in row.rules:
        return
    for visitor in world.visitors:
        answer = knock(visitor.browser(strict=True), "POST", reverse(row.address, kwargs=arguments(world, row, "own")))
        assert answer.status_code == 403, visitor.label


def knock(client: Client, method: str, address: str) -> HttpResponseBase:
    """One request whose writes are taken back."""
    with transaction.atomic():
        answer = client.generic(method, address)
        transaction.set_rollback(True)
    return answer


def was_admitted(answer: HttpResponseBase) -> bool:
    """Whether the view did its work, be it only to say that the form is incomplete."""
    asked_to_sign_in = answer.headers.get("Location", "").startswith(f"{reverse('organisation:sign_in')}?")
    return answer.status_code not in (401, 403, 404, 405) and not asked_to_sign_in


def likeness(answer: HttpResponseBase, address: str) -> tuple[int, str, str]:
    """What tells two answers apart, save the address itself and tokens."""
    content = getattr(answer, "content", b"").decode().replace(address, "…")
    location = answer.headers.get("Location", "").replace(address, "…")
    return answer.status_code, location, re.sub(r'value="[A-Za-z0-9]{64}"', "", content)


def arguments(world: World, row: Row, side: str) -> dict[str, object]:
    """What the address carries: the words the row fixes, and examples for the rest."""
    found: dict[str, object] = dict(row.fixed)
    for argument in ADDRESSES[row.address].arguments:
        if argument not in row.fixed:
            found[argument] = getattr(example(world, row, argument), side)
    return found if found != dict(row.fixed) or side != "absent" else {}


def sides(world: World, row: Row) -> Mapping[str, str | None]:
    """Own and other with their units, where the object of the address belongs to one; else one side without."""
    examples = [example(world, row, argument) for argument in ADDRESSES[row.address].arguments if argument not in row.fixed]
    return UNITS if any(found.own != found.other for found in examples) else {"own": None}


def example(world: World, row: Row, argument: str) -> Example:
    """The example for an argument; a new room adds its own in `examples`."""
    room = row.address.partition(":")[0]
    found = world.examples.get(f"{row.address}.{argument}") or world.examples.get(f"{room}:{argument}")
    assert found, f"no example for {argument} of {row.address}: add one in tests/access/examples.py"
    return found


def test_a_visitor_without_a_row_is_refused() -> None:
    somebody = Visitor("somebody", None, "officer", frozenset({"yunting"}), "")
    row = Row("x:y", {}, {"GET": {"officer": "own"}})
    assert row.admits("GET", somebody, "yunting")
    assert row.admits("HEAD", somebody, None)
    assert not row.admits("GET", somebody, "shifang")
    assert not row.admits("POST", somebody, "yunting")
