"""Passwords that can be guessed are refused, with what makes them so."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from zxcvbn import zxcvbn

LEAST = 3
"""zxcvbn's score from 0 to 4: from 3 on a password withstands a stolen table of digests for a while."""
LONGEST = 72
"""Signs that are looked at: zxcvbn takes long over longer ones."""


class StrengthValidator:
    """One of AUTH_PASSWORD_VALIDATORS: asks zxcvbn, which knows names, dates, keyboards and common passwords."""

    def validate(self, password: str, user=None) -> None:
        known = (
            [getattr(user, name, "") for name in ("username", "email", "first_name", "last_name")]
            if user
            else []
        )
        known += [part for value in known for part in value.replace("@", ".").split(".")]
        found = zxcvbn(password[:LONGEST], user_inputs=[value for value in known if value])
        if found["score"] < LEAST:
            raise ValidationError(
                _(
                    "This password can be guessed. Take four or more words that have nothing to do with each other."
                ),
                code="password_too_weak",
            )

    def get_help_text(self) -> str:
        return _(
            "At least ten characters that cannot be guessed: four unrelated words are better than one odd one."
        )
