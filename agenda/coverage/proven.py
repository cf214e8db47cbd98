"""The findings of one meeting with what proves them, for its page: light rows of statements that are put together once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from agenda.models import CurrentCell, Document, Examination, Meeting, Topic
from agenda.models.findings import finding_address
from agenda.models.prepared import Prepared
from agenda.models.translations import read_translations
from agenda.models.vocabulary import vocabulary

from .papers import papers_of
from .proofs import ProofLine, no_longer_there


class ProvenFinding(NamedTuple):
    """A public finding in force with the public documents examined for it and the passages found in them, as
    `attach_proof` gives them."""

    pk: int
    assessment_id: int
    meeting_id: int
    topic_id: int
    outcome: str
    is_excluded: bool
    is_self_coded: bool
    absence_shown: bool
    topic: Topic
    meeting: str
    """The meeting's slug."""
    examined: list[Document]
    proof: list[ProofLine]

    def get_absolute_url(self) -> str:
        return finding_address(self.meeting, self.topic.code)


class _Passage(NamedTuple):
    """A row of `_examined`: a document that was examined, and a passage found in it, if any (`key`)."""

    assessment: int
    document: int
    key: int | None
    body: int | None
    paragraph: int | None
    strength: str
    quote: str
    summary: str
    translations: str


FOUND = ("finding_id", "finding__assessment_id", "meeting_id", "topic_id", "outcome", "is_excluded", "is_self_coded",
         "absence_shown")  # fmt: skip
PASSAGE = tuple(
    f"evidence__{name}" for name in ("pk", "body_id", "paragraph", "strength", "quote", "summary")
)


@Prepared
def _found(meeting: int) -> QuerySet[Any, Any]:
    """The columns FOUND of the meeting's findings."""
    return CurrentCell.objects.filter(meeting=meeting).order_by("topic__name").values_list(*FOUND)


@Prepared
def _examined(assessments: Collection[int]) -> QuerySet[Any, Any]:
    """A row for each passage found for the assessments, and for each document in which nothing was found."""
    rows = Examination.objects.filter(assessment__in=assessments)
    said = Cast("evidence__translations", TextField())
    return rows.order_by("evidence__paragraph", "evidence__start", "evidence__pk").values_list(
        "assessment_id", "document_id", *PASSAGE, said
    )


def proven_findings(meeting: Meeting, known: Iterable[Document]) -> list[ProvenFinding]:
    """The meeting's findings with their proof, by the name of the topic; `known` are its public documents with their texts.

    Three queries, and three where other documents were examined.
    """
    rows, topics = _found(meeting.pk), vocabulary().topics
    passages = [_Passage._make(row) for row in _examined([row[1] for row in rows])]
    documents = {document.pk: document for document in known}
    if missing := {passage.document for passage in passages} - documents.keys():
        documents |= papers_of(missing, with_words=False)
    examined, proof = _by_assessment(passages, documents)
    return [
        ProvenFinding._make(
            (*row, topics[row[3]], meeting.slug, examined.get(row[1], []), proof.get(row[1], []))
        )
        for row in rows
    ]


def _by_assessment(
    passages: list[_Passage], documents: Mapping[int, Document]
) -> tuple[dict[int, list[Document]], dict[int, list[ProofLine]]]:
    """What was examined for each assessment and the passages found, the documents that are not public left out."""
    by_place = sorted(documents, key=lambda pk: (documents[pk].issued_on is None, documents[pk].slug))
    places = {pk: place for place, pk in enumerate(by_place)}
    newest = {pk: max((text.version, text.pk) for text in document.bodies.all())[1]
              for pk, document in documents.items() if document.bodies.all()}  # fmt: skip
    shown = sorted((row for row in passages if row.document in places), key=lambda row: places[row.document])
    gone = no_longer_there(
        (newest[row.document], row.quote)
        for row in shown
        if row.quote and row.document in newest and row.body != newest[row.document]
    )
    examined: dict[int, dict[int, Document]] = defaultdict(dict)
    proof: dict[int, list[ProofLine]] = defaultdict(list)
    for row in shown:
        document = examined[row.assessment][row.document] = documents[row.document]
        if row.key is not None:
            is_current = (newest.get(row.document), row.quote) not in gone
            said = read_translations(row.translations)
            line = ProofLine(row.paragraph, row.strength, row.quote, row.summary, said, document, is_current)
            proof[row.assessment].append(line)
    return {pk: list(found.values()) for pk, found in examined.items()}, proof
