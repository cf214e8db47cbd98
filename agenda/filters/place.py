"""Parameters of a list that say which of its pages is asked for."""

from django.http import QueryDict

AFTER, BEFORE = "after", "before"
"""Name a row, by its slug: the page follows it, or ends before it."""
PLACE = ("page", AFTER, BEFORE)


def from_the_start(query: QueryDict) -> QueryDict:
    """A copy of what is asked, for the first page of it."""
    query = query.copy()
    for name in PLACE:
        query.pop(name, None)
    return query
