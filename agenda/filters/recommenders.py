"""Who recommends: the choices of the filter, and who had recommended what before a meeting."""

from collections import defaultdict

from agenda.dates import PartialDate
from agenda.models import Actor, Recommendation

from .base import named_choices


def recommenders() -> list[tuple[str, str]]:
    """(slug, name) of whoever makes a public recommendation, by name."""
    made = Recommendation.objects.published().values("recommender")
    return named_choices(Actor.objects.published().filter(pk__in=made), "slug")


class RecommendersBefore:
    """Who recommended a topic for a dialogue before a meeting, and still did on its day. Two queries."""

    def __init__(self) -> None:
        self.by_forum: dict[str, list[Recommendation]] = defaultdict(list)
        made = Recommendation.objects.published().select_related("topic", "recommender")
        for recommendation in made.prefetch_related("dialogues"):
            for dialogue in recommendation.dialogues.all():
                self.by_forum[dialogue.slug].append(recommendation)

    def at(self, forum: str, held: PartialDate | None, topic: str = "") -> set[str]:
        """The slugs of those who recommended the topic (or any) for the dialogue before the day `held`."""
        if held is None:
            return set()
        return {
            recommendation.recommender.slug
            for recommendation in self.by_forum[forum]
            if topic in ("", recommendation.topic.code) and recommendation.stands_at(held)
        }
