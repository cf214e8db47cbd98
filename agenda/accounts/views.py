"""The one-time link, and pages of allauth that are closed here."""

from allauth.account import views as account
from allauth.socialaccount.providers.openid_connect import views as openid
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from requests import RequestException

from agenda.actions.audit import keep_event
from agenda.actions.people import has_administrator, open_link, use_link
from agenda.models import AuditEvent
from agenda.serving.sender import sender_address

from .forms import FirstForm, PasswordForm


@sensitive_post_parameters()
@never_cache
def one_time_link(request, token):
    """Where somebody who was invited sets a password; looking at it does not use it up."""
    link = open_link(token, timezone.now())
    if link is None:
        context = {"has_administrator": has_administrator()}
        return render(request, "account/link_gone.html", context, status=410)
    data = request.POST or None
    form = PasswordForm(data, user=link.user) if link.user else FirstForm(data)
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data.get(name, "") for name in ("password", "name", "email")}
        try:
            use_link(token, at=timezone.now(), address=sender_address(request), **values)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Your password is set. Sign in with it."))
            return redirect("account_login")
    context = {"form": form, "person": link.user}
    # 200 for what is wrong too: the log of other answers would hold the address, and with it the token.
    return render(request, "account/one_time_link.html", context)


def password_reset(request):
    """A new password by mail; where no mail is set up, whom to ask."""
    if settings.EMAIL_URL:
        return account.password_reset(request)
    return render(request, "account/no_mail.html")


def own_account(request):
    """Where allauth would keep a list of e-mail addresses: administrators keep them here."""
    return redirect("mfa_index")


PROVIDER = "oidc"
"""The name of the office's own provider in addresses."""


@never_cache
def provider_login(request):
    """To the office's own provider, or a page that says that it does not answer."""
    return _asked_of_provider(request, openid.login)


@never_cache
def provider_callback(request):
    """Back from the provider; allauth checks what it sends."""
    return _asked_of_provider(request, openid.callback)


def _asked_of_provider(request, view):
    """The view's answer; where the provider does not answer, or not as one, a page that says so."""
    try:
        return view(request, PROVIDER)
    except (RequestException, KeyError, TypeError):
        keep_event(AuditEvent.Kind.FAILED, address=sender_address(request), note="provider does not answer")
    response = render(request, "account/provider_down.html", status=503)
    response["Retry-After"] = "60"
    return response
