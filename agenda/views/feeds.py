"""Atom feeds: meetings as they are assessed, and single cells of a topic or a filter as they are decided."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.db.models import Max
from django.http import HttpResponseBadRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import condition

from agenda.characters import with_blanks
from agenda.coverage.courses import TAKEN_UP
from agenda.coverage.reaches import reaches_of
from agenda.coverage.results import meeting_rows
from agenda.coverage.sentences import tally_sentence
from agenda.coverage.states import cell_state
from agenda.filters.findings import FindingFilterSet
from agenda.joining import listed, sentences, with_aside
from agenda.models import CurrentCell, Dialogue, Finding, Meeting, Topic
from agenda.models.about import about_site
from agenda.models.version import record_changed_at, record_version
from agenda.models.vocabulary import vocabulary
from agenda.translated import by_name

MEETINGS = 40
CELLS = 60


class PrintableAtom(Atom1Feed):
    """An Atom feed with a blank for what XML cannot hold: one such sign would make an error of the whole feed."""

    def __init__(self, title, link, description, **values: Any):
        super().__init__(with_blanks(title), link, with_blanks(description), **with_blanks(values))

    def add_item(self, *args: Any, **values: Any) -> None:
        super().add_item(*with_blanks([*args]), **with_blanks(values))


class Atom(Feed):
    """A feed of the record with an author, which answers 304 to readers who have it as the record stands."""

    feed_type = PrintableAtom

    def __call__(self, request, *args, **kwargs):
        @condition(
            etag_func=lambda *_args, **_kwargs: quote_etag(record_version()),
            last_modified_func=lambda *_args, **_kwargs: record_changed_at(),
        )
        def answer(request, *args, **kwargs):
            response = super(Atom, self).__call__(request, *args, **kwargs)
            # Django's is the newest entry's, which a renamed meeting would not move.
            del response["Last-Modified"]
            return response

        return answer(request, *args, **kwargs)

    def author_name(self):
        return about_site().author

    def item_link(self, item):
        return item.get_absolute_url()


def _newly_decided(dialogue) -> dict[int, datetime]:
    """When a cell of each of the newest meetings was decided last, by meeting id, the newest first. One query."""
    newest = Finding.objects.in_public_cells().current()
    if dialogue:  # its own findings: few of the newest decisions of all are about it
        latest = newest.filter(meeting__dialogue=dialogue).order_by().values_list("meeting_id")
        return dict(latest.annotate(at=Max("decided_at")).order_by("-at", "-meeting_id")[:MEETINGS])
    # An index has the decisions in this order; with a limit both databases walk it back from its end.
    rows = newest.order_by("-decided_at", "-pk").values_list("meeting_id", "decided_at")
    decided: dict[int, datetime] = {}
    most = 8_000
    while len(decided) < MEETINGS:
        some = list(rows[:most])
        for meeting, at in some:
            if meeting in decided or len(decided) < MEETINGS:
                decided.setdefault(meeting, at)
        if len(some) < most:
            break
        most *= 4
    return decided


def _taken_up(meetings: Collection[int]) -> dict[int, list[Topic]]:
    """The topics that counted cells of each meeting found raised or partly raised, by meeting id. One query."""
    rows = CurrentCell.objects.filter(meeting__in=meetings, outcome__in=TAKEN_UP, is_self_coded=False)
    topics = vocabulary().topics
    found: dict[int, list[Topic]] = defaultdict(list)
    for meeting, topic in rows.order_by().values_list("meeting_id", "topic_id"):
        found[meeting].append(topics[topic])
    return found


class MeetingFeed(Atom):
    """One entry a meeting, updated whenever one of its cells is decided anew; of all dialogues or of one."""

    def get_object(self, request, slug=None):
        return slug and get_object_or_404(Dialogue.objects.published(), slug=slug)

    def title(self, dialogue):
        return (
            _("%(site)s: assessed meetings of %(name)s") % {"site": about_site().name, "name": dialogue}
            if dialogue
            else _("%(site)s: assessed meetings") % {"site": about_site().name}
        )

    def subtitle(self, dialogue):
        return _("Which recommended topics the published readouts of each meeting raise, with the proof.")

    def link(self, dialogue):
        return dialogue.get_absolute_url() if dialogue else reverse("home")

    def items(self, dialogue):
        decided = _newly_decided(dialogue)
        meetings = Meeting.objects.published().select_related("dialogue").in_bulk(decided)
        taken_up = _taken_up(decided)
        rows = []
        for row in meeting_rows(meetings[pk] for pk in decided if pk in meetings):
            meeting: Any = row.meeting
            meeting.decided_at, meeting.tally = decided[meeting.pk], row.tally
            meeting.taken_up = taken_up[meeting.pk]
            rows.append(meeting)
        return sorted(rows, key=lambda m: (m.decided_at, m.held_on or date.min, m.slug), reverse=True)

    def item_title(self, meeting):
        return str(meeting)

    def item_description(self, meeting):
        said = tally_sentence(meeting.tally)
        names = listed(sorted(meeting.taken_up, key=by_name))
        # Atom's summary is HTML here, so what the record says is escaped.
        taken_up = _("Raised or partly raised: %(names)s.") % {"names": names}
        return escape(sentences((said, taken_up if names else "")))

    def item_updateddate(self, meeting):
        return meeting.decided_at


class CellFeed(Atom):
    """One entry a finding, newest decision first: of a topic, or of `?forum=…&topic=…&outcome=…`."""

    def __call__(self, request, *args, **kwargs):
        problems = FindingFilterSet(request.GET, Finding.objects.none()).problems
        if problems:
            said = "\n".join(f"{name}: {problem}" for name, problem in problems.items())
            return HttpResponseBadRequest(said, content_type="text/plain; charset=utf-8")
        return super().__call__(request, *args, **kwargs)

    def get_object(self, request, code=None):
        topic = code and get_object_or_404(Topic.objects.published(), code=code)
        return topic, FindingFilterSet(request.GET, Finding.objects.in_public_cells().current())

    def title(self, asked):
        topic, filterset = asked
        parts = ([topic.reader.name] if topic else []) + [chip.label for chip in filterset.chips()]
        title = _("%(site)s: findings") % {"site": about_site().name}
        return with_aside(title, listed(parts)) if parts else title

    def link(self, asked):
        return asked[0].get_absolute_url() if asked[0] else reverse("home")

    def items(self, asked):
        topic, filterset = asked
        rows = filterset.qs.filter(topic=topic) if topic else filterset.qs
        # The newest are chosen among narrow rows; only they are read with all that hangs on them.
        newest = list(rows.order_by("-decided_at", "-pk").values_list("pk", flat=True)[:CELLS])
        found = Finding.objects.select_related("topic", "meeting__dialogue", "supersedes").in_bulk(newest)
        reaches = reaches_of(found.values())
        for finding in found.values():
            finding.reach = reaches.get(finding.pk)
        return [found[pk] for pk in newest]

    def item_title(self, finding):
        if finding.status == Finding.Status.WITHDRAWN:
            word = _("withdrawn")
        else:
            word = cell_state(finding.outcome, is_excluded=finding.is_excluded).word
            word = _(word)
        return f"{finding.topic.reader.name}, {finding.meeting}: {word}"

    def item_description(self, finding):
        said = finding.get_outcome_display()
        if finding.reach and finding.status == Finding.Status.PUBLISHED:
            said = finding.reach.sentence.removesuffix(".")
        if finding.supersedes:
            said += ". " + _("It supersedes an earlier finding: %(old)s.") % {
                "old": finding.supersedes.get_outcome_display()
            }
        return escape(said)

    def item_updateddate(self, finding):
        return finding.decided_at
