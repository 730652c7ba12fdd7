"""What a search finds."""

from mingheng.desk.queries.samples.worklist import CASE, TASKS
from mingheng.desk.queries.search import Hit, HitGroup, SearchPage

FOUND = SearchPage(
    "拾穗",
    (
        HitGroup(
            "案件",
            2,
            tuple(
                Hit(f"{task.subject}　{task.matter}", CASE, "folder", f"{task.number}　{task.stage}")
                for task in TASKS
                if "拾穗" in task.subject
            ),
        ),
        HitGroup("执法事项", 1, (Hit("餐饮服务业排放油烟超标", "/components/item/", "scale", "大气"),)),
    ),
)

NOTHING = SearchPage("没有的字")
