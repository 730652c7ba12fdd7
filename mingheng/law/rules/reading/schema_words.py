"""What the schema has against a value, in Chinese."""

from collections.abc import Callable, Mapping
from typing import Any

from pydantic_core import ErrorDetails

_Words = Callable[[Mapping[str, Any], str], str]

_REASONS: Mapping[str, _Words] = {
    "missing": lambda ctx, last: f"缺少 {last}，请补上",
    "extra_forbidden": lambda ctx, last: f"不认识的键 {last}，请检查拼写或者删去",
    "date_from_datetime_parsing": lambda ctx, last: "日期须写成 2026-08-15 的样子，并且是真实的日期",
    "date_parsing": lambda ctx, last: "日期须写成 2026-08-15 的样子，并且是真实的日期",
    "date_type": lambda ctx, last: "须为日期，写成 2026-08-15 的样子",
    "decimal_type": lambda ctx, last: "须为数字",
    "decimal_parsing": lambda ctx, last: "须为数字",
    "int_type": lambda ctx, last: "须为整数",
    "bool_type": lambda ctx, last: "须为 true 或者 false",
    "string_type": lambda ctx, last: "须为文字；数字请加引号",
    "tuple_type": lambda ctx, last: "须为列表，如 [甲, 乙]",
    "frozen_set_type": lambda ctx, last: "须为列表，如 [甲, 乙]",
    "dict_type": lambda ctx, last: "须写成 键: 值 的形式",
    "model_type": lambda ctx, last: "须写成 键: 值 的形式",
    "enum": lambda ctx, last: f"只能是 {ctx.get('expected')}",
    "literal_error": lambda ctx, last: f"只能是 {ctx.get('expected')}",
    "union_tag_not_found": lambda ctx, last: "缺少 kind，请写明是哪一种",
    "union_tag_invalid": lambda ctx, last: f"kind 只能是 {ctx.get('expected_tags')}",
    "value_error": lambda ctx, last: str(ctx.get("error")),
}


def reason_of(fault: ErrorDetails) -> str:
    """The reason and the remedy of one fault of the schema."""
    last = str(fault["loc"][-1]) if fault["loc"] else ""
    words = _REASONS.get(fault["type"])
    return words(fault.get("ctx", {}), last) if words else fault["msg"]
