"""The small patterns of mock 00."""

from collections.abc import Iterable
from typing import Any

from mingheng.desk.queries.samples.case import BLOCKED, CLOCK, NEXT, RANGE, STAGES
from mingheng.desk.queries.samples.people import law, on
from mingheng.kit.display import Badge, Due, Proof, Quota

DUES = (
    (Due("ok", "剩 9 个工作日", on(12, 3)), "正常：余量充足"),
    (Due("near", "剩 2 个工作日", on(11, 24)), "临期：按该时限的提醒天数"),
    (Due("over", "超期 1 个工作日", on(11, 19)), "超期：整行置顶"),
    (Due("hold", "中止 第 4 日", note="等鉴定"), "中止：不计入，显示原因"),
    (Due("done", "已办结 11-12"), "办结：灰，不再计时"),
)

SWATCHES = (
    ("底", "bg"), ("面", "surface"), ("线", "line"), ("字", "ink"), ("主", "brand"), ("正常", "ok"), ("临期", "near"), ("超期", "over"),
    ("图1", "c1"), ("图2", "c2"), ("图3", "c3"), ("图4", "c4"), ("图5", "c5"), ("图6", "c6"), ("图7", "c7"), ("图8", "c8"),
    ("一", "seq-1"), ("二", "seq-2"), ("三", "seq-3"), ("四", "seq-4"), ("五", "seq-5"), ("中止", "hold"), ("水", "map-water"),
    ("绿地", "map-green"),
)  # fmt: skip

SIZES = (
    ("24/34", "f24 b", "处罚决定公示"), ("20/30", "f20 b", "我的待办"), ("18/28", "f18 b", "重新提交法制审核"),
    ("16/26", "f16", "公众端正文，第63条"), ("14/22", "f14", "内网正文，罚款120,000.00元"), ("13/20", "f13", "次要信息，列表第二行"),
    ("12/18", "f12", "表头、注脚，最小字号"),
)  # fmt: skip

PROOFS = (
    Proof("intact", "存证一致", "9F3A…C21E"),
    Proof("waiting", "待固定，3 件"),
    Proof("broken", "与存证不一致，已锁定"),
)

QUOTAS = (Quota(12, 10, "云汀街道中队"), Quota(4, 10, "石舫街道中队"), Quota(0, 10, "澜水镇中队"))

BADGES = (
    Badge("普通程序", "line"),
    Badge("重大执法决定", "brand"),
    Badge("已补正", "ok"),
    Badge("退回补正", "near"),
    Badge("不符合", "over"),
)


def components(pages: Iterable[str]) -> dict[str, Any]:
    """What the components page shows; `pages` are the names of the sample pages."""
    return {
        "dues": DUES, "swatches": SWATCHES, "sizes": SIZES, "proofs": PROOFS, "quotas": QUOTAS, "badges": BADGES,
        "clock": CLOCK, "stages": STAGES, "next": NEXT, "blocked": BLOCKED[0], "range": RANGE,
        "cite": law("行政处罚法 第58条第1款第2项"), "pages": sorted(pages),
    }  # fmt: skip
