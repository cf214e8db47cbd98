"""Findings, and what they rest on: documents examined, and passages found in them."""

from agenda.coverage.states import cell_state
from agenda.dates import PartialDate
from agenda.models.findings import finding_address

from .columns import Table, value


def _iso(first, precision) -> str | None:
    return PartialDate(first, precision).iso if first else None


def _stamp(at) -> str:
    """A moment to the second, in UTC; a database may have written it so already."""
    return at if isinstance(at, str) else at.strftime("%Y-%m-%dT%H:%M:%SZ")


FINDINGS = Table(
    "findings", "Findings", "The published result for each topic at each meeting: one row a cell.", ("meeting", "topic"),
    (
        value("id", "integer", "Number of the finding.", 12, "pk"),
        value("meeting", "reference", "Slug of the meeting.", "quad-2021-03-12", "meeting__slug"),
        value("dialogue", "reference", "Slug of the dialogue.", "quad", "meeting__dialogue__slug"),
        value("held_on", "edtf", "Date of the meeting.", "2021-03-12", "meeting__held_on", "meeting__held_on_precision",
              of=_iso),
        value("topic", "reference", "Code of the topic.", "open-ran", "topic__code"),
        value("outcome", "string", "raised, partly_raised, not_raised or not_determinable.", "not_raised", "outcome"),
        value("meaning", "string", "The outcome in words.", "Not mentioned in the published readouts; complete ones were "
              "examined.", "outcome", "is_excluded",
              of=lambda outcome, is_excluded: str(cell_state(outcome, is_excluded=bool(is_excluded)).meaning)),
        value("is_excluded", "boolean", "A readout says that it was left out.", False, "is_excluded", of=bool),
        value("depth", "string", "mentioned, discussed, agreed_language or commitment; empty when not coded.", "discussed",
              "depth"),
        value("basis", "string", "single_coder, agreed or adjudicated.", "single_coder", "basis"),
        value("is_self_coded", "boolean", "Judged by an analyst of the organization that recommended it.", False,
              "is_self_coded", of=bool),
        value("codebook_version", "integer", "Version of the codebook it was coded under.", 1,
              "assessment__codebook_version__number"),
        value("decided_at", "datetime", "When it was decided.", "2024-05-06T10:00:00Z", "decided_at", of=_stamp),
        value("reason", "string", "Why it was decided so or changed, where somebody said.", "The coders agreed.", "reason"),
        value("url", "url", "Permanent address of the page.", "/findings/quad-2021-03-12/open-ran/",
              "meeting__slug", "topic__code", of=finding_address),
    ),
    shared=("meeting", "topic"),
)  # fmt: skip

EXAMINATIONS = Table(
    "examinations", "Examinations", "Which documents were examined for a finding: one row a document.",
    ("finding", "document"),
    (
        value("finding", "integer", "Number of the finding.", 12, "finding"),
        value("meeting", "reference", "Slug of the meeting.", "quad-2021-03-12", "assessment__meeting__slug"),
        value("topic", "reference", "Code of the topic.", "open-ran", "assessment__topic__code"),
        value("document", "reference", "Slug of the document.", "quad-leaders-2021-03-12-statement", "document__slug"),
        value("url", "url", "Address of the finding.", "/findings/quad-2021-03-12/open-ran/",
              "assessment__meeting__slug", "assessment__topic__code", of=finding_address),
    ),
    has_pages=False,
)  # fmt: skip

EVIDENCE = Table(
    "evidence", "Evidence", "The passages that prove a finding: one row a passage.", ("id",),
    (
        value("id", "integer", "Number of the passage.", 7, "pk"),
        value("finding", "integer", "Number of the finding.", 12, "finding"),
        value("meeting", "reference", "Slug of the meeting.", "quad-2021-03-12", "examination__assessment__meeting__slug"),
        value("topic", "reference", "Code of the topic.", "open-ran", "examination__assessment__topic__code"),
        value("document", "reference", "Slug of the document.", "quad-leaders-2021-03-12-statement",
              "examination__document__slug"),
        value("paragraph", "integer", "Number of the paragraph; empty when only the words are known.", 5, "paragraph"),
        value("strength", "string", "full, or partial when the passage touches the topic only in part.", "full", "strength"),
        value("summary", "string", "The passage in our own words.", "They agreed to work on it.", "summary"),
        value("quote", "string", "The passage as it stands in the document, where it was marked.", "Open RAN", "quote"),
        value("prefix", "string", "The words before it.", "welcomed ", "prefix"),
        value("suffix", "string", "The words after it.", " deployment", "suffix"),
        value("url", "url", "Address of the finding.", "/findings/quad-2021-03-12/open-ran/",
              "examination__assessment__meeting__slug", "examination__assessment__topic__code",
              of=finding_address),
    ),
    has_pages=False,
)  # fmt: skip
