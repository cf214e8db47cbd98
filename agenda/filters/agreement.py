"""Agreement by topic, sorted by where its coders differ."""

from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from agenda.coverage.agreement import Figures
from agenda.languages import Place
from agenda.models import InterpretationNote, Topic
from agenda.models.vocabulary import vocabulary

from .base import RowFilterSet
from .sorting import Order, SortFilter


@dataclass(frozen=True)
class TopicAgreement:
    """A topic with the figures of its cells that several coders coded."""

    key: int
    place: Place
    """What the topic is sorted by in the reader's language."""
    figures: Figures
    notes: list[InterpretationNote]
    """The interpretation notes that tell how the topic is read, by number."""

    @property
    def topic(self) -> Topic:
        return vocabulary().topics[self.key]

    @cached_property
    def needs_a_note(self) -> bool:
        """Do coders differ about it, and no note says how it is to be read?"""
        return bool(self.figures.disputes) and not self.notes


ORDERS = {
    "topic": Order(_("Topic"), lambda row: row.place),
    "n": Order(_("n"), lambda row: row.figures.n, falls=True),
    "disputes": Order(_("Differ"), lambda row: (row.figures.disputes, -row.figures.n), falls=True),
    "percent": Order(_("Percent"), lambda row: row.figures.percent),
    "alpha": Order(_("Alpha"), lambda row: row.figures.alpha),
    "positive": Order(_("Positive"), lambda row: row.figures.positive),
    "notes": Order(_("Interpretation notes"), lambda row: len(row.notes)),
}
USUAL = "-disputes"


class AgreementFilterSet(RowFilterSet):
    sort = SortFilter(ORDERS, standing=USUAL)

    class Meta:
        model = Topic
        fields = ()

    def results(self) -> list[TopicAgreement]:
        """The rows in the order asked for, else those first about which coders differ most often."""
        rows = sorted(self.rows, key=lambda row: row.place)
        return self.filters["sort"].arranged(rows, self.order or USUAL)
