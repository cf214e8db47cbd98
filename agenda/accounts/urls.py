"""The addresses of the door: allauth's, without those that are closed here."""

from allauth.account import views as account
from allauth.socialaccount import views as social
from django.conf import settings
from django.urls import include, path, re_path

from . import views

urlpatterns = [
    path("in/<str:token>/", views.one_time_link, name="one-time-link"),
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("signup/", account.signup, name="account_signup"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("email/", views.own_account, name="account_email"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/reset/", views.password_reset, name="account_reset_password"),
    path("password/reset/sent/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("second-factor/", include("allauth.mfa.urls")),
]
PROVIDER_PATTERNS = [
    path("provider/cancelled/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("provider/error/", social.login_error, name="socialaccount_login_error"),
    path("provider/signup/", social.signup, name="socialaccount_signup"),
    path("provider/connections/", social.connections, name="socialaccount_connections"),
    path("provider/oidc/login/", views.provider_login),
    path("provider/oidc/login/callback/", views.provider_callback),
    path("provider/", include("allauth.socialaccount.providers.openid_connect.urls")),
]
"""The way to the office's own provider and back; ours stand before allauth's of the same address."""
if settings.OIDC_ISSUER:
    urlpatterns += PROVIDER_PATTERNS
