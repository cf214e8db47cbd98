"""Who coded the record that ships with the program."""

from django.contrib.auth import get_user_model

SHIPPED = ("coder-1", "coder-2", "coder-3", "ruling")
"""Usernames of the shipped record's coders; `load_record` makes these accounts, and nobody can sign in to them."""


def has_shipped_codes() -> bool:
    """Whether codes of the record that ships are on record here. One query."""
    coders = get_user_model().objects.filter(username__in=SHIPPED)
    return coders.filter(assessments__isnull=False).exists()
