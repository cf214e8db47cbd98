"""Share cards by address, drawn from the same sums as the page they stand for."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from agenda.coverage.answers import recommendation_answer
from agenda.coverage.asked_sums import AskedSums, DerivedSums
from agenda.coverage.extent import held_meetings
from agenda.coverage.meetings import coverage_of_meetings
from agenda.coverage.reaches import reaches_of
from agenda.coverage.recommended_cells import recommended_tally
from agenda.coverage.states import cell_state
from agenda.coverage.together import asked_together
from agenda.joining import counted, listed
from agenda.models import Actor, Dialogue, Finding, Meeting, Recommendation, Topic
from agenda.models.about import about_site
from agenda.pictures.card import card as draw_card
from agenda.pictures.png import png
from agenda.questions.scorecard import scorecard_of
from agenda.translated import beside as others

from .base import ledger_of

MOST_DIGITS = 15
"""Longer numbers are no key of ours, and more than a database's integer holds."""
FOOT = gettext_lazy("“Not mentioned” means: not mentioned in the published readouts")


def draw(title: str, under: str, **values):
    """A card that bears the site's name."""
    return draw_card(title, under, site=about_site().name, **values)


def _home(request, slug):
    """What became of what was recommended, as the home page says it: by pair of topic and dialogue, then by cell."""
    ledger = ledger_of(request)
    sums = AskedSums(ledger.on)
    ledger.sums.whole = sums.whole = asked_together(ledger.sums.parts() | sums.parts())
    known = sums if sums.hold else DerivedSums(ledger)
    found = known.headline(recommended_tally(ledger.sums))
    under = ngettext(
        "%(n)s recommended topic, counted by dialogue: %(states)s.",
        "%(n)s recommended topics, counted by dialogue: %(states)s.",
        found.n_pairs,
    ) % {"n": found.n_pairs, "states": listed(counted(n, _(standing.word)) for standing, n in found.rows)}
    cells = _("Recommended topics at the meetings since:")
    said = f"{under}\n{cells}" if found.n_pairs else _("No recommendation is on record.")
    return draw(_("Was the recommended topic raised?"), said, tally=found.cells, foot=str(FOOT))


def _dialogue(request, slug):
    row = get_object_or_404(Dialogue.objects.published(), slug=slug)
    ledger = ledger_of(request)
    held = held_meetings(ledger.on).filter(dialogue=row).count()
    meetings = ngettext("%(n)s meeting held", "%(n)s meetings held", held) % {"n": held}
    under = f"{row.reader.name}\n{_joined(*others(row, 'name'), meetings)}"
    return draw(row.reader.short_name, under, tally=ledger.tally(dialogue_id=row.pk), foot=str(FOOT))


def _topic(request, slug):
    row = get_object_or_404(Topic.objects.published(), code=slug)
    under = _joined(*others(row, "name"), _("Across all dialogues"))
    return draw(row.reader.name, under, tally=ledger_of(request).tally(topic_id=row.pk), foot=str(FOOT))


def _meeting(request, slug):
    row = get_object_or_404(Meeting.objects.published().select_related("dialogue"), slug=slug)
    findings = Finding.objects.published().filter(meeting=row).with_absence_shown()
    coverage = coverage_of_meetings([row], findings)[row.pk]
    under = _joined(str(row.dialogue), str(row.held or _("no date yet")))
    return draw(row.reader.title, under, tally=coverage.tally, foot=str(FOOT))


def _recommendation(request, slug):
    rows = Recommendation.objects.published()
    row = get_object_or_404(rows, code=slug)
    pairings = ledger_of(request, topics=[row.topic_id]).pairings(rows.filter(pk=row.pk))
    return draw(f"{row.code}: {row.topic.reader.name}", recommendation_answer(pairings), foot=str(FOOT))


def _actor(request, slug):
    """The scorecard of a recommender in words; whoever recommends nothing has no card."""
    row = get_object_or_404(Actor.objects.published(), slug=slug)
    score = scorecard_of(row, ledger_of(request))
    if not score.n:
        raise Http404("Nothing that this actor recommends is on record.")
    return draw(row.reader.name, f"{score.answer}\n{score.longest_silence}", foot=str(FOOT))


def _finding(request, slug):
    if not (slug.isascii() and slug.isdigit() and len(slug) <= MOST_DIGITS):
        raise Http404("No such finding.")
    rows = Finding.objects.in_public_cells().select_related("topic", "meeting__dialogue")
    row = get_object_or_404(rows, pk=int(slug))
    state = cell_state(row.outcome, is_excluded=row.is_excluded)
    current = Finding.objects.filter(meeting=row.meeting, topic=row.topic).current().first()
    is_standing = current == row and row.status == Finding.Status.PUBLISHED
    foot = str(FOOT) if is_standing else _("No longer the current finding")
    reach = reaches_of([row]).get(row.pk)
    under = f"{row.meeting}\n{reach.sentence}" if reach and is_standing else str(row.meeting)
    return draw(row.topic.reader.name, under, state=state, foot=foot)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


DRAW = {"dialogues": _dialogue, "topics": _topic, "meetings": _meeting, "recommendations": _recommendation,
        "findings": _finding, "actors": _actor}  # fmt: skip


def card(request, kind=None, slug=""):
    """The card of a page as PNG, or of the home page when no kind is named; 404 where there is no such page."""
    if kind and kind not in DRAW:
        raise Http404("No such card.")
    scene = DRAW.get(kind, _home)(request, slug)
    return HttpResponse(png(scene), content_type="image/png")
