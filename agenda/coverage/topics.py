"""The sentences that a topic's page answers with, in the reader's language. Pure."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .answers import standing_counts
from .courses import Occasion, Standing
from .rates import Tally


def topic_answer(n: int, ends: tuple[Occasion, Occasion] | None, tally: Tally) -> str:
    """How often and when a topic was found: at `n` meetings, the first and the last of which are `ends`; `tally` counts its
    cells at all meetings."""
    if ends is None:
        if not tally.N:
            return _("No meeting could be judged on it.")
        return ngettext(
            "Not mentioned in the published readouts of the %(n)s meeting that could be judged.",
            "Not mentioned in the published readouts of the %(n)s meetings that could be judged.",
            tally.N,
        ) % {"n": tally.N}
    words = {"n": n, "first": ends[0].held, "last": ends[1].held}
    if n == 1:
        return _("Found at one meeting, on %(first)s.") % words
    return _("Found at %(n)s meetings, first on %(first)s and last on %(last)s.") % words


def recommended_pairs_answer(pairs: Mapping[Standing, int]) -> str:
    """To how many dialogues a topic was recommended, and what became of it there; "" where to none."""
    counts: Mapping[Standing, int] = {s: n for s, n in pairs.items() if s != Standing.NO_FORUM and n}
    n = sum(counts.values())
    if not n:
        return ""
    words = {"n": n, "counts": standing_counts(counts)}
    return (
        ngettext(
            "Recommended to %(n)s dialogue: %(counts)s.", "Recommended to %(n)s dialogues: %(counts)s.", n
        )
        % words
    )
