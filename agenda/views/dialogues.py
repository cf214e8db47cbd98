from django.shortcuts import get_object_or_404, render

from agenda import matrix
from agenda.ledger import Ledger
from agenda.models import Actor, Dialogue, Topic

from .base import includes_self_coded, today


def dialogue_list(request):
    rows = Dialogue.objects.published().select_related("parent")
    ledger = Ledger(today())
    listed = [(dialogue, ledger.by_dialogue.get(dialogue.pk, []), ledger.tally(dialogue_id=dialogue.pk))
              for dialogue in rows]  # fmt: skip
    listed.sort(key=lambda row: (not row[1], -len(row[1]), row[0].short_name))
    return render(request, "agenda/dialogue_list.html", {"dialogues": listed})


def dialogue(request, slug):
    row = get_object_or_404(Dialogue.objects.published().select_related("parent"), slug=slug)
    ledger = Ledger(today(), with_self_coded=includes_self_coded(request))
    pairings = [p for p in ledger.pairings() if p.dialogue == row]
    order = ("missed", "undetermined", "waiting", "partly_raised", "raised")
    pairings.sort(key=lambda p: (order.index(p.course.standing), -p.course.meetings, p.recommendation.code))
    context = {
        "dialogue": row,
        "members": Actor.objects.published().filter(dialogues=row),
        "children": Dialogue.objects.published().filter(parent=row),
        "meetings": row.meetings.filter(is_published=True).newest_first(),
        "tally": ledger.tally(dialogue_id=row.pk),
        "left_out": ledger.left_out(row.pk),
        "matrix": coverage_matrix(row, ledger, pairings),
        "pairings": pairings,
    }
    return render(request, "agenda/dialogue.html", context)


def coverage_matrix(dialogue, ledger, pairings):
    """Topics × held meetings of one dialogue, newest first; recommended topics on top. "" without meetings."""
    occasions = list(reversed(ledger.by_dialogue.get(dialogue.pk, [])))
    made = {}
    for pairing in pairings:
        made.setdefault(pairing.recommendation.topic_id, []).append(pairing.recommendation)
    assessed = {
        cell.topic_id for cell in ledger.cells.values() if cell.meeting_id in {o.pk for o in occasions}
    }
    topics = [t for t in Topic.objects.published() if t.pk in made or t.pk in assessed]
    if not occasions or not topics:
        return ""
    topics.sort(key=lambda topic: (topic.pk not in made, topic.name))
    rows = [matrix.Head(t.pk, t.name, t.get_absolute_url(), is_recommended=t.pk in made) for t in topics]
    columns = [matrix.Head(o.pk, str(o.held), f"/meetings/{o.slug}/", o.title) for o in occasions]
    held = {o.pk: o.held for o in occasions}

    def lookup(topic_id, meeting_id):
        before = any(
            r.made.is_before(held[meeting_id])
            and (r.withdrawn_on is None or held[meeting_id].first < r.withdrawn_on)
            for r in made.get(topic_id, ())
        )
        cell = ledger.cells.get((meeting_id, topic_id))
        return ledger.state(meeting_id, topic_id, before), cell and cell.finding_id, before

    caption = (
        f"Topics at the meetings of {dialogue.short_name}, newest first. ★: recommended before that meeting."
    )
    return matrix.render(caption, rows, columns, lookup)
