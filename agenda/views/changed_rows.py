"""What changed at the last two meetings of each dialogue, for data addresses: read for some dialogues at a time."""

from collections.abc import Callable, Iterator
from typing import Any

from agenda.filters.changes import PairFilterSet
from agenda.models import Meeting
from agenda.models.vocabulary import vocabulary
from agenda.questions.newest import NewestChanges
from agenda.questions.since import change_rows

from .base import ledger_of
from .kept_rows import KeptRows

COUNTED = 1_000
"""Rows up to which they are counted."""
AT_FIRST = 24
"""Dialogues that are read at first; then as many as were read already."""


class Changes(KeptRows):
    """The rows that pass by their keys, which begin with the slug of the dialogue."""

    def __init__(self, filterset: PairFilterSet, newest: NewestChanges, key: Callable[[Any], str]) -> None:
        self._filterset, self._newest, self._key = filterset, newest, key
        chosen = filterset.cleaned()
        words = chosen["forum"] or vocabulary().dialogues.words.values()
        # A slug is followed by a slash in the keys, which stands before letters and after a hyphen.
        self._slugs = sorted(words, key=lambda slug: f"{slug}/")
        self._chosen = {name: value for name, value in chosen.items() if value not in (None, "", [])}
        self._read: dict[str, list[Any]] = {}
        super().__init__(self._counted())

    def _counted(self) -> int | None:
        n = 0
        for rows in self._rows_after(""):
            n += len(rows)
            if n > COUNTED:
                return None
        return n

    def after(self, cursor: str, most: int) -> list[Any]:
        found: list[Any] = []
        for rows in self._rows_after(cursor):
            found += [row for row in rows if self._key(row) > cursor]
            if len(found) >= most:
                break
        return found[:most]

    def whole(self, size: int, key: Callable[[Any], str]) -> Iterator[list[Any]]:
        for rows in self._rows_after(""):
            yield from (rows[start : start + size] for start in range(0, len(rows), size))

    def _rows_after(self, cursor: str) -> Iterator[list[Any]]:
        """The rows of each dialogue from that of the cursor on, in their order."""
        left, n_read = [slug for slug in self._slugs if f"{slug}0" > cursor], 0  # "0" stands after the slash
        for at, slug in enumerate(left):
            if slug not in self._read:
                some = left[at : at + max(AT_FIRST, n_read)]
                n_read += len(some)
                self._look_up(some)
            yield self._read[slug]

    def _look_up(self, slugs: list[str]) -> None:
        """Read the rows of the dialogues, those that pass."""
        self._read |= {slug: [] for slug in slugs}
        for row in self._newest.rows(list(self._newest.pairs(slugs))):
            if all(self._filterset.stays(row, name, value) for name, value in self._chosen.items()):
                self._read[row.forum].append(row)
        for slug in slugs:
            self._read[slug].sort(key=self._key)


def changes(request):
    """The filters of changes, with the rows of two meetings where the address names them."""
    found = PairFilterSet(request.GET, [])
    typed = [request.GET.get(name, "").replace("\x00", "") for name in ("earlier", "later")]
    if any(typed):
        of = Meeting.objects.filter(slug__in=typed).values_list("dialogue_id", flat=True)
        ledger = ledger_of(request, dialogues=set(of))
        pair = found.pair(list(ledger.occasions.values()))
        found.rows = change_rows(ledger, pair) if pair else []
    else:
        found.newest = NewestChanges(ledger_of(request))
    return found


def changed(filterset) -> KeptRows | list:
    """The rows that pass of the two meetings named, else of the last two of each dialogue."""
    if filterset.newest is None:
        return sorted(filterset.passing(), key=key_of_change)
    return Changes(filterset, filterset.newest, key_of_change)


def key_of_change(row) -> str:
    return f"{row.forum}/{row.earlier.slug}/{row.later.slug}/{row.topic.code}"
