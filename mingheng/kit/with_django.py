"""Runs a command that needs Django. Commands that need none never import this."""

import sys
from importlib import import_module

import django
from django.core.exceptions import ImproperlyConfigured


def run(module: str, argv: list[str]) -> int:
    """Set Django up and run the command's `main`; what is missing in the surroundings is said in a sentence."""
    try:
        django.setup()
        status: int = import_module(module).main(argv)
    except ImproperlyConfigured as trouble:
        sys.stderr.write(f"{trouble}\n")
        return 1
    return status
