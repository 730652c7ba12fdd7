"""From the result of a review to the matter about what it found: one click, everything filled in, and the way back."""

import html
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from mingheng.kit import clock
from mingheng.organisation.models import Officer
from mingheng.supervision.models import Matter, Review
from mingheng.supervision.tests.reviewed import REASON, Bench, hand_in, moment, opened, value

BUTTON = "开具监督文书"


@pytest.fixture
def bench(archived: Bench) -> Bench:
    return archived


@pytest.fixture
def review(bench: Bench) -> Review:
    return opened(bench)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: moment(2))


def page(officer: Officer, address: str, status: int = 200) -> str:
    client = Client()
    client.force_login(officer)
    answer = client.get(address)
    assert answer.status_code == status
    return html.unescape(answer.content.decode())


def of(review: Review) -> str:
    return reverse("supervision:review", args=[review.pk])


def new(review: UUID) -> str:
    return f"{reverse('supervision:matter_new')}?procedure=fault&review={review}"


def both(bench: Bench, review: Review, first: dict[str, str], second: dict[str, str], fatal: tuple[str, ...] = ()) -> None:
    hand_in(review, bench.first, value(first, fatal))
    hand_in(review, bench.second, value(second, fatal))


def open_one(bench: Bench, review: Review) -> Matter:
    """The supervisor sends the form as it stands, with a demand."""
    client = Client()
    client.force_login(bench.first)
    shown = html.unescape(client.get(new(review.pk)).content.decode())
    sent = {
        "addressed": "yunting", "trigger": "ordinary", "subject": "告知书内容完整，已送达", "kind": "dossier/notice-complete",
        "found": shown.split('name="found"')[1].split(">", 1)[1].split("</textarea>")[0].strip(),
        "case_ref": bench.case.ref, "demand": "补正本季度全部告知书的听证期限起算日，附核对表", "token": str(uuid4()), "seen": "0",
    }  # fmt: skip
    assert client.post(new(review.pk), sent).status_code == 302
    return Matter.objects.get()


def test_the_form_starts_with_unit_case_and_every_fault_the_gravest_first(bench: Bench, review: Review) -> None:
    both(bench, review, {"notice-complete": "1.5", "filing": "2"}, {"notice-complete": "2.5"})
    assert BUTTON in page(bench.first, of(review))
    shown = page(bench.first, new(review.pk))
    for said in (
        'value="yunting" selected', 'value="ordinary" selected', 'value="没有做到“告知书内容完整，已送达”"', f'value="{bench.case.ref}"',
        'value="dossier/notice-complete"', f"{bench.case.number} 案卷评查，97 分，查出：",
    ):  # fmt: skip
        assert said in shown, said
    found = shown.split(f"{bench.case.number} 案卷评查")[1].split("</textarea>")[0]
    assert found.index(f"没有做到“告知书内容完整，已送达”（第 3 页）：{REASON}") < found.index(
        f"（第 3 页）：{REASON}", found.index(REASON) + 1
    )


def test_a_fatal_fault_is_suggested_as_serious(bench: Bench, review: Review) -> None:
    both(bench, review, {"filing": "2"}, {}, ("no-power",))
    shown = page(bench.first, new(review.pk))
    assert 'value="serious" selected' in shown
    assert "建议按情节严重处理，由你决定" in shown
    assert 'value="dossier/no-power"' in shown


def test_review_and_matter_name_each_other_and_the_next_of_the_kind_is_repeated(bench: Bench, review: Review) -> None:
    both(bench, review, {"notice-complete": "1.5"}, {"notice-complete": "2.5"})
    matter = open_one(bench, review)
    assert matter.review_id == review.pk
    assert of(review) in page(bench.first, reverse("supervision:matter", args=[matter.pk]))
    for reader in (bench.first, bench.cast.squad_leader):
        assert reverse("supervision:matter", args=[matter.pk]) in page(reader, of(review))
    assert 'value="repeated" selected' in page(bench.first, new(review.pk))


def test_nobody_but_a_supervisor_is_offered_it_and_not_before_the_result_or_without_a_fault(bench: Bench, review: Review) -> None:
    hand_in(review, bench.first, value({"filing": "2"}))
    assert BUTTON not in page(bench.first, of(review))
    assert REASON not in page(bench.third, new(review.pk))
    hand_in(review, bench.second, value({}))
    assert BUTTON in page(bench.third, of(review))
    for other in (bench.cast.squad_leader, bench.cast.bureau_head):
        assert BUTTON not in page(other, of(review))
        page(other, new(review.pk), 404)
    page(bench.first, new(uuid4()), 404)


def test_a_review_that_found_nothing_leads_to_no_matter(bench: Bench, review: Review) -> None:
    both(bench, review, {}, {})
    assert BUTTON not in page(bench.first, of(review))
