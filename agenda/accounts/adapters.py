"""How django-allauth does things here: who may register, where people come in, and that what happens is kept."""

import base64
import hashlib
import time
from types import SimpleNamespace

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from agenda.actions.audit import keep_event
from agenda.models import AuditEvent
from agenda.models.about import about_site
from agenda.serving.address import whole_address
from agenda.serving.sender import sender_address

Kind = AuditEvent.Kind
NOTICES = {
    "account/email/password_changed": Kind.PASSWORD_CHANGED,
    "account/email/password_reset": Kind.PASSWORD_CHANGED,
    "account/email/password_set": Kind.PASSWORD_CHANGED,
    "mfa/email/totp_activated": Kind.FACTOR_ADDED,
    "mfa/email/webauthn_added": Kind.FACTOR_ADDED,
    "mfa/email/totp_deactivated": Kind.FACTOR_REMOVED,
    "mfa/email/webauthn_removed": Kind.FACTOR_REMOVED,
    "mfa/email/recovery_codes_generated": Kind.FACTOR_ADDED,
}
"""Which event each notice of allauth tells."""


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in by user name or e-mail address and password."""

    def get_client_ip(self, request):
        return sender_address(request)

    def is_open_for_signup(self, request):
        return about_site().takes_registrations

    def get_login_redirect_url(self, request):
        return home_of(request.user)

    def format_email_subject(self, subject):
        return f"{about_site().name}: {subject}"

    def send_mail(self, template_prefix, email, context):
        """Mails name the site as it is configured; the host of the request, which anybody may write, is taken off."""
        here, own = self.request.build_absolute_uri("/"), whole_address(self.request, "/")
        named = {
            name: value.replace(here, own, 1) if name.endswith("_url") else value
            for name, value in context.items()
        }
        site = SimpleNamespace(name=about_site().name, domain=own)
        super().send_mail(template_prefix, email, named | {"current_site": site})

    def _get_login_attempts_cache_key(self, request, **credentials):
        """allauth counts tries at an account by the host of the request too, and so anew for each port written there."""
        return f"site:{credentials.get('email', credentials.get('username', '')).lower()}"

    def is_reauthentication_required(self, *, app, **kwargs):
        """Whoever signed in or proved themself within the last minutes is not asked at once again.

        Who has neither password nor second factor, as people of the office's own provider, signs in anew.
        """
        records = get_authentication_records(self.request, self.request.user)
        now, patience = time.time(), settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        if any(now - record.get("at", 0) < patience for record in records):
            return False
        if not self.get_reauthentication_methods(self.request.user):
            raise ImmediateHttpResponse(_sent_to_sign_in(self.request))
        return super().is_reauthentication_required(app=app, **kwargs)

    def pre_authenticate(self, request, **credentials):
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            keep_event(Kind.LIMITED, address=sender_address(request), about=_named(credentials))
            raise

    def authentication_failed(self, request, **credentials):
        keep_event(Kind.FAILED, address=sender_address(request), about=_named(credentials))

    def login(self, request, user):
        super().login(request, user)
        keep_event(Kind.SIGNED_IN, by=user, address=sender_address(request))

    def logout(self, request):
        if request.user.is_authenticated:
            keep_event(Kind.SIGNED_OUT, by=request.user, address=sender_address(request))
        super().logout(request)

    def save_user(self, request, user, form, commit=True):
        user = super().save_user(request, user, form, commit)
        keep_event(Kind.REGISTERED, by=user, address=sender_address(request))
        return user

    def send_password_reset_mail(self, user, email, context):
        keep_event(Kind.RESET_ASKED, about=user, address=sender_address(self.request))
        super().send_password_reset_mail(user, email, context)

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """allauth calls this whenever something about an account changed: it is kept, and mailed where mail is set up."""
        if kind := NOTICES.get(template_prefix):
            note = template_prefix.rpartition("/")[2]
            keep_event(kind, by=user, address=sender_address(self.request), note=note)
        super().send_notification_mail(template_prefix, user, context, email)


def _named(credentials: dict):
    """The account that was tried, if there is one; what was typed is not kept, since it may be a password."""
    name, email = credentials.get("username"), credentials.get("email")
    people = get_user_model().objects
    if email:
        return people.filter(email__iexact=email).first()
    return people.filter(username=name).first() if name else None


def home_of(user) -> str:
    """Where a person's work begins: the desk, the admin, or the start page."""
    if any(
        user.has_perm(may)
        for may in ("agenda.add_assessment", "agenda.add_finding", "agenda.change_sitesettings")
    ):
        return reverse("desk")
    return reverse("admin:index" if user.has_perm("agenda.view_meeting") else "home")


class MFAAdapter(DefaultMFAAdapter):
    """Secrets of second factors are encrypted with a key made of SECRET_KEY."""

    def _get_site_name(self):
        return about_site().name

    def encrypt(self, text: str) -> str:
        return _cipher(str(settings.SECRET_KEY)).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        for key in map(str, (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)):
            try:
                return _cipher(key).decrypt(encrypted_text.encode()).decode()
            except InvalidToken:
                continue
        raise ValidationError("The secret of this second factor belongs to another SECRET_KEY.")


def _cipher(key: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"second factors" + key.encode()).digest()))


class SocialAdapter(DefaultSocialAccountAdapter):
    """Sign-in by the office's own provider, for people who have an account here."""

    def is_open_for_signup(self, request, sociallogin):
        return about_site().takes_registrations

    def authenticate_by_email(self, sociallogin):
        """The account of the address that the provider says it checked, and that address.

        allauth takes the password of an account whose own address nobody checked. An administrator wrote it here, or the
        first one their own, unless the account was made by whoever came: then allauth keeps a row of it.
        """
        found = super().authenticate_by_email(sociallogin) or self._in_any_case(sociallogin)
        if found and not EmailAddress.objects.filter(user=found[0]).exists():
            EmailAddress.objects.create(user=found[0], email=found[1], verified=True, primary=True)
        return found

    def _in_any_case(self, sociallogin):
        """The same where capital letters differ, of which allauth takes no account."""
        for address in sociallogin.email_addresses:
            if address.verified:
                people = get_user_model().objects.filter(email__iexact=address.email, is_active=True)[:2]
                if len(people) == 1:
                    return people[0], address.email
        return None

    def save_user(self, request, sociallogin, form=None):
        user = super().save_user(request, sociallogin, form)
        keep_event(Kind.REGISTERED, by=user, address=sender_address(request), note="provider")
        return user

    def on_authentication_error(self, request, provider, **more):
        keep_event(Kind.FAILED, address=sender_address(request), note="provider")


def _sent_to_sign_in(request):
    """Sign the person out, and lead them to sign in again and back to the page they were at."""
    path = request.get_full_path() if request.method == "GET" else reverse("desk")
    AccountAdapter(request).logout(request)
    messages.info(request, _("Sign in once more to go on: this is asked again after a quarter of an hour."))
    return redirect(f"{reverse('account_login')}?{urlencode({'next': path})}")
