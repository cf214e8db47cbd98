"""What the site says of itself: who runs it, its logo, its color."""

from django.http import Http404, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from agenda.models import Logo
from agenda.models.about import about_site
from agenda.models.licenses import CODE_LICENSE

from .base import page

FOR_GOOD = {"public": True, "max_age": 31_536_000, "immutable": True}


def about(request):
    """Who runs the site, under which licenses its data and code are, how to object."""
    context = {"about": about_site(), "code_license": CODE_LICENSE}
    return page(request, "agenda/about.html", context, title=_("About this site"))


def logo(request, sha256):
    """The picture at the head of the pages; one that was replaced is gone."""
    shown = about_site().logo
    if shown is None or shown.sha256 != sha256:
        raise Http404("No such logo.")
    content = Logo.objects.values_list("content", flat=True).get(pk=shown.pk)
    response = HttpResponse(bytes(content), content_type="image/png")
    patch_cache_control(response, **FOR_GOOD)
    return response


def look(request, stamp):
    """The color of links and buttons as a style sheet, for light and dark pages; print keeps black."""
    site = about_site()
    rules = [
        f"@media screen {{ :root {{ --link: {site.accent}; }} }}",
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ --link: {site.accent_dark}; }} }}",
    ]
    response = HttpResponse("\n".join(rules if site.accent else []), content_type="text/css; charset=utf-8")
    if stamp == site.stamp:
        patch_cache_control(response, **FOR_GOOD)
    return response
