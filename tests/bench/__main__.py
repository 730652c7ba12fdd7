"""Run the measurements: `python -m tests.bench [word in the name]`. Each gives a ratio to something plain of the same run.

A figure of one machine at one moment says little; how many times slower than a bare insert says much, and can be compared.
"""

import os
import sys
import tempfile
from importlib import import_module
from pathlib import Path

import django
from django.core.management import call_command
from django.db import connection

from mingheng.kit.grants import apply_grants
from mingheng.kit.postgres import Cluster

HERE = Path(__file__).resolve().parent
ONLY_NAMED = {"bench_large", "bench_cockpit"}  # take minutes and gigabytes
ON_FOLDERS = {  # these have data of their own, or need none
    "bench_pages", "bench_growth", "bench_planted", "bench_scan", "bench_ledger", "bench_large",
    "bench_draws", "bench_obligations", "bench_cockpit",
}  # fmt: skip


def main(words: list[str]) -> int:
    """Every `bench_*.py` beside this file but what must be asked for, or those that have one of the words in their name."""
    there = [path.stem for path in sorted(HERE.glob("bench_*.py"))]
    names = [name for name in there if (any(word in name for word in words) if words else name not in ONLY_NAMED)]
    for name in names:
        if name in ON_FOLDERS:
            told(name)
        else:
            on_a_server(name)
    return 0


def told(name: str) -> None:
    """Print what is measured as it comes."""
    for line in import_module(f"tests.bench.{name}").measure():
        print(line, flush=True)


def on_a_server(name: str) -> None:
    """The same on a durable server of its own, as the application's role."""
    with tempfile.TemporaryDirectory(prefix="mingheng-bench-") as folder:
        Path(folder).chmod(0o711)
        os.environ.update(MINGHENG_DATA=folder, DJANGO_SETTINGS_MODULE="config.settings")
        with Cluster(Path(folder)).running():
            migrate()
            told(name)
            connection.close()
        del os.environ["MINGHENG_DATA"]


def migrate() -> None:
    """Make the tables as their owner, then go on as the application."""
    os.environ["MINGHENG_ROLE"] = "owner"
    django.setup()
    call_command("migrate", verbosity=0)
    apply_grants(connection)
    connection.close()
    connection.settings_dict["USER"] = "mingheng_app"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
