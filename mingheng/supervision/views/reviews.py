"""The list of reviews, a review, and what is done in it besides scoring."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mingheng.cases.views.sent import hidden, typed_before
from mingheng.kit import clock
from mingheng.kit.forms import KitForm
from mingheng.kit.sent import page_wanted
from mingheng.law import queries as law
from mingheng.organisation.access import authority_of, needs, officer_of
from mingheng.supervision import actions
from mingheng.supervision.access.matters import matters_for
from mingheng.supervision.access.reviews import review_for, reviews_for
from mingheng.supervision.actions.sent_before import SentOtherwise
from mingheng.supervision.forms.reviewing import (
    AnswerReviewForm,
    AssignForm,
    DealForm,
    DecideForm,
    ExampleForm,
    OpenForm,
    WithdrawForm,
)
from mingheng.supervision.models import Review, ReviewExample
from mingheng.supervision.queries.matters.from_reviews import matters_from_review, review_issue_href
from mingheng.supervision.queries.reviewing.bench import bench
from mingheng.supervision.queries.reviewing.list_page import WantedReviews, review_list
from mingheng.supervision.queries.reviewing.review_page import review_page
from mingheng.supervision.queries.reviewing.standing import Standing, told
from mingheng.supervision.rules.reviewing.words import ANSWERING, DECIDING, LOOKING, OPENING
from mingheng.supervision.views.sent_before import tell_otherwise

LONGEST_WORD = 80
MOST_EXAMPLES = 200
OWN = {"answering": "text", "deciding": "word", "withdrawing": "sheet", "sharing": "title"}
"""The forms of a review's page, each by a field that no other has."""
PDF = "application/pdf"


@needs(*LOOKING)
@require_safe
def reviews(request: HttpRequest) -> HttpResponse:
    """What is mine to review, and all that the reader may see."""
    given = {name: str(value).replace("\x00", "")[:LONGEST_WORD] for name, value in request.GET.items()}
    wanted = WantedReviews(given.get("tab", ""), given.get("standard", ""), given.get("q", "").strip(), page_wanted(request))
    held = authority_of(request)
    return render(request, "supervision/reviews.html", {"page": review_list(reviews_for(held), held, wanted, clock.today())})


@needs(*OPENING)
@require_http_methods(["GET", "HEAD", "POST"])
def review_new(request: HttpRequest) -> HttpResponse:
    """Have cases reviewed: those named, dealt among those who may."""
    book, day = law.lawbook(), clock.today()
    form = OpenForm(book.standards, bench(book, day), request.POST or None, day=day)
    if (
        request.method == "POST"
        and form.is_valid()
        and _done(request, form, lambda: form.open_by(officer_of(request), clock.now()), "已分配评查")
    ):
        return redirect("supervision:reviews")
    form.begin_with(typed_before(request, None))
    return render(
        request, "supervision/review_new.html", {"form": form, "hidden": hidden(request, 0)}, status=422 if form.errors else 200
    )


@needs(*LOOKING)
@require_safe
def review(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A review, as far as its reader may see it."""
    return _shown(request, pk)


@needs(*OPENING)
@require_POST
def review_assign(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give out a sheet that is wanting: to whom is chosen, or in a review from a draw to whoever has the least in hand."""
    found = review_for(authority_of(request), pk)
    if found.draw is not None:
        return _dealt(request, found)
    form = AssignForm(bench(law.lawbook(), clock.today()), request.POST)
    done = form.is_valid() and _done(
        request, form,
        lambda: actions.assign_reviewer(review_id=found.pk, reviewer=form.officer, by=officer_of(request), at=clock.now()), "已指定评查人",
    )  # fmt: skip
    return redirect("supervision:review", pk) if done else _shown(request, pk, assigning=form)


@needs(*OPENING)
@require_POST
def review_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take back a sheet that was not handed in."""
    found = review_for(authority_of(request), pk)
    form = WithdrawForm(found, request.POST, least=law.least_letters(clock.today()))
    done = form.is_valid() and _done(
        request, form,
        lambda: actions.withdraw_sheet(
            sheet_id=form.cleaned_data["sheet"].pk, reason=form.cleaned_data["reason"], by=officer_of(request), at=clock.now()
        ), "已收回，请按在手数指派另一名评查人" if found.draw else "已收回，请指定另一名评查人",
    )  # fmt: skip
    return redirect("supervision:review", pk) if done else _shown(request, pk, withdrawing=form)


@needs(*ANSWERING)
@require_POST
def review_answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The unit replies, or appeals."""
    found = review_for(authority_of(request), pk)
    form = AnswerReviewForm(request.POST, least=law.least_letters(clock.today()))
    act = actions.appeal_review if request.POST.get("kind") == "appeal" else actions.reply_to_review
    done = form.is_valid() and _done(
        request, form,
        lambda: act(
            review_id=found.pk, text=form.cleaned_data["text"], token=form.cleaned_data["token"], by=officer_of(request), at=clock.now()
        ), "已提交，记入存证",
    )  # fmt: skip
    return redirect("supervision:review", pk) if done else _shown(request, pk, answering=form)


@needs(*DECIDING)
@require_POST
def review_decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """An appeal is decided."""
    found = review_for(authority_of(request), pk)
    form = DecideForm(request.POST, least=law.least_letters(clock.today()))
    done = form.is_valid() and _done(
        request, form,
        lambda: actions.decide_appeal(review_id=found.pk, by=officer_of(request), at=clock.now(), **form.cleaned_data), "申诉已处理",
    )  # fmt: skip
    return redirect("supervision:review", pk) if done else _shown(request, pk, deciding=form)


@needs(*OPENING)
@require_POST
def review_example(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A reviewed case is picked as an example."""
    found = review_for(authority_of(request), pk)
    form = ExampleForm(request.POST, least=law.least_letters(clock.today()))
    done = form.is_valid() and _done(
        request, form,
        lambda: actions.pick_example(review_id=found.pk, by=officer_of(request), at=clock.now(), **form.cleaned_data), "已选为案例",
    )  # fmt: skip
    return redirect("supervision:review_examples") if done else _shown(request, pk, sharing=form)


@needs(*LOOKING)
@require_safe
def review_examples(request: HttpRequest) -> HttpResponse:
    """The cases picked as excellent or typical, without names."""
    return render(request, "supervision/review_examples.html", {"rows": ReviewExample.objects.order_by("-at")[:MOST_EXAMPLES]})


def _dealt(request: HttpRequest, found: Review) -> HttpResponse:
    form, by, at = DealForm(request.POST), officer_of(request), clock.now()
    done = form.is_valid() and _done(
        request, form, lambda: actions.deal_reviewer(review_id=found.pk, by=by, at=at), "已按在手数指派评查人"
    )
    return redirect("supervision:review", found.pk) if done else _shown(request, found.pk, dealing=form)


def standing(pk: UUID) -> Standing:
    """The review with everything of it, as of today. Raises Review.DoesNotExist."""
    return Standing(told(Review.objects.all()).get(pk=pk), law.lawbook(), clock.today())


def _shown(request: HttpRequest, pk: UUID, **given: object) -> HttpResponse:
    """The page with its forms; a form that was sent keeps what was typed in it."""
    held = authority_of(request)
    found = review_for(held, pk)
    now = standing(pk)
    page = review_page(now, held)
    least = law.least_letters(clock.today())
    context: dict[str, Any] = {
        "page": page,
        "who": held.officer_id,
        "matters": matters_from_review(matters_for(held), now),
        "issue_href": review_issue_href(held, now),
        "assigning": AssignForm(bench(law.lawbook(), clock.today()), fit=page.bench) if page.may_assign else None,
        "dealing": DealForm() if page.may_deal else None,
        "withdrawing": WithdrawForm(found, least=least),
        "answering": AnswerReviewForm(least=least),
        "deciding": DecideForm(least=least),
        "sharing": ExampleForm(least=least),
    }
    typed = typed_before(request, None)
    for form, own in OWN.items():
        if typed is not None and own in typed:
            context[form].begin_with(typed)
    return render(request, "supervision/review.html", context | given, status=422 if given else 200)


def _done(
    request: HttpRequest,
    form: KitForm,
    act: Callable[[], object],
    said: str,
) -> bool:
    """Whether the act was done; what stands against it is said in the form."""
    try:
        act()
    except actions.NotYours as refusal:
        raise Http404 from refusal
    except actions.ReviewRefused as refusal:
        form.add_error(refusal.field or None, str(refusal))
        return False
    except SentOtherwise as refusal:
        tell_otherwise(form, refusal)
        return False
    messages.success(request, said)
    return True
