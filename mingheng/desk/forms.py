"""Forms of the desk: the leave to go on without witnesses, and the sample form of the gallery."""

from typing import Any

from mingheng.kit.forms import (
    CitizenIdField,
    DayField,
    EvidenceUpload,
    KitForm,
    LongTextField,
    MoneyField,
    OfficerPairField,
    PhoneField,
    PlaceField,
    RadioField,
)

OFFICERS = ((1, "陈砚秋 执法证 31-0411"), (2, "顾明川 执法证 31-0388"), (3, "许闻溪 执法证 31-0412"))


class WaiverForm(KitForm):
    """Why decisions may not wait for the witnesses."""

    def __init__(self, *args: Any, least: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = LongTextField(
            label="理由", rows=3, min_chars=least, max_length=2000, help_text="哪些案件为什么不能等，见证中断的原因是什么"
        )


class SampleStepForm(KitForm):
    """A report at the end of an investigation, shortened."""

    ended_on = DayField(label="调查终结日期", help_text="可以写 1119、11-19 或 2026-11-19", past=True)
    officers = OfficerPairField(label="执法人员", help_text="两人都要持有有效执法证", officers=OFFICERS)
    finding = LongTextField(label="查明的事实", help_text="主体、时间、地点、行为、后果", min_chars=30)
    place = PlaceField(label="违法行为地", streets=("云汀街道", "石舫街道", "澜水镇"))
    grade = RadioField(label="裁量档次", choices=(("light", "较轻"), ("usual", "一般"), ("grave", "较重")))
    amount = MoneyField(label="拟罚款数额", help_text="法定 10 万至 100 万元")
    departure = LongTextField(label="偏离基准的理由", required=False, rows=2)
    identity_number = CitizenIdField(label="现场负责人公民身份号码", help_text="离开输入框即遮盖")
    phone = PhoneField(label="联系电话", required=False)
    attachments = EvidenceUpload(label="附件", help_text="报告的附件，一次最多 20 个", required=False)


TYPED = {
    "ended_on": "11-19",
    "officers-first": "1",
    "officers-second": "2",
    "finding": "当事人于 2026-08-25 21:47 使用其承运车辆在云汀路、澜水路口西侧空地倾倒建筑垃圾 186.4 立方米，未取得处置核准。",
    "place-street": "云汀街道",
    "place-detail": "云汀路、澜水路口西侧空地",
    "grade": "usual",
    "amount": "120,000.00",
    "identity_number": "310101199003071234",
}
"""What the sample form shows as typed; the identity number has a wrong check digit on purpose."""
