"""Dates as people write them, in the languages of `words`; what could be two days is asked about, never guessed.

The one reader for tables that are brought in, for the date boxes of the admin and for those of the filters. What the record
itself stores stays strict: `agenda.dates`.
"""

from .reader import AmbiguousDate, WrittenDate, read_date, written_date

__all__ = ["AmbiguousDate", "WrittenDate", "read_date", "written_date"]
