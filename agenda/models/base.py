"""What several nouns share: addresses, being published, partial dates, trees without circles."""

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.lookups import IsNull
from django.urls import get_script_prefix, reverse
from django.utils.encoding import force_str
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from agenda.dates import PartialDate
from agenda.languages import reading_language

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Precision(models.TextChoices):
    DAY = "day", _("day")
    MONTH = "month", _("month")
    YEAR = "year", _("year")


class Published(models.Model):
    """A row the public sees only once `is_published` is set.

    Public code starts from the manager's `published()`, which every subclass defines so that it
    also asks the rows this one hangs on.
    """

    is_published = models.BooleanField(
        _("public"), default=False, help_text=_("Readers see this only when it is ticked.")
    )

    class Meta:
        abstract = True

    def _get_FIELD_display(self, field: models.Field) -> str:
        """The words of the choice that a column holds. Django makes a table of all choices each time it is asked."""
        return words_of_choice(type(self), field.name, getattr(self, field.attname))


def words_of_choice(kind: type[models.Model], name: str, value: Any) -> str:
    """The words of a choice of a column in the language in use; the value itself where it is no choice."""
    return _words_of_choice(kind, name, value, get_language())


@lru_cache(maxsize=1024)
def _words_of_choice(kind: type[models.Model], name: str, value: Any, language: str | None) -> str:
    """The words of a choice in the language, which is the one in use; the value itself where it is no choice."""
    field: Any = kind._meta.get_field(name)
    return force_str(dict(field.flatchoices).get(value, value), strings_only=True)


def is_public(name: str, rows: models.QuerySet) -> models.Exists:
    """The condition that the foreign key leads to one of the rows, looked up by key row by row.

    `name__in=rows` would have SQLite list all of the rows first, however few are asked about.
    """
    return models.Exists(rows.filter(pk=models.OuterRef(name)))


def row_by_row(name: str, rows: models.QuerySet) -> models.Exists:
    """The same for one alternative of several. PostgreSQL would list all of the rows first for these, and cannot where
    more than equality is asked."""
    key = models.OuterRef(name)
    return models.Exists(rows.filter(pk=key, pk__gte=key))


def one_by_one(rows: models.QuerySet) -> IsNull:
    """The condition that an outer row has any of the rows, which name it by OuterRef, asked for each outer row in turn.

    For the first few of very many outer rows: `Exists` is a join for PostgreSQL, which may then read all there is of both.
    """
    # An index may tell that there is a row; its key would be read from the row.
    return IsNull(models.Subquery(rows.order_by().values(is_there=models.Value(1))[:1]), False)


def web_address(name: str, of: str) -> models.CheckConstraint:
    """The rule that a stored address is one of the web: a link to “javascript:…” would run in our reader's page."""
    return models.CheckConstraint(
        condition=Q(**{name: ""})
        | Q(**{f"{name}__istartswith": "http://"})
        | Q(**{f"{name}__istartswith": "https://"}),
        name=f"{of}_{name}_is_of_the_web",
        violation_error_message=_("An address begins with http:// or https://."),
    )


MARKS = ("9999999991", "9999999992", "9999999993")
"""Keys that every path of a page takes, whatever its converter."""


@cache
def _address_pattern(name: str, count: int, prefix: str, language: str) -> str:
    path = reverse(name, args=MARKS[:count]).replace("%", "%%")
    for mark in MARKS:
        path = path.replace(mark, "%s")
    return path


def address(name: str, *keys) -> str:
    """Return the path of the page called `name` for these keys (slugs or numbers), as `reverse` gives it.

    `reverse` is asked once for each page, script name and language: lists and exports need thousands of addresses.
    """
    return address_pattern(name, len(keys)) % keys


def address_pattern(name: str, count: int) -> str:
    """The path of the page with %s for each of its `count` keys, in the script name and language of this moment."""
    return _address_pattern(name, count, get_script_prefix(), reading_language())


def japanese(what: "StrOrPromise", length: int) -> models.CharField:
    """An optional Japanese name or title; shown beside the English one and found by search."""
    return models.CharField(what, max_length=length, blank=True)


def precision_field() -> models.CharField:
    return models.CharField(
        _("known to the"), max_length=5, choices=Precision.choices, default=Precision.DAY, editable=False
    )


def precision_rule(field: str, table: str) -> models.CheckConstraint:
    """A month stands on its first day and a year on 1 January, so that sorting is one column."""
    exact = Q(**{f"{field}_precision": "day"})
    month = Q(**{f"{field}_precision": "month", f"{field}__day": 1})
    year = Q(**{f"{field}_precision": "year", f"{field}__day": 1, f"{field}__month": 1})
    return models.CheckConstraint(
        condition=Q(**{f"{field}__isnull": True}) | exact | month | year,
        name=f"{table}_{field}_fits_its_precision",
        violation_error_message=_("A date known only to the month or year stands on its first day."),
    )


def partial_date(field: str, ends: str = "") -> property:
    """A property that joins `field` and `field_precision` into a PartialDate (None when empty).

    `ends` is the column of the last day of what may last several. It is read only: whoever writes the date leaves it.
    """

    def read(row):
        first = getattr(row, field)
        if not first:
            return None
        begins = PartialDate(first, getattr(row, f"{field}_precision"))
        return begins.until(getattr(row, ends)) if ends else begins

    def write(row, value):
        setattr(row, field, value.first if value else None)
        setattr(row, f"{field}_precision", value.precision if value else Precision.DAY)

    return property(read, write)


def free_slug(rows: models.QuerySet, field: str, wanted: str) -> str:
    """`wanted`, or with the first number from 2 on that none of the rows has in the field."""
    taken = set(rows.filter(**{f"{field}__startswith": wanted}).values_list(field, flat=True))
    slug, number = wanted, 1
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug


def may_lie_within(field: str, since: PartialDate | None, until: PartialDate | None) -> Q:
    """`dates.may_lie_within` for rows of a query; `field` may lead over relations.

    Rows without a date lie within an open range only.
    """
    wanted = Q()
    if since:
        day = since.first
        month = Q(**{f"{field}_precision": Precision.MONTH, f"{field}__gte": day.replace(day=1)})
        year = Q(**{f"{field}_precision": Precision.YEAR, f"{field}__gte": day.replace(month=1, day=1)})
        wanted &= Q(**{f"{field}__gte": day}) | month | year
    if until:
        wanted &= Q(**{f"{field}__lte": until.last})
    return wanted


def refuse_own_ancestor(row) -> None:
    """Raise ValidationError on `parent` when following parents from `row` comes back to it."""
    seen, above = set(), row.parent
    while above is not None and above.pk not in seen:
        if above.pk == row.pk:
            raise ValidationError({"parent": _("%(row)s cannot stand above itself.") % {"row": row}})
        seen.add(above.pk)
        above = above.parent


def in_circles(above: dict) -> list:
    """The keys of {key: parent's key or None} from which following parents comes back to the key itself."""
    found = []
    for key, at in above.items():
        seen = set()
        while at and at not in seen and at != key:
            seen.add(at)
            at = above.get(at)
        if at and at == key:
            found.append(key)
    return found


def parents_first(above: dict) -> list:
    """The keys of {key: parent's key or None} with each parent that is among them before its children."""
    placed: dict = {}
    for start in above:
        chain, at = [], start
        while at in above and at not in placed and at not in chain:
            chain.append(at)
            at = above[at]
        placed |= dict.fromkeys(reversed(chain))
    return list(placed)


def not_own_parent(table: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(parent__isnull=True) | ~Q(parent=models.F("pk")),
        name=f"{table}_is_not_its_own_parent",
        violation_error_message=_("A row cannot be its own parent."),
    )
