"""A load that is killed leaves nobody behind who holds the database."""

import os
import signal
import subprocess
import sys
import time

FILLER = """
import multiprocessing, os, time
from concurrent.futures import ProcessPoolExecutor
from mingheng.kit.sharing import end_with
with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("fork"), initializer=end_with, initargs=(os.getpid(),)) as pool:
    print(pool.submit(os.getpid).result(), flush=True)
    pool.submit(time.sleep, 600).result()
"""
SOON = 10.0


def test_workers_end_when_whoever_gives_out_the_work_is_killed() -> None:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    code = f"import django; django.setup(){FILLER}"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, env=environment) as filler:
        assert filler.stdout is not None
        worker = int(filler.stdout.readline())
        filler.send_signal(signal.SIGKILL)
        until = time.monotonic() + SOON
        while _there(worker) and time.monotonic() < until:
            time.sleep(0.1)
        assert not _there(worker)


def _there(process: int) -> bool:
    """Whether the process runs: neither gone nor waiting to be buried."""
    try:
        with open(f"/proc/{process}/stat", encoding="utf-8") as state:  # noqa: PTH123  # a file of the kernel
            return state.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
