"""Pages of the lawbook browser: an item before and after a change of law, its benchmark, an article, a few numbers."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from mingheng.desk.queries.samples.people import NOW, law, on
from mingheng.kit.display import Badge, Range
from mingheng.law.queries.articles import Line
from mingheng.law.queries.page import (
    ActRow,
    ArticlePage,
    ArticleRow,
    AsOf,
    BenchmarksPage,
    BenchmarkView,
    ClauseRow,
    ClockRow,
    GradeRow,
    HomePage,
    ItemPage,
    ItemRow,
    Link,
    ParameterRow,
    ParametersPage,
    ProcedurePage,
    RuleRow,
    StageView,
    StatutePage,
    StatuteRow,
    ValueRow,
    VersionView,
)

HOME = "/components/law/"
ITEM = "/components/item/"
STATUTE = "/components/statute/"
AS_OF = AsOf(NOW.date(), NOW.date())
VERIFIED, UNVERIFIED = Badge("已核对", "ok"), Badge("未核实", "near")
DEMONSTRATION = Badge("演示用，不是法律", "near")
CHANGE = date(2026, 8, 15)

_SPAN = Range(Decimal(100_000), Decimal(1_000_000), Decimal(100_000), Decimal(250_000), "一般")

BENCHMARK = BenchmarkView(
    item=Link("工程施工单位擅自倾倒、抛撒、堆放建筑垃圾", ITEM, "建筑垃圾"),
    since=CHANGE,
    until=None,
    in_force=True,
    badges=(DEMONSTRATION,),
    cites=(law("行政处罚法 第34条"),),
    grades=(
        GradeRow("较轻", ("不足 50 立方米", "及时清除"), "一般 · 单位", "100,000 元", replace(_SPAN, band_high=Decimal(110_000))),
        GradeRow("一般", ("50 立方米以上不足 200 立方米",), "一般 · 单位", "100,000 元至 250,000 元", _SPAN),
        GradeRow(
            "较重", ("200 立方米以上", "造成道路、河道堵塞"), "情节严重 · 单位", "250,000 元至 1,000,000 元",
            replace(_SPAN, band_low=Decimal(250_000), band_high=Decimal(1_000_000)),
        ),
    ),
)  # fmt: skip

ITEM_PAGE = ItemPage(
    as_of=AS_OF,
    number=74,
    title="工程施工单位擅自倾倒、抛撒、堆放建筑垃圾",
    field="建筑垃圾",
    badges=(Badge("生态环境", "brand"),),
    elements=("行为的时间、地点", "建筑垃圾来自当事人的工程", "数量与污染后果", "施工单位的身份"),
    correction="停止违法行为，清除建筑垃圾、消除污染",
    measures=("倾倒方量（立方米）",),
    versions=(
        VersionView(
            CHANGE, None, True, (law("生态环境法典 第475条"),), (law("生态环境法典 第1169条第1款"),),
            (
                ClauseRow("first", "一般", "单位", "罚款 100,000 元至 1,000,000 元；没收违法所得", ()),
                ClauseRow("grave", "情节严重", "单位", "罚款 100,000 元至 1,000,000 元；责令限制生产、停产整治", (Badge("应告知听证", "brand"),)),
            ),
            ("普通程序",), (VERIFIED,), "决定前须判断是否涉嫌污染环境罪",
        ),
        VersionView(
            date(2020, 9, 1), date(2026, 8, 14), False, (law("固体废物法 第63条第3款"),), (law("固体废物法 第111条第2款"),),
            (ClauseRow("first", "一般", "单位", "罚款 100,000 元至 1,000,000 元；没收违法所得", ()),),
            ("普通程序",), (VERIFIED,), "旧法没有单列情节严重，幅度相同",
        ),
    ),
    benchmarks=(BENCHMARK,),
    home_href=HOME,
)  # fmt: skip

BENCHMARKS = BenchmarksPage(AS_OF, (BENCHMARK,), HOME)

HOME_PAGE = HomePage(
    as_of=AS_OF,
    query="",
    article=None,
    items=(
        ItemRow(12, "占用城市道路设摊经营", ITEM, "市容环境", "50 元至 500 元", ()),
        ItemRow(31, "餐饮服务业排放油烟超标", ITEM, "大气", "5,000 元至 50,000 元", ()),
        ItemRow(74, "工程施工单位擅自倾倒、抛撒、堆放建筑垃圾", ITEM, "建筑垃圾", "100,000 元至 1,000,000 元，另有 1 种", ()),
        ItemRow(76, "个人擅自倾倒、抛撒自产建筑垃圾", ITEM, "建筑垃圾", "100 元至 500 元", (UNVERIFIED,)),
    ),
    statutes=(
        StatuteRow(
            "中华人民共和国行政处罚法", STATUTE, "", "全国人民代表大会常务委员会", "法律", "2021", date(2021, 7, 15), (VERIFIED,)
        ),
        StatuteRow("中华人民共和国生态环境法典", STATUTE, "", "全国人民代表大会", "法律", "2026", CHANGE, (VERIFIED,)),
    ),
    links=(
        Link("参数", "/components/parameters/", "规则用到的每一个日数和金额", 96),
        Link("裁量基准", "/components/benchmarks/", "各档次的情形与幅度", 12),
        Link("普通程序", "/components/procedure/", "步骤、规则与时限"),
    ),
    digest="9f3a71c048d2e7b60c5511af3b9e6d20",
    loaded_at=NOW,
    years=(2024, 2025, 2026),
    all_href=HOME,
)

PARAMETERS = ParametersPage(
    as_of=AS_OF,
    query="",
    rows=tuple(
        ParameterRow(key, title, values[-1], values)
        for key, title, values in (
            ("case.decide.days", "自立案之日起作出处罚决定的期限",
             (ValueRow(date(2021, 7, 15), "90 日（自然日）", (law("行政处罚法 第60条"),), VERIFIED, "", on(11, 20)),)),
            ("case.decide.extension.first.days", "办案期限第一次延长",
             (ValueRow(date(2022, 5, 1), "30 日（自然日）", (law("行政处罚法 第60条"),), UNVERIFIED, "条文未取得，核实前不得当作依据", on(11, 20)),)),
            ("simple.fine.citizen.max", "简易程序对公民罚款的上限",
             (ValueRow(date(1996, 10, 1), "50 元", (law("行政处罚法 第33条"),), VERIFIED, "旧法", on(11, 20)),
              ValueRow(date(2021, 7, 15), "200 元", (law("行政处罚法 第51条"),), VERIFIED, "", on(11, 20)))),
        )
    ),
    unverified=1,
    home_href=HOME,
)  # fmt: skip

_REVIEWED = RuleRow(
    "review_passed", "情形具备时必经", "听证案件未经法制审核通过，不得作出决定", "先提交法制审核",
    (law("行政处罚法 第58条第1款第2项"),), grave=True,
)  # fmt: skip

PROCEDURE = ProcedurePage(
    as_of=AS_OF,
    title="普通程序",
    since=date(2024, 1, 1),
    until=None,
    cites=(law("行政处罚法 第54条"), law("第57条")),
    stages=(
        StageView("filing", "立案", (
            ActRow("propose_filing", "立案审批", "办案人员、中队长", ("执法事项", "违法行为发生日", "理由"), "立案审批表", (law("行政处罚法 第54条"),),
                   (RuleRow("check-before-filing", "先后", "线索还没有核查出违法嫌疑", "先核查线索并记录结果", (law("行政处罚法 第54条"),), grave=True),)),
        )),
        StageView("decision", "决定", (
            ActRow("make_decision", "作出处罚决定", "局负责人", ("决定内容", "数额", "理由"), "行政处罚决定书", (law("行政处罚法 第57条"),),
                   (_REVIEWED, RuleRow("in-time", "期限", "超过办案期限才作出决定", "先报批延长期限", (law("行政处罚法 第60条"),), grave=False))),
        )),
    ),
    everywhere=(RuleRow("not-recused", "专门规则", "已决定回避的人员不得参加本案", "由中队长变更承办人", (law("行政处罚法 第43条"),), grave=True),),
    clocks=(
        ClockRow("decide", "办案期限", "立案审批", "作出处罚决定、不予处罚决定", "90 日（自然日）", ("第一次延长：加 30 日（自然日）", "鉴定不计入"),
                 (law("行政处罚法 第60条"),)),
    ),
    home_href=HOME,
)  # fmt: skip

ARTICLE = ArticlePage(
    as_of=AS_OF,
    title="行政处罚法 第58条第1款第2项",
    statute=Link("中华人民共和国行政处罚法", STATUTE, "法律"),
    place="第58条第1款第2项",
    version="2021",
    since=date(2021, 7, 15),
    until=None,
    in_force=True,
    warning="",
    missing="没有导入条文，只有要旨。引用前请核对原文；管理员可用 mingheng law import 导入。",
    lines=(
        Line("样例：有下列情形之一的，作出决定之前应当经过法制审核，未经审核或者审核未通过的，不得作出决定：", False, False),
        Line("（一）涉及重大公共利益的；", True, False),
        Line("（二）直接关系当事人或者第三人重大权益，经过听证程序的；", True, True),
        Line("（三）案件情况疑难复杂、涉及多个法律关系的。", True, False),
    ),
    gist="",
    note="",
    badges=(VERIFIED,),
    others=(Link("2017", f"{STATUTE}?on=2018-01-01", "2018-01-01 起"),),
    home_href=HOME,
)

STATUTE_PAGE = StatutePage(
    as_of=AS_OF,
    name="中华人民共和国行政处罚法",
    number="主席令第七十号",
    authority="全国人民代表大会常务委员会",
    level="法律",
    versions=(Link("2021", STATUTE, "2021-07-15 起"), Link("2017", f"{STATUTE}?on=2018-01-01", "2018-01-01 起")),
    version="2021",
    since=date(2021, 7, 15),
    until=None,
    in_force=True,
    badges=(VERIFIED,),
    note="",
    articles=(
        ArticleRow("第42条", "/components/article/", "两名以上具有执法资格的人员", True),
        ArticleRow("第58条", "/components/article/", "应当法制审核的四种情形", True),
        ArticleRow("第60条", "/components/article/", "自立案之日起九十日内作出决定", False),
    ),
    home_href=HOME,
)
