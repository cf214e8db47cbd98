"""Passages that are cited by their place, without any words on record."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet

from agenda.models import CurrentCell, Evidence
from agenda.models.prepared import Prepared

FEW = 1_000
"""Passages that are looked for by their keys."""
_OF_DIALOGUE = "examination__assessment__meeting__dialogue"
_WORDLESS = Evidence.objects.filter(quote="", summary="")


def wordless_passages(on: date, dialogues: Collection[int]) -> Iterable[tuple[int, int]]:
    """(dialogue's id, how many passages of its published findings have neither quote nor summary). Two queries at most."""
    # An index holds these alone; without their keys the database looks at all judgements of the dialogues.
    few = _first_keys()
    if not few:
        return ()
    if len(few) <= FEW:
        return _counted_among(on, list(dialogues), few)
    return _counted(on).filter(**{f"{_OF_DIALOGUE}__in": dialogues})


@Prepared
def _first_keys() -> QuerySet[Any, Any]:
    return _WORDLESS.order_by().values_list("pk", flat=True)[: FEW + 1]


@Prepared
def _counted_among(on: date, dialogues: Collection[int], passages: Collection[int]) -> QuerySet[Any, Any]:
    return _counted(on).filter(**{f"{_OF_DIALOGUE}__in": dialogues}, pk__in=passages)


def _counted(on: date) -> QuerySet[Any, Any]:
    current = CurrentCell.objects.filter(
        held_on__lte=on, finding_id=OuterRef("examination__assessment__findings__pk")
    )
    rows = _WORDLESS.filter(Exists(current)).order_by()
    return rows.values_list(_OF_DIALOGUE).annotate(n=Count("pk"))
