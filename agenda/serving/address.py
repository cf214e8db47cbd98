"""The address of the site for what leaves it, as mails do: the configured one, never the host that a request names."""

from django.conf import settings
from django.http import HttpRequest

from .mail import origin
from .starting import is_local


def public_origin(address: str) -> str:
    """Scheme and host of the configured PUBLIC_ADDRESS; "" where it names only this machine, or nothing."""
    found = origin(address) if "://" in address else ""
    host = found.partition("://")[2].rpartition("@")[2]
    name = host.partition("]")[0] if host.startswith("[") else host.partition(":")[0]
    return found if name and not is_local(name) else ""


def whole_address(request: HttpRequest, path: str) -> str:
    """The path as a whole address of this site.

    Where no public address is configured the site is one of this machine, and the request's host, one of
    ALLOWED_HOSTS, stands for it.
    """
    if settings.PUBLIC_ORIGIN:
        return f"{settings.PUBLIC_ORIGIN}{path}"
    return request.build_absolute_uri(path)
