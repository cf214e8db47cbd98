"""From a text that came in to a document of a meeting, and back within the hour."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from agenda.intake.files.texts import Brought
from agenda.models import Arrival, Body, Document, Draft, Evidence, Examination, Meeting
from agenda.models.base import free_slug

from .texts import add_text

WITHIN = timedelta(hours=1)


@transaction.atomic
def accept(arrival: Arrival, meeting: Meeting, document: Document, kind: str, *, by) -> Body:
    """Save the meeting where it is new, and the document with the arrival's text frozen; the arrival is gone.

    Raises ValidationError by field when the meeting or the document is not sound.
    """
    if meeting.pk is None:
        meeting.slug = free_slug(Meeting.objects.all(), "slug", f"{meeting.dialogue.slug}-{meeting.held_on}")
        meeting.full_clean()
        meeting.save()
    document.meeting = meeting
    wanted = slugify(document.title)[:100] or f"{meeting.slug}-text"
    document.slug = free_slug(Document.objects.all(), "slug", wanted)
    document.full_clean()
    document.save()
    brought = Brought(arrival.text, arrival.media_type, tuple(arrival.notes))
    body = add_text(document, brought, kind, by=by, name=arrival.name, content=bytes(arrival.content))
    arrival.delete()
    return body


def why_not_withdrawn(body: Body, now: datetime) -> str:
    """Why the text stays frozen; "" when it may still be withdrawn."""
    newest = body.document.bodies.order_by("-version").first()
    if newest != body:
        return _("Only the newest version of a text can be withdrawn.")
    if now - body.added_at > WITHIN:
        return _("It was frozen more than an hour ago: bring the right text in as a new version.")
    drafts = Draft.objects.filter(meeting=body.document.meeting_id).values_list("content", flat=True)
    is_drafted = any(
        passage.get("document") == body.document.slug
        for content in drafts
        for passage in content.get("passages", [])
    )
    examined = Examination.objects.filter(document=body.document, assessment__assessed_at__gte=body.added_at)
    if is_drafted or examined.exists() or Evidence.objects.filter(body=body).exists():
        return _("It has been quoted or examined: bring the right text in as a new version.")
    return ""


@transaction.atomic
def withdraw_text(body: Body, *, now: datetime) -> None:
    """Delete a text frozen by mistake. Raises ValidationError when it is too late or the text is in use."""
    document = Document.objects.select_for_update().get(pk=body.document_id)
    if reason := why_not_withdrawn(body, now):
        raise ValidationError(reason)
    body.delete()
    if document.is_complete and not document.is_signed and not document.has_whole_text:
        document.completeness = Document.Completeness.NOT_READ
        document.save(update_fields=["completeness"])
