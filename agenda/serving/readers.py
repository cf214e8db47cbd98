"""Which requests are a reader's: for what is public and the same for everybody."""

from django.conf import settings
from django.http import HttpRequest

from agenda.languages import bare_path

NEVER = (
    "/account/",
    "/admin/",
    "/desk/",
    "/static/",
    "/downloads/",
    "/corrections/",
    "/styleguide/",
    "/healthz",
    "/readyz",
)
"""Addresses of work, of files, and of what depends on more than the record."""
PERSONAL = (settings.SESSION_COOKIE_NAME, "messages")
"""Cookies of people who have an account, or who are being told something."""


def is_of_a_reader(request: HttpRequest) -> bool:
    """Does it only read what is public, without an account?"""
    if request.method not in ("GET", "HEAD") or bare_path(request.path_info).startswith(NEVER):
        return False
    return "Authorization" not in request.headers and not any(name in request.COOKIES for name in PERSONAL)
