"""How far the record of each dialogue reaches: which meetings and papers were read, and what is known to lack."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_noop as _  # translated where it is shown

from agenda.models import Body, CurrentCell, Dialogue, Document, Meeting, Topic
from agenda.models.documents import JOINT_KINDS, UNREAD
from agenda.models.prepared import Prepared
from agenda.models.vocabulary import vocabulary
from agenda.rules.papers import papers_of
from agenda.rules.proof import Paper, absence_could_be_shown

from .dialogue_record import DialogueRecord
from .light_meetings import MeetingOnRecord
from .reaches import SideReadout
from .wordless import wordless_passages


class Reading(StrEnum):
    """How much of the readouts of a held meeting was read."""

    WHOLE = "whole"
    IN_PART = "in_part"
    NOT_READ = "not_read"
    NONE_ON_RECORD = "none_on_record"

    @property
    def word(self) -> str:
        return READINGS[self]

    @property
    def short(self) -> str:
        """The same for a column whose head asks how much was read."""
        return SHORT[self]


READINGS = {
    Reading.WHOLE: _("a readout read whole, and every joint paper"),
    Reading.IN_PART: _("read in part"),
    Reading.NOT_READ: _("readouts on record, none read"),
    Reading.NONE_ON_RECORD: _("no readout on record"),
}


SHORT = {
    Reading.WHOLE: _("whole"),
    Reading.IN_PART: _("in part"),
    Reading.NOT_READ: _("not read"),
    Reading.NONE_ON_RECORD: _("none on record"),
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
    latest: Meeting | MeetingOnRecord | None = None
    unread: int = 0
    """Documents of its meetings known but not read."""
    wordless: int = 0
    """Passages that are cited by their place, without any words on record."""
    sides: dict[str, SideRead] = field(default_factory=dict)
    out_of_scope: list[Topic] = field(default_factory=list)
    reading_at: dict[int, Reading] = field(default_factory=dict)
    """How much was read of each held meeting's readouts, by its pk."""

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


class LightReadout(NamedTuple):
    """A public readout as proof needs it, whether any of it was read, and the names of the sides that issued it."""

    paper: Paper
    was_read: bool
    sides: tuple[str, ...]


@dataclass
class LightPapers:
    """The public readouts of meetings, by slug, without their texts; and how many papers of each are known but not read."""

    readouts: dict[int | None, list[LightReadout]] = field(default_factory=lambda: defaultdict(list))
    unread: Counter[int | None] = field(default_factory=Counter)


class _SideNames(dict[int, str]):
    """The name of the side of each actor by the actor's key, "" where it is not public; made when first asked for."""

    def __missing__(self, actor: int) -> str:
        side = vocabulary().sides[actor]
        self[actor] = side.reader.name if side.is_published else ""
        return self[actor]


PAPER = ("pk", "meeting_id", "kind", "is_official", "completeness", "read_on", "has_text")


def papers_at(dialogues: Collection[int]) -> LightPapers:
    """The papers of every meeting of the dialogues. Two queries."""
    names, told = _SideNames(), _papers_at(list(dialogues))
    found = LightPapers()
    for _pk, group in groupby(told, key=itemgetter(0)):
        issued = list(group)
        _key, meeting, kind, is_official, completeness, *_read, publisher, _issuer = issued[0]
        found.unread[meeting] += completeness == Document.Completeness.NOT_READ
        if not is_official or kind == Document.Kind.ANNOUNCEMENT:
            continue
        sides = dict.fromkeys(names[row[-1] or publisher] for row in issued)
        readout = _light_readout(issued[0][: len(PAPER)], tuple(filter(None, sides)))
        found.readouts[meeting].append(readout)
    return found


@Prepared
def _papers_at(dialogues: Collection[int]) -> QuerySet[Any, Any]:
    """The columns PAPER of the papers, by slug, a row for each of their issuers."""
    rows = _with_texts(Document.objects.published().filter(meeting__dialogue__in=dialogues))
    return rows.order_by("slug", "issuers__name").values_list(*PAPER, "publisher_id", "issuers")


@Prepared
def _readouts_at(meetings: Collection[int]) -> QuerySet[Any, Any]:
    """The columns PAPER of the readouts of the meetings, by slug."""
    rows = _with_texts(Document.objects.published().readouts().filter(meeting__in=meetings))
    return rows.order_by("slug").values_list(*PAPER)


def readings_at(meetings: Collection[int]) -> dict[int, Reading]:
    """How much was read of the readouts of each of the meetings. One query."""
    found: dict[int | None, list[LightReadout]] = defaultdict(list)
    for told in _readouts_at(list(meetings)):
        found[told[1]].append(_light_readout(told))
    return {meeting: reading_of_light(found[meeting]) for meeting in meetings}


def _with_texts(documents: QuerySet[Document]) -> QuerySet[Any]:
    """The documents, each with whether its whole text is on record, as `has_text`."""
    texts = Body.objects.filter(document=OuterRef("pk")).exclude(kind=Body.Kind.EXCERPT)
    return documents.annotate(has_text=Exists(texts))


def _light_readout(told: Sequence[Any], sides: tuple[str, ...] = ()) -> LightReadout:
    """A public readout from the columns PAPER."""
    pk, meeting, kind, _is_official, completeness, read_on, has_text = told
    is_whole = completeness == Document.Completeness.FULL and (read_on is not None or has_text)
    paper = Paper(pk, meeting, "", kind, completeness, True, kind in JOINT_KINDS, is_whole, True)
    return LightReadout(paper, completeness not in UNREAD, sides)


def held_meetings(on: date) -> QuerySet[Meeting]:
    """The public meetings held by the day."""
    return Meeting.objects.published().held().until(on)


def extent_of(record: DialogueRecord) -> Extent:
    """The extent of one dialogue whose record is at hand. Three queries."""
    found = {record.dialogue.pk: Extent(record.dialogue, out_of_scope=_by_name(record.out_of_scope))}
    return _filled(found, record.ledger.on, record.begun, record.assessed)[0]


def extents(on: date, dialogues: QuerySet[Dialogue] | None = None) -> list[Extent]:
    """The extent of every public dialogue (or of those given), those with most meetings first. Six queries."""
    if dialogues is None:
        dialogues = Dialogue.objects.published()
    found = {row.pk: Extent(row) for row in dialogues.prefetch_related("out_of_scope")}
    for extent in found.values():
        extent.out_of_scope = _by_name(
            topic for topic in extent.dialogue.out_of_scope.all() if topic.is_published
        )
    is_assessed = Exists(CurrentCell.objects.filter(meeting=OuterRef("pk")))
    meetings = Meeting.objects.published().filter(dialogue__in=found).until(on).order_by("held_on", "slug")
    rows = list(meetings.values_list(*MeetingOnRecord._fields, is_assessed))
    assessed = {row[0] for row in rows if row[-1]}
    return _filled(found, on, [MeetingOnRecord._make(row[:-1]) for row in rows], assessed)


def _by_name(topics: Iterable[Topic]) -> list[Topic]:
    return sorted(topics, key=lambda topic: topic.reader.order)


def _filled(
    found: dict[int, Extent],
    on: date,
    meetings: Iterable[Meeting | MeetingOnRecord],
    assessed: Collection[int],
) -> list[Extent]:
    """Fill in what the meetings, oldest first, and their papers say. Three queries."""
    papers = papers_at(found)
    for meeting in meetings:
        extent, readouts = found[meeting.dialogue_id], papers.readouts.get(meeting.pk, [])
        extent.statuses[meeting.status] += 1
        extent.unread += papers.unread[meeting.pk]
        if meeting.status == Meeting.Status.HELD:
            reading = extent.reading_at[meeting.pk] = reading_of_light(readouts)
            extent.readings[reading] += 1
            _count_held(extent, meeting, readouts)
            extent.not_assessed += meeting.pk not in assessed
    for dialogue_id, n in wordless_passages(on, found):
        found[dialogue_id].wordless = n
    return sorted(found.values(), key=lambda extent: (-extent.held, extent.dialogue.reader.order))


def _count_held(extent: Extent, meeting: Meeting | MeetingOnRecord, readouts: list[LightReadout]) -> None:
    extent.latest = meeting
    own: dict[str, list[bool]] = defaultdict(list)
    for readout in readouts:
        if not readout.paper.is_joint:
            for side in readout.sides:
                own[side].append(readout.paper.is_read_whole)
    for name, are_whole in own.items():
        row = extent.sides.setdefault(name, SideRead(name))
        row.on_record += 1
        row.read_whole += all(are_whole)


def reading_of_light(readouts: list[LightReadout]) -> Reading:
    """The same as `reading_of`."""
    if not readouts:
        return Reading.NONE_ON_RECORD
    papers = [readout.paper for readout in readouts]
    if absence_could_be_shown(papers, papers):
        return Reading.WHOLE
    return Reading.IN_PART if any(readout.was_read for readout in readouts) else Reading.NOT_READ


def reading_of(readouts: list[SideReadout]) -> Reading:
    """How much was read of a meeting's readouts."""
    if not readouts:
        return Reading.NONE_ON_RECORD
    papers = papers_of(readout.document for readout in readouts)
    if absence_could_be_shown(papers, papers):
        return Reading.WHOLE
    was_read = any(readout.document.was_examined for readout in readouts)
    return Reading.IN_PART if was_read else Reading.NOT_READ
