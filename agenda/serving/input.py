"""Signs that no database keeps: what is done about them before a view reads them, and when one got through."""

from django.db import DataError
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase

NUL = "\x00"
SHOWN = "\ufffd"
"""What stands for a NUL where what was asked is repeated."""


def without_nul(get_response):
    """Middleware that shows NULs of an address's query as “�”; an address that has one in its path leads nowhere.

    Forms keep theirs: each says at its field that it takes none. No page repeats one.
    """

    def middleware(request):
        if NUL in request.path_info:
            raise Http404("No address has a NUL.")
        if "%00" in request.META.get("QUERY_STRING", ""):
            query = request.GET.copy()
            for name in list(query):
                values = [value.replace(NUL, SHOWN) for value in query.pop(name)]
                query.setlist(name.replace(NUL, SHOWN), values)
            query._mutable = False
            request.GET = query
        return _shown(get_response(request))

    return middleware


def _shown(response: HttpResponseBase) -> HttpResponseBase:
    """The answer; in a page “�” stands for every NUL."""
    if not isinstance(response, HttpResponse) or "html" not in response.get("Content-Type", ""):
        return response
    if NUL.encode() in response.content:
        response.content = response.content.replace(NUL.encode(), SHOWN.encode())
        if "Content-Length" in response:
            response["Content-Length"] = str(len(response.content))
    return response


def is_unstorable(error: BaseException | None) -> bool:
    """Did a value fail that no database keeps: a NUL, half a character, a number beyond any column?"""
    if isinstance(error, UnicodeEncodeError):
        return error.reason == "surrogates not allowed"
    if isinstance(error, DataError | OverflowError):
        return True
    return isinstance(error, ValueError) and ("NUL (0x00)" in str(error) or "null byte" in str(error))
