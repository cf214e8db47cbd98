"""Load assessments with their evidence, and publish each as a reviewer's act would."""

from dataclasses import dataclass

from agenda.intake.files.lists import SourceRow
from agenda.models import (
    Assessment,
    CodebookVersion,
    Document,
    Evidence,
    Examination,
    Finding,
    Meeting,
    Topic,
)

REASON = "Loaded from the record, coded by a single coder from the text."
JUDGED = ("outcome", "depth", "is_excluded", "confidence", "note")


def canonical(values: dict) -> dict:
    """An assessment row in the one form that rows are compared and dumped in."""
    evidence = [
        {
            "document": item["document"],
            "paragraph": item["paragraph"],
            "strength": item.get("strength", Evidence.Strength.FULL),
            "summary": item.get("summary", "").strip(),
        }
        for item in values.get("evidence", [])
    ]
    evidence.sort(key=lambda item: (item["document"], item["paragraph"], item["strength"], item["summary"]))
    row = {"meeting": values["meeting"], "topic": values["topic"], "outcome": values["outcome"]}
    row |= {"examined": sorted(set(values["examined"])), "evidence": evidence}
    row |= {name: values[name] for name in JUDGED[1:] if values.get(name)}
    return row


def stored_rows() -> dict[tuple[str, str], tuple[dict, Finding]]:
    """(row, finding) of every current published finding by (meeting slug, topic code). Four queries."""
    findings = Finding.objects.current().filter(status=Finding.Status.PUBLISHED)
    findings = findings.select_related("assessment", "meeting", "topic", "assessment__assessed_by")
    prefetch = ("assessment__examinations__document", "assessment__examinations__evidence")
    found = {}
    for finding in findings.prefetch_related(*prefetch):
        assessment = finding.assessment
        examinations = list(assessment.examinations.all())
        values = {name: getattr(assessment, name) for name in JUDGED}
        values |= {"meeting": finding.meeting.slug, "topic": finding.topic.code}
        values["examined"] = [x.document.slug for x in examinations]
        values["evidence"] = [
            {
                "document": x.document.slug,
                "paragraph": e.paragraph,
                "strength": e.strength,
                "summary": e.summary,
            }
            for x in examinations
            for e in x.evidence.all()
            if e.paragraph
        ]
        found[finding.meeting.slug, finding.topic.code] = (canonical(values), finding)
    return found


@dataclass
class _Fresh:
    """A row to be written, and the finding it supersedes."""

    row: dict
    before: Finding | None


def load_assessments(rows: list[SourceRow], account, report) -> None:
    """Write new and changed cells; a cell that someone else decided is kept as they decided it."""
    stored = stored_rows()
    decided = set(Finding.objects.values_list("meeting__slug", "topic__code"))
    fresh, filled = [], []
    counts = report.counts["assessments"]
    for source in rows:
        row = canonical(source.values)
        cell = (row["meeting"], row["topic"])
        ours, finding = stored.get(cell, (None, None))
        if ours == row:
            counts["unchanged"] += 1
        elif finding is None and cell in decided:
            counts["kept"] += 1
            report.kept.append(f"assessments {' × '.join(cell)}: withdrawn here, not published again")
        elif finding is None:
            counts["created"] += 1
            fresh.append(_Fresh(row, None))
        elif finding.decided_by_id != account.pk or finding.assessment.assessed_by_id != account.pk:
            counts["kept"] += 1
            report.kept.append(f"assessments {' × '.join(cell)}: decided here by {finding.decided_by}")
        elif summaries := _missing_summaries(ours, row):
            counts["updated"] += 1
            filled.append((finding, summaries))
        else:
            counts["updated"] += 1
            fresh.append(_Fresh(row, finding))
    _fill_in(filled)
    _write(fresh, account)


def _missing_summaries(ours: dict, row: dict) -> dict | None:
    """{(document, paragraph, strength): summary} when the row only adds summaries that were empty."""

    def without(values):
        return {k: v for k, v in values.items() if k != "evidence"}

    def places(values):
        return [(e["document"], e["paragraph"], e["strength"]) for e in values["evidence"]]

    if (
        without(ours) != without(row)
        or places(ours) != places(row)
        or len(set(places(row))) < len(places(row))
    ):
        return None
    pairs = list(zip(ours["evidence"], row["evidence"], strict=True))
    if any(old["summary"] and old["summary"] != new["summary"] for old, new in pairs):
        return None
    return {
        place: new["summary"]
        for place, (old, new) in zip(places(row), pairs, strict=True)
        if not old["summary"]
    }


def _fill_in(filled) -> None:
    changed = []
    for finding, summaries in filled:
        for examination in finding.assessment.examinations.all():
            for evidence in examination.evidence.all():
                place = (examination.document.slug, evidence.paragraph, evidence.strength)
                if place in summaries:
                    evidence.summary = summaries[place]
                    changed.append(evidence)
    Evidence.objects.bulk_update(changed, ["summary"], batch_size=500)


def _write(fresh: list[_Fresh], account) -> None:
    """Assessments, examinations, evidence and findings in four bulk inserts."""
    if not fresh:
        return
    assessments = _write_assessments(fresh, account)
    _write_proof(fresh, assessments)
    findings = [
        Finding(
            meeting=assessment.meeting,
            topic=assessment.topic,
            assessment=assessment,
            outcome=assessment.outcome,
            depth=assessment.depth,
            is_excluded=assessment.is_excluded,
            basis=Finding.Basis.SINGLE_CODER,
            decided_by=account,
            reason=REASON,
            supersedes=item.before,
        )
        for item, assessment in zip(fresh, assessments, strict=True)
    ]
    Finding.objects.bulk_create(findings, batch_size=500)


def _write_assessments(fresh: list[_Fresh], account) -> list[Assessment]:
    meetings = {meeting.slug: meeting for meeting in Meeting.objects.all()}
    topics = {topic.code: topic for topic in Topic.objects.all()}
    version = CodebookVersion.objects.order_by("-number").first()
    mine = Assessment.objects.current().filter(assessed_by=account)
    earlier = {(a.meeting_id, a.topic_id): a for a in mine}
    assessments = []
    for item in fresh:
        meeting, topic = meetings[item.row["meeting"]], topics[item.row["topic"]]
        assessments.append(
            Assessment(
                meeting=meeting,
                topic=topic,
                codebook_version=version,
                assessed_by=account,
                supersedes=earlier.get((meeting.pk, topic.pk)),
                **{name: item.row[name] for name in JUDGED if name in item.row},
            )
        )
    return Assessment.objects.bulk_create(assessments, batch_size=500)


def _write_proof(fresh: list[_Fresh], assessments: list[Assessment]) -> None:
    documents = {document.slug: document for document in Document.objects.all()}
    examinations = {
        (assessment.pk, slug): Examination(assessment=assessment, document=documents[slug])
        for item, assessment in zip(fresh, assessments, strict=True)
        for slug in item.row["examined"]
    }
    Examination.objects.bulk_create(examinations.values(), batch_size=500)
    evidence = []
    for item, assessment in zip(fresh, assessments, strict=True):
        for passage in item.row["evidence"]:
            values = {name: value for name, value in passage.items() if name != "document"}
            examination = examinations[assessment.pk, passage["document"]]
            evidence.append(Evidence(examination=examination, **values))
    Evidence.objects.bulk_create(evidence, batch_size=500)
