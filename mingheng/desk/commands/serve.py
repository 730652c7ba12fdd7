"""`mingheng serve`: the whole installation in one process tree: database, web server, worker. Ctrl-C ends all of it."""

import argparse
import os
import signal
import socket
import sys
import threading
import time

from mingheng.kit import installation
from mingheng.kit.locks import Lock
from mingheng.kit.paths import data_dir
from mingheng.kit.pg_programs import PostgresTrouble
from mingheng.kit.postgres import Cluster
from mingheng.kit.processes import Child, ourselves, wait_for
from mingheng.ledger.rules.tree.keys import Kind, SignerKey
from mingheng.witness.demonstrating import EVERY, demonstration

PATIENCE = 5.0  # seconds between two signs of life, and to wait for a port that is just being given back
RESTARTS = 5  # of one child in a row before we give up
SETTLED = 60.0  # seconds after which a child's next death is the first in a row again
OLD_LAW = "法律库没有更新,继续按已装入的版本运行。请法制管理员核对后,用 mingheng law load --amend 载入。"


class Trouble(Exception):
    """Serving is not possible; the message says why."""


def main(argv: list[str]) -> int:
    """Prepare, serve, and clean up. 0 when stopped or already running, 1 when something failed."""
    wish = _arguments(argv)
    lock = Lock(data_dir() / "serve.lock")
    if not lock.take(f"已经在运行:{_address(wish)}"):
        print(lock.note())
        return 0
    if not os.environ.get("MINGHENG_HOSTS"):
        os.environ.setdefault("MINGHENG_PUBLIC_URL", _address(wish))  # what papers made here say, unless told otherwise
    stop = threading.Event()
    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, lambda number, frame: stop.set())
    try:
        _serve(wish, stop)
    except (Trouble, PostgresTrouble) as trouble:
        print(trouble, file=sys.stderr)
        return 1
    finally:
        lock.release()
    print("已停止。")
    return 0


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("mingheng serve", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=2, help="web processes")
    parser.add_argument("--threads", type=int, default=4, help="threads in each web process")
    parser.add_argument("--demo", action="store_true", help="fill a new, embedded installation with the fictional district")
    return parser.parse_args(argv)


def _address(wish: argparse.Namespace) -> str:
    return f"http://{wish.host}:{wish.port}/"


def _serve(wish: argparse.Namespace, stop: threading.Event) -> None:
    kind = _kind_of_installation(wish.demo)
    _sweep()
    _wait_for_port(wish, stop)
    print("启动数据库……", flush=True)
    with installation.database(stays=True) as cluster:
        _prepare("建立和升级数据表", ["migrate"], stop)
        if kind == "demo":
            _prepare("装入法律库", ["law", "load", "--amend", "演示目录随程序更新"], stop)
            _seed(stop)
        else:
            _prepare("装入法律库", ["law", "load"], stop, otherwise=OLD_LAW)
        watchers = _watchers(wish) if kind == "demo" else []
        children = [Child("网站", _web(wish)), Child("后台任务", ourselves("worker"))]
        try:
            for child in children:
                child.start()
            _greet(wish, kind, children[0], stop)
            for watcher in watchers:
                watcher.start()
            _watch(cluster, [*children, *watchers], stop)
        finally:
            for child in (*children, *watchers):
                child.ask_to_stop()
            for child in (*children, *watchers):
                child.stop()


def _kind_of_installation(demo_wished: bool) -> str:
    """`demo` or `real`, decided once, at the first start: real data and fictional people never meet."""
    if not installation.is_embedded():
        return "real"
    mark = data_dir() / "kind"
    if not mark.exists():
        mark.write_text("demo" if demo_wished else "real", encoding="ascii")
    kind = mark.read_text(encoding="ascii")
    if demo_wished and kind == "real":
        print("这个数据目录不是演示目录,不放入演示数据。")
    return kind


def _watchers(wish: argparse.Namespace) -> list[Child]:
    """A process for each witness beside a demonstration; none where somebody named others."""
    if "MINGHENG_WITNESS_POLICY" in os.environ:
        return []
    key = SignerKey.from_secret(installation.log_origin(), Kind.NOTE, installation.secret("log_key")).verifier
    folders = demonstration(data_dir() / "witnesses", installation.witness_policy(), key)
    words = ("watch", f"{_address(wish)}log", "--every", EVERY)
    return [Child(f"见证人 {folder.name}", ourselves("witness", "--folder", str(folder), *words)) for folder in folders]


def _wait_for_port(wish: argparse.Namespace, stop: threading.Event) -> None:
    """A killed predecessor's web server needs a moment to give the port back; anybody else's is an error."""
    deadline = time.monotonic() + PATIENCE
    told = False
    while not stop.is_set():
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((wish.host, wish.port))
            except OSError as error:
                if time.monotonic() > deadline:
                    raise Trouble(f"端口 {wish.port} 不能用({error.strerror})。请用 --port 换一个。") from error
                if not told:
                    told = True
                    print(f"端口 {wish.port} 还被占用,稍等……", flush=True)
            else:
                return
        stop.wait(0.2)


def _seed(stop: threading.Event) -> None:
    """Fill the demo once; an interrupted filling is taken up again at the next start."""
    done = data_dir() / "seeded"
    if not done.exists():
        _prepare("准备演示数据", ["demo", "seed"], stop)
        if not stop.is_set():
            done.touch()


def _sweep() -> None:
    """Remove what uploads that were cut off left behind; nobody else is receiving files now."""
    for left in (data_dir() / "incoming").glob("*"):
        left.unlink()


def _prepare(text: str, words: list[str], stop: threading.Event, otherwise: str = "") -> None:
    """Run one command of ours to its end, saying what is done and that it is still being done.

    Raises Trouble when it fails, unless there is something to say `otherwise` and then go on.
    """
    if stop.is_set():
        return
    print(f"{text}……", flush=True)
    began = told = time.monotonic()
    child = Child(text, ourselves(*words))
    child.start()
    while child.ended is None:
        if stop.wait(0.02):
            child.stop()
            return
        if time.monotonic() - told > PATIENCE:
            told = time.monotonic()
            print(f"  {text},已 {told - began:.0f} 秒……", flush=True)
    if child.ended and not otherwise:
        raise Trouble(f"{text}失败,原因见上。")
    if child.ended:
        print(otherwise, flush=True)


def _web(wish: argparse.Namespace) -> list[str]:
    return [
        sys.executable, "-m", "gunicorn", "config.wsgi",
        f"--bind={wish.host}:{wish.port}", f"--workers={wish.workers}", f"--threads={wish.threads}",
        "--worker-class=gthread", "--no-control-socket", "--graceful-timeout=10", "--timeout=120", "--log-level=warning",
    ]  # fmt: skip


def _greet(wish: argparse.Namespace, kind: str, web: Child, stop: threading.Event) -> None:
    """Say where it is once it answers."""
    wait_for(lambda: _answers(wish) or stop.is_set() or web.ended is not None, seconds=60)
    if stop.is_set():
        return
    if not _answers(wish):
        raise Trouble("网站没有启动,原因见上。")
    print(f"\n明衡已启动:{_address(wish)}", flush=True)
    if kind == "demo":
        _prepare("演示用户", ["demo", "logins"], stop)
    print("按 Ctrl-C 停止。", flush=True)


def _answers(wish: argparse.Namespace) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((wish.host, wish.port)) == 0


def _watch(cluster: Cluster | None, children: list[Child], stop: threading.Event) -> None:
    """Start again whatever dies, until asked to stop."""
    deaths = dict.fromkeys((child.name for child in children), 0)
    while not stop.wait(0.5):
        if cluster is not None and cluster.ended:
            print("数据库意外停止,重新启动……", flush=True)
            cluster.start()
        for child in children:
            if child.ended is None:
                continue
            deaths[child.name] = 1 if time.monotonic() - child.began > SETTLED else deaths[child.name] + 1
            if deaths[child.name] > RESTARTS:
                raise Trouble(f"{child.name}反复意外停止,请看上面的原因。")
            print(f"{child.name}意外停止({child.ended}),重新启动……", flush=True)
            child.start()
