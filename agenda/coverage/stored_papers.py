"""The public papers of meetings as light as what is examined there and how far a silence reaches need them, read once."""

from collections.abc import Collection
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, QuerySet

from agenda.models import Body, Document
from agenda.models.documents import JOINT_KINDS
from agenda.models.prepared import Prepared


class StoredPaper(NamedTuple):
    """What is stored of a public document, whose issuers are given by their keys.

    `is_read`: its text, abstract or signed reading is on record.
    """

    pk: int
    meeting_id: int | None
    slug: str
    kind: str
    completeness: str
    is_official: bool
    publisher_id: int
    is_read: bool
    issuers: list[int]

    @property
    def is_readout(self) -> bool:
        """As `Document.objects.readouts()` has it."""
        return self.is_official and self.kind != Document.Kind.ANNOUNCEMENT

    @property
    def is_joint(self) -> bool:
        """As `Document.objects.joint()` has it."""
        return self.is_official and self.kind in JOINT_KINDS

    @property
    def is_whole(self) -> bool:
        """As `Document.objects.read_whole()` has it."""
        return self.is_read and self.completeness == Document.Completeness.FULL


def papers_at_meetings(meetings: Collection[int]) -> list[StoredPaper]:
    """The public documents of the meetings. One query."""
    return _papers(_at_meetings(meetings))


def papers_of_keys(keys: Collection[int]) -> list[StoredPaper]:
    """The public documents of these keys. One query, none without keys."""
    return _papers(_of_keys(keys))


def _papers(rows: list[tuple[Any, ...]]) -> list[StoredPaper]:
    """A paper for each document of the rows, of which there is one for each issuer."""
    papers: dict[int, StoredPaper] = {}
    for pk, *columns, read_on, has_text, issuer in rows:
        if pk not in papers:
            papers[pk] = StoredPaper._make((pk, *columns, read_on is not None or has_text, []))
        if issuer:
            papers[pk].issuers.append(issuer)
    return list(papers.values())


def _told(rows: QuerySet[Document]) -> QuerySet[Document, tuple[Any, ...]]:
    """What papers are made of. Their texts are looked up row by row: PostgreSQL would list those of all documents first."""
    key = OuterRef("pk")
    texts = Body.objects.filter(document=key, document__gte=key).exclude(kind=Body.Kind.EXCERPT).order_by()
    columns = ("pk", "meeting_id", "slug", "kind", "completeness", "is_official", "publisher_id", "read_on")
    return rows.order_by().values_list(*columns, Exists(texts), "issuers")


@Prepared
def _at_meetings(meetings: Collection[int]) -> QuerySet[Document, tuple[Any, ...]]:
    return _told(Document.objects.published().filter(meeting__in=meetings))


@Prepared
def _of_keys(keys: Collection[int]) -> QuerySet[Document, tuple[Any, ...]]:
    return _told(Document.objects.published().filter(pk__in=keys))
