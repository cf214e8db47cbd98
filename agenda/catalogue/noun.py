"""One file of the record: its model, its columns, and how a row of it is found again."""

from dataclasses import dataclass

from django.db.models import Model, QuerySet
from django.utils.functional import cached_property

from agenda.models import Merger

from .stored import StoredColumn

RECORD_ACCOUNT = "record-coder"
"""The account in whose name a record is loaded."""


@dataclass(frozen=True)
class NaturalKey:
    """Columns that tell which row it is: `needs` must all be filled, `adds` are compared too, filled or not."""

    needs: tuple[str, ...]
    adds: tuple[str, ...] = ()

    def __str__(self) -> str:
        return " + ".join(self.needs)


@dataclass(frozen=True)
class Noun:
    """One file: its rows are instances of `model`, found again by the `key` columns joined with a slash."""

    name: str
    model: type[Model]
    key: tuple[str, ...]
    columns: tuple[StoredColumn, ...]
    optional: bool = False
    is_chain: bool = False
    """Rows of one key supersede each other in the order of the file, and none is ever changed."""
    natural: tuple[NaturalKey, ...] = ()
    """What tells which row it is where a table gives no key; the first whose needs are filled counts."""
    slug_of: tuple[tuple[str, ...], ...] = ()
    """The columns that a new row's key is made of: of each group the first that is filled."""
    named_by: tuple[str, ...] = ()
    """The columns by whose words other tables may name a row."""

    def column(self, name: str) -> StoredColumn:
        """The column of that name; raises KeyError when there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    def key_of(self, values: dict) -> str:
        return "/".join(str(values.get(name, "")) for name in self.key)

    def canonical(self, values: dict) -> dict:
        return {column.name: column.canonical(values) for column in self.columns}

    def states(self, name: str, values: dict) -> bool:
        """Does the row say anything about this column? One it leaves out is left alone on a later load."""
        return any(part in values for column in self.columns if column.name == name for part in column.names)

    def of(self, instance) -> dict:
        """The instance as a canonical row."""
        return {column.name: column.of(instance) for column in self.columns}

    def instances(self) -> QuerySet:
        """All instances, relations fetched, in the order a dump writes them."""
        one = [path for column in self.columns for path in column.fetched_with]
        many = [path for column in self.columns for path in column.prefetched]
        rows = (
            self.model._default_manager.order_by("pk") if self.is_chain else self.model._default_manager.all()
        )
        return rows.select_related(*one).prefetch_related(*many) if one else rows.prefetch_related(*many)

    def belongs(self, instance) -> bool:
        """Is the instance part of a record? Of accounts only those that coded, decided, read or merged something.

        The account in whose name a record is loaded decides without being named in its files.
        """
        if self.name != "coders":
            return True
        acts = ["assessments", "read_documents", "assignments"]
        if instance.username != RECORD_ACCOUNT:
            acts.append("findings")
        merged = Merger.objects.filter(merged_by=instance)
        return any(getattr(instance, name).exists() for name in acts) or merged.exists()

    @cached_property
    def column_names(self) -> set[str]:
        return {name for column in self.columns for name in column.names}
