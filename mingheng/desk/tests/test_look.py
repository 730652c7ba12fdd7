"""The look of the screen is this browser's own and leads nowhere else."""

from django.test import Client, RequestFactory
from django.urls import reverse

from mingheng.desk.views.look import look_of
from mingheng.kit.shell import Look


def looked(**cookies: str) -> Look:
    request = RequestFactory().get("/")
    request.COOKIES.update({f"mh_{name}": value for name, value in cookies.items()})
    return look_of(request)


def test_without_cookies_the_system_decides_and_keys_work() -> None:
    assert looked() == Look("", "", single_keys=True)


def test_unknown_values_count_as_none() -> None:
    assert looked(theme='dark" onload="x', density="tiny") == Look("", "", single_keys=True)


def test_a_choice_is_kept_for_the_next_page(client: Client) -> None:
    answer = client.post(reverse("desk:preferences"), {"theme": "dark", "density": "compact", "back": "/cases/"})
    assert answer.headers["Location"] == "/cases/"
    assert {name: answer.cookies[f"mh_{name}"].value for name in ("theme", "density", "keys")} == {
        "theme": "dark",
        "density": "compact",
        "keys": "off",
    }


def test_it_never_leads_to_a_stranger(client: Client) -> None:
    answer = client.post(reverse("desk:preferences"), {"back": "https://example.org/"})
    assert answer.headers["Location"] == reverse("desk:preferences")
