"""What a new row needs and few spreadsheets say; the dry run shows it like everything else."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from agenda.dates import PartialDate
from agenda.models import Dialogue, Document, Import

from .plan import Choices


@dataclass
class Defaults:
    """Fills in rows of one kind. `on` is the day that tells past meetings from those to come."""

    kind: str
    choices: Choices
    on: date

    def fill(self, values: dict) -> list[str]:
        """Add to the values of a new row what they lack; returns what a person should be told of it."""
        values.setdefault("is_published", self.choices.publish)
        if self.kind == Import.Kind.MEETINGS and values.get("dialogue"):
            forum = self._forums.get(values["dialogue"], (values["dialogue"], "mixed"))
            values.setdefault("title", _("%(forum)s meeting") % {"forum": forum[0]})
            values.setdefault("level", forum[1])
            first = values.get("held_on") and PartialDate.parse(values["held_on"]).first
            last = PartialDate.parse(values["ends_on"]).first if values.get("ends_on") else first
            values.setdefault("status", "held" if last and last <= self.on else "scheduled")
        if self.kind == Import.Kind.DOCUMENTS:
            values.setdefault("completeness", "not_read")
            values.setdefault("language", "en")
            if self.choices.signs and values["completeness"] == "full" and values.get("url"):
                values.setdefault("read_on", self.on.isoformat())
        if self.kind == Import.Kind.RECOMMENDATIONS and not values.get("made_on"):
            return self._date_by_document(values)
        return []

    def _date_by_document(self, values: dict) -> list[str]:
        """A recommendation without a date was made when its document was issued, where that is on record."""
        issued = self._issued.get(values.get("document", ""))
        if not issued:
            return []
        values["made_on"] = issued
        values.setdefault("made_on_note", _("The document's date."))
        return [_("Dated by its document: %(day)s.") % {"day": issued}]

    @cached_property
    def _issued(self) -> dict[str, str]:
        """The dates of documents on record, by slug."""
        rows = Document.objects.exclude(issued_on=None)
        listed = rows.values_list("slug", "issued_on", "issued_on_precision")
        return {slug: PartialDate(day, precision).iso for slug, day, precision in listed if day}

    @cached_property
    def _forums(self) -> dict[str, tuple[str, str]]:
        """(short name, level) of each dialogue on record by slug."""
        rows = Dialogue.objects.values_list("slug", "short_name", "level")
        return {slug: (name, level) for slug, name, level in rows}
