"""What the record holds of one meeting: its findings, what had been recommended before it, its own tally."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext

from agenda.dates import PartialDate, stands_at
from agenda.models import Actor, Dialogue, Document, Finding, Meeting, Recommendation, Topic
from agenda.models.base import address, is_public
from agenda.models.prepared import Prepared
from agenda.models.vocabulary import vocabulary

from .courses import TAKEN_UP
from .evidence import attach_proof, sides_of
from .rates import Tally
from .states import State, cell_state


def result_of(finding: Finding | None) -> tuple[Finding | None, State]:
    """(finding, state) of a topic that was recommended for or planned at a meeting."""
    if finding is None:
        return None, cell_state(None, recommended_before=True)
    return finding, cell_state(finding.outcome, is_excluded=finding.is_excluded)


class AskedBefore(NamedTuple):
    """What the page of a meeting says of a public recommendation."""

    code: str
    topic: Topic
    recommender: Actor
    made: PartialDate
    withdrawn_on: date | None

    def stands_at(self, held: PartialDate) -> bool:
        """Whether it certainly stands at a meeting held then, as `Recommendation.stands_at` has it."""
        return stands_at(held, self.made, self.withdrawn_on)

    def get_absolute_url(self) -> str:
        return address("recommendation", self.code)


ASKED = ("dialogue_id", *(f"recommendation__{name}" for name in (
    "code", "topic_id", "recommender_id", "made_on", "made_on_precision", "withdrawn_on")))  # fmt: skip


@dataclass
class MeetingCoverage:
    """Findings of one meeting by topic id, and the recommendations that stood before it by topic.

    Findings carry `absence_shown` (`Finding.objects.with_absence_shown`). Self-coded ones count only
    `with_self_coded`.
    """

    findings: dict[int, Any]
    recommended: dict[Topic, list[AskedBefore]] = field(default_factory=dict)
    with_self_coded: bool = False

    @property
    def counted(self) -> list[Any]:
        return [f for f in self.findings.values() if self.with_self_coded or not f.is_self_coded]

    @property
    def left_out(self) -> int:
        """How many self-coded findings the tally leaves out."""
        return len(self.findings) - len(self.counted)

    @property
    def tally(self) -> Tally:
        """The meeting's findings, and the topics recommended before it that nobody has assessed."""
        cells = [(finding.outcome, finding.absence_shown) for finding in self.counted]
        unassessed = [topic for topic in self.recommended if topic.pk not in self.findings]
        return Tally.of([*cells, *((State.NOT_ASSESSED, False) for _topic in unassessed)])

    @property
    def found_tally(self) -> Tally:
        """The meeting's findings alone."""
        return Tally.of((finding.outcome, finding.absence_shown) for finding in self.counted)

    @cached_property
    def expected(self) -> list[tuple[Topic, list[AskedBefore], Finding | None, State]]:
        """Each recommended topic with who recommended it and what became of it, by the topic's name."""
        return [
            (topic, recommendations, *result_of(self.findings.get(topic.pk)))
            for topic, recommendations in sorted(
                self.recommended.items(), key=lambda item: item[0].reader.order
            )
        ]

    @property
    def recommended_tally(self) -> Tally:
        """The topics recommended before the meeting alone; self-coded findings are left out as in `tally`."""
        found = [(topic, self.findings.get(topic.pk)) for topic in self.recommended]
        return Tally.of(
            (finding.outcome, finding.absence_shown) if finding else (State.NOT_ASSESSED, False)
            for _topic, finding in found
            if finding is None or self.with_self_coded or not finding.is_self_coded
        )

    @property
    def expected_by_state(self) -> list[tuple[State, list[tuple[Topic, Finding | None]]]]:
        """(state, the recommended topics in it with their findings), in the order of the states."""
        by_state: dict[State, list[tuple[Topic, Finding | None]]] = {state: [] for state in State}
        for topic, _recommendations, finding, state in self.expected:
            by_state[state].append((topic, finding))
        return [(state, topics) for state, topics in by_state.items() if topics]

    @property
    def also_found(self) -> list[Finding]:
        """The findings on topics that were raised, in whole or in part, without having been recommended before."""
        asked_for = {topic.pk for topic in self.recommended}
        return [
            finding
            for finding in self.findings.values()
            if finding.topic_id not in asked_for and finding.outcome in TAKEN_UP
        ]


def coverage_of_meetings(
    meetings: Iterable[Meeting], findings: Iterable[Any], *, with_self_coded: bool = False
) -> dict[int, MeetingCoverage]:
    """The coverage of each meeting by its pk, from their public findings with `absence_shown` or
    their current cells. Three queries.

    A topic out of scope for the dialogue is no cell, so it is not expected.
    """
    meetings = list(meetings)
    found = {row.pk: MeetingCoverage({}, {}, with_self_coded) for row in meetings}
    for finding in findings:
        found[finding.meeting_id].findings[finding.topic_id] = finding
    asked_of = _asked_of({meeting.dialogue_id for meeting in meetings})
    for meeting in meetings:
        if meeting.held and meeting.status == Meeting.Status.HELD:
            for recommendation in asked_of[meeting.dialogue_id]:
                if recommendation.stands_at(meeting.held):
                    found[meeting.pk].recommended.setdefault(recommendation.topic, []).append(recommendation)
    return found


@Prepared
def _links(dialogues: Collection[int]) -> QuerySet[Any, Any]:
    """The columns ASKED of public recommendations, without those whose topic is no cell of the dialogue, by their codes."""
    out_of_scope = Dialogue.out_of_scope.through.objects.filter(
        dialogue=OuterRef("dialogue"), topic=OuterRef("recommendation__topic")
    )
    links = Recommendation.dialogues.through.objects.filter(
        ~Exists(out_of_scope),
        # Asked of the few links of the dialogues: a list of all that are public would be made first.
        is_public("recommendation", Recommendation.objects.published()),
        dialogue__in=dialogues,
    )
    return links.order_by("recommendation__code").values_list(*ASKED)


def _asked_of(dialogues: set[int]) -> dict[int, list[AskedBefore]]:
    """Public recommendations by dialogue id, without those whose topic is no cell there. Three queries."""
    topics, recommenders = vocabulary().topics, vocabulary().actors
    asked_of = defaultdict(list)
    for dialogue, code, topic, recommender, made_on, precision, withdrawn_on in _links(dialogues):
        made = PartialDate(made_on, precision)
        asked_of[dialogue].append(
            AskedBefore(code, topics[topic], recommenders[recommender], made, withdrawn_on)
        )
    return asked_of


def documents_by_side(
    documents: Iterable[Document], tops: Mapping[int, Actor]
) -> list[tuple[str, list[Document]]]:
    """The documents of a meeting as (side, documents): joint ones first, those of nobody's side last."""
    by_side = defaultdict(list)
    for document in documents:
        by_side[_side(document, tops)].append(document)
    others, joint = gettext("Others"), gettext("Joint")
    return sorted(by_side.items(), key=lambda item: (item[0] == others, item[0] != joint, item[0]))


def _side(document: Document, tops: Mapping[int, Actor]) -> str:
    if not document.is_official:
        return gettext("Others")
    sides = sides_of(document, tops)
    if not sides:
        return gettext("Others")
    return gettext("Joint") if len(sides) > 1 else str(sides[0])


def findings_at(meetings: Iterable[int], topics: Iterable[int]) -> dict[tuple[int, int], Finding]:
    """The published findings on the topics at the meetings by (meeting id, topic id), with their proof. Six queries."""
    findings = Finding.objects.published().filter(meeting__in=meetings, topic__in=topics)
    return {(finding.meeting_id, finding.topic_id): finding for finding in attach_proof(findings)}
