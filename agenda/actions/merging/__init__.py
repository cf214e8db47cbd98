"""Two rows that are one and the same made one: what would move is planned, tried and shown, then done at once or not at all."""

from .coded import merge_coded
from .coded_plan import CellChoice, CodedPlan, coded_plan, is_coded
from .merge import MergeChanged, MergeRefused, merge, try_merge
from .plan import MergePlan, Refusal

__all__ = [
    "CellChoice",
    "CodedPlan",
    "MergeChanged",
    "MergePlan",
    "MergeRefused",
    "Refusal",
    "coded_plan",
    "is_coded",
    "merge",
    "merge_coded",
    "try_merge",
]
