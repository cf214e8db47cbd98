"""Data entry: the stock Django admin, made comfortable. One file per noun."""

from urllib.parse import urlencode

from django.apps import apps
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from agenda.models.about import known_site

from . import actors, corrections, dialogues, documents, findings, meetings, recommendations, topics, waiting  # noqa: F401

admin.site.site_header = lazy(lambda: _("%(site)s: keeping the record") % {"site": known_site().name}, str)()
admin.site.site_title = lazy(lambda: known_site().name, str)()


def may_enter(request) -> bool:
    """Whoever may look at the record's rows, in one of the groups or as staff."""
    user = request.user
    return user.is_active and (user.is_staff or user.has_perm("agenda.view_meeting"))


def signed_in_first(request, extra_context=None):
    """The one door for everybody; somebody who is in and may not enter is told so."""
    if request.user.is_authenticated:
        if not may_enter(request):
            raise PermissionDenied(_("The admin is for those who keep the record."))
        return redirect("admin:index")
    asked = request.GET.get("next") or reverse("admin:index")
    return redirect(f"{reverse('account_login')}?{urlencode({'next': asked}, safe='/')}")


def index(request, extra_context=None):
    """The front page: what waits, then the record's models in the order of work."""
    extra = {"waiting": waiting.waiting_for(request.user)} | (extra_context or {})
    return admin.AdminSite.index(admin.site, request, extra)


def app_list(request, app_label=None):
    return waiting.in_order_of_work(admin.AdminSite.get_app_list(admin.site, request, app_label))


def change_password(request, extra_context=None):
    return redirect("account_change_password")


admin.site.has_permission = may_enter  # type: ignore[method-assign]
admin.site.login = signed_in_first  # type: ignore[method-assign]
admin.site.index = index  # type: ignore[method-assign]
admin.site.get_app_list = app_list  # type: ignore[method-assign]
admin.site.password_change = change_password  # type: ignore[method-assign]
# People are managed at the desk, where it is kept; secrets of second factors are shown nowhere.
admin.site.unregister([get_user_model(), Group])
for label in ("account", "mfa", "socialaccount"):
    admin.site.unregister(
        [model for model in apps.get_app_config(label).get_models() if admin.site.is_registered(model)]
    )
admin.site.index_title = "The record"
admin.site.enable_nav_sidebar = True
