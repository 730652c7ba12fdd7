"""The text of the database guard that makes a table append-only.

The trigger fires for everybody, the owner of the table included, and also in replication mode. It guards against mistakes.
An administrator can switch it off again; what he then does is caught by the log itself, outside the database.
"""

import re

_TABLE = re.compile(r"[a-z][a-z0-9_]{0,40}", re.ASCII)

REFUSE_CHANGE_SQL = """
CREATE FUNCTION mingheng_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END
$$;
"""

REFUSE_CHANGE_REMOVAL_SQL = "DROP FUNCTION mingheng_refuse_change();"


def append_only_trigger_sql(table: str) -> str:
    """SQL that lets `table` only grow. The migration that runs it depends on ("ledger", "0001_initial")."""
    trigger = _trigger(table)
    return f"""
CREATE TRIGGER {trigger} BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION mingheng_refuse_change();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {trigger};
"""


def append_only_removal_sql(table: str) -> str:
    """SQL that takes the guard of `table` off again, for the way back of a migration."""
    return f"DROP TRIGGER {_trigger(table)} ON {table};"


def _trigger(table: str) -> str:
    if not _TABLE.fullmatch(table):
        raise ValueError(f"not the name of a table of ours: {table!r}")
    return f"{table}_append_only"
