"""The sides of dialogues, the readouts of meetings by side, and the reach of absences, for many rows at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import (
    Case,
    F,
    Func,
    OuterRef,
    Prefetch,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Concat

from agenda.models import Actor, Body, CurrentCell, Document, Examination, Finding, Meeting
from agenda.models.prepared import Prepared
from agenda.models.vocabulary import vocabulary
from agenda.rules.reach import Reach, SidePaper, reach_of

from .cells import LedgerCell
from .evidence import sides_of, sides_of_keys
from .papers import papers_at
from .states import State
from .stored_papers import StoredPaper, papers_at_meetings


@dataclass(frozen=True)
class SideReadout:
    """A public readout of a meeting and the sides in whose name it was issued."""

    document: Document
    sides: tuple[Actor, ...]


def members_of(dialogues: Collection[int], tops: Mapping[int, Actor]) -> dict[int, list[Actor]]:
    """The public sides of each dialogue's public members, by name; `tops` as `vocabulary().sides`. One query.

    A group of states among them is no side: it issues no readouts of its own.
    """
    members: dict[int, dict[Actor, None]] = defaultdict(dict)
    for dialogue, actor in _members(dialogues):
        if tops[actor].is_published and tops[actor].kind != Actor.Kind.GROUP:
            members[dialogue][tops[actor]] = None
    orders = {side: side.reader.order for side in {side for sides in members.values() for side in sides}}
    return defaultdict(list, {pk: sorted(sides, key=orders.__getitem__) for pk, sides in members.items()})


@Prepared
def _members(dialogues: Collection[int]) -> QuerySet[Actor, tuple[int, int]]:
    """(dialogue, actor) of their public members."""
    return Actor.objects.published().filter(dialogues__in=dialogues).values_list("dialogues", "pk")


TEXTS = Prefetch("bodies", Body.objects.defer("text", "numbers"))
"""The texts of documents where only whether there is one is asked."""


def readouts_of(meetings: Collection[int], tops: Mapping[int, Actor]) -> dict[int | None, list[SideReadout]]:
    """The public readouts of each meeting, by slug. Three queries."""
    readouts: dict[int | None, list[SideReadout]] = defaultdict(list)
    documents = Document.objects.published().readouts().filter(meeting__in=meetings).order_by("slug")
    for document in documents.select_related("publisher").prefetch_related("issuers", TEXTS):
        readouts[document.meeting_id].append(SideReadout(document, tuple(sides_of(document, tops))))
    return readouts


@dataclass(frozen=True)
class SidesOnRecord:
    """The side of every actor, and of each meeting its dialogue's sides and its public readouts."""

    tops: Mapping[int, Actor]
    members: dict[int, list[Actor]]
    readouts: dict[int | None, list[SideReadout]]


def sides_on_record(meetings: Collection[int]) -> SidesOnRecord:
    """The sides and readouts of the meetings. Six queries."""
    tops = vocabulary().sides
    dialogues = dict(Meeting.objects.filter(pk__in=meetings).values_list("pk", "dialogue"))
    members = members_of(set(dialogues.values()), tops)
    return SidesOnRecord(
        tops,
        {meeting: members[dialogue] for meeting, dialogue in dialogues.items()},
        readouts_of(meetings, tops),
    )


def papers_of_meeting(meeting: Meeting, *, with_words: bool = True) -> tuple[list[Document], SidesOnRecord]:
    """The meeting's public documents by date with their texts, and its sides and readouts among them. Five queries.

    Not `with_words`: what stands in a text is read when it is asked for.
    """
    tops = vocabulary().sides
    documents = papers_at(meeting.pk, with_words=with_words)
    readouts: dict[int | None, list[SideReadout]] = defaultdict(list)
    for document in sorted(documents, key=lambda document: document.slug):
        if document.is_readout:
            readouts[meeting.pk].append(SideReadout(document, tuple(sides_of(document, tops))))
    members = members_of([meeting.dialogue_id], tops)
    return documents, SidesOnRecord(tops, {meeting.pk: members[meeting.dialogue_id]}, readouts)


def reaches_of(findings: Iterable[Finding], known: SidesOnRecord | None = None) -> dict[int, Reach]:
    """The reach of each not-mentioned finding by its pk; the others have none. Six queries, one with `known`, none where
    the findings have their `examined` documents too (`attach_proof`).

    Findings of one meeting share one `Reach` where the same readouts were examined for them.
    """
    silent = [finding for finding in findings if finding.outcome == State.NOT_RAISED]
    if not silent:
        return {}
    meetings = {finding.meeting_id for finding in silent}
    reaches = _known_reaches(meetings, known) if known else _stored_reaches(meetings, vocabulary().sides)
    examined = _examined(silent)
    return {f.pk: reaches[f.meeting_id].where(examined[f.assessment_id]) for f in silent}


def _examined(findings: Sequence[Finding]) -> dict[int, set[int]]:
    """The documents examined for the assessment of each finding, by its key. One query, none where they are attached."""
    attached: list[Any] = list(findings)
    if all(hasattr(finding, "examined") for finding in attached):
        return {f.assessment_id: {document.pk for document in f.examined} for f in attached}
    examined = defaultdict(set)
    rows = Examination.objects.filter(assessment__in={f.assessment_id for f in findings})
    for assessment, document in rows.values_list("assessment", "document"):
        examined[assessment].add(document)
    return examined


class _Keys(Func):
    """The keys of several rows as one text, with commas between them."""

    function = "GROUP_CONCAT"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, template="STRING_AGG(%(expressions)s::text, ',')", **context)


def examined_at(assessment: str) -> Case:
    """Of a topic that is not mentioned: the keys of the documents examined for it, with commas between them; `assessment`
    leads to the judgement."""
    return Case(When(outcome=State.NOT_RAISED.value, then=_examined_keys(assessment)))


def _examined_keys(assessment: str) -> Subquery:
    examined = Examination.objects.filter(assessment=OuterRef(assessment))
    return Subquery(examined.values_list(_Keys(F("document_id"))))


REACH_KEY = Case(
    When(
        outcome=State.NOT_RAISED.value,
        then=Concat(
            Cast("meeting_id", TextField()),
            Value(" "),
            _examined_keys("assessment"),
            output_field=TextField(),
        ),
    )
)
"""Of a finding: the meeting and the documents examined for a topic that is not mentioned, as `Reaches` reads them; else None."""


def reaches_at(
    dialogues: Mapping[int, int],
    examined: Mapping[Any, tuple[int, set[int]]],
    papers: Collection[StoredPaper] | None = None,
) -> dict[Any, Reach]:
    """The reaches of absences of which (the meeting, the documents examined) is known, by their keys. Two queries.

    `dialogues`: that of each of the meetings; `papers`: the papers of these, where they are at hand, which saves a query.
    """
    reaches = _reaches_of_meetings(dialogues, vocabulary().sides, papers) if examined else {}
    return {key: reaches[meeting].where(documents) for key, (meeting, documents) in examined.items()}


def reaches_of_kept(cells: Iterable[CurrentCell | LedgerCell]) -> dict[int, Reach]:
    """The same for findings given by their cells. Four queries, three where all cells are kept ones."""
    found = [cell for cell in cells if cell.outcome == State.NOT_RAISED]
    if not found:
        return {}
    silent = {cell.finding_id: cell.meeting_id for cell in found}
    dialogues = {cell.meeting_id: cell.dialogue_id for cell in found if isinstance(cell, CurrentCell)}
    if others := set(silent.values()) - dialogues.keys():
        dialogues |= dict(Meeting.objects.filter(pk__in=others).values_list("pk", "dialogue"))
    reaches = _reaches_of_meetings(dialogues, vocabulary().sides)
    examined: dict[int, set[int]] = defaultdict(set)
    rows = Examination.objects.filter(assessment__findings__in=list(silent))
    for finding, document in rows.values_list("assessment__findings", "document"):
        examined[finding].add(document)
    return {finding: reaches[meeting].where(examined[finding]) for finding, meeting in silent.items()}


class Reaches:
    """The reaches of findings by `REACH_KEY`, some findings after others."""

    def __init__(self) -> None:
        self._tops = cache(lambda: vocabulary().sides)

    def of(self, keys: Collection[str | None]) -> dict[str | None, Reach | None]:
        """The reach of each key. Three queries, and one before the first."""
        parts = {key: key.split(" ") for key in keys if key}
        reaches = (
            _stored_reaches({int(meeting) for meeting, _examined in parts.values()}, self._tops())
            if parts
            else {}
        )
        found: dict[str | None, Reach | None] = {None: None}
        for key, (meeting, examined) in parts.items():
            found[key] = reaches[int(meeting)].where(set(map(int, (examined or "0").split(","))))
        return found


class _ReachesOfMeeting:
    """The reaches of absences at a meeting, each made once; `papers` are its readouts by pk, as if none was examined."""

    def __init__(self, sides: list[str], papers: dict[int, SidePaper]):
        self._sides, self._papers = sides, papers
        self._made: dict[frozenset[int], Reach] = {}

    def where(self, examined: set[int]) -> Reach:
        """The reach of an absence for which these documents were examined."""
        readouts = frozenset(examined.intersection(self._papers))
        if readouts not in self._made:
            papers = [
                SidePaper(paper.sides, paper.is_joint, paper.is_read_whole, pk in readouts)
                for pk, paper in self._papers.items()
            ]
            self._made[readouts] = reach_of(self._sides, papers)
        return self._made[readouts]


def _known_reaches(meetings: set[int], known: SidesOnRecord) -> dict[int, _ReachesOfMeeting]:
    return {
        meeting: _ReachesOfMeeting(
            [side.reader.name for side in known.members[meeting]],
            {readout.document.pk: _paper(readout) for readout in known.readouts[meeting]},
        )
        for meeting in meetings
    }


def _paper(readout: SideReadout) -> SidePaper:
    document, names = readout.document, frozenset(side.reader.name for side in readout.sides)
    return SidePaper(names, document.is_joint, document.is_read_whole, is_examined=False)


def _stored_reaches(meetings: set[int], tops: Mapping[int, Actor]) -> dict[int, _ReachesOfMeeting]:
    """The same of what is stored, without an object for each paper. Three queries."""
    dialogues = dict(Meeting.objects.filter(pk__in=meetings).values_list("pk", "dialogue"))
    return _reaches_of_meetings(dialogues, tops)


def _reaches_of_meetings(
    dialogues: Mapping[int, int], tops: Mapping[int, Actor], papers: Collection[StoredPaper] | None = None
) -> dict[int, _ReachesOfMeeting]:
    """The same of meetings whose dialogues are at hand. Two queries, one where their `papers` are too."""
    members = members_of(set(dialogues.values()), tops)
    named: dict[Actor, str] = {
        side: side.reader.name for side in {side for of in members.values() for side in of}
    }
    sides: dict[int, list[str]] = {pk: [named[side] for side in of] for pk, of in members.items()}
    readouts = _stored_papers(set(dialogues), tops, papers)
    return {
        meeting: _ReachesOfMeeting(sides.get(dialogue, []), readouts[meeting])
        for meeting, dialogue in dialogues.items()
    }


def _stored_papers(
    meetings: set[int], tops: Mapping[int, Actor], papers: Collection[StoredPaper] | None = None
) -> dict[int | None, dict[int, SidePaper]]:
    """The readouts of the meetings by meeting and key. One query, none where the `papers` of these are at hand."""

    @cache
    def names(publisher: int, issuers: tuple[int, ...]) -> frozenset[str]:
        return frozenset(side.reader.name for side in sides_of_keys(issuers, publisher, tops))

    found: dict[int | None, dict[int, SidePaper]] = defaultdict(dict)
    for paper in papers_at_meetings(meetings) if papers is None else papers:
        if paper.is_readout:
            by_name = names(paper.publisher_id, tuple(paper.issuers))
            found[paper.meeting_id][paper.pk] = SidePaper(
                by_name, paper.is_joint, paper.is_whole, is_examined=False
            )
    return found
