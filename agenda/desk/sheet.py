"""What the coding sheet shows: texts with marked sentences, topics with the analyst's own state."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from agenda.actions import draft_of
from agenda.joining import listed
from agenda.models import Assessment, Document, Draft, Evidence, Meeting, Recommendation, Topic
from agenda.rules.papers import current_codes
from agenda.rules.proof import NEEDS_A_PASSAGE
from agenda.translated import Said

from .marked import Quoted, marked_paragraphs
from .our_words import with_our_words
from .words import codebook_words, suggestions

MOST_SUGGESTED = 6
WORDS_OF_PARENT = [f"parent__{name}" for name in ("definition", "includes", "excludes", "aliases", "phrases",
                                                  "partial_phrases", "excluded_phrases")]  # fmt: skip
"""What the list of topics does not show of the one above each."""


@dataclass
class SheetText:
    """A document with its paragraphs as HTML, its sentences marked by topic."""

    document: Document
    body: object
    paragraphs: list[tuple[int, int, SafeString]] = field(default_factory=list)


@dataclass
class SheetTopic:
    """A topic in the sheet's list, with what the analyst has done about it."""

    topic: Topic
    is_recommended: bool
    outcome: str
    passages: int
    lacks_words: bool = False
    """Is the outcome one that needs a passage, without one?"""

    @cached_property
    def name(self) -> Said:
        return self.topic.reader.name

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
    wanted = set(
        Recommendation.objects.filter(dialogues=meeting.dialogue, is_published=True).values_list(
            "topic", flat=True
        )
    )
    drafts = {d.topic_id: d for d in Draft.objects.filter(meeting=meeting, analyst=analyst)}
    assessments = Assessment.objects.current().filter(meeting=meeting, assessed_by=analyst)
    handed_in = dict(assessments.values_list("topic", "outcome"))
    rows = []
    coded = Topic.objects.in_scope_of(meeting.dialogue).filter(code__in=current_codes())
    for topic in coded.select_related("parent").defer(*WORDS_OF_PARENT):
        draft = drafts.get(topic.pk)
        outcome = draft.content.get("outcome", "") if draft else handed_in.get(topic.pk, "")
        lacks_words = bool(draft and outcome in NEEDS_A_PASSAGE and not draft.content.get("passages"))
        passages = len(candidates.get(topic.code, []))
        rows.append(SheetTopic(topic, topic.pk in wanted, outcome, passages, lacks_words))
    rows.sort(key=_place_in_list)
    return rows


def _place_in_list(row: SheetTopic) -> tuple:
    parent = row.topic.parent
    return not row.passages, not row.is_recommended, parent.name if parent else "", row.topic.name


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
