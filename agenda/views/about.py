from django.utils.translation import gettext as _

from agenda.models.about import about_site

from .base import page


def about(request):
    """Who runs the site, under which licenses its data and code are, how to object."""
    return page(request, "agenda/about.html", {"about": about_site()}, title=_("About this site"))
