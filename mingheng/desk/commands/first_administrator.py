"""`mingheng first-administrator`: the first person who can sign in to a new installation; asks for the password."""

import argparse
import getpass
import sys

from django.db import connections

import mingheng.organisation.actions
from mingheng.kit import clock, installation
from mingheng.organisation.rules import Refused


def main(argv: list[str]) -> int:
    """Create the first system administrator. 1 with the reason when the installation has one or the password is weak."""
    parser = argparse.ArgumentParser("mingheng first-administrator", description=__doc__)
    parser.add_argument("username", help="工号")
    parser.add_argument("name", help="姓名")
    wish = parser.parse_args(argv)
    password = _password()
    if password is None:
        print("两次输入的密码不同,请重试。", file=sys.stderr)
        return 1
    with installation.database():
        try:
            mingheng.organisation.actions.create_first_administrator(
                username=wish.username, name=wish.name, password=password, at=clock.now()
            )
        except Refused as refusal:
            print(refusal, file=sys.stderr)
            return 1
        finally:
            connections.close_all()
    print(f"已建立系统管理员 {wish.name}({wish.username}),现在可以登录。")
    return 0


def _password() -> str | None:
    """Typed twice at a terminal, or one line from a pipe; None when the two differ."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    first = getpass.getpass("密码:")
    return first if getpass.getpass("再输一次:") == first else None
