"""`mingheng organisation first-administrator`: the first person who can sign in to a new installation."""

import getpass
import sys
from collections.abc import Callable

from django.db import connections

from mingheng.kit import clock, installation
from mingheng.organisation import actions
from mingheng.organisation.rules import Refused


def main(argv: list[str]) -> int:
    """Run one command of this room; returns the exit status."""
    word = argv[0] if argv else ""
    if word not in COMMANDS or len(argv) > 1:
        print(f"可用的命令：mingheng organisation {'、'.join(COMMANDS)}", file=sys.stderr)
        return 2
    return COMMANDS[word]()


def first_administrator() -> int:
    """Ask for 工号, name and password (twice), and enter the first system administrator; 1 with the reasons if refused."""
    try:
        username, name = input("工号："), input("姓名：")
        password = _secret("密码：")
        again = _secret("再写一遍密码：")
    except (EOFError, KeyboardInterrupt):
        print("\n已放弃，什么也没有写入。", file=sys.stderr)
        return 1
    if password != again:
        print("两次写的密码不一样。什么也没有写入，请重新运行。", file=sys.stderr)
        return 1
    with installation.database():
        try:
            actions.create_first_administrator(username=username, name=name, password=password, at=clock.now())
        except Refused as refused:
            for problem in refused.problems:
                print(problem, file=sys.stderr)
            return 1
        finally:
            connections.close_all()
    print("已建立系统管理员。请登录后先在“单位”里改好单位名称和机关代字。")
    return 0


def _secret(prompt: str) -> str:
    """A password, unseen at a terminal; from a pipe the next line, for installation scripts."""
    return getpass.getpass(prompt) if sys.stdin.isatty() else input()


COMMANDS: dict[str, Callable[[], int]] = {"first-administrator": first_administrator}
