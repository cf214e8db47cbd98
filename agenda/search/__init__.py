"""Search over the public record: one interface, an adapter a database.

What is found is decided by the database's own full text search; what may be seen is decided by each noun's
`published()`, asked in the same statement. So an index that lags behind can miss a row but never show a hidden one.
"""

from .find import Found, SearchHit, find, suggest, totals_by_forum
from .index import catch_up, rebuild
from .named import NamedTopic, named_topics
from .near import NothingFound, nothing_found

__all__ = [
    "Found",
    "NamedTopic",
    "NothingFound",
    "SearchHit",
    "catch_up",
    "find",
    "named_topics",
    "nothing_found",
    "rebuild",
    "suggest",
    "totals_by_forum",
]
