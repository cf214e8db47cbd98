"""How far the record of each dialogue reaches: which meetings and papers were read, and what is known to lack."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_noop as _  # translated where it is shown

from agenda.models import Actor, Dialogue, Document, Evidence, Finding, Meeting, Topic

from .evidence import sides_of


class Reading(StrEnum):
    """How much of the readouts of a held meeting was read."""

    WHOLE = "whole"
    IN_PART = "in_part"
    NOT_READ = "not_read"
    NONE_ON_RECORD = "none_on_record"

    @property
    def word(self) -> str:
        return READINGS[self]


READINGS = {
    Reading.WHOLE: _("a readout read whole, and every joint paper"),
    Reading.IN_PART: _("read in part"),
    Reading.NOT_READ: _("readouts on record, none read"),
    Reading.NONE_ON_RECORD: _("no readout on record"),
}


@dataclass
class SideRead:
    """Of how many meetings one side's own papers are on record, and of how many all of them were read whole."""

    side: str
    on_record: int = 0
    read_whole: int = 0


@dataclass
class Extent:
    """What the record holds of one dialogue up to a day."""

    dialogue: Dialogue
    statuses: Counter[str] = field(default_factory=Counter)
    readings: Counter[Reading] = field(default_factory=Counter)
    not_assessed: int = 0
    """Held meetings of which no topic has a published finding."""
    latest: Meeting | None = None
    unread: int = 0
    """Documents of its meetings known but not read."""
    wordless: int = 0
    """Passages that are cited by their place, without any words on record."""
    sides: dict[str, SideRead] = field(default_factory=dict)
    out_of_scope: list[Topic] = field(default_factory=list)

    @property
    def held(self) -> int:
        return self.statuses[Meeting.Status.HELD]

    @property
    def others(self) -> list[tuple[str, str, int]]:
        """(status, its word, how many) of the meetings that were not held."""
        choices = [choice for choice in Meeting.Status.choices if choice[0] != Meeting.Status.HELD]
        return [(status, str(label).lower(), n) for status, label in choices if (n := self.statuses[status])]

    @property
    def read(self) -> list[tuple[str, int]]:
        """(words, how many) of the held meetings by how much of their readouts was read."""
        return [(word, n) for reading, word in READINGS.items() if (n := self.readings[reading])]

    @property
    def query(self) -> str:
        """The query that keeps a list to this dialogue."""
        return f"forum={self.dialogue.slug}"

    @property
    def is_series(self) -> bool:
        """Whether somebody keeps looking for its meetings; a selection of contacts is none."""
        return self.dialogue.covered_until is not None


def extents(on: date) -> list[Extent]:
    """The extent of every public dialogue, those with most meetings first. Eight queries, whatever the size."""
    dialogues = Dialogue.objects.published().prefetch_related("out_of_scope")
    found = {row.pk: Extent(row) for row in dialogues}
    for extent in found.values():
        topics = (topic for topic in extent.dialogue.out_of_scope.all() if topic.is_published)
        extent.out_of_scope = sorted(topics, key=lambda topic: topic.name)
    meetings = list(Meeting.objects.published().until(on).order_by("held_on", "slug"))
    papers, tops = _papers(meetings), Actor.objects.sides()
    assessed = set(Finding.objects.published().values_list("meeting_id", flat=True).distinct())
    for meeting in meetings:
        extent = found[meeting.dialogue_id]
        extent.statuses[meeting.status] += 1
        extent.unread += sum(
            paper.completeness == Document.Completeness.NOT_READ for paper in papers[meeting.pk]
        )
        if meeting.status == Meeting.Status.HELD:
            _count_held(extent, meeting, papers[meeting.pk], tops)
            extent.not_assessed += meeting.pk not in assessed
    for dialogue_id in _wordless_passages(on):
        found[dialogue_id].wordless += 1
    return sorted(found.values(), key=lambda extent: (-extent.held, extent.dialogue.short_name))


def _papers(meetings: Iterable[Meeting]) -> dict[int | None, list[Any]]:
    """The public documents of each meeting, each with `is_whole`."""
    whole = Document.objects.read_whole().filter(pk=OuterRef("pk"))
    rows = Document.objects.published().filter(meeting__in=[meeting.pk for meeting in meetings])
    found: dict[int | None, list[Any]] = defaultdict(list)
    rows = rows.annotate(is_whole=Exists(whole)).select_related("publisher").prefetch_related("issuers")
    for document in rows:
        found[document.meeting_id].append(document)
    return found


def _count_held(extent: Extent, meeting: Meeting, papers: list[Any], tops: dict[int, Actor]) -> None:
    readouts = [paper for paper in papers if paper.is_readout]
    extent.readings[reading_of(readouts)] += 1
    extent.latest = meeting
    own: dict[str, list[bool]] = defaultdict(list)
    for paper in readouts:
        if not paper.is_joint:
            for side in sides_of(paper, tops):
                own[side.name].append(paper.is_whole)
    for name, are_whole in own.items():
        row = extent.sides.setdefault(name, SideRead(name))
        row.on_record += 1
        row.read_whole += all(are_whole)


def reading_of(readouts: list[Any]) -> Reading:
    """How much was read of a meeting's readouts, each with `is_whole`."""
    if not readouts:
        return Reading.NONE_ON_RECORD
    if any(paper.is_whole for paper in readouts) and all(
        paper.is_whole for paper in readouts if paper.is_joint
    ):
        return Reading.WHOLE
    return Reading.IN_PART if any(paper.was_examined for paper in readouts) else Reading.NOT_READ


def _wordless_passages(on: date) -> Iterable[int]:
    """The dialogue's id for each passage of a published finding that has neither quote nor summary."""
    current = Finding.objects.published().filter(meeting__held_on__lte=on).values("assessment")
    rows = Evidence.objects.filter(examination__assessment__in=current, quote="", summary="")
    return rows.values_list("examination__assessment__meeting__dialogue", flat=True)
