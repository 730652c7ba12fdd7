"""What this room answers for in an audit."""

from mingheng.cases.queries.auditing.rooms import Answering
from mingheng.supervision.queries.auditing.answers import answer_chains, judge_answers
from mingheng.supervision.queries.auditing.bulletins import bulletin_chains, judge_bulletins
from mingheng.supervision.queries.auditing.handings import handing_chains, judge_handings
from mingheng.supervision.queries.auditing.matters import judge_matters, matter_chains
from mingheng.supervision.queries.auditing.meetings import judge_meetings, meeting_chains
from mingheng.supervision.queries.auditing.months import judge_months, judge_squads, month_chains, squad_chains
from mingheng.supervision.queries.auditing.registers import judge_complaints, judge_disclosures, judge_foundings, register_chains
from mingheng.supervision.queries.auditing.reviews import judge_central, judge_reviews, review_chains
from mingheng.supervision.queries.auditing.tasks import judge_days, judge_orders, task_chains

TITLES = {
    "finding": "问题的答复", "bulletin": "监督通报", "handing": "移交监督", "matter": "监督事项", "meeting": "讲评会", "month": "月度名单", "squad": "中队的承接",
    "review": "评查", "central-review": "集中评查", "task": "督察任务单", "tasks": "每日任务单",
    "complaints": "投诉、信访件台账", "disclosures": "公示检查", "founding": "中队的成立日",
}  # fmt: skip
FIELDS = {
    "fingerprint": "问题", "to": "对象", "settles": "是否了结", "period": "期间", "n": "第几次", "digest": "内容的摘要", "points": "要点",
    "case": "案件", "title": "名称", "purpose": "用途", "until": "最后一天", "held_on": "会议日期", "words": "内容", "due": "期限", "subject": "对象", "plan": "抽取方案",
    "table": "应查表的摘要", "cases": "办结案件数", "members": "名单数目", "closed": "办结案件", "standard": "评分标准", "since": "施行日期",
    "lawbook": "法律库版本", "reviewers": "评查人", "reviewer": "评查人", "slot": "第几份评分表", "draw": "抽取", "matter": "监督事项", "bulletin": "通报", "pick": "抽中的案卷",
    "batch": "集中评查", "dossier_id": "卷宗", "score": "得分", "grade": "等次", "findings": "逐项评分", "evidence": "依据", "word": "处理", "summary": "摘要",
    "answers": "检查表", "spec": "任务", "lies_with": "负责单位", "items": "检查表", "order": "任务单", "opened": "新开", "given_back": "退回",
    "load": "载入", "taken": "新增", "corrected": "更正", "known": "相同", "rejected": "未收", "check": "检查", "overturned": "改判", "unit": "单位",
    "day": "日期", "successor": "承接单位", "@finding": "来源的问题", "@review": "来源的评查", "@procedure": "程序",
}  # fmt: skip


def _chains() -> set[str]:
    return answer_chains().union(
        bulletin_chains(),
        handing_chains(),
        matter_chains(),
        meeting_chains(),
        month_chains(),
        squad_chains(),
        review_chains(),
        task_chains(),
        register_chains(),
    )


SUPERVISION = Answering(
    judges={
        "finding": judge_answers, "bulletin": judge_bulletins, "handing": judge_handings, "matter": judge_matters, "meeting": judge_meetings,
        "month": judge_months, "squad": judge_squads, "review": judge_reviews, "central-review": judge_central, "task": judge_orders, "tasks": judge_days,
        "complaints": judge_complaints, "disclosures": judge_disclosures, "founding": judge_foundings,
    },
    chains=_chains, titles=TITLES, fields=FIELDS,
)  # fmt: skip
