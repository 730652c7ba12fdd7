"""The scratch database behaves like the real one: two roles, and commits that are real when a test asks for them."""

import psycopg
import pytest
from django.db import connection

from mingheng.kit.grants import append_only_tables


@pytest.mark.django_db
def test_tests_run_as_the_application_role() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("mingheng_app",)


def test_the_application_may_not_change_tables(app_connection: psycopg.Connection) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        app_connection.execute("DROP TABLE django_session")


def test_a_committed_database_is_seen_by_other_connections(committed_db: str, app_connection: psycopg.Connection) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_session VALUES ('key', 'data', now())")
    assert app_connection.execute("SELECT session_key FROM django_session").fetchall() == [("key",)]


@pytest.mark.usefixtures("django_db_setup")
@pytest.mark.parametrize("table", sorted(append_only_tables()))
def test_the_application_may_only_add_to_what_only_grows(app_connection: psycopg.Connection, table: str) -> None:
    allowed = app_connection.execute(
        "SELECT array_agg(p ORDER BY p) FROM unnest(ARRAY['DELETE', 'INSERT', 'SELECT', 'TRUNCATE', 'UPDATE']) AS p"
        " WHERE has_table_privilege(%s, p)",
        [table],
    ).fetchone()
    assert allowed == (["INSERT", "SELECT"],)
