"""The entries are read by those who hold a token, and by nobody else."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from mingheng.ledger.actions import grow_tree, sequence_entries
from mingheng.ledger.models import StoredEntry
from mingheng.ledger.rules.mirrors import BadMirrors, mirror_of, read_mirrors
from mingheng.ledger.rules.tree.tiles import unbundled
from mingheng.ledger.tests.acts import AT, decide

TOKEN, OTHER = "5f" * 32, "a1" * 32
LIST = f"""# under agreement of 2026-11-01
justice\t{hashlib.sha256(TOKEN.encode()).hexdigest()}

procuratorate {hashlib.sha256(OTHER.encode()).hexdigest()}
"""


@pytest.fixture(autouse=True)
def mirrors(settings: Settings, tmp_path: Path) -> None:
    """A log with three entries in its tree and one that waits, and two mirrors."""
    settings.MINGHENG_LOG_KEY, settings.MINGHENG_SIGNER = bytes(range(32)), tmp_path
    settings.MINGHENG_MIRRORS = LIST


def asked(where: str, **headers: str) -> tuple[int, bytes]:
    """What is answered to whoever asks for a bundle."""
    answer = Client().get(f"/log/tile/entries/{where}", headers=headers)
    return answer.status_code, answer.content


@pytest.fixture
def three() -> list[bytes]:
    """Three entries in the tree and one that only has its place."""
    for _ in range(3):
        decide()
    sequence_entries(at=AT)
    grow_tree(at=AT)
    decide()
    sequence_entries(at=AT)
    return [bytes(row.entry) for row in StoredEntry.objects.order_by("id")[:3]]


@pytest.mark.django_db
def test_a_mirror_reads_the_entries_that_are_in_the_tree(three: list[bytes]) -> None:
    for token in (TOKEN, OTHER):
        status, data = asked("000.p/3", Authorization=f"Bearer {token}")
        assert (status, list(unbundled(data))) == (200, three)
    assert asked("000.p/4", Authorization=f"Bearer {TOKEN}")[0] == 404
    assert asked("nonsense", Authorization=f"Bearer {TOKEN}")[0] == 404


@pytest.mark.django_db
@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    "headers",
    [{}, {"Authorization": ""}, {"Authorization": f"Bearer {TOKEN[:-1]}"}, {"Authorization": f"Basic {TOKEN}"}, {"Authorization": "Bearer "}],
    ids=["none", "empty", "wrong", "other scheme", "no token"],
)  # fmt: skip
def test_whoever_holds_no_token_reads_nothing(headers: Mapping[str, str]) -> None:
    assert (asked("000.p/3", **headers)[0], asked("x999/999", **headers)[0]) == (401, 401)
    assert asked("000.p/3", **headers)[1] == asked("x999/999", **headers)[1]


@pytest.mark.django_db
@pytest.mark.usefixtures("three")
def test_where_no_mirror_is_named_nobody_reads(settings: Settings) -> None:
    settings.MINGHENG_MIRRORS = ""
    assert asked("000.p/3", Authorization=f"Bearer {TOKEN}")[0] == 401


@pytest.mark.django_db
@pytest.mark.usefixtures("three")
def test_a_list_with_a_mistake_admits_nobody_and_says_so(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    settings.MINGHENG_MIRRORS = f"{LIST}justice {'0' * 64}\n"
    status, data = asked("000.p/3", Authorization=f"Bearer {TOKEN}")
    assert (status, "MINGHENG_MIRRORS" in data.decode()) == (503, True)
    assert "第 5 行" in caplog.text


@given(st.text(max_size=80))
def test_no_other_text_is_a_token(header: str) -> None:
    assert mirror_of(read_mirrors(LIST), header) is None


@given(st.text(st.characters(codec="utf-8"), max_size=80).filter(lambda text: text.strip() and "#" not in text))
def test_a_line_of_anything_else_is_refused_by_its_number(line: str) -> None:
    with pytest.raises(BadMirrors, match=r"^第 1 行"):
        read_mirrors(line.strip())
