"""The side menu: which lines a reader has, by what he may do. Costs no query."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from mingheng.cases.rules.audits import READING as AUDITS
from mingheng.kit.shell import NavGroup, NavItem
from mingheng.organisation.rules import INSIDE, Authority, Duty
from mingheng.supervision.rules.answering import EVERYTHING, READING
from mingheng.supervision.rules.bulletins.reading import READERS
from mingheng.supervision.rules.drawing import READERS as DRAWS
from mingheng.supervision.rules.handing import HANDING_OVER, LOOKING_IN
from mingheng.supervision.rules.matters import READERS as MATTERS
from mingheng.supervision.rules.reviewing.words import LOOKING
from mingheng.supervision.rules.tasks import READING as TASKS

HANDLING = (
    Duty.OFFICER, Duty.SQUAD_LEADER, Duty.SQUAD_LEGAL_OFFICER, Duty.CENTRE_REVIEWER, Duty.BUREAU_HEAD, Duty.SUPERVISOR,
)  # fmt: skip
APPROVING = (Duty.SQUAD_LEADER, Duty.SQUAD_LEGAL_OFFICER, Duty.CENTRE_REVIEWER, Duty.BUREAU_HEAD)
CENTRE = (Duty.CENTRE_REVIEWER, Duty.BUREAU_HEAD)
CASHIERS = (Duty.CENTRE_REVIEWER, Duty.BUREAU_HEAD, Duty.SUPERVISOR)
REVIEWING = (Duty.SQUAD_LEGAL_OFFICER, Duty.CENTRE_REVIEWER)


@dataclass(frozen=True)
class Line:
    """A line of the menu: label, address, icon, who sees it (nobody named: all), and the name of its count."""

    label: str
    address: str
    icon: str
    duties: tuple[Duty, ...] = ()
    count: str = ""
    query: str = ""
    also: str = ""
    """Part of another address under which this line is the current one too."""

    @property
    def href(self) -> str:
        """Where it leads."""
        return reverse(self.address) + self.query


MENU: Mapping[str, tuple[Line, ...]] = {
    "": (Line("工作台", "desk:worklist", "desk", count="waiting"),),
    "办案": (
        Line("线索", "cases:list", "inbox", HANDLING, query="?stage=lead"),
        Line("案件", "cases:list", "folder", HANDLING),
        Line("待我审批", "cases:approvals", "file-check", APPROVING, count="approvals"),
        Line(
            "法制审核",
            "cases:approvals",
            "scale",
            REVIEWING,
            count="reviews",
            query="?kind=legal_review",
            also="/steps/legal_review/",
        ),
        Line("银行到账", "cases:receipts", "receipt", CASHIERS),
    ),
    "审理中心": (
        Line("待审案件", "cases:centre", "list", CENTRE),
        Line("审核人员", "cases:centre_reviewers", "people", CENTRE),
        Line("交叉复核", "cases:centre_checks", "scale", CENTRE),
        Line("热点问题", "cases:questions", "book", HANDLING),
        Line("典型案例", "cases:examples", "folder", HANDLING),
    ),
    "监督": (
        Line("监督驾驶舱", "supervision:cockpit", "columns", EVERYTHING),
        Line("预警", "supervision:warnings", "warning", READING, count="warnings"),
        Line("本月督察", "supervision:month", "scale", TASKS),
        Line("督察任务单", "supervision:tasks", "list", TASKS, count="tasks"),
        Line("抽查", "supervision:draws", "lots", DRAWS),
        Line("案卷评查", "supervision:reviews", "file-check", LOOKING, count="dossier_reviews"),
        Line("监督事项", "supervision:matters", "receipt", MATTERS, count="matters"),
        Line("通报", "supervision:bulletins", "chart", READERS),
        Line("外部监督", "supervision:handings", "building", (*HANDING_OVER, *LOOKING_IN)),
        Line("审计", "supervision:audit", "shield-check", AUDITS, count="differences"),
    ),
    "支撑": (
        Line("存证", "desk:record", "shield-check", tuple(Duty)),
        Line("法规与裁量", "law:home", "book"),
        Line("单位", "organisation:units", "building", INSIDE),
        Line("人员", "organisation:people", "people", INSIDE),
        Line("执法证", "organisation:certificates", "id-card", INSIDE),
        Line("职责表", "organisation:duties", "list"),
    ),
}

ACCOUNT = (
    Line("我的账户", "organisation:me", "person"),
    Line("修改密码", "organisation:change_password", "lock"),
    Line("显示设置", "desk:preferences", "gear"),
)


def menu_of(held: Authority, here: str) -> tuple[NavGroup, ...]:
    """The reader's menu with the line of `here` (path and query) marked, the most exact one if several fit."""
    seen = {label: tuple(line for line in lines if _has(held, line)) for label, lines in MENU.items()}
    listed = [line for lines in seen.values() for line in lines]
    fitting = [line.href for line in listed if _fits(line.href, here)]
    marked = next((line.href for line in listed if line.also and line.also in here), max(fitting, key=len, default=""))
    return tuple(
        NavGroup(label, tuple(_item(line, current=line.href == marked) for line in lines))
        for label, lines in seen.items()
        if lines
    )


def about_item(held: Authority) -> tuple[NavItem, ...]:
    """Where more is said about an enforcement item, for those who handle cases."""
    return tuple(
        _item(line)
        for line in MENU["审理中心"]
        if line.address in ("cases:questions", "cases:examples") and held.holds(*line.duties)
    )


def account_lines() -> tuple[NavItem, ...]:
    """The lines of the account menu."""
    return tuple(_item(line) for line in ACCOUNT)


def _item(line: Line, *, current: bool = False) -> NavItem:
    return NavItem(line.label, line.href, line.icon, current=current, counted=line.count)


def _has(held: Authority, line: Line) -> bool:
    """Whether the line is the reader's; who looks in from outside has no worklist, what waits for him stands in his own list."""
    if line.address == "desk:worklist":
        return held.holds(*INSIDE) or not held.holds(*LOOKING_IN)
    return not line.duties or held.holds(*line.duties)


def _fits(href: str, here: str) -> bool:
    path, _, query = here.partition("?")
    line_path, _, line_query = href.partition("?")
    if line_query:
        return path == line_path and line_query in query.split("&")
    return path == line_path or (line_path != "/" and path.startswith(line_path))
