"""The form of an act, an act that was taken, a confirmation, and a request to see a masked number."""

from dataclasses import replace

from mingheng.cases.queries.page import ConfirmPage, StepPage, TakenPage
from mingheng.cases.queries.purpose import PurposePage
from mingheng.desk.queries.samples.case import (
    CLOCK,
    CORRECTION,
    DOCUMENTS,
    EVIDENCE,
    HEAD,
    RANGE,
    STEP,
    TIMELINE,
)
from mingheng.desk.queries.samples.people import at, law
from mingheng.kit.display import Blocked, Finding, Milestone, Precondition, Proof, Section
from mingheng.kit.shell import Choice

CASE = "/components/case/"
CRUMBS = (Choice("案件", "/components/list/"), Choice("611", CASE), Choice("调查终结报告", ""))

STEP_PAGE = StepPage(
    title="调查终结报告",
    verb="提交报告",
    action=STEP,
    back_href=CASE,
    head=HEAD,
    intro="写清查明的事实、证据、违反了什么、按哪一档裁量。提交后由中队负责人审查。",
    sections=(
        Section("终结", ("ended_on", "officers"), "两名执法人员都要签署"),
        Section("事实", ("finding", "place")),
        Section("裁量", ("grade", "amount", "departure"), "数额须在法定幅度内"),
        Section("当事人", ("identity_number", "phone")),
        Section("材料", ("attachments",), "离开本机前先算指纹"),
    ),
    preconditions=(
        Precondition("两名持证执法人员，办理当天证件有效", True, law("第42条")),
        Precondition("现场笔录、询问笔录齐全", True, law("第55条")),
        Precondition("每项待证事实都有证据", False, law("第46条"), CASE),
        Precondition("数额在法定幅度内", None, law("第34条")),
        Precondition("指派关系只有 1 件证据，可先补强", None, advice=True),
    ),
    clocks=(CORRECTION, CLOCK),
    range=replace(RANGE, point=None),
    cites=(law("行政处罚法 第54条"), law("第57条")),
    instrument="《案件调查终结报告》",
    autosave_href="/components/draft/",
    saved_at=at(11, 20, 10, 24),
    crumbs=CRUMBS,
)

FINDINGS = (
    Finding("amount_in_range", "拟罚款 90,000.00 元低于法定下限 10 万元。", law("固体废物污染环境防治法 第111条第2款"),
            "改到法定幅度内，或者写明减轻处罚的法定情形", field="amount"),
    Finding("two_officers", "顾明川的执法证 2026-11-15 起暂扣，11-20 不能执法。", law("行政处罚法 第42条第1款"),
            "换一名持证执法人员，再由两人共同办理", field="officers"),
    Finding("notice_before_decision", "还没有告知当事人拟作出的处罚内容及事实、理由、依据。", law("行政处罚法 第44条"),
            "先送达事先告知书", STEP),
)  # fmt: skip

REFUSED_STEP = replace(STEP_PAGE, findings=FINDINGS)

BLOCKED_STEP = replace(
    STEP_PAGE,
    title="行政处罚决定",
    blocked=Blocked(
        "作出处罚决定",
        (
            Finding("review_passed", "本案经过听证，法制审核未通过前不得作出决定。", law("行政处罚法 第58条第1款第2项"),
                    "先提交法制审核", STEP),
            Finding("defence_term", "陈述申辩期限到 11-24 周二才满。", law("行政处罚法 第45条"), "期满后再作决定"),
        ),
    ),
    clocks=(CLOCK,),
    range=None,
)  # fmt: skip

TAKEN = TakenPage(
    head=HEAD,
    entry=TIMELINE[7],
    number=12,
    facts=(
        ("当事人", "上海屿舟建筑工程有限公司"),
        ("送达方式", "直接送达"),
        ("送达时间", "2026-10-19 14:20"),
        ("送达地点", "澜江区云汀路 118 号 3 楼"),
        ("签收人", "邹*，法定代表人"),
        ("拟处罚内容", "罚款人民币壹拾贰万元整（120,000.00 元）"),
    ),
    cites=(law("行政处罚法 第44条"), law("第61条")),
    document=DOCUMENTS[3],
    evidence=EVIDENCE[:2],
    findings=(
        Finding("recorded_late", "送达两日后才录入。", law("执法全过程记录规定"), "今后在送达当日录入。"),
    ),
    leaf="9f3a71c048d2e7b60c5511af3b9e6d207714a0fe5a83c9d1e264b7f01d0bc21e",
    proof=Proof("intact", "已存证"),
    milestones=(
        Milestone("已提交，10-21 09:15:07 收到", done=True),
        Milestone("已入账，全库第 48213 条", done=True),
        Milestone("已签名，10-21 09:15:08 第 48213 条的检查点", done=True),
        Milestone("已存证，由澜江区司法局（10-21 09:15:32）见证", done=True),
    ),
    voucher_href=STEP,
    correct_href=STEP,
    crumbs=(Choice("案件", "/components/list/"), Choice("611", CASE), Choice("第 12 步", "")),
)  # fmt: skip

CONFIRM = ConfirmPage(
    head=HEAD,
    title="送达这份决定书",
    consequence="送达后开始计算复议、起诉期限，不能撤回。",
    rows=(
        ("当事人", "上海屿舟建筑工程有限公司"),
        ("方式", "电子送达（10-19 已确认同意）"),
        ("起算", "11-20 到达，60 日到 2027-01-19"),
    ),
    button="确认送达",
    action=STEP,
    back_href=STEP,
    hidden=(("served_on", "2026-11-20"), ("manner", "electronic")),
    cites=(law("行政处罚法 第61条"), law("行政复议法 第20条")),
    crumbs=(Choice("案件", "/components/list/"), Choice("611", CASE), Choice("送达", "")),
)

PURPOSE = PurposePage(
    title="查看完整的统一社会信用代码",
    masked="9131************7X",
    rule="谁在什么时候为什么看过，都会记录，不能删除。",
    action="/components/purpose/",
    back_href=CASE,
    choices=(("service", "送达文书"), ("questioning", "询问调查"), ("check", "核对身份"), ("other", "其他")),
    problem="还没有写明用途。请选一项并说明为办哪一步需要看。",
    crumbs=(Choice("案件", "/components/list/"), Choice("611", CASE), Choice("申请查看", "")),
)

REVEALED = replace(PURPOSE, problem="", revealed="91310000MA1K00007X", recorded="已记录：陈砚秋，11-20 10:24，送达文书。")
