"""A real Spark cluster of one master and two workers on this machine, each a process of its own."""

import contextlib
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

PATIENCE = 120.0  # seconds until every worker has signed on
LOOPBACK = "127.0.0.1"
MEMORY = "2g"


@contextlib.contextmanager
def cluster(folder: Path, workers: int = 2) -> Iterator[str]:
    """The address of the master; every process is ended afterwards. Raises RuntimeError when they do not come up."""
    port = _free_port()
    master = f"spark://{LOOPBACK}:{port}"
    started = [_start(folder, "master", "deploy.master.Master", "--host", LOOPBACK, "--port", str(port), "--webui-port", "0")]
    try:
        for n in range(workers):
            words = ("--host", LOOPBACK, "-c", "1", "-m", MEMORY, "-d", str(folder / f"work-{n}"), "--webui-port", "0", master)
            started.append(_start(folder, f"worker-{n}", "deploy.worker.Worker", *words))
        _wait(folder / "master.log", workers)
        yield master
    finally:
        for process in started:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=PATIENCE)


def _start(folder: Path, name: str, what: str, *words: str) -> "subprocess.Popen[bytes]":
    spec = find_spec("pyspark")
    if spec is None or spec.origin is None:
        raise RuntimeError("pyspark is not installed: python3 dev.py test --long installs it")
    home = Path(spec.origin).parent
    environment = {**os.environ, "SPARK_HOME": str(home), "SPARK_LOCAL_IP": LOOPBACK, "SPARK_LOG_DIR": str(folder)}
    with (folder / f"{name}.log").open("wb") as log:
        command = [str(home / "bin/spark-class"), f"org.apache.spark.{what}", *words]
        return subprocess.Popen(command, stdout=log, stderr=log, env=environment, start_new_session=True)


def _wait(log: Path, workers: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if log.read_text(errors="replace").count("Registering worker") >= workers:
            return
        time.sleep(0.5)
    raise RuntimeError(log.read_text(errors="replace"))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])
