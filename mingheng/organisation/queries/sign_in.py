"""What is known about sign-in: its limits and the failures that count against a name or an address."""

from datetime import datetime

from django.conf import settings

from mingheng.organisation.models import SignInFailure
from mingheng.organisation.rules.sign_in import Limits, wait_until


def limits() -> Limits:
    """The limits of this installation: the defaults, save what the setting MINGHENG_SIGN_IN replaces."""
    return Limits(**getattr(settings, "MINGHENG_SIGN_IN", {}))


def name_must_wait_until(name: str, at: datetime) -> datetime | None:
    """When this name may be tried again, or None if now. The same for names nobody has."""
    rule = limits()
    failures = SignInFailure.objects.filter(name=name, at__gt=at - rule.window).values_list("at", flat=True)
    return wait_until(list(failures), rule.failures_per_name, at, rule.window)


def source_must_wait_until(source: str, at: datetime) -> datetime | None:
    """When this address may try again, or None if now."""
    rule = limits()
    failures = SignInFailure.objects.filter(source=source, at__gt=at - rule.window).values_list("at", flat=True)
    return wait_until(list(failures), rule.failures_per_source, at, rule.window)
