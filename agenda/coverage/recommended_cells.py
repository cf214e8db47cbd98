"""The cells that were recommended before their meeting, as the database keeps them."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from .rates import Tally
from .states import State
from .tallies import FLAGS, Tallies


def recommended_tally(sums: Tallies) -> Tally:
    """The tally of every cell whose topic had been recommended for its dialogue by then, on the day of the sums.

    Those without a finding count as not assessed; a topic out of scope for the dialogue is no cell. One query, three for a
    day in the past.
    """
    expected = sum(row.n for row in sums.whole["expected"])
    counts: Counter[tuple[str, bool]] = Counter()
    for outcome, shown, is_self_coded, n in _kept(sums) if sums.is_kept else _counted(sums):
        expected -= n
        if sums.with_self_coded or not is_self_coded:
            counts[outcome, bool(shown)] += n
    counts[State.NOT_ASSESSED, False] = expected
    return Tally.of_counts(counts)


def _kept(sums: Tallies) -> Iterator[Any]:
    for row in sums.whole["cells"]:
        if row.also & FLAGS["is_recommended"]:
            yield row.word, row.also & FLAGS["absence_shown"], row.also & FLAGS["is_self_coded"], row.n


def _counted(sums: Tallies) -> Iterator[Any]:
    return sums.past(("outcome", "absence_shown", "is_self_coded"), {"dialogue_id": 0}, is_recommended=True)
