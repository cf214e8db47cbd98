"""Evidence and examined documents of findings, fetched for a page in a constant number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import F, QuerySet

from agenda.models import Actor, Document, Evidence, Examination, Finding
from agenda.models.base import address, is_public
from agenda.models.prepared import Prepared
from agenda.models.streams import batches
from agenda.models.vocabulary import vocabulary

from .papers import bodies_of, papers_of
from .stored_papers import StoredPaper, papers_of_keys


def attach_proof(findings: QuerySet[Finding], known: Iterable[Document] = ()) -> list[Any]:
    """The findings, each with `proof` (public evidence) and `examined` (public documents). Seven queries.

    `known` are public documents with their texts that are at hand: three where no other was examined.
    """
    rows = findings.select_related("meeting__dialogue", "topic", "decided_by", "assessment__codebook_version")
    return prove(list(rows), known)


def prove(findings: list[Any], known: Iterable[Document] = ()) -> list[Any]:
    """The same of findings that are at hand. Two queries where no other documents were examined than `known`."""
    examined = _examined({finding.assessment_id for finding in findings}, known)
    for finding in findings:
        found = examined[finding.assessment_id]
        finding.examined = [examination.document for examination, _ in found]
        finding.proof = [passage for _, passages in found for passage in passages]
    return findings


def _examined(
    assessments: Collection[int], known: Iterable[Document]
) -> dict[int, list[tuple[Examination, list[Any]]]]:
    """What was examined for each assessment, by document, with what was found in it."""
    examinations = _examinations(assessments)
    documents = {document.pk: document for document in known}
    if missing := {examination.document_id for examination in examinations} - documents.keys():
        documents |= papers_of(missing)
    passages: dict[int, list[Any]] = defaultdict(list)
    for passage in _evidence([examination.pk for examination in examinations]):
        passages[passage.examination_id].append(passage)
    bodies = bodies_of(documents.values()) if passages else {}
    found: dict[int, list[tuple[Examination, list[Any]]]] = defaultdict(list)
    for examination in examinations:
        examination.document = document = documents[examination.document_id]
        for passage in passages[examination.pk]:
            passage.examination, passage.document = examination, document
            if passage.body_id in bodies:
                passage.body = bodies[passage.body_id]
        found[examination.assessment_id].append((examination, passages[examination.pk]))
    for of in found.values():
        of.sort(key=lambda one: _place(one[0])[:2])
    return found


@Prepared
def _examinations(assessments: Collection[int]) -> QuerySet[Examination, Examination]:
    """The examinations of public documents."""
    is_shown = is_public("document", Document.objects.published())
    return Examination.objects.filter(is_shown, assessment__in=assessments)


@Prepared
def _evidence(examinations: Collection[int]) -> QuerySet[Evidence, Evidence]:
    return Evidence.objects.filter(examination__in=examinations)


def _place(examination: Examination) -> tuple[bool, str, int]:
    document = examination.document
    return document.issued_on is None, document.slug, examination.pk


def passages_of(findings: Collection[int]) -> dict[int, list[Any]]:
    """The public evidence of each finding that has any, by its key, oldest document first. Two queries."""
    rows: Iterable[Any] = (
        _shown_evidence()
        .filter(examination__assessment__findings__in=findings)
        .annotate(finding=F("examination__assessment__findings"))
        .prefetch_related("examination__document__bodies")
    )
    found: dict[int, list[Any]] = defaultdict(list)
    for evidence in sorted(rows, key=lambda evidence: _place(evidence.examination)):
        evidence.document = evidence.examination.document
        if evidence.finding in findings:
            found[evidence.finding].append(evidence)
    return found


def _shown_evidence() -> QuerySet[Evidence]:
    """What was found in public documents, with the document, its publisher and the text it was taken from."""
    return Evidence.objects.filter(
        is_public("examination__document", Document.objects.published())
    ).select_related("body", "examination__document__publisher")


def sides_of(document: Document, tops: Mapping[int, Actor]) -> list[Actor]:
    """The public sides in whose name the document was issued: its issuers', or else its publisher's."""
    return sides_of_keys([issuer.pk for issuer in document.issuers.all()], document.publisher_id, tops)


def sides_of_keys(issuers: Collection[int], publisher: int, tops: Mapping[int, Actor]) -> list[Actor]:
    """The same of a document whose issuers and publisher are given by their keys."""
    sides = dict.fromkeys(tops[key] for key in issuers or [publisher])
    return [side for side in sides if side.is_published]


class ExaminedPaper(NamedTuple):
    """What lists of findings say of a public document that was examined; `is_whole`: read whole. A page names hundreds."""

    pk: int
    slug: str
    kind: str
    completeness: str
    is_official: bool
    is_whole: bool
    source_name: str

    def get_absolute_url(self) -> str:
        return address("document", self.slug)


def examined_for(
    finding_ids: Collection[int], papers: Collection[StoredPaper] = ()
) -> dict[int, list[ExaminedPaper]]:
    """The public documents examined for each finding, official ones read whole first. Two queries.

    One where all of them are among the `papers` that are at hand; one more where the publisher of one is not public.
    """
    found: dict[int, list[ExaminedPaper]] = {pk: [] for pk in finding_ids}
    rows = _examined_documents(found)
    known = {paper.pk: paper for paper in papers}
    wanted = {document for _, document in rows}
    known |= {paper.pk: paper for paper in papers_of_keys(wanted - known.keys())}
    documents = _examined_papers([known[key] for key in wanted & known.keys()])
    for finding_id, document_id in rows:
        if document_id in documents:
            found[finding_id].append(documents[document_id])
    for listed in found.values():
        listed.sort(key=lambda document: (not document.is_official, not document.is_whole, document.slug))
    return found


def _examined_documents(findings: Iterable[int]) -> set[tuple[int, int]]:
    """(finding, document) of what was examined for the findings, of hidden documents too. One query for each 500 of them.

    A statement of our own: Django would look each judgement up between them.
    """
    found: set[tuple[int, int]] = set()
    for keys in batches(findings, BATCH):
        named = ", ".join(["%s"] * len(keys))
        with connection.cursor() as cursor:
            cursor.execute(EXAMINED.format(keys=named), keys)
            found |= set(cursor.fetchall())
    return found


BATCH = 500
"""Keys that a statement names."""
EXAMINED = """SELECT f.id, e.document_id FROM agenda_finding f
    JOIN agenda_examination e ON e.assessment_id = f.assessment_id WHERE f.id IN ({keys})"""


def _examined_papers(papers: Collection[StoredPaper]) -> dict[int, ExaminedPaper]:
    names = source_names({paper.pk: paper.publisher_id for paper in papers})
    return {
        p.pk: ExaminedPaper(
            p.pk, p.slug, p.kind, p.completeness, p.is_official, p.is_whole, source_name=names[p.pk]
        )
        for p in papers
    }


def source_names(publishers: Mapping[int, int]) -> dict[int, str]:
    """`Document.source_name` of documents given with their publishers, by key."""
    actors = vocabulary().actors
    public = {key: str(actors[key]) for key in set(publishers.values()) if actors[key].is_published}
    named = {pk: public[publisher] for pk, publisher in publishers.items() if publisher in public}
    others = publishers.keys() - named.keys()
    return named | {pk: str(row.reader.title) for pk, row in Document.objects.in_bulk(others).items()}
