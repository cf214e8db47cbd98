"""Characters that no XML file, spreadsheet or feed can hold: controls, halves of surrogate pairs, noncharacters."""

import re
from collections.abc import Callable
from typing import Any

NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 does not allow, even escaped."""
UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""These and the other control characters."""


def with_blanks(value: Any) -> Any:
    """The text with a blank for every control character and what XML does not allow; of lists and objects each text."""
    return each_text(value, lambda text: UNPRINTABLE.sub(" ", text))


def each_text(value: Any, change: Callable[[str], str]) -> Any:
    """The text changed; of lists and objects every text in them, names too; everything else as it is."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [each_text(part, change) for part in value]
    if isinstance(value, dict):
        return {each_text(name, change): each_text(part, change) for name, part in value.items()}
    return value
