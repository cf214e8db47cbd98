import sys

from django.shortcuts import render

from agenda.serving.input import is_unstorable
from agenda.serving.outages import outage_of, unavailable

from .frame import frame_of


def bad_request(request, exception=None):
    return render(request, "400.html", status=400)


def forbidden(request, exception=None):
    return render(request, "403.html", status=403)


def form_refused(request, reason=""):
    """The cookie that protects a form did not come back."""
    return render(request, "403_form.html", status=403)


def not_found(request, exception=None):
    """404, with the page that the exception names as its `template` where it has more to say."""
    # Foot lines of plain values are kept; the frame's own day is a lazy one, of pages that may not say it.
    said = {"changed_on": frame_of(request).changed_on}
    return render(request, getattr(exception, "template", "404.html"), said, status=404)


def server_error(request):
    """503 where the database failed, 400 for what no database keeps, else 500; the page asks the database nothing."""
    error = sys.exc_info()[1]
    if outage := outage_of(error):
        return unavailable(request, outage)
    if is_unstorable(error):
        return bad_request(request)
    return render(request, "500.html", status=500)
