"""Tables of the organisation: units, people, their duties, their certificates and what befell these."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from mingheng.organisation.rules.certificates import EFFECT_TITLES
from mingheng.organisation.rules.duties import DUTY_TITLES, OFFICER_KIND_TITLES, UNIT_KIND_TITLES

APPEND_ONLY: tuple[str, ...] = ("organisation_certificateevent",)


def _choices(titles: dict[str, str]) -> list[tuple[str, str]]:
    return [(str(value), title) for value, title in titles.items()]


class Days(Func):
    """A range of days; with `[)` its last day does not count. No last day: open."""

    function = "daterange"
    output_field = DateRangeField()


class Unit(models.Model):
    """A unit of the bureau. `key` never changes: the ledger knows the unit by it. `code` is its 机关代字."""

    key = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80, unique=True)
    short_name = models.CharField(max_length=20)
    kind = models.CharField(max_length=10, choices=_choices(UNIT_KIND_TITLES))
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    code = models.CharField(max_length=20)
    closed_on = models.DateField(null=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["key"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(parent=F("id")), name="unit_is_not_its_own_parent"),
        ]

    def __str__(self) -> str:
        return self.short_name


class Officer(AbstractBaseUser):
    """A person of the organisation, who signs in with his number (工号).

    `one_time_digest` is of a code that replaces the password until `one_time_until`; whoever signs in
    with it must choose a password first.
    """

    # Who signed in when is in the ledger; Django's own column would be written outside any act.
    last_login = None

    username = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=40)
    name_key = models.CharField(max_length=200)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="people")
    kind = models.CharField(max_length=10, choices=_choices(OFFICER_KIND_TITLES))
    legal_qualification = models.CharField(max_length=40, blank=True)
    legal_qualification_since = models.DateField(null=True)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    one_time_digest = models.CharField(max_length=64, blank=True)
    one_time_until = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=1)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = BaseUserManager["Officer"]()

    class Meta:
        ordering: ClassVar = ["name_key", "username"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(legal_qualification="", legal_qualification_since__isnull=True)
                | (~Q(legal_qualification="") & Q(legal_qualification_since__isnull=False)),
                name="officer_qualification_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(one_time_digest="", one_time_until__isnull=True)
                | (~Q(one_time_digest="") & Q(one_time_until__isnull=False, must_change_password=True)),
                name="officer_code_ends_and_forces_a_password",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Appointment(models.Model):
    """A duty given to a person in a unit from `since` on; `until` is the first day it no longer counts."""

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="appointments")
    duty = models.CharField(max_length=24, choices=_choices(DUTY_TITLES))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="appointments")
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="appointment_ends_after_start"
            ),
            ExclusionConstraint(
                name="appointment_held_once_at_a_time",
                expressions=[
                    ("officer", RangeOperators.EQUAL),
                    ("duty", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    (Days("since", "until", Value("[)")), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} {self.duty}"


class Certificate(models.Model):
    """An enforcement certificate as printed; both days count. What befell it is in its events.

    A renewed certificate keeps its number, so one number may have several rows, all of one person.
    """

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="certificates")
    number = models.CharField(max_length=30)
    valid_from = models.DateField()
    valid_until = models.DateField()

    class Meta:
        ordering: ClassVar = ["-valid_from", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(valid_until__gte=F("valid_from")), name="certificate_ends_after_start"),
            ExclusionConstraint(
                name="certificate_number_is_one_persons",
                expressions=[("number", RangeOperators.EQUAL), ("officer", RangeOperators.NOT_EQUAL)],
            ),
        ]

    def __str__(self) -> str:
        return self.number


class CertificateEvent(models.Model):
    """Something that befell a certificate from the day `since` on. Rows are only ever added."""

    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="events")
    effect = models.CharField(max_length=10, choices=_choices(EFFECT_TITLES))
    since = models.DateField()
    reason = models.CharField(max_length=200)
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["since", "id"]
        indexes: ClassVar = [models.Index(fields=["certificate", "since", "id"], name="certificate_event_by_day")]

    def __str__(self) -> str:
        return f"{self.effect} {self.since}"


class SignInFailure(models.Model):
    """A refused sign-in, kept for as long as it counts against further guesses. `name` may be nobody's."""

    name = models.CharField(max_length=20)
    source = models.CharField(max_length=45)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["name", "at"], name="sign_in_failure_by_name"),
            models.Index(fields=["source", "at"], name="sign_in_failure_by_source"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.at}"
