"""Changing one column of several rows: every rule is asked of each row first, then what was shown is done."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agenda.joining import sentences
from agenda.rules.consequences import judgeable_sentence

from .forms import change_address, latest_version
from .refusals import refusal

MOST = 500
"""How many rows are changed at once at most."""
READ_WITH = {"completeness": ("url", "read_on")}
"""Columns that the rules of another one ask for."""


@dataclass(frozen=True)
class Trial:
    """What becomes of one row: its value before, and why it is refused ("" when it is not)."""

    row: Any
    before: str
    is_changed: bool
    refused: str = ""

    @property
    def address(self) -> str:
        return change_address(self.row)


def choices_of(model_admin) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """(column, label, [(“column=value”, label)]) of everything that may be set in several rows."""
    found = []
    for name in model_admin.bulk_columns:
        column = model_admin.model._meta.get_field(name)
        values = column.choices or [(True, _("Yes")), (False, _("No"))]
        options = [(f"{name}={value}", str(label)) for value, label in values]
        found.append((name, str(column.verbose_name), options))
    return found


def change_several(model_admin, request, queryset, wanted: str = ""):
    """The page that asks what to set, shows what would become of each row, and does what it showed."""
    wanted = wanted or request.POST.get("wanted", "")
    offered = choices_of(model_admin)
    known = {option: label for _name, _label, options in offered for option, label in options}
    rows = list(queryset.order_by("pk")[: MOST + 1])
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Change several at once"),
        "opts": model_admin.opts,
        "offered": offered,
        "wanted": wanted if wanted in known else "",
        "action": request.POST.get("action", ""),
        "keys": [row.pk for row in rows],
    }
    if len(rows) > MOST:
        messages.error(request, _("At most %(n)s rows are changed at once: choose fewer.") % {"n": MOST})
        return None
    if wanted in known:
        seen = request.POST.get("seen")
        trials = _attempt(model_admin, request, rows, wanted, seen)
        digest = _digest(wanted, trials)
        if seen == digest:
            return _tell(request, trials)
        if seen:
            messages.warning(
                request, _("Something changed since you looked: nothing was written. Look again.")
            )
        context |= {
            "label": known[wanted],
            "trials": [trial for trial in trials if trial.is_changed],
            "refused": [trial for trial in trials if trial.refused],
            "same": sum(not trial.is_changed and not trial.refused for trial in trials),
            "seen": digest,
        }
    return TemplateResponse(request, "admin/change_several.html", context)


def _digest(wanted: str, trials: list[Trial]) -> str:
    seen = [wanted, [(trial.row.pk, trial.before, trial.is_changed, trial.refused) for trial in trials]]
    return hashlib.sha256(repr(seen).encode()).hexdigest()


@transaction.atomic
def _attempt(model_admin, request, rows, wanted: str, seen: str | None) -> list[Trial]:
    """Change each row as its own form would; all is taken back unless it comes out as it was `seen`."""
    trials = list(_trials(model_admin, request, rows, wanted))
    if seen != _digest(wanted, trials):
        transaction.set_rollback(True)
    return trials


def _trials(model_admin, request, rows, wanted: str) -> Iterator[Trial]:
    name, _equals, value = wanted.partition("=")
    model = model_admin.model
    read_with = [part for part in READ_WITH.get(name, ()) if part in {f.name for f in model._meta.fields}]
    row_form = forms.modelform_factory(
        model,
        form=_row_form(model_admin.form),
        fields=[name, *read_with],
        formfield_callback=partial(model_admin.formfield_for_dbfield, request=request),
    )
    row_form.user = request.user  # type: ignore[attr-defined]
    stored = model._base_manager.select_for_update().in_bulk([row.pk for row in rows])
    for row in stored.values():
        before = _said(row, name)
        if str(getattr(row, name)) == value:
            yield Trial(row, before, is_changed=False)
            continue
        refused = _refused(row_form, row, {name: value if value != "False" else ""}, read_with)
        yield Trial(row, before, is_changed=not refused, refused=refused)


def _said(row: models.Model, name: str) -> str:
    column = row._meta.get_field(name)
    if column.choices:  # type: ignore[union-attr]
        return str(getattr(row, f"get_{name}_display")())
    return _("Yes") if getattr(row, name) else _("No")


def _refused(row_form, row, data: dict[str, str], read_with: list[str]) -> str:
    """Save the row with the data; "" when it is saved, else what a rule says against it."""
    for part in read_with:
        data[part] = str(getattr(row, part) or "")
    form = row_form(data | {"token": latest_version(row)}, instance=row)
    if not form.is_valid():
        return " ".join(dict.fromkeys(sentence for listed in form.errors.values() for sentence in listed))
    if judgeable := getattr(form, "judgeable", ()):
        return sentences([judgeable_sentence(judgeable), _("Change this one by itself.")])
    try:
        with transaction.atomic():
            form.save()
    except (IntegrityError, ValidationError) as error:
        return refusal(error)
    return ""


def _row_form(form: type[forms.ModelForm]) -> type[forms.ModelForm]:
    """The admin's own form for few of its columns: what it says of others is said of the row."""

    class RowForm(form):  # type: ignore[valid-type, misc]
        def add_error(self, field, error):
            super().add_error(field if field in self.fields else None, error)

    return RowForm


def _tell(request, trials: list[Trial]) -> None:
    """Say what was done; the list follows."""
    if n := sum(trial.is_changed for trial in trials):
        messages.success(request, ngettext("%(n)s row changed.", "%(n)s rows changed.", n) % {"n": n})
    for trial in trials:
        if trial.refused:
            messages.error(request, f"{trial.row}: {trial.refused}")
