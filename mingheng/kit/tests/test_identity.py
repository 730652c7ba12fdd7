"""Identity numbers with their check digits."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingheng.kit import identity
from mingheng.kit.identity import BadIdentity

TODAY = date(2026, 11, 21)
CITIZEN = "11010519491231002X"
CODES = ("91330100799655058B", "11230500001755309F", "91230500MA1B3N1N2M")
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@pytest.mark.parametrize("typed", [CITIZEN, "110105 19491231 002x", " １１０１０５１９４９１２３１００２ｘ "])
def test_it_accepts_spaces_small_letters_and_full_width(typed: str) -> None:
    assert identity.check_citizen_id(typed, today=TODAY) == CITIZEN


@given(st.integers(0, 17), st.sampled_from("0123456789"))
def test_any_one_wrong_digit_of_a_citizen_number_fails(place: int, digit: str) -> None:
    wrong = CITIZEN[:place] + digit + CITIZEN[place + 1 :]
    if wrong != CITIZEN:
        with pytest.raises(BadIdentity):
            identity.check_citizen_id(wrong, today=TODAY)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("1101051949123100", "少2位，应为18位"),
        ("11010519491231002X1", "多1位，应为18位"),
        ("110105491231002", "旧号码"),
        ("1101051949123100AX", "前17位是数字"),
        ("11010519490230002X", "1949-02-30不存在"),
        ("110105204912310029", "2049-12-31还没有到"),
        ("110105194912310021", "校验码不对"),
        ("", "少18位"),
    ],
)
def test_a_wrong_citizen_number_is_told_what_is_wrong(typed: str, message: str) -> None:
    with pytest.raises(BadIdentity, match=message):
        identity.check_citizen_id(typed, today=TODAY)


@pytest.mark.parametrize("code", CODES)
def test_it_accepts_real_credit_codes(code: str) -> None:
    assert identity.check_credit_code(f"{code[:4]} {code[4:8].lower()}-{code[8:]}") == code


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("place", range(18))
def test_any_one_wrong_character_of_a_credit_code_fails(code: str, place: int) -> None:
    for character in ALPHABET.replace(code[place], ""):
        with pytest.raises(BadIdentity):
            identity.check_credit_code(code[:place] + character + code[place + 1 :])


def test_a_credit_code_with_a_forbidden_letter_is_told_so() -> None:
    with pytest.raises(BadIdentity, match="没有“O”"):
        identity.check_credit_code("9133O100799655058B")
    with pytest.raises(BadIdentity, match="少1位"):
        identity.check_credit_code("91310000MA1K00007")


@pytest.mark.parametrize(
    ("typed", "plate"),
    [
        ("沪a·12345", "沪A12345"),
        ("沪 ET1234", "沪ET1234"),
        ("粤B1234学", "粤B1234学"),
        ("沪AD12345", "沪AD12345"),
        ("沪A12345D", "沪A12345D"),
    ],
)
def test_it_accepts_ordinary_and_new_energy_plates(typed: str, plate: str) -> None:
    assert identity.check_plate(typed) == plate


@pytest.mark.parametrize(
    ("typed", "message"),
    [("A12345", "省份简称"), ("沪A1234", "现在是6位"), ("沪AO2345", "字母I和O"), ("沪112345", "不是有效"), ("", "省份简称")],
)
def test_a_wrong_plate_is_told_what_is_wrong(typed: str, message: str) -> None:
    with pytest.raises(BadIdentity, match=message):
        identity.check_plate(typed)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("138 0000 1234", "13800001234"),
        ("+86-138-0000-1234", "13800001234"),
        ("（021）5123 4567", "021-51234567"),
        ("0513-8123456-801", "0513-8123456-801"),
        ("400-123-4567", "400-123-4567"),
    ],
)
def test_it_accepts_mobile_and_landline_numbers(typed: str, number: str) -> None:
    assert identity.check_phone(typed) == number


@pytest.mark.parametrize("typed", ["", "12345", "23800001234", "1380000123", "51234567", "电话"])
def test_it_refuses_what_is_no_telephone_number(typed: str) -> None:
    with pytest.raises(BadIdentity, match="例如 021-51234567"):
        identity.check_phone(typed)


def test_a_passport_is_letters_and_digits() -> None:
    assert identity.check_passport("e 1234567 8") == "E12345678"
    with pytest.raises(BadIdentity, match="字母和数字"):
        identity.check_passport("护照")


def test_masks_show_the_ends_only() -> None:
    assert identity.mask_citizen_id(CITIZEN) == "110************02X"
    assert identity.mask_credit_code(CODES[0]) == "9133************8B"
    assert identity.mask_phone("13800001234") == "138******34"
    assert identity.mask_citizen_id("E1234") == "*****"
    assert identity.mask_citizen_id("") == ""


def test_nobody_was_born_before_1900() -> None:
    with pytest.raises(identity.BadIdentity, match="早于1900年"):
        identity.check_citizen_id("110105184912310024", today=TODAY)
