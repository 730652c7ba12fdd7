"""What each figure of a bulletin is called, how it is counted, in which table it stands, and what its list opens."""

from collections.abc import Mapping
from types import MappingProxyType

CASES: Mapping[str, tuple[str, str, str]] = {
    "filed": ("立案", "件", "立案日期在本期的案件"),
    "closed": ("办结", "件", "本期结案归档的案件，按案卷中的办理日期"),
    "breaches": ("发现问题", "条", "本期首次由全量核对发现、签发时仍存在的违反规则情况"),
    "clean": ("没有问题的办结案件", "件", "本期办结、签发时没有未消除的违反规则情况"),
    "confirmed": ("属实", "条", "本期由督察人员核定属实的问题"),
    "put_right": ("已整改", "条", "核定属实以后，签发时已经消除或者核定已整改的问题"),
    "false_alarms": ("误报", "条", "本期核定为误报，计入该规则的准确率"),
    "waiting": ("未答复", "条", "签发时还没有人答复的问题"),
}
DRAWS: Mapping[str, tuple[str, str, str]] = {
    "draws_sealed": ("封存名单", "次", "本期封存名单的抽查"),
    "draws_drawn": ("完成抽取", "次", "本期抽取完毕的抽查"),
    "draws_lapsed": ("作废", "次", "本期作废的抽查，理由在抽查页"),
    "dossiers_drawn": ("抽中案卷", "件", "本期完成的案卷抽查抽中的案件"),
    "dossiers_reviewed": ("抽中已评", "件", "抽中的案卷中，签发时已经出评查结果的"),
    "reviews_done": ("案卷评查", "件", "本期出结果的案卷评查，抽中的和另行评查的都算"),
    "reviews_sound": ("没有否决项", "件", "本期出结果的案卷评查中，最终没有因否决项不合格的"),
    "reviews_fatal": ("否决项不合格", "件", "本期出结果的案卷评查中，过半评查人认定有否决项，申诉后没有改变的"),
    "special_done": ("专项评查", "件", "本期出结果的视音频、法制审核、公示、投诉等评查"),
    "appeals": ("评查申诉", "件", "本期对评查结果提出的申诉"),
    "appeals_changed": ("申诉改变", "件", "本期经申诉改变结果的评查"),
}
MATTERS: Mapping[str, tuple[str, str, str]] = {
    "matters_opened": ("监督立项", "件", "本期立项的监督事项，不含重要事项"),
    "slips": ("监督单", "件", "本期发监督单（提示、督办、整改）的监督事项"),
    "follow_ups": ("司法建议督办", "件", "本期发司法建议督办单的监督事项"),
    "corrections": ("纠错建议书", "件", "本期发纠正执法过错建议书的监督事项"),
    "proposals": ("监督建议书", "件", "本期发监督建议书的监督事项"),
    "talks": ("约谈", "件", "本期约谈单位负责人的监督事项"),
    "decisions": ("监督决定书", "件", "本期发监督决定书的监督事项"),
    "answers_due": ("应当回复", "份", "本期回复的，以及回复期限在本期届满的监督文书；撤回的不算"),
    "answers_in_time": ("按期回复", "份", "应当回复的监督文书中，没有过期限就回复的"),
    "answers_late": ("逾期", "份", "应当回复的监督文书中，过了期限才回复或者签发时仍未回复的"),
    "escalated": ("升级", "件", "本期因逾期未回复或者复核不通过而升级的监督事项"),
    "rechecked": ("复核", "件", "本期对整改作过复核的监督事项"),
    "recheck_passed": ("复核通过", "件", "本期复核过的监督事项中，最近一次复核通过的"),
    "rectified": ("整改办结", "件", "本期复核通过后办结的监督事项；因申诉撤回而办结的不算"),
}
ORDERS: Mapping[str, tuple[str, str, str]] = {
    "orders_made": ("下发任务单", "份", "本期下发的督察任务单，含中队每日自查"),
    "orders_due": ("到期任务单", "份", "上报期限在本期的督察任务单"),
    "orders_in_time": ("按期上报", "份", "到期任务单中，期限内上报过的"),
    "orders_late": ("逾期上报", "份", "到期任务单中，过了期限才上报或者签发时仍未上报的"),
    "orders_accepted": ("通过验收", "份", "到期任务单中，签发时已经通过的；每日自查上报即算通过"),
    "key_opened": ("重要事项", "件", "本期登记的领导批示、环保督察、媒体曝光、信访和重复投诉件"),
    "key_reported": ("两报齐全", "件", "本期终报、初报也在案的重要事项；被退回的终报不算"),
    "key_late": ("终报逾期", "件", "终报期限在本期届满而没有按期终报的重要事项"),
    "key_closed": ("重要事项办结", "件", "本期答复在案并办结的重要事项"),
}
TITLES: Mapping[str, tuple[str, str, str]] = MappingProxyType({**CASES, **DRAWS, **MATTERS, **ORDERS})
"""What each figure is called, its unit, and how it is counted."""

TABLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "抽查和评查",
        ("dossiers_drawn", "dossiers_reviewed", "reviews_done", "reviews_fatal", "special_done", "appeals", "appeals_changed"),
    ),
    ("监督文书", ("matters_opened", "slips", "follow_ups", "corrections", "proposals", "talks", "decisions")),
    (
        "回复和整改",
        ("answers_due", "answers_in_time", "answers_late", "escalated", "rechecked", "recheck_passed", "rectified"),
    ),
    (
        "任务单和重要事项",
        (
            "orders_made", "orders_due", "orders_late", "orders_accepted", "key_opened", "key_reported", "key_late", "key_closed",
        ),
    ),
)  # fmt: skip
"""The tables of supervision itself: what each is called, and the figures it has by unit."""

OPENS: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(("filed", "closed", "clean", "dossiers_drawn", "dossiers_reviewed"), "cases:case")
    | dict.fromkeys(("breaches", "confirmed", "put_right", "false_alarms", "waiting"), "supervision:finding")
    | dict.fromkeys(("draws_sealed", "draws_drawn", "draws_lapsed"), "supervision:draw")
    | dict.fromkeys(
        ("reviews_done", "reviews_sound", "reviews_fatal", "special_done", "appeals", "appeals_changed"), "supervision:review"
    )
    | dict.fromkeys((*MATTERS, "key_opened", "key_reported", "key_late", "key_closed"), "supervision:matter")
    | dict.fromkeys(("orders_made", "orders_due", "orders_in_time", "orders_late", "orders_accepted"), "supervision:task")
)
"""Where one of its list is opened."""
