"""Settings read from variables of the environment; each is told where it says nothing usable."""

import os

from django.core.exceptions import ImproperlyConfigured


def flag(name: str, default: bool) -> bool:
    """Read a yes/no variable; raises ImproperlyConfigured for any other word."""
    word = os.environ.get(name, "").strip().lower()
    if word in ("", "1", "on", "yes", "true", "0", "off", "no", "false"):
        return default if word == "" else word in ("1", "on", "yes", "true")
    raise ImproperlyConfigured(f"{name} must be on or off, not {word!r}.")


def words(name: str, default: str = "") -> list[str]:
    """Read the words of a variable, which commas part."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def number(name: str, default: float) -> float:
    """Read a number that is not negative; raises ImproperlyConfigured for anything else."""
    word = os.environ.get(name, "").strip()
    try:
        value = float(word or default)
    except ValueError:
        value = -1
    if not 0 <= value < 1e6:
        raise ImproperlyConfigured(f"{name} must be a number, not {word!r}.")
    return value
