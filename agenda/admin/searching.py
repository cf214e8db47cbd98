"""How the admin searches: by every name of a forum, and the exact match first where rows are chosen."""

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

NAMES = ("name", "title", "short_name", "name_ja", "title_ja", "code", "slug", "iso_code")
"""Columns by which somebody may name a row exactly."""


def forum_names(path: str) -> list[str]:
    """The columns by which a dialogue is found, over a relation that leads to it."""
    return [f"{path}__{part}" for part in ("name", "name_ja", "short_name", "other_names", "slug")]


def exact_first(rows: QuerySet, term: str) -> QuerySet:
    """The rows with those first that are called just so, then those that begin so, then as they were ordered."""
    columns = {field.name for field in rows.model._meta.concrete_fields}
    exact, begins = Q(), Q()
    for name in columns.intersection(NAMES):
        exact |= Q(**{f"{name}__iexact": term})
        begins |= Q(**{f"{name}__istartswith": term})
    for name in columns.intersection({"other_names", "aliases"}):
        exact |= Q(**{f"{name}__icontains": f'"{term}"'})
    order = rows.query.order_by or rows.model._meta.ordering
    nearness = Case(
        When(exact, Value(0)), When(begins, Value(1)), default=Value(2), output_field=IntegerField()
    )
    return rows.annotate(nearness=nearness).order_by("nearness", *order)
