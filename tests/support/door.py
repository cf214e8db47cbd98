"""Coming in as a person does: by the form, with a password."""

from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from . import factories as f

PASSWORD = "copper lantern orbit meadow"  # noqa: S105  of nobody but tests


def person(*groups, **values):
    """A member of the groups with a password of their own."""
    user = f.user(*groups, **values)
    user.is_staff = values.get("is_staff", False)
    user.set_password(PASSWORD)
    user.save()
    return user


def signed_in(user, password=PASSWORD) -> Client:
    """A client that signed in by the form."""
    client = Client()
    response = sign_in(client, user.username, password)
    assert response.status_code == 302, response.content
    return client


def sign_in(client, name: str, password: str, **more):
    return client.post(reverse("account_login"), {"login": name, "password": password}, **more)


def forget_tries() -> None:
    """Empty the counts of tries, which outlive a test."""
    cache.clear()
