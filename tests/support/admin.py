"""Filling in the forms of the admin as a browser would."""

import re

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


def ask_several(client, rows, wanted="", action="change_several", **values):
    """What the list's action answers for these rows: the page that shows what would become of each."""
    address = reverse(f"admin:agenda_{rows[0]._meta.model_name}_changelist")
    post = {"action": action, "_selected_action": [row.pk for row in rows], "wanted": wanted} | values
    return client.post(address, post, follow=True)


def change_several(client, rows, wanted):
    """Look at what would become of the rows, and have it done."""
    seen = re.search(r'name="seen" value="(\w+)"', ask_several(client, rows, wanted).content.decode())[1]
    return ask_several(client, rows, wanted, seen=seen)


def add(noun):
    return reverse(f"admin:agenda_{noun}_add")


def change(row):
    return reverse(f"admin:agenda_{row._meta.model_name}_change", args=[row.pk])
