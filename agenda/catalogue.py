"""Every public column, named once: what it is called, what it means, an example, and where it comes from.

CSV, Excel, JSON, the description of the API and the data dictionary are all made from this list. A column that does not
stand here is not given out: nothing is exported by leaving something off a list of exceptions.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from agenda.coverage import cell_state
from agenda.models import Actor, Dialogue, Document, Finding, Meeting

KINDS = {
    "string": {"type": "string"},
    "integer": {"type": "integer"},
    "number": {"type": ["number", "null"]},
    "boolean": {"type": "boolean"},
    "edtf": {"type": ["string", "null"], "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"},
    "date": {"type": ["string", "null"], "format": "date"},
    "datetime": {"type": "string", "format": "date-time"},
    "url": {"type": ["string", "null"], "format": "uri"},
    "reference": {"type": ["string", "null"]},
    "list": {"type": "array", "items": {"type": "string"}},
}
"""Kinds of column as JSON Schema. `edtf` is a date as exactly as it is known: 2022, 2022-05 or 2022-05-06."""


@dataclass(frozen=True)
class Column:
    """`read(row)` gives the JSON value; `source` says which field or sum it comes from."""

    name: str
    kind: str
    meaning: str
    example: Any
    source: str
    read: Callable[[Any], Any]


@dataclass(frozen=True)
class Table:
    """A list that readers see: `key` names the columns that tell its rows apart."""

    name: str
    title: str
    meaning: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]

    def row(self, row) -> dict[str, Any]:
        """One row as it stands in JSON."""
        return {column.name: column.read(row) for column in self.columns}

    def rows(self, rows: Iterable) -> Iterable[dict[str, Any]]:
        return (self.row(row) for row in rows)


def flat(value) -> Any:
    """A JSON value as one cell of a table: lists joined by “; ”, nothing as an empty cell."""
    if isinstance(value, list):
        return "; ".join(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else value


def _edtf(date) -> str | None:
    return date.iso if date else None


def _shown(actor: Actor | None) -> str | None:
    """The address of a related row, when the public may see it."""
    return actor.slug if actor and actor.is_published else None


def _field(name: str, kind: str, meaning: str, example, *, source: str = "", of: str = "") -> Column:
    """A column that is a field of the row itself (`of`: under another name there)."""
    attribute = of or name
    return Column(name, kind, meaning, example, source or attribute, lambda row: getattr(row, attribute))


URL = Column("url", "url", "Permanent address of the page.", "/meetings/quad-2021-03-12/", "get_absolute_url",
             lambda row: row.get_absolute_url())  # fmt: skip
NAME_JA = _field("name_ja", "string", "Japanese name; empty when none is on record.", "日米豪印（クアッド）")
NOTE = _field("note", "string", "A remark in our own words.", "Held by phone.")

DIALOGUES = Table(
    "dialogues", "Dialogues", "Standing forums in which governments meet.", ("slug",),
    (
        _field("slug", "string", "Permanent identity.", "quad"),
        _field("name", "string", "Full name.", "US-Japan Economic Policy Consultative Committee"),
        NAME_JA,
        _field("short_name", "string", "As it stands in tables.", "Economic Two Plus Two"),
        _field("other_names", "list", "Other names in use.", ["EPCC", "Economic 2+2"]),
        _field("kind", "string", "bilateral, trilateral, minilateral or multilateral.", "bilateral"),
        _field("level", "string", "Level at which it usually meets.", "ministerial"),
        _field("status", "string", "proposed, announced, active, on_hold or ended.", "active"),
        Column("parent", "reference", "Slug of the dialogue it works under.", "jhlc", "parent.slug",
               lambda d: _shown(d.parent)),
        Column("members", "list", "Slugs of its members.", ["japan", "united-states"], "members.slug",
               lambda d: sorted(actor.slug for actor in d.members.all() if actor.is_published)),
        NOTE, URL,
    ),
)  # fmt: skip

MEETINGS = Table(
    "meetings", "Meetings", "Occasions of dialogues, held, scheduled, postponed or cancelled.", ("slug",),
    (
        _field("slug", "string", "Permanent identity.", "quad-2021-03-12"),
        Column("dialogue", "reference", "Slug of the dialogue.", "quad", "dialogue.slug", lambda m: m.dialogue.slug),
        _field("title", "string", "Title.", "First Quad leaders' summit"),
        Column("held_on", "edtf", "Local date at the place, as exactly as it is known.", "2021-03-12", "held",
               lambda m: _edtf(m.held)),
        _field("place", "string", "Place; empty when virtual or not known.", "Tokyo"),
        _field("format", "string", "in_person, virtual, phone or hybrid.", "virtual"),
        _field("level", "string", "Level of this meeting.", "leaders"),
        _field("status", "string", "scheduled, held, postponed or cancelled.", "held"),
        NOTE, URL,
    ),
)  # fmt: skip

TOPICS = Table(
    "topics", "Topics", "Entries of the codebook, with the sums of their findings under the filters.", ("code",),
    (
        Column("code", "string", "Permanent code.", "open-ran", "topic.code", lambda r: r.topic.code),
        Column("name", "string", "Name.", "Open RAN", "topic.name", lambda r: r.topic.name),
        Column("name_ja", "string", "Japanese name.", "半導体", "topic.name_ja", lambda r: r.topic.name_ja),
        Column("definition", "string", "What it covers.", "Open radio access networks.", "topic.definition",
               lambda r: r.topic.definition),
        Column("aliases", "list", "Words that name it.", ["O-RAN"], "topic.aliases", lambda r: list(r.topic.aliases)),
        Column("raised", "integer", "Cells in which it was raised.", 9, "coverage.Tally", lambda r: r.tally.raised),
        Column("partly_raised", "integer", "Cells in which it was partly raised.", 2, "coverage.Tally",
               lambda r: r.tally.partly_raised),
        Column("not_raised", "integer", "Cells not mentioned in the published readouts.", 28, "coverage.Tally",
               lambda r: r.tally.not_raised),
        Column("not_determinable", "integer", "Cells without a public record; outside every rate.", 4, "coverage.Tally",
               lambda r: r.tally.not_determinable),
        Column("N", "integer", "Denominator of the rates: raised + partly raised + not raised.", 39, "coverage.Tally.N",
               lambda r: r.tally.N),
        Column("strict_rate", "number", "raised / N; empty when N is 0.", 0.2308, "coverage.Tally.strict_rate",
               lambda r: _rounded(r.tally.strict_rate)),
        Column("inclusive_rate", "number", "(raised + partly raised) / N; empty when N is 0.", 0.2821,
               "coverage.Tally.inclusive_rate", lambda r: _rounded(r.tally.inclusive_rate)),
        Column("recommendations", "list", "Codes of the recommendations that ask for it.", ["J22-37"],
               "recommendations.code", lambda r: sorted(r.recommendations)),
        Column("url", "url", "Permanent address of the page.", "/topics/open-ran/", "get_absolute_url",
               lambda r: r.topic.get_absolute_url()),
    ),
)  # fmt: skip


def _rounded(rate: float | None) -> float | None:
    return None if rate is None else round(rate, 6)


RECOMMENDATIONS = Table(
    "recommendations", "Recommendations", "One row for each forum a recommendation names, and what became of it there.",
    ("code", "forum"),
    (
        Column("code", "string", "Permanent code.", "J22-37", "code", lambda p: p.recommendation.code),
        Column("topic", "reference", "Code of the topic.", "st-cooperation", "topic.code",
               lambda p: p.recommendation.topic.code),
        Column("forum", "reference", "Slug of the dialogue; empty when it names none.", "two-plus-two", "dialogues.slug",
               lambda p: p.dialogue.slug if p.dialogue else None),
        Column("recommender", "reference", "Slug of who recommends.", "erik-m-jacobs", "recommender.slug",
               lambda p: p.recommendation.recommender.slug),
        Column("document", "reference", "Slug of the document it stands in.", "jacobs-2022-q1-technology", "document.slug",
               lambda p: p.recommendation.document.slug),
        Column("locator", "string", "Where in the document.", "paragraph 6", "locator",
               lambda p: p.recommendation.locator),
        Column("made_on", "edtf", "When it was made, as exactly as it is known.", "2022-03", "made",
               lambda p: _edtf(p.recommendation.made)),
        Column("kind", "string", "explicit, implicit or reported.", "explicit", "kind", lambda p: p.recommendation.kind),
        Column("summary", "string", "What is asked, in our own words.", "Discuss chips.", "summary",
               lambda p: p.recommendation.summary),
        Column("withdrawn_on", "date", "In force until then; empty while in force.", "2024-01-01", "withdrawn_on",
               lambda p: p.recommendation.withdrawn_on and p.recommendation.withdrawn_on.isoformat()),
        Column("state", "string", "raised, partly_raised, missed, undetermined, waiting or no_forum.", "missed",
               "coverage.course_of", lambda p: p.course.standing.value),
        Column("meetings", "integer", "Meetings held since, up to the one that raised it.", 3, "coverage.Course.meetings",
               lambda p: p.course.meetings),
        Column("days", "integer", "Days since, up to the meeting that raised it.", 425, "coverage.Course.days",
               lambda p: p.course.days),
        Column("days_at_least", "boolean", "True when a date is vague, so that more days may have passed.", True,
               "coverage.Course.at_least", lambda p: p.course.at_least),
        Column("first_raised_at", "reference", "Slug of the meeting that raised it first.", "two-plus-two-2022-07-29",
               "coverage.Course.first", lambda p: p.course.first.slug if p.course.first else None),
        Column("raised_elsewhere", "list", "Slugs of later meetings of other dialogues that took it up.", ["quad-2022-05-24"],
               "ledger.Pairing.elsewhere", lambda p: [occasion.slug for occasion in p.elsewhere]),
        Column("url", "url", "Permanent address of the page.", "/recommendations/J22-37/", "get_absolute_url",
               lambda p: p.recommendation.get_absolute_url()),
    ),
)  # fmt: skip

DOCUMENTS = Table(
    "documents", "Documents", "Everything cited: readouts, announcements, analysis.", ("slug",),
    (
        _field("slug", "string", "Permanent identity.", "quad-leaders-2021-03-12-statement"),
        Column("meeting", "reference", "Slug of its meeting.", "quad-2021-03-12", "meeting.slug",
               lambda d: d.meeting.slug if d.meeting else None),
        _field("title", "string", "Title.", "Quad Leaders' Joint Statement"),
        _field("title_ja", "string", "Japanese title; empty when none is on record.", "共同声明"),
        _field("kind", "string", "announcement, readout, joint_statement, fact_sheet …", "joint_statement"),
        _field("is_official", "boolean", "Issued by a government or governments.", True),
        Column("publisher", "reference", "Slug of the actor on whose site it stands.", "white-house", "publisher.slug",
               lambda d: _shown(d.publisher)),
        Column("issuers", "list", "Slugs of the actors in whose name a joint document was issued.", ["japan"], "issuers.slug",
               lambda d: sorted(actor.slug for actor in d.issuers.all() if actor.is_published)),
        Column("issued_on", "edtf", "Its own date, as exactly as it is known.", "2021-03-12", "issued",
               lambda d: _edtf(d.issued)),
        _field("language", "string", "Language tag.", "en"),
        Column("source_url", "url", "Where the official text stands.", "https://example.org/statement", "url",
               lambda d: d.url or None),
        _field("completeness", "string", "full, large_part, part, not_read or secondary.", "full"),
        _field("summary", "string", "One or two sentences of our own.", "The four leaders met."),
        URL,
    ),
)  # fmt: skip

ACTORS = Table(
    "actors", "Actors", "Whoever meets, issues or recommends.", ("slug",),
    (
        _field("slug", "string", "Permanent identity.", "japan"),
        _field("name", "string", "Name.", "Japan"),
        NAME_JA,
        _field("kind", "string", "state, economy, ministry, office, think_tank, news_outlet, person …", "state"),
        Column("parent", "reference", "Slug of what it belongs to; the top of the line is its side.", "japan", "parent.slug",
               lambda a: _shown(a.parent)),
        _field("iso_code", "string", "Two letters, states only.", "JP"),
        URL,
    ),
)  # fmt: skip

FINDINGS = Table(
    "findings", "Findings", "The published result for each topic at each meeting: one row a cell.", ("meeting", "topic"),
    (
        Column("id", "integer", "Number of the finding; it keeps its address when superseded.", 12, "pk", lambda f: f.pk),
        Column("meeting", "reference", "Slug of the meeting.", "quad-2021-03-12", "meeting.slug", lambda f: f.meeting.slug),
        Column("dialogue", "reference", "Slug of the dialogue.", "quad", "meeting.dialogue.slug",
               lambda f: f.meeting.dialogue.slug),
        Column("held_on", "edtf", "Date of the meeting.", "2021-03-12", "meeting.held", lambda f: _edtf(f.meeting.held)),
        Column("topic", "reference", "Code of the topic.", "open-ran", "topic.code", lambda f: f.topic.code),
        _field("outcome", "string", "raised, partly_raised, not_raised or not_determinable.", "not_raised"),
        Column("meaning", "string", "The outcome in words.", "Not mentioned in the published readouts; complete ones were "
               "examined.", "coverage.State.meaning", lambda f: cell_state(f.outcome, is_excluded=f.is_excluded).meaning),
        _field("is_excluded", "boolean", "A readout says that it was left out.", False),
        _field("depth", "string", "mentioned, discussed, agreed_language or commitment; empty when not coded.", "discussed"),
        _field("basis", "string", "single_coder, agreed or adjudicated.", "single_coder"),
        _field("is_self_coded", "boolean", "Judged by an analyst of the organization that recommended it.", False),
        Column("codebook_version", "integer", "Version of the codebook it was coded under.", 1,
               "assessment.codebook_version.number", lambda f: f.assessment.codebook_version.number),
        Column("decided_at", "datetime", "When it was decided.", "2024-05-06T10:00:00Z", "decided_at",
               lambda f: f.decided_at.strftime("%Y-%m-%dT%H:%M:%SZ")),
        URL,
    ),
)  # fmt: skip

TABLES = {
    table.name: table for table in (DIALOGUES, MEETINGS, TOPICS, RECOMMENDATIONS, DOCUMENTS, ACTORS, FINDINGS)
}
PUBLIC_ROWS = {
    "dialogues": lambda: Dialogue.objects.published().select_related("parent").prefetch_related("members"),
    "meetings": lambda: Meeting.objects.published().select_related("dialogue"),
    "documents": lambda: (
        Document.objects.published().select_related("publisher", "meeting").prefetch_related("issuers")
    ),
    "actors": lambda: Actor.objects.published().select_related("parent"),
    "findings": lambda: Finding.objects.published().select_related(
        "meeting__dialogue", "topic", "assessment__codebook_version"
    ),
}
"""The rows of the tables that are rows of the database; topics and recommendations are worked out."""
