"""The worklist of mock ① and its preview."""

from mingheng.desk.queries.samples.case import CLOCK
from mingheng.desk.queries.samples.people import CHEN, GU, LU, XU, law, on
from mingheng.desk.queries.worklist import WorklistPage, grouped
from mingheng.kit.display import Badge, Blocked, Due, Entry, Finding, NextAct, Peek, Person, Precondition, Task
from mingheng.kit.shell import Chip, Choice, Facet, Option

CASE = "/components/case/"


def _task(
    key: str, verb: str, subject: str, matter: str, number: str, stage: str, due: Due, ground: str,
    people: tuple[Person, ...], badge: Badge | None = None,
) -> Task:  # fmt: skip
    return Task(
        key=key, verb=verb, subject=subject, matter=matter, number=number, stage=stage, due=due, href=CASE,
        peek=f"/components/worklist/?at={key}", cite=law(ground), people=people, badge=badge,
    )  # fmt: skip


TASKS = (
    _task("2026-874", "送达处罚决定书", "上海拾穗餐饮管理有限公司", "油烟未经处理直接排放", "〔2026〕874", "送达",
          Due("over", "超期 1 个工作日", on(11, 19)), "行政处罚法 第61条", (CHEN, XU)),
    _task("2026-871", "答复举报人", "夜间施工噪声", "云汀路 118 弄", "线索 871", "处置",
          Due("over", "超期 2 个工作日", on(11, 18)), "城市管理条例 第26条", (CHEN,), Badge("第 6 次来电", "over")),
    _task("2026-611", "补正后重新提交法制审核", "上海屿舟建筑工程有限公司", "擅自倾倒建筑垃圾", "〔2026〕611", "法制审核",
          Due("near", "剩 1 个工作日", on(11, 23)), "行政处罚法 第58条", (CHEN, GU), Badge("退回补正", "near")),
    _task("2026-605", "先行登记保存物品：作出处理决定", "祁某某（个人）", "占用人行道设摊经营", "〔2026〕605", "调查取证",
          Due("near", "剩 1 个工作日", on(11, 23)), "行政处罚法 第56条", (CHEN, GU)),
    _task("2026-560", "复核当事人陈述申辩", "上海檐下装饰设计有限公司", "损坏房屋承重结构", "〔2026〕560", "告知",
          Due("near", "剩 2 个工作日", on(11, 24)), "行政处罚法 第45条", (GU, CHEN), Badge("对方已提交 3 份材料")),
    _task("2026-842", "初审：不予立案报批", "上海鹭屿便利店", "跨门经营，首次轻微且已改正", "线索 842", "立案",
          Due("ok", "剩 6 个工作日", on(11, 30)), "行政处罚法 第33条", (LU,), Badge("中队法制员", "brand")),
    _task("2026-215", "催告：履行罚款决定", "宋某某（个人）", "擅自占用道路堆放物料", "〔2026〕215", "执行",
          Due("ok", "剩 9 个工作日", on(12, 3)), "行政强制法 第54条", (CHEN, GU)),
    _task("2026-421", "收到鉴定报告后恢复计时", "上海青浔建材有限公司", "运输未采取密闭措施", "〔2026〕421", "调查取证",
          Due("hold", "中止 · 等鉴定", note="第 4 日，不计入"), "住建部令第55号", (GU,)),
    _task("2026-398", "调查终结前告知", "上海云墨文化传播有限公司", "违法设置户外广告设施", "〔2026〕398", "调查取证",
          Due("ok", "剩 31 日", on(12, 21)), "行政处罚法 第60条", (CHEN, XU)),
    _task("2026-340", "询问调查（已约 11-26 周四 10:00）", "上海棠里物业管理有限公司", "擅自改变绿地使用性质", "〔2026〕340", "调查取证",
          Due("ok", "剩 44 日", on(1, 3, 2027), provisional=True), "行政处罚法 第55条", (CHEN, GU)),
    _task("2026-352", "现场复查整改情况", "上海拾穗餐饮管理有限公司", "油烟净化设施未正常运行", "〔2026〕352", "调查取证",
          Due("ok", "剩 46 日", on(1, 5, 2027)), "行政处罚法 第28条", (CHEN, XU)),
    _task("2026-363", "调取道路监控（已发协助函）", "宋某某（个人）", "随意倾倒生活垃圾", "〔2026〕363", "调查取证",
          Due("ok", "剩 52 日", on(1, 11, 2027)), "行政处罚法 第26条", (GU, CHEN)),
)  # fmt: skip

PEEK = Peek(
    number="澜城管案〔2026〕611号",
    subject="上海屿舟建筑工程有限公司",
    summary="擅自倾倒建筑垃圾 · 普通程序 · 已听证",
    href=CASE,
    next=NextAct(
        title="重新提交法制审核",
        why="11-18 沈知行退回，要求补正 2 处。两处都已补齐，可以提交。",
        preconditions=(Precondition("补写裁量理由：与 2 件类案对照", True), Precondition("决定书审核稿补写起诉期限", True)),
        button="去提交",
        href="/components/step/",
        whose="",
    ),
    dues=(
        ("本环节：补正", Due("near", "剩 1 个工作日", on(11, 23))),
        ("办案总期限", Due("near", "剩 12 日", on(12, 2))),
    ),
    clock=CLOCK,
    blocked=(
        Blocked(
            "现在不能作出处罚决定",
            (
                Finding(
                    "review_passed", "听证案件未经法制审核通过，不得作出决定。", law("行政处罚法 第58条第1款"),
                    "先提交审核", "/components/step/",
                ),
            ),
        ),
    ),
    entries=(
        Entry("plain", "pencil", "你上传《裁量适用说明》第 2 稿", on(11, 20)),
        Entry("warn", "return", "沈知行退回补正，2 处意见", on(11, 18)),
        Entry("law", "scale", "首次提交法制审核", on(11, 16)),
    ),
)  # fmt: skip

PAGE = WorklistPage(
    groups=grouped(TASKS),
    tabs=(
        Choice("全部", "?", True, 12),
        Choice("我主办", "?part=handler", False, 7),
        Choice("我协办", "?part=second", False, 4),
        Choice("我初审", "?part=first_review", False, 1),
        Choice("等他人", "?part=waiting", False, 9),
    ),
    total=12,
    at="2026-611",
    peek=PEEK,
    chips=(Chip("云汀街道中队", "?"),),
    facets=(
        Facet("stage", "环节", (Option("filing", "立案"), Option("investigation", "调查取证"), Option("review", "法制审核"))),
        Facet("unit", "单位", (Option("yunting", "云汀街道中队", True), Option("shifang", "石舫街道中队"))),
    ),
    export_href="?export=1",
    register_href="/components/step/",
)

EMPTY = WorklistPage(groups=(), tabs=PAGE.tabs, total=0, register_href="/components/step/")
