"""Addresses that rows gave up when they were merged lead for good to the rows that stand for them."""

from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.urls import reverse

from agenda.models import Merger

PLACES = {
    "actor": ("slug", "actor"),
    "document": ("slug", "document"),
    "topic": ("code", "topic"),
    "topic-feed": ("code", "topic"),
    "wording": ("code", "topic"),
    "finding": ("topic", "topic"),
    "finding-detail": ("topic", "topic"),
}
"""Page → the part of its address that names a row that may have been merged, and that row's noun."""
KINDS = {"detail": "name", "card": "kind"}
"""Pages of several nouns, and the part that says which."""


def moved_address(request: HttpRequest) -> str:
    """Where the page that is not there stands now; "" when nothing that readers knew was merged. One query at most."""
    if (match := request.resolver_match) is None:
        return ""
    name = match.url_name
    if name in KINDS:
        noun = str(match.kwargs.get(KINDS[name])).removesuffix("s")
        part = "key" if name == "detail" else "slug"
    elif name in PLACES:
        part, noun = PLACES[name]
    else:
        return ""
    key = str(match.kwargs.get(part) or "")
    if noun not in Merger.Noun.values or not key or "\x00" in key:
        return ""
    if not (now := Merger.objects.public_key(noun, key)):
        return ""
    return reverse(name, kwargs=match.kwargs | {part: now})


def led_on(get_response):
    """Middleware: what is not found under an address that was given up is looked for where its row went."""

    def middleware(request):
        response = get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        if not (address := moved_address(request)):
            return response
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)

    return middleware
