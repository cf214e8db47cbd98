"""Two or three dialogues, or two periods, side by side."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from agenda.coverage.rates import Tally
from agenda.filters.compare import CompareFilterSet
from agenda.models import Topic

from .base import asked, ledger_of, page

MOST = 3


@dataclass(frozen=True)
class Column:
    """What one column counts: a dialogue (None: all) and years (None: open)."""

    label: str
    dialogue: object
    since: int | None
    until: int | None

    def counts(self, occasion) -> bool:
        return (
            (self.dialogue is None or occasion.dialogue_id == self.dialogue.pk)
            and (self.since is None or occasion.held.first.year >= self.since)
            and (self.until is None or occasion.held.first.year <= self.until)
        )


def compare(request):
    ledger = ledger_of(request)
    filterset = CompareFilterSet(request.GET, [])
    chosen = filterset.cleaned()
    forums = [d for d in ledger.dialogues.values() if d.slug in chosen["forum"]]
    forums.sort(key=lambda dialogue: request.GET.getlist("forum").index(dialogue.slug))
    columns = _columns(forums[:MOST], chosen)
    tallies = [_tally_by_topic(ledger, column) for column in columns]
    topics = [t for t in Topic.objects.published() if any(t.pk in tally for tally in tallies)]
    rows = [(topic, [tally.get(topic.pk) for tally in tallies]) for topic in topics]
    rows.sort(key=lambda row: (-_distance(row[1]), row[0].name))
    heads = [
        (column, sum(column.counts(o) for o in ledger.occasions.values()), sum(tally.values(), Tally()))
        for column, tally in zip(columns, tallies, strict=True)
    ]
    context = {
        "filterset": filterset,
        "facets": filterset.facets(),
        "heads": heads,
        "rows": rows if len(columns) > 1 else [],
        "too_many": len(forums) - MOST,
        "most": MOST,
        "asked": asked(request),
    }
    names = _(" and ").join(column.label for column in columns)
    title = _("Compare %(columns)s") % {"columns": names} if names else _("Compare")
    return page(
        request,
        "agenda/compare.html",
        context,
        title=title,
    )


def _columns(forums, chosen) -> list[Column]:
    """One a forum and period; without a second period one a forum."""
    periods = [(chosen["since"], chosen["until"])]
    if chosen["then_since"] or chosen["then_until"]:
        periods.append((chosen["then_since"], chosen["then_until"]))
    if not forums and len(periods) == 1:
        return []
    return [
        Column(_label(dialogue, since, until), dialogue, since, until)
        for dialogue in forums or [None]
        for since, until in periods
    ]


def _label(dialogue, since, until) -> str:
    name = dialogue.short_name if dialogue else "All dialogues"
    if since is None and until is None:
        return name
    return f"{name}, {since or '…'}–{until or '…'}" if since != until else f"{name}, {since}"


def _tally_by_topic(ledger, column) -> dict[int, Tally]:
    outcomes = {}
    for cell in ledger.counted():
        if column.counts(ledger.occasions[cell.meeting_id]):
            outcomes.setdefault(cell.topic_id, []).append(cell.counts_as)
    return {topic: Tally.of(values) for topic, values in outcomes.items()}


def _distance(tallies) -> float:
    """How far the inclusive rates lie apart, for the order of rows; topics that not all columns can rate come last."""
    rates = [tally.inclusive_rate for tally in tallies if tally and tally.inclusive_rate is not None]
    return max(rates) - min(rates) if len(rates) == len(tallies) and rates else -1.0
