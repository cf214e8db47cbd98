"""The next-meeting brief of a dialogue: what is recommended, how long it has waited, what was last said."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext, ngettext

from agenda.coverage.answers import brief_answer, extent_answer
from agenda.coverage.cells import LedgerCell
from agenda.coverage.courses import OPEN, TAKEN_UP, Occasion, Standing
from agenda.coverage.dialogue_record import DialogueRecord, record_of
from agenda.coverage.elsewhere import newest_elsewhere
from agenda.coverage.evidence import passages_of
from agenda.coverage.ledger import Ledger
from agenda.coverage.pairings import Pairing
from agenda.coverage.reaches import reaches_at
from agenda.coverage.states import State
from agenda.joining import labeled, listed, sentence, sentences
from agenda.models import Dialogue, Document, Examination, Meeting, Recommendation, Topic
from agenda.rules.reach import Reach
from agenda.translated import lines_for_reader

LONGEST = 8
"""Rows of the main table; with them the printed brief stays within two A4 pages."""
NAMED = 2
"""Recommenders, and recommendations, that a row names."""
WORDS = 150
"""Characters of a passage that a brief shows."""
TOPICS = 10
"""Topics of the last meeting that a brief names with their passages."""


@dataclass
class Item:
    """A topic recommended for the dialogue: the pairing that has waited longest, and all who recommend it.

    `last` is the last meeting of the dialogue that took the topic up, `silent` the findings of meetings of the dialogue
    judged not to mention it, `silent_papers` whose readouts were read whole for these, and for how many of them.
    """

    topic: Topic
    pairing: Pairing
    recommendations: list[Recommendation]
    last: Occasion | None = None
    last_cell: LedgerCell | None = None
    last_words: str = ""
    last_document: Document | None = None
    silent: list[int] = field(default_factory=list)
    silent_papers: Mapping[str, int] = field(default_factory=dict)
    elsewhere: Occasion | None = None

    @property
    def who(self) -> str:
        names = list(dict.fromkeys(r.recommender.reader.name for r in self.recommendations))
        more = len(names) - NAMED
        if more <= 0:
            return listed(names)
        n = {"names": listed(names[:NAMED]), "n": more}
        return ngettext("%(names)s and %(n)s more", "%(names)s and %(n)s more", more) % n

    @property
    def first_recommendations(self) -> list[Recommendation]:
        """As many as a brief has room for."""
        return self.recommendations[:NAMED]

    @property
    def last_said(self) -> str:
        """What was last said on the topic at the dialogue, or whose published readouts do not mention it."""
        if self.last:
            return labeled(self.last.held, self.last_words or self.last.reader.title)
        if not self.silent:
            return gettext("no meeting of this dialogue could be judged on it")
        judged = len(self.silent)
        papers = [
            name if n == judged else gettext("%(whose)s at %(n)s") % {"whose": name, "n": n}
            for name, n in self.silent_papers.items()
        ]
        return ngettext(
            "not mentioned in the published readouts read whole: %(papers)s (%(n)s meeting judged)",
            "not mentioned in the published readouts read whole: %(papers)s (%(n)s meetings judged)",
            judged,
        ) % {"papers": listed(papers), "n": judged}

    @property
    def codes(self) -> str:
        return listed(r.code for r in self.recommendations)


@dataclass
class LastFound:
    """A topic found at the last meeting: the words of its first passage (ours or the document's), and where they stand."""

    topic: Topic
    cell: LedgerCell
    is_recommended: bool
    words: str = ""
    document: Document | None = None
    paragraph: int | None = None

    @property
    def state(self) -> State:
        return State(self.cell.outcome)


@dataclass
class FoundLast:
    """The last meeting at which something was found: topics with their passages, and how many more were found."""

    occasion: Occasion
    said: list[LastFound]
    more: int = 0

    @property
    def passages(self) -> list[list[LastFound]]:
        """The topics by the passage that is shown for them: one that serves several stands once."""
        passages: dict[tuple, list[LastFound]] = {}
        for row in self.said:
            place = row.document.pk if row.document else None, row.paragraph, row.words
            passages.setdefault(place if row.document else (row.topic.pk,), []).append(row)
        return list(passages.values())


@dataclass
class Brief:
    """`items` are the recommended topics not taken up since, `more` how many further ones there are.

    `waiting` counts all of these by their standing, `n_topics` all topics recommended and in force. `held` and `judged`
    count the dialogue's meetings: those held by the day, and those at which an absence could have been shown.
    """

    dialogue: Dialogue
    on: date
    last_met: Occasion | None
    next: Meeting | None
    items: list[Item] = field(default_factory=list)
    more: int = 0
    taken_up: list[Item] = field(default_factory=list)
    last: FoundLast | None = None
    waiting: Mapping[Standing, int] = field(default_factory=dict)
    n_topics: int = 0
    held: int = 0
    judged: int = 0

    @property
    def answer(self) -> str:
        """How many of the recommended topics wait, and how."""
        return brief_answer(self.n_topics, self.waiting)

    @property
    def coverage(self) -> str:
        """How far the record of the dialogue reaches, and what it is known to lack."""
        said = extent_answer(self.dialogue, self.on, held=self.held, judged=self.judged)
        gaps = sentences(sentence(str(gap).rstrip(".。")) for gap in lines_for_reader(self.dialogue, "gaps"))
        return sentences((said, gettext("Known gaps: %(gaps)s") % {"gaps": gaps} if gaps else ""))


def brief_for(dialogue: Dialogue, ledger: Ledger) -> Brief:
    """The brief as of the ledger's day, which is narrowed to the dialogue. Eleven queries."""
    record = record_of(dialogue, ledger, ledger.on)
    by_topic: dict[Topic, list[Pairing]] = {}
    for pairing in record.pairings:
        if pairing.in_force:
            by_topic.setdefault(pairing.recommendation.topic, []).append(pairing)
    items = [_item(topic, pairings, dialogue, ledger) for topic, pairings in by_topic.items()]
    items.sort(key=lambda item: (*item.pairing.course.rank, item.topic.reader.order))
    waiting = [item for item in items if item.pairing.course.standing in OPEN]
    occasions = ledger.by_dialogue.get(dialogue.pk, [])
    shown = waiting[:LONGEST]
    last = _last_meeting(occasions, record, {item.topic.pk for item in items})
    _fill_in_words(shown, last.said if last else [])
    _fill_in_papers(shown, ledger)
    earliest = [min(by_topic[item.topic], key=lambda p: p.recommendation.made.last) for item in shown]
    for item, elsewhere in zip(shown, newest_elsewhere(earliest, ledger.on), strict=True):
        item.elsewhere = elsewhere
    judged = {cell.meeting_id for cell in ledger.cells.values() if cell.absence_shown}
    return Brief(
        dialogue,
        ledger.on,
        occasions[-1] if occasions else None,
        _next(record.meetings, ledger.on),
        shown,
        len(waiting) - len(shown),
        [item for item in items if item.pairing.course.standing not in OPEN],
        last,
        Counter(item.pairing.course.standing for item in waiting),
        len(items),
        len(occasions),
        len(judged & {occasion.pk for occasion in occasions}),
    )


def _next(meetings: Iterable[Meeting], on: date) -> Meeting | None:
    """The first meeting that is announced and not over before the day."""
    to_come = [
        row for row in meetings if row.status == Meeting.Status.SCHEDULED and row.held and row.held.over >= on
    ]
    return min(to_come, key=lambda row: (row.held_on, row.pk), default=None)


def _last_meeting(
    occasions: Sequence[Occasion], record: DialogueRecord, recommended: set[int]
) -> FoundLast | None:
    """The newest of the meetings at which a topic was found, recommended topics first."""
    found: dict[int, list[LedgerCell]] = defaultdict(list)
    for cell in record.ledger.cells.values():
        if cell.outcome in TAKEN_UP:
            found[cell.meeting_id].append(cell)
    for occasion in reversed(occasions):
        if cells := found.get(occasion.pk):
            topics = {topic.pk: topic for topic in record.topics}
            said = [LastFound(topics[cell.topic_id], cell, cell.topic_id in recommended) for cell in cells]
            said.sort(key=lambda row: (not row.is_recommended, row.topic.reader.order))
            return FoundLast(occasion, said[:TOPICS], len(said[TOPICS:]))
    return None


def _item(topic: Topic, pairings: list[Pairing], dialogue: Dialogue, ledger: Ledger) -> Item:
    ranked = sorted(pairings, key=lambda p: (p.course.standing in TAKEN_UP, *p.course.rank))
    item = Item(topic, ranked[0], sorted((p.recommendation for p in pairings), key=lambda r: r.code))
    for occasion in ledger.by_dialogue.get(dialogue.pk, []):
        cell = ledger.cells.get((occasion.pk, topic.pk))
        if cell and cell.is_judged:
            _note(item, occasion, cell)
    return item


def _note(item: Item, occasion: Occasion, cell: LedgerCell) -> None:
    if cell.outcome == State.NOT_RAISED:
        item.silent.append(cell.finding_id)
    else:
        item.last, item.last_cell = occasion, cell


def _fill_in_words(items: Iterable[Item], said: Iterable[LastFound]) -> None:
    """What was last said on each topic and in which document, and the same of the topics of the last meeting.

    It is the first passage with words on record, or else the first passage. Two queries.
    """
    last = {item.last_cell.finding_id: item for item in items if item.last_cell}
    at_last_meeting = {row.cell.finding_id: row for row in said}
    for finding, proof in passages_of({*last, *at_last_meeting}).items():
        words, evidence = _first_passage(proof)
        if item := last.get(finding):
            item.last_words, item.last_document = words, evidence.document
        if row := at_last_meeting.get(finding):
            row.words, row.document, row.paragraph = words, evidence.document, evidence.paragraph


def _first_passage(proof: Sequence[Any]) -> tuple[str, Any]:
    """The words, shortened, and the evidence of the first passage that has words; "" and the first without."""
    for evidence in proof:
        body = evidence.document.body
        paragraph = body.paragraph(evidence.paragraph) if body else ""
        text = " ".join((evidence.quote or evidence.reader.summary or paragraph).split())
        if text:
            return text if len(text) <= WORDS else text[:WORDS].rsplit(" ", 1)[0] + " …", evidence
    return "", proof[0]


def _fill_in_papers(items: Iterable[Item], ledger: Ledger) -> None:
    """Whose readouts, read whole, do not mention the topics that the dialogue is not known to have taken up. Four queries."""
    quiet = [item for item in items if item.silent and not item.last]
    meetings = {cell.finding_id: cell.meeting_id for cell in ledger.cells.values()}
    examined: dict[int, tuple[int, set[int]]] = {
        finding: (meetings[finding], set()) for item in quiet for finding in item.silent
    }
    rows = Examination.objects.filter(assessment__findings__in=examined)
    for finding, document in rows.values_list("assessment__findings", "document"):
        if finding in examined:
            examined[finding][1].add(document)
    at = {meeting for meeting, _documents in examined.values()}
    reaches = reaches_at({meeting: ledger.occasions[meeting].dialogue_id for meeting in at}, examined)
    for item in quiet:
        item.silent_papers = _papers(reaches[finding_id] for finding_id in item.silent)


def _papers(reaches: Iterable[Reach]) -> dict[str, int]:
    """For how many of the absences the joint text, and a side's own readouts, were read whole; most first."""
    found: Counter[str] = Counter()
    for reach in reaches:
        found.update([*([gettext("joint text")] if reach.has_joint_text else []), *reach.read])
    return dict(found.most_common())
