"""Which files make a record, and which columns each has; `load_record` and `dump_record` both read this."""

from dataclasses import dataclass

from django.db.models import Model, QuerySet

from agenda.models import (
    Actor,
    Claim,
    CodebookVersion,
    Dialogue,
    Document,
    Meeting,
    Plan,
    Recommendation,
    Topic,
)

from .stored import Abstract, Column, Dated, Day, Flag, Lines, Ref, Refs

PUBLIC = Flag("is_published", empty=True, sparse=True)


@dataclass(frozen=True)
class Noun:
    """One file: its rows are instances of `model`, found again by the `key` columns joined with a slash."""

    name: str
    model: type[Model]
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    optional: bool = False
    ignored: tuple[str, ...] = ()

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
        rows = self.model._default_manager.all()
        refs = [column.attribute for column in self.columns if type(column) is Ref]
        many = [column.attribute for column in self.columns if type(column) is Refs]
        if any(isinstance(column, Abstract) for column in self.columns):
            many.append("bodies")
        return rows.select_related(*refs).prefetch_related(*many) if refs else rows.prefetch_related(*many)

    @property
    def column_names(self) -> set[str]:
        return {name for column in self.columns for name in column.names} | set(self.ignored)


NOUNS = (
    Noun(
        "actors",
        Actor,
        ("slug",),
        (
            Column("slug", required=True),
            Column("name", required=True),
            Column("name_ja", sparse=True),
            Column("kind", required=True),
            Ref("parent", noun="actors"),
            Column("iso_code", empty=None),
            PUBLIC,
        ),
    ),
    Noun(
        "dialogues",
        Dialogue,
        ("slug",),
        (
            Column("slug", required=True),
            Column("name", required=True),
            Column("name_ja", sparse=True),
            Column("short_name", required=True),
            Lines("other_names"),
            Column("kind", required=True),
            Column("level", required=True),
            Column("status", required=True),
            Refs("members", noun="actors"),
            Ref("parent", noun="dialogues"),
            Column("note"),
            PUBLIC,
        ),
    ),
    Noun(
        "codebook",
        CodebookVersion,
        ("number",),
        (Column("number", required=True), Day("made_on", required=True), Column("note", required=True)),
        optional=True,
    ),
    Noun(
        "topics",
        Topic,
        ("code",),
        (
            Column("code", required=True),
            Column("name", required=True),
            Column("name_ja", sparse=True),
            Ref("parent", noun="topics", sparse=True),
            Column("definition", required=True),
            Column("includes"),
            Column("excludes"),
            Lines("aliases"),
            Lines("phrases", sparse=True),
            Lines("partial_phrases", sparse=True),
            Lines("excluded_phrases", sparse=True),
            Column("named_in"),
            PUBLIC,
        ),
    ),
    Noun(
        "meetings",
        Meeting,
        ("slug",),
        (
            Column("slug", required=True),
            Ref("dialogue", noun="dialogues", required=True),
            Column("title", required=True),
            Dated("held_on", precision="date_precision", part="held"),
            Column("place", empty=None),
            Column("format", required=True),
            Column("level", required=True),
            Column("status", required=True),
            Column("note"),
            PUBLIC,
        ),
    ),
    Noun(
        "documents",
        Document,
        ("slug",),
        (
            Column("slug", required=True),
            Ref("meeting", noun="meetings"),
            Column("title", required=True),
            Column("title_ja", sparse=True),
            Column("kind", required=True),
            Ref("publisher", noun="actors", required=True),
            Ref("author", noun="actors", sparse=True),
            Refs("issued_by", attr="issuers", noun="actors"),
            Dated("issued_on", precision="issued_on_precision", part="issued"),
            Column("language", required=True),
            Column("url", empty=None),
            Column("archive_url", empty=None, sparse=True),
            Day("retrieved_on", sparse=True),
            Column("completeness", required=True),
            Flag("is_official", empty=True),
            Column("summary"),
            Abstract("abstract"),
            Column("note", sparse=True),
            PUBLIC,
        ),
        ignored=("readout_file",),
    ),
    Noun(
        "recommendations",
        Recommendation,
        ("code",),
        (
            Column("code", required=True),
            Ref("topic", noun="topics", required=True),
            Refs("dialogues", noun="dialogues"),
            Ref("by", attr="recommender", noun="actors", required=True),
            Ref("document", noun="documents", required=True),
            Column("locator"),
            Dated("made_on", precision="made_on_precision", part="made", required=True),
            Column("made_on_note"),
            Column("kind", required=True),
            Column("summary", required=True),
            Day("withdrawn_on", sparse=True),
            PUBLIC,
        ),
    ),
    Noun(
        "claims",
        Claim,
        ("document", "locator", "meeting", "topic"),
        (
            Ref("document", noun="documents", required=True),
            Column("locator", required=True),
            Ref("meeting", noun="meetings", required=True),
            Ref("topic", noun="topics", required=True),
            Column("outcome", required=True),
            Column("note"),
            PUBLIC,
        ),
    ),
    Noun(
        "plans",
        Plan,
        ("document", "topic"),
        (
            Ref("document", noun="documents", required=True),
            Ref("topic", noun="topics", required=True),
            Column("paragraph", empty=None),
            Column("summary", required=True),
            PUBLIC,
        ),
        optional=True,
    ),
)
