"""One FilterSet a list: the only readers of query parameters."""

from .changes import ChangesFilterSet, PairFilterSet
from .courses import CourseFilterSet, SilentCourseFilterSet
from .elsewhere import ElsewhereFilterSet
from .kept import DivergenceFilterSet
from .lists import DocumentFilterSet, MeetingFilterSet
from .questions import (
    ClaimFilterSet,
    CoverageFilterSet,
    MissedFilterSet,
    PlannedFilterSet,
)
from .recommendations import RecommendationFilterSet
from .topics import TopicFilterSet

__all__ = [
    "ChangesFilterSet",
    "ClaimFilterSet",
    "CourseFilterSet",
    "CoverageFilterSet",
    "DivergenceFilterSet",
    "DocumentFilterSet",
    "ElsewhereFilterSet",
    "MeetingFilterSet",
    "MissedFilterSet",
    "PairFilterSet",
    "PlannedFilterSet",
    "RecommendationFilterSet",
    "SilentCourseFilterSet",
    "TopicFilterSet",
]
