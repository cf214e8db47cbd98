"""The sides of dialogues, the readouts of meetings by side, and the reach of absences, for many rows at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Prefetch

from agenda.models import Actor, Body, Document, Examination, Finding, Meeting
from agenda.rules.reach import Reach, SidePaper, reach_of

from .evidence import sides_of
from .states import State


@dataclass(frozen=True)
class SideReadout:
    """A public readout of a meeting and the sides in whose name it was issued."""

    document: Document
    sides: tuple[Actor, ...]


def members_of(dialogues: Collection[int], tops: dict[int, Actor]) -> dict[int, list[Actor]]:
    """The public sides of each dialogue's public members, by name; `tops` as `Actor.objects.sides()`. One query.

    A group of states among them is no side: it issues no readouts of its own.
    """
    members: dict[int, dict[Actor, None]] = defaultdict(dict)
    rows = Actor.objects.published().filter(dialogues__in=dialogues).values_list("dialogues", "pk")
    for dialogue, actor in rows:
        if tops[actor].is_published and tops[actor].kind != Actor.Kind.GROUP:
            members[dialogue][tops[actor]] = None
    return defaultdict(
        list, {pk: sorted(sides, key=lambda side: side.reader.order) for pk, sides in members.items()}
    )


TEXTS = Prefetch("bodies", Body.objects.defer("text", "numbers"))
"""The texts of documents where only whether there is one is asked."""


def readouts_of(meetings: Collection[int], tops: dict[int, Actor]) -> dict[int | None, list[SideReadout]]:
    """The public readouts of each meeting, by slug. Three queries."""
    readouts: dict[int | None, list[SideReadout]] = defaultdict(list)
    documents = Document.objects.published().readouts().filter(meeting__in=meetings).order_by("slug")
    for document in documents.select_related("publisher").prefetch_related("issuers", TEXTS):
        readouts[document.meeting_id].append(SideReadout(document, tuple(sides_of(document, tops))))
    return readouts


@dataclass(frozen=True)
class SidesOnRecord:
    """The side of every actor, and of each meeting its dialogue's sides and its public readouts."""

    tops: dict[int, Actor]
    members: dict[int, list[Actor]]
    readouts: dict[int | None, list[SideReadout]]


def sides_on_record(meetings: Collection[int]) -> SidesOnRecord:
    """The sides and readouts of the meetings. Six queries."""
    tops = Actor.objects.sides()
    dialogues = dict(Meeting.objects.filter(pk__in=meetings).values_list("pk", "dialogue"))
    members = members_of(set(dialogues.values()), tops)
    return SidesOnRecord(
        tops,
        {meeting: members[dialogue] for meeting, dialogue in dialogues.items()},
        readouts_of(meetings, tops),
    )


def papers_of_meeting(meeting: Meeting) -> tuple[list[Document], SidesOnRecord]:
    """The meeting's public documents by date, and its sides and readouts among them. Five queries."""
    tops = Actor.objects.sides()
    rows = Document.objects.published().filter(meeting=meeting).order_by("issued_on", "slug")
    documents = list(rows.select_related("publisher").prefetch_related("issuers", TEXTS))
    readouts: dict[int | None, list[SideReadout]] = defaultdict(list)
    for document in sorted(documents, key=lambda document: document.slug):
        if document.is_readout:
            readouts[meeting.pk].append(SideReadout(document, tuple(sides_of(document, tops))))
    members = members_of([meeting.dialogue_id], tops)
    return documents, SidesOnRecord(tops, {meeting.pk: members[meeting.dialogue_id]}, readouts)


def reaches_of(findings: Iterable[Finding], known: SidesOnRecord | None = None) -> dict[int, Reach]:
    """The reach of each not-mentioned finding by its pk; the others have none. Seven queries, one with `known`."""
    silent = [finding for finding in findings if finding.outcome == State.NOT_RAISED]
    if not silent:
        return {}
    known = known or sides_on_record({finding.meeting_id for finding in silent})
    examined = defaultdict(set)
    rows = Examination.objects.filter(assessment__in={f.assessment_id for f in silent})
    for assessment, document in rows.values_list("assessment", "document"):
        examined[assessment].add(document)
    return {
        finding.pk: reach_of(
            [side.reader.name for side in known.members[finding.meeting_id]],
            [_paper(r, examined[finding.assessment_id]) for r in known.readouts[finding.meeting_id]],
        )
        for finding in silent
    }


def reaches_by_pk(findings: Iterable[int]) -> dict[int, Reach]:
    """The same for findings given by their pk. Eight queries."""
    return reaches_of(Finding.objects.filter(pk__in=set(findings)).only("outcome", "meeting", "assessment"))


def _paper(readout: SideReadout, examined: set[int]) -> SidePaper:
    document = readout.document
    names = frozenset(side.reader.name for side in readout.sides)
    return SidePaper(names, document.is_joint, document.is_read_whole, document.pk in examined)
