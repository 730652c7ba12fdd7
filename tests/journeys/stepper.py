"""Takes steps for ever and says of each, once it is committed, that it is: `python -m tests.journeys.stepper`.

Runs on the database, the secrets and the files its environment names, as any process of the installation would.
"""

import os
import sys
from importlib import import_module

import django


def main() -> None:
    """One case after another, as far as the filing."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    django.setup()
    drive = import_module("tests.journeys.drive")  # has models in it, which need Django set up first
    officers = import_module("mingheng.organisation.models").Officer.objects.select_related("unit")
    names = dict(pair.split("=") for pair in sys.argv[1:])
    people = {int(part): officers.get(username=username) for part, username in names.items()}
    while True:
        for step in drive.Drive(people).follow(until="add_evidence"):
            sys.stdout.write(f"{step.case_id} {step.n}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
