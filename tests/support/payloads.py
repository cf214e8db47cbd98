"""Markup that would run a script, written into every text field of every row while a record is made."""

import json
from contextlib import ExitStack, contextmanager, suppress
from unittest.mock import patch

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import DataError, IntegrityError, models, transaction

from agenda.models.translations import OnlyParts

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
LEFT_ALONE = (
    "sha256", "change_id", "key", "language", "zone", "accent", "stamp", "noun", "papers", "codes", "mark",
)  # fmt: skip
"""Fields of fixed forms, which nobody types into."""
STRUCTURES = {
    "Body.numbers", "CodebookVersion.codes", "Draft.content", "Draft.earlier", "Import.choices", "Import.summary",
    "LoadedRow.values", "Merger.moved", "RulingDraft.content", "SiteSettings.languages",
}  # fmt: skip
"""JSON of the program's own; the words of people in it are given below."""
WORDS_IN_STRUCTURES = {"Draft.content": "note", "RulingDraft.content": "reason"}
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


def is_of_texts(field: models.Field) -> bool:
    """Is it a field of ours that stores texts as JSON: lists of phrases, translations by language?"""
    return (
        field.model._meta.app_label == "agenda" and not hasattr(field.model, "history_id")
        and isinstance(field, models.JSONField) and f"{field.model.__name__}.{field.name}" not in STRUCTURES
    )  # fmt: skip


def deep(value):
    """Stored JSON with markup behind every text that people wrote; codes, slugs and keys as they are."""
    if isinstance(value, dict):
        return {key: deep(item) for key, item in value.items()}
    if isinstance(value, list):
        return [deep(item) for item in value]
    return f"{value} {MARKUP}" if isinstance(value, str) and value else value


@contextmanager
def poisoned():
    """Rows saved in this block carry payloads in the database, whatever validation would say of them."""
    whole = models.Field.pre_save

    def spoiling(field, instance, add):
        value = whole(field, instance, add)
        if is_of_texts(field):
            return deep(value)
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
            model._default_manager.update(**{field.name: whole_payload(field)})
    for name, key in WORDS_IN_STRUCTURES.items():
        model_name, _, field = name.partition(".")
        for row in apps.get_model("agenda", model_name)._default_manager.all():
            content = getattr(row, field) | {key: MARKUP}
            type(row)._default_manager.filter(pk=row.pk).update(**{field: content})


def whole_payload(field: models.Field):
    """Markup alone in the shape that the field has: a text, an address, a list, translations into Japanese."""
    if isinstance(field, models.JSONField):
        parts = [part for check in field.validators if isinstance(check, OnlyParts) for part in check.parts]
        return {"ja": dict.fromkeys(parts, MARKUP)} if parts else [MARKUP]
    words = f"https://example.org/{MARKUP}" if isinstance(field, models.URLField) else MARKUP
    return words[: field.max_length]


def lacking() -> set[str]:
    """The text fields, as Model.field, of which no row holds a payload."""
    return {f"{model.__name__}.{field.name}" for model, field in _lacking()}


def _lacking():
    for model in apps.get_app_config("agenda").get_models():
        for field in model._meta.fields:
            if (
                is_text(field)
                and not model._default_manager.filter(**{f"{field.name}__contains": MARK}).exists()
            ) or (
                is_of_texts(field)
                and not any(
                    MARK in json.dumps(value)
                    for value in model._default_manager.values_list(field.name, flat=True)
                )
            ):
                yield model, field
