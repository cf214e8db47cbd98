"""Markup that would run a script, written into every text field of every row while a record is made."""

from contextlib import ExitStack, contextmanager, suppress
from unittest.mock import patch

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import DataError, IntegrityError, models, transaction

MARK = "zzx"
"""Stands in every payload; a page that shows it has shown what somebody stored."""
RUN = "top.hit=1"
MARKUP = f"""{MARK}"'><script>{RUN}</script><img src=x: onerror={RUN}><svg onload={RUN}>]]>-->{{{{7*7}}}}</textarea></title>"""
FORMULA = f'=HYPERLINK("http://192.0.2.1/{MARK}")'
SCRIPT_ADDRESSES = (
    f"javascript:{RUN}",
    f" JavaScript:{RUN}",
    "data:text/html;x",
    "vbscript:x",
    "//example.org",
    "ftp://x.y/z",
)
"""What no stored address may be: of a script, or of anything but the web."""
LEFT_ALONE = ("sha256", "change_id", "key", "language", "zone", "accent", "codes", "languages")
"""Fields of fixed forms, which nobody types into."""
SHORT = 24
"""Fields too short for markup."""


def is_text(field: models.Field) -> bool:
    """Is the field one that people's words are stored in? Identities, choices and fixed forms are none."""
    is_ours = field.model._meta.app_label == "agenda" and not hasattr(field.model, "history_id")
    return (
        is_ours and isinstance(field, models.CharField | models.TextField) and not isinstance(field, models.SlugField)
        and not field.choices and not field.unique and field.name not in LEFT_ALONE
        and not (field.max_length and field.max_length < SHORT)
    )  # fmt: skip


def payload(field: models.Field, value):
    """What stands in the field instead of `value`: the value with markup behind it."""
    if not value:
        return value
    return f"{value} {MARKUP}"[: field.max_length]


def in_list(value):
    """Every text of a stored list with markup behind it."""
    return (
        [f"{item} {MARKUP}" if isinstance(item, str) else item for item in value]
        if isinstance(value, list)
        else value
    )


@contextmanager
def poisoned():
    """Rows saved in this block carry payloads in the database, whatever validation would say of them."""
    whole = models.Field.pre_save

    def spoiling(field, instance, add):
        value = whole(field, instance, add)
        if (
            isinstance(field, models.JSONField)
            and field.model._meta.app_label == "agenda"
            and field.name not in LEFT_ALONE
        ):
            return in_list(value)
        return payload(field, value) if is_text(field) and isinstance(value, str) else value

    with ExitStack() as stack:
        for kind in (models.CharField, models.TextField, models.JSONField, models.URLField):
            stack.enter_context(patch.object(kind, "pre_save", spoiling, create=True))
        yield
    get_user_model().objects.update(first_name=MARKUP[:150], last_name=MARKUP[:150])


def fill_in() -> None:
    """Write markup into every text field that no row of the record has filled in, where a row may be changed."""
    for model, field in list(_lacking()):
        with (
            suppress(IntegrityError, DataError, TypeError),
            transaction.atomic(),
        ):  # some rows are never changed
            words = f"https://example.org/{MARKUP}" if isinstance(field, models.URLField) else MARKUP
            model._default_manager.update(**{field.name: words[: field.max_length]})


def _lacking():
    for model in apps.get_app_config("agenda").get_models():
        for field in filter(is_text, model._meta.fields):
            if not model._default_manager.filter(**{f"{field.name}__contains": MARK}).exists():
                yield model, field
