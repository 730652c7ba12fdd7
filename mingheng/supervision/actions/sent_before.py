"""A form that came before: what it says now is held against what was taken then."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from mingheng.kit.alone import hold_name
from mingheng.kit.dates import SHANGHAI

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer

Row = TypeVar("Row", bound=Model)


class SentOtherwise(ValueError):
    """The form was sent before, by somebody else or with other content; the message says what was taken then. Nothing was changed."""


def taken_before(
    rows: "QuerySet[Row]", token: UUID | None, by: "Officer", *, same: Callable[[Row], bool], told: Callable[[Row], str]
) -> Row | None:
    """Of a form sent twice, the row that was made the first time; None for a form that was not sent before.

    The rows have a `token` (of one form at most one row), `by` and `at`. `same` is whether a row is what the form says now, `told`
    says in Chinese what a row is. Within a transaction: nobody else sends the same form until it ends. Raises SentOtherwise.
    """
    if token is None:
        return None
    hold_name(f"form {token}")
    row = rows.filter(token=token).first()
    if row is None:
        return None
    sender, at = row.by, row.at  # type: ignore[attr-defined]  # every such row has them, see above
    if sender.pk == by.pk and same(row):
        return row
    other = "现在填的与那次不同" if sender.pk == by.pk else "你不是那次提交的人，现在提交的"
    raise SentOtherwise(
        f"这一页在 {at.astimezone(SHANGHAI):%Y-%m-%d %H:%M} 由{sender.name}提交过，当时收下的是{told(row).rstrip('。')}。"
        f"{other}，没有收下，内容还在本页。要另行提交的，核对后再提交一次"
    )
