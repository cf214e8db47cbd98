"""One FilterSet a list: the only readers of query parameters."""

from .lists import DocumentFilterSet, MeetingFilterSet
from .questions import (
    ClaimFilterSet,
    CoverageFilterSet,
    DivergenceFilterSet,
    ElsewhereFilterSet,
    MissedFilterSet,
    PlannedFilterSet,
)
from .recommendations import RecommendationFilterSet
from .topics import TopicFilterSet

__all__ = [
    "ClaimFilterSet",
    "CoverageFilterSet",
    "DivergenceFilterSet",
    "DocumentFilterSet",
    "ElsewhereFilterSet",
    "MeetingFilterSet",
    "MissedFilterSet",
    "PlannedFilterSet",
    "RecommendationFilterSet",
    "TopicFilterSet",
]
