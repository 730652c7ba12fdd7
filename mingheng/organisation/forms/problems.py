"""Putting the reasons of a refusal beside the fields they concern."""

from collections.abc import Iterable

from django import forms

from mingheng.organisation.rules import Problem


def add_problems(form: forms.Form, problems: Iterable[Problem]) -> None:
    """Each problem at its field, or at the top when the form has no such field."""
    for problem in problems:
        form.add_error(problem.field if problem.field in form.fields else None, str(problem))
