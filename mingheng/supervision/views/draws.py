"""The list of draws, one draw with what can be done to it, and its file."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from mingheng.cases.views.sent import typed_before
from mingheng.draws.actions import DrawRefused, draw_lots, let_lapse, reveal_secret, take_public_value
from mingheng.draws.queries import State, end_of, file_of, has_file, is_whole, may_lapse, silent_parties, state_of
from mingheng.draws.rules.plan import Plan
from mingheng.kit import clock
from mingheng.kit.dates import day_of
from mingheng.kit.forms import KitForm
from mingheng.law import queries as law
from mingheng.organisation.access import WHO, authority_of, needs, officer_of
from mingheng.supervision.access.draws import draw_for, draws_for, sees_reviewers
from mingheng.supervision.access.reviews import reviews_for
from mingheng.supervision.actions import NotYours
from mingheng.supervision.actions.reviewing.of_draw import open_reviews_of_draw
from mingheng.supervision.forms.draws import LapseForm, PublicValueForm, RevealForm
from mingheng.supervision.queries.draws import draw_page, listed
from mingheng.supervision.queries.reviewing.drawn import reviews_of_draw, to_review
from mingheng.supervision.rules.drawing import ACTING, BEFOREHAND, READERS
from mingheng.supervision.rules.handing import HANDING_OVER

if TYPE_CHECKING:
    from mingheng.draws.models import Draw
    from mingheng.organisation.rules import Authority

REVIEW = "review"
MOST_TOLD = 10  # of what was left out, told one by one


@dataclass
class Forms:
    """What the reader can do to the draw now."""

    reveal: KitForm | None = None
    public: KitForm | None = None
    lapse: KitForm | None = None
    draw: bool = False
    waiting: bool = False  # for the public value, which is not there yet

    def named(self, act: str) -> KitForm | None:
        """The form of an act."""
        return {
            "reveal": self.reveal,
            "public": self.public,
            "lapse": self.lapse,
            "draw": KitForm({}) if self.draw else None,
        }.get(act)


@needs(*READERS)
@require_safe
def draws(request: HttpRequest) -> HttpResponse:
    """Every draw the reader may see, the newest first."""
    held = authority_of(request)
    context = {"rows": listed(draws_for(held)), "beforehand": held.holds(*BEFOREHAND)}
    return render(request, "supervision/draws.html", context)


@needs(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def draw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One draw; POST reveals a secret, takes the public value, draws or lets it lapse."""
    held = authority_of(request)
    found, may = draw_for(held, pk), held.holds(*ACTING)
    act = request.POST.get("act", "")
    forms = _forms(found, request, act) if may else Forms()
    refused = None
    if request.method == "POST":
        if not may:
            raise Http404
        if act == REVIEW and state_of(found) is State.DRAWN:
            return _reviewed(request, pk)
        if end_of(found) is not None:
            return redirect("supervision:draw", pk)
        refused = forms.named(act) or _unoffered(found, request, act)
        if refused.is_valid() and _done(request, pk, act, refused):
            return redirect("supervision:draw", pk)
    typed = typed_before(request, None) if may else None
    for form in (forms.public, forms.lapse):
        if form is not None:
            form.begin_with(typed)
    waiting = len(to_review(pk)) if may and state_of(found) is State.DRAWN else 0
    reviews = reviews_of_draw(reviews_for(held), pk, clock.today())
    context = {
        "page": draw_page(held, found, day_of(found.at), reviews, whole=sees_reviewers(held, found)),
        "forms": forms,
        "refused": refused,
        "waiting": waiting,
        "who": (WHO, str(officer_of(request).pk)),
        "may_hand": held.holds(*HANDING_OVER),
    }
    return render(request, "supervision/draw.html", context, status=422 if refused is not None else 200)


@needs(*READERS)
@require_safe
def draw_file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The published file of a draw that was drawn, as far as the reader may know it."""
    held = authority_of(request)
    return file_response(held, draw_for(held, pk))


def file_response(held: "Authority", found: "Draw") -> HttpResponse:
    """The file of a draw, to be saved: who reviews stands in it once the reader may know. Raises Http404 where there is none for him."""
    whole = sees_reviewers(held, found)
    if not has_file(found, whole=whole):
        raise Http404
    answer = HttpResponse(file_of(found, whole=whole), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="draw-{found.period}-{found.n}.json"'
    return answer


def _forms(found: "Draw", request: HttpRequest, act: str) -> Forms:
    """The forms that fit how far the draw is, the one of `act` filled in."""
    if end_of(found) is not None:
        return Forms()
    plan, now = Plan.read(found.plan), clock.now()
    if is_whole(found, plan):
        return Forms(draw=True)
    given = {name: request.POST if act == name else None for name in ("reveal", "public", "lapse")}
    return Forms(
        reveal=RevealForm(silent_parties(found, plan), given["reveal"], prefix="reveal") if now <= found.deadline else None,
        waiting=found.deadline < now < found.fallback_at and not may_lapse(found),
        public=PublicValueForm(plan.terms.fallback, given["public"], prefix="public")
        if now >= found.fallback_at and not may_lapse(found)
        else None,
        lapse=LapseForm(given["lapse"], prefix="lapse", least=law.least_letters(clock.today())) if may_lapse(found) else None,
    )


def _reviewed(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open the reviews of what was drawn; what was left out is said with its reason."""
    try:
        done = open_reviews_of_draw(draw_id=pk, by=officer_of(request), at=clock.now())
    except NotYours as refusal:
        raise Http404 from refusal
    if done.opened or not done.left:
        said = f"已分派 {len(done.opened)} 份评查，每份两人，互不可见" if done.opened else "抽中的都已经在评查"
        messages.success(request, said)
    if done.left:
        more = f"；还有 {len(done.left) - MOST_TOLD} 件" if len(done.left) > MOST_TOLD else ""
        messages.warning(request, f"{len(done.left)} 件没有分派：{'；'.join(done.left[:MOST_TOLD])}{more}")
    return redirect("supervision:draw", pk)


def _unoffered(found: "Draw", request: HttpRequest, act: str) -> KitForm:
    """The form of an act that the page does not offer now: taking it tells why not."""
    plan, given = Plan.read(found.plan), request.POST
    makers: dict[str, Callable[[], KitForm]] = {
        "reveal": lambda: RevealForm([party.name for party in plan.terms.parties], given, prefix="reveal"),
        "public": lambda: PublicValueForm(plan.terms.fallback, given, prefix="public"),
        "lapse": lambda: LapseForm(given, prefix="lapse", least=law.least_letters(clock.today())),
        "draw": lambda: KitForm({}),
    }
    if act in makers and (form := makers[act]()).is_valid():
        return form
    empty = KitForm({})
    empty.add_error(None, "这一步现在不能办。请看本页现在能办什么")
    return empty


def _done(request: HttpRequest, pk: UUID, act: str, form: KitForm) -> bool:
    """Whether the act was taken; what stands against it is said in the form."""
    given, by, at = form.cleaned_data, officer_of(request), clock.now()
    acts: dict[str, tuple[Callable[[], object], str]] = {
        "reveal": (lambda: reveal_secret(draw_id=pk, **given, by=by, at=at), "随机数与承诺相符，已揭示，记入存证"),
        "public": (lambda: take_public_value(draw_id=pk, **given, by=by, at=at), "公开数已录入，记入存证。两人录入一致才作数"),
        "draw": (lambda: draw_lots(draw_id=pk, by=by, at=at), "已抽取，结果和证明都在本页，任何人可以核验"),
        "lapse": (lambda: let_lapse(draw_id=pk, **given, by=by, at=at), "已作废，记入存证"),
    }
    take, told = acts[act]
    try:
        take()
    except DrawRefused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, told)
    return True
