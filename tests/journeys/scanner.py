"""Scans the dockets of its environment and says how far it is: `python -m tests.journeys.scanner FOLDER`.

One case a part, so that there are many moments in which it can be killed.
"""

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import django


def tell(stage: str, done: int, total: int) -> None:
    """A line at every sign of life."""
    sys.stdout.write(f"{stage} {done} {total}\n")
    sys.stdout.flush()


def main() -> None:
    """One run, as the worker makes it."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    django.setup()
    actions, clock = import_module("mingheng.insight.actions"), import_module("mingheng.kit.clock")
    exporting: Any = import_module("mingheng.insight.actions.exporting")
    exporting.CASES_IN_PART, exporting.MOST_PARTS = 1, 3
    actions.queue_scan(by="s:test", at=clock.now())
    actions.work_off(folder=Path(sys.argv[1]), at=clock.now(), tell=tell)
    tell("done", 1, 1)


if __name__ == "__main__":
    main()
