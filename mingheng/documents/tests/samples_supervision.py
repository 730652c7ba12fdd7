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
    "supervision_order": ASKED | {"trigger": "媒体曝光件", "first_by": "2026-11-24"},
}  # fmt: skip
