"""What a person is told when the request itself came to grief."""

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory

from mingheng.desk.views import errors


def answer_after(session: SessionStore) -> HttpResponse:
    """The page of a request whose session could not be saved, wrapped as Django's middleware does it."""
    session["said"] = "已登记"
    try:
        try:
            session.save()
        except UpdateError:
            raise SessionInterrupted("The request's session was deleted before the request completed.")  # noqa: B904  # as Django's middleware raises it
    except SessionInterrupted as interrupted:
        return errors.bad_request(RequestFactory().get("/"), interrupted)
    raise AssertionError("the session was saved")


def kept_session() -> SessionStore:
    session = SessionStore()
    session.create()
    return session


@pytest.mark.django_db
def test_who_signed_out_elsewhere_is_asked_to_sign_in_again() -> None:
    session = kept_session()
    SessionStore.get_model_class().objects.all().delete()
    answer = answer_after(session)
    assert answer.status_code == 403
    assert "重新登录" in answer.content.decode()


def test_who_meets_a_database_that_went_away_is_told_to_look_before_doing_it_again(committed_db: str) -> None:
    session = kept_session()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    other = connection.copy("default")
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [pid])
    other.close()
    answer = answer_after(session)
    connection.close()
    assert answer.status_code == 503
    assert "看一眼再决定是否重做" in answer.content.decode()


@pytest.mark.django_db
def test_too_much_text_in_a_field_is_told_of_as_text(client: Client) -> None:
    answer = client.post("/sign-in/", f"username={'长' * (2 << 20)}", content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 413
    page = answer.content.decode()
    assert "填的文字太长的，删短" in page
    assert "其中填写的文字最多 5 MB" in page
    assert "文件太大的" in page
