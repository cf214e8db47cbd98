"""Import and export of the record's nouns as tables: relations by slug or code, lists with " | " between.

The columns are those of `importers.nouns`, which the loader, the dump and the desk's imports read too.
"""

from django.utils.translation import gettext as _
from import_export import fields, resources, widgets

from agenda.catalogue import stored as columns
from agenda.catalogue.files import NOUNS
from agenda.dates import PartialDate

SEPARATOR = " | "
NAMED = {noun.name: noun for noun in NOUNS}


class Lines(widgets.Widget):
    """A list of texts; phrases, which may contain "|" themselves, stand one a line in their cell."""

    def __init__(self, separator=SEPARATOR):
        super().__init__()
        self.separator = separator

    def clean(self, value, row=None, **kwargs):
        return [part.strip() for part in (value or "").split(self.separator.strip(" ")) if part.strip()]

    def render(self, value, obj=None, **kwargs):
        return self.separator.join(value or [])


class Refs(widgets.ManyToManyWidget):
    """Several rows by key; an unknown key is refused, not skipped."""

    def clean(self, value, row=None, **kwargs):
        keys = [key.strip() for key in (value or "").split(SEPARATOR.strip()) if key.strip()]
        found = list(self.model.objects.filter(**{f"{self.field}__in": keys}))
        if missing := sorted(set(keys) - {getattr(one, self.field) for one in found}):
            raise ValueError(
                _("There is no %(verbose_name)s %(missing)s.")
                % {"verbose_name": self.model._meta.verbose_name, "missing": ", ".join(missing)}
            )
        return found

    def render(self, value, obj=None, **kwargs):
        return SEPARATOR.join(sorted(getattr(one, self.field) for one in value.all())) if value else ""


class Ref(widgets.ForeignKeyWidget):
    """One row by key, with a plain sentence when there is none."""

    def clean(self, value, row=None, **kwargs):
        if not value:
            return None
        found = self.model.objects.filter(**{self.field: value.strip()}).first()
        if found is None:
            raise ValueError(
                _("There is no %(verbose_name)s “%(value)s”.")
                % {"verbose_name": self.model._meta.verbose_name, "value": value}
            )
        return found


class Dated(fields.Field):
    """A partial date in one column; `attribute` is the model's PartialDate property."""

    def save(self, instance, row, is_m2m=False, **kwargs):
        text = (row.get(self.column_name) or "").strip()
        try:
            setattr(instance, self.attribute, PartialDate.parse(text) if text else None)
        except ValueError as error:
            raise ValueError(f"{self.column_name}: {error}") from None

    def export(self, instance, **kwargs):
        value = getattr(instance, self.attribute)
        return value.iso if value else ""


def ref(name: str, model, key: str = "slug", many: bool = False):
    widget = Refs(model, separator=SEPARATOR, field=key) if many else Ref(model, key)
    return fields.Field(attribute=name, column_name=name, widget=widget, m2m_add=False)


class Table(resources.ModelResource):
    """Validated as the forms are; a row that changes nothing is reported as unchanged."""

    class Meta:
        abstract = True
        clean_model_instances = True
        skip_unchanged = True
        report_skipped = True
        use_transactions = True


def table_of(name: str) -> type[Table]:
    """The table of a noun with the columns that its record file has; texts of documents come in at the desk."""
    noun = NAMED[name]
    members: dict = {}
    for column in noun.columns:
        if isinstance(column, columns.Dated):
            members[column.name] = Dated(column.part, column.name)
        elif isinstance(column, columns.Ref | columns.Refs):
            other, many = NAMED[column.noun], isinstance(column, columns.Refs)
            members[column.attribute] = ref(column.attribute, other.model, other.key[0], many=many)
        elif isinstance(column, columns.Lines):
            widget = Lines("\n") if column.name.endswith("phrases") else Lines()
            members[column.name] = fields.Field(column.attribute, column.name, widget=widget)
    names = tuple(
        column.name if isinstance(column, columns.Dated) else column.attribute
        for column in noun.columns
        if not isinstance(column, columns.Abstract)
    )
    meta = {"model": noun.model, "import_id_fields": noun.key, "fields": names}
    members["Meta"] = type("Meta", (Table.Meta,), meta)
    return type(f"{noun.model.__name__}Table", (Table,), members)
