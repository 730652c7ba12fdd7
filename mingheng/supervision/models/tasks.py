"""Task orders and what was done to them. What was done is only ever added; the words of reports stand sealed in the ledger."""

from typing import ClassVar

from django.db import models

from mingheng.supervision.rules.tasks import Doing, State

TASKS = "task:"


class TaskOrder(models.Model):
    """A task order of a period for one unit, made from the plan in force; `spec` is its key there.

    `lies_with` is the unit whose duty it is: the same, or who stands in its place. `items` is the checklist as (key, text), as it was when the order was made. `provisional`: the year of `due` was not
    published yet. `owner` is who took it; with nobody it lies with the duty. The state follows from the acts.
    """

    plan = models.CharField(max_length=40)
    spec = models.CharField(max_length=40)
    period = models.CharField(max_length=10)
    unit = models.CharField(max_length=40)
    lies_with = models.CharField(max_length=40)
    title = models.CharField(max_length=80)
    level = models.CharField(max_length=8)
    duty = models.CharField(max_length=24)
    every = models.CharField(max_length=10)
    begins = models.DateField()
    ends = models.DateField()
    due = models.DateField()
    provisional = models.BooleanField()
    items = models.JSONField()
    lawbook = models.CharField(max_length=64)
    opened_at = models.DateTimeField()
    owner = models.ForeignKey("organisation.Officer", models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=8, default=State.WAITING)

    class Meta:
        ordering: ClassVar = ["due", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["spec", "period", "unit"], name="task_order_once_a_period")]
        indexes: ClassVar = [
            models.Index(fields=["lies_with", "state", "due"], name="task_order_unit_state"),
            models.Index(fields=["state", "due"], name="task_order_state_due"),
        ]

    def __str__(self) -> str:
        return f"{self.spec} {self.period} {self.unit}"


class TaskAct(models.Model):
    """What befell an order, the `n`-th; entry `n` of the chain `task:<order>` holds its words. `answers` is (key, answer)."""

    order = models.ForeignKey(TaskOrder, models.PROTECT, related_name="acts")
    n = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=9, choices=[(kind.value, kind.value) for kind in Doing])
    answers = models.JSONField(default=list)
    by = models.ForeignKey("organisation.Officer", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    token = models.UUIDField(null=True, unique=True)

    class Meta:
        ordering: ClassVar = ["n"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["order", "n"], name="task_act_n_once")]

    def __str__(self) -> str:
        return f"{self.n} {self.kind}"


class TaskDay(models.Model):
    """A day whose orders were made: how many new ones, how many came back to their duty or went on to a successor."""

    day = models.DateField(unique=True)
    opened = models.PositiveIntegerField()
    given_back = models.PositiveIntegerField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.day)


class Succession(models.Model):
    """Which squad stands in the place of one that was closed, from which day; said by a supervisor, once."""

    unit = models.CharField(max_length=40, unique=True)
    successor = models.CharField(max_length=40)
    since = models.DateField()
    by = models.ForeignKey("organisation.Officer", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.unit} → {self.successor}"
