"""The Content-Security-Policy of pages, put together once a process: it is the same for all but those that say otherwise."""

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings


class PolicyMiddleware(CSPMiddleware):
    """django-csp's middleware; a response whose view says nothing of its own policy gets the one of the settings."""

    _built: tuple[object, str] = (None, "")
    """The directives of the settings and the header made of them."""

    def process_response(self, request, response):
        says_its_own = any(name.startswith("_csp_") for name in vars(response))
        if says_its_own or settings.DEBUG or hasattr(request, "_csp_nonce"):
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, self._of_settings())
        return response

    def _of_settings(self) -> str:
        if self._built[0] is not settings.CONTENT_SECURITY_POLICY:
            self._built = (settings.CONTENT_SECURITY_POLICY, str(build_policy()))
        return self._built[1]
