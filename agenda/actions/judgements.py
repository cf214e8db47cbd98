"""Judging cells: one by itself, or those of a sheet together."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from agenda.models import (
    Assessment,
    CodebookVersion,
    Document,
    Evidence,
    Examination,
    Meeting,
    Recommendation,
    Topic,
)
from agenda.models.inserts import insert_rows, insert_values
from agenda.models.prepared import Prepared
from agenda.rules.papers import cells_of, codes_of, newest_version, paper_of
from agenda.rules.proof import Cell, Paper, problems
from agenda.rules.triggers import sentence_of

from .codebook import codebook_in_force


@dataclass
class Passage:
    """One piece of evidence as it is handed to `assess`; offsets count code points of the body's text."""

    document: Document
    paragraph: int | None = None
    strength: str = Evidence.Strength.FULL
    summary: str = ""
    start: int | None = None
    end: int | None = None


@dataclass
class Judgement:
    """What an analyst decides about one topic at one meeting."""

    outcome: str
    depth: str = ""
    is_excluded: bool = False
    confidence: str = ""
    note: str = ""
    examined: Iterable[Document] = ()
    passages: list[Passage] = field(default_factory=list)


def proof_problems(
    judgement: Judgement, cell: Cell, paper: Callable[[Document], Paper] = paper_of
) -> dict[str, str]:
    """What the judgement of the cell lacks, by field; empty when it is sound. See `rules.proof`.

    `paper` makes a document what the rule needs of it, as `paper_of` does.
    """
    examined = [paper(document) for document in judgement.examined]
    return problems(
        cell, judgement.outcome, examined, [passage.document.pk for passage in judgement.passages]
    )


@transaction.atomic
def assess(meeting: Meeting, topic: Topic, judgement: Judgement, *, by) -> Assessment:
    """Record `by`'s judgement of a cell; supersedes the one `by` made before.

    Raises ValidationError keyed by field when a rule of proof is broken, and on `outcome` when the database
    refuses: a rule was broken meanwhile, or someone superseded the same assessment.
    """
    return _assess(_Sheet(meeting, by), topic, judgement)


def assess_together(
    meeting: Meeting, judged: Sequence[tuple[Topic, Judgement]], *, by, documents: Sequence[Document]
) -> dict[Topic, ValidationError]:
    """Record `by`'s judgements of several cells as `assess` does each; returns what was refused of which topic.

    Inside a transaction. `documents` are all of the meeting on record with their texts. The statements do not grow with
    the cells, unless the database refuses one: then each is written by itself, to tell which.
    """
    sheet, refused, rows = _Sheet(meeting, by, documents), {}, []
    for topic, judgement in judged:
        try:
            rows.append(sheet.judged(topic, judgement))
        except ValidationError as error:
            refused[topic] = error
    try:
        with transaction.atomic():
            _store(rows)
    except IntegrityError:
        return refused | _assess_apart(sheet, [cell for cell in judged if cell[0] not in refused])
    return refused


def _assess_apart(sheet: "_Sheet", judged: Sequence[tuple[Topic, Judgement]]) -> dict[Topic, ValidationError]:
    refused = {}
    for topic, judgement in judged:
        try:
            _assess(sheet, topic, judgement)
        except ValidationError as error:
            refused[topic] = error
        sheet = _Sheet(sheet.meeting, sheet.by)  # what others wrote while this one waited for them
    return refused


def _assess(sheet: "_Sheet", topic: Topic, judgement: Judgement) -> Assessment:
    row = sheet.judged(topic, judgement)
    # Whoever publishes it asks for them.
    row.assessment.meeting, row.assessment.topic, row.assessment.assessed_by = sheet.meeting, topic, sheet.by
    try:
        with transaction.atomic():
            _store([row])
    except IntegrityError as error:
        row.require_sound()
        meanwhile = _("This cell was assessed in another window meanwhile: reload and look at it.")
        raise ValidationError({"outcome": sentence_of(error) or meanwhile}) from None
    return row.assessment


def _said_before(meeting: int, user: int):
    rows = Assessment.objects.current().filter(meeting=meeting, assessed_by=user)
    return rows.order_by("assessed_at", "pk").values_list("topic", "pk")


def _recommended_by(dialogue: int, user: int):
    own = Recommendation.objects.filter(dialogues=dialogue, recommender__affiliations__user=user)
    return own.values_list("topic", flat=True)


said_before, recommended_by = Prepared(_said_before), Prepared(_recommended_by)


class _Sheet:
    """What is on record of a meeting that `by`'s judgements are asked of, read once for all cells."""

    def __init__(self, meeting: Meeting, by, documents: Sequence[Document] | None = None):
        self.meeting, self.by = meeting, by
        self.cells, self.newest = cells_of(meeting, documents), newest_version()
        self.codes = codes_of(self.newest)
        self.papers: dict[Document, Paper] = {}

    @cached_property
    def version(self) -> CodebookVersion:
        return self.newest or codebook_in_force(by=self.by, on=timezone.localdate())

    @cached_property
    def before(self) -> dict[int, int]:
        """The key of what `by` said of each topic last."""
        return dict(said_before(self.meeting.pk, self.by.pk))

    @cached_property
    def own(self) -> set[int]:
        return _own_recommendations(self.by, self.meeting)

    def judged(self, topic: Topic, judgement: Judgement) -> "_Judged":
        """The rows that the judgement will be. Raises ValidationError by field when it may not stand."""
        if lacking := proof_problems(judgement, self.cells.of(topic, self.codes), self._paper):
            raise ValidationError(lacking)
        assessment = Assessment(
            meeting_id=self.meeting.pk,
            topic_id=topic.pk,
            codebook_version_id=self.version.pk,
            outcome=judgement.outcome,
            depth=judgement.depth,
            is_excluded=judgement.is_excluded,
            confidence=judgement.confidence,
            note=judgement.note,
            assessed_by_id=self.by.pk,
            is_self_coded=topic.pk in self.own,
            supersedes_id=self.before.get(topic.pk),
        )
        examined = [document.pk for document in judgement.examined]
        passages = [(passage.document.pk, _evidence(passage)) for passage in judgement.passages]
        row = _Judged(assessment, examined, passages)
        row.require_fields()
        return row

    def _paper(self, document: Document) -> Paper:
        if document not in self.papers:
            self.papers[document] = paper_of(document)
        return self.papers[document]


@dataclass
class _Judged:
    """A judgement as rows, before they are stored; documents by their keys, with each passage the one that it is of."""

    assessment: Assessment
    examined: list[int]
    passages: list[tuple[int, Evidence]]

    KEYS = {"meeting", "topic", "codebook_version", "assessed_by", "supersedes", "examination", "body"}
    """Rows that were read a moment ago; the database has the last word on them."""

    def require_fields(self) -> None:
        """Raise ValidationError when a value is not one of its column's. Asks nothing, unless one is not."""
        try:
            for row in (self.assessment, *(evidence for _document, evidence in self.passages)):
                row.clean_fields(exclude=self.KEYS)
        except ValidationError:
            self.require_sound()
            raise

    def require_sound(self) -> None:
        """Raise ValidationError when a row breaks a rule of its own table that the database would refuse it for."""
        # Without its meeting an assessment is not asked whether it is its chain's head: that changes meanwhile.
        self.assessment.full_clean(exclude={"meeting"}, validate_unique=False)
        for _document, row in self.passages:
            row.full_clean(exclude={"examination"})


def _store(judged: Sequence[_Judged]) -> None:
    insert_rows([row.assessment for row in judged])
    examined = [(row.assessment.pk, document) for row in judged for document in row.examined]
    keys = insert_values(Examination, ("assessment_id", "document_id"), examined)
    examinations = dict(zip(examined, keys, strict=True))
    for row in judged:
        for document, evidence in row.passages:
            evidence.examination_id = examinations[row.assessment.pk, document]
    insert_rows([evidence for row in judged for _document, evidence in row.passages])
    told = [
        row.assessment.pk for row in judged if any(evidence.summary for _document, evidence in row.passages)
    ]
    if told:
        Evidence.objects.filter(examination__assessment__in=told).translate_as_before()


def is_own_recommendation(user, meeting: Meeting, topic: Topic) -> bool:
    """Did the user's organization recommend the topic for this meeting's dialogue?"""
    return topic.pk in _own_recommendations(user, meeting)


def _own_recommendations(user, meeting: Meeting) -> set[int]:
    """The topics that the user's organization recommended for this meeting's dialogue."""
    return set(recommended_by(meeting.dialogue_id, user.pk))


CONTEXT = 32  # code points kept before and after a quote, so that it can be found again


def _evidence(passage: Passage) -> Evidence:
    evidence = Evidence(
        paragraph=passage.paragraph,
        strength=passage.strength,
        summary=passage.summary,
    )
    if passage.start is not None and passage.end is not None:
        body = passage.document.body
        if body is None or not 0 <= passage.start < passage.end <= len(body.text):
            raise ValidationError({"passages": _("The marked passage lies outside the frozen text.")})
        evidence.body_id, evidence.start, evidence.end = body.pk, passage.start, passage.end
        evidence.quote = body.text[passage.start : passage.end]
        evidence.prefix = body.text[max(0, passage.start - CONTEXT) : passage.start]
        evidence.suffix = body.text[passage.end : passage.end + CONTEXT]
    return evidence
