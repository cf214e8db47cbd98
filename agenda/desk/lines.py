"""The sheet's list of topics, with the analyst's own state: plain values, as it names every topic of the codebook."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.safestring import SafeString

from agenda.languages import reading_language
from agenda.models import Assessment, Draft, Meeting, Recommendation, Topic
from agenda.models.prepared import Prepared
from agenda.models.translations import read_translations
from agenda.rules.papers import current_codes
from agenda.rules.proof import NEEDS_A_PASSAGE
from agenda.templatetags.agenda import badge
from agenda.translated import in_language


class ListedTopic(NamedTuple):
    """The columns of a topic that name it and its parent."""

    pk: int
    code: str
    name: str
    name_ja: str
    translations: Mapping[str, Mapping[str, str]]
    parent: str
    """What its parent is called, "" without one."""


class OwnCode(NamedTuple):
    """What the analyst has done about a topic."""

    outcome: str = ""
    badge: str = ""
    lacks_words: bool = False
    """Is the outcome one that needs a passage, without one?"""

    @property
    def is_done(self) -> bool:
        return bool(self.outcome) and not self.lacks_words


NOTHING = OwnCode()


@dataclass
class SheetTopic:
    """A line of the list. Its text is escaped when it is made, once for all places that it stands at."""

    pk: int
    code: SafeString
    address: SafeString
    name: SafeString
    """In the reader's language, as attributes have it."""
    marked_name: SafeString
    """The name, marked where it is in another language."""
    is_recommended: bool
    passages: int
    outcome: str
    badge: str
    is_done: bool
    is_open: bool = False
    """Is its form the one that the page shows?"""

    @property
    def dot(self) -> str:
        """The class of its dot: the outcome's own, or that of a cell not yet assessed."""
        return self.outcome if self.is_done else "not_assessed"


def lines_of(meeting: Meeting, analyst, candidates: Mapping[str, list]) -> list[SheetTopic]:
    """Topics in scope for the dialogue: those with a passage first, of these the recommended, then by parent and name."""
    wanted = set(_recommended(meeting.dialogue_id))
    coded = _coded(meeting, analyst)
    topics = _topics_of(meeting.dialogue_id)
    topics.sort(key=lambda t: (not candidates.get(t.code), t.pk not in wanted, t.parent, t.name))
    sheet, language = reverse("sheet", args=[meeting.slug]), reading_language()
    rows = []
    for topic in topics:
        cell, passages = coded.get(topic.pk, NOTHING), len(candidates.get(topic.code, ()))
        name, code = in_language(topic, "name", language), SafeString(escape(topic.code))
        named = SafeString(f"{sheet}?topic={code}"), SafeString(escape(name.plain)), name.html_in(language)
        state = cell.outcome, cell.badge, cell.is_done
        rows.append(SheetTopic(topic.pk, code, *named, topic.pk in wanted, passages, *state))
    return rows


@Prepared
def _recommended(dialogue: int) -> QuerySet[Recommendation, int]:
    """The topics that the dialogue is publicly asked to raise."""
    rows = Recommendation.objects.filter(dialogues=dialogue, is_published=True)
    return rows.order_by().values_list("topic", flat=True)


@Prepared
def _in_scope(dialogue: int) -> QuerySet[Topic, tuple]:
    """The columns of the topics that are a cell at the dialogue, by name."""
    columns = ("pk", "code", "name", "name_ja", Cast("translations", TextField()), "parent__name")
    return Topic.objects.in_scope_of(dialogue).order_by("name").values_list(*columns)


@Prepared
def _handed_in(meeting: int, analyst: int) -> QuerySet[Assessment, tuple[int, str]]:
    """(topic, outcome) of what the analyst handed in."""
    rows = Assessment.objects.current().filter(meeting=meeting, assessed_by=analyst)
    return rows.values_list("topic", "outcome")


@Prepared
def _drafted(meeting: int, analyst: int) -> QuerySet[Draft, tuple[int, dict]]:
    """(topic, content) of the analyst's drafts."""
    return Draft.objects.filter(meeting=meeting, analyst=analyst).values_list("topic", "content")


def _topics_of(dialogue: int) -> list[ListedTopic]:
    """The topics of the codebook in force that are a cell at the dialogue. Two queries."""
    codes = current_codes()
    return [
        ListedTopic(pk, code, name, name_ja, read_translations(said), parent or "")
        for pk, code, name, name_ja, said, parent in _in_scope(dialogue)
        if code in codes
    ]


def _coded(meeting: Meeting, analyst) -> dict[int, OwnCode]:
    """What the analyst has done, by topic key: the draft, else what was handed in. Two queries."""
    found = {topic: (outcome, False) for topic, outcome in _handed_in(meeting.pk, analyst.pk)}
    for topic, content in _drafted(meeting.pk, analyst.pk):
        outcome = content.get("outcome", "")
        found[topic] = outcome, outcome in NEEDS_A_PASSAGE and not content.get("passages")
    badges = {outcome: badge(outcome) if outcome else "" for outcome, _lacks_words in found.values()}
    return {
        topic: OwnCode(outcome, badges[outcome], lacks_words)
        for topic, (outcome, lacks_words) in found.items()
    }
