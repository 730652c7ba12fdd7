"""`mingheng demo <seed|logins|--cases N>`: the fictional district 澜江区 in a new, embedded installation.

`logins` says who can sign in to it, `--cases N` fills it with ten years' volume (`--workers N` processes at work, 2 unless said).
`plant DIR` writes a year with known faults as a log, without a database.
"""

import sys
import time
from collections.abc import Callable

from django.conf import settings

from mingheng.demo import queries
from mingheng.demo.actions import NotEmpty, seed_district
from mingheng.demo.commands.filling import fill
from mingheng.demo.commands.planting import plant
from mingheng.demo.rules.timetable import OutOfTime
from mingheng.insight import actions as insight
from mingheng.insight.queries.runs import last_done
from mingheng.kit import clock, installation
from mingheng.kit.paths import data_dir
from mingheng.law.queries import NoLawbook

BY = "console"


def main(argv: list[str]) -> int:
    """Run one command of this room; returns the exit status."""
    word = argv[0] if argv else ""
    if word.startswith("--cases"):
        return _refused() or fill(argv)
    if word == "plant":
        return plant(argv[1:])
    if word not in COMMANDS or len(argv) > 1:
        print(f"用法：mingheng demo <{'|'.join(COMMANDS)}|plant 目录|--cases 数量 [--workers 数量]>", file=sys.stderr)
        return 2
    return COMMANDS[word]()


def seed() -> int:
    """Fill an empty installation and scan it; nothing to do when it is filled. 1 for a real server or a database in use."""
    if _refused():
        return 1
    began = time.monotonic()

    def tell(text: str) -> None:
        print(f"  {text}（{time.monotonic() - began:.0f} 秒）", flush=True)

    with installation.database():
        try:
            taken = seed_district(by=BY, at=clock.now(), folder=settings.MINGHENG_EXPORT, tell=tell)
        except (NoLawbook, NotEmpty, OutOfTime) as refusal:
            print(refusal, file=sys.stderr)
            return 1
        if taken or last_done() is None:
            tell("核对全部案卷")
            insight.queue_scan(by=BY, at=clock.now())
            insight.work_off(folder=settings.MINGHENG_EXPORT, at=clock.now(), tell=lambda stage, done, total: None, by=BY)
    print(f"演示数据已生成：{taken} 步，{time.monotonic() - began:.0f} 秒。" if taken else "演示数据已经在这里了。")
    return 0


def logins() -> int:
    """Print one account of each duty, and the password of all."""
    print(f"演示账号（密码都是 {queries.PASSWORD}）：")
    for username, name, duty, unit in queries.logins():
        print(f"  {username}  {name}  {duty}（{unit}）")
    return 0


def _refused() -> int:
    """1, once it is said why, where fiction must not go."""
    if not installation.is_embedded():
        print("设置了 DATABASE_URL。演示数据只放进自带的数据库，不放进真实的服务器。", file=sys.stderr)
        return 1
    if _is_real():
        print(f"数据目录 {data_dir()} 是正式使用的，不放入演示数据。请用 MINGHENG_DATA 换一个空目录。", file=sys.stderr)
        return 1
    return 0


def _is_real() -> bool:
    """Whether the first start of this data folder was a real one."""
    mark = data_dir() / "kind"
    return mark.exists() and mark.read_text(encoding="ascii") == "real"


COMMANDS: dict[str, Callable[[], int]] = {"logins": logins, "seed": seed}
