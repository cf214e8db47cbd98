"""The language of an answer is the one that its address names: no cookie, no session and no wish of the browser changes it."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils import translation
from django.utils.encoding import escape_uri_path

from agenda.languages import language_of_path, path_in

DATA = (".csv", ".xlsx", ".json")
"""Files of data say the same in every language and have one address: decision 24."""


def by_address(get_response):
    """Middleware, outside of all that writes sentences: makes the answer in the language of its address."""

    def middleware(request):
        tag = language_of_path(request.path_info)
        request.LANGUAGE_CODE = tag
        with translation.override(tag):
            response = get_response(request)
        if response.status_code == 404 and tag != settings.LANGUAGE_CODE and request.path_info.endswith(DATA):
            return HttpResponsePermanentRedirect(address_in(request, settings.LANGUAGE_CODE))
        response.headers.setdefault("Content-Language", tag)
        if is_public_file(request, response):
            response.headers.setdefault("Link", ", ".join(links(request)))
        return response

    return middleware


def is_public_file(request: HttpRequest, response: HttpResponse) -> bool:
    """Is it a feed, calendar, picture or brief, which exists in each language and has no head to say so in?"""
    match = request.resolver_match
    kind = response.get("Content-Type", "text/html")
    return bool(match and response.status_code == 200 and match.url_name in FILES and "html" not in kind)


FILES = (
    "feed",
    "cell-feed",
    "dialogue-feed",
    "topic-feed",
    "calendar",
    "dialogue-calendar",
    "picture",
    "card",
    "brief-file",
)


def links(request: HttpRequest) -> list[str]:
    """The alternates of a file as values of the header Link."""
    return [f'<{address}>; rel="alternate"; hreflang="{tag}"' for tag, address in alternates(request)]


@dataclass(frozen=True)
class PageIn:
    """The page that was asked for in one language."""

    tag: str
    name: str
    address: str
    is_shown: bool


def languages_of(request: HttpRequest) -> list[PageIn]:
    """The page in each language, for the switch in its head; [] where there is only one."""
    if len(settings.LANGUAGES) < 2:
        return []
    shown = language_of_path(request.path_info)
    return [PageIn(tag, name, address_in(request, tag), tag == shown) for tag, name in settings.LANGUAGES]


def alternates(request: HttpRequest) -> list[tuple[str, str]]:
    """(tag, absolute address) of the page in each language, filters kept, and of "x-default"; [] where there is only one."""
    if len(settings.LANGUAGES) < 2:
        return []
    found = [(tag, request.build_absolute_uri(address_in(request, tag))) for tag, _name in settings.LANGUAGES]
    return [*found, ("x-default", found[0][1])]


def address_in(request: HttpRequest, tag: str) -> str:
    """The address of what was asked for in another language, its query included."""
    script = request.path[: len(request.path) - len(request.path_info)]
    query = request.META.get("QUERY_STRING", "")
    path = escape_uri_path(
        f"{script}{path_in(tag, request.path_info)}"
    )  # a path is kept as it reads, NUL and "?" too
    return f"{path}?{query}" if query else path
