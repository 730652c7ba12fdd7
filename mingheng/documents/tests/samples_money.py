"""The papers about money of the fictional case, without what all its papers share."""

from typing import Any

DECISION = "澜城管罚决〔2026〕12号"
BANK = {"payment_institution": "澜江银行云汀支行", "payment_account": "户名：澜江区财政局；账号：1001 2000 3000 4000"}
PLAN = ["第 1 期：2026年12月20日以前缴纳 60,000.00 元", "第 2 期：2027年1月20日以前缴纳 60,000.00 元"]

MONEY: dict[str, dict[str, Any]] = {
    "payment_slip": BANK | {"decision_number": DECISION, "amount": "120000.00", "due": "2026-12-07"},
    "deferral_application": {
        "form": "分期缴纳", "hardship": "停工两个月，账户余额不足，附银行流水和停工通知。", "plan": PLAN, "happened": "2026-11-30",
        "decision_number": DECISION, "fine": "120000.00",
    },
    "deferral_approval": BANK | {
        "opinion": "同意", "granted": True, "refused": False, "reason": "停工属实，确有经济困难。", "plan": PLAN,
        "decision_number": DECISION,
    },
    "deferral_end": BANK | {
        "reason": "第一期至2026年12月20日未缴，经两次催促仍未缴纳。", "rest": "120000.00", "decision_number": DECISION,
    },
    "surcharge_decision": BANK | {
        "decision_number": DECISION, "fine": "120000.00", "first_due": "2026-12-07",
        "reckoning": ["2026年12月8日至2026年12月17日，10 日，基数 120,000.00 元"], "days": "10", "amount": "36000.00",
        "limit": "120000.00", "surcharge_rate": {"value": "0.03", "unit": "rate"}, "reason": "当事人逾期未缴纳，也没有申请延期分期。",
    },
    "refund_decision": {
        "ground": "多缴", "amount": "500.00", "payee": "上海屿舟建筑工程有限公司，账户尾号0031", "reason": "当事人转账时多缴，经核对属实。",
        "decision_number": DECISION,
    },
    "collection_end": {
        "ground": "法人终止，没有财产可供执行，又没有义务承受人", "reason": "当事人已注销登记，清算报告载明没有剩余财产。",
        "decision_number": DECISION,
    },
}  # fmt: skip
