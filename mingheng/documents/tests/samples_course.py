"""What the instruments of the investigation and of a case's course say in the fictional case of `samples`."""

from typing import Any

THINGS = [{"name": "渣土", "spec": "", "quantity": "两袋", "condition": "干", "mark": "封00123"}]
SCENE = {"happened": "2026-09-01T09:40:00+08:00", "place": "云汀路、澜水路口"}
COMMISSION = {"kind": "测绘", "body": "澜江检测所", "matter": "测量倾倒的方量"}

COURSE: dict[str, dict[str, Any]] = {
    "summons": {
        "person": "邹某", "come_at": "2026年9月30日14时00分", "place": "云汀街道中队", "matters": "车辆未密闭和遗撒的经过",
        "bring": "行驶证和运输合同", "item": "运输渣土车辆未密闭",
    },
    "sampling_notice": SCENE
    | {
        "holder": "上海屿舟建筑工程有限公司", "batch": "车厢内约六立方米渣土", "method": "四角和中间各取一份混合",
        "things": THINGS, "sealed": True, "keeper": "澜江检测所",
    },
    "appraisal_commission": COMMISSION
    | {"qualification": "工程测量乙级资质", "material": "现场照片和坐标", "until": "2026年9月30日"},
    "appraisal_notice": COMMISSION | {"until": "2026年9月30日"},
    "appraisal_conclusion": COMMISSION
    | {"outcome": "已出具意见", "report_number": "测2026-18", "result": "倾倒方量为一百八十六点四立方米"},
    "preservation_approval": {"risk": "可能灭失", "matter": "运输单据", "opinion": "同意", "reason": "车辆今晚离沪", "item": "运输渣土未密闭"},
    "preservation_notice": SCENE
    | {
        "holder": "上海屿舟建筑工程有限公司", "risk": "可能灭失", "things": THINGS, "keeping": "由本机关保管", "keeper": "顾明川",
        "kept_at": "云汀街道中队证物柜", "handle_by": "2026年9月10日",
    },
    "preservation_decision": {
        "holder": "上海屿舟建筑工程有限公司", "preserved_on": "2026年9月1日", "outcome": "已复制，退还持有人", "reason": "单据已复印核对",
        "things": THINGS,
    },
    "extension_approval": {"reason": "测绘单位约定下月完成", "filed": "2026年9月3日", "due": "2026年12月2日"},
    "second_extension": {
        "happened": "2026-12-20", "reason": "须重新测绘", "conclusion": "一致同意",
        "views": [{"name": "江望舒", "duty": "局长", "view": "同意再次延长"}],
    },
    "suspension_approval": {"ground": "须等有关案件的裁判结果", "reason": "车辆权属正在审理"},
    "resumption_approval": {"reason": "判决已经生效", "suspended_on": "2026年9月10日"},
    "withdrawal_approval": {
        "ground": "违法事实不能成立", "explanation": "录像显示遗撒来自另一车辆", "opinion": "同意撤销案件", "reason": "录像和轨迹相互印证",
    },
    "crime_report": {"crime": "污染环境罪", "found": "渣土混有危险废物约四吨", "proposal": "建议移送公安机关"},
    "transfer_approval": {"capacity": "正职负责人", "opinion": "批准移送", "reason": "已达追诉标准", "crime": "污染环境罪"},
    "transfer_letter": {
        "police": "澜江区公安分局", "crime": "污染环境罪", "happened": "2026-09-10T10:00:00+08:00", "report": True, "list": True,
        "appraisal": "已附", "received_by": "于警官", "found": "渣土混有危险废物约四吨",
    },
    "transfer_handover": {"happened": "2026-09-14", "things": THINGS, "received_by": "于警官"},
    "matter_transfer": {"to": "澜江区水务局", "reason": "行为地在区管河道管理范围，由水务部门管辖。", "papers": "核查记录和照片"},
}  # fmt: skip
