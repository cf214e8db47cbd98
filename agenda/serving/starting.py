"""What keeps a site from starting because it would not be safe. Plain values in, sentences out."""

import ipaddress
from collections.abc import Iterable

LEAST_KEY, LEAST_SIGNS = 50, 5
"""Characters of a secret key, and how many different ones."""
HOW = "python -c 'import secrets; print(secrets.token_urlsafe(50))'"


def is_weak(secret_key: str) -> bool:
    """Could somebody guess the key? Too short, too few different characters, or an example's."""
    return (
        len(secret_key) < LEAST_KEY
        or len(set(secret_key)) < LEAST_SIGNS
        or secret_key.startswith("django-insecure-")
    )


def is_local(host: str) -> bool:
    """Is the host name only of this machine or network: loopback, a private address, a name without a dot?"""
    name = host.strip("[]").lower()
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return "*" not in name and ("." not in name or name.endswith(".localhost"))
    return address.is_loopback or address.is_private


def unsafe(
    *, secret_key: str, debug: bool, https: bool, hosts: Iterable[str], mails: bool = False, origin: str = ""
) -> list[str]:
    """Why a site with these settings may not start, one sentence each; empty when it may.

    On this machine and its own network nothing is refused: there DEBUG and plain http are everyday. `mails`: links are
    sent by mail; `origin`: scheme and host of the configured public address.
    """
    public = [host for host in hosts if not is_local(host)]
    if not public:
        return []
    named = ", ".join(public)
    refused = []
    if is_weak(secret_key):
        refused.append(f"SECRET_KEY can be guessed: make one of {LEAST_KEY} random characters with {HOW}.")
    if debug:
        refused.append(f"DEBUG shows settings and code to everybody who reads {named}: set DEBUG=off.")
    if not https:
        refused.append(f"HTTPS=off sends passwords to {named} in the clear: set HTTPS=on, or leave it out.")
    if "*" in public:
        refused.append("ALLOWED_HOSTS=* believes any host name in a request: name the hosts of the site.")
    if mails and not origin:
        refused.append(
            "EMAIL_URL sends links by mail, and they must not take the site's address from a request: "
            f"set PUBLIC_ADDRESS to it, as https://{named.partition(',')[0].lstrip('.')}/."
        )
    return refused
