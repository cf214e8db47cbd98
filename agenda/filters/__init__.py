"""One FilterSet a list: the only readers of query parameters."""

from .lists import DocumentFilterSet, MeetingFilterSet
from .recommendations import RecommendationFilterSet
from .topics import TopicFilterSet

__all__ = ["DocumentFilterSet", "MeetingFilterSet", "RecommendationFilterSet", "TopicFilterSet"]
