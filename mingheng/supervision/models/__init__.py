"""The tables of supervision. Rows that say what a person did are only ever added; their words stand sealed in the ledger."""

from mingheng.supervision.models.answers import CHAIN, AnswerKind, FindingAnswer
from mingheng.supervision.models.bulletins import BULLETIN, Bulletin
from mingheng.supervision.models.complaints import COMPLAINTS, Complaint, ComplaintLoad
from mingheng.supervision.models.disclosures import DISCLOSURES, DisclosureCheck, DisclosureChecked
from mingheng.supervision.models.foundings import FOUNDED, Founding
from mingheng.supervision.models.handings import HANDING, Handing, HandingTakenBack, Opinion, OpinionAnswer
from mingheng.supervision.models.matters import MATTER_CHAIN, Matter, MatterAct
from mingheng.supervision.models.meetings import MEETING, DecisionAnswer, MeetingDecision, ReviewMeeting
from mingheng.supervision.models.months import MONTHS, FrozenMonth
from mingheng.supervision.models.reviews import (
    REVIEW_CHAIN,
    CentralReview,
    Review,
    ReviewEntry,
    ReviewExample,
    Sheet,
    SheetDraft,
    SheetFinding,
)
from mingheng.supervision.models.tasks import TASKS, Succession, TaskAct, TaskDay, TaskOrder

APPEND_ONLY: tuple[str, ...] = (
    "supervision_findinganswer",
    "supervision_bulletin",
    "supervision_reviewmeeting",
    "supervision_meetingdecision",
    "supervision_decisionanswer",
    "supervision_complaint",
    "supervision_complaintload",
    "supervision_disclosurecheck",
    "supervision_disclosurechecked",
    "supervision_founding",
    "supervision_taskact",
    "supervision_taskday",
    "supervision_succession",
    "supervision_frozenmonth",
    "supervision_handing",
    "supervision_handingtakenback",
    "supervision_opinion",
    "supervision_opinionanswer",
    "supervision_matteract",
    "supervision_centralreview",
    "supervision_review",
    "supervision_reviewentry",
    "supervision_reviewexample",
    "supervision_sheet",
    "supervision_sheetfinding",
)

__all__ = [
    "APPEND_ONLY",
    "BULLETIN",
    "CHAIN",
    "COMPLAINTS",
    "DISCLOSURES",
    "FOUNDED",
    "HANDING",
    "MATTER_CHAIN",
    "MEETING",
    "MONTHS",
    "REVIEW_CHAIN",
    "TASKS",
    "AnswerKind",
    "Bulletin",
    "CentralReview",
    "Complaint",
    "ComplaintLoad",
    "DecisionAnswer",
    "DisclosureCheck",
    "DisclosureChecked",
    "FindingAnswer",
    "Founding",
    "FrozenMonth",
    "Handing",
    "HandingTakenBack",
    "Matter",
    "MatterAct",
    "MeetingDecision",
    "Opinion",
    "OpinionAnswer",
    "Review",
    "ReviewEntry",
    "ReviewExample",
    "ReviewMeeting",
    "Sheet",
    "SheetDraft",
    "SheetFinding",
    "Succession",
    "TaskAct",
    "TaskDay",
    "TaskOrder",
]
