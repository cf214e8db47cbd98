"""The order of a list: `?sort=key`, or `?sort=-key` for the largest first. An unknown key is said beside the field."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import django_filters
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from .fields import TypedField

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Order:
    """One column that a list is sorted by.

    `by`: a field or expression of the database, or a function from a row to its value. None stands last either way
    round.
    `falls`: whoever chooses the column sees the largest first.
    """

    label: "StrOrPromise"
    by: Any
    falls: bool = False

    def sign(self, key: str) -> str:
        """The value of `sort` for whoever chooses the column."""
        return f"-{key}" if self.falls else key


class SortField(TypedField):
    """The key of an order, with a minus in front for the largest first; anything else is remembered as unknown."""

    wish = _("a column this list is sorted by")

    def __init__(self, *args, orders: Mapping[str, Order], **kwargs):
        self.orders = orders
        super().__init__(*args, **kwargs)

    def clean(self, value):
        text = (value or "").replace("\x00", "").strip()[:40]
        if text.removeprefix("-") in self.orders:
            return text
        self.unknown = (text,) if text else ()
        return ""


class SortFilter(django_filters.Filter):
    """Leaves out no row. `standing`: the order that the list has when none is asked for, where a column has it."""

    field_class = SortField

    def __init__(self, orders: Mapping[str, Order], *, standing: str = "", **kwargs):
        super().__init__(**{"label": _("Sort by"), "orders": orders} | kwargs)
        self.orders, self.standing = orders, standing

    def filter(self, queryset, value):
        """The queryset in the order asked for; rows that are equal in it keep their order by key."""
        if not value:
            return queryset
        by = self.orders[value.removeprefix("-")].by
        field = F(by) if isinstance(by, str) else by
        order = field.desc(nulls_last=True) if value.startswith("-") else field.asc(nulls_last=True)
        return queryset.order_by(order, "pk")

    def arranged(self, rows: list, value: str) -> list:
        """The rows in the order asked for; those that are equal in it stay as they stand."""
        if not value:
            return rows
        by = self.orders[value.removeprefix("-")].by
        valued = [(by(row), row) for row in rows]
        known = [pair for pair in valued if pair[0] is not None]
        known.sort(key=lambda pair: pair[0], reverse=value.startswith("-"))
        return [row for _value, row in known] + [row for value_, row in valued if value_ is None]
