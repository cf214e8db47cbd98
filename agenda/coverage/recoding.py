"""What a codebook change asks for: breaks in series to show, and exactly the cells to code again."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q

from agenda.models import CodebookChange, Finding, Meeting, Topic


@dataclass(frozen=True)
class RecodedCell:
    """A cell coded under an older version than a change to its topic, by keys, and the topics to code it under now."""

    meeting_id: int
    held_on: date
    dialogue_id: int
    change: CodebookChange
    topics: tuple[Topic, ...]


@dataclass(frozen=True)
class Recode:
    """The same with its meeting."""

    meeting: Meeting
    change: CodebookChange
    topics: tuple[Topic, ...]


def recoded_cells() -> list[RecodedCell]:
    """Every affected cell that has not been coded anew, oldest change first. Three queries, one where nothing changed.

    A redefined topic is coded again itself; a split or merged one under each of its successors.
    """
    changes = list(
        CodebookChange.objects.filter(kind__in=CodebookChange.BREAKS)
        .select_related("version", "topic")
        .prefetch_related("successors")
    )
    if not changes:
        return []
    touched = {topic.pk for change in changes for topic in (change.topic, *change.successors.all())}
    findings = Finding.objects.in_force().filter(topic__in=touched).order_by()
    coded: dict[int, dict[int, int]] = defaultdict(dict)
    meetings: dict[int, tuple[Any, Any]] = {}
    for topic, number, meeting, held_on, dialogue in findings.values_list(
        "topic", "assessment__codebook_version__number", "meeting", "meeting__held_on", "meeting__dialogue"
    ):
        coded[topic][meeting] = number
        meetings[meeting] = held_on, dialogue
    cells = []
    for change in changes:
        now = change.version.number
        targets = (
            [change.topic] if change.kind == CodebookChange.Kind.REDEFINED else list(change.successors.all())
        )
        for meeting_id, number in sorted(coded[change.topic_id].items()):
            if number >= now:
                continue
            missing = tuple(t for t in targets if coded[t.pk].get(meeting_id, 0) < now)
            if missing:
                cells.append(RecodedCell(meeting_id, *meetings[meeting_id], change, missing))
    return cells


def recode_queue() -> list[Recode]:
    """The cells with their meetings. One query more."""
    cells = recoded_cells()
    meetings = Meeting.objects.select_related("dialogue").in_bulk({cell.meeting_id for cell in cells})
    return [Recode(meetings[cell.meeting_id], cell.change, cell.topics) for cell in cells]


def breaks(topic: Topic) -> list[CodebookChange]:
    """Changes that break the topic's series: it, or the topic it came from, was defined anew, split or
    merged. Only changes to public topics, since pages show them."""
    changes = CodebookChange.objects.filter(kind__in=CodebookChange.BREAKS).select_related("version", "topic")
    changes = changes.filter(topic__is_published=True).prefetch_related("successors")
    links = CodebookChange.successors.through.objects.filter(codebookchange=OuterRef("pk"), topic=topic)
    of_topic = changes.filter(Q(topic=topic) | Exists(links))
    return sorted(of_topic, key=lambda change: (change.version.number, change.pk))
