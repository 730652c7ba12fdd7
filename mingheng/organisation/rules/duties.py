"""Units, kinds of staff and duties, and which of them go together."""

from dataclasses import dataclass, field
from enum import StrEnum


class UnitKind(StrEnum):
    """What a unit is in the bureau."""

    BUREAU = "bureau"
    CENTRE = "centre"
    SQUAD = "squad"
    BRIGADE = "brigade"
    LEGAL = "legal"
    OUTSIDE = "outside"

    @property
    def label(self) -> str:
        """The Chinese word for it."""
        return UNIT_KIND_TITLES[self]


class OfficerKind(StrEnum):
    """On which footing a person works; 协管 (auxiliary) never takes part in an act of enforcement."""

    OFFICER = "officer"
    AUXILIARY = "auxiliary"
    STAFF = "staff"

    @property
    def label(self) -> str:
        """The Chinese word for it."""
        return OFFICER_KIND_TITLES[self]


class Duty(StrEnum):
    """What a person is charged with in a unit, and thereby allowed to do."""

    OFFICER = "officer"
    SQUAD_LEADER = "squad_leader"
    SQUAD_LEGAL_OFFICER = "squad_legal_officer"
    CENTRE_REVIEWER = "centre_reviewer"
    BUREAU_HEAD = "bureau_head"
    SUPERVISOR = "supervisor"
    LAW_ADMINISTRATOR = "law_administrator"
    SYSTEM_ADMINISTRATOR = "system_administrator"
    OUTSIDE_SUPERVISOR = "outside_supervisor"

    @property
    def label(self) -> str:
        """The Chinese word for it."""
        return DUTY_TITLES[self]


UNIT_KIND_TITLES: dict[str, str] = {
    UnitKind.BUREAU: "局机关",
    UnitKind.CENTRE: "案件审理中心",
    UnitKind.SQUAD: "中队",
    UnitKind.BRIGADE: "大队",
    UnitKind.LEGAL: "法制机构",
    UnitKind.OUTSIDE: "外部监督单位",
}
OFFICER_KIND_TITLES: dict[str, str] = {
    OfficerKind.OFFICER: "执法人员",
    OfficerKind.AUXILIARY: "协管人员",
    OfficerKind.STAFF: "其他工作人员",
}
DUTY_TITLES: dict[str, str] = {
    Duty.OFFICER: "办案人员",
    Duty.SQUAD_LEADER: "中队长",
    Duty.SQUAD_LEGAL_OFFICER: "中队法制员",
    Duty.CENTRE_REVIEWER: "审理中心审核员",
    Duty.BUREAU_HEAD: "局负责人",
    Duty.SUPERVISOR: "督察人员",
    Duty.LAW_ADMINISTRATOR: "法规管理员",
    Duty.SYSTEM_ADMINISTRATOR: "系统管理员",
    Duty.OUTSIDE_SUPERVISOR: "外部监督员",
}

INSIDE = tuple(duty for duty in Duty if duty is not Duty.OUTSIDE_SUPERVISOR)
"""The duties of the bureau's own people. Whoever looks in from outside reads what was handed to him, and nothing else."""

# These read the cases of every unit, whichever unit they sit in.
SEES_ALL = frozenset({Duty.BUREAU_HEAD, Duty.SUPERVISOR, Duty.CENTRE_REVIEWER})

# Who decides or supervises cases has no hand in them: these duties, and what none of their holders may be beside.
HANDLING = frozenset({Duty.OFFICER, Duty.SQUAD_LEADER, Duty.SQUAD_LEGAL_OFFICER})
APART: dict[Duty, frozenset[Duty]] = {
    Duty.BUREAU_HEAD: HANDLING,
    Duty.SUPERVISOR: HANDLING | {Duty.CENTRE_REVIEWER, Duty.BUREAU_HEAD},
}

# Where a duty makes sense; a duty not named here may be given in any unit.
DUTY_UNITS: dict[Duty, frozenset[UnitKind]] = {
    Duty.SQUAD_LEADER: frozenset({UnitKind.SQUAD, UnitKind.BRIGADE}),
    Duty.SQUAD_LEGAL_OFFICER: frozenset({UnitKind.SQUAD, UnitKind.BRIGADE}),
    Duty.CENTRE_REVIEWER: frozenset({UnitKind.CENTRE, UnitKind.LEGAL}),
    Duty.BUREAU_HEAD: frozenset({UnitKind.BUREAU}),
    Duty.OUTSIDE_SUPERVISOR: frozenset({UnitKind.OUTSIDE}),
}


@dataclass(frozen=True, slots=True)
class Grant:
    """One appointment in force: the duty, its unit, and the units below in which it counts too."""

    id: int
    duty: str
    unit_key: str
    reach: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Authority:
    """What a person may do on one day.

    `unit_keys` are all units some duty reaches; `sees_all` says that cases of every unit may be read.
    """

    officer_id: int
    name: str
    unit_key: str
    duties: frozenset[str]
    grants: tuple[Grant, ...]
    sees_all: bool
    unit_keys: frozenset[str]

    def holds(self, *duties: str) -> bool:
        """Whether at least one of the duties is held in some unit."""
        return not self.duties.isdisjoint(duties)

    def grant_for(self, duty: str, unit_key: str) -> Grant | None:
        """The appointment by which `duty` counts in that unit, or None."""
        return next((g for g in self.grants if g.duty == duty and unit_key in g.reach), None)

    def may(self, duty: str, unit_key: str) -> bool:
        """Whether `duty` is held and counts in that unit."""
        return self.grant_for(duty, unit_key) is not None

    def reach(self, *duties: str) -> frozenset[str]:
        """The units in which at least one of the duties counts."""
        return frozenset().union(*(g.reach for g in self.grants if g.duty in duties))


def duty_misfit(duty: Duty, unit_kind: str, officer_kind: str) -> tuple[str, str] | None:
    """Why such a person cannot have this duty in such a unit: (reason, remedy), or None if he can."""
    if officer_kind == OfficerKind.AUXILIARY:
        return (
            f"协管人员不能担任{duty.label}",
            "协管人员不得从事执法活动；人员类别有误的，先更正类别",
        )
    if duty is Duty.OFFICER and officer_kind != OfficerKind.OFFICER:
        return "只有执法人员能担任办案人员", "先核对人员类别"
    if unit_kind == UnitKind.OUTSIDE and duty is not Duty.OUTSIDE_SUPERVISOR:
        return f"外部监督单位的人员只能担任{Duty.OUTSIDE_SUPERVISOR.label}", "核对所选的单位和职责"
    allowed = DUTY_UNITS.get(duty)
    if allowed is not None and unit_kind not in allowed:
        places = "、".join(kind.label for kind in UnitKind if kind in allowed)
        return f"{duty.label}只设在{places}", "请选择相应的单位"
    return None


def duties_clash(held: frozenset[str], duty: Duty) -> tuple[str, str] | None:
    """Whoever administers accounts handles no cases; who decides cases, or supervises, does not handle them."""
    other = held - {duty}
    for one, rest in APART.items():
        if (duty is one and other & rest) or (duty in rest and one in other):
            return "办案、审批和监督须由不同的人担任，此人的职责互相冲突", "先终止此人冲突的职责，或另选一人"
    if other and Duty.OUTSIDE_SUPERVISOR in (duty, *other):
        return "外部监督员不能兼任本单位的职责", "另选一人"
    if duty is Duty.SYSTEM_ADMINISTRATOR and other:
        return "系统管理员不能兼任其他职责", "先终止此人的其他职责，或另选一人"
    if duty is not Duty.SYSTEM_ADMINISTRATOR and Duty.SYSTEM_ADMINISTRATOR in held:
        return "此人是系统管理员，不能兼任其他职责", "先终止系统管理员职责，或另选一人"
    return None
