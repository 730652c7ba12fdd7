"""What the application's database role may do, and the guard on tables that only grow.

Rooms name their append-only tables in `models.APPEND_ONLY`. The guard stops mistakes, the application's and the owner's;
it does not stop a database administrator, whom only outside witnesses can catch.
"""

from collections.abc import Iterator

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper

from mingheng.kit.postgres import APP

GUARD = """
CREATE OR REPLACE FUNCTION only_grows() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'table % only grows: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege'; END $$
"""


def append_only_tables() -> Iterator[str]:
    """The tables every room declares as only growing."""
    for room in apps.get_app_configs():
        if room.models_module is not None:
            yield from getattr(room.models_module, "APPEND_ONLY", ())


def apply_grants(connection: BaseDatabaseWrapper, role: str = APP) -> None:
    """Give the application's role what it needs and no more. Run as the owner, after migrating; may be run again."""
    quote = connection.ops.quote_name
    role = quote(role)
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {role}")
        cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}")
        cursor.execute(f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role}")
        cursor.execute(GUARD)
        for table in append_only_tables():
            cursor.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON {quote(table)} FROM {role}")
            cursor.execute(
                f"CREATE OR REPLACE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON {quote(table)} "
                "FOR EACH STATEMENT EXECUTE FUNCTION only_grows()"
            )
            cursor.execute(f"ALTER TABLE {quote(table)} ENABLE ALWAYS TRIGGER only_grows")
