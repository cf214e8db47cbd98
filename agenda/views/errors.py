from django.shortcuts import render


def bad_request(request, exception=None):
    return render(request, "400.html", status=400)


def forbidden(request, exception=None):
    return render(request, "403.html", status=403)


def form_refused(request, reason=""):
    """The cookie that protects a form did not come back."""
    return render(request, "403_form.html", status=403)


def not_found(request, exception=None):
    return render(request, "404.html", status=404)


def server_error(request):
    """The database may be what failed, so this page asks it nothing."""
    return render(request, "500.html", status=500)
