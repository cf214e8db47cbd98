"""What the coding sheet shows beside its list of topics: texts with marked sentences, and the form of one topic."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from agenda.actions import draft_of
from agenda.joining import listed
from agenda.models import Document, Evidence, Meeting, Topic
from agenda.models.prepared import Prepared

from .marked import Quoted, marked_paragraphs
from .our_words import with_our_words
from .words import codebook_words, suggestions

MOST_SUGGESTED = 6


@Prepared
def _out_of_scope(dialogue: int) -> QuerySet[Topic, str]:
    """The codes of the topics that are no cell at the dialogue."""
    return Topic.objects.filter(dialogues_without=dialogue).order_by().values_list("code", flat=True)


@Prepared
def _documents(meeting: int) -> QuerySet[Document]:
    """The meeting's documents with their texts, official ones first."""
    rows = Document.objects.filter(meeting=meeting).select_related("publisher").prefetch_related("bodies")
    return rows.order_by("-is_official", "kind", "slug")


@dataclass
class SheetText:
    """A document with its paragraphs as HTML, its sentences marked by topic."""

    document: Document
    body: object
    paragraphs: list[tuple[int, int, SafeString]] = field(default_factory=list)


def texts(
    meeting: Meeting, quoted: Mapping[int, Sequence[Quoted]] | None = None
) -> tuple[list[SheetText], dict[str, list[dict]]]:
    """(texts, candidates): the meeting's documents, and by topic code the passages suggested in all of them.

    `quoted`: by document id, what is to be marked as quoted by coders.
    """
    quoted = quoted or {}
    shown: list[SheetText] = []
    candidates: dict[str, list[dict]] = defaultdict(list)
    words = codebook_words()
    out_of_scope = set(_out_of_scope(meeting.dialogue_id))
    for document in _documents(meeting.pk):
        document.meeting = meeting
        body = document.body
        text = SheetText(document, body)
        shown.append(text)
        if body is None:
            continue
        found = {code: rows for code, rows in suggestions(body, words).items() if code not in out_of_scope}
        text.paragraphs = marked_paragraphs(document, body, found, quoted.get(document.pk, ()))
        if document.is_readout:
            for code, rows in found.items():
                candidates[code] += [_candidate(document, body, row) for row in rows]
    best = {code: sorted(offers, key=lambda offer: -offer["score"]) for code, offers in candidates.items()}
    return shown, {code: offers[:MOST_SUGGESTED] for code, offers in best.items()}


def _candidate(document, body, row) -> dict:
    return {
        "document": document.slug,
        "title": document.reader.title,
        "publisher": document.publisher.reader.name,
        "start": row.start,
        "end": row.end,
        "quote": body.text[row.start : row.end],
        "strength": row.strength,
        "strength_word": Evidence.Strength(row.strength).label.lower(),
        "reason": _("matches: %(phrases)s") % {"phrases": listed(row.matches)},
        "score": row.score,
    }


def panel(meeting: Meeting, topic: Topic, analyst, candidates, documents) -> dict:
    """The form of one topic: stored values, or the preset of a fresh one (every readout that was read).

    With the interpretation notes that say how the topic's entry is read in doubtful cases.
    """
    content, version = draft_of(meeting, topic, analyst)
    if not content:
        content = {"examined": [d.slug for d in documents if d.was_examined], "passages": []}
    chosen = content.get("passages", [])
    taken = {(p["document"], p.get("start"), p.get("end")) for p in chosen}
    offered = [
        row
        for row in candidates.get(topic.code, [])
        if (row["document"], row["start"], row["end"]) not in taken
    ]
    known = {(row["document"], row["start"], row["end"]) for row in candidates.get(topic.code, [])}
    return {
        "content": content,
        "version": version,
        "chosen": [
            row | {"is_own": _is_own(row, known), "place": _place(row)} for row in with_our_words(chosen)
        ],
        "offered": offered,
        "notes": topic.interpretation_notes.in_force(),
    }


def _is_own(row: dict, known: set[tuple]) -> bool:
    """Did the analyst find the passage in a text, where nothing suggested it?"""
    return row.get("start") is not None and (row["document"], row["start"], row["end"]) not in known


def _place(row: dict) -> str:
    """Where a passage stands, as the page names it: document, first and last offset."""
    return f"{row['document']}:{row.get('start')}:{row.get('end')}"
