"""Addresses that rows gave up, by a merge or a new name, lead for good to the rows that stand for them.

In paths they are looked up once a page was not found; in parameters once a filter does not know a value.
"""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponsePermanentRedirect, QueryDict
from django.urls import reverse

from agenda.filters.given_up import GivenUp
from agenda.models.given_up import ADDRESSED, public_key_now

Parts = tuple[tuple[str, tuple[str, ...]], ...]
"""Parts of an address, each with the nouns whose rows it may name."""
DIALOGUE: Parts = (("slug", ("dialogue",)),)
MEETING: Parts = (("slug", ("meeting",)),)
TOPIC: Parts = (("code", ("topic",)),)
CELL: Parts = (("meeting", ("meeting",)), ("topic", ("topic",)))
RULED: Parts = (("slug", ("meeting",)), ("code", ("topic",)))
PLACES: dict[str, Parts] = {
    "actor": (("slug", ("actor",)),),
    "adjudication": MEETING,
    "brief": DIALOGUE,
    "brief-file": DIALOGUE,
    "bring-in": (("slug", ("document",)),),
    "changes": DIALOGUE,
    "dialogue": DIALOGUE,
    "dialogue-calendar": DIALOGUE,
    "dialogue-feed": DIALOGUE,
    "document": (("slug", ("document",)),),
    "finding": CELL,
    "finding-detail": CELL,
    "finding-version": CELL,
    "meeting": MEETING,
    "recommendation": (("code", ("recommendation",)),),
    "sheet": MEETING,
    "together": MEETING,
    "topic": TOPIC,
    "topic-feed": TOPIC,
    "wording": (("slug", ("dialogue",)), ("code", ("topic",))),
}
"""Pages, and what the parts of their addresses name."""
PICTURED = {
    "matrix": ("dialogue",),
    "rates": ("dialogue", "topic"),
    "strip": ("topic",),
    "timeline": ("dialogue",),
    "waiting": ("dialogue",),
}
"""Kinds of pictures, and whose they are."""


def _parts(match: Any) -> Parts:
    """What the parts of a page's address may name; () of a page that names no row."""
    kind = str(match.kwargs.get("kind", ""))
    if match.url_name == "detail":
        return (("key", (str(match.kwargs["name"]).removesuffix("s"),)),)
    if match.url_name == "card":
        return (("slug", (kind.removesuffix("s"),)),)
    if match.url_name in ("picture", "embed"):
        return (("slug", PICTURED.get(kind, ())),)
    return PLACES.get(match.url_name, ())


def moved_address(request: HttpRequest) -> str:
    """Where the page that is not there stands now; "" when nothing that readers knew stood there."""
    if (match := request.resolver_match) is None:
        return ""
    now: dict[str, str] = {}
    for part, nouns in _parts(match):
        key = str(match.kwargs.get(part) or "")
        found = (public_key_now(noun, key) for noun in nouns if noun in ADDRESSED)
        if key_now := next(filter(None, found), ""):
            now[part] = key_now
    if now and match.url_name == "card":  # its pattern has two shapes, which `reverse` does not take apart
        return request.path.replace(f"/{match.kwargs['slug']}.png", f"/{now['slug']}.png")
    return reverse(match.url_name, kwargs=match.kwargs | now) if now else ""


def _asked_anew(request: HttpRequest, given_up: GivenUp) -> str:
    """The same address with the values that stand for those that were given up."""
    asked: QueryDict = request.GET.copy()
    pairs = [
        (name, given_up.moved.get((name, value), value)) for name, values in asked.lists() for value in values
    ]
    return f"{request.path}?{urlencode(list(dict.fromkeys(pairs)))}"


class LedOn:
    """Middleware: what is not found under an address that was given up is looked for where its row went."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        if not (address := moved_address(request)):
            return response
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)

    def process_exception(self, request, exception):
        if isinstance(exception, GivenUp) and request.method in ("GET", "HEAD"):
            return HttpResponsePermanentRedirect(_asked_anew(request, exception))
        return None
