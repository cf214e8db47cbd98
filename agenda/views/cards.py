"""Share cards by address, drawn from the same sums as the page they stand for."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from agenda.coverage import Tally, cell_state
from agenda.models import Dialogue, Finding, Meeting, Recommendation, Topic
from agenda.pictures.card import card as draw
from agenda.pictures.png import png

from .base import ledger_of

FOOT = "“Not mentioned” means: not mentioned in the published readouts"


def _home(request, slug):
    ledger = ledger_of(request)
    return draw("Was the recommended topic raised?", f"{len(ledger.dialogues)} dialogues, {len(ledger.occasions)} meetings held",
                tally=ledger.tally(), foot=FOOT)  # fmt: skip


def _dialogue(request, slug):
    row = get_object_or_404(Dialogue.objects.published(), slug=slug)
    ledger = ledger_of(request)
    held = len(ledger.by_dialogue.get(row.pk, ()))
    return draw(
        row.short_name,
        f"{row.name} · {held} meetings held",
        tally=ledger.tally(dialogue_id=row.pk),
        foot=FOOT,
    )


def _topic(request, slug):
    row = get_object_or_404(Topic.objects.published(), code=slug)
    return draw(row.name, "Across all dialogues", tally=ledger_of(request).tally(topic_id=row.pk), foot=FOOT)


def _meeting(request, slug):
    row = get_object_or_404(Meeting.objects.published().select_related("dialogue"), slug=slug)
    outcomes = (
        Finding.objects.published().filter(meeting=row, is_self_coded=False).values_list("outcome", flat=True)
    )
    return draw(
        row.title, f"{row.dialogue} · {row.held or 'no date yet'}", tally=Tally.of(outcomes), foot=FOOT
    )


def _recommendation(request, slug):
    rows = Recommendation.objects.published()
    row = get_object_or_404(rows, code=slug)
    said = []
    for pairing in ledger_of(request).pairings(rows.filter(pk=row.pk)):
        course = pairing.course
        said.append(
            f"{pairing.dialogue or 'No forum'}: {course.standing.word}, {course.meetings} meetings, {course.days:,} days"
        )
    return draw(f"{row.code}: {row.topic.name}", "; ".join(said), foot=FOOT)


def _finding(request, slug):
    rows = Finding.objects.in_public_cells().select_related("topic", "meeting__dialogue")
    row = get_object_or_404(rows, pk=int(slug) if slug.isascii() and slug.isdigit() and len(slug) < 16 else 0)
    state = cell_state(row.outcome, is_excluded=row.is_excluded)
    current = Finding.objects.filter(meeting=row.meeting, topic=row.topic).current().first()
    stands = current == row and row.status == Finding.Status.PUBLISHED
    return draw(
        row.topic.name,
        str(row.meeting),
        state=state,
        foot=FOOT if stands else "No longer the current finding",
    )


DRAW = {"dialogues": _dialogue, "topics": _topic, "meetings": _meeting, "recommendations": _recommendation,
        "findings": _finding}  # fmt: skip


def card(request, kind=None, slug=""):
    if kind and kind not in DRAW:
        raise Http404("No such card.")
    scene = DRAW.get(kind, _home)(request, slug)
    return HttpResponse(png(scene), content_type="image/png")
