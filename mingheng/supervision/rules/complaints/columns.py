"""What a file of complaints may hold: the columns that are taken, by the headings other systems give them, and the words in them."""

from collections.abc import Mapping
from enum import StrEnum

from mingheng.organisation.rules import Duty
from mingheng.organisation.rules.lines import Column

READING = (Duty.SUPERVISOR, Duty.BUREAU_HEAD, Duty.SQUAD_LEADER)
EVERY_COMPLAINT = (Duty.SUPERVISOR, Duty.BUREAU_HEAD)
LOADING = (Duty.SUPERVISOR,)


class Field(StrEnum):
    """What a complaint is about: the fields the plan names (三（五）2), and everything else."""

    BUILDING = "building"
    FUME = "fume"
    LOAD_BEARING = "load_bearing"
    SITE = "site"
    OTHER = "other"


FIELDS: Mapping[Field, str] = {
    Field.BUILDING: "违法建筑",
    Field.FUME: "油烟扰民",
    Field.LOAD_BEARING: "破坏承重结构",
    Field.SITE: "工地文明施工",
    Field.OTHER: "其他",
}
CALLED: Mapping[str, Field] = {title: key for key, title in FIELDS.items()} | {
    "违法搭建": Field.BUILDING, "油烟": Field.FUME, "餐饮油烟": Field.FUME, "破坏房屋承重结构": Field.LOAD_BEARING,
    "损坏承重结构": Field.LOAD_BEARING, "文明施工": Field.SITE, "工地": Field.SITE,
}  # fmt: skip
"""Fields as they are called."""
SATISFIED: Mapping[str, bool | None] = {
    "": None, "未回访": None, "未评价": None, "满意": True, "基本满意": True, "是": True, "不满意": False, "否": False,
}  # fmt: skip

COLUMNS = (
    Column("number", "工单编号", "12345-2026100001"),
    Column("source", "来源", "12345"),
    Column("received", "受理日期", "2026-10-08"),
    Column("unit", "承办单位", "云汀街道中队"),
    Column("field", "领域", "油烟扰民"),
    Column("times", "投诉次数", "1", required=False),
    Column("satisfied", "是否满意", "满意", required=False),
    Column("answered", "答复日期", "2026-10-15", required=False),
    Column("case", "案号", "", required=False),
)
TITLES: Mapping[str, str] = {column.field: column.title for column in COLUMNS}
HEADINGS: Mapping[str, str] = {column.title: column.field for column in COLUMNS} | {
    "工单号": "number", "编号": "number", "信访件编号": "number", "投诉来源": "source", "收到日期": "received", "受理时间": "received",
    "处理单位": "unit", "承办中队": "unit", "投诉领域": "field", "诉求类别": "field", "重复次数": "times", "满意情况": "satisfied",
    "回访结果": "satisfied", "答复时间": "answered", "办结日期": "answered", "立案案号": "case",
}  # fmt: skip
"""Columns by what other systems head them with."""
