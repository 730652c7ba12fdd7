"""The pages of reviews: what is mine to do, blindness, what was typed stays, the result beside the case."""

from decimal import Decimal
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image

from mingheng.documents import queries as documents
from mingheng.documents.actions import render_waiting
from mingheng.documents.models import Dossier
from mingheng.documents.rules.picturing import WIDTH
from mingheng.kit import clock
from mingheng.ledger.queries import chains_beginning
from mingheng.organisation.models import Officer
from mingheng.supervision import actions
from mingheng.supervision.models import CentralReview, Review, ReviewEntry, SheetDraft, SheetFinding
from mingheng.supervision.queries.reviewing.heads import bound_of
from mingheng.supervision.tests.reviewed import NOW, REASON, Bench, hand_in, moment, opened, value


@pytest.fixture
def bench(archived: Bench) -> Bench:
    return archived


@pytest.fixture
def review(bench: Bench) -> Review:
    return opened(bench)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: moment(1))


def as_(officer: Officer) -> Client:
    client = Client()
    client.force_login(officer)
    return client


def page(officer: Officer, name: str, pk: UUID | None = None, status: int = 200) -> str:
    answer = as_(officer).get(reverse(f"supervision:{name}", args=[pk] if pk else []))
    assert answer.status_code == status, answer.status_code
    return str(answer.content.decode())


def test_a_sheet_shows_every_item_and_nothing_of_the_other(bench: Bench, review: Review) -> None:
    hand_in(review, bench.second, value({"filing": "2.5"}), later=0)
    shown = page(bench.first, "sheet", review.pk)
    assert shown.count("data-item") == 19 + 26
    assert "另一评查人已完成，分数在你提交后显示" in shown
    assert "97.5" not in shown
    assert "97.5" not in page(bench.first, "review", review.pk)
    assert "97.5" not in page(bench.third, "review", review.pk)


def test_what_was_typed_is_kept_word_for_word_even_when_it_cannot_be_read(bench: Bench, review: Review) -> None:
    client = as_(bench.first)
    address = reverse("supervision:sheet", args=[review.pk])
    answer = client.post(address, {"points-filing": "一点五", "reason-filing": "目录漏登"})
    assert answer.status_code == 422
    assert "不是数字" in answer.content.decode()
    assert SheetDraft.objects.get().body == {"points-filing": "一点五", "reason-filing": "目录漏登"}
    assert "一点五" in page(bench.first, "sheet", review.pk)


def test_a_draft_is_kept_by_the_page_as_it_is_typed(bench: Bench, review: Review) -> None:
    answer = as_(bench.first).post(reverse("supervision:sheet_draft", args=[review.pk]), {"reason-filing": "半句"})
    assert set(answer.json()) == {"saved"}
    assert "半句" in page(bench.first, "sheet", review.pk)
    assert not ReviewEntry.objects.filter(kind="submitted").exists()


def test_a_sheet_handed_in_by_its_page_leads_to_the_review(bench: Bench, review: Review) -> None:
    typed = {"points-filing": "1.5", "page-filing": "", "reason-filing": REASON}
    answer = as_(bench.first).post(reverse("supervision:sheet", args=[review.pk]), typed)
    assert answer.status_code == 302
    assert SheetFinding.objects.get().points == 1.5
    assert as_(bench.first).get(reverse("supervision:sheet", args=[review.pk])).status_code == 302


@pytest.mark.parametrize("more", [{}, {"draft": "1"}], ids=["hand in", "keep"])
def test_a_second_page_of_a_sheet_handed_in_leads_to_the_review_and_says_so(
    bench: Bench, review: Review, more: dict[str, str]
) -> None:
    client, address = as_(bench.first), reverse("supervision:sheet", args=[review.pk])
    client.post(address, {"points-filing": "1.5", "reason-filing": REASON, "token": str(uuid4())})
    again = {"points-filing": "3", "reason-filing": REASON, "token": str(uuid4())}
    answer = client.post(address, again | more, follow=True)
    assert answer.redirect_chain == [(reverse("supervision:review", args=[review.pk]), 302)]
    assert "这份评分表已经提交，以先提交的为准。刚才这一页填的没有收下" in answer.content.decode()
    assert SheetFinding.objects.get().points == 1.5
    assert not SheetDraft.objects.exists()


@pytest.mark.parametrize("points", ["89.9996", "1e1", "-1"])
def test_a_score_that_no_sheet_could_have_is_told_at_its_field(bench: Bench, review: Review, points: str) -> None:
    appealed(bench, review)
    sent = {"word": "changed", "points": points, "reason": REASON}
    answer = as_(bench.cast.bureau_head).post(reverse("supervision:review_decide", args=[review.pk]), sent)
    assert answer.status_code == 422
    assert set(answer.context["deciding"].errors) == {"points"}
    assert not ReviewEntry.objects.filter(kind="decision").exists()


def test_a_decision_may_leave_nothing_of_the_score(bench: Bench, review: Review) -> None:
    appealed(bench, review)
    sent = {"word": "changed", "points": "０", "reason": REASON}
    assert as_(bench.cast.bureau_head).post(reverse("supervision:review_decide", args=[review.pk]), sent).status_code == 302
    kept = ReviewEntry.objects.get(kind="decision")
    assert (kept.score, kept.grade) == (Decimal(), "failed")


def appealed(bench: Bench, review: Review) -> None:
    for one in (bench.first, bench.second):
        hand_in(review, one, value({"filing": "2"}), later=0)
    actions.appeal_review(review_id=review.pk, text=REASON, token=uuid4(), by=bench.cast.squad_leader, at=NOW)


REPLY = "已经补登检查码记录，并组织全队学习归档要求，下月起由内勤逐卷核对目录。"


def answered(bench: Bench, review: Review, kind: str, text: str, token: UUID) -> tuple[int, str]:
    sent = {"kind": kind, "text": text, "token": str(token)}
    answer = as_(bench.cast.squad_leader).post(reverse("supervision:review_answer", args=[review.pk]), sent)
    return answer.status_code, answer.content.decode()


def test_a_unit_replies_and_appeals_from_one_page_and_each_is_taken_once(bench: Bench, review: Review) -> None:
    for one in (bench.first, bench.second):
        hand_in(review, one, value({"filing": "2"}), later=0)
    token = uuid4()
    for kind, text in (("reply", REPLY), ("appeal", REASON), ("appeal", REASON), ("reply", REPLY)):
        assert answered(bench, review, kind, text, token)[0] == 302
    kinds = ReviewEntry.objects.filter(review=review, kind__in=["reply", "appeal"]).values_list("kind", flat=True)
    assert list(kinds) == ["reply", "appeal"]
    status, shown = answered(bench, review, "appeal", REPLY, token)
    assert status == 422
    assert "当时收下的是“中队申诉”。现在填的与那次不同，没有收下" in shown
    assert REPLY in shown.split('id="answer"')[1]


def test_a_page_of_one_review_sent_to_another_answers_that_one(bench: Bench, review: Review) -> None:
    other, token = opened(bench, standard="legal_review"), uuid4()
    for given, off in ((review, {"filing": "2"}), (other, {})):
        for one in (bench.first, bench.second):
            hand_in(given, one, value(off), later=0)
    for given in (review, other):
        assert answered(bench, given, "appeal", REASON, token)[0] == 302
    assert ReviewEntry.objects.filter(kind="appeal").count() == 2


def test_another_decision_from_the_page_of_one_is_not_said_to_be_taken(bench: Bench, review: Review) -> None:
    appealed(bench, review)
    client, address = as_(bench.cast.bureau_head), reverse("supervision:review_decide", args=[review.pk])
    sent = {"word": "upheld", "reason": REASON, "token": str(uuid4())}
    assert [client.post(address, sent).status_code for _ in range(2)] == [302, 302]
    refused = client.post(address, sent | {"word": "changed", "points": "98", "reason": REPLY})
    assert refused.status_code == 422
    assert "当时收下的是“申诉处理”" in refused.content.decode()
    assert REPLY in refused.content.decode()
    assert "没有等待处理的申诉" in client.post(address, sent | {"token": str(uuid4())}).content.decode()
    assert ReviewEntry.objects.get(kind="decision").word == "upheld"


def test_a_sheet_sent_again_with_other_points_is_not_said_to_be_taken(bench: Bench, review: Review) -> None:
    client, address = as_(bench.first), reverse("supervision:sheet", args=[review.pk])
    typed = {"points-filing": "1.5", "reason-filing": REASON, "token": str(uuid4())}
    for changed, said in (
        ({}, "评分已提交"),
        ({}, "评分已提交"),
        ({"points-filing": "2"}, "没有收下"),
        ({"reason-filing": REPLY}, "没有收下"),
    ):
        assert said in client.post(address, typed | changed, follow=True).content.decode()
    assert SheetFinding.objects.get().points == 1.5


def test_after_both_the_sheets_stand_side_by_side_and_the_squad_sees_the_result(bench: Bench, review: Review) -> None:
    page(bench.cast.squad_leader, "review", review.pk, 404)
    hand_in(review, bench.first, value({"filing": "2"}), later=0)
    hand_in(review, bench.second, value({"filing": "3"}), later=0)
    shown = page(bench.cast.squad_leader, "review", review.pk)
    assert "97.5" in shown
    assert "优秀" in shown
    assert "提出申诉" in shown
    assert shown.count(REASON) == 2
    page(bench.cast.other_leader, "review", review.pk, 404)


def test_the_result_stands_beside_the_case_once_there_is_one(bench: Bench, review: Review) -> None:
    address = reverse("cases:case", args=[bench.case.ref])
    assert "案卷评分标准" not in as_(bench.cast.squad_leader).get(address).content.decode()
    hand_in(review, bench.first, value({"filing": "2"}), later=0)
    hand_in(review, bench.second, value({"filing": "2"}), later=0)
    shown = as_(bench.cast.squad_leader).get(address).content.decode()
    assert "行政处罚案卷评分标准" in shown
    assert reverse("supervision:review", args=[review.pk]) in shown


def test_the_list_has_what_is_mine_first(bench: Bench, review: Review) -> None:
    assert "轮到你" in page(bench.first, "reviews")
    assert "没有分给你的评分表" in as_(bench.third).get(reverse("supervision:reviews") + "?tab=mine").content.decode()
    assert str(bench.case) in as_(bench.third).get(reverse("supervision:reviews") + "?tab=open").content.decode()
    assert str(bench.case) not in page(bench.cast.squad_leader, "reviews")


def test_reviews_are_opened_from_a_list_of_numbers(bench: Bench) -> None:
    sent = {
        "standard": "dossier", "numbers": f"{bench.case.number}\n", "title": "2026年下半年集中评查",
        "reviewers": [str(bench.first.pk), str(bench.second.pk)],
    }  # fmt: skip
    address = reverse("supervision:review_new")
    wrong = as_(bench.first).post(address, {**sent, "numbers": "没有这个号"})
    assert "没有这些编号：没有这个号" in wrong.content.decode()
    assert as_(bench.first).post(address, sent).status_code == 302
    found = Review.objects.get()
    assert found.batch
    assert found.batch.title == "2026年下半年集中评查"


def test_a_list_that_is_refused_leaves_no_central_review_behind(bench: Bench, review: Review) -> None:
    sent = {
        "standard": "dossier", "numbers": bench.case.ref, "title": "集中评查甲",
        "reviewers": [str(bench.first.pk), str(bench.second.pk)],
    }  # fmt: skip
    answer = as_(bench.first).post(reverse("supervision:review_new"), sent)
    assert answer.status_code == 422
    assert "正在按同一标准评查" in answer.content.decode()
    assert not CentralReview.objects.exists()
    assert not chains_beginning("central-review:")


def test_a_case_taken_up_again_is_reviewed_as_it_was_and_the_page_says_so(bench: Bench, review: Review) -> None:
    bench.case.steps += 2
    bench.case.save()
    assert "又有 2 个步骤" in page(bench.first, "sheet", review.pk)
    assert NOW.date() == review.at.date()


def test_the_dossier_shown_is_the_one_sealed_when_the_review_was_opened(bench: Bench) -> None:
    while render_waiting(at=moment(0)):
        pass
    review = opened(bench)
    assert review.dossier
    cover = Dossier.objects.get(uid=review.dossier).cover
    again = Dossier.objects.create(
        folder=bench.case.pk, cover=cover, exhibits=[], ordered_by=bench.first, ordered_at=moment(1), not_before=moment(1)
    )
    while render_waiting(at=moment(1)):
        pass
    newest = documents.dossier_of(bench.case.pk)
    assert newest
    assert (newest.id, newest.state) == (again.uid, "bound")
    shown = bound_of(review)
    assert shown
    assert shown.id == review.dossier
    sheet = page(bench.first, "sheet", review.pk)
    assert sheet.count("data-leaf") == len(shown.contents)
    assert f'src="{reverse("supervision:dossier_page", args=[review.pk, 1])}"' in sheet
    answer = as_(bench.first).get(reverse("supervision:review_dossier", args=[review.pk]))
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.getvalue().startswith(b"%PDF")


def test_the_dossier_is_turned_page_by_page_as_pictures(bench: Bench) -> None:
    while render_waiting(at=moment(0)):
        pass
    review = opened(bench)
    shown = bound_of(review)
    assert shown
    last = max(int(line["last"]) for line in shown.contents)
    reader = as_(bench.first)

    def turned(number: int) -> Any:
        return reader.get(reverse("supervision:dossier_page", args=[review.pk, number]))

    first, end = turned(1).content.decode(), turned(last).content.decode()
    assert f'value="1"> / {last} 页' in first
    assert ('rel="prev"' in first, 'rel="next"' in first) == (False, True)
    assert ('rel="prev"' in end, 'rel="next"' in end) == (True, False)
    assert [turned(number).status_code for number in (0, last + 1)] == [404, 404]
    for asked, there in (("2", 2), ("99999", last), ("1", 0), ("0", 0), ("x", 0), ("-1", 0)):
        answer = reader.get(reverse("supervision:dossier_page", args=[review.pk, 1]), {"to": asked})
        assert (answer.status_code, answer.headers.get("Location")) == (
            (302, reverse("supervision:dossier_page", args=[review.pk, there])) if there else (200, None)
        )
    seen = set()
    for number in (1, last):
        drawn = reader.get(reverse("supervision:dossier_picture", args=[review.pk, number]))
        with Image.open(BytesIO(drawn.content)) as image:
            assert (image.format, image.width) == ("JPEG", WIDTH)
            assert image.height > image.width
        seen.add(drawn.content)
    assert len(seen) == 2
    assert reader.get(reverse("supervision:dossier_picture", args=[review.pk, last + 1])).status_code == 404
    assert as_(bench.cast.other_leader).get(reverse("supervision:dossier_picture", args=[review.pk, 1])).status_code == 404
