"""Which side's readout names a topic, and whose does not."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from agenda.coverage.evidence import attach_proof, sides_of
from agenda.filters import DivergenceFilterSet
from agenda.models import Actor, Document, Finding, Meeting, Topic
from agenda.questions.divergence import PATTERNS, Pattern, Readout, Said, pattern_of, said_by

from .base import asked, list_page


@dataclass
class Row:
    """A topic that at least one side's readout names: what each side said, and in which documents."""

    meeting: Meeting
    topic: Topic
    finding: Finding
    pattern: Pattern
    said: list[tuple[Actor, Said, list[Document]]]

    forum = property(lambda self: self.meeting.dialogue.slug)
    title = property(lambda self: self.meeting.title)
    year = property(lambda self: self.meeting.held_on.year)


def divergence(request):
    on = asked(request).on
    findings = Finding.objects.published().filter(
        outcome__in=("raised", "partly_raised"), meeting__held_on__lte=on
    )
    rows = divergence_rows(findings)
    order = list(PATTERNS)
    rows.sort(key=lambda row: row.topic.name)
    rows.sort(key=lambda row: row.meeting.held_on, reverse=True)
    rows.sort(key=lambda row: order.index(row.pattern))
    filterset = DivergenceFilterSet(request.GET, rows)
    return list_page(request, "agenda/divergence.html", filterset, filterset.passing(), patterns=PATTERNS.items(),
                     title=_("Divergence"))  # fmt: skip


def divergence_rows(findings) -> list[Row]:
    """A row for each positive finding, in a constant number of queries."""
    rows = attach_proof(findings)
    tops = Actor.objects.sides()
    members = _members({finding.meeting.dialogue_id for finding in rows}, tops)
    readouts = _readouts({finding.meeting_id for finding in rows}, tops)
    return [_row(f, members[f.meeting.dialogue_id], readouts[f.meeting_id], tops) for f in rows]


def _row(finding, members, readouts, tops) -> Row:
    naming = {evidence.document.pk for evidence in finding.proof}
    sides = dict.fromkeys(members)
    for readout, _document in readouts:
        sides.update(dict.fromkeys(sorted(readout.sides)))
    plain = [readout for readout, _document in readouts]
    said = {side: said_by(side, plain, naming) for side in sides}
    by_pk = {top.pk: top for top in tops.values()}
    listed = [
        (by_pk[side], word, [document for readout, document in readouts if side in readout.sides])
        for side, word in said.items()
    ]
    return Row(finding.meeting, finding.topic, finding, pattern_of(said, plain, naming), listed)


def _members(dialogues, tops) -> dict[int, list[int]]:
    """The public members' sides of each dialogue, by name. A group of states that never issues is left out."""
    members = defaultdict(list)
    rows = Actor.objects.published().filter(dialogues__in=dialogues).values_list("dialogues", "pk")
    for dialogue, actor in rows.order_by("name"):
        if dialogue in dialogues and tops[actor].pk not in members[dialogue]:
            members[dialogue].append(tops[actor].pk)
    return members


UNREAD = (Document.Completeness.NOT_READ, Document.Completeness.SECONDARY)


def _readouts(meetings, tops) -> dict[int, list[tuple[Readout, Document]]]:
    """The public readouts of each meeting."""
    readouts = defaultdict(list)
    documents = Document.objects.published().readouts().filter(meeting__in=meetings)
    for document in documents.select_related("publisher").prefetch_related("issuers").order_by("slug"):
        sides = frozenset(side.pk for side in sides_of(document, tops))
        readout = Readout(document.pk, sides, document.is_complete, document.completeness not in UNREAD)
        readouts[document.meeting_id].append((readout, document))
    return readouts
