"""Approvals and the case list."""

from decimal import Decimal

from mingheng.cases.queries.page import ApprovalsPage, CaseRow, ListPage
from mingheng.desk.queries.samples.people import CHEN, GU, LU, XU, at, law, on
from mingheng.desk.queries.samples.worklist import TASKS
from mingheng.kit.display import Badge, Due, Entry, Task
from mingheng.kit.shell import Chip, Choice, Facet, Option, Pager

CASE = "/components/case/"
STEP = "/components/step/"

APPROVALS = ApprovalsPage(
    tasks=(
        Task("2026-611", "审批：作出处罚决定", "上海屿舟建筑工程有限公司", "擅自倾倒建筑垃圾", "〔2026〕611", "决定",
             Due("near", "剩 2 个工作日", on(11, 24)), STEP, cite=law("行政处罚法 第57条"), people=(CHEN,), unit="云汀街道中队",
             badge=Badge("重大", "brand")),
        Task("2026-842", "审批：不予立案", "上海鹭屿便利店", "跨门经营，首次轻微且已改正", "线索 842", "立案",
             Due("ok", "剩 6 个工作日", on(11, 30)), STEP, cite=law("行政处罚法 第33条"), people=(LU,), unit="石舫街道中队"),
    ),
    tabs=(Choice("待我审批", "?", True, 2), Choice("我批过的", "?done=1")),
    decided=(
        Entry("law", "check", "同意立案：占用人行道设摊经营", at(11, 19, 15, 2), None, "事实有初步证据，属本局管辖。",
              cites=(law("行政处罚法 第54条"),), href=CASE),
    ),
)  # fmt: skip

EMPTY_APPROVALS = ApprovalsPage(tasks=(), tabs=(Choice("待我审批", "?", True, 0), Choice("我批过的", "?done=1")))

_PEOPLE = {"〔2026〕874": (CHEN, XU), "〔2026〕560": (GU, CHEN)}
_AMOUNTS = {"〔2026〕611": Decimal(120000), "〔2026〕874": Decimal(8000), "〔2026〕215": Decimal("2400.5")}

ROWS = tuple(
    CaseRow(
        ref=task.key, href=CASE, number=task.number, subject=task.subject, matter=task.matter, stage=task.stage, due=task.due,
        unit="云汀街道中队" if place % 3 else "石舫街道中队", people=_PEOPLE.get(task.number, (CHEN, GU)),
        opened=on(11 - place % 4, 3 + place), amount=_AMOUNTS.get(task.number), badge=task.badge,
    )
    for place, task in enumerate(TASKS)
)  # fmt: skip

FACETS = (
    Facet("stage", "环节", (Option("filing", "立案"), Option("investigation", "调查取证", True), Option("decision", "决定"))),
    Facet("unit", "承办单位", (Option("yunting", "云汀街道中队", True), Option("shifang", "石舫街道中队"))),
    Facet("due", "时限", (Option("over", "已超期"), Option("near", "临期"), Option("ok", "正常"))),
)

LIST = ListPage(
    query="",
    chips=(Chip("调查取证", "?unit=yunting"), Chip("云汀街道中队", "?stage=investigation")),
    facets=FACETS,
    rows=ROWS,
    pager=Pager(total=43, first=1, last=12, number=1, pages=4, next="?page=2"),
    sorts=(Choice("时限", "?", True), Choice("登记时间", "?sort=opened")),
    export_href="?export=1",
    register_href=STEP,
    all_href="/components/list/",
    views=(Choice("未办结", "?", True, 43), Choice("全部", "?all=1", False, 318)),
)

EMPTY_LIST = ListPage(
    query="拾穗", chips=(), facets=FACETS, rows=(), pager=Pager(0, 0, 0), register_href=STEP, all_href="/components/list/"
)
