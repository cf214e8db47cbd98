"""Rows with texts that the small record has not: of the site's settings, of corrections, of the codebook and of the log."""

from django.utils import timezone

from agenda.models import (
    AuditEvent,
    CodebookChange,
    Correction,
    Evidence,
    InterpretationNote,
    Meeting,
    Merger,
    Phrasing,
    Topic,
)
from agenda.models.about import defaults

from . import factories as f


def make_rare_rows() -> None:
    """One or two of each, about rows of the small record."""
    now, reviewer, version = timezone.now(), f.user("Reviewer"), f.codebook()
    topic, meeting = Topic.objects.get(code="cables"), Meeting.objects.get(slug="talk-2")
    site = defaults()
    site.name, site.summary, site.operator, site.contact = (
        "Our tracker",
        "Of talks.",
        "The house",
        "x@example.org",
    )
    site.about, site.method, site.stamp = "About **us**.", "We read, and [more](https://example.org/).", "1"
    site.save()
    f.assessment(meeting, f.topic(code="t-noted"), "not_raised", note="Read twice.")
    f.finding(meeting, f.topic(code="t-told"), "raised", summary="They did.")
    for row in Evidence.objects.exclude(summary=""):
        row.translations = {"ja": {"summary": "そうした。"}}
        row.save(update_fields=["translations"])
    CodebookChange.objects.create(version=version, topic=topic, kind="split", note="It was two.")
    note = InterpretationNote.objects.create(
        version=version, number=1, title="Doubtful", text="So.", example="As in 2022."
    )
    note.topics.add(topic)
    phrases = {"phrases": ["海底ケーブル"], "partial_phrases": ["ケーブル"], "excluded_phrases": ["電線"]}
    Phrasing.objects.create(topic=topic, language="ja", **phrases)
    sent = {"meeting": meeting, "text": "It was in Oslo.", "name": "Ann", "email": "ann@example.org"}
    decided = {"decided_by": reviewer, "decided_at": now}
    Correction.objects.create(**sent)
    Correction.objects.create(
        meeting=meeting, text="No.", status="answered", answer="Yes.", is_text_shown=True, **decided
    )
    Correction.objects.create(meeting=meeting, text="Buy.", status="dismissed", reason="Spam.", **decided)
    AuditEvent.objects.create(
        happened_at=now, kind="signed_in", address="::1", note="Something", about=reviewer
    )
    Merger.objects.create(
        noun="topic",
        key="wires",
        name="Wires",
        topic=topic,
        was_public=True,
        merged_by=reviewer,
        merged_at=now,
    )
