"""Who coded the record that ships with the program."""

from django.contrib.auth import get_user_model

from agenda.models import Assessment

SHIPPED = ("coder-1", "coder-2", "coder-3", "ruling")
"""Usernames of the shipped record's coders; `load_record` makes these accounts, and nobody can sign in to them."""


def has_shipped_codes() -> bool:
    """Whether codes of the record that ships are on record here. One query, two where there are such accounts."""
    coders = list(get_user_model().objects.filter(username__in=SHIPPED).values_list("pk", flat=True))
    # Asked by keys: PostgreSQL would read all assessments to find whether one is of an account of these names.
    return bool(coders) and Assessment.objects.filter(assessed_by__in=coders).exists()
