"""Every public column, named once: what it is called, what it means, an example, and where it comes from.

CSV, Excel, JSON, the description of the API and the data dictionary are all made from this list. A column that does not
stand here is not given out: nothing is exported by leaving something off a list of exceptions.
"""

from django.db.models import F

from agenda.models import Actor, Dialogue, Document, Evidence, Examination, Finding, Meeting
from agenda.models.base import is_public

from .columns import KINDS, PublicColumn, PublicTable, flat
from .findings import EVIDENCE, EXAMINATIONS, FINDINGS
from .nouns import ACTORS, DIALOGUES, DOCUMENTS, MEETINGS
from .questions import CHANGES, CLAIMS, COVERAGE, DIVERGENCE, ELSEWHERE, MISSED, PLANNED
from .sums import RECOMMENDATIONS, TOPICS

__all__ = ["KINDS", "PUBLIC_ROWS", "TABLES", "PublicColumn", "PublicTable", "flat"]

TABLES = {
    table.name: table
    for table in (
        DIALOGUES,
        MEETINGS,
        TOPICS,
        RECOMMENDATIONS,
        DOCUMENTS,
        ACTORS,
        FINDINGS,
        EXAMINATIONS,
        EVIDENCE,
        MISSED,
        DIVERGENCE,
        ELSEWHERE,
        CHANGES,
        PLANNED,
        CLAIMS,
        COVERAGE,
    )
}


def _examinations():
    rows = Examination.objects.annotate(finding=F("assessment__findings"))
    rows = rows.filter(
        is_public("finding", Finding.objects.published()),
        is_public("document", Document.objects.published()),
    )
    return rows.select_related("assessment__meeting", "assessment__topic", "document").order_by("pk")


def _evidence():
    rows = Evidence.objects.annotate(finding=F("examination__assessment__findings"))
    rows = rows.filter(
        is_public("finding", Finding.objects.published()),
        is_public("examination__document", Document.objects.published()),
    )
    related = (f"examination__{name}" for name in ("assessment__meeting", "assessment__topic", "document"))
    return rows.select_related(*related).order_by("pk")


PUBLIC_ROWS = {
    "dialogues": lambda: Dialogue.objects.published().select_related("parent").prefetch_related("members"),
    "meetings": lambda: Meeting.objects.published().select_related("dialogue"),
    "documents": lambda: (
        Document.objects.published()
        .select_related("publisher", "author", "meeting")
        .prefetch_related("issuers")
    ),
    "actors": lambda: Actor.objects.published().select_related("parent"),
    # Many findings share a meeting and a topic: fetched once a batch, they cost half of what a join costs.
    "findings": lambda: (
        Finding.objects.published()
        .select_related("assessment")
        .prefetch_related("meeting__dialogue", "topic", "assessment__codebook_version")
    ),
    "examinations": _examinations,
    "evidence": _evidence,
}
"""The rows of the tables that are rows of the database; the others are worked out."""
