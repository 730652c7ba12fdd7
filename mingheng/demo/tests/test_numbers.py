"""Numbers that pass every check and belong to nobody."""

from datetime import date

from mingheng.demo.rules.numbers import REGION, citizen_id, credit_code, telephone
from mingheng.demo.rules.stories import serials, stories
from mingheng.kit.identity import check_citizen_id, check_credit_code, check_phone

SERIALS = range(1, 1000)


def test_citizens_have_lawful_numbers_of_no_real_region() -> None:
    numbers = {citizen_id(serial, date(1957, 12, 31)) for serial in SERIALS}
    assert len(numbers) == len(SERIALS)
    assert all(check_citizen_id(number, today=date(2026, 11, 23)) == number for number in numbers)
    assert all(number.startswith(REGION) for number in numbers)


def test_businesses_have_lawful_codes() -> None:
    for kind in ("organisation", "individual_business"):
        codes = {credit_code(serial, kind) for serial in SERIALS}
        assert len(codes) == len(SERIALS)
        assert all(check_credit_code(code) == code for code in codes)


def test_telephones_are_telephones() -> None:
    assert all(check_phone(telephone(serial)) == telephone(serial) for serial in SERIALS)


def test_a_party_of_two_stories_is_one_party() -> None:
    named = [party.name for story in stories() for party in story.parties]
    assert len(named) > len(set(named)) == len(serials())
