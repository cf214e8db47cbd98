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
    """(dialogue's id, how many passages of its published findings have neither quote nor summary)."""
    if len(dialogues) == 1:
        return _wordless_of(on, *dialogues)
    # An index holds these alone; without their keys the database looks at all judgements of the dialogues.
    few = list(_WORDLESS.order_by().values_list("pk", flat=True)[: FEW + 1])
    if not few:
        return ()
    rows = _wordless_at(on).filter(**{f"{_OF_DIALOGUE}__in": dialogues})
    return rows.filter(pk__in=few) if len(few) <= FEW else rows


def _wordless_at(on: date) -> QuerySet[Any, Any]:
    current = CurrentCell.objects.filter(
        held_on__lte=on, finding_id=OuterRef("examination__assessment__findings__pk")
    )
    rows = _WORDLESS.filter(Exists(current)).order_by()
    return rows.values_list(_OF_DIALOGUE).annotate(n=Count("pk"))


@Prepared
def _wordless_of(on: date, dialogue: int):
    return _wordless_at(on).filter(**{_OF_DIALOGUE: dialogue})
