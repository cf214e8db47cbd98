"""The files that say who coded what: sheets handed in, judgements, and which of them is published."""

from agenda.models import Assessment, Assignment, Finding

from .noun import Noun
from .related import AccountRef, CodebookRef, Noon, Passages, Position
from .stored import Flag, Ref, Refs, StoredColumn

CODING = (
    Noun(
        "assignments",
        Assignment,
        ("meeting", "coder"),
        (
            Ref("meeting", noun="meetings", required=True),
            AccountRef("coder", attr="analyst", required=True),
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
            AccountRef("coder", attr="assessed_by", required=True),
            Noon("assessed_on", attr="assessed_at", required=True),
            CodebookRef("codebook_version", empty=1, sparse=True),
            StoredColumn("outcome", required=True),
            StoredColumn("depth", sparse=True),
            Flag("is_excluded", empty=False, sparse=True),
            Flag("is_self_coded", empty=False, sparse=True),
            StoredColumn("confidence", sparse=True),
            StoredColumn("note", sparse=True),
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
            AccountRef("coder", attr="assessment__assessed_by", required=True),
            Position("assessment", attr="position", sparse=True),
            StoredColumn("basis", required=True),
            StoredColumn("reason"),
            Noon("decided_on", attr="decided_at", sparse=True),
            AccountRef("decided_by", sparse=True),
            StoredColumn("status", empty="published", sparse=True),
        ),
        is_chain=True,
    ),
)
"""In the order in which they are loaded, after all that they name."""
