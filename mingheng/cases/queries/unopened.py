"""A docket that does not exist yet: what the form of a lead is drawn from."""

from datetime import datetime

from mingheng.cases.models import Case
from mingheng.cases.queries.case_page import Opened
from mingheng.cases.rules import ORDINARY
from mingheng.law import queries as law_queries
from mingheng.law.rules.docket import Docket
from mingheng.law.rules.position import position


def unopened(unit: str, at: datetime, procedure: str = ORDINARY) -> Opened:
    """An empty docket of a procedure for a unit. Nothing is written."""
    law = law_queries.lawbook()
    docket = Docket(law.procedure(procedure), (), (), unit)
    return Opened(Case(ref="", procedure=procedure, unit=unit), docket, law, position(docket, law), at)
