"""Which columns of a table say the same in every row, so that they are not drawn."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

Column = tuple[Any, Callable[[Any], Any]]
"""The label of a column, and what it says of a row: a text, or nothing."""


def same_throughout(
    rows: Iterable[Any], columns: Mapping[str, Column], known: Collection[str] = ()
) -> dict[str, str]:
    """By name, the columns whose text is the same in every one of several rows, as "label: text".

    It is "" where there is nothing to say, or where it is among what is `known`. The table leaves these columns out and
    says their one text above it.
    """
    rows = list(rows)
    same = {}
    for name, (label, text) in columns.items() if len(rows) > 1 else ():
        only = str(text(rows[0]) or "")
        if all(str(text(row) or "") == only for row in rows[1:]):
            said = f"{label}: {only}" if only else ""
            same[name] = "" if said in known else said
    return same
