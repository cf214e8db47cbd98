"""The order of a list: `?sort=key`, or `?sort=-key` for the largest first. An unknown key is said beside the field."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import django_filters
from django.conf import settings
from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from agenda.languages import reading_language
from agenda.translated import by_name

from .fields import TypedField

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Order:
    """One column that a list is sorted by.

    `by`: a field or expression of the database, or a function from a row to its value. None stands last either way
    round.
    `falls`: whoever chooses the column sees the largest first.
    `name_of`: of columns of names, the row whose name it is; readers of other languages see them in its order there.
    """

    label: "StrOrPromise"
    by: Any
    falls: bool = False
    name_of: Callable[[Any], Any] | None = None

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

    def named(self, rows: QuerySet, value: str) -> "QuerySet | NamedRows":
        """The filtered rows; where readers of another language sort them by names, in the order of the names there.

        The database sorts names as they are written in the default language.
        """
        order = self.orders.get(value.removeprefix("-"))
        if order is None or order.name_of is None or reading_language() == settings.LANGUAGE_CODE:
            return rows
        name_of = order.name_of
        named = {row.pk: name_of(row) for row in rows}
        known = [pk for pk, row in named.items() if row is not None]
        known.sort(key=lambda pk: by_name(named[pk]), reverse=value.startswith("-"))
        return NamedRows(rows, known + [pk for pk, row in named.items() if row is None])


class NamedRows(Sequence):
    """Rows of a queryset in an order of their keys that the database does not know; slices are read anew, related rows
    with them."""

    def __init__(self, rows: QuerySet, keys: list[int]) -> None:
        self.rows, self.keys = rows, keys

    def __len__(self) -> int:
        return len(self.keys)

    def __getitem__(self, index):
        if isinstance(index, int):
            return self.rows.get(pk=self.keys[index])
        wanted = self.keys[index]
        found = {row.pk: row for row in self.rows.filter(pk__in=wanted)}
        return [found[pk] for pk in wanted]
