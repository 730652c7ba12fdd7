"""The findings there are."""

from django.db.models import QuerySet

from mingheng.insight.models import Finding


def findings() -> QuerySet[Finding]:
    """Every finding, whether it still holds or not."""
    return Finding.objects.all()


def held_fast(pk: int) -> Finding:
    """One finding with its case, which nobody else answers or scans until the transaction ends. Raises Finding.DoesNotExist."""
    return Finding.objects.select_for_update(of=("self",)).select_related("case").get(pk=pk)
