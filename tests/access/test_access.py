"""Every address × method × visitor × own and other unit, against the table."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookies import SimpleCookie
from itertools import product

import pytest
from django.conf import settings
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

FIRST_ROWS = {row.address: row for row in reversed(ROWS)}
USED_METHODS = ("GET", "POST")

by_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.label)
by_address = pytest.mark.parametrize("row", FIRST_ROWS.values(), ids=lambda row: row.address)

BROWSERS = {strict: Client(enforce_csrf_checks=strict) for strict in (False, True)}
WALKED: dict[str, tuple["Knock", ...]] = {}


@dataclass(frozen=True)
class Knock:
    """One request and its answer; `unit` is that of the object asked for."""

    visitor: Visitor
    method: str
    side: str
    unit: str | None
    admitted: bool
    likeness: tuple[int, str, str]


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
    wrong = [
        (knock.visitor.label, knock.side, knock.method, knock.likeness[0])
        for knock in walked(world, row)
        if knock.admitted != row.admits(knock.method, knock.visitor, knock.unit)
    ]
    assert wrong == []


@by_address
def test_forbidden_and_absent_answer_alike(world: World, row: Row) -> None:
    if not arguments(world, row, "absent"):
        return
    nowhere = reverse(row.address, kwargs=arguments(world, row, "absent"))
    used = [knock for knock in walked(world, row) if knock.method in USED_METHODS]
    forbidden = [knock for knock in used if not row.admits(knock.method, knock.visitor, knock.unit)]
    unseen = {
        (visitor.label, method): likeness(ask(visitor, method, nowhere), nowhere)
        for visitor, method in {(knock.visitor, knock.method): None for knock in forbidden}
    }
    told = [knock for knock in forbidden if knock.likeness != unseen[knock.visitor.label, knock.method]]
    assert told == []


@by_address
def test_what_belongs_to_another_object_is_absent_under_ones_own(world: World, row: Row) -> None:
    own, other = arguments(world, row, "own"), arguments(world, row, "other")
    apart = [name for name in own if own[name] != other[name]]
    for name in apart[1:]:
        mixed = reverse(row.address, kwargs={**own, name: other[name]})
        for visitor, method in product(world.visitors, row.rules):
            assert not was_admitted(ask(visitor, method, mixed)), (visitor.label, method)


@by_address
def test_whoever_is_not_signed_in_is_asked_to_and_comes_back(world: World, row: Row) -> None:
    if row.rules.get("GET") in (None, "anyone", "whoever_holds_a_token"):
        return
    there = reverse(row.address, kwargs=arguments(world, row, "own"))
    answer = Client().get(there)
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"{reverse('organisation:sign_in')}?next={there}"


@by_address
def test_no_form_is_taken_without_its_token(world: World, row: Row) -> None:
    if row.rules.get("POST") in (None, "whoever_signs"):
        return
    there = reverse(row.address, kwargs=arguments(world, row, "own"))
    taken = [visitor.label for visitor in world.visitors if ask(visitor, "POST", there, strict=True).status_code != 403]
    assert taken == []


def walked(world: World, row: Row) -> tuple[Knock, ...]:
    """Everybody at this address with every method, on both sides. Walked once for all tests of a row.

    Of an address whose rows differ in a word only, the first row is walked with every method and the others are opened:
    that one path leads to both is what the first row shows. Methods other than GET and POST are tried on one's own side.
    HEAD is asked for only where GET is refused; else it is GET once more.
    """
    if row.label not in WALKED:
        first = FIRST_ROWS[row.address] is row
        WALKED[row.label] = tuple(
            Knock(visitor, method, side, unit, was_admitted(answer), likeness(answer, there))
            for side, unit in sides(world, row).items()
            for there in [reverse(row.address, kwargs=arguments(world, row, side))]
            for visitor, method in product(world.visitors, methods_of(side, first=first))
            if method != "HEAD" or not row.admits("GET", visitor, unit)
            for answer in [ask(visitor, method, there)]
        )
    return WALKED[row.label]


def methods_of(side: str, *, first: bool) -> tuple[str, ...]:
    """The methods a row is walked with."""
    if not first:
        return ("GET",)
    return tuple(METHODS) if side == "own" else USED_METHODS


def ask(visitor: Visitor, method: str, address: str, *, strict: bool = False) -> HttpResponseBase:
    """One request whose writes are taken back; `strict` asks for the token of every form."""
    client = BROWSERS[strict]
    client.cookies = SimpleCookie({settings.SESSION_COOKIE_NAME: visitor.session} if visitor.session else {})
    with transaction.atomic():
        answer = client.generic(method, address)
        # Its close() would end the connection; a file left open is a warning in whichever test comes later.
        for let_go in vars(answer).get("_resource_closers", ()):
            let_go()
        transaction.set_rollback(True)
    return answer


def was_admitted(answer: HttpResponseBase) -> bool:
    """Whether the view did its work, be it only to say that the form is incomplete."""
    asked_to_sign_in = answer.headers.get("Location", "").startswith(f"{reverse('organisation:sign_in')}?")
    return answer.status_code not in (401, 403, 404, 405) and not asked_to_sign_in


def likeness(answer: HttpResponseBase, address: str) -> tuple[int, str, str]:
    """What tells two answers apart, save the address itself and tokens."""
    content = getattr(answer, "content", b"").decode(errors="replace").replace(address, "…")
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
    worded = [f"{row.address}.{argument} {word}" for word in row.fixed.values()]
    names = [*worded, f"{row.address}.{argument}", f"{room}:{argument}"]
    found = next((world.examples[name] for name in names if name in world.examples), None)
    assert found, f"no example for {argument} of {row.address}: add one in tests/access/examples.py"
    return found


def test_a_visitor_without_a_row_is_refused() -> None:
    somebody = Visitor("somebody", None, "officer", frozenset({"yunting"}), "")
    row = Row("x:y", {}, {"GET": {"officer": "own"}})
    assert row.admits("GET", somebody, "yunting")
    assert row.admits("HEAD", somebody, None)
    assert not row.admits("GET", somebody, "shifang")
    assert not row.admits("POST", somebody, "yunting")
