"""Child processes that never outlive us, however we end."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence

from mingheng.kit.paths import CHECKOUT

OUR_CODE = [str(CHECKOUT), *filter(None, [os.environ.get("PYTHONPATH")])]  # children run the same code from any folder
PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)


def die_with_parent(sign: signal.Signals) -> Callable[[], None]:
    """For subprocess's `preexec_fn`: the kernel sends the child this signal when its parent is gone, `kill -9` included."""

    def ask() -> None:
        if sys.platform == "linux":
            _libc.prctl(PR_SET_PDEATHSIG, int(sign))

    return ask


class Child:
    """One program of ours: started, watched, started again when it dies, stopped."""

    def __init__(self, name: str, command: Sequence[str]) -> None:
        self.name = name
        self.command = list(command)
        self.process: subprocess.Popen[bytes] | None = None
        self.began = 0.0

    def start(self) -> None:
        """Start it in a session of its own, so that Ctrl-C in the terminal reaches only us."""
        self.began = time.monotonic()
        self.process = subprocess.Popen(
            self.command,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(OUR_CODE)},
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=die_with_parent(signal.SIGTERM),  # noqa: PLW1509  # one system call, safe beside threads
        )

    @property
    def ended(self) -> int | None:
        """The exit status once it has ended, None while it runs or was never started."""
        return self.process.poll() if self.process else None

    def ask_to_stop(self) -> None:
        """Tell it to finish; does not wait."""
        if self.process is not None:
            self.process.terminate()

    def stop(self, seconds: float = 15) -> None:
        """Tell it to finish and wait; end it when it does not."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def ourselves(*words: str) -> list[str]:
    """The command line that runs `mingheng <words>` with this interpreter."""
    return [sys.executable, "-m", "mingheng", *words]


def wait_for(done: Callable[[], bool], seconds: float, pause: float = 0.05) -> bool:
    """Whether it became true in time."""
    deadline = time.monotonic() + seconds
    while not done():
        if time.monotonic() > deadline:
            return False
        time.sleep(pause)
    return True
