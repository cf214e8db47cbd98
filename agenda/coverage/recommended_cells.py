"""The cells that were recommended before their meeting, as the database keeps them."""

from collections import Counter
from typing import Any

from django.db.models import Count, QuerySet, Sum

from agenda.models import CellTally, CurrentCell, ExpectedCells

from .rates import Tally
from .states import State
from .tallies import Tallies


def recommended_tally(sums: Tallies) -> Tally:
    """The tally of every cell whose topic had been recommended for its dialogue by then, on the day of the sums.

    Those without a finding count as not assessed; a topic out of scope for the dialogue is no cell. Three queries.
    """
    on = sums.on
    columns = ("outcome", "absence_shown", "is_self_coded")
    rows: QuerySet[Any, Any]
    if sums.is_kept:
        kept = CellTally.objects.filter(dialogue_id=0, topic_id=0, is_recommended=True)
        rows = kept.order_by().values_list(*columns).annotate(count=Sum("n"))
    else:
        cells = CurrentCell.objects.filter(is_recommended=True, held_on__lte=on)
        rows = cells.order_by().values_list(*columns).annotate(count=Count("pk"))
    expected = ExpectedCells.objects.filter(held_on__lte=on).aggregate(n=Sum("n"))["n"] or 0
    counts: Counter[tuple[str, bool]] = Counter()
    for outcome, shown, is_self_coded, n in rows:
        expected -= n
        if sums.with_self_coded or not is_self_coded:
            counts[outcome, bool(shown)] += n
    counts[State.NOT_ASSESSED, False] = expected
    return Tally.of_counts(counts)
