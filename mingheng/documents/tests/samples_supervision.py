"""The papers of supervision of the fictional district, without what all its papers share."""

from typing import Any

UNIT = {"unit": "云汀中队"}
ASKED = UNIT | {
    "subject": "告知书没有送达就作出处罚决定",
    "found": "2026年11月2日作出处罚决定，告知书送达回证为11月3日，违反行政处罚法第四十四条。",
    "demand": "撤销该决定并重新告知；核对本季度全部案件的送达回证，附核对表。",
    "reply_by": "2026-11-30",
}

SUPERVISION: dict[str, dict[str, Any]] = {
    "supervision_slip": ASKED | {"name": "监督单", "case_ref": "2026-12"},
    "supervision_correction": ASKED | {"name": "纠正执法过错建议书"},
    "supervision_advice": ASKED | {"name": "监督建议书"},
    "supervision_follow_up": ASKED | {
        "name": "履行司法建议督办单", "advised_by": "澜江区人民检察院", "advice_number": "澜检行建〔2026〕3号",
    },
    "supervision_decision": ASKED | {
        "name": "监督决定书", "earlier": "整改通知单（澜城管督单〔2026〕1号）", "copies": "云汀街道办事处",
        "ground": "你单位于2026年11月20日收到，应于11月27日前回复，至今没有回复，也没有说明理由。",
    },
    "supervision_talk": UNIT | {
        "head": "云汀中队中队长", "happened": "2026-11-20T10:00", "place": "局三楼会议室", "subject": "办案超期",
        "minutes": "指出三件案件超期。中队长说明人手调整。要求十二月底前清理完毕，每周报告一次。",
    },
    "supervision_bulletin": {
        "name": "2026年10月执法监督通报", "points": "主要问题是送达回证没有注明日期。", "digest": "5e" * 32, "lawbook": "a1b2c3d4e5f6",
        "trend": [{"period": "9月", "n": 3}, {"period": "10月", "n": 0}],
        "cases": [{"unit": "云汀中队", "filed": 2, "closed": 1, "clean": 1, "breaches": 0, "confirmed": 0, "put_right": 0, "index": "100.0"}],
        "reason": "前一份漏计一件补录结案日期的案件。", "sights": "案卷抽查：第一层在 27 个里抽 3 个，每个机会相等。", "weights": "依法行政指数满分一百。",
        "drawn": [{"unit": "全区", "dossiers_drawn": 3}], "papers": [{"unit": "全区", "slips": 1}],
        "answers": [{"unit": "全区", "answers_due": 1}], "orders": [{"unit": "全区", "orders_made": 9}],
    },
    "supervision_meeting": {
        "name": "2026年10月执法办案质量讲评会记录", "held_on": "2026-11-05", "chair": "沈既白", "attended": "云汀中队、石舫中队",
        "digest": "7a" * 32, "points": [{"figure": "办结", "n": "4 件", "said": "办结及时，送达回证还有漏填日期的。"}],
        "decisions": [{"n": 1, "what": "核对本季度全部送达回证。", "unit": "云汀中队", "due": "2026-11-30"}],
    },
    "supervision_order": ASKED | {"trigger": "媒体曝光件", "first_by": "2026-11-24"},
}  # fmt: skip
