"""`mingheng witness init|serve|watch|cosign|succeed|status`: watch a ledger with a key of one's own. No database needed.

Ends with 0 when all is well, 1 when a log contradicts itself (the proof is kept), 2 when the witness could not work.
"""

import argparse
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path

from mingheng.kit import clock
from mingheng.kit.dates import SHANGHAI
from mingheng.ledger.datasets.shelf import NotPublished, Shelf
from mingheng.ledger.rules.tree.keys import BadKey, VerifierKey
from mingheng.ledger.rules.tree.notes import BadNote, Note
from mingheng.ledger.rules.tree.tiles import NotATile
from mingheng.ledger.rules.tree.witnessing import Certainty, Refused
from mingheng.witness.examining import examine
from mingheng.witness.serving import answered, server
from mingheng.witness.state import Alarm, NoState, Witness, found
from mingheng.witness.watching import Served, look

FINE, ALARM, CANNOT = 0, 1, 2
TROUBLES = (BadKey, BadNote, NoState, NotATile, NotPublished, OSError, Refused, UnicodeDecodeError, sqlite3.Error)
"""What a log, a disk or a person may do to us; a disk that is full is no contradiction of the log."""
EVERY = 60.0  # seconds between two looks
PORT = 8100
PATIENCE = 5.0  # seconds between two signs of life
WORDS = {Certainty.PROVED: "证据确凿", Certainty.UNEXPLAINED: "须由日志方说明"}


def main(argv: list[str]) -> int:
    """Do what the word says; returns the exit status."""
    asked = _parser().parse_args(argv)
    try:
        status: int = asked.do(asked)
    except TROUBLES as trouble:
        print(trouble, file=sys.stderr)
        return CANNOT
    return status


def init(asked: argparse.Namespace) -> int:
    """Make the key and the state of a new witness."""
    witness = found(asked.folder, asked.name, [VerifierKey.read(log) for log in asked.log])
    print(f"已建立见证人。请把下面的公钥交给日志方，并公布在自己的网站上：\n{witness.key.verifier}")
    print(f"{asked.folder} 整个文件夹要备份：丢失以后不能证明从前见证过什么。")
    return FINE


def serve(asked: argparse.Namespace) -> int:
    """Answer logs until asked to stop."""
    witness = Witness(asked.folder)
    service = server(witness, asked.host, asked.port, now, Crier(witness, asked.notify))
    print(f"见证服务：http://{asked.host}:{service.server_port}/，公钥 {witness.key.verifier}", flush=True)
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda number, frame: threading.Thread(target=service.shutdown).start())
    with service:
        service.serve_forever()
    return ALARM if witness.alarms() else FINE


def watch(asked: argparse.Namespace) -> int:
    """Look at a log again and again, or once; what is wrong is said and looked at again."""
    witness = Witness(asked.folder)
    cry, stop = Crier(witness, asked.notify), threading.Event()
    log = Served(asked.url, _token(asked.entries) if asked.entries else "")
    if asked.keep and not asked.entries:
        raise NoState("--keep 须同时给出 --entries：没有令牌读不到条目，存不成完整的副本")
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda number, frame: stop.set())
    while True:
        trouble = _looked(witness, log, Shelf(asked.keep) if asked.keep else None)
        cry()
        if trouble:
            print(f"{_time(now())} {trouble}", file=sys.stderr, flush=True)
        if asked.once or stop.wait(asked.every):
            return ALARM if witness.alarms() else CANNOT if trouble else FINE


def cosign(asked: argparse.Namespace) -> int:
    """Answer a request that was carried here as a file; the answer is carried back."""
    witness = Witness(asked.folder)
    cry = Crier(witness, asked.notify)
    answer, _, text = answered(witness, sys.stdin.buffer.read(), at=now())
    cry()
    if answer is HTTPStatus.OK:
        print(text, end="")
        return FINE
    print(f"没有见证（{answer}）：{text}", end="", file=sys.stderr)
    return ALARM if witness.alarms() else CANNOT


def succeed(asked: argparse.Namespace) -> int:
    """Believe the next key of a log, which the one believed so far names."""
    after = Witness(asked.folder).succeed(Note.read(sys.stdin.read()))
    print(f"从现在起也认 {after}。旧密钥停用以后，从 {asked.folder / 'logs'} 里删去它那一行，再重新启动见证服务")
    return FINE


def status(asked: argparse.Namespace) -> int:
    """Say what was seen last, and every alarm."""
    witness = Witness(asked.folder)
    print(f"公钥 {witness.key.verifier}")
    for log in witness.logs:
        seen = witness.seen(log.name)
        print(f"{log.name}：" + (f"{seen.checkpoint.size} 条，见证于 {_time(seen.at)}" if seen else "还没有见证过"))
    for alarm in witness.alarms():
        before = f"—— 上次见证 ——\n{alarm.seen}\n" if alarm.seen else ""
        print(f"\n{_told(alarm)}\n{before}—— 后来出示 ——\n{alarm.offered}")
    for log in witness.logs:
        for suspect in witness.suspects(log.name):
            print(f"\n{log.name} 第 {suspect.place} 条{suspect.reason}\n{suspect.entry.decode(errors='replace')}")
    return ALARM if witness.alarms() else FINE


class Crier:
    """Says each alarm once: on the terminal, and to a command of the operator's own, if there is one."""

    def __init__(self, witness: Witness, notify: str | None) -> None:
        self.witness, self.notify, self.said = witness, notify, len(witness.alarms())
        self._one_at_a_time = threading.Lock()

    def __call__(self) -> None:
        """Say what is new."""
        with self._one_at_a_time:
            alarms = self.witness.alarms()
            for alarm in alarms[self.said :]:
                print(f"\a警报 {_told(alarm)}。签过名的检查点已经留存：mingheng witness status", file=sys.stderr, flush=True)
                self._tell(alarm)
            self.said = len(alarms)

    def _tell(self, alarm: Alarm) -> None:
        """Run the operator's command; one that does not run must not end the watch."""
        if self.notify:
            try:
                subprocess.run([self.notify, _told(alarm)], check=False)
            except OSError as trouble:
                print(f"--notify 的命令不能运行：{trouble}", file=sys.stderr, flush=True)


class Teller:
    """Says now and then how far a long reading has come."""

    def __init__(self) -> None:
        self.said = time.monotonic()

    def __call__(self, read: int, of: int) -> None:
        """Say it, unless it was said just now."""
        if time.monotonic() - self.said > PATIENCE:
            self.said = time.monotonic()
            print(f"已读 {read} 条，共 {of} 条", file=sys.stderr, flush=True)


def now() -> int:
    """Seconds since 1970."""
    return int(clock.now().timestamp())


def _looked(witness: Witness, log: Served, shelf: Shelf | None) -> str:
    """Look once; then read the entries where there is a token, and bring the cosignature back, be it wanted or not. What went wrong, or nothing."""
    try:
        cosigned = look(witness, log, at=now())
    except TROUBLES as trouble:
        return str(trouble)
    read = _tried(lambda: examine(witness, log, cosigned, shelf, at=now(), tell=Teller())) if log.token else ""
    return "；".join(filter(None, [read, _tried(lambda: log.bring(cosigned))]))


def _tried(step: Callable[[], None]) -> str:
    """What went wrong, or nothing."""
    try:
        step()
    except TROUBLES as trouble:
        return str(trouble)
    return ""


def _token(file: Path) -> str:
    """The token a file holds. Raises NoState."""
    try:
        return file.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as reason:
        raise NoState(f"{file} 里的令牌读不出来：{reason}") from reason


def _told(alarm: Alarm) -> str:
    return f"{_time(alarm.at)} {alarm.origin}（{WORDS[alarm.certainty]}）：{alarm.reason}"


def _time(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M:%S")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("mingheng witness", description=__doc__)
    parser.add_argument("--folder", type=Path, default=Path("witness"), help="密钥和状态所在的文件夹，默认 ./witness")
    words = parser.add_subparsers(required=True, metavar="init|serve|watch|cosign|succeed|status")

    def word(do: Callable[[argparse.Namespace], int], told: str) -> argparse.ArgumentParser:
        said = words.add_parser(do.__name__, help=told, description=do.__doc__)
        said.set_defaults(do=do)
        if do in (serve, watch, cosign):
            said.add_argument("--notify", help="有警报时运行的命令，警报内容是它唯一的参数")
        return said

    told = word(init, "建立新的见证人")
    told.add_argument("--name", required=True, help="见证人的名称，例如 justice.lanjiang.example")
    told.add_argument("--log", required=True, action="append", help="要见证的日志的公钥，可以多次")
    told = word(serve, "作为服务，由日志方送来检查点")
    told.add_argument("--host", default="127.0.0.1")
    told.add_argument("--port", type=int, default=PORT)
    told = word(watch, "自己去看日志，看完送回见证")
    told.add_argument("url", help="日志的地址，例如 https://…/log")
    told.add_argument("--every", type=float, default=EVERY, help="隔多少秒看一次")
    told.add_argument("--entries", type=Path, help="令牌所在的文件：有了它就读每一条记录，核对收到的时间")
    told.add_argument("--keep", type=Path, help="把读到的全部存进这个文件夹，作为日志的完整副本")
    told.add_argument("--once", action="store_true", help="只看一次")
    word(cosign, "从标准输入读请求文件，把见证写到标准输出")
    word(succeed, "从标准输入读日志的密钥交接文书，认它的新密钥")
    word(status, "上次见证了什么，有没有警报")
    return parser
