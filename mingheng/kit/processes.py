"""Child processes that never outlive us, however we end."""

import ctypes
import signal
from collections.abc import Callable

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)


def die_with_parent(sign: signal.Signals) -> Callable[[], None]:
    """For subprocess's `preexec_fn`: the kernel sends the child this signal when its parent is gone, `kill -9` included."""

    def ask() -> None:
        _libc.prctl(PR_SET_PDEATHSIG, int(sign))

    return ask
