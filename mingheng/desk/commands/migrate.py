"""`mingheng migrate`: bring the tables up to date as their owner, then grant the application what it may do."""

from django.core.management import call_command
from django.db import connection

from mingheng.kit import installation
from mingheng.kit.grants import apply_grants
from mingheng.kit.pg_programs import PostgresTrouble


def main(argv: list[str]) -> int:
    """Migrate and grant; refuses when the application would be the owner of the tables, who could alter anything."""
    app, owner = installation.role(installation.app_url()), installation.role(installation.owner_url())
    if app == owner:
        raise PostgresTrouble(f"DATABASE_URL 和 DATABASE_OWNER_URL 必须是两个不同的角色(现在都是 {app})。")
    with installation.database():
        call_command("migrate", interactive=False, verbosity=0)
        apply_grants(connection, app)
        connection.close()
    return 0
