"""The pages of a case answer, say what the law says, and keep what was typed."""

from django.test import Client

from tests.cast import Cast
from tests.walking import walk


def test_every_tab_of_a_case_answers(cast: Cast, client: Client) -> None:
    case = walk(cast, "serve_notice")
    client.force_login(cast.handler)
    for tab in (
        "",
        "timeline/",
        "documents/",
        "evidence/",
        "parties/",
        "discretion/",
        "taken/3/",
        "steps/propose_decision/",
        "steps/make_decision/",
        "steps/hear_statement/",
    ):
        answer = client.get(f"/cases/{case.ref}/{tab}")
        assert answer.status_code == 200, tab


def test_lists_answer(cast: Cast, client: Client) -> None:
    walk(cast, "serve_notice")
    client.force_login(cast.handler)
    for place in ("/cases/", "/cases/?q=屿舟", "/approvals/", "/cases/new/", "/cases/export/"):
        assert client.get(place).status_code == 200, place


def test_reviewers_read_the_decision_as_it_would_be(cast: Cast, client: Client) -> None:
    case = walk(cast, "serve_notice")
    client.force_login(cast.centre_reviewer)
    party = case.party_links.get().party_id
    answer = client.get(f"/cases/{case.ref}/parties/{party}/decision-draft/")
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF")
