"""Rules about service: each lawful way has its own proof and its own day, announcement comes last (民事诉讼法 87–95)."""

from dataclasses import replace
from datetime import date

from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act
from mingheng.law.rules.findings import Answer, Finding
from mingheng.law.rules.procedure import RuleSpec
from mingheng.law.rules.specials.told import Special, finding

BY_RECEIPT = {
    "entrusted": "委托送达以回证上的签收日期为送达日期", "posted": "邮寄送达以回执上的收件日期为送达日期",
    "forwarded": "转交送达以回证上的签收日期为送达日期", "electronic": "电子送达以到达受送达人系统的日期为送达日期",
}  # fmt: skip
NOT_DIRECT = ("entrusted", "posted")
OF_ITS_OWN = frozenset({"give_notice", "make_decision", "decide_no_penalty"})


def service_proved(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """The way of service has its proof and was the right one to take; served is the day the law says (CF-82, CF-83)."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    mode = str(act.facts.get("mode"))
    told = finding(code, rule, act, Answer.BROKEN)
    if mode == "announcement":
        return _announced(told, context, act, _paper(context, rule, act))
    if mode == "electronic" and not _agreed(context, act):
        return replace(told, field="mode", reason="电子送达须受送达人先签署确认书同意，确认书日期不晚于送达",
                       remedy_act="confirm_address", remedy="先办理送达地址确认并由当事人签字同意电子送达")  # fmt: skip
    if mode in BY_RECEIPT:
        return _by_receipt(told, act, mode)
    return (_left if mode == "left" else _handed)(told, context, act)


def paper_named(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """The paper served is one that was made in the case for this party, and is not served yet.

    Notices and decisions have acts of service of their own.
    """
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    told = replace(finding(code, rule, act, Answer.BROKEN), field="paper")
    paper = _named(context, act)
    if paper is None or context.docket.procedure.acts[paper.kind].instrument is None:
        return told
    if act.kind == "serve_paper" and paper.kind in OF_ITS_OWN:
        return replace(told, reason="告知书、决定书有各自的送达步骤", remedy="办理送达告知书或者送达决定书")
    if paper.happened > act.happened:
        return replace(told, reason=f"文书 {paper.happened} 才制作，送达不能早于该日", not_before=paper.happened)
    served = [a for a in context.live.of(("serve_paper",), party=act.party) if str(a.facts.get("paper")) == str(paper.n)]
    if served and act.kind == "serve_paper":
        return replace(told, reason=f"这份文书已于 {served[0].happened} 送达", remedy="送达记录有误的，办理更正")
    return finding(code, rule, act, Answer.KEPT)


def papers_served(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """Every paper of the kinds named in `needs` was served on its party."""
    served = {str(a.facts.get("paper")) for a in context.live.of(("serve_paper",))}
    for paper in context.live.of(rule.needs):
        if str(paper.n) not in served:
            title = context.docket.procedure.acts[paper.kind].title
            told = finding(code, rule, act, Answer.BROKEN)
            return replace(told, party=paper.party, reason=f"{told.reason}：第 {paper.n} 步“{title}”")
    return finding(code, rule, act, Answer.KEPT)


def _paper(context: Context, rule: RuleSpec, act: Act) -> Act | None:
    """What is being served: the act named by `paper`, else the last one of those the rule needs."""
    return _named(context, act) if act.facts.get("paper") else context.live.last(*rule.needs, party=act.party)


def _named(context: Context, act: Act) -> Act | None:
    found = (a for a in context.live.acts if str(a.n) == str(act.facts.get("paper")))
    return next((a for a in found if a.party in (None, act.party)), None)


def _handed(told: Finding, context: Context, act: Act) -> Finding:
    """Handed over: signed for by the party, an adult of his household, a unit's receiving person or an agent."""
    relation, party = act.facts.get("relation"), context.docket.party(act.party)
    kind = party.kind if party else ""
    if relation == "none":
        return replace(told, field="relation", reason="直接送达须有人签收", remedy="写明签收人，或者改用其他送达方式")
    if relation == "family" and kind == "organisation":
        return replace(
            told, field="relation", reason="单位的文书不能由家属签收", remedy="由法定代表人、负责人或者负责收件的人签收"
        )
    if relation == "clerk" and kind == "citizen":
        return replace(
            told, field="relation", reason="公民的文书由本人、同住成年家属或者代理人签收", remedy="核对签收人与当事人的关系"
        )
    return replace(told, answer=Answer.KEPT)


def _left(told: Finding, context: Context, act: Act) -> Finding:
    """Left with him who refuses it: the refusal is written down, and somebody or a recording bears witness."""
    if not _said(act, "refusal"):
        return replace(told, field="refusal", reason="留置送达须写明拒收的事由和日期", remedy="写明谁在什么时候为什么拒收")
    if not _said(act, "witness"):
        reason, remedy = "留置送达须有见证人或者拍照、录像记录", "写明见证人姓名和单位，或者视音频编号"
        return replace(told, field="witness", reason=reason, remedy=remedy)
    return replace(told, answer=Answer.KEPT)


def _by_receipt(told: Finding, act: Act, mode: str) -> Finding:
    """Served by another hand: the receipt is on file and its day is the day of service."""
    if not act.facts.get("proof"):
        return replace(told, field="proof", reason="这种送达方式以回执、系统记录为凭", remedy="附上回执或者到达记录")
    if act.day("received_on") != act.happened:
        return replace(
            told, field="received_on", reason=BY_RECEIPT[mode], remedy="填写回执、到达记录载明的日期，并以该日为送达日期"
        )
    if mode in NOT_DIRECT and not _said(act, "failed_modes"):
        return replace(
            told, field="failed_modes", reason="直接送达有困难的，才可以委托或者邮寄送达", remedy="写明不能直接送达的原因"
        )
    return replace(told, answer=Answer.KEPT)


def _agreed(context: Context, act: Act) -> bool:
    agreed = context.live.last("confirm_address", party=act.party)
    return agreed is not None and agreed.facts.get("electronic") == "yes" and agreed.happened <= act.happened


def _said(act: Act, name: str) -> bool:
    return bool(str(act.facts.get(name) or "").strip())


def _announced(told: Finding, context: Context, act: Act, paper: Act | None) -> Finding:
    """Last of all, for a stated ground; served on the day the period ends, from which the party's own periods run.

    A period that ends on a holiday ends on the first working day after it (民事诉讼法 85).
    """
    start = act.day("announced")
    wanting = _ungrounded(told, act)
    if wanting is not None:
        return wanting
    if start is None:
        return replace(told, field="announced", reason="公告送达须写明公告日期", remedy="填写公告日期")
    if start > act.happened or (paper is not None and start < paper.happened):
        return replace(told, field="announced", reason="公告日期早于所送达的文书，或者晚于送达日期", remedy="核对公告日期")
    if act.facts.get("announcement_ground") == "failed" and not _tried(context, act, paper, start):
        return replace(told, field="announcement_ground", reason="公告以前，卷内没有这份文书送达未成的记录",
                       remedy="先记录送达未成；当事人下落不明的，选下落不明", remedy_act="record_failed_service")  # fmt: skip
    days = context.number("serve.notice.days", start)
    last = context.calendar.end_of(start, days, context.law.parameters["serve.notice.days"].unit, roll=True)
    reason, remedy = f"公告满 {days} 日视为送达，送达日期是 {last.day}", f"送达日期填 {last.day}"
    if last.provisional and act.happened >= last.day:
        return replace(told, answer=Answer.UNKNOWN, field="happened", reason=f"{reason}；这一天是否放假待定")
    if last.moved_from is not None:
        reason = f"{reason}（{last.moved_from} 是休息日，顺延）"
    late = replace(told, field="happened", not_before=last.day, reason=reason,
                   remedy="期满后再登记送达" if act.happened < last.day else remedy)  # fmt: skip
    return replace(told, answer=Answer.KEPT) if act.happened == last.day else late


def _ungrounded(told: Finding, act: Act) -> Finding | None:
    if act.facts.get("announcement_ground") not in ("unknown", "failed"):
        return replace(
            told, field="announcement_ground", reason="公告送达须写明下落不明，还是其他方式无法送达", remedy="选择公告的理由"
        )
    if not _said(act, "failed_modes"):
        return replace(told, field="failed_modes", reason="公告送达须先用其他方式无法送达，并写明经过",
                       remedy="写明此前用过的送达方式、时间和结果，或者怎样查找下落")  # fmt: skip
    return None


def _tried(context: Context, act: Act, paper: Act | None, start: date) -> bool:
    tried = context.live.of(("record_failed_service",), party=act.party)
    return any(a.happened <= start and (paper is None or str(a.facts.get("paper")) == str(paper.n)) for a in tried)


SERVICE: dict[str, Special] = {
    "paper_named": paper_named,
    "papers_served": papers_served,
    "service_proved": service_proved,
}
