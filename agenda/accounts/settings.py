"""Settings of django-allauth that no environment changes, and those of the office's own provider. Plain values."""

from collections.abc import Mapping
from typing import Any

ALLAUTH: dict[str, Any] = {
    "ACCOUNT_SESSION_REMEMBER": False,  # a session ends with the browser, or after SESSION_HOURS
    "ACCOUNT_ADAPTER": "agenda.accounts.adapters.AccountAdapter",
    "ACCOUNT_LOGIN_METHODS": {"username", "email"},
    "ACCOUNT_SIGNUP_FIELDS": ["username*", "email*", "password1*", "password2*"],
    "ACCOUNT_EMAIL_VERIFICATION": "none",
    "ACCOUNT_EMAIL_SUBJECT_PREFIX": "",
    "ACCOUNT_REAUTHENTICATION_REQUIRED": True,
    "ACCOUNT_REAUTHENTICATION_METHODS": ["password", "mfa"],  # no codes by mail: their pages are closed here
    "ACCOUNT_RATE_LIMITS": {
        # Wrong passwords: from one address, and for one account, wherever they come from.
        "login_failed": "10/m/ip,50/d/ip,5/15m/key",
        "login": "30/m/ip",
        "reset_password": "5/h/ip,3/h/key",
        "signup": "5/h/ip",
    },
    "MFA_ADAPTER": "agenda.accounts.adapters.MFAAdapter",
    "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
    "MFA_PASSKEY_LOGIN_ENABLED": True,
    "MFA_ALLOW_UNVERIFIED_EMAIL": True,  # addresses are written by administrators
    "MFA_RECOVERY_CODES_SHOW_ONCE": True,
    "MFA_TOTP_TOLERANCE": 1,
    "MFA_FORMS": {
        "authenticate": "agenda.accounts.forms.CodeForm",
        "reauthenticate": "agenda.accounts.forms.CodeAgainForm",
    },
    "SOCIALACCOUNT_ADAPTER": "agenda.accounts.adapters.SocialAdapter",
    "SOCIALACCOUNT_EMAIL_AUTHENTICATION": True,
    "SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT": True,
    "SOCIALACCOUNT_OPENID_CONNECT_URL_PREFIX": "",
}


def provider(issuer: str, name: str, environ: Mapping[str, str]) -> dict[str, Any]:
    """The setting of providers: the one at `issuer`, with the client that the environment names; none without one.

    OIDC_DOMAINS are those whose e-mail addresses are believed even where the provider does not say that it checked them.
    """
    domains = [name.strip() for name in environ.get("OIDC_DOMAINS", "").split(",") if name.strip()]
    app = {
        "provider_id": "oidc",
        "name": name,
        "client_id": environ.get("OIDC_CLIENT_ID", ""),
        "secret": environ.get("OIDC_CLIENT_SECRET", ""),
        "settings": {"server_url": issuer, "verified_email": domains},
    }
    openid = {"OAUTH_PKCE_ENABLED": True, "APPS": [app] if issuer else []}
    return {"SOCIALACCOUNT_PROVIDERS": {"openid_connect": openid}}
