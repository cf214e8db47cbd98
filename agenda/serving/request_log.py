"""One line of JSON a request and an event, each with the request's number; never what people typed or what is hidden.

Addresses are logged as their pattern (`documents/<slug:slug>/`), people as the number of their account, errors as their kind
and the lines of code, with their words only where these cannot hold anybody's text.
"""

import json
import logging
import re
import time
import traceback
import uuid
from contextvars import ContextVar
from datetime import UTC, datetime

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.template import TemplateDoesNotExist, TemplateSyntaxError

GIVEN = re.compile(r"[A-Za-z0-9._-]{8,64}")
HEADER = "X-Request-Id"
QUIET = ("healthz", "readyz")
"""Routes that machines ask all the time: logged only where they fail, or at DEBUG."""
WORDS_OF_OURS = (OperationalError, InterfaceError, OSError, ImportError, AttributeError, TypeError, NameError,
                 TemplateDoesNotExist, TemplateSyntaxError)  # fmt: skip
"""Errors whose words come from code and servers, not from what somebody typed or stored."""

number: ContextVar[str] = ContextVar("number", default="")
logger = logging.getLogger(__name__)


def logged(get_response):
    """Middleware, the outermost: gives the request a number, and logs what was asked and how it was answered."""

    def middleware(request):
        request.number = _number_of(request)
        number.set(request.number)
        started = time.monotonic()
        response = get_response(request)
        response[HEADER] = request.number
        route = request.resolver_match.route if request.resolver_match else ""
        user = getattr(request, "_cached_user", None)  # not asked for where nobody asked
        level = logging.INFO if route not in QUIET or response.status_code >= 400 else logging.DEBUG
        said = {
            "method": request.method,
            "route": route,
            "status": response.status_code,
            "milliseconds": round((time.monotonic() - started) * 1000, 1),
            "user": getattr(user, "pk", None),
        }
        logger.log(level, "request", extra={"said": said})
        return response

    return middleware


def _number_of(request) -> str:
    """The number that a trusted proxy gave the request, else a new one."""
    given = request.headers.get(HEADER, "")
    return given if settings.TRUST_PROXY and GIVEN.fullmatch(given) else uuid.uuid4().hex[:16]


class JsonLines(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        said = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": message_of(record),
            "request": number.get(),
        }
        said |= getattr(record, "said", {})
        if record.exc_info and record.exc_info[1]:
            said |= error_of(record.exc_info[1])
        return json.dumps(said, ensure_ascii=False, default=str)


def message_of(record: logging.LogRecord) -> str:
    """The record's words; of Django's lines about a request only the reason, without the address."""
    if record.name.startswith(("django.request", "django.security")):
        return (
            str(record.args[0])
            if record.name == "django.request" and isinstance(record.args, tuple)
            else record.name
        )
    return record.getMessage()


def error_of(error: BaseException) -> dict:
    """An error's kind, where it was raised, outermost first, and its words where they are ours."""
    frames = traceback.extract_tb(error.__traceback__)
    said: dict = {
        "error": f"{type(error).__module__}.{type(error).__qualname__}",
        "at": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
    }
    if isinstance(error, WORDS_OF_OURS):
        said["words"] = str(error).partition("\n")[0][:200]
    cause = error.__cause__ or error.__context__
    return said | ({"cause": error_of(cause)} if cause else {})
