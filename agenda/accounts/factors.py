"""Who must have a second factor, and the way there for those who have none yet."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from agenda.languages import bare_path
from agenda.models.people import MAY_MANAGE

NEEDED_FOR = (MAY_MANAGE, "agenda.change_sitesettings", "agenda.add_finding")
"""What administrators and reviewers may do."""
INSIDE = ("/desk/", "/admin/")


def has_factor(user) -> bool:
    """Has the person an authenticator app or a passkey? Recovery codes alone are none."""
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return Authenticator.objects.filter(user=user, type__in=kinds).exists()


def must_set_up(user) -> bool:
    """Is the person asked for a second factor that they do not have? At most one query beside their permissions."""
    if not settings.SECOND_FACTOR or not any(user.has_perm(may) for may in NEEDED_FOR):
        return False
    return not has_factor(user)


def required(get_response):
    """Middleware: desk and admin wait until whoever must have a second factor has set one up."""

    def middleware(request):
        if (
            bare_path(request.path_info).startswith(INSIDE)
            and request.user.is_authenticated
            and must_set_up(request.user)
        ):
            messages.warning(request, _("Your role asks for a second factor: set one up to go on."))
            return redirect("mfa_index")
        return get_response(request)

    return middleware
