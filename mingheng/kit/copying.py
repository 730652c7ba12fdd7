"""COPY: the way of many rows into a table at once, within the transaction of the act that writes them."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import JSONField, Model
from psycopg import sql

_SPELLED = json.JSONEncoder(ensure_ascii=False).encode


def copy_rows(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write rows of values in the order of the columns. Constraints hold as for an INSERT; nothing is read back."""
    into = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table), sql.SQL(", ").join(sql.Identifier(name) for name in columns)
    )
    with connection.cursor() as cursor, cursor.copy(into) as copy:
        for row in rows:
            copy.write_row(row)


def copy_models(model: type[Model], made: Sequence[Model]) -> None:
    """Write unsaved instances. Ids the database gives out are not read back; a search column takes its text (`vector_text`)."""
    generated = {"AutoField", "BigAutoField"}
    fields = [f for f in model._meta.concrete_fields if f.get_internal_type() not in generated]  # noqa: SLF001  # Django's public name for it
    spelled = [(f.attname, isinstance(f, JSONField)) for f in fields]
    rows = ([_spelled(getattr(one, name), is_json=is_json) for name, is_json in spelled] for one in made)
    copy_rows(model._meta.db_table, [str(f.column) for f in fields], rows)  # noqa: SLF001  # as above


def _spelled(value: Any, *, is_json: bool) -> Any:
    return _SPELLED(value) if is_json and value is not None else value
