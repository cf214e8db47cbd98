"""Import and export of the record's nouns as tables: relations by slug or code, lists with " | " between."""

from django.utils.translation import gettext as _
from import_export import fields, resources, widgets

from agenda.dates import PartialDate
from agenda.models import Actor, Claim, Dialogue, Document, Meeting, Plan, Recommendation, Topic

SEPARATOR = " | "


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


class ActorTable(Table):
    parent = ref("parent", Actor)

    class Meta(Table.Meta):
        model = Actor
        import_id_fields = ("slug",)
        fields = ("slug", "name", "name_ja", "kind", "parent", "iso_code", "is_published")


class DialogueTable(Table):
    other_names = fields.Field("other_names", "other_names", widget=Lines())
    members = ref("members", Actor, many=True)
    parent = ref("parent", Dialogue)

    class Meta(Table.Meta):
        model = Dialogue
        import_id_fields = ("slug",)
        fields = ("slug", "name", "name_ja", "short_name", "other_names", "kind", "level", "status", "members",
                  "parent", "note", "is_published")  # fmt: skip


class MeetingTable(Table):
    dialogue = ref("dialogue", Dialogue)
    held_on = Dated("held", "held_on")

    class Meta(Table.Meta):
        model = Meeting
        import_id_fields = ("slug",)
        fields = ("slug", "dialogue", "title", "held_on", "place", "format", "level", "status", "note",
                  "is_published")  # fmt: skip


class DocumentTable(Table):
    meeting = ref("meeting", Meeting)
    publisher = ref("publisher", Actor)
    issuers = ref("issuers", Actor, many=True)
    author = ref("author", Actor)
    issued_on = Dated("issued", "issued_on")

    class Meta(Table.Meta):
        model = Document
        import_id_fields = ("slug",)
        fields = ("slug", "meeting", "title", "title_ja", "kind", "is_official", "publisher", "issuers", "author",
                  "issued_on", "language", "url", "archive_url", "completeness", "summary", "note",
                  "is_published")  # fmt: skip


class TopicTable(Table):
    parent = ref("parent", Topic, "code")
    aliases = fields.Field("aliases", "aliases", widget=Lines())
    phrases = fields.Field("phrases", "phrases", widget=Lines("\n"))
    partial_phrases = fields.Field("partial_phrases", "partial_phrases", widget=Lines("\n"))
    excluded_phrases = fields.Field("excluded_phrases", "excluded_phrases", widget=Lines("\n"))

    class Meta(Table.Meta):
        model = Topic
        import_id_fields = ("code",)
        fields = ("code", "name", "name_ja", "parent", "definition", "includes", "excludes", "aliases", "phrases",
                  "partial_phrases", "excluded_phrases", "is_published")  # fmt: skip


class RecommendationTable(Table):
    topic = ref("topic", Topic, "code")
    dialogues = ref("dialogues", Dialogue, many=True)
    recommender = ref("recommender", Actor)
    document = ref("document", Document)
    made_on = Dated("made", "made_on")

    class Meta(Table.Meta):
        model = Recommendation
        import_id_fields = ("code",)
        fields = ("code", "topic", "dialogues", "recommender", "document", "locator", "made_on",
                  "made_on_note", "kind", "summary", "withdrawn_on", "is_published")  # fmt: skip


class ClaimTable(Table):
    document = ref("document", Document)
    meeting = ref("meeting", Meeting)
    topic = ref("topic", Topic, "code")

    class Meta(Table.Meta):
        model = Claim
        import_id_fields = ("document", "locator", "meeting", "topic")
        fields = ("document", "locator", "meeting", "topic", "outcome", "note", "is_published")


class PlanTable(Table):
    document = ref("document", Document)
    topic = ref("topic", Topic, "code")

    class Meta(Table.Meta):
        model = Plan
        import_id_fields = ("document", "topic")
        fields = ("document", "topic", "paragraph", "summary", "is_published")
