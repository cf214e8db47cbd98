"""The databases that the environment names: the one that is written, and PostgreSQL's replicas of it for readers."""

from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

REPLICA = "replica_"
"""What the aliases of replicas begin with: replica_1, replica_2 …"""
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
}
"""With Django's defaults eight simultaneous writers met locks; see docs/design.md, "Platform"."""
POSTGRESQL_OPTIONS = {"options": "-c jit=off"}
"""PostgreSQL compiles statements that it takes for long ones, which takes longer than what is asked here."""
PRIMARY_OPTIONS = POSTGRESQL_OPTIONS | {"connect_timeout": 5}
REPLICA_OPTIONS = POSTGRESQL_OPTIONS | {"connect_timeout": 2, "tcp_user_timeout": 3_000}
"""Seconds until a machine that does not answer counts as away, and milliseconds until one that no longer does."""
POSTGRESQL, SQLITE = "django.db.backends.postgresql", "django.db.backends.sqlite3"


def databases(address: str, replicas: list[str], base: Path) -> dict[str, dict]:
    """Django's DATABASES of DATABASE_URL and of the addresses in DATABASE_REPLICA_URL.

    Raises ImproperlyConfigured for replicas of, or in, anything but PostgreSQL.
    """
    primary = _parsed(address or f"sqlite:///{base / 'db.sqlite3'}")
    if primary["ENGINE"] == SQLITE:
        primary["OPTIONS"] = SQLITE_OPTIONS
    elif primary["ENGINE"] == POSTGRESQL:
        primary["OPTIONS"] = _options(PRIMARY_OPTIONS, primary)
    found = {"default": primary}
    for number, replica in enumerate(replicas, start=1):
        parsed = _parsed(replica)
        if {primary["ENGINE"], parsed["ENGINE"]} != {POSTGRESQL}:
            raise ImproperlyConfigured(
                "DATABASE_REPLICA_URL names PostgreSQL's replicas, with commas between them, of a PostgreSQL in DATABASE_URL."
            )
        parsed["OPTIONS"] = _options(REPLICA_OPTIONS, parsed)
        found[f"{REPLICA}{number}"] = parsed | {"TEST": {"MIRROR": "default"}}
    return found


def _options(own: dict, parsed: dict) -> dict:
    """Ours and those of the address, of which `options=none` says that what is between refuses start-up parameters."""
    found = own | parsed.get("OPTIONS", {})
    return {name: value for name, value in found.items() if (name, value) != ("options", "none")}


def _parsed(address: str) -> dict:
    return dict(dj_database_url.parse(address, conn_max_age=60, conn_health_checks=True))
