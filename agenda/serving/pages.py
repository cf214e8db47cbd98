"""Whole public answers kept by address and version of the record: docs/decisions/0033-pages-are-kept-by-version.md.

Every process keeps its own and asks the database for the version before each answer, so that what one process publishes is in
the next answer of every other. People with an account neither get nor fill them.
"""

import hashlib
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date

from agenda.models.version import Version, current_version

from .readers import is_of_a_reader
from .store import Answer, Store

store = Store(settings.PAGE_CACHE_BYTES)
MARKS = ("_csp_", "xframe_options_exempt")
"""What the attributes of a response begin with that outer middleware reads."""


@cache
def build() -> str:
    """A digest of the program, its templates and settings: another build of the site answers otherwise."""
    digest = hashlib.sha256()
    root = Path(settings.BASE_DIR)
    for path in sorted(
        [*root.glob("agenda/**/*.py"), *root.glob("templates/**/*"), *root.glob("locale/**/*.mo")]
    ):
        if path.is_file():
            digest.update(path.read_bytes())
    for name in ("ABOUT_TEXT", "CONTACT", "CORRECTIONS", "OPERATOR", "PUBLIC_ADDRESS"):
        digest.update(repr(getattr(settings, name, None)).encode())
    return digest.hexdigest()[:8]


def kept(get_response):
    """Middleware: answers with what is kept, with 304 to whoever has it already, else keeps what the view answers."""

    def middleware(request):
        key = _key(request) if store.room else None
        if not key:
            return get_response(request)
        version = request.record_version = _version()
        if version is None:
            return get_response(request)
        state = _state(version)
        if answer := store.get(state, key):
            request.resolver_match = answer.match
            again = HttpResponse(answer.content, headers=dict(answer.headers))
            vars(again).update(answer.marks)
            return _conditional(request, again, version)
        response = get_response(request)
        if not _may_be_kept(response):
            return response
        if not response.has_header("ETag"):
            response["ETag"] = f'W/"{"-".join(map(str, state))}"'
            response["Last-Modified"] = http_date(_since(version).timestamp())
        patch_vary_headers(response, ["Cookie"])
        if _version() == version:  # else some of it may be older than the rest
            answer = Answer(
                response.content, tuple(response.items()), request.resolver_match, _marks(response)
            )
            store.put(state, key, answer)
        return _conditional(request, response, version)

    return middleware


def is_kept(request: HttpRequest) -> bool:
    """Whether `kept` has the answer as the record stands, so that nothing need be made."""
    key = _key(request) if store.room else None
    version = _version() if key else None
    return version is not None and store.get(_state(version), key) is not None


def _state(version: Version) -> tuple:
    """What all answers that are kept have in common: the record, the program and the day."""
    return (str(version), build(), timezone.now().date())


def _key(request: HttpRequest) -> tuple[str, ...] | None:
    """What tells answers apart; None for requests that are never answered from what is kept."""
    if not is_of_a_reader(request) or "Range" in request.headers:
        return None
    try:
        host = request.get_host()
    except DisallowedHost:
        return None
    return (request.scheme or "", host, request.path_info, request.META.get("QUERY_STRING", ""))


def _version() -> Version | None:
    try:
        return current_version()
    except Error:
        return None


def _may_be_kept(response: HttpResponseBase) -> bool:
    """Whole, found, and the same for everybody: without cookies of its own, and not said to be anybody's alone."""
    if not isinstance(response, HttpResponse) or response.status_code != 200 or response.cookies:
        return False
    said = response.get("Cache-Control", "")
    return "private" not in said and "no-store" not in said


def _marks(response: HttpResponse) -> tuple[tuple[str, Any], ...]:
    """What the view said to django-csp and to Django of the answer's frame, for example that an embed has any."""
    said = vars(response).items()
    return tuple((name, value) for name, value in said if name.startswith(MARKS))


def _since(version: Version) -> datetime:
    """From when on the answer has been so: days are counted anew each midnight."""
    midnight = timezone.now().astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return max(version.changed_at, midnight)


def _conditional(request: HttpRequest, response: HttpResponse, version: Version) -> HttpResponseBase:
    """304 where the reader has this answer already."""
    changed = int(_since(version).timestamp()) if response.has_header("Last-Modified") else None
    made = get_conditional_response(request, etag=response["ETag"], last_modified=changed, response=response)
    return response if made is None else made
