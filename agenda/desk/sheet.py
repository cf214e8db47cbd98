"""What the coding sheet shows: texts with marked sentences, topics with the analyst's own state."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from agenda.actions import draft_of
from agenda.joining import listed
from agenda.languages import reading_language
from agenda.models import Assessment, Dialogue, Document, Draft, Evidence, Meeting, Recommendation, Topic
from agenda.rules.papers import current_codes
from agenda.rules.proof import NEEDS_A_PASSAGE
from agenda.translated import in_language

from .marked import Quoted, marked_paragraphs
from .our_words import with_our_words
from .words import codebook_words, suggestions

MOST_SUGGESTED = 6


@dataclass
class SheetText:
    """A document with its paragraphs as HTML, its sentences marked by topic."""

    document: Document
    body: object
    paragraphs: list[tuple[int, int, SafeString]] = field(default_factory=list)


class NamedTopic(NamedTuple):
    """A topic with the columns that name it and its parent: a sheet lists every topic of the codebook."""

    pk: int
    code: str
    name: str
    name_ja: str
    translations: Mapping[str, Mapping[str, str]]
    parent: str
    """What its parent is called, "" without one."""


@dataclass
class SheetTopic:
    """A topic in the sheet's list, with what the analyst has done about it."""

    pk: int
    code: str
    name: str
    """Plain, in the reader's language."""
    html: SafeString
    """The name, marked where it is in another language."""
    is_recommended: bool
    passages: int
    outcome: str = ""
    lacks_words: bool = False
    """Is the outcome one that needs a passage, without one?"""
    is_open: bool = False
    """Is its form the one that the page shows?"""

    @property
    def is_done(self) -> bool:
        return bool(self.outcome) and not self.lacks_words

    @property
    def dot(self) -> str:
        """The class of its dot: the outcome's own, or that of a cell not yet assessed."""
        return self.outcome if self.is_done else "not_assessed"


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
    out_of_scope = set(meeting.dialogue.out_of_scope.values_list("code", flat=True))
    documents = meeting.documents.select_related("publisher").prefetch_related("bodies")
    for document in documents.order_by("-is_official", "kind", "slug"):
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


def lines(meeting: Meeting, analyst, candidates) -> list[SheetTopic]:
    """Topics in scope for the dialogue: those with a passage first, of these the recommended, then by parent and name."""
    recommendations = Recommendation.objects.filter(dialogues=meeting.dialogue, is_published=True)
    wanted = set(recommendations.values_list("topic", flat=True))
    done = _done(meeting, analyst)
    language = reading_language()
    rows = []
    for topic in _topics_of(meeting.dialogue):
        name = in_language(topic, "name", language)
        passages = len(candidates.get(topic.code, ()))
        is_recommended = topic.pk in wanted
        place = not passages, not is_recommended, topic.parent, topic.name
        named = topic.pk, topic.code, name.plain, name.html_in(language)
        rows.append((place, SheetTopic(*named, is_recommended, passages, *done.get(topic.pk, ()))))
    rows.sort(key=lambda row: row[0])
    return [row for _place, row in rows]


def _done(meeting: Meeting, analyst) -> dict[int, tuple[str, bool]]:
    """The outcome of each topic that the analyst coded, and whether it lacks the words that it needs. Two queries."""
    handed_in = Assessment.objects.current().filter(meeting=meeting, assessed_by=analyst)
    found = {topic: (outcome, False) for topic, outcome in handed_in.values_list("topic", "outcome")}
    drafts = Draft.objects.filter(meeting=meeting, analyst=analyst)
    for topic, content in drafts.values_list("topic", "content"):
        outcome = content.get("outcome", "")
        found[topic] = outcome, outcome in NEEDS_A_PASSAGE and not content.get("passages")
    return found


def _topics_of(dialogue: Dialogue) -> list[NamedTopic]:
    """The topics of the codebook in force that are a cell at the dialogue. Two queries."""
    codes = current_codes()
    columns = ("pk", "code", "name", "name_ja", Cast("translations", TextField()), "parent__name")
    rows = Topic.objects.in_scope_of(dialogue).order_by("name").values_list(*columns)
    return [
        NamedTopic(*row, {} if translations == "{}" else json.loads(translations), parent or "")
        for *row, translations, parent in rows
        if row[1] in codes
    ]


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
