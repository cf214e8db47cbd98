"""Where a text speaks of a topic: the codebook's words to ranked passages with offsets.

Pure: no database. `Codebook` is built once from the topics' words and may be kept; `suggest` reads one text.
"""

from .codebook import Codebook, Entry
from .rank import Suggestion, suggest

__all__ = ["Codebook", "Entry", "Suggestion", "suggest"]
