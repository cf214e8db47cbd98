"""A recommendation at one dialogue with what became of it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils.functional import cached_property

from agenda.models import Dialogue, KeptCourse, Recommendation
from agenda.models.prepared import Prepared
from agenda.models.vocabulary import vocabulary

from .courses import AnyCourse, Occasion

if TYPE_CHECKING:
    from .ledger import Ledger


@dataclass
class Pairing:
    """A recommendation at one of its dialogues (None when it names none), and what became of it."""

    recommendation: Recommendation
    dialogue: Dialogue | None
    course: AnyCourse
    in_force: bool = True
    ledger: "Ledger | None" = None

    @cached_property
    def elsewhere(self) -> list[Occasion]:
        """The later meetings of other dialogues that took the topic up, oldest first. Asked when it is read."""
        return self.ledger.elsewhere(self.recommendation, self.dialogue) if self.ledger else []

    @cached_property
    def n_elsewhere(self) -> int:
        """How many these are; `coverage.elsewhere` counts them where only the first are read."""
        return len(self.elsewhere)


def along(rows: Iterable[KeptCourse], name: str) -> dict[int, Any]:
    """The rows of another table that were selected along with all of the rows, by key; {} where one was not."""
    field: Any = KeptCourse._meta.get_field(name)
    rows = list(rows)
    if not all(field.is_cached(row) for row in rows):
        return {}
    return {getattr(row, field.attname): getattr(row, name) for row in rows}


@Prepared
def recommendations_of(keys: Collection[int]) -> QuerySet[Recommendation, Recommendation]:
    """The recommendations of these keys, in no order."""
    return Recommendation.objects.filter(pk__in=keys).order_by()


def all_links() -> QuerySet[Any, tuple[int, int]]:
    """(recommendation, dialogue) of all that recommendations name, by the dialogues' short names."""
    links = Recommendation.dialogues.through.objects.order_by("dialogue__short_name", "dialogue")
    return links.values_list("recommendation", "dialogue")


@Prepared
def links_of(recommendations: Collection[int]) -> QuerySet[Any, tuple[int, int]]:
    """The same of some recommendations, given by their keys."""
    return all_links().filter(recommendation__in=recommendations)


def name_rows(recommendations: Iterable[Recommendation]) -> None:
    """Give the recommendations their topics and recommenders, where these were not selected along."""
    known = vocabulary()
    for row in recommendations:
        if not Recommendation.topic.is_cached(row):
            row.topic = known.topics[row.topic_id]
        if not Recommendation.recommender.is_cached(row):
            row.recommender = known.actors[row.recommender_id]
