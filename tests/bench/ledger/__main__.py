"""Measure one part on the data folder of the environment: `python -m tests.bench.ledger PART`."""

import os
import sys
from importlib import import_module

import django

from mingheng.kit import installation


def main(part: str) -> None:
    """Have the database, and print what is measured as it comes."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    django.setup()
    with installation.database(stays=True):
        for line in import_module(f"tests.bench.ledger.{part}").measure():
            print(line, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
