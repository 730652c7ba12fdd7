"""`mingheng first-administrator`: the first person who can sign in to a new installation; asks for the password."""

import argparse
import getpass
import sys

from django.db import connections

from mingheng.kit import clock, installation
from mingheng.organisation import actions
from mingheng.organisation.rules import Refused


def main(argv: list[str]) -> int:
    """Create the first system administrator. 1 with the reasons when there is one already or the password is weak."""
    parser = argparse.ArgumentParser("mingheng first-administrator", description=__doc__)
    parser.add_argument("username", help="工号")
    parser.add_argument("name", help="姓名")
    wish = parser.parse_args(argv)
    try:
        password = _password()
    except (EOFError, KeyboardInterrupt):
        print("\n已放弃，什么也没有写入。", file=sys.stderr)
        return 1
    if password is None:
        print("两次写的密码不一样。什么也没有写入，请重新运行。", file=sys.stderr)
        return 1
    with installation.database():
        try:
            actions.create_first_administrator(username=wish.username, name=wish.name, password=password, at=clock.now())
        except Refused as refusal:
            for problem in refusal.problems:
                print(problem, file=sys.stderr)
            return 1
        finally:
            connections.close_all()
    print(f"已建立系统管理员 {wish.name}（{wish.username}）。请登录后先在“单位”里改好单位名称和机关代字。")
    return 0


def _password() -> str | None:
    """Typed twice at a terminal, or one line from a pipe; None when the two differ. Raises EOFError without a line."""
    if not sys.stdin.isatty():
        return input()
    first = getpass.getpass("密码：")
    return first if getpass.getpass("再写一遍密码：") == first else None
