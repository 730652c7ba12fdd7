"""Lists whose rows can be added to."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from mingheng.kit.forms.base import MORE, KitField
from mingheng.kit.forms.choices import RadioField
from mingheng.kit.forms.texts import REASONED, LongTextField

Row = dict[str, Any]

_COUNT = re.compile(r"[0-9]{1,5}")


class RowsWidget(forms.Widget):
    """A table of inputs named `<field>-<row>-<column>`; `<field>-rows` counts them, `<field>-more` adds one."""

    template_name = "kit/widgets/rows.html"
    use_fieldset = True

    def __init__(self, columns: Mapping[str, KitField], first_rows: int, most_rows: int) -> None:
        super().__init__()
        self.columns, self.first_rows, self.most_rows = columns, first_rows, most_rows

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Row]:
        """The rows as typed; one more when that was asked for. Never more than `most_rows`."""
        sent = str(data.get(f"{name}-rows", ""))
        count = int(sent) if _COUNT.fullmatch(sent) else self.first_rows
        count = min(count + (f"{name}-{MORE}" in data), self.most_rows)
        return [
            {key: column.widget.value_from_datadict(data, files, f"{name}-{row}-{key}") for key, column in self.columns.items()}
            for row in range(count)
        ]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Whether the list was not sent at all."""
        return f"{name}-rows" not in data

    def format_value(self, value: Any) -> Any:
        """Left as it is: the template shows the rows."""
        return value

    def id_for_label(self, id_: str) -> str:
        """The list has no single input to point at."""
        return ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Adds `rows`, each a list of cells with their label and their own widget rendered."""
        context = super().get_context(name, value, attrs)
        stem = context["widget"]["attrs"].get("id") or f"id_{name}"
        rows = list(value or []) or [{} for _ in range(self.first_rows)]
        context["rows"] = [
            [self._cell(column, f"{name}-{i}-{key}", f"{stem}-{i}-{key}", row.get(key)) for key, column in self.columns.items()]
            for i, row in enumerate(rows)
        ]
        context["count"], context["full"] = len(rows), len(rows) >= self.most_rows
        return context

    @staticmethod
    def _cell(column: KitField, name: str, id_: str, value: Any) -> dict[str, str]:
        shown = column.widget.render(name, column.prepare_value(value), {"id": id_})
        return {"label": str(column.label), "for": column.widget.id_for_label(id_), "input": shown}


class RowsField(KitField):
    """Cleans to a list of rows, each a dict by column; rows left wholly empty are dropped.

    `columns` maps a key to any field of this package except lists and uploads. `first_rows` are shown at the start.
    """

    remedy = "请至少填写一条。"

    def __init__(self, *, columns: Mapping[str, KitField], first_rows: int = 3, most_rows: int = 50, **kwargs: Any) -> None:
        self.columns = columns
        super().__init__(widget=RowsWidget(columns, first_rows, most_rows), **kwargs)

    def to_python(self, value: Any) -> list[Row]:
        """The rows, or every error of every row at once, each with its row and column."""
        filled = [(place, row) for place, row in enumerate(value or [], start=1) if not self._is_blank(row)]
        rows, errors = [], []
        for place, row in filled:
            cleaned: Row = {}
            for key, column in self.columns.items():
                try:
                    cleaned[key] = column.clean(row.get(key))
                except ValidationError as error:
                    errors += [f"第{place}条“{column.label}”：{text}" for text in error.messages]
            rows.append(cleaned)
        if errors:
            raise ValidationError(errors)
        return rows

    @staticmethod
    def _is_blank(row: Row) -> bool:
        values = [part for value in row.values() for part in (value.values() if isinstance(value, dict) else [value])]
        return all(part in (None, False, []) or not str(part).strip() for part in values)


class PointsField(RowsField):
    """What the party argues, point by point: `[{"point", "answer", "accepted": bool}]`."""

    remedy = "请逐条写明当事人的意见和复核情况。"

    def __init__(self, **kwargs: Any) -> None:
        columns: dict[str, KitField] = {
            "point": LongTextField(label="意见", rows=2, remedy="请写明当事人提出了什么。"),
            "answer": LongTextField(label="复核情况和理由", rows=2, remedy=REASONED),
            "accepted": RadioField(label="是否采纳", choices=(("yes", "采纳"), ("no", "不采纳"))),
        }
        super().__init__(columns=columns, **kwargs)

    def to_python(self, value: Any) -> list[Row]:
        """As RowsField, with `accepted` as bool."""
        return [row | {"accepted": row["accepted"] == "yes"} for row in super().to_python(value)]

    def prepare_value(self, value: Any) -> Any:
        """Cleaned points, shown again, as their inputs have them."""
        words = {True: "yes", False: "no"}
        return [row | {"accepted": words.get(row["accepted"], row["accepted"])} for row in value or []]
