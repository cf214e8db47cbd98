"""Write the planned rows of nouns, each in the name of an account, with a reason in its history."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db import IntegrityError
from django.utils.translation import gettext as _

from agenda.catalogue.files import NAMED
from agenda.catalogue.noun import Noun
from agenda.intake.plan.nouns import ordered
from agenda.intake.plan.plan import Progress, Write, quiet
from agenda.models import MERGED, Merger
from agenda.rules.triggers import sentence_of


class RuleBroken(ValueError):
    """A rule of the database refuses what a plan let through; the message is its sentence, `row` the row if it is known."""

    def __init__(self, error: IntegrityError, row: Write | None = None):
        super().__init__(
            sentence_of(error) or _("The database refuses one of the rows; nothing was written.")
        )
        self.error, self.row = error, row


class _Lookup:
    """Instances by noun and key, fetched when first asked for; those just saved are told to it, merged ones lead on."""

    def __init__(self):
        self.rows: dict[tuple[str, str], object] = {}

    def __call__(self, noun: str, key: str):
        if (noun, key) not in self.rows:
            column = NAMED[noun].column(NAMED[noun].key[0])
            row = NAMED[noun].model._default_manager.filter(**{column.attribute: key}).first()
            self.rows[noun, key] = row or self(noun, _merged_into(noun)[key])
        return self.rows[noun, key]


def _merged_into(noun: str) -> dict[str, str]:
    """{address given up: address of the row that stands for it} of a noun whose rows are merged."""
    name = noun.removesuffix("s")
    return Merger.objects.keys_now(name) if name in MERGED else {}


def write_rows(writes: list[Write], by, reason: str, progress: Progress = quiet) -> None:
    """Write new and changed rows, parents first. Inside a transaction. Raises RuleBroken."""
    lookup = _Lookup()
    for number, planned in enumerate(ordered(writes), start=1):
        try:
            saved = _save(planned, lookup, by, reason)
        except IntegrityError as error:
            raise RuleBroken(error, planned) from None
        lookup.rows[planned.noun.name, planned.key] = saved
        if number % 500 == 0:
            progress("writing", number, len(writes))


def _save(planned: Write, lookup: _Lookup, by, reason: str):
    """Set the planned columns, save the row in the name of `by`, return it."""
    instance, is_new = planned.instance or _new_row(planned.noun, by), planned.instance is None
    columns = [column for column in planned.noun.columns if column.name in planned.names]
    for column in columns:
        column.put(instance, planned.values[column.name], lookup)
    if "read_on" in planned.names and "read_by" not in planned.noun.column_names:
        instance.read_by = by if planned.values["read_on"] else None  # whoever brings the day in signs for it
    if planned.noun.name == "assignments":
        instance.submitted_at = instance.first_submitted_at
    instance._history_user = by
    instance._change_reason = reason
    instance.save()
    for column in columns:
        if planned.values[column.name] or not is_new:  # an empty relation of a new row is empty already
            column.put_related(instance, planned.values[column.name], lookup)
    return instance


def _new_row(noun: Noun, by):
    """A new instance with what no file says: accounts cannot sign in, assignments are the account's."""
    row: Any = noun.model()
    if noun.model is get_user_model():
        row.set_unusable_password()
        row.is_active = False
    if noun.name == "assignments":
        row.assigned_by = by
    return row
