"""Every row that the program's tables hold, so that two ways of writing can be compared on either database."""

from datetime import date, datetime

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models

COUNTED_BY_KEY = ("CellTally", "AskedPair", "AskedTally")
"""Their keys of dialogues and topics are numbers, as 0 stands for all or none."""
KEPT_ANEW = ("KeptCourse", "AskedSource", *COUNTED_BY_KEY)
"""Kept by triggers, which drop rows and write them again: their keys say nothing."""
LEFT_OUT = ("RecordVersion", "CodedUnit", "UnitTally")
"""A number that grows, and what names others' keys within a text; `tests/coverage/test_units.py` proves those."""


class StoredRows:
    """The rows of each table by its model's name: keys as places in their table, moments as “a moment”, no empty values."""

    def __init__(self):
        self.models = list(apps.get_app_config("agenda").get_models(include_auto_created=True))
        self.places = {
            model: {pk: n for n, pk in enumerate(model._base_manager.order_by("pk").values_list("pk", flat=True), 1)}
            for model in (*self.models, get_user_model())
        }  # fmt: skip

    def tables(self) -> dict[str, list[dict]]:
        found = {model.__name__: self._rows(model) for model in self.models if model.__name__ not in LEFT_OUT}
        return {name: rows for name, rows in sorted(found.items()) if rows}

    def _rows(self, model) -> list[dict]:
        rows = [self._row(model, row) for row in model._base_manager.order_by("pk")]
        if model.__name__ not in KEPT_ANEW:
            return rows
        return sorted(({name: v for name, v in row.items() if name != "id"} for row in rows), key=str)

    def _row(self, model, row) -> dict:
        said = {
            field.attname: self._value(model, field, getattr(row, field.attname))
            for field in model._meta.concrete_fields
        }
        return {name: value for name, value in said.items() if value not in (None, "", False, [], {})}

    def _value(self, model, field, value):
        if value is not None and (of := self._leads_to(model, field)):
            return self.places[of].get(value, value)
        if isinstance(value, datetime):
            return "a moment"
        return value.isoformat() if isinstance(value, date) else value

    def _leads_to(self, model, field):
        """The model whose keys the field holds, its own or another's."""
        if isinstance(field, models.ForeignKey):
            return self._leads_to(field.related_model, field.related_model._meta.pk) or field.related_model
        if field.primary_key:
            return model
        if model.__name__ in COUNTED_BY_KEY and field.name in ("dialogue_id", "topic_id"):
            return apps.get_model("agenda", field.name[: -len("_id")])
        return getattr(model, "instance_type", None) if field.name == "id" else None
