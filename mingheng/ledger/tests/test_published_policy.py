"""Anybody can read by which keys and witnesses what is handed out here is judged, and no more than that."""

import pytest
from django.test import Client
from pytest_django import Settings

from mingheng.ledger.queries import believed
from mingheng.ledger.rules.tree.policies import read_policy
from mingheng.ledger.tests.test_policies import JUSTICE, LINES, LOG

pytestmark = pytest.mark.django_db


def test_the_policy_is_read_by_anybody_and_does_not_say_where_a_witness_is_reached(settings: Settings) -> None:
    settings.MINGHENG_WITNESS_POLICY = LINES
    answer = Client().get("/log/policy")
    read = read_policy(answer.content.decode())
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/plain; charset=utf-8")
    assert read == believed()
    assert LOG in read.logs
    assert read.witnesses["司法局"].key == JUSTICE
    assert "8100" not in answer.content.decode()


def test_a_policy_with_a_mistake_is_said_to_be_wrong_and_not_published(settings: Settings) -> None:
    settings.MINGHENG_WITNESS_POLICY = "quorum 无此人"
    answer = Client().get("/log/policy")
    assert answer.status_code == 503
    assert "MINGHENG_WITNESS_POLICY" in answer.content.decode()
