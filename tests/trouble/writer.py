"""Record one ledger entry after another and note each receipt durably: `python -m tests.trouble.writer FILE`."""

import os
import sys
import time

import django
from django.db import InterfaceError, OperationalError, connection, transaction

PAUSE = 0.1


def main(path: str) -> None:
    """Until killed; a database that is away is tried again, and then nothing is noted."""
    with open(path, "a", encoding="ascii", buffering=1) as receipts:  # noqa: PTH123  # line by line, kept open
        number = 0
        while True:
            number += 1
            try:
                with transaction.atomic():
                    receipt = record(
                        kind="test.noted", chain="test", facts={"number": number}, personal={}, by="o:1", unit="u:test",
                        at=clock.now(), happened=None,
                    )  # fmt: skip
            except (OperationalError, InterfaceError):
                connection.close()
                time.sleep(PAUSE)
                continue
            receipts.write(f"{receipt.entry_id}\n")


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    django.setup()
    from mingheng.kit import clock
    from mingheng.ledger.actions import record

    main(sys.argv[1])
