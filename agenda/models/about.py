"""The settings of the site as everything that names it asks for them: read anew only when they changed."""

from contextvars import ContextVar

from django.conf import settings
from django.db import DatabaseError

from .site import SiteSettings

_asked: ContextVar[dict | None] = ContextVar("site_of_this_request", default=None)
"""What this request was told already; None outside of requests."""
_kept: dict[str, SiteSettings] = {}
"""The newest settings that this process read, by stamp: one at most."""


def defaults() -> SiteSettings:
    """What holds before an administrator saved anything: the environment's variables. Not saved."""
    return SiteSettings(
        pk=SiteSettings.ONLY,
        operator=settings.OPERATOR,
        contact=settings.CONTACT,
        about=settings.ABOUT_TEXT,
        takes_corrections=settings.CORRECTIONS,
    )


def about_site() -> SiteSettings:
    """The one place where the program asks who runs it. One narrow query a request, two after a change."""
    asked = _asked.get()
    if asked is None:
        return _read()
    if "site" not in asked:
        asked["site"] = _read()
    return asked["site"]


def heard(stamp: str | None) -> None:
    """Within a request that has not asked yet: the settings are those of the stamp; None where nobody saved any."""
    asked = _asked.get()
    if asked is not None and "site" not in asked:
        asked["site"] = _of(stamp)


def _read() -> SiteSettings:
    return _of(SiteSettings.objects.values_list("stamp", flat=True).first())


def _of(stamp: str | None) -> SiteSettings:
    if stamp is None:
        return defaults()
    if stamp not in _kept:
        found = SiteSettings.objects.select_related("logo").defer("logo__content").get()
        _kept.clear()
        _kept[found.stamp] = found
        return found
    return _kept[stamp]


def known_site() -> SiteSettings:
    """The settings without failing: where the database does not answer, those that this process last read."""
    try:
        return about_site()
    except DatabaseError:
        return next(iter(_kept.values()), None) or defaults()


def asked_once(get_response):
    """Middleware: within one request the settings are asked for once."""

    def middleware(request):
        token = _asked.set({})
        try:
            return get_response(request)
        finally:
            _asked.reset(token)

    return middleware
