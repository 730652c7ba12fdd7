"""Key matters whose report is late and that nobody urged since its last day."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from mingheng.supervision.models import Matter, MatterAct
from mingheng.supervision.rules.matters import KEY, URGING


def unurged(today: date) -> QuerySet[Matter]:
    """They wait for the brigade: the document asks for a call, a letter, a talk or a bulletin when a report is late."""
    urged = MatterAct.objects.filter(matter=OuterRef("pk"), act=URGING, happened__gt=OuterRef("due"))
    return Matter.objects.filter(~Exists(urged), procedure=KEY, closed=False, due__lt=today)
