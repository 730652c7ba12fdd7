"""Signing in, the brake on guessing, passwords and one-time codes."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from django.db import connections
from django.test import override_settings

from mingheng.kit.dates import SHANGHAI
from mingheng.ledger.queries import chain_intact
from mingheng.organisation import actions
from mingheng.organisation.models import Officer, SignInFailure
from mingheng.organisation.rules import Limits, Refused
from mingheng.organisation.rules.sign_in import code_digest, code_matches
from tests.cast import PASSWORD, Cast

AT = datetime(2026, 11, 20, 10, 0, tzinfo=SHANGHAI)
LIMITS = Limits()
NEW = "Xin-mima-2026"


def enter(username: str = "LJ0101", password: str = PASSWORD, *, source: str = "10.0.0.1", at: datetime = AT) -> Officer:
    return actions.sign_in(username=username, password=password, source=source, at=at)


def guess(times: int, username: str = "LJ0101", *, source: str = "10.0.0.1", at: datetime = AT) -> None:
    for _ in range(times):
        with pytest.raises(Refused, match="工号或密码不对"):
            enter(username, "wrong", source=source, at=at)


def test_name_and_password_open_the_door_however_the_name_is_typed(cast: Cast) -> None:
    assert enter(" lj0101 ") == cast.handler
    assert chain_intact(f"person:{cast.handler.pk}")


def test_an_unknown_name_and_a_wrong_password_are_refused_in_the_same_words(cast: Cast) -> None:
    said = set()
    for username in ("LJ0101", "LJ9999", "", "x" * 300):
        with pytest.raises(Refused) as refused:
            enter(username, "wrong")
        said.add(str(refused.value))
    assert len(said) == 1


def test_after_five_failures_even_the_right_password_must_wait(cast: Cast) -> None:
    guess(LIMITS.failures_per_name)
    with pytest.raises(Refused, match="10:15前不能再试"):
        enter()
    assert enter(at=AT + LIMITS.window) == cast.handler


def test_tries_while_waiting_do_not_prolong_the_wait(cast: Cast) -> None:
    guess(LIMITS.failures_per_name)
    with pytest.raises(Refused, match="不能再试"):
        enter(at=AT + LIMITS.window - timedelta(seconds=1))
    assert enter(at=AT + LIMITS.window) == cast.handler


def test_a_name_that_nobody_has_waits_too(cast: Cast) -> None:
    guess(LIMITS.failures_per_name, "LJ9999")
    with pytest.raises(Refused, match="不能再试"):
        enter("LJ9999")


def test_success_forgets_the_failures_of_that_name_and_of_no_other(cast: Cast) -> None:
    guess(LIMITS.failures_per_name - 1)
    guess(2, "LJ0102")
    enter()
    assert set(SignInFailure.objects.values_list("name", flat=True)) == {"LJ0102"}


def test_one_address_that_tries_many_names_must_wait_and_others_need_not(cast: Cast) -> None:
    with override_settings(MINGHENG_SIGN_IN={"failures_per_source": 6}):
        for number in range(6):
            guess(1, f"LJ8{number}")
        with pytest.raises(Refused, match="网络地址"):
            enter()
        assert enter(source="10.0.0.2") == cast.handler


def test_old_failures_are_thrown_away(cast: Cast) -> None:
    guess(3)
    guess(1, at=AT + LIMITS.window)
    assert SignInFailure.objects.count() == 1


def test_many_guesses_at_the_same_moment_do_not_slip_past_the_brake(committed_cast: Cast) -> None:
    def one(number: int) -> str:
        try:
            enter(password=f"wrong {number}")
        except Refused as refused:
            return str(refused)
        finally:
            connections.close_all()
        return "opened"

    with ThreadPoolExecutor(8) as pool:
        said = list(pool.map(one, range(16)))
    assert sum("工号或密码不对" in text for text in said) == LIMITS.failures_per_name
    assert sum("不能再试" in text for text in said) == 16 - LIMITS.failures_per_name


def issue(cast: Cast, officer: Officer, at: datetime = AT) -> str:
    return actions.issue_codes(officers=[officer], by=cast.system_administrator, at=at)[officer.pk]


def test_a_code_replaces_the_password_until_a_new_one_is_chosen(cast: Cast) -> None:
    code = issue(cast, cast.handler)
    guess(1)
    with pytest.raises(Refused):
        enter()
    arrived = enter(password=code.lower().replace("-", " "))
    assert arrived.must_change_password
    actions.change_password(officer=arrived, old="", new=NEW, source="10.0.0.1", at=AT)
    assert not enter(password=NEW).must_change_password
    with pytest.raises(Refused):
        enter(password=code)


def test_a_code_ends_after_its_time(cast: Cast) -> None:
    code = issue(cast, cast.handler)
    with pytest.raises(Refused):
        enter(password=code, at=AT + LIMITS.code_life)


def test_a_new_code_ends_the_old_one_and_the_wait(cast: Cast) -> None:
    old = issue(cast, cast.handler)
    guess(LIMITS.failures_per_name)
    new = issue(cast, cast.handler)
    with pytest.raises(Refused, match="工号或密码不对"):
        enter(password=old)
    assert enter(password=new) == cast.handler


def test_the_database_keeps_only_a_digest_of_the_code(cast: Cast) -> None:
    code = issue(cast, cast.handler)
    stored = Officer.objects.get(pk=cast.handler.pk)
    assert stored.one_time_digest == code_digest(code)
    assert code not in str(stored.__dict__)
    assert code_matches(code, stored.one_time_digest)
    assert not code_matches("", "")


def test_an_administrator_issues_no_code_for_himself_or_the_disabled(cast: Cast) -> None:
    with pytest.raises(Refused, match="给自己"):
        issue(cast, cast.system_administrator)
    actions.retire_person(officer=cast.partner, reason="辞职", by=cast.system_administrator, at=AT)
    with pytest.raises(Refused, match="已停用"):
        issue(cast, cast.partner)


def test_nobody_else_issues_codes(cast: Cast) -> None:
    with pytest.raises(Refused, match="系统管理员办理"):
        actions.issue_codes(officers=[cast.partner], by=cast.bureau_head, at=AT)


def test_one_changes_ones_password_with_the_old_one(cast: Cast) -> None:
    actions.change_password(officer=cast.handler, old=PASSWORD, new=NEW, source="10.0.0.1", at=AT)
    assert enter(password=NEW) == cast.handler


def test_guessing_the_old_password_is_braked_like_signing_in(cast: Cast) -> None:
    for _ in range(LIMITS.failures_per_name):
        with pytest.raises(Refused, match="现密码不对"):
            actions.change_password(officer=cast.handler, old="wrong", new=NEW, source="10.0.0.1", at=AT)
    with pytest.raises(Refused, match="不能再试"):
        actions.change_password(officer=cast.handler, old=PASSWORD, new=NEW, source="10.0.0.1", at=AT)


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("Ab-1", "不足10位"),
        ("chenyanqiu", "太简单"),
        ("1234567890", "最常用"),
        ("Lj0101-mima", "工号或姓名"),
        ("Chenyanqiu-1", "工号或姓名"),
        ("陈砚秋-Mima-1", "工号或姓名"),
        (PASSWORD, "和现在的一样"),
    ],
)
def test_it_refuses_weak_passwords(cast: Cast, password: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        actions.choose_password(officer=cast.handler, password=password, at=AT)


def test_a_password_hashed_the_old_way_is_hashed_anew_at_sign_in(cast: Cast) -> None:
    old = Officer.objects.get(pk=cast.handler.pk).password
    hashers = ["django.contrib.auth.hashers.ScryptPasswordHasher", "django.contrib.auth.hashers.MD5PasswordHasher"]
    with override_settings(PASSWORD_HASHERS=hashers):
        enter()
        assert Officer.objects.get(pk=cast.handler.pk).password != old
        assert enter() == cast.handler
