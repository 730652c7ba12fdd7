"""The cast for this room's tests."""

from tests.cast import cast, cast_connection, cast_database, committed_cast

__all__ = ["cast", "cast_connection", "cast_database", "committed_cast"]
