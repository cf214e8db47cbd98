"""Boxes for names and titles in the languages that the site's settings name, beside those that have a column of their own."""

from django import forms
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from agenda.models.about import about_site

PARTS = ("name", "title")
"""What is asked for in other languages; the record's files may say more parts of a row in them."""


def boxes(model, tags: list[str]) -> dict[str, tuple[str, str]]:
    """{name of the form's field: (language tag, part of the row)} for what the model keeps in these languages."""
    columns = {field.name for field in model._meta.get_fields()}
    if "translations" not in columns:
        return {}
    return {
        f"{part}_in_{tag.lower().replace('-', '_')}": (tag, part)
        for part in PARTS
        if part in columns
        for tag in tags
        if f"{part}_{tag.replace('-', '_')}" not in columns
    }


def unasked(model, tags: list[str]) -> set[str]:
    """The model's own columns of languages that the site does not name: name_ja where it keeps no Japanese."""
    columns = {field.name for field in model._meta.get_fields()}
    return {f"{part}_ja" for part in PARTS if "ja" not in tags} & columns


def name_of(tag: str) -> str:
    """The language's name in the language of the page; the tag of one that Django does not know."""
    try:
        return get_language_info(tag.lower())["name_translated"]
    except KeyError:
        return tag


def with_boxes(form: type[forms.ModelForm], model) -> type[forms.ModelForm]:
    """The form with a box for each name and title in each of the site's languages; it keeps them in `translations`."""
    found = boxes(model, about_site().languages)
    if not found:
        return form

    class WithBoxes(form):  # type: ignore[valid-type, misc]
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            said = self.instance.translations or {}
            for name, (tag, part) in found.items():
                if name in self.fields:
                    self.initial[name] = said.get(tag, {}).get(part, "")

        def clean(self):
            """A box that was changed stands over what the text of all translations says."""
            super().clean()
            values = self.cleaned_data
            before = values.get("translations", self.instance.translations) or {}
            said = {tag: dict(parts) for tag, parts in before.items()}
            for name, (tag, part) in found.items():
                if name in values and name in self.changed_data:
                    said.setdefault(tag, {}).pop(part, None)
                    if text := values[name].strip():
                        said[tag][part] = text
            said = {tag: parts for tag, parts in said.items() if parts}
            if "translations" in self.fields:
                values["translations"] = said
            else:
                self.instance.translations = said
            return values

    return type(form.__name__, (WithBoxes,), _fields(model, found))


def _fields(model, found: dict[str, tuple[str, str]]) -> dict[str, forms.CharField]:
    """The boxes themselves, each labeled with what it asks for in which language."""
    return {
        name: forms.CharField(
            required=False, max_length=300,
            label=_("%(part)s in %(language)s") % {
                "part": model._meta.get_field(part).verbose_name, "language": name_of(tag)},
        )
        for name, (tag, part) in found.items()
    }  # fmt: skip
