"""The pages, as different people open them."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mingheng.organisation.models import Officer
from tests.cast import Cast

Enter = Callable[[Officer], Client]


@pytest.fixture
def enter() -> Enter:
    def opened(officer: Officer) -> Client:
        client = Client()
        client.force_login(officer)
        return client

    return opened


PAGES = ("units", "people", "certificates", "duties", "me", "change_password")


@pytest.mark.parametrize("name", PAGES)
def test_every_list_opens_for_a_supervisor_in_at_most_eight_queries(cast: Cast, enter: Enter, name: str) -> None:
    client = enter(cast.supervisor)
    with CaptureQueriesContext(connection) as counted:
        answer = client.get(reverse(f"organisation:{name}"))
    assert answer.status_code == 200
    assert len(counted) <= 8, [query["sql"][:150] for query in counted]
