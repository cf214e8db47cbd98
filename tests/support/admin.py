"""Filling in the forms of the admin as a browser would."""

from django.urls import reverse

LINES = ("aliases", "gaps", "other_names", "phrases", "partial_phrases", "excluded_phrases")


def form_data(response) -> dict:
    """What a browser would post back from the page's form, untouched."""
    data = {}
    forms = [response.context["adminform"].form]
    for formset in response.context["inline_admin_formsets"]:
        forms += [formset.formset.management_form, *formset.formset.forms]
    for form in forms:
        for bound in form:
            value = bound.value()
            if value is None or value is False:
                continue
            data[bound.html_name] = (
                [str(getattr(v, "pk", v)) for v in value] if isinstance(value, list) else value
            )
            if isinstance(value, list) and bound.name in LINES:
                data[bound.html_name] = "\n".join(value)
    return data


def add(noun):
    return reverse(f"admin:agenda_{noun}_add")


def change(row):
    return reverse(f"admin:agenda_{row._meta.model_name}_change", args=[row.pk])
