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
}  # fmt: skip
