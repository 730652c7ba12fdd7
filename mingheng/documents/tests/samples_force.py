"""The papers of seizure, execution and demolition in the same fictional case."""

from typing import Any

import yaml

from mingheng.kit.paths import lawbook_dir

SEIZED = {"goods": [{"name": "自卸货车", "quantity": "一辆", "spec": "沪D·F0931", "condition": "完好"}]}


def samples(common: dict[str, Any], remedies: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Each paper with everything it demands."""
    return {key: common | data for key, data in {**_seizure(remedies), **{key: _worded(key, remedies) for key in WORDED}}.items()}


WORDED = (
    "belongings_notice", "building_visit", "court_application", "demolition_announcement", "demolition_check",
    "demolition_decision", "demolition_order", "demolition_record", "enforcement_agreement", "enforcement_decision",
    "enforcement_end", "enforcement_pause", "enforcement_record", "enforcement_review", "performance_urge", "property_note",
    "property_note_lifting", "stop_construction_order", "substitute_decision", "substitute_record",
)  # fmt: skip
KINDS: dict[str, Any] = {"money": "3600.00", "flag": True, "table": SEIZED["goods"]}


def _worded(key: str, remedies: dict[str, Any]) -> dict[str, Any]:
    """What a paper demands, each content said in its own label; days and moments as they are kept."""
    text = (lawbook_dir() / "instruments" / f"{key}.yaml").read_text(encoding="utf-8")
    slots = yaml.safe_load(text)["mandatory"]
    said = {slot["key"]: KINDS.get(slot.get("kind", "text"), f"{slot['label']}如卷内所记") for slot in slots}
    said |= {name: "2026-11-20" for name in ("until", "planned") if name in said}
    said |= {"happened": "2026-11-20T09:00:00+08:00"} if "happened" in said else {}
    return said | (remedies if "court" in said else {}) | ({"court": remedies["court"]} if key == "court_application" else {})


def _seizure(remedies: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        "seizure_approval": SEIZED
        | {
            "kind": "扣押",
            "opinion": "批准",
            "reason": "车辆与案件直接有关，有必要扣押。",
            "proposal": "车辆是实施违法行为的工具。",
        },
        "seizure_decision": SEIZED
        | remedies
        | {
            "kind": "扣押",
            "urgency": "事先已经批准",
            "reason": "车辆是实施违法行为的工具，痕迹可能被清洗灭失。",
            "seizure_basis": "《中华人民共和国生态环境法典》第52条",
            "term": {"value": 30, "unit": "calendar_days"},
            "place": "云汀街道云汀路、澜水路口",
            "happened": "2026-08-26T10:05:00+08:00",
            "keeper": "云汀街道中队",
            "kept_at": "云汀停车场",
            "statement": "当事人在场，没有意见。",
        },
        "seizure_report": {"report": "车辆正要驶离，来不及报批，当场扣押。", "happened": "2026-08-26T20:10:00+08:00"},
        "seizure_extension": remedies
        | {
            "reason": "遗撒物来源涉及两处工地，还要核对运输合同。",
            "extension": {"value": 30, "unit": "calendar_days"},
            "seized_on": "2026-08-26",
        },
        "testing_period_notice": {"body": "澜江检测所", "matter": "车厢密闭装置检测", "until": "2026-09-15"},
        "seizure_lifting": SEIZED
        | remedies
        | {"ground": "不再需要查封、扣押", "scope": "全部解除", "reason": "证据已经固定。", "seized_on": "2026-08-26"},
        "items_return": SEIZED | {"happened": "2026-09-20T09:30:00+08:00", "state": "完好", "receiver": "邹远"},
        "collection_notice": {
            "why": "已经解除，公告认领",
            "place": "云汀街道中队",
            "published": "本机关网站和公告栏",
            "collect_term": {"value": 60, "unit": "calendar_days"},
        },
        "items_disposal": SEIZED
        | {
            "ground": "易腐烂变质，逾期不接受处理",
            "way": "拍卖、变卖",
            "basis": "已通知当事人限期处理，逾期没有来。",
            "approver": "方允之",
            "witness": "居委会 顾阿姨",
            "proceeds": "120.00",
        },
    }
