"""Forms at the door."""

from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from django import forms
from django.contrib.auth import get_user_model, password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agenda.actions.audit import keep_event
from agenda.actions.people import is_taken
from agenda.models import AuditEvent
from agenda.serving.sender import sender_address


class CodeForm(AuthenticateForm):
    """The second factor at sign-in; a wrong code is kept."""

    def _emit_authentication_failed(self, authenticator):
        _keep_failure(self.user)
        super()._emit_authentication_failed(authenticator)


class CodeAgainForm(ReauthenticateForm):
    """The second factor asked for again before people are managed; a wrong code is kept."""

    def _emit_authentication_failed(self, authenticator):
        _keep_failure(self.user)
        super()._emit_authentication_failed(authenticator)


def _keep_failure(user) -> None:
    keep_event(AuditEvent.Kind.CODE_FAILED, about=user, address=sender_address(context.request))


class PasswordForm(forms.Form):
    """The first password of an account, or a new one, set by a one-time link."""

    password = forms.CharField(
        label=gettext_lazy("Password"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy(
            "At least ten characters that cannot be guessed: four unrelated words, for instance."
        ),
    )
    again = forms.CharField(
        label=gettext_lazy("The password again"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean(self):
        values = super().clean()
        password = values.get("password")
        if password and values.get("again") and password != values["again"]:
            self.add_error("again", _("This is not the same password."))
        elif password:
            try:
                password_validation.validate_password(password, self.person(values))
            except ValidationError as error:
                self.add_error("password", error)
        return values

    def person(self, values):
        """Whose names a password must not hold."""
        return self.user


class FirstForm(PasswordForm):
    """The first administrator of a new site."""

    name = forms.CharField(label=gettext_lazy("Your name"), max_length=150)
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"), max_length=150,
        help_text=gettext_lazy("You sign in with it. Nothing is sent to it unless mail is set up."),
    )  # fmt: skip
    field_order = ["name", "email", "password", "again"]

    def clean_email(self):
        email = self.cleaned_data["email"]
        if is_taken(email):
            raise ValidationError(_("This address has an account already."))
        return email

    def person(self, values):
        first, _blank, last = values.get("name", "").rpartition(" ")
        return get_user_model()(email=values.get("email", ""), first_name=first, last_name=last)
