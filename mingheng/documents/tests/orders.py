"""Ordering instruments in tests as a case does: inside a transaction, by a member of the cast."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile

from mingheng.documents.actions import Ordered, order_instrument
from mingheng.documents.tests.samples import SAMPLES
from mingheng.kit.dates import SHANGHAI
from mingheng.organisation.models import Officer

AT = datetime(2026, 11, 20, 10, 0, tzinfo=SHANGHAI)
FOLDER = UUID("7b1f3a52-0000-4000-8000-000000000001")


def order(key: str, by: Officer, *, at: datetime = AT, folder: UUID = FOLDER, **changed: Any) -> Ordered:
    """Order the sample of an instrument, with some of its data changed."""
    data = SAMPLES[key] | changed
    return order_instrument(
        folder=folder, key=key, source="1", data=data, year=at.year, authority_code="澜城管", by=by, at=at
    )  # fmt: skip


def upload(content: bytes, name: str = "扫描件.pdf") -> SimpleUploadedFile:
    """A file as the browser hands it in; the name may lie."""
    return SimpleUploadedFile(name, content)
