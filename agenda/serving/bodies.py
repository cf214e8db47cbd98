"""What is too large to be read at all is refused by its stated length, before a byte of it is taken in."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from agenda.languages import bare_path

FROM_ANYBODY = 200_000
"""Bytes of a form that somebody may send who is not signed in: signing in and reporting an error need less."""
OF_ITS_OWN = "/corrections/"
"""The reader's form looks at its size itself, with a page that keeps them company."""


def limited(get_response):
    """Middleware, after the one that knows the user: 413 for a body beyond what its sender may need.

    A body without a stated length is not read by Django, so there is nothing to refuse.
    """

    def middleware(request):
        length = request.META.get("CONTENT_LENGTH") or "0"
        size = int(length) if length.isascii() and length.isdigit() and len(length) < 19 else 0
        if size > FROM_ANYBODY and not bare_path(request.path_info).startswith(OF_ITS_OWN):
            most = settings.LARGEST_UPLOAD if request.user.is_authenticated else FROM_ANYBODY
            if size > most:
                return too_large(request, size, most)
        return get_response(request)

    return middleware


def too_large(request: HttpRequest, size: int, most: int) -> HttpResponse:
    """The page that says how large it was and what is taken."""
    context = {"size": f"{size / 1_000_000:.1f}", "most": f"{most / 1_000_000:.1f}"}
    return render(request, "413.html", context, status=413)
