"""The case page of mock ②."""

from decimal import Decimal

from mingheng.cases.queries.page import (
    CaseHead,
    CasePage,
    Discretion,
    DocumentRow,
    EvidenceRow,
    FactProved,
    Grade,
    PartyCard,
)
from mingheng.desk.queries.samples.people import CHEN, GU, at, law, on
from mingheng.kit.display import (
    ActLink,
    Badge,
    Blocked,
    Clock,
    ClockPart,
    Due,
    Entry,
    Finding,
    NextAct,
    Precondition,
    Proof,
    Range,
    Stage,
)
from mingheng.kit.shell import Choice

HERE = "/components/case/"
STEP = "/components/step/"
TAKEN = "/components/taken/"

HEAD = CaseHead(
    ref="2026-611",
    href=HERE,
    number="澜城管案〔2026〕611号",
    subject="上海屿舟建筑工程有限公司",
    matter="擅自倾倒建筑垃圾",
    badges=(Badge("普通程序", "line"), Badge("重大执法决定", "brand")),
    people=(CHEN, GU),
    people_note="均持证，证件有效",
    unit="云汀街道中队",
    source="城运中心推送",
    amount=Decimal(120000),
    proof=Proof("intact", "存证一致", "9F3A 71C0…C21E"),
)

CLOCK = Clock(
    label="办案期限",
    limit="90 日（自然日）",
    due=Due("near", "剩 12 日", on(12, 2)),
    parts=(ClockPart("used", 18.8), ClockPart("pause", 6.2), ClockPart("used", 62.5)),
    starts="立案 08-28",
    ends="12-02",
    spoken="90 日办案期限，已用 78 日，鉴定 6 日不计，12 月 2 日届满",
    pause="鉴定 6 日不计",
    cite=law("行政处罚法 第60条"),
)

CORRECTION = Clock(
    label="补正",
    limit="3 个工作日",
    due=Due("near", "剩 1 个工作日", on(11, 23)),
    parts=(ClockPart("used", 66.7),),
    starts="退回 11-18",
    ends="11-23",
    spoken="补正期限 3 个工作日，已用 2 个工作日，11 月 23 日届满",
)

STAGES = (
    Stage("线索", "done", "08-25"),
    Stage("立案", "done", "08-28"),
    Stage("调查", "done", "10-14"),
    Stage("告知", "done", "10-19"),
    Stage("听证", "done", "11-09"),
    Stage("法制审核", "now", "退回补正"),
    Stage("集体讨论", "todo"),
    Stage("决定", "todo"),
    Stage("送达", "todo"),
    Stage("执行", "todo"),
    Stage("结案", "todo"),
)

NEXT = NextAct(
    title="重新提交法制审核",
    why="沈知行 11-18 退回的 2 处都已补正，可以提交。",
    preconditions=(
        Precondition("裁量适用说明已补类案对照", True),
        Precondition("听证报告、笔录齐全", True, law("第65条")),
        Precondition("决定书审核稿已补起诉期限", True, law("第59条")),
        Precondition("指派关系只有 1 件证据，可先补强", None, advice=True),
    ),
    button="提交法制审核",
    href=STEP,
    clock="补正剩 1 个工作日",
    foot="提交后由沈知行在 5 个工作日内出具书面意见。",
    acts=(ActLink("制作补正说明", STEP, "pencil", "B"), ActLink("申请延长办案期限", STEP, "clock", "Y")),
)

BLOCKED = (
    Blocked(
        "作出处罚决定",
        (
            Finding("review_passed", "本案经过听证，法制审核未通过前不得作出决定。", law("行政处罚法 第58条第1款第2项"),
                    "先提交审核", STEP),
        ),
    ),
    Blocked(
        "撤销案件",
        (
            Finding("head_approves", "须有不构成违法的证据并经负责人批准，不能由承办人直接撤销。", law("行政处罚法 第57条"),
                    "填写理由报批", STEP),
        ),
    ),
)  # fmt: skip

TIMELINE = (
    Entry("plain", "pencil", "上传《裁量适用说明》第 2 稿", at(11, 20, 10, 2), at(11, 20, 10, 2),
          "与第 1 稿相比增加类案对照 2 件，旧稿保留可查。", "陈砚秋", href=TAKEN),
    Entry("plain", "file", "决定书审核稿改为第 2 稿", on(11, 19), None, "补写不服决定的复议、起诉途径和期限。",
          cites=(law("行政处罚法 59"),), href=TAKEN),
    Entry("warn", "return", "法制审核退回补正", at(11, 18, 16, 40), at(11, 18, 16, 40),
          "①裁量理由未写明与同类案件的比较；②决定书审核稿漏写起诉期限。", "沈知行", (law("行政处罚法 58"),), TAKEN),
    Entry("law", "scale", "提交法制审核（第 1 次）", on(11, 16), None, "随案 23 份材料，卷宗指纹已固定。", href=TAKEN),
    Entry("law", "file", "出具听证报告", on(11, 12), None, "事实清楚，建议适用一般情节。", "主持人陆听澜",
          (law("行政处罚法 65"),), TAKEN),
    Entry("law", "speech", "举行听证会", at(11, 9, 14, 0), at(11, 9, 17, 20),
          "当事人及代理人到场。笔录 9 页，全程录像 1 小时 46 分。", cites=(law("行政处罚法 64"),), href=TAKEN),
    Entry("party", "person", "当事人要求听证", on(10, 23), None, "告知后第 4 个工作日提出，在期限内。",
          cites=(law("行政处罚法 64"),), href=TAKEN),
    Entry("law", "receipt", "送达事先告知书", on(10, 19), at(10, 21, 9, 15), "拟罚款 120,000 元。邹某签收，回证已上传。",
          cites=(law("行政处罚法 44"), law("63")), href=TAKEN),
    Entry("law", "file-check", "调查终结", on(10, 14), None, "两名执法人员签署调查终结报告。", href=TAKEN),
    Entry("system", "sync", "鉴定报告收到，恢复计时", on(9, 21), None, "倾倒方量 186.4 立方米；中止 6 日已从期限中扣除。"),
)  # fmt: skip

DOCUMENTS = (
    DocumentRow("裁量适用说明", TAKEN, "第 2 稿", on(11, 20), Badge("已补正", "ok")),
    DocumentRow("听证报告", TAKEN, "4 页", on(11, 12)),
    DocumentRow("听证笔录", TAKEN, "9 页", on(11, 9), Badge("双方已签")),
    DocumentRow("行政处罚事先告知书", TAKEN, "澜城管告〔2026〕388号", on(10, 19), Badge("已签收"), scan_href=STEP),
    DocumentRow("行政处罚决定书", TAKEN, "审核稿 2", on(11, 19), Badge("未生效")),
)

FACTS_TO_PROVE = ("倾倒行为由该公司车辆实施", "倾倒物为建筑垃圾，186.4 立方米", "未取得处置核准", "驾驶员受公司指派")

EVIDENCE = (
    EvidenceRow("卡口抓拍", "视听资料", "云汀路卡口", "顾明川", at(8, 25, 21, 47), "云汀路、澜水路口", FACTS_TO_PROVE[:1],
                TAKEN, "9F3A 71C0…C21E", icon="camera", size="2.1 MB"),
    EvidenceRow("车牌局部", "视听资料", "云汀路卡口", "顾明川", at(8, 25, 21, 48), "云汀路、澜水路口", FACTS_TO_PROVE[:1],
                TAKEN, "41D7 0B2E…99A0", icon="camera", size="0.8 MB"),
    EvidenceRow("现场照片 6 张", "现场笔录", "现场检查", "陈砚秋", at(8, 26, 9, 20), "澜水路口西侧空地", FACTS_TO_PROVE[:2],
                TAKEN, "7C02 F4A1…10BB", icon="camera", size="9.6 MB"),
    EvidenceRow("鉴定报告", "鉴定意见", "测绘单位出具", "陈砚秋", at(9, 21, 11, 5), "澜江区", FACTS_TO_PROVE[1:2],
                TAKEN, "B6E9 55D3…7F42", icon="file", size="1.4 MB"),
)  # fmt: skip

FACTS = (
    FactProved(FACTS_TO_PROVE[0], 7),
    FactProved(FACTS_TO_PROVE[1], 4),
    FactProved(FACTS_TO_PROVE[2], 3),
    FactProved(FACTS_TO_PROVE[3], 1, weak=True),
)

PARTIES = (
    PartyCard(
        "上海屿舟建筑工程有限公司", "单位", "统一社会信用代码", "9131************7X", "/components/purpose/",
        (("法定代表人", "邹*"), ("一年内同类处罚", "0 次（11-20 核查）"), ("送达地址确认", "已签署，同意电子送达")),
    ),
)  # fmt: skip

RANGE = Range(
    low=Decimal(100000),
    high=Decimal(1000000),
    band_low=Decimal(100000),
    band_high=Decimal(250000),
    band_label="一般情节基准",
    point=Decimal(120000),
)

DISCRETION = Discretion(
    item="擅自倾倒、堆放、丢弃、遗撒建筑垃圾（单位）",
    item_href="/components/item/",
    breach=(law("固体废物污染环境防治法 第63条第3款"),),
    penalty=(law("固体废物污染环境防治法 第111条第1款第3项"), law("第111条第2款")),
    law_note="行为发生在 2026-08-25，适用当日有效的文本；新旧文本比较后选择较轻的一种。",
    range=RANGE,
    grades=(
        Grade("较轻", ("不足 50 立方米", "及时清除"), "10 万元"),
        Grade("一般", ("50 立方米以上不足 200 立方米",), "10 万至 25 万元", chosen=True),
        Grade("较重", ("200 立方米以上", "造成道路、河道堵塞"), "25 万至 100 万元"),
    ),
    demonstration=True,
    reasons="方量 186.4 立方米，无从重、从轻情节，适用“一般”档。与同类案件相比，处罚幅度相当。",
    similar=(
        ("〔2026〕118 倾倒建筑垃圾 161 立方米", HERE, "罚款 11 万元"),
        ("〔2026〕93 倾倒建筑垃圾 190 立方米", HERE, "罚款 13 万元"),
    ),
)

TABS = (
    ("overview", "概览", None),
    ("timeline", "时间轴", len(TIMELINE)),
    ("documents", "文书", len(DOCUMENTS)),
    ("evidence", "证据", len(EVIDENCE)),
    ("parties", "当事人", None),
    ("discretion", "裁量与类案", None),
)

FILTERS = tuple(
    Choice(label, f"{HERE}?tab=timeline&only={key}") for key, label in (("law", "程序"), ("party", "当事人"), ("system", "系统"))
)


def page(tab: str) -> CasePage:
    """The case with one of its tabs open."""
    return CasePage(
        head=HEAD,
        tab=tab,
        tabs=tuple(Choice(label, f"{HERE}?tab={key}", key == tab, count) for key, label, count in TABS),
        stages=STAGES,
        clock=CLOCK,
        next=NEXT,
        blocked=BLOCKED,
        timeline=TIMELINE,
        timeline_filters=FILTERS,
        documents=DOCUMENTS,
        evidence=EVIDENCE,
        facts=FACTS,
        parties=PARTIES,
        discretion=DISCRETION,
        clocks=(CORRECTION, CLOCK),
        crumbs=(Choice("案件", "/components/list/"), Choice("云汀街道中队", "/components/list/"), Choice("611", HERE)),
        timeline_href=f"{HERE}?tab=timeline",
        documents_href=f"{HERE}?tab=documents",
        evidence_href=f"{HERE}?tab=evidence",
        parties_href=f"{HERE}?tab=parties",
        add_evidence_href=STEP,
        dossier_href=TAKEN,
        previous_href=f"{HERE}?before",
        next_href=f"{HERE}?after",
    )
