"""Where a request came from, as far as the server can know."""

import pytest
from django.test import RequestFactory
from pytest_django import Settings

from mingheng.organisation.access import source_of


@pytest.mark.parametrize(
    ("behind", "forwarded", "source"),
    [
        (True, "203.0.113.9, 198.51.100.7", "198.51.100.7"),
        (True, "198.51.100.7", "198.51.100.7"),
        (True, "", "127.0.0.1"),
        (False, "198.51.100.7", "127.0.0.1"),
    ],
)
def test_only_what_our_own_proxy_added_counts(settings: Settings, behind: bool, forwarded: str, source: str) -> None:
    settings.BEHIND_HTTPS = behind
    request = RequestFactory().get("/", headers={"X-Forwarded-For": forwarded} if forwarded else {})
    assert source_of(request) == source
