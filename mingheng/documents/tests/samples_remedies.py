"""What the papers of remedies, publication and visits after a penalty say in the fictional case of `samples`."""

from collections.abc import Mapping
from typing import Any

DECISION = {"decision_title": "《行政处罚决定书》", "decision_number": "澜城管罚决〔2026〕18号"}
EVIDENCE = ["现场检查笔录（2026年9月4日）", "询问笔录（2026年9月7日）", "生态环境法典第二百四十一条、第一千一百二十九条"]


def samples(common: Mapping[str, Any], remedies: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """By instrument; `common` is what every paper holds, `remedies` where and when to seek redress."""
    papers: dict[str, dict[str, Any]] = {
        "accountability_register": DECISION
        | {
            "outcome": "复议机关以主要证据不足为由撤销原决定。", "deciders": ["承办：陈砚秋、顾明川", "审批：江望舒"],
            "scope": "方量认定所依据的测量是否符合规范。", "lead": "督察大队",
        },
        "follow_up_record": {
            "happened": "2026-10-30", "result": "已改正", "findings": "车厢已加盖密闭装置，沿途没有遗撒，有照片为证。",
        },
        "lawsuit_answer": DECISION
        | {
            "court": "澜江区人民法院", "claim": "请求撤销处罚决定，理由是遗撒并非其车辆造成。",
            "opinion": "现场笔录和照片能够相互印证，决定事实清楚、适用法律正确。", "evidence_list": EVIDENCE, "head": "江望舒",
        },
        "publication_withdrawal": DECISION | {"reason": "处罚决定经行政复议撤销。", "pushed": "已通知信用平台删除"},
        "reconsideration_answer": DECISION
        | {
            "body": "澜江区人民政府", "claim": "请求撤销处罚决定，理由是遗撒并非其车辆造成。",
            "opinion": "现场笔录和照片能够相互印证，决定事实清楚、适用法律正确。", "evidence_list": EVIDENCE,
        },
        "revocation_decision": {
            **remedies, **DECISION, "reason": "原决定认定的方量没有经过测量，主要证据不足。", "ground": "主要证据不足", "result": "撤销以后依法重新调查处理",
        },
    }  # fmt: skip
    return {key: {**common, **said} for key, said in papers.items()}
