"""What a draft's content stands for: a judgement, checked against the frozen texts."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from agenda.characters import with_blanks
from agenda.models import Assessment, Depth, Document, Draft, Evidence, Meeting, Outcome, Topic
from agenda.models.prepared import Prepared
from agenda.passages.quotes import located

from .judgements import Judgement, Passage

CHOICES = {
    "outcome": {"", *Outcome.values},
    "depth": {"", *Depth.values},
    "confidence": {"", *Assessment.Confidence.values},
}


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


def _papers(meeting: int):
    return Document.objects.filter(meeting=meeting).prefetch_related("bodies")


papers = Prepared(_papers)


def documents_of(meeting: Meeting) -> list[Document]:
    """Every document of the meeting on record with its texts. Two queries."""
    return papers(meeting.pk)


def read_content(
    meeting: Meeting, topic: Topic, content: dict, documents: Iterable[Document] | None = None
) -> Judgement:
    """The judgement a draft's content stands for, checked against the frozen texts.

    `documents` are all of the meeting with their texts (`documents_of`), where they were read already.
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
    by_slug = {d.slug: d for d in (documents_of(meeting) if documents is None else documents)}
    if unknown := [slug for slug in content.get("examined", []) if slug not in by_slug]:
        problems["examined"] = _("Not a document of this meeting: %(unknown)s.") % {
            "unknown": str(unknown[0])[:60]
        }
    examined = [by_slug[slug] for slug in content.get("examined", []) if slug in by_slug]
    passages = []
    for item in content.get("passages", []):
        try:
            passages.append(_passage(item, by_slug, examined))
        except ValidationError as error:
            problems["passages"] = " ".join(error.messages)
    if problems:
        raise ValidationError(problems)
    return Judgement(
        outcome=content.get("outcome", ""),
        depth=content.get("depth", ""),
        is_excluded=bool(content.get("is_excluded")),
        confidence=content.get("confidence", ""),
        note=with_blanks(str(content.get("note", ""))),
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
            % {"title": document.reader.title}
        )
    summary = with_blanks(str(item.get("summary") or ""))
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
            % {"title": document.reader.title}
        )
    if start is None and (place := located(body.text, str(quote))):
        start, end = place
        quote = body.text[start:end]
    if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end <= len(body.text):
        raise ValidationError(
            _("These words do not stand so in “%(title)s”: “%(quote)s”.")
            % {"title": document.reader.title, "quote": quote[:80]}
        )
    if quote and body.text[start:end] != quote:
        raise ValidationError(
            _("These words do not stand so in “%(title)s”: “%(quote)s”.")
            % {"title": document.reader.title, "quote": quote[:80]}
        )
    return Passage(document, _paragraph_at(body, start), strength, summary, start, end)


def _paragraph_at(body, offset: int) -> int | None:
    """The number of the paragraph an offset lies in."""
    for number, start, text in body.located_paragraphs():
        if start <= offset < start + len(text):
            return number
    return None
