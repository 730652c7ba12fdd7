#!/usr/bin/env python3
"""Fail when a model differs from what its migrations make, or two migrations conflict. Reads code only, no database."""

import os
import sys
import tempfile
from pathlib import Path

import django
from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils.translation import deactivate_all

HERE = Path(__file__).resolve().parents[1]


def main() -> int:
    """Say what is missing; 1 when anything is."""
    loader = MigrationLoader(None)
    changes = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps)).changes(graph=loader.graph)
    missing = [
        f"{room}: {operation.describe()}" for room, made in changes.items() for one in made for operation in one.operations
    ]
    clashing = [f"{room}: {', '.join(names)} both come last" for room, names in loader.detect_conflicts().items()]
    print("\n".join([*missing, *clashing]) or "migrations are complete")
    return bool(missing or clashing)


if __name__ == "__main__":
    sys.path.insert(0, str(HERE))
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(DJANGO_SETTINGS_MODULE="config.settings", MINGHENG_DATA=folder)
        django.setup()
        deactivate_all()  # labels are compared as they were written, not as translated
        sys.exit(main())
