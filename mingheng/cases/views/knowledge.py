"""Hot questions and typical cases: read by everybody who handles cases, written by the centre."""

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mingheng.cases import actions
from mingheng.cases.access import CASE_DUTIES
from mingheng.cases.forms.centre import ExampleForm, QuestionForm
from mingheng.cases.models import HotQuestion, TypicalCase
from mingheng.cases.queries.centre import knowledge
from mingheng.cases.views.centre import CENTRE
from mingheng.kit import clock
from mingheng.law import queries as law
from mingheng.law.rules.reading import Lawbook
from mingheng.organisation.access import authority_of, needs, officer_of


@needs(*CASE_DUTIES)
@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """All answers in force, or those about one item."""
    return _list(request, "cases/questions.html", knowledge.questions(_item(request)))


@needs(*CASE_DUTIES)
@require_safe
def examples(request: HttpRequest) -> HttpResponse:
    """All examples in force, or those about one item."""
    return _list(request, "cases/examples.html", knowledge.examples(_item(request)))


@needs(*CASE_DUTIES)
@require_safe
def question(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One answer with its sources."""
    found = knowledge.question_of(pk)
    if found is None:
        raise Http404
    book = law.lawbook()
    context = {"row": found, "items": knowledge.titles(book, found.items), "cites": knowledge.cites(book, found.sources)}
    return render(request, "cases/question.html", context | {"may_write": authority_of(request).holds(*CENTRE)})


@needs(*CASE_DUTIES)
@require_safe
def example(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One example with its wording."""
    found = knowledge.example_of(pk)
    if found is None:
        raise Http404
    book = law.lawbook()
    labels = knowledge.labels(book.procedure("ordinary"))
    wording = [(labels.get(key, key), text) for key, text in found.wording.items()]
    context = {"row": found, "items": knowledge.titles(book, found.items), "wording": wording}
    return render(request, "cases/example.html", context | {"may_write": authority_of(request).holds(*CENTRE)})


@needs(*CENTRE)
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Answer a question; with `replaces` in place of an earlier answer."""
    earlier = knowledge.questions().filter(pk=_uuid(request) or NOTHING).first()
    start: dict[str, object] = (
        {"question": earlier.question, "answer": earlier.answer, "sources": " ".join(earlier.sources)} if earlier else {}
    )
    start |= {"items": [{"item": key} for key in earlier.items]} if earlier else {}
    form = QuestionForm(_choices(law.lawbook()), request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        row = actions.answer_question(
            question=said["question"], answer=said["answer"], items=[r["item"] for r in said["items"]], sources=said["sources"],
            since=clock.today(), by=officer_of(request), at=clock.now(), replaces=earlier,
        )  # fmt: skip
        messages.success(request, "已发布答复")
        return redirect("cases:question", row.pk)
    return _form(request, form, "更新答复" if earlier else "答复热点问题", "cases:questions")


@needs(*CENTRE)
@require_http_methods(["GET", "POST"])
def offer(request: HttpRequest) -> HttpResponse:
    """Offer an example; with `replaces` in place of an earlier one."""
    book = law.lawbook()
    earlier = knowledge.examples().filter(pk=_uuid(request) or NOTHING).first()
    start: dict[str, object] = {"title": earlier.title, "summary": earlier.summary} if earlier else {}
    start |= {key.replace(".", "__"): text for key, text in earlier.wording.items()} if earlier else {}
    start |= {"items": [{"item": key} for key in earlier.items]} if earlier else {}
    form = ExampleForm(_choices(book), knowledge.labels(book.procedure("ordinary")), request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        row = actions.offer_example(
            title=said["title"], summary=said["summary"], items=[r["item"] for r in said["items"]], wording=form.wording,
            since=clock.today(), by=officer_of(request), at=clock.now(), replaces=earlier,
        )  # fmt: skip
        messages.success(request, "已发布典型案例")
        return redirect("cases:example", row.pk)
    return _form(request, form, "更新典型案例" if earlier else "整理典型案例", "cases:examples")


@needs(*CENTRE)
@require_POST
def withdraw_question(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take an answer off the list; it stays to be read where it was linked."""
    row = knowledge.questions().filter(pk=pk).first()
    if row is None:
        raise Http404
    actions.answer_question(
        question=row.question, answer=row.answer, items=row.items, sources=row.sources, since=clock.today(),
        by=officer_of(request), at=clock.now(), replaces=row, withdrawn=True,
    )  # fmt: skip
    messages.success(request, "已撤下这个答复")
    return redirect("cases:questions")


@needs(*CENTRE)
@require_POST
def withdraw_example(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take an example off the list and out of the forms; it stays to be read where it was linked."""
    row = knowledge.examples().filter(pk=pk).first()
    if row is None:
        raise Http404
    actions.offer_example(
        title=row.title, summary=row.summary, items=row.items, wording=row.wording, since=clock.today(),
        by=officer_of(request), at=clock.now(), replaces=row, withdrawn=True,
    )  # fmt: skip
    messages.success(request, "已撤下这个案例")
    return redirect("cases:examples")


def _list(request: HttpRequest, template: str, rows: QuerySet[HotQuestion] | QuerySet[TypicalCase]) -> HttpResponse:
    book, item = law.lawbook(), _item(request)
    title = book.items[item].title if item in book.items else ""
    listed = [(row, knowledge.titles(book, row.items)) for row in rows[: knowledge.MOST]]
    context = {"rows": listed, "item": title, "may_write": authority_of(request).holds(*CENTRE)}
    return render(request, template, context)


def _form(request: HttpRequest, form: QuestionForm | ExampleForm, title: str, back: str) -> HttpResponse:
    context = {"form": form, "title": title, "back": back}
    return render(request, "cases/knowledge_form.html", context, status=422 if form.errors else 200)


def _choices(book: Lawbook) -> list[tuple[str, str]]:
    found = sorted(book.items.values(), key=lambda i: (i.field, i.number))
    return [(item.key, f"{item.field}　{item.title}") for item in found]


def _item(request: HttpRequest) -> str:
    return request.GET.get("item", "").replace("\x00", "")[:80]


NOTHING = UUID(int=0)


def _uuid(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.GET.get("replaces", ""))
    except ValueError:
        return None
