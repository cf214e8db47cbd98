"""The sentence that a page answers with before anything else, in the reader's language. Pure."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .courses import Occasion
from .rates import Tally


def counted(parts: Iterable[tuple[int, str]]) -> str:
    """ "12 raised, 2 partly raised": the words of each part that is not nothing, with its number."""
    return ", ".join(words % {"n": n} for n, words in parts if n)


def recommended_answer(tally: Tally) -> str:
    """What became at one meeting of the topics recommended before it; `tally` counts these topics alone."""
    if not tally.total:
        return ""
    of = ngettext(
        "Of %(n)s topic recommended before it:", "Of %(n)s topics recommended before it:", tally.total
    ) % {"n": tally.total}
    return f"{of} {_states(tally)}."


def found_answer(tally: Tally) -> str:
    """What was found at one meeting, whoever recommended it or not."""
    if not tally.total:
        return ""
    of = ngettext("Of %(n)s topic assessed:", "Of %(n)s topics assessed:", tally.total)
    return f"{of % {'n': tally.total}} {_states(tally)}."


def _states(tally: Tally) -> str:
    return counted(
        [
            (tally.raised + tally.raised_in_part, _("%(n)s raised")),
            (tally.partly_raised + tally.partly_raised_in_part, _("%(n)s partly raised")),
            (tally.not_raised, _("%(n)s not mentioned in the published readouts")),
            (tally.not_determinable, _("%(n)s cannot be told")),
            (tally.not_assessed, _("%(n)s not yet assessed")),
        ]
    )


def reading_answer(readouts: Collection[Any], *, absence_can_be_shown: bool) -> str:
    """How much of a meeting's readouts was read, and what follows from it."""
    if not readouts:
        return _("No readout of it is on record, so nothing can be shown.")
    whole = sum(document.is_read_whole for document in readouts)
    in_part = sum(document.was_examined and not document.is_read_whole for document in readouts)
    of = ngettext("Of %(n)s readout on record:", "Of %(n)s readouts on record:", len(readouts))
    read = counted(
        [
            (whole, _("%(n)s read whole")),
            (in_part, _("%(n)s read in part")),
            (len(readouts) - whole - in_part, _("%(n)s not read")),
        ]
    )
    said = f"{of % {'n': len(readouts)}} {read}."
    if absence_can_be_shown:
        return said
    return said + " " + _("So a topic that was not found there cannot be called absent.")


def change_counts(counts: Mapping[Any, int]) -> str:
    """ "1 new, 18 kept": how many topics changed how; the keys have a `word`."""
    return ", ".join(f"{n} {_(change.word).lower()}" for change, n in counts.items() if n)


def changes_answer(earlier: Occasion, later: Occasion, counts: Mapping[Any, int]) -> str:
    """What changed between two meetings."""
    words = {"earlier": earlier.held, "later": later.held, "counts": change_counts(counts)}
    if not any(counts.values()):
        return _("Nothing was found at %(earlier)s or %(later)s.") % words
    return _("Topics from %(earlier)s to %(later)s: %(counts)s.") % words
