"""The readers' sentences in the language of the page, with or without Django: a reader's process starts without it."""

import gettext
import sys
from pathlib import Path

LOCALES = Path(__file__).parents[3] / "locale"
_spoken: gettext.NullTranslations = gettext.NullTranslations()


class Refused(ValueError):
    """A file or text cannot be taken; the message is a sentence that says why and what to do."""


def speak(language: str) -> None:
    """Choose the language of this process, such as "en" or "zh-hant"; English where it has no translation."""
    global _spoken
    first, _hyphen, rest = language.partition("-")
    names = [f"{first}_{rest.title() if len(rest) > 2 else rest.upper()}", first] if rest else [first]
    _spoken = gettext.translation("django", LOCALES, names, fallback=True)


def _(message: str) -> str:
    """The message in the language of the request, or the one that `speak` was told."""
    conf = sys.modules.get("django.conf")
    if conf is not None and conf.settings.configured:
        from django.utils.translation import gettext as translated

        return translated(message)
    return _spoken.gettext(message)
