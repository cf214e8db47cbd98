"""Evidence and examined documents of findings, fetched for a page in a constant number of queries."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from agenda.models import Actor, Document, Evidence, Examination, Finding
from agenda.models.base import is_public


def attach_proof(findings: QuerySet[Finding], known: Iterable[Document] = ()) -> list[Any]:
    """The findings, each with `proof` (public evidence) and `examined` (public documents). Six queries.

    `known` are public documents with their texts that are at hand: three where no other was examined.
    """
    documents = Document.objects.published().select_related("publisher").prefetch_related("issuers", "bodies")
    is_shown = is_public("document", Document.objects.published())
    examinations = Examination.objects.filter(is_shown).prefetch_related(
        Prefetch("evidence", Evidence.objects.select_related("body"))
    )
    rows: list[Any] = list(
        findings.select_related(
            "meeting__dialogue", "topic", "decided_by", "assessment__codebook_version"
        ).prefetch_related(Prefetch("assessment__examinations", examinations))
    )
    _give_documents([x for row in rows for x in row.assessment.examinations.all()], documents, known)
    for finding in rows:
        found = sorted(
            finding.assessment.examinations.all(),
            key=lambda x: (x.document.issued_on is None, x.document.slug),
        )
        finding.examined = [examination.document for examination in found]
        finding.proof = []
        for examination in found:
            for evidence in examination.evidence.all():
                evidence.document = examination.document
                finding.proof.append(evidence)
    return rows


def _give_documents(
    examinations: Iterable[Examination], documents: QuerySet[Document], known: Iterable[Document]
) -> None:
    """Fetch the document of each examination. A prefetch would ask for them in an OR of as many parts as there are."""
    examinations = list(examinations)
    found = {document.pk: document for document in known}
    if missing := {examination.document_id for examination in examinations} - found.keys():
        found |= documents.in_bulk(missing)
    for examination in examinations:
        examination.document = found[examination.document_id]


def sides_of(document: Document, tops: Mapping[int, Actor]) -> list[Actor]:
    """The public sides in whose name the document was issued: its issuers', or else its publisher's."""
    return sides_of_keys([issuer.pk for issuer in document.issuers.all()], document.publisher_id, tops)


def sides_of_keys(issuers: Collection[int], publisher: int, tops: Mapping[int, Actor]) -> list[Actor]:
    """The same of a document whose issuers and publisher are given by their keys."""
    sides = dict.fromkeys(tops[key] for key in issuers or [publisher])
    return [side for side in sides if side.is_published]


def examined_for(finding_ids: Iterable[int]) -> dict[int, list[Any]]:
    """The public documents examined for each finding, each with `is_whole`: official ones read whole first. Two queries."""
    found: dict[int, list[Any]] = {pk: [] for pk in finding_ids}
    examinations = Examination.objects.filter(
        is_public("document", Document.objects.published()), assessment__findings__in=list(found)
    )
    rows = list(examinations.values_list("assessment__findings", "document"))
    whole = Document.objects.read_whole().filter(pk=OuterRef("pk"))
    wanted = Document.objects.annotate(is_whole=Exists(whole)).select_related("publisher")
    documents = wanted.in_bulk({document for _, document in rows})
    for finding_id, document_id in rows:
        if finding_id in found:
            found[finding_id].append(documents[document_id])
    for listed in found.values():
        listed.sort(key=lambda document: (not document.is_official, not document.is_whole, document.slug))
    return found
