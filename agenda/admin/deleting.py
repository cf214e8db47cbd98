"""Before a row is deleted: what depends on it, and what may be done instead."""

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.text import capfirst

from agenda.actions.merging.plan import naming, relations_of
from agenda.models import Draft, Merger, RulingDraft

NOBODYS = (Draft, RulingDraft, Merger)
"""Rows whose number is nobody else's business, or that go along without a loss."""


def instead_of_deleting(model_admin, request, row: Any) -> dict[str, Any]:
    """Context for the question: how many rows of each kind depend on the row, and the ways that are open instead."""
    if row is None:
        return {}
    may_merge = getattr(model_admin, "may_merge", None)
    return {
        "depending": _depending(model_admin, row),
        "merge_address": model_admin.merge_address(row) if may_merge and may_merge(request) else "",
        "may_hide": getattr(row, "is_published", False) and model_admin.has_change_permission(request, row),
    }


def _depending(model_admin, row: Any) -> list[tuple[str, int, str]]:
    """(kind, how many, the list of them or "") of the rows that name this one. One query a relation."""
    found = []
    for relation in relations_of(type(row)):
        if relation.related_model in NOBODYS or not (n := naming(relation, row).count()):
            continue
        meta = relation.related_model._meta
        kind = f"{capfirst(str(meta.verbose_name_plural))} ({relation.field.verbose_name})"
        found.append((kind, n, _list_of(model_admin, relation, row)))
    return found


def _list_of(model_admin, relation: Any, row: Any) -> str:
    if not model_admin.admin_site.is_registered(relation.related_model):
        return ""
    try:
        address = reverse(f"admin:agenda_{relation.related_model._meta.model_name}_changelist")
    except NoReverseMatch:
        return ""
    return f"{address}?{relation.field.name}__id__exact={row.pk}"
