"""A form that was sent before with other content is shown again, with what was typed and a token of its own."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest

from mingheng.cases.views.sent import hidden
from mingheng.supervision.actions.sent_before import SentOtherwise

CODE = "sent-otherwise"


def tell_otherwise(form: forms.BaseForm, refusal: SentOtherwise) -> None:
    """Say in the form that it was taken before with other content."""
    form.add_error(None, ValidationError(str(refusal), code=CODE))


def hidden_of(request: HttpRequest, seen: int, form: forms.BaseForm | None) -> tuple[tuple[str, str], ...]:
    """What the form carries besides what is typed (cases.views.sent.hidden): a new token if the one it came with was taken for something else."""
    return hidden(request, seen, anew=form is not None and form.has_error(NON_FIELD_ERRORS, CODE))
