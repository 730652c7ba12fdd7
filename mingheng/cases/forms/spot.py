"""The two forms of a case decided on the spot, made for a telephone: shape only, no law.

The first opens the case (lead, party, facts), the second tells, hears, decides and hands over. Each becomes several acts;
`offers` says which.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from mingheng.cases.forms import as_json
from mingheng.cases.queries.spot_page import WARNING, Settled
from mingheng.kit import forms as kit

PLAIN_FACTS = Mapping[str, Any]
OTHER = "other"
KINDS = (("citizen", "公民"), ("individual_business", "个体工商户"), ("organisation", "单位"))
Offered = tuple[str, PLAIN_FACTS, bool]
"""An act, its facts, and whether it is one for the party."""


class FindForm(kit.KitForm):
    """Who did what where, seen by whom."""

    def __init__(
        self, items: Mapping[str, str], officers: Sequence[tuple[int, str]], data: Any = None, files: Any = None, *,
        initial: Any = None,
    ) -> None:  # fmt: skip
        super().__init__(data, files, initial=initial)
        self.fields.update({
            "item": kit.FindField(label="执法事项", titles=items, help_text="写名称中的几个字，例如：设摊"),
            "place": kit.TextField(label="地点", help_text="街镇加路名门牌"),
            "found": kit.LongTextField(label="查明的事实", help_text="什么时候、做了什么、有什么证据", rows=3),
            "kind": kit.RadioField(label="当事人", choices=KINDS),
            "name": kit.TextField(label="姓名或者名称"),
            "identity_number": kit.IdentityField(label="公民身份号码或者统一社会信用代码", kind_field="kind"),
            "address": kit.TextField(label="住所"),
            "phone": kit.PhoneField(label="联系电话", required=False),
            "officers": kit.OfficerPairField(label="执法人员", officers=officers),
            "recording": kit.TextField(label="视音频编号", required=False, help_text="执法记录仪的文件号；简易处罚应当全程录音录像"),
            "id_shown": kit.CheckField(label="执法证件", text="已主动出示执法证件"),
            "photos": kit.EvidenceUpload(
                label="现场照片", required=False, accept="image/*", help_text="当场拍的，提交后作为证据入卷"
            ),
            "certain": kit.RadioField(label="违法事实", choices=(("yes", "确凿"), ("no", "还不能确定"))),
        })  # fmt: skip

    def offers(self, today: date) -> Iterator[Offered]:
        """The lead, the party, the facts. Call after `is_valid`."""
        typed = {name: as_json(value) for name, value in self.cleaned_data.items() if value not in (None, "")}
        yield "register_lead", {"source": "patrol", "content": typed["found"], "place": typed["place"]}, False
        party = ("kind", "name", "identity_number", "address", "phone")
        yield "register_party", {name: typed[name] for name in party if name in typed}, False
        facts = ("officers", "recording", "id_shown", "item", "found", "certain")
        yield (
            "establish_facts",
            {name: typed[name] for name in facts if name in typed} | {"conduct_day": today.isoformat()},
            False,
        )

    def evidence(self, maker: str) -> Mapping[str, Any] | None:
        """What is said of the pictures taken on the spot; None when there are none. Call after `is_valid`."""
        if not self.cleaned_data["photos"]:
            return None
        place = as_json(self.cleaned_data["place"])
        said = {"kind": "audiovisual", "title": "现场照片", "source": "执法人员当场拍摄", "maker": maker}
        return said | {"place": place, "proves": ["当场查明的情况"]}


class DecideForm(kit.KitForm):
    """What was told, said and answered; the penalty; the correction; how the paper was handed over and is paid."""

    def __init__(self, settled: Settled, data: Any = None, *, initial: Any = None) -> None:
        self.settled = settled
        super().__init__(data, initial=initial)
        choices = [(c.value, c.label) for c in settled.choices]
        self.fields.update({
            "penalty": kit.RadioField(label="处罚", choices=[*choices, (OTHER, "其他数额")]),
            "amount": kit.MoneyField(label="其他数额", required=False),
            "discretion": kit.LongTextField(label="裁量理由", required=False, rows=2, help_text="不填的，写所选档次的情形"),
            "departure": kit.LongTextField(label="偏离基准的理由", required=False, rows=2, help_text="数额不在档次内的才写"),
            "rights_told": kit.CheckField(label="告知", text="已告知事实、理由、依据、拟处罚内容和陈述申辩的权利"),
            "statement": kit.RadioField(label="陈述申辩", choices=(("none", "没有"), ("made", "提出了"))),
            "points": kit.LongTextField(label="陈述申辩的要点", required=False, rows=2, help_text="提出了的填写"),
            "answer": kit.LongTextField(label="当场答复", required=False, rows=2, help_text="采纳不采纳，为什么"),
            "correction": kit.LongTextField(label="责令改正", rows=2),
            "corrected": kit.RadioField(label="改正情况", choices=(("yes", "已当场改正"), ("no", "限期改正"))),
            "until": kit.DayField(label="改正期限", required=False, help_text="限期改正的填写"),
            "payment": kit.RadioField(label="缴纳", choices=(
                ("bank", "限期到代收机构"), ("small", "数额小，当场收缴"), ("hard", "事后难以执行，当场收缴"),
                ("remote", "交通不便，当事人提出"),
            )),
            "cash_reason": kit.LongTextField(label="当场收缴的理由", required=False, rows=2),
            "receipt": kit.TextField(label="票据号码", required=False, help_text="当场收缴的填写"),
            "reconsideration_told": kit.CheckField(
                label="救济", text="已告知：不服决定，先向行政复议机关申请行政复议，申请书也可以交给本机关", required=False
            ),
            "mode": kit.RadioField(label="交付", choices=(("personal", "当事人签收"), ("left", "拒绝签收，已注明"))),
            "refusal": kit.TextField(label="拒收的事由和时间", required=False, help_text="拒绝签收的填写"),
        })  # fmt: skip

    def offers(self, today: date) -> Iterator[Offered]:
        """Telling, correction, decision, handing over, and what goes with them. Call after `is_valid`."""
        typed = {name: as_json(value) for name, value in self.cleaned_data.items() if value not in (None, "")}
        at_once = typed["corrected"] == "yes"
        until = today.isoformat() if at_once else str(typed.get("until") or today.isoformat())
        pair = {"officers": list(self.settled.officers)}
        told = pair | self._meant() | {n: typed[n] for n in ("rights_told", "statement", "points", "answer") if n in typed}
        yield "tell_on_spot", told, True
        order = {"violation": self.settled.facts["found"], "correction": typed["correction"], "until": until, "delivered": True}
        yield "order_correction", pair | order, True
        yield "make_decision", pair | self._decided(typed), True
        yield "serve_decision", pair | self._handed_over(typed), True
        if at_once:
            yield "recheck", pair | {"result": "corrected", "findings": f"当场改正：{typed['correction']}"}, True
        if self._payment(typed) not in ("bank", "none"):
            cash = {"paid": self._meant()["amount"], "receipt": typed.get("receipt"), "ground": typed["payment"]}
            yield "collect_cash", pair | cash | {"explanation": typed.get("cash_reason")}, True

    def _meant(self) -> dict[str, Any]:
        chosen, other = self.cleaned_data["penalty"], self.cleaned_data.get("amount")
        amount = str(other or 0) if chosen == OTHER else "0" if chosen == WARNING else chosen
        s = self.settled
        kind = "warning" if chosen == WARNING else "fine"
        return {"item": s.item, "conduct_day": s.conduct_day, "clause": s.clause, "penalty": kind, "amount": amount}

    def _decided(self, typed: Mapping[str, Any]) -> dict[str, Any]:
        said = typed["statement"] == "made"
        grade = next((c for c in self.settled.choices if c.value == typed["penalty"]), None)
        return self._meant() | {
            "grade": grade.grade if grade else None,
            "departure": typed.get("departure"),
            "found": self.settled.facts["found"],
            "discretion": typed.get("discretion") or (grade.factors if grade else None),
            "defence": f"当事人提出：{typed.get('points')}。{typed.get('answer')}" if said else "当事人没有陈述申辩",
            "payment": self._payment(typed),
            "cash_reason": typed.get("cash_reason"),
            "surcharge_told": self._payment(typed) == "bank" or None,  # the printed decision always tells it
            "reconsideration_told": typed.get("reconsideration_told"),
        }

    def _payment(self, typed: Mapping[str, Any]) -> str:
        return "none" if typed["penalty"] == WARNING else str(typed["payment"])

    def _handed_over(self, typed: Mapping[str, Any]) -> dict[str, Any]:
        left = typed["mode"] == "left"
        return {
            "mode": typed["mode"], "refusal": typed.get("refusal") if left else None, "receiver": self.settled.party_name, "relation": "none" if left else "self", "place": self.settled.place,
            "witness": f"视音频 {self.settled.recording}" if left and self.settled.recording else None,
        }  # fmt: skip
