"""What a text that has just come in is likely to be: its dialogue, meeting, day, publisher, kind and title."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from agenda.intake.match.values import folded
from agenda.models import Actor, Dialogue, Document, Meeting
from agenda.written_dates import read_date

HEAD = 4_000  # characters of the text that say what it is
NEAR = 3  # days between a meeting and a date in its readout
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DATE = re.compile(
    rf"(?:{MONTHS})\s+\d{{1,2}},?\s+\d{{4}}|\d{{1,2}}\s+(?:{MONTHS})\s+\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}}"
    r"|\d{4}年\d{1,2}月\d{1,2}日"
)
KIND_WORDS = (
    ("joint_readout", ("joint readout",)),
    ("joint_statement", ("joint statement", "joint press statement", "共同声明")),
    ("fact_sheet", ("fact sheet", "factsheet")),
    ("press_remarks", ("press availability", "press conference", "remarks")),
    ("agreement", ("principles", "memorandum")),
    ("readout", ("readout",)),
)


@dataclass(frozen=True)
class DocumentGuess:
    """What the form is filled with; None or "" where the text and the record do not tell."""

    title: str
    kind: str
    issued_on: date | None
    dialogue: Dialogue | None
    meeting: Meeting | None
    publisher: Actor | None
    known: Document | None
    """A document on record already at the same address."""


def guess(text: str, address: str) -> DocumentGuess:
    """Read the head of the text and look its names, dates and address up in the record."""
    head = text[:HEAD]
    days = _days(head)
    dialogue = _dialogue(head)
    known = Document.objects.filter(url=address).first() if address else None
    return DocumentGuess(
        title=" ".join(text.split("\n\n", 1)[0].split())[:200],
        kind=_kind(head),
        issued_on=days[0] if days else None,
        dialogue=dialogue,
        meeting=_meeting(dialogue, days),
        publisher=_publisher(address),
        known=known,
    )


def _days(head: str) -> list[date]:
    days = []
    for match in DATE.finditer(head):
        try:
            days.append(read_date(match[0]).first)
        except ValueError:
            continue
    return list(dict.fromkeys(days))


def _dialogue(head: str) -> Dialogue | None:
    """The dialogue whose longest name stands in the head; "Quad" counts only as a word of its own."""
    words = f" {folded(head)} "
    best: tuple[int, Dialogue | None] = (0, None)
    for dialogue in Dialogue.objects.all():
        for name in (dialogue.name, dialogue.short_name, *dialogue.other_names):
            known = folded(name)
            if len(known) > best[0] and re.search(rf"(?<!\w){re.escape(known)}(?!\w)", words):
                best = (len(known), dialogue)
    return best[1]


def _meeting(dialogue: Dialogue | None, days: list[date]) -> Meeting | None:
    """The dialogue's meeting nearest to the first date that has one near."""
    meetings = [(m.held, m) for m in dialogue.meetings.all() if m.held] if dialogue else []
    for day in days:
        near = [
            (max((held.first - day).days, (day - (held.ends or held.first)).days, 0), m)
            for held, m in meetings
        ]
        near = [(days_off, m) for days_off, m in near if days_off <= NEAR]
        if near:
            return min(near, key=lambda pair: pair[0])[1]
    return None


def _publisher(address: str) -> Actor | None:
    """Whoever published most of the record's documents on the same site."""
    host = urlsplit(address).hostname
    if not host:
        return None
    documents = Document.objects.filter(url__contains=f"//{host}/").select_related("publisher")
    counts = Counter(document.publisher for document in documents)
    return counts.most_common(1)[0][0] if counts else None


def _kind(head: str) -> str:
    first = folded(head[:300])
    return next((kind for kind, words in KIND_WORDS if any(word in first for word in words)), "readout")
