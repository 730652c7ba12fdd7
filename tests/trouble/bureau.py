"""Put the lawbook and the cast into a data folder: `python -m tests.trouble.bureau`, after `mingheng migrate`."""

import os
from importlib import import_module

import django
from django.contrib.auth.hashers import PBKDF2PasswordHasher

from mingheng.kit import installation
from mingheng.kit.paths import lawbook_dir


def main() -> None:
    """As the application's role, on the installation that the environment names."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    django.setup()
    PBKDF2PasswordHasher.iterations = 1  # nobody attacks these passwords
    cast = import_module("tests.cast")  # has models in it, which need Django set up first
    with installation.database():
        import_module("mingheng.law.actions").load_lawbook(directory=lawbook_dir(), by="s:setup", at=cast.AT)
        cast.assemble()


if __name__ == "__main__":
    main()
