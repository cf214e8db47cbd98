"""Where a request came from."""

from django.conf import settings


def sender_address(request) -> str:
    """The network address that a request came from; behind a trusted proxy the last one it names."""
    if settings.TRUST_PROXY:
        named = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
        return named or request.META["REMOTE_ADDR"]
    return request.META["REMOTE_ADDR"]
