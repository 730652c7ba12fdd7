"""Samples of the papers of a decision made on the spot."""

from typing import Any

Told = dict[str, Any]
SCENE = {"item": "占用道路等公共场所设摊经营、兜售物品", "scene": "云汀街道云汀路菜场东门", "happened": "2026-09-16T10:30"}


def samples(common: Told, clauses: Told, remedies: Told) -> dict[str, dict[str, Any]]:
    """The papers by key."""
    told = {**common, **clauses, **SCENE}
    return {
        "spot_decision": told
        | remedies
        | {
            "found": "当事人在人行道上设摊卖水果，占地约一平方米。",
            "discretion": "首次被查处，占地不足二平方米，当场收摊。",
            "defence": "当事人没有陈述申辩",
            "penalty": "罚款",
            "amount": "150.00",
            "payment": "限期到代收机构缴纳",
            "by_bank": True,
            "payment_term": {"value": 15, "unit": "calendar_days"},
            "payment_institution": "澜江银行云汀支行",
            "payment_account": "澜江区财政局罚没款专户 6200 0000 0000 0000",
            "surcharge_rate": "0.03",
            "surcharge_cap": "1",
            "lawsuit_after_term": {"value": 15, "unit": "calendar_days"},
        },
        "spot_telling": told
        | {
            "penalty": "罚款",
            "amount": "150.00",
            "statement": "提出陈述申辩",
            "points": "只摆了十分钟",
            "answer": "时间短已考虑",
        },
        "cash_record": {**common, "paid": "100.00", "receipt": "沪财票 0098123", "ground": "数额小"},
        "spot_filing": {**common, **SCENE, "report": "决定书当场交付，已改正", "decision_number": "澜城管当罚〔2026〕7号"},
    }
