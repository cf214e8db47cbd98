"""What a codebook change asks for: breaks in series to show, and exactly the cells to code again."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from agenda.models import CodebookChange, Finding, Meeting, Topic


@dataclass(frozen=True)
class Recode:
    """A cell coded under an older version than a change to its topic, and the topics to code it under now."""

    meeting: Meeting
    change: CodebookChange
    topics: tuple[Topic, ...]


def recode_queue() -> list[Recode]:
    """Every affected cell that has not been coded anew, oldest change first.

    A redefined topic is coded again itself; a split or merged one under each of its successors.
    """
    changes = list(
        CodebookChange.objects.filter(kind__in=CodebookChange.BREAKS)
        .select_related("version", "topic")
        .prefetch_related("successors")
    )
    touched = {topic.pk for change in changes for topic in (change.topic, *change.successors.all())}
    findings = Finding.objects.in_force().filter(topic__in=touched)
    coded: dict[int, dict[int, tuple[Meeting, int]]] = defaultdict(dict)
    for finding in findings.select_related("meeting__dialogue", "assessment__codebook_version"):
        number = finding.assessment.codebook_version.number
        coded[finding.topic_id][finding.meeting_id] = (finding.meeting, number)
    queue = []
    for change in changes:
        now = change.version.number
        targets = (
            [change.topic] if change.kind == CodebookChange.Kind.REDEFINED else list(change.successors.all())
        )
        for meeting_id, (meeting, number) in sorted(coded[change.topic_id].items()):
            if number >= now:
                continue
            missing = tuple(t for t in targets if coded[t.pk].get(meeting_id, (meeting, 0))[1] < now)
            if missing:
                queue.append(Recode(meeting, change, missing))
    return queue


def breaks(topic: Topic) -> list[CodebookChange]:
    """Changes that break the topic's series: it, or the topic it came from, was defined anew, split or
    merged. Only changes to public topics, since pages show them."""
    changes = CodebookChange.objects.filter(kind__in=CodebookChange.BREAKS).select_related("version", "topic")
    changes = changes.filter(topic__is_published=True).prefetch_related("successors")
    links = CodebookChange.successors.through.objects.filter(codebookchange=OuterRef("pk"), topic=topic)
    of_topic = changes.filter(Q(topic=topic) | Exists(links))
    return sorted(of_topic, key=lambda change: (change.version.number, change.pk))
