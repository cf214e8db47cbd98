"""Work at the desk before it is handed in: saved as it is made, never over another window's."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from agenda.models import (
    Abstention,
    Assessment,
    Assignment,
    CodebookChange,
    Depth,
    Document,
    Draft,
    Evidence,
    Meeting,
    Outcome,
    Topic,
)
from agenda.passages.quotes import located
from agenda.rules.papers import cell_of
from agenda.rules.proof import NEEDS_A_PASSAGE, Cell

from .judgements import Judgement, Passage, assess, proof_problems

CHOICES = {
    "outcome": {"", *Outcome.values},
    "depth": {"", *Depth.values},
    "confidence": {"", *Assessment.Confidence.values},
}


class Conflict(Exception):
    """Somebody, perhaps oneself in another window, saved this cell meanwhile; `draft` is what is stored."""

    def __init__(self, draft: Draft):
        super().__init__(_("This cell was saved in another window meanwhile."))
        self.draft = draft


def draft_of(meeting: Meeting, topic: Topic, analyst) -> tuple[dict, int]:
    """(content, version) the analyst's sheet starts from: the draft, else the assessment handed in, else empty.

    Version 0 means that no draft is stored.
    """
    draft = Draft.objects.filter(meeting=meeting, topic=topic, analyst=analyst).first()
    if draft:
        return draft.content, draft.version
    assessment = (
        Assessment.objects.current().filter(meeting=meeting, topic=topic, assessed_by=analyst).first()
    )
    if assessment is None:
        return {}, 0
    content = {
        name: getattr(assessment, name) for name in ("outcome", "depth", "is_excluded", "confidence", "note")
    }
    content["examined"] = list(assessment.examined.values_list("slug", flat=True))
    content["passages"] = [
        {
            "document": e.examination.document.slug,
            "start": e.start,
            "end": e.end,
            "paragraph": e.paragraph,
            "summary": e.summary,
            "strength": e.strength,
            "quote": e.quote,
        }
        for e in Evidence.objects.filter(examination__assessment=assessment).select_related(
            "examination__document"
        )
    ]
    return content, 0


def read_content(meeting: Meeting, topic: Topic, content: dict) -> Judgement:
    """The judgement a draft's content stands for, checked against the frozen texts.

    Raises ValidationError by field (outcome, depth, confidence, note, examined, passages) for what is wrong
    in itself; whether proof suffices is asked when the work is handed in.
    """
    problems = {
        name: _("“%(name)s” is not one of the choices.") % {"name": str(content.get(name))[:60]}
        for name, allowed in CHOICES.items()
        if content.get(name, "") not in allowed
    }
    if "\x00" in str(content.get("note", "")):
        problems["note"] = _("The note contains a NUL character, which no database keeps: take it out.")
    documents = {d.slug: d for d in meeting.documents.prefetch_related("bodies")}
    if unknown := [slug for slug in content.get("examined", []) if slug not in documents]:
        problems["examined"] = _("Not a document of this meeting: %(unknown)s.") % {
            "unknown": str(unknown[0])[:60]
        }
    examined = [documents[slug] for slug in content.get("examined", []) if slug in documents]
    passages = []
    for item in content.get("passages", []):
        try:
            passages.append(_passage(item, documents, examined))
        except ValidationError as error:
            problems["passages"] = " ".join(error.messages)
    if problems:
        raise ValidationError(problems)
    return Judgement(
        outcome=content.get("outcome", ""),
        depth=content.get("depth", ""),
        is_excluded=bool(content.get("is_excluded")),
        confidence=content.get("confidence", ""),
        note=str(content.get("note", "")),
        examined=examined,
        passages=passages,
    )


def _passage(item: dict, documents: dict[str, Document], examined: list[Document]) -> Passage:
    document = documents.get(item.get("document", ""))
    if document is None:
        raise ValidationError(_("A passage must be of a document of this meeting."))
    if document not in examined:
        raise ValidationError(
            _("“%(title)s” is not ticked as examined, so nothing in it can be evidence.")
            % {"title": document.title}
        )
    summary = str(item.get("summary") or "").replace("\x00", "")
    strength = "partial" if item.get("strength") == "partial" else "full"
    start, end, quote = item.get("start"), item.get("end"), item.get("quote") or ""
    if start is None and not quote:
        paragraph = item.get("paragraph")
        if not isinstance(paragraph, int) or not 1 <= paragraph <= 100_000:
            raise ValidationError(_("A passage needs its words, or the number of its paragraph."))
        return Passage(document, paragraph, strength, summary)
    body = document.body
    if body is None:
        raise ValidationError(
            _("“%(title)s” has no text on record: give the paragraph number instead.")
            % {"title": document.title}
        )
    if start is None and (place := located(body.text, str(quote))):
        start, end = place
        quote = body.text[start:end]
    if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end <= len(body.text):
        raise ValidationError(
            _("These words do not stand so in “%(title)s”: “%(quote)s”.")
            % {"title": document.title, "quote": quote[:80]}
        )
    if quote and body.text[start:end] != quote:
        raise ValidationError(
            _("These words do not stand so in “%(title)s”: “%(quote)s”.")
            % {"title": document.title, "quote": quote[:80]}
        )
    return Passage(document, _paragraph_at(body, start), strength, summary, start, end)


def _paragraph_at(body, offset: int) -> int | None:
    """The number of the paragraph an offset lies in."""
    for number, start, text in body.located_paragraphs():
        if start <= offset < start + len(text):
            return number
    return None


@transaction.atomic
def save_draft(
    meeting: Meeting, topic: Topic, analyst, content: dict, *, version: int, change_id: str = ""
) -> Draft:
    """Store one change. `version` is the one the change was made on (0: none stored yet).

    The same `change_id` twice is stored once. Raises ValidationError by field, or Conflict when the stored
    version is another. The first save by somebody not assigned makes the assignment.
    """
    if lacking := _lacking_already(read_content(meeting, topic, content), cell_of(meeting, topic)):
        raise ValidationError(lacking)
    _require_open(meeting, analyst, topic)
    cell = {"meeting": meeting, "topic": topic, "analyst": analyst}
    draft = Draft.objects.select_for_update().filter(**cell).first()
    if draft is None:
        try:
            with transaction.atomic():
                return Draft.objects.create(**cell, content=content, change_id=change_id)
        except IntegrityError:
            draft = Draft.objects.select_for_update().get(**cell)
    if change_id and draft.change_id == change_id:
        return draft
    if draft.version != version:
        raise Conflict(draft)
    draft.earlier = [*draft.earlier, draft.content][-Draft.UNDO_STEPS :]
    draft.content, draft.change_id = content, change_id
    draft.version += 1
    draft.save()
    return draft


def _lacking_already(judgement: Judgement, cell: Cell) -> dict[str, str]:
    """What no later change of the draft can supply: a passage may still be marked, an outcome still be chosen."""
    lacking = proof_problems(judgement, cell)
    may_be_proved = judgement.outcome in NEEDS_A_PASSAGE and not judgement.passages
    if not judgement.outcome or may_be_proved:
        lacking.pop("outcome", None)
    return lacking


def _asks_for_recoding(meeting: Meeting, topic: Topic, analyst) -> CodebookChange | None:
    """A codebook change that the analyst's code of this cell is older than, if there is one."""
    mine = Assessment.objects.current().filter(meeting=meeting, topic=topic, assessed_by=analyst)
    number = mine.values_list("codebook_version__number", flat=True).first() or 0
    touched = Q(topic=topic, kind=CodebookChange.Kind.REDEFINED) | Q(successors=topic)
    newer = CodebookChange.objects.filter(touched, version__number__gt=number)
    return newer.select_related("version", "topic").order_by("-version__number").first()


def abstained() -> str:
    return _("You gave up coding this meeting to see what others coded: somebody else must code it.")


def handed_in() -> str:
    return _("You have handed this meeting in. A reviewer can send it back.")


def code_by_hand(meeting: Meeting, topic: Topic, judgement: Judgement, *, by) -> Assessment:
    """Record `by`'s judgement of a cell without a draft, as the admin does; raises as `assess` does.

    Raises ValidationError too when `by` has seen what others coded there: the work is handed in, or given up.
    """
    if Abstention.objects.filter(meeting=meeting, user=by).exists():
        raise ValidationError({"outcome": abstained()})
    is_closed = Assignment.objects.submitted().filter(meeting=meeting, analyst=by).exists()
    if is_closed and not _asks_for_recoding(meeting, topic, by):
        raise ValidationError({"outcome": handed_in()})
    return assess(meeting, topic, judgement, by=by)


def _require_open(meeting: Meeting, analyst, topic: Topic | None = None) -> None:
    """Raise ValidationError when the work is handed in or given up; a codebook change to `topic` opens it again."""
    if Abstention.objects.filter(meeting=meeting, user=analyst).exists():
        raise ValidationError({"outcome": abstained()})
    assignment, _is_new = Assignment.objects.get_or_create(
        meeting=meeting, analyst=analyst, defaults={"assigned_by": analyst}
    )
    if assignment.submitted_at and topic and (change := _asks_for_recoding(meeting, topic, analyst)):
        assignment.submitted_at = None
        assignment.sent_back_note = f"To code again: {change}."
        assignment.save()
    if assignment.submitted_at:
        raise ValidationError({"outcome": handed_in()})


@transaction.atomic
def undo_draft(meeting: Meeting, topic: Topic, analyst) -> Draft | None:
    """Take back the last change; without an earlier one the draft is deleted and None comes back."""
    _require_open(meeting, analyst)
    draft = Draft.objects.select_for_update().filter(meeting=meeting, topic=topic, analyst=analyst).first()
    if draft is None:
        return None
    if not draft.earlier:
        draft.delete()
        return None
    draft.content, draft.earlier = draft.earlier[-1], draft.earlier[:-1]
    draft.version += 1
    draft.change_id = ""
    draft.save()
    return draft


@transaction.atomic
def submit(meeting: Meeting, analyst) -> int:
    """Hand in every draft of the meeting as assessments; returns how many.

    Raises ValidationError {topic code: what is missing}; then nothing is handed in and the drafts stay.
    """
    _require_open(meeting, analyst)
    drafts = Draft.objects.select_for_update().filter(meeting=meeting, analyst=analyst)
    problems, count = {}, 0
    for draft in drafts.select_related("topic"):
        if not draft.content.get("outcome"):
            problems[draft.topic.code] = _("%(topic)s: no outcome is chosen.") % {"topic": draft.topic}
            continue
        try:
            with transaction.atomic():
                judgement = read_content(meeting, draft.topic, draft.content)
                assess(meeting, draft.topic, judgement, by=analyst)
                count += 1
        except ValidationError as error:
            problems[draft.topic.code] = f"{draft.topic}: {' '.join(error.messages)}"
    if problems:
        raise ValidationError(problems)
    if not count:
        raise ValidationError({"": _("There is nothing to hand in: no topic has been coded.")})
    drafts.delete()
    now = timezone.now()
    assignment = Assignment.objects.get(meeting=meeting, analyst=analyst)
    assignment.submitted_at = now
    assignment.first_submitted_at = assignment.first_submitted_at or now
    assignment.sent_back_note = ""
    assignment.save()
    return count
