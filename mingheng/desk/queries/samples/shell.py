"""The menu and top bar as a handler of a squad sees them."""

from dataclasses import replace

from mingheng.desk.queries.samples.people import NOW
from mingheng.kit.shell import Look, NavGroup, NavItem, Shell

HOME = "/components/"

GROUPS = (
    NavGroup("", (NavItem("工作台", f"{HOME}worklist/", "desk", 17, hot=True), NavItem("线索", f"{HOME}step/", "inbox", 8))),
    NavGroup(
        "办案",
        (
            NavItem("案件", f"{HOME}list/", "folder", 43),
            NavItem("待我审批", f"{HOME}approvals/", "file-check", 2),
            NavItem("法制审核", f"{HOME}review/", "scale", 6),
        ),
    ),
    NavGroup(
        "支撑",
        (
            NavItem("法规与裁量", f"{HOME}law/", "book"),
            NavItem("人员与证件", HOME, "id-card"),
            NavItem("组件", HOME, "gear"),
        ),
    ),
)


def shell(current: str, look: Look) -> Shell:
    """The shell with the menu line called `current` marked."""
    groups = tuple(
        replace(group, items=tuple(replace(item, current=item.label == current) for item in group.items)) for group in GROUPS
    )
    return Shell(
        place="澜江区城管执法与监督",
        today=NOW.date(),
        look=look,
        groups=groups,
        name="陈砚秋",
        post="云汀街道中队 · 主办",
        account=(NavItem("显示设置", "/preferences/", "gear"),),
        search_href=f"{HOME}search/",
        look_href="/preferences/",
        demo=True,
    )
