"""The legal review of mock ③: twelve items, one refused for a bare 同意, one untouched."""

from dataclasses import replace

from mingheng.cases.queries.page import Paper, Passage, ReviewItem, ReviewPage
from mingheng.desk.queries.samples.case import HEAD, RANGE, STEP
from mingheng.desk.queries.samples.people import at, law, on
from mingheng.kit.display import Due, Finding
from mingheng.kit.shell import Choice

AUTHORITY = "上海市澜江区城市管理行政执法局"

_ARGUED = (
    ("jurisdiction", "管辖权", "违法行为地、级别和职权是否属于本局", "违法行为地在本区云汀街道，属本局处罚权范围。"),
    ("people", "主体与人员资格", "两名执法人员在每一步都持有效证件", "陈砚秋、顾明川执法证在有效期，全程两人。"),
    ("facts", "事实认定", "违法主体、时间、地点、行为、后果是否查清", "车辆、时间、地点、方量四项均有两类以上证据印证。"),
    ("evidence", "证据", "证据是否合法取得，能否互相印证", "23 件合法取得；指派关系 1 件，已说明采信理由。"),
    ("basis", "法律依据", "适用条款是否有效、准确，有无更轻的新规定", "固废法第63条第3款、第111条第1款第3项及第2款。"),
    ("discretion", "裁量基准", "情节、档次、数额是否与基准和类案相当",
     "方量 186.4 立方米，无从重情节，适用“一般”档。对照类案〔2026〕118（11 万元）、〔2026〕93（13 万元），拟处 12 万元，过罚相当。"),
    ("manner", "种类、履行方式", "处罚种类、履行方式和期限是否合法", "罚款，15 日内缴至指定账户；告知可申请分期。"),
    ("procedure", "法定程序", "立案、调查、告知、听证的顺序和期限", "立案、调查、告知、听证、报告顺序无倒置。"),
    ("defence", "陈述申辩与听证", "意见是否逐条答复，是否因申辩加重", "同意"),
    ("remedies", "救济途径告知", "复议机关、法院、期限是否写全", "第 2 稿已补起诉期限六个月，复议机关正确。"),
    ("papers", "文书规范", "文书要素是否齐全，表述是否规范", ""),
    ("crime", "涉嫌犯罪移送", "是否达到移送公安机关的标准", "未达移送标准，不适用。"),
)  # fmt: skip

_VERDICTS = {"papers": "", "crime": "na"}

ITEMS = tuple(
    ReviewItem(key=key, name=f"items-{key}", title=title, asks=asks, verdict=_VERDICTS.get(key, "ok"), reason=reason)
    for key, title, asks, reason in _ARGUED
)

_REFUSED = Finding(
    "argued",
    "只写“同意”不能代替审核意见。",
    law("重大执法决定法制审核办法"),
    "请写明查了什么、依据什么、结论是什么（不少于 15 字）。",
)


def _dressed(item: ReviewItem) -> ReviewItem:
    """The two items that carry more than a verdict and a reason."""
    if item.key == "discretion":
        return replace(item, range=RANGE, earlier="未写明与同类案件的比较")
    return replace(item, problem=_REFUSED) if item.key == "defence" else item


PAPER = Paper(
    authority=AUTHORITY,
    title="行政处罚决定书",
    status="（审核稿 第 2 稿　文号待编）",
    opening=("当事人：上海屿舟建筑工程有限公司", "统一社会信用代码：9131**********7X"),
    paragraphs=(
        (
            Passage("经查，当事人于 2026 年 8 月 25 日 21 时 47 分，使用其承运车辆在云汀路、澜水路口西侧空地倾倒工程施工产生的建筑垃圾，经测量共"),
            Passage("186.4 立方米", "facts", 3),
            Passage("。当事人未能提供建筑垃圾处置核准文件。"),
        ),
        (
            Passage("上述事实有卡口视频、现场笔录、询问笔录、测量报告等证据证明。当事人的行为违反了《中华人民共和国固体废物污染环境防治法》第六十三条第三款的规定。"),
        ),
        (
            Passage(
                "本案无从重、从轻情节，适用“一般”情节裁量档；与本年度同类案件〔2026〕118、93 相比，处罚幅度相当。", "discretion", 6, added=True
            ),
        ),
        (
            Passage("依据该法第一百一十一条第一款第三项及第二款的规定，决定对当事人处罚款人民币"),
            Passage("壹拾贰万元整（120,000.00 元）", "manner", 7),
            Passage("。"),
        ),
        (
            Passage("如不服本决定，可以自收到本决定书之日起六十日内向澜江区人民政府申请行政复议，"),
            Passage("或者六个月内依法向人民法院提起行政诉讼", "remedies", 10, added=True),
            Passage("。"),
        ),
    ),
)  # fmt: skip

PAGE = ReviewPage(
    head=HEAD,
    round_label="第 2 次审核",
    due=Due("ok", "剩 5 个工作日", on(11, 27)),
    limit="审核期限 5 个工作日",
    ground="经过听证程序",
    ground_cite=law("行政处罚法 第58条第1款第2项"),
    reviewer="沈知行，法律职业资格已登记",
    independent="未参与本案调查",
    items=tuple(_dressed(item) for item in ITEMS),
    verdicts=(("ok", "符合"), ("not_ok", "不符合"), ("na", "不适用")),
    conclusions=(("agree", "合法适当，同意报审"), ("amend", "修改后同意"), ("return", "退回补正"), ("refuse", "不同意")),
    conclusion="agree",
    conclusion_name="conclusion",
    action="/components/review/",
    hidden=(("seen", "31"),),
    floor=15,
    preview_tabs=(
        Choice("处罚决定书", "?paper=decision", True),
        Choice("裁量说明", "?paper=discretion"),
        Choice("听证报告", "?paper=hearing"),
        Choice("事先告知书", "?paper=notice"),
        Choice("证据", "?paper=evidence", False, 23),
    ),
    paper=PAPER,
    compare=Choice("不标改动", "?plain=1"),
    earlier_href="/components/taken/",
    autosave_href="/components/draft/",
    saved_at=at(11, 20, 10, 24),
    crumbs=(Choice("法制审核", "/components/review/"), Choice("第 2 次审核", STEP)),
)
