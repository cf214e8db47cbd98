"""Findings, and what they rest on: documents examined, and passages found in them."""

from agenda.coverage.states import cell_state

from .columns import AddressOf, PublicColumn, PublicTable, dated, value
from .reach import REACH, attach_reaches, reach_columns


def _stamp(at) -> str:
    """A moment to the second, in UTC."""
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def cell_columns(before: str = "") -> tuple[PublicColumn, ...]:
    """Meeting and topic, by identity and by name; `before` leads from the row to what has them (“assessment.”)."""
    return (
        value("meeting", "reference", "Slug of the meeting.", "quad-2021-03-12", f"{before}meeting.slug"),
        value("meeting_title", "string", "Title of the meeting.", "First Quad leaders' summit", f"{before}meeting.title"),
        value("topic", "reference", "Code of the topic.", "open-ran", f"{before}topic.code"),
        value("topic_name", "string", "Name of the topic.", "Open RAN", f"{before}topic.name"),
    )  # fmt: skip


def document_columns(before: str = "") -> tuple[PublicColumn, ...]:
    return (
        value("document", "reference", "Slug of the document.", "quad-leaders-2021-03-12-statement",
              f"{before}document.slug"),
        value("document_title", "string", "Title of the document.", "Quad Leaders' Joint Statement",
              f"{before}document.title"),
    )  # fmt: skip


def dialogue_columns(before: str = "meeting.") -> tuple[PublicColumn, ...]:
    return (
        value("dialogue", "reference", "Slug of the dialogue.", "quad", f"{before}dialogue.slug"),
        value("dialogue_name", "string", "Name of the dialogue.", "Quadrilateral Security Dialogue",
              f"{before}dialogue.name"),
    )  # fmt: skip


def held_column(before: str = "meeting.") -> PublicColumn:
    return value("held_on", "edtf", "Date of the meeting.", "2021-03-12", f"{before}held_on",
                 f"{before}held_on_precision", of=dated)  # fmt: skip


def address_column(before: str = "") -> PublicColumn:
    return value("url", "url", "Permanent address of the finding.", "/findings/quad-2021-03-12/open-ran/",
                 f"{before}meeting.slug", f"{before}topic.code", of=AddressOf("finding"))  # fmt: skip


FINDINGS = PublicTable(
    "findings", "Findings", "The published result for each topic at each meeting: one row a cell.", ("meeting", "topic"),
    (
        value("id", "integer", "Number of the finding.", 12, "pk"),
        *dialogue_columns(), held_column(), *cell_columns(),
        value("outcome", "string", "raised, partly_raised, not_raised or not_determinable.", "not_raised", "outcome"),
        value("meaning", "string", "The outcome in words.", "Not mentioned in the published readouts; complete ones were "
              "examined.", "outcome", "is_excluded",
              of=lambda outcome, is_excluded: str(cell_state(outcome, is_excluded=is_excluded).meaning)),
        *reach_columns(),
        value("is_excluded", "boolean", "A readout says that it was left out.", False, "is_excluded"),
        value("depth", "string", "mentioned, discussed, agreed_language or commitment; empty when not coded.", "discussed",
              "depth"),
        value("basis", "string", "single_coder, agreed or adjudicated.", "single_coder", "basis"),
        value("is_self_coded", "boolean", "Judged by an analyst of the organization that recommended it.", False,
              "is_self_coded"),
        value("codebook_version", "integer", "Version of the codebook it was coded under.", 1,
              "assessment.codebook_version.number"),
        value("decided_at", "datetime", "When it was decided.", "2024-05-06T10:00:00Z", "decided_at", of=_stamp),
        value("reason", "string", "Why it was decided so or changed, where somebody said.", "The coders agreed.", "reason"),
        address_column(),
    ),
    prepare=attach_reaches, attached=REACH,
)  # fmt: skip

EXAMINATIONS = PublicTable(
    "examinations", "Examinations", "Which documents were examined for a finding: one row a document.",
    ("finding", "document"),
    (
        value("finding", "integer", "Number of the finding.", 12, "finding"),
        *cell_columns("assessment."), *document_columns(), address_column("assessment."),
    ),
    has_pages=False,
)  # fmt: skip

EVIDENCE = PublicTable(
    "evidence", "Evidence", "The passages that prove a finding: one row a passage.", ("id",),
    (
        value("id", "integer", "Number of the passage.", 7, "pk"),
        value("finding", "integer", "Number of the finding.", 12, "finding"),
        *cell_columns("examination.assessment."), *document_columns("examination."),
        value("paragraph", "integer", "Number of the paragraph; empty when only the words are known.", 5, "paragraph"),
        value("strength", "string", "full, or partial when the passage touches the topic only in part.", "full", "strength"),
        value("summary", "string", "The passage in our own words.", "They agreed to work on it.", "summary"),
        value("quote", "string", "The passage as it stands in the document, where it was marked.", "Open RAN", "quote"),
        value("prefix", "string", "The words before it.", "welcomed ", "prefix"),
        value("suffix", "string", "The words after it.", " deployment", "suffix"),
        address_column("examination.assessment."),
    ),
    has_pages=False,
)  # fmt: skip
