"""Which files make a record, and which columns each has; `load_record` and `dump_record` both read this."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.db.models import Model, QuerySet

from agenda.models import (
    Actor,
    Assessment,
    Assignment,
    Claim,
    CodebookVersion,
    Dialogue,
    Document,
    Finding,
    Meeting,
    Plan,
    Recommendation,
    Topic,
)

from .stored import (
    Abstract,
    Account,
    Column,
    Dated,
    Day,
    Flag,
    Lines,
    Noon,
    Passages,
    Position,
    Ref,
    Refs,
    Rows,
    Version,
)

PUBLIC = Flag("is_published", empty=True, sparse=True)


@dataclass(frozen=True)
class Noun:
    """One file: its rows are instances of `model`, found again by the `key` columns joined with a slash."""

    name: str
    model: type[Model]
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    optional: bool = False
    is_chain: bool = False
    """Rows of one key supersede each other in the order of the file, and none is ever changed."""

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
        """Is the instance part of a record? Of accounts only those that coded, decided or read something."""
        return self.name != "coders" or any(
            getattr(instance, name).exists() for name in ("assessments", "read_documents", "assignments")
        )

    @property
    def column_names(self) -> set[str]:
        return {name for column in self.columns for name in column.names}


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
        "codebook",
        CodebookVersion,
        ("number",),
        (
            Column("number", required=True),
            Day("made_on", required=True),
            Column("note", required=True),
            Rows(
                "interpretation_notes",
                related="interpretation_notes",
                parts=("number", "title", "text", "example", "topics"),
                keys=(("topics", "topics"),),
                sparse=True,
            ),
        ),
        optional=True,
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
            Day("covered_from", sparse=True),
            Day("covered_until", sparse=True),
            Lines("gaps", sparse=True),
            Refs("out_of_scope", noun="topics", sparse=True),
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
            Rows(
                "attendance",
                related="attendances",
                parts=("actor", "representative", "office"),
                keys=(("actor", "actors"),),
                sparse=True,
            ),
            PUBLIC,
        ),
    ),
    Noun(
        "coders",
        get_user_model(),
        ("coder",),
        (Column("coder", attr="username", required=True), Column("name", attr="first_name", required=True)),
        optional=True,
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
            Day("read_on", sparse=True),
            Account("read_by", sparse=True),
            Flag("is_official", empty=True),
            Column("summary"),
            Abstract("abstract"),
            Column("note", sparse=True),
            PUBLIC,
        ),
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
    Noun(
        "assignments",
        Assignment,
        ("meeting", "coder"),
        (
            Ref("meeting", noun="meetings", required=True),
            Account("coder", attr="analyst", required=True),
            Noon("handed_in_on", attr="first_submitted_at", required=True),
        ),
        optional=True,
    ),
    Noun(
        "assessments",
        Assessment,
        ("meeting", "topic", "coder"),
        (
            Ref("meeting", noun="meetings", required=True),
            Ref("topic", noun="topics", required=True),
            Account("coder", attr="assessed_by", required=True),
            Noon("assessed_on", attr="assessed_at", required=True),
            Version("codebook_version", empty=1, sparse=True),
            Column("outcome", required=True),
            Column("depth", sparse=True),
            Flag("is_excluded", empty=False, sparse=True),
            Flag("is_self_coded", empty=False, sparse=True),
            Column("confidence", sparse=True),
            Column("note", sparse=True),
            Refs("examined", noun="documents"),
            Passages("evidence"),
        ),
        is_chain=True,
    ),
    Noun(
        "findings",
        Finding,
        ("meeting", "topic"),
        (
            Ref("meeting", noun="meetings", required=True),
            Ref("topic", noun="topics", required=True),
            Account("coder", attr="assessment__assessed_by", required=True),
            Position("assessment", attr="position", sparse=True),
            Column("basis", required=True),
            Column("reason"),
            Noon("decided_on", attr="decided_at", sparse=True),
            Account("decided_by", sparse=True),
            Column("status", empty="published", sparse=True),
        ),
        is_chain=True,
    ),
)
