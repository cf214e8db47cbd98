"""Two rows that are one and the same made one: what would move is planned, tried and shown, then done at once or not at all."""

from .merge import MergeChanged, MergeRefused, merge, try_merge
from .plan import MergePlan, Refusal

__all__ = ["MergeChanged", "MergePlan", "MergeRefused", "Refusal", "merge", "try_merge"]
